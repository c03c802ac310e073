"""Validation errors told as problems: the words are chosen by an error's type, never taken from its text."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from kbrief.load.merge import Draft, Merged, Path
from kbrief.load.validate import Fault as Error
from kbrief.model.base import Text
from kbrief.model.names import suggestion

LONGEST = 60
"""How many characters of a value or a name a message quotes."""

Telling = Callable[[Error], tuple[str, str, str | None]]


def _unknown_key(error: Error) -> tuple[str, str, str | None]:
    from kbrief.load.shape import keys_at

    path = error["loc"]
    hint = "only what a base has (extends) can be taken away" if path[-1] == "remove" else None
    return "unknown-key", f"unknown key {shown(path[-1])}", hint or suggestion(path[-1], keys_at(path[:-1]), "key")


def _missing(error: Error) -> tuple[str, str, str | None]:
    return "missing-key", f"the key {error['loc'][-1]!r} is missing", None


def _choice(error: Error) -> tuple[str, str, str | None]:
    return "wrong-value", f"{shown(error['input'])} is not one of {error['ctx']['expected']}", None


def _bound(error: Error) -> tuple[str, str, str | None]:
    signs = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than"}
    said = ", ".join(f"{signs[k]} {v:g}" for k, v in error["ctx"].items() if k in signs)
    return "wrong-value", f"{shown(error['input'])} is out of range: {said}", None


def _pattern(error: Error) -> tuple[str, str, str | None]:
    forms = {"#P": "a citation looks like pacnet-77#P14", "[0-9]{4}-(": "a month looks like 2024-10",
             "a-z0-9": "an id is lower-case letters, digits and single hyphens", "http": "an address begins https://",
             "0-9a-f": "a fingerprint is 64 hexadecimal digits"}  # fmt: skip
    pattern = error["ctx"]["pattern"]
    hint = next((form for mark, form in forms.items() if mark in pattern), "it may not be blank")
    return "wrong-form", f"{shown(error['input'])} does not have the right form", hint


def _length(error: Error) -> tuple[str, str, str | None]:
    context, value = error["ctx"], error["input"]
    limit = f"at least {context['min_length']}" if "min_length" in context else f"at most {context['max_length']}"
    what = "characters" if isinstance(value, str) else "items"
    return "wrong-length", f"it takes {limit} {what}, and has {len(value)}", None


def _own(error: Error) -> tuple[str, str, str | None]:
    return "wrong-value", str(error["ctx"]["error"]), None


def _model(error: Error) -> tuple[str, str, str | None]:
    wanted = "text" if error["ctx"].get("class_name") == Text.__name__ else "a mapping"
    return "wrong-type", f"{shown(error['input'])} is not {wanted}", None


def _type(wanted: str) -> Telling:
    return lambda error: ("wrong-type", f"{shown(error['input'])} is not {wanted}", None)


TELLING: dict[str, Telling] = {
    "extra_forbidden": _unknown_key,
    "missing": _missing,
    "literal_error": _choice,
    "greater_than_equal": _bound,
    "greater_than": _bound,
    "less_than_equal": _bound,
    "less_than": _bound,
    "string_pattern_mismatch": _pattern,
    "string_too_long": _length,
    "string_too_short": _length,
    "too_short": _length,
    "too_long": _length,
    "value_error": _own,
    "string_type": _type("text"),
    "int_type": _type("a whole number"),
    "int_from_float": _type("a whole number"),
    "float_type": _type("a number"),
    "finite_number": _type("a finite number"),
    "bool_type": _type("true or false"),
    "tuple_type": _type("a list"),
    "dict_type": _type("a mapping"),
    "model_type": _model,
}


def shown(value: Any) -> str:
    """Return a value as a message can quote it: short, on one line."""
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, (list, tuple)):
        return "a list"
    return cut("nothing" if value is None else repr(value) if isinstance(value, str) else ascii(value))


def cut(text: str) -> str:
    """Return a text short enough to stand in a line beside a place."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def told(errors: Iterable[Error], merged: Merged) -> Iterator[Draft]:
    """Yield a problem for each validation error, its words chosen by the error's type, never by its text."""
    for error in errors:
        path, is_missing = error["loc"], error["type"] == "missing"
        if is_missing and (merged.has_lost_base or (merged.is_partial and len(path) == 1)):
            continue
        telling = TELLING.get(error["type"])
        if merged.has_lost_base and path[-1:] == ("remove",):
            continue
        rule, message, hint = telling(error) if telling else ("wrong-value", f"not valid ({error['type']})", None)
        if is_missing and path[:2] in merged.added:
            hint = _unless(path, merged)
        lead = dotted(path[:-1] if is_missing else path, merged.data)
        message = f"{lead}: {message}" if lead else message
        yield Draft(merged, merged.present(path), rule, message, hint, at_key=rule == "unknown-key")


def _unless(path: Path, merged: Merged) -> str:
    """Return what to do where an overlay's item lacks something, as it is none of the base's."""
    name = str(merged.data[str(path[0])][path[1]].get("id"))
    return f"the base has no {shown(name)}: {suggestion(name, list(merged.added[path[:2]]), 'item')}"


def dotted(path: Path, data: Any) -> str:
    """Return a path of the data as people read it: items by their id, else by their number from 1."""
    steps: list[str] = []
    for step in path:
        data = data[step]
        name = data.get("id") if isinstance(step, int) and isinstance(data, Mapping) else None
        told_as = name if isinstance(name, str) else step + 1 if isinstance(step, int) else step
        steps.append(cut(str(told_as)))
    return ".".join(steps)

"""Validation errors told as problems: the words are chosen by an error's type, never taken from its text."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from kbrief.errors import Problem
from kbrief.load.merge import Merged, Path

Error = Mapping[str, Any]
Telling = Callable[[Error], tuple[str, str, str | None]]


def _known_keys(error: Error) -> tuple[str, str, str | None]:
    return "unknown-key", f"unknown key {error['loc'][-1]!r}", None


def _missing(error: Error) -> tuple[str, str, str | None]:
    return "missing-key", f"{error['loc'][-1]!r} is missing", None


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
    context = error["ctx"]
    limit = f"at least {context['min_length']}" if "min_length" in context else f"at most {context['max_length']}"
    return "wrong-length", f"it needs {limit}, and has {context.get('actual_length', len(error['input']))}", None


def _own(error: Error) -> tuple[str, str, str | None]:
    return "wrong-value", str(error["ctx"]["error"]), None


def _type(wanted: str) -> Telling:
    return lambda error: ("wrong-type", f"{shown(error['input'])} is not {wanted}", None)


TELLING: dict[str, Telling] = {
    "extra_forbidden": _known_keys,
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
    "model_type": _type("a mapping"),
    "model_attributes_type": _type("a mapping"),
}


def shown(value: Any) -> str:  # noqa: ANN401 - plain data of any shape
    """Return a value as a message can quote it: short, on one line."""
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, (list, tuple)):
        return "a list"
    text = "nothing" if value is None else ascii(value) if not isinstance(value, str) else repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…"  # noqa: PLR2004 - fits a line beside the place


def told(errors: Iterable[Error], merged: Merged) -> Iterator[Problem]:
    """Yield a problem for each validation error, its words chosen by the error's type, never by its text."""
    for error in errors:
        path = tuple(error["loc"])
        telling = TELLING.get(error["type"])
        rule, message, hint = telling(error) if telling else ("wrong-value", f"not valid ({error['type']})", None)
        yield merged.problem(path, rule, f"{dotted(path, merged.data)}: {message}", hint, key=rule == "unknown-key")


def dotted(path: Path, data: Any) -> str:  # noqa: ANN401 - plain data of any shape
    """Return a path as people read it: items by their id, steps that the data lacks passed over."""
    steps: list[str] = []
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            if step is path[-1]:
                steps.append(str(step))
            continue
        has_id = isinstance(step, int) and isinstance(data, Mapping) and isinstance(data.get("id"), str)
        steps.append(data["id"] if has_id else str(step))
    return ".".join(steps)

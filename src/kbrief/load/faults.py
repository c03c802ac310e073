"""Turn the errors of Pydantic into problems with a message and a hint."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from kbrief.errors import Message, join_or
from kbrief.files import escape_control_characters
from kbrief.load.merge import MergedBrief, UnlocatedProblem
from kbrief.load.yaml_places import Loc
from kbrief.model.claims import LANGUAGE_TAG, Text
from kbrief.model.lookup import near_names, suggest

#: A validation error. Its `loc` is a path in the data; only that of a missing key has a step that the data lacks.
Fault = Mapping[str, Any]


#: The most characters of a value or a name in a message.
MAX_QUOTED_LENGTH = 60


#: A rule, what is wrong, and a hint.
MessageAndHint = tuple[str, Message, Message | None]


Formatter = Callable[[Fault], MessageAndHint]


def _unknown_key(error: Fault) -> MessageAndHint:
    from kbrief.load.schema import allowed_keys

    path, what = error["loc"], Message("key")
    message = Message("unknown {what} {name}", what=what, name=quote_value(path[-1]))
    if path[-1] == "remove":
        return "unknown-key", message, Message("`remove` is only for items of the brief that this one extends")
    known = allowed_keys(path[:-1])
    if error["input"] is None and path[-1] not in known and not near_names(str(path[-1]), known):
        return (
            "unknown-key",
            message,
            Message("inside {{ }}, a comma starts a new key: put text that contains a comma in quotes"),
        )
    return "unknown-key", message, suggest(path[-1], known, what)


def _missing(error: Fault) -> MessageAndHint:
    return "missing-key", Message("the key {name!r} is missing", name=error["loc"][-1]), None


def _choice(error: Fault) -> MessageAndHint:
    """Return that a value is none of the choices, which Pydantic gives as `'a', 'b' or 'c'`."""
    first, _, last = error["ctx"]["expected"].rpartition(" or ")
    names = join_or(*filter(None, (first, last)))
    return "wrong-value", Message("{value} is not one of {names}", value=quote_value(error["input"]), names=names), None


def _bound(error: Fault) -> MessageAndHint:
    value, context = quote_value(error["input"]), error["ctx"]
    messages = {
        "ge": Message(
            "{value} is out of range: it must be at least {limit:g}", value=value, limit=context.get("ge", 0)
        ),
        "gt": Message(
            "{value} is out of range: it must be more than {limit:g}", value=value, limit=context.get("gt", 0)
        ),
        "le": Message("{value} is out of range: it must be at most {limit:g}", value=value, limit=context.get("le", 0)),
        "lt": Message(
            "{value} is out of range: it must be less than {limit:g}", value=value, limit=context.get("lt", 0)
        ),
    }
    return "wrong-value", messages[next(sign for sign in messages if sign in context)], None


def _pattern(error: Fault) -> MessageAndHint:
    hints = {
        "#P": Message("a citation looks like pacnet-77#P14"),
        "[0-9]{4}(?:-": Message("a date looks like 2025-06-13, 2025-06 or 2025"),
        "[12][0-9]": Message("a day looks like 2025-06-13"),
        "[0-9]{4}-(": Message("a month looks like 2024-10"),
        "{2,8}": Message("a language is a tag such as en, ko, de or pt-BR"),
        "a-z0-9": Message("an id has only lowercase letters, digits and single hyphens"),
        "http": Message("an address begins with https://"),
        "0-9a-f": Message("a fingerprint is 64 hexadecimal digits"),
    }
    pattern = error["ctx"]["pattern"]
    if _is_no_language(error):
        return _unknown_key(error)
    hint = next(
        (text for pattern_part, text in hints.items() if pattern_part in pattern), Message("it must not be blank")
    )
    return "wrong-form", Message("{value} does not have the right form", value=quote_value(error["input"])), hint


def _length(error: Fault) -> MessageAndHint:
    context, value = error["ctx"], error["input"]
    what = Message("characters") if isinstance(value, str) else Message("items")
    values = {"what": what, "count": len(value)}
    if "min_length" in context:
        message = Message(
            "at least {limit} {what} are required, and it has {count}", limit=context["min_length"], **values
        )
    else:
        message = Message(
            "at most {limit} {what} are allowed, and it has {count}", limit=context["max_length"], **values
        )
    return "wrong-length", message, None


def _custom(error: Fault) -> MessageAndHint:
    message, *hints = error["ctx"]["error"].args
    return "wrong-value", message, next(iter(hints), None)


def _model(error: Fault) -> MessageAndHint:
    is_text = error["ctx"].get("class_name") == Text.__name__
    return _type(Message("text") if is_text else Message("a mapping"))(error)


def _type(wanted: Message) -> Formatter:
    return lambda error: (
        "wrong-type",
        Message("{value} is not {wanted}", value=quote_value(error["input"]), wanted=wanted),
        None,
    )


FORMATTERS: dict[str, Formatter] = {
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
    "value_error": _custom,
    "string_type": _type(Message("text")),
    "int_type": _type(Message("a whole number")),
    "int_from_float": _type(Message("a whole number")),
    "float_type": _type(Message("a number")),
    "finite_number": _type(Message("a finite number")),
    "bool_type": _type(Message("true or false")),
    "tuple_type": _type(Message("a list")),
    "dict_type": _type(Message("a mapping")),
    "model_type": _model,
}


def quote_value(value: Any) -> str:
    """Return a value for a message: short, on one line."""
    if isinstance(value, dict):
        return Message("a mapping")
    if isinstance(value, (list, tuple)):
        return Message("a list")
    if value is None:
        return Message("nothing")
    return shorten(repr(value) if isinstance(value, str) else ascii(value))


def shorten(text: str) -> str:
    """Return a text, cut if it is too long for a message."""
    return text if len(text) <= MAX_QUOTED_LENGTH else f"{text[: MAX_QUOTED_LENGTH - 1]}…"


def other_fault(error: Fault) -> MessageAndHint:
    """Return the message for a type of error that has no formatter."""
    return "wrong-value", Message("not valid ({kind})", kind=error["type"]), None


def to_problems(errors: Iterable[Fault], merged: MergedBrief) -> Iterator[UnlocatedProblem]:
    """Yield a problem for each validation error, with a message chosen by the type of the error."""
    faults = list(errors)
    no_language = {error["loc"] for error in faults if _is_no_language(error)}
    for error in faults:
        is_of_key = error["loc"] in no_language and not _is_no_language(error)
        if not is_of_key and not _is_consequence(error, merged):
            yield _to_problem(error, merged)


def _is_no_language(error: Fault) -> bool:
    """Whether the error is a key of a text that is no language; the value of such a key does not matter."""
    is_of_form = error["type"] == "string_pattern_mismatch" and error["ctx"]["pattern"] == LANGUAGE_TAG
    return bool(is_of_form and error["input"] == error["loc"][-1])


def _is_consequence(error: Fault, merged: MergedBrief) -> bool:
    """Whether an error is only a consequence of files that could not be read."""
    path = error["loc"]
    if error["type"] == "missing":
        return merged.has_lost_base or (merged.is_partial and len(path) == 1)
    return merged.has_lost_base and path[-1:] == ("remove",)


def _to_problem(error: Fault, merged: MergedBrief) -> UnlocatedProblem:
    """Return the problem for an error."""
    path, is_missing = error["loc"], error["type"] == "missing"
    rule, message, hint = FORMATTERS.get(error["type"], other_fault)(error)
    if is_missing and path[:2] in merged.added:
        hint = _missing_base_hint(path, merged)
    lead = format_loc(path[:-1] if is_missing else path, merged.data)
    message = Message("{where}: {what}", where=lead, what=message) if lead else message
    return UnlocatedProblem(merged, merged.present(path), rule, message, hint, at_key=rule == "unknown-key")


def _missing_base_hint(path: Loc, merged: MergedBrief) -> Message:
    """Return the hint for an item of an overlay that lacks a key because the base has no such item."""
    name = str(merged.data[str(path[0])][path[1]].get("id"))
    suggestion = suggest(name, list(merged.added[path[:2]]), Message("item"))
    return Message("the base has no {name}: {instead}", name=quote_value(name), instead=suggestion)


def format_loc(path: Loc, data: Any) -> str:
    """Return a path of the data for people: items by id, else by number from 1."""
    steps: list[str] = []
    for step in path:
        data = data[step]
        name = data.get("id") if isinstance(step, int) and isinstance(data, Mapping) else None
        label = name if isinstance(name, str) else step + 1 if isinstance(step, int) else step
        steps.append(shorten(escape_control_characters(str(label))))
    return ".".join(steps)

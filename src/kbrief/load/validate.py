"""Validate sections with Pydantic, and turn its errors into problems."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, NamedTuple

from pydantic import ValidationError

from kbrief.errors import Message, join_or
from kbrief.files import escape_control_characters
from kbrief.load.merge import MAX_PROBLEMS, Loc, MergedBrief, Unplaced, present
from kbrief.model import Brief
from kbrief.model.claims import LANGUAGE_TAG, Text
from kbrief.model.lookup import near_names, suggest

BUDGET = 50_000
"""About how many characters of JSON make a piece."""

PIECE_FIELDS = 20
"""How many budgets of small entries a mapping may have and still be kept together."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the data in the shape of the whole, and which faults found in it are faults of the whole.

    They are those inside `only`, but not inside `never`, nor at the very place of a list that is `cut` (there it tells
    how many items stood before), nor for keys that are missing from a mapping which is in `split`.
    """

    data: Any
    only: Loc = ()
    never: frozenset[Loc] = frozenset()
    cut: dict[Loc, int] = field(default_factory=dict)
    split: frozenset[Loc] = frozenset()

    def counts(self, loc: Loc, *, missing: bool) -> bool:
        """Whether a fault at this place of the piece is one of the whole."""
        if loc[: len(self.only)] != self.only or loc in self.cut or (missing and loc[:-1] in self.split):
            return False
        return not any(loc[: len(path)] == path for path in self.never)

    def in_whole(self, loc: Loc) -> Loc:
        """Return the place in the whole of a place in the piece."""
        return tuple(step + self.cut.get(loc[:n], 0) if isinstance(step, int) else step for n, step in enumerate(loc))

    def inside(self, step: str | int, wrapped: Any, start: int | None = None) -> "Piece":
        """Return the piece one level further in, wrapped in a mapping, or in a list of which `start` items are cut."""
        cut = {(step, *path): n for path, n in self.cut.items()}
        return Piece(
            wrapped,
            (step, *self.only),
            frozenset((step, *path) for path in self.never),
            cut if start is None else cut | {(): start},
            frozenset((step, *path) for path in self.split),
        )


def pieces(value: Any, budget: int = BUDGET) -> Iterator[Piece]:
    """Yield the value in pieces of about `budget` characters; together they hold all of it."""
    if isinstance(value, dict):
        yield from _of_mapping(value, budget)
    elif isinstance(value, list):
        yield from _of_list(value, budget)
    else:
        yield Piece(value)


def size(value: Any) -> int:
    """Return about how many characters of JSON a value takes."""
    return len(json.dumps(value, ensure_ascii=False)) if isinstance(value, (dict, list)) else len(str(value))


def _of_mapping(value: dict[str, Any], budget: int) -> Iterator[Piece]:
    """Yield the small entries together, then each large one in its pieces."""
    costs = {key: size(entry) + len(key) for key, entry in value.items()}
    large = {key: entry for key, entry in value.items() if costs[key] > budget and isinstance(entry, (dict, list))}
    small = {key: entry for key, entry in value.items() if key not in large}
    total = sum(costs[key] for key in small)
    groups = _groups(small, costs, budget if total > PIECE_FIELDS * budget else total)
    yield from _of_small(small, list(groups) or [[]], {key: type(entry)() for key, entry in large.items()})
    beside = small if total <= budget else {}
    for key, entry in large.items():
        for piece in pieces(entry, budget):
            yield piece.inside(key, beside | {key: piece.data})


def _of_small(small: dict[str, Any], groups: Sequence[list[str]], hollow: dict[str, Any]) -> Iterator[Piece]:
    """Yield the small entries of a mapping in groups, beside empty ones in the place of the large."""
    split = frozenset({()}) if len(groups) > 1 else frozenset[Loc]()
    for group in groups:
        yield Piece({key: small[key] for key in group} | hollow, never=frozenset((key,) for key in hollow), split=split)


def _of_list(value: list[Any], budget: int) -> Iterator[Piece]:
    """Yield neighbors together while they are small, and each large item in its pieces."""
    costs = {n: size(item) + 1 for n, item in enumerate(value)}
    for group in _groups(range(len(value)), costs, budget):
        first = group[0]
        if costs[first] > budget and isinstance(value[first], (dict, list)):
            for piece in pieces(value[first], budget):
                yield piece.inside(0, [piece.data], first)
        else:
            yield Piece([value[n] for n in group], cut={(): first})


def _groups(keys: Any, costs: dict[Any, int], budget: int) -> Iterator[list[Any]]:
    """Yield the keys in groups that cost at most a budget; what costs more by itself is a group by itself."""
    group: list[Any] = []
    room = budget
    for key in keys:
        if group and costs[key] > room:
            yield group
            group, room = [], budget
        group.append(key)
        room -= costs[key]
    if group:
        yield group


AT_ONCE = 200_000
"""How many faults may be looked for at once: each takes about half a kilobyte."""

FIELDS = 9
"""The most keys that an empty mapping can lack."""

HEADER: Mapping[str, Any] = {"id": "brief", "title": "brief", "as_of": "1970-01"}
"""What stands in for a faulty header while the rest is looked at."""

CRITERIA = tuple({"id": f"stand-in-{n}", "name": "stand-in"} for n in (1, 2))
"""What stands in for faulty criteria."""

Fault = Mapping[str, Any]
"""A validation error; its `loc` leads through the data, with steps that the data lacks only where a key is missing."""


class PartialBrief(NamedTuple):
    """The part of a brief whose schema holds, None where none does, and where its items stood before."""

    brief: Brief | None
    original: Mapping[str, list[int]]

    def before(self, at: Loc) -> Loc:
        """Return the place in the whole data of a place in this part."""
        if len(at) > 1 and at[0] in self.original and isinstance(at[1], int):
            return (at[0], self.original[str(at[0])][at[1]], *at[2:])
        return at


def validate(data: Mapping[str, Any], text: bytes) -> tuple[Brief | None, list[Fault]]:
    """Return the brief that `data`, in JSON `text`, holds; or None and its faults, up to MOST."""
    if FIELDS * text.count(b"{") + text.count(b",") > AT_ONCE:
        faults = list(islice(_piecewise(data), MAX_PROBLEMS))
        if faults:
            return None, faults
    try:
        return Brief.model_validate_json(text), []
    except ValidationError as error:
        return None, list(islice(_faults(error, data), MAX_PROBLEMS))


def _piecewise(data: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield the faults of data, piece by piece."""
    for piece in pieces(data):
        for fault in _faults_in(piece.data):
            if piece.counts(fault["loc"], missing=fault["type"] == "missing"):
                yield {**fault, "loc": piece.in_whole(fault["loc"])}


def _faults_in(data: Any) -> list[Fault]:
    try:
        Brief.model_validate_json(json.dumps(data, ensure_ascii=False))
    except ValidationError as error:
        return list(_faults(error, data))
    return []


def _faults(error: ValidationError, data: Any) -> Iterator[Fault]:
    """Yield the faults of an error; not that a list is too short where only its faulty items make it so."""
    for fault in error.errors(include_url=False):
        if fault["type"] != "too_short" or len(fault["input"]) < fault["ctx"]["min_length"]:
            yield _placed(fault, data)


def _placed(fault: Any, data: Any) -> Fault:
    """Return a fault whose `loc` has only steps that the data has, and the key that it lacks."""
    loc = tuple(fault["loc"])
    kept = present(loc, data)
    return {**fault, "loc": (*kept, *loc[-1:]) if fault["type"] == "missing" else kept}


def partial_brief(data: Mapping[str, Any], faults: Iterable[Loc]) -> PartialBrief:
    """Return what is left of a brief without its faulty items and sections."""
    kept, original = drop_faulty(data, faults)
    have = kept.get("criteria", [])
    lent = CRITERIA if len(have) < len(CRITERIA) else ()
    try:
        brief = Brief.model_validate_json(json.dumps({**HEADER, **kept, "criteria": [*lent, *have]}))
    except ValidationError:
        return PartialBrief(None, original)
    return PartialBrief(brief.model_copy(update={"criteria": brief.criteria[len(lent) :]}), original)


def drop_faulty(data: Mapping[str, Any], faults: Iterable[Loc]) -> tuple[dict[str, Any], dict[str, list[int]]]:
    """Return the data without its faulty items and sections, and where each item that is left stood before."""
    dropped: dict[str, set[int]] = defaultdict(set)
    sections: set[str] = set()
    for path in faults:
        section = str(path[0])
        if isinstance(data.get(section), list) and len(path) > 1 and isinstance(path[1], int):
            dropped[section].add(path[1])
        else:
            sections.add(section)
    kept = {name: value for name, value in data.items() if name not in sections}
    original: dict[str, list[int]] = {}
    for section in dropped.keys() - sections:
        gone = dropped[section]
        original[section] = [n for n in range(len(data[section])) if n not in gone]
        kept[section] = [data[section][n] for n in original[section]]
    return kept, original


LONGEST = 60
"""How many characters of a value or a name a message quotes."""

MessageAndHint = tuple[str, Message, Message | None]
"""A rule, what is wrong, and a hint."""

Formatter = Callable[[Fault], MessageAndHint]


def _unknown_key(error: Fault) -> MessageAndHint:
    from kbrief.load.schema import allowed_keys

    path, what = error["loc"], Message("key")
    message = Message("unknown {what} {name}", what=what, name=quote_value(path[-1]))
    if path[-1] == "remove":
        return "unknown-key", message, Message("only what a base has (extends) can be taken away")
    known = allowed_keys(path[:-1])
    if error["input"] is None and path[-1] not in known and not near_names(str(path[-1]), known):
        return "unknown-key", message, Message("between {{ }} a comma begins a new key: put a text with one in quotes")
    return "unknown-key", message, suggest(path[-1], known, what)


def _missing(error: Fault) -> MessageAndHint:
    return "missing-key", Message("the key {name!r} is missing", name=error["loc"][-1]), None


def _choice(error: Fault) -> MessageAndHint:
    """Return that a value is none of a few, which Pydantic gives as `'a', 'b' or 'c'`."""
    first, _, last = error["ctx"]["expected"].rpartition(" or ")
    names = join_or(*filter(None, (first, last)))
    return "wrong-value", Message("{value} is not one of {names}", value=quote_value(error["input"]), names=names), None


def _bound(error: Fault) -> MessageAndHint:
    value, context = quote_value(error["input"]), error["ctx"]
    messages = {
        "ge": Message("{value} is out of range: at least {limit:g}", value=value, limit=context.get("ge", 0)),
        "gt": Message("{value} is out of range: more than {limit:g}", value=value, limit=context.get("gt", 0)),
        "le": Message("{value} is out of range: at most {limit:g}", value=value, limit=context.get("le", 0)),
        "lt": Message("{value} is out of range: less than {limit:g}", value=value, limit=context.get("lt", 0)),
    }
    return "wrong-value", messages[next(sign for sign in messages if sign in context)], None


def _pattern(error: Fault) -> MessageAndHint:
    forms = {
        "#P": Message("a citation looks like pacnet-77#P14"),
        "[0-9]{4}(?:-": Message("a date looks like 2025-06-13, 2025-06 or 2025"),
        "[12][0-9]": Message("a day looks like 2025-06-13"),
        "[0-9]{4}-(": Message("a month looks like 2024-10"),
        "{2,8}": Message("a language is a tag such as en, ko, de or pt-BR"),
        "a-z0-9": Message("an id is lower-case letters, digits and single hyphens"),
        "http": Message("an address begins https://"),
        "0-9a-f": Message("a fingerprint is 64 hexadecimal digits"),
    }
    pattern = error["ctx"]["pattern"]
    if _is_no_language(error):
        return _unknown_key(error)
    hint = next((form for mark, form in forms.items() if mark in pattern), Message("it may not be blank"))
    return "wrong-form", Message("{value} does not have the right form", value=quote_value(error["input"])), hint


def _length(error: Fault) -> MessageAndHint:
    context, value = error["ctx"], error["input"]
    what = Message("characters") if isinstance(value, str) else Message("items")
    about = {"what": what, "count": len(value)}
    if "min_length" in context:
        message = Message("it takes at least {limit} {what}, and has {count}", limit=context["min_length"], **about)
    else:
        message = Message("it takes at most {limit} {what}, and has {count}", limit=context["max_length"], **about)
    return "wrong-length", message, None


def _own(error: Fault) -> MessageAndHint:
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
    "value_error": _own,
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
    """Return a value as a message can quote it: short, on one line."""
    if isinstance(value, dict):
        return Message("a mapping")
    if isinstance(value, (list, tuple)):
        return Message("a list")
    if value is None:
        return Message("nothing")
    return shorten(repr(value) if isinstance(value, str) else ascii(value))


def shorten(text: str) -> str:
    """Return a text short enough to stand in a line beside a place."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _other(error: Fault) -> MessageAndHint:
    return "wrong-value", Message("not valid ({kind})", kind=error["type"]), None


def to_problems(errors: Iterable[Fault], merged: MergedBrief) -> Iterator[Unplaced]:
    """Yield a problem for each validation error, its words chosen by the error's type, never by its text."""
    found = list(errors)
    no_language = {error["loc"] for error in found if _is_no_language(error)}
    for error in found:
        is_of_key = error["loc"] in no_language and not _is_no_language(error)
        if not is_of_key and not _follows(error, merged):
            yield _unplaced(error, merged)


def _is_no_language(error: Fault) -> bool:
    """Whether a key of a text is no language; what is wrong with its value does not matter then."""
    is_of_form = error["type"] == "string_pattern_mismatch" and error["ctx"]["pattern"] == LANGUAGE_TAG
    return bool(is_of_form and error["input"] == error["loc"][-1])


def _follows(error: Fault, merged: MergedBrief) -> bool:
    """Whether an error only follows from what could not be read."""
    path = error["loc"]
    if error["type"] == "missing":
        return merged.has_lost_base or (merged.is_partial and len(path) == 1)
    return merged.has_lost_base and path[-1:] == ("remove",)


def _unplaced(error: Fault, merged: MergedBrief) -> Unplaced:
    """Return the problem that an error is."""
    path, is_missing = error["loc"], error["type"] == "missing"
    rule, message, hint = FORMATTERS.get(error["type"], _other)(error)
    if is_missing and path[:2] in merged.added:
        hint = _unless(path, merged)
    lead = format_loc(path[:-1] if is_missing else path, merged.data)
    message = Message("{where}: {what}", where=lead, what=message) if lead else message
    return Unplaced(merged, merged.present(path), rule, message, hint, at_key=rule == "unknown-key")


def _unless(path: Loc, merged: MergedBrief) -> Message:
    """Return what to do where an overlay's item lacks something, as it is none of the base's."""
    name = str(merged.data[str(path[0])][path[1]].get("id"))
    instead = suggest(name, list(merged.added[path[:2]]), Message("item"))
    return Message("the base has no {name}: {instead}", name=quote_value(name), instead=instead)


def format_loc(path: Loc, data: Any) -> str:
    """Return a path of the data as people read it: items by their id, else by their number from 1."""
    steps: list[str] = []
    for step in path:
        data = data[step]
        name = data.get("id") if isinstance(step, int) and isinstance(data, Mapping) else None
        told_as = name if isinstance(name, str) else step + 1 if isinstance(step, int) else step
        steps.append(shorten(escape_control_characters(str(told_as))))
    return ".".join(steps)

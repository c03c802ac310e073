"""Say in words what changed in an item between two briefs."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from kbrief.decide.diff import ClaimChange, ItemDiff
from kbrief.i18n import _
from kbrief.model import Alignment, Claim, Lang, Model, Rating, Shift, Statement, Text
from kbrief.pages.background import claim_text
from kbrief.pages.brief_text import BriefText

#: The sign of each kind of change.
KINDS = {"added": "+", "removed": "-", "changed": "~", "moved": "="}

FINGERPRINT = re.compile("[0-9a-f]{64}")
"""How the record of a source has the words of a paragraph."""


TEXT_KEYS = tuple(Text.model_fields)


def describe_changes(entry: ItemDiff, texts: BriefText) -> Iterator[str]:
    """Yield what changed in an item: values one by one, then what has other words, reasons or new translations."""
    others: dict[str, list[str]] = {"reworded": [], "reason": [], "translated": []}
    for change in entry.changes:
        name = _name(change)
        for said in _phrases(change, name, texts):
            if said in others:
                others[said].append(name)
            else:
                yield said
    yield from (_summary(kind, ", ".join(names)).rstrip(": ") for kind, names in others.items() if names)


def _summary(kind: str, names: str) -> str:
    """Return which texts of an item were reworded, have another reason or a new translation."""
    if kind == "reworded":
        return _("reworded: {names}", names=names)
    if kind == "reason":
        return _("other reason: {names}", names=names)
    return _("new translation: {names}", names=names)


def _name(change: ClaimChange) -> str:
    """Return what a change is about: `president for trump`, `say`, `signs.2`; nothing for all of an item."""
    steps = change.path.split(".")[1:]
    kinds = {type(value) for value in (change.old, change.new)}
    if Rating in kinds and len(steps) == 2:  # noqa: PLR2004 - criterion and administration
        return _("{criterion} for {administration}", criterion=steps[0], administration=steps[1])
    if Shift in kinds:
        return _(
            "shift of {point} on {criterion} for {administration}",
            point=steps[0],
            criterion=steps[1],
            administration=steps[2],
        )
    return ".".join(steps)


def _phrases(change: ClaimChange, name: str, texts: BriefText) -> Iterator[str]:
    """Yield a change in a few words, or the forms under which it is told together with others."""
    old, new = change.old, change.new
    match [value for value in (old, new) if isinstance(value, (Claim, Text))]:
        case [before, after] if is_translation(before, after):
            yield "translated"
        case [before, after]:
            yield from _reworked(before, after, name, texts)
        case [one]:
            sign = KINDS["added" if old is None else "removed"]
            yield sign + _told(name, _valued(one, texts))
        case _:
            yield _of_values(old, new, name)


def _of_values(old: Any, new: Any, name: str) -> str:
    """Return how a value, or a row of them, differs."""
    if isinstance(old, tuple) and isinstance(new, tuple):
        return _in_row(old, new, name)
    before, after = (_("–") if value is None else plain_value(value) for value in (old, new))
    return _told(name, _("{old} → {new}", old=before, new=after))


def _told(name: str, value: str) -> str:
    """Return a value with what it is one of, either of which may be nothing."""
    return _("{name} {value}", name=name, value=value).strip()


def plain_value(value: Any) -> str:
    """Return a value that is neither claim nor text, in a line; of a fingerprint only the beginning."""
    if isinstance(value, str) and FINGERPRINT.fullmatch(value):
        return f"{value[:8]}…"
    if isinstance(value, Model):
        return value.model_dump_json(exclude_none=True)
    if isinstance(value, float):
        return f"{value:g}"
    return ", ".join(str(part) for part in value) if isinstance(value, tuple) else str(value)


def _in_row(old: tuple[Any, ...], new: tuple[Any, ...], name: str) -> str:
    """Return what a row of plain values gained and lost, or that its order changed."""
    gained = [f"+{part}" for part in new if part not in old]
    lost = [f"-{part}" for part in old if part not in new]
    if not gained and not lost:
        return _("{name}: other order", name=name).lstrip(": ")
    return _told(name, ", ".join((*gained, *lost)))


def _reworked(old: Claim | Text, new: Claim | Text, name: str, texts: BriefText) -> Iterator[str]:
    """Yield what differs between two claims or texts: value or basis, rows, words, and else citations or the reason."""
    told = [*_values(old, new, name, texts), *_rows(old, new, name)]
    yield from told
    if _texts(old) != _texts(new):
        yield "reworded"
    elif not told:
        yield from _cites(old, new, name) or ("reason",)


def _values(old: Claim | Text, new: Claim | Text, name: str, texts: BriefText) -> Iterator[str]:
    """Yield the value of a claim before and after, with the basis, with both where that changes too."""
    before, after = _says(old, texts), _says(new, texts)
    bases = [texts.basis_label(value) for value in (old, new) if isinstance(value, Claim)]
    if before != after:
        was = before if len(set(bases)) == 1 else _valued(old, texts)
        yield _told(name, _("{old} → {new}", old=was, new=_valued(new, texts)))
    elif len(set(bases)) > 1:
        pair = _("{old} → {new}", old=bases[0], new=bases[1])
        yield _told(name, _("{value} ({basis})", value=after, basis=pair).strip())


def _rows(old: Claim | Text, new: Claim | Text, name: str) -> Iterator[str]:
    """Yield what the rows of a claim gained and lost, but for its citations."""
    for field in type(new).model_fields.keys() - {"cites"}:
        before, after = getattr(old, field, None), getattr(new, field)
        if isinstance(before, tuple) and before != after:
            yield _in_row(before, after, f"{name}.{field}".lstrip("."))


def _cites(old: Claim | Text, new: Claim | Text, name: str) -> tuple[str, ...]:
    """Return what citations a claim gained and lost."""
    before, after = getattr(old, "cites", ()), getattr(new, "cites", ())
    return () if before == after else (_in_row(before, after, f"{name}.cites".lstrip(".")),)


def _valued(value: Any, texts: BriefText) -> str:
    """Return a claim's value with its basis, nothing for a text."""
    if not isinstance(value, Claim):
        return ""
    if isinstance(value, Rating) and value.basis == "unknown":
        return _says(value, texts)
    return _("{value} ({basis})", value=_says(value, texts), basis=texts.basis_label(value)).strip()


def _says(value: Any, texts: BriefText) -> str:
    """Return the value of a claim that is no statement, empty for what is made of words."""
    if isinstance(value, Alignment):
        return texts.alignment_label(value.kind)
    return claim_text(value, texts) if isinstance(value, Claim) and not isinstance(value, Statement) else ""


def is_translation(old: Model, new: Model) -> bool:
    """Whether all that is new is texts in a language that they were not in before."""
    before, after = (value.model_dump(exclude_none=True) for value in (old, new))
    return bool(before == _without_new_languages(after, before))


def _without_new_languages(value: Any, old: Any) -> Any:
    if not isinstance(value, Mapping) or not isinstance(old, Mapping):
        return value
    return {
        key: _without_new_languages(item, old.get(key))
        for key, item in value.items()
        if key in old or key not in TEXT_KEYS
    }


def reworded_texts(entry: ItemDiff, texts: BriefText) -> Iterator[str]:
    """Yield the old and new wording of each text that changed, in each language that it was in or is only in now."""
    for change in entry.changes:
        name = _name(change)
        before, after = _texts(change.old), _texts(change.new)
        for field in dict.fromkeys((*before, *after)):
            called = f"{name}.{field}".strip(".")
            yield from _wordings(called, (before.get(field), after.get(field)), texts)


def _texts(value: Any) -> dict[str, Text]:
    """Return the texts of a claim by field, but for its reason; what is the claim itself, or a text, under no name."""
    if isinstance(value, Text):
        return {"": value}
    if not isinstance(value, Claim):
        return {}
    fields = {field: getattr(value, field) for field in type(value).model_fields if field != "why"}
    return {field.removeprefix("text"): text for field, text in fields.items() if isinstance(text, Text)}


def _wordings(name: str, pair: tuple[Text | None, Text | None], texts: BriefText) -> Iterator[str]:
    """Yield the wording before and after where they differ, but for new translations."""
    for lang in get_args(Lang):
        before, after = (getattr(text, lang, None) for text in pair)
        if before != after and (before or pair[0] is None):
            old, new = (f"“{text}”" if text else _("–") for text in (before, after))
            called = name if lang == texts.lang else f"{name}.{lang}".lstrip(".")
            change = _("{old} → {new}", old=old, new=new)
            yield f"{called}: {change}".removeprefix(": ")

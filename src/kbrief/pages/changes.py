"""What changed in an item between two briefs, in words."""

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

#: The fingerprint of a paragraph in the record of a source.
FINGERPRINT = re.compile("[0-9a-f]{64}")

#: The keys of a text: its languages.
TEXT_KEYS = tuple(Text.model_fields)


def describe_changes(entry: ItemDiff, texts: BriefText) -> Iterator[str]:
    """Yield what changed in an item: values one by one, then which texts have other words, reasons or translations."""
    names_by_kind: dict[str, list[str]] = {"reworded": [], "reason": [], "translated": []}
    for change in entry.changes:
        name = _name(change)
        for phrase in _phrases(change, name, texts):
            if phrase in names_by_kind:
                names_by_kind[phrase].append(name)
            else:
                yield phrase
    yield from (_summary(kind, ", ".join(names)).rstrip(": ") for kind, names in names_by_kind.items() if names)


def _summary(kind: str, names: str) -> str:
    """Return the line that names the texts of one kind of change."""
    if kind == "reworded":
        return _("reworded: {names}", names=names)
    if kind == "reason":
        return _("other reason: {names}", names=names)
    return _("new translation: {names}", names=names)


def _name(change: ClaimChange) -> str:
    """Return which value changed: `president for trump`, `say`, `signs.2`; empty for the whole item."""
    steps = change.path.split(".")[1:]
    kinds = {type(value) for value in (change.old, change.new)}
    match steps:
        case [criterion, administration] if Rating in kinds:
            return _("{criterion} for {administration}", criterion=criterion, administration=administration)
        case [point, criterion, administration, *_rest] if Shift in kinds:
            return _(
                "shift of {point} on {criterion} for {administration}",
                point=point,
                criterion=criterion,
                administration=administration,
            )
    return ".".join(steps)


def _phrases(change: ClaimChange, name: str, texts: BriefText) -> Iterator[str]:
    """Yield a change in a few words; `translated`, `reworded` or `reason` for a text, which its caller joins."""
    old, new = change.old, change.new
    match [value for value in (old, new) if isinstance(value, (Claim, Text))]:
        case [before, after] if is_translation(before, after):
            yield "translated"
        case [before, after]:
            yield from _claim_changes(before, after, name, texts)
        case [value]:
            sign = KINDS["added" if old is None else "removed"]
            yield sign + _named(name, _value_with_basis(value, texts))
        case _:
            yield _value_change(old, new, name)


def _value_change(old: Any, new: Any, name: str) -> str:
    """Return how a plain value, or a row of them, differs."""
    if isinstance(old, tuple) and isinstance(new, tuple):
        return _row_change(old, new, name)
    before, after = (_("–") if value is None else plain_value(value) for value in (old, new))
    return _named(name, _("{old} → {new}", old=before, new=after))


def _named(name: str, value: str) -> str:
    """Return `name value`; either part may be empty."""
    return _("{name} {value}", name=name, value=value).strip()


def plain_value(value: Any) -> str:
    """Return a value that is neither claim nor text in a line, a fingerprint shortened."""
    if isinstance(value, str) and FINGERPRINT.fullmatch(value):
        return f"{value[:8]}…"
    if isinstance(value, Model):
        return value.model_dump_json(exclude_none=True)
    if isinstance(value, float):
        return f"{value:g}"
    return ", ".join(str(part) for part in value) if isinstance(value, tuple) else str(value)


def _row_change(old: tuple[Any, ...], new: tuple[Any, ...], name: str) -> str:
    """Return what a row of plain values gained and lost, or that its order changed."""
    gained = [f"+{part}" for part in new if part not in old]
    lost = [f"-{part}" for part in old if part not in new]
    if not gained and not lost:
        return _("{name}: other order", name=name).lstrip(": ")
    return _named(name, ", ".join((*gained, *lost)))


def _claim_changes(old: Claim | Text, new: Claim | Text, name: str, texts: BriefText) -> Iterator[str]:
    """Yield how two claims or texts differ: in value, basis, rows or words, else in citations or the reason."""
    changes = [*_claim_values(old, new, name, texts), *_claim_rows(old, new, name)]
    yield from changes
    if _texts(old) != _texts(new):
        yield "reworded"
    elif not changes:
        yield from _citation_changes(old, new, name) or ("reason",)


def _claim_values(old: Claim | Text, new: Claim | Text, name: str, texts: BriefText) -> Iterator[str]:
    """Yield the value of a claim before and after with its basis, or with both bases where they differ."""
    before, after = _value_text(old, texts), _value_text(new, texts)
    bases = [texts.basis_label(value) for value in (old, new) if isinstance(value, Claim)]
    if before != after:
        old_value = before if len(set(bases)) == 1 else _value_with_basis(old, texts)
        yield _named(name, _("{old} → {new}", old=old_value, new=_value_with_basis(new, texts)))
    elif len(set(bases)) > 1:
        pair = _("{old} → {new}", old=bases[0], new=bases[1])
        yield _named(name, _("{value} ({basis})", value=after, basis=pair).strip())


def _claim_rows(old: Claim | Text, new: Claim | Text, name: str) -> Iterator[str]:
    """Yield what the rows of a claim gained and lost, except its citations."""
    for field in type(new).model_fields.keys() - {"cites"}:
        before, after = getattr(old, field, None), getattr(new, field)
        if isinstance(before, tuple) and before != after:
            yield _row_change(before, after, f"{name}.{field}".lstrip("."))


def _citation_changes(old: Claim | Text, new: Claim | Text, name: str) -> tuple[str, ...]:
    """Return which citations a claim gained and lost."""
    before, after = getattr(old, "cites", ()), getattr(new, "cites", ())
    return () if before == after else (_row_change(before, after, f"{name}.cites".lstrip(".")),)


def _value_with_basis(value: Any, texts: BriefText) -> str:
    """Return a claim's value with its basis, empty for a text."""
    if not isinstance(value, Claim):
        return ""
    if isinstance(value, Rating) and value.basis == "unknown":
        return _value_text(value, texts)
    return _("{value} ({basis})", value=_value_text(value, texts), basis=texts.basis_label(value)).strip()


def _value_text(value: Any, texts: BriefText) -> str:
    """Return the value of a claim, empty for statements and texts."""
    if isinstance(value, Alignment):
        return texts.alignment_label(value.kind)
    return claim_text(value, texts) if isinstance(value, Claim) and not isinstance(value, Statement) else ""


def is_translation(old: Model, new: Model) -> bool:
    """Whether the only difference is texts in further languages."""
    before, after = (value.model_dump(exclude_none=True) for value in (old, new))
    return bool(before == _without_new_languages(after, before))


def _without_new_languages(value: Any, old: Any) -> Any:
    """Return a dumped value without the texts in languages that the old value lacks."""
    if not isinstance(value, Mapping) or not isinstance(old, Mapping):
        return value
    return {
        key: _without_new_languages(item, old.get(key))
        for key, item in value.items()
        if key in old or key not in TEXT_KEYS
    }


def reworded_texts(entry: ItemDiff, texts: BriefText) -> Iterator[str]:
    """Yield the old and new wording of each text that changed, language by language."""
    for change in entry.changes:
        name = _name(change)
        before, after = _texts(change.old), _texts(change.new)
        for field in dict.fromkeys((*before, *after)):
            full_name = f"{name}.{field}".strip(".")
            yield from _wordings(full_name, (before.get(field), after.get(field)), texts)


def _texts(value: Any) -> dict[str, Text]:
    """Return the texts of a claim by field, except its reason; the main text has the name ""."""
    if isinstance(value, Text):
        return {"": value}
    if not isinstance(value, Claim):
        return {}
    fields = {field: getattr(value, field) for field in type(value).model_fields if field != "why"}
    return {field.removeprefix("text"): text for field, text in fields.items() if isinstance(text, Text)}


def _wordings(name: str, pair: tuple[Text | None, Text | None], texts: BriefText) -> Iterator[str]:
    """Yield the wording before and after where they differ, except for new translations."""
    for lang in get_args(Lang):
        before, after = (getattr(text, lang, None) for text in pair)
        if before != after and (before or pair[0] is None):
            old, new = (f"“{text}”" if text else _("–") for text in (before, after))
            label = name if lang == texts.lang else f"{name}.{lang}".lstrip(".")
            change = _("{old} → {new}", old=old, new=new)
            yield f"{label}: {change}".removeprefix(": ")

"""The page of differences between two briefs."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, get_args

from kbrief.decide.diff import BriefDiff, ClaimChange, ItemDiff, ScoreMove
from kbrief.decide.rank import Placement
from kbrief.errors import Message
from kbrief.i18n import _, pgettext, translate
from kbrief.i18n.formats import format_signed
from kbrief.i18n.labels import list_name
from kbrief.model import Alignment, Claim, Lang, Model, Rating, Shift, Statement, Text
from kbrief.pages.background import claim_text
from kbrief.pages.brief_text import BriefText
from kbrief.pages.document import Block, Column, Document, Heading, Paragraph, Row, Table, flatten

FINGERPRINT = re.compile("[0-9a-f]{64}")
"""How the record of a source has the words of a paragraph."""

#: The sign of each kind of change.
KINDS = {"added": "+", "removed": "-", "changed": "~", "moved": "="}

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


#: The heading of each section of a difference.
SECTIONS = {
    "brief": Message("The brief itself"),
    "weights": Message("Weights"),
    "tags": Message("Tags"),
    "glossary": Message("Glossary"),
    "head_lines": Message("Head lines"),
    "groups": Message("Groups"),
    "issues": Message("Key issues"),
    "considerations": Message("Considerations"),
    "steps": Message("Steps"),
    "points": Message("Points"),
    "administrations": Message("Administrations"),
    "events": Message("Events"),
    "precedents": Message("Precedents"),
    "context": Message("Context"),
    "tensions": Message("Tensions"),
    "gaps": Message("Gaps"),
    "sources": Message("Sources"),
    "criteria": Message("Criteria"),
}


def diff_page(difference: BriefDiff, names: tuple[str, str], texts: BriefText) -> Document:
    """Return what differs, section by section, then where points stand now; `names` are those of the two briefs."""
    entries = difference.entries
    following = [entry.id for entry in entries if entry.section == "points" and entry.new]
    return Document(
        title=_title(difference, names),
        caveats=texts.caveats("lists-administration" if len(difference.settings) > 1 else "lists"),
        blocks=flatten(_sections(entries, texts), _lists(difference)) if entries else (),
        footnotes=(
            _(
                "+ added, - removed, ~ changed, = moved by what changed elsewhere. Numbers are tallies, or scores where weights differ."
            ),
        )
        if entries
        else (),
        next_steps=tuple((f"kbrief trace {name}", _("where it comes from now")) for name in following[:1]),
    )


def _title(difference: BriefDiff, names: tuple[str, str]) -> str:
    kinds = [entry.kind for entry in difference.entries]
    if not kinds:
        return _("No difference: {old} and {new} say the same.", old=names[0], new=names[1])
    return _(
        "{old} to {new}: {added} added, {removed} removed, {changed} changed; points on other lists: {moved}",
        old=names[0],
        new=names[1],
        added=kinds.count("added"),
        removed=kinds.count("removed"),
        changed=kinds.count("changed"),
        moved=len(difference.moved),
    )


def _sections(entries: Sequence[ItemDiff], texts: BriefText) -> Iterator[Block]:
    columns = (Column(""), Column(_("item")), Column(_("what differs"), can_wrap=True))
    told = (entry for entry in entries if entry.kind != "moved" or any(move.changes_list for move in entry.moves))
    for section, group in groupby(told, key=lambda entry: entry.section):
        yield Heading(translate(SECTIONS.get(section, section)))
        yield Table(columns, tuple(_row(entry, texts) for entry in group), _("texts"))


def _row(entry: ItemDiff, texts: BriefText) -> Row:
    if entry.kind in {"added", "removed"}:
        return Row((KINDS[entry.kind], entry.id, _called(entry.new or entry.old, texts)))
    what = pgettext("screens", "; ").join((*describe_changes(entry, texts), *_list_moves(entry.moves)))
    return Row((KINDS[entry.kind], entry.id, what), "\n".join(reworded_texts(entry, texts)))


def _called(item: object, texts: BriefText) -> str:
    """Return what an item is called or says, or the value that it is."""
    said = (getattr(item, name, None) for name in ("label", "name", "text", "term", "title"))
    text = item if isinstance(item, Text) else next((one for one in said if one is not None), item)
    return texts.text(text) if isinstance(text, Text) else plain_value(text)


def _list_moves(moves: Sequence[ScoreMove]) -> Iterator[str]:
    """Yield each change of list once, with the settings in which it holds."""
    where: dict[tuple[str, str], list[str]] = {}
    for move in moves:
        if move.old and move.new and move.changes_list:
            pair = list_name(move.old.list), list_name(move.new.list)
            where.setdefault(pair, []).append(move.administration or _("no audience"))
    for (old, new), settings in where.items():
        yield _("{old} → {new} ({where})", old=old, new=new, where=", ".join(settings))


def _lists(difference: BriefDiff) -> Iterator[Block]:
    """Yield where the points stand whose list or score differs, in each setting."""
    yield Heading(_("What it does to the lists"))
    moved = [entry for entry in difference.entries if entry.moves]
    if not moved:
        yield Paragraph(_("No point changes its list or its score."))
        return
    columns = (Column(_("point")), *(Column(name or _("no audience"), can_wrap=True) for name in difference.settings))
    rows = []
    for entry in moved:
        by_setting = {move.administration: move for move in entry.moves}
        cells = (_standing(by_setting.get(name)) for name in difference.settings)
        rows.append(Row((entry.id, *cells)))
    yield Table(columns, tuple(rows))


def _standing(move: ScoreMove | None) -> str:
    """Return how a point stands before and after, a dash where nothing moves; tallies, or scores where one has none."""
    if move is None:
        return _("–")
    is_scored = any(placement is not None and placement.tally is None for placement in (move.old, move.new))
    if move.old and move.new and not move.changes_list:
        old, new = (_number(placement, is_scored=is_scored) for placement in (move.old, move.new))
        return _("{list} ({old} → {new})", list=list_name(move.new.list), old=old, new=new)
    old, new = (_stands(placement, is_scored=is_scored) for placement in (move.old, move.new))
    return _("{old} → {new}", old=old, new=new)


def _stands(placement: Placement | None, *, is_scored: bool) -> str:
    if placement is None:
        return _("–")
    return _("{list} ({tally})", list=list_name(placement.list), tally=_number(placement, is_scored=is_scored))


def _number(placement: Placement, *, is_scored: bool) -> str:
    return format_signed(float(placement.score) if is_scored else placement.displayed_score, "0")

"""The page of differences between two briefs."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from kbrief.decide.diff import BriefDiff, ItemDiff, ScoreMove
from kbrief.decide.rank import Placement
from kbrief.errors import Message
from kbrief.i18n import _, pgettext, translate
from kbrief.i18n.formats import format_signed
from kbrief.i18n.labels import list_name
from kbrief.model import Text
from kbrief.pages.brief_text import BriefText
from kbrief.pages.changes import KINDS, describe_changes, plain_value, reworded_texts
from kbrief.pages.document import Block, Column, Document, Heading, Paragraph, Row, Table, flatten

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
    """Return the differences between two briefs of these names by section, then the lists of the points that moved."""
    entries = difference.entries
    points = [entry.id for entry in entries if entry.section == "points" and entry.new]
    return Document(
        title=_title(difference, names),
        caveats=texts.caveats("lists-administration" if len(difference.settings) > 1 else "lists"),
        blocks=flatten(_sections(entries, texts), _list_blocks(difference)) if entries else (),
        footnotes=(
            _(
                "+ added, - removed, ~ changed, = moved by what changed elsewhere. Numbers are tallies, or scores where weights differ."
            ),
        )
        if entries
        else (),
        next_steps=tuple((f"kbrief trace {name}", _("where it comes from now")) for name in points[:1]),
    )


def _title(difference: BriefDiff, names: tuple[str, str]) -> str:
    """Return how many items differ between the briefs of these names, and how."""
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
    listed = (entry for entry in entries if entry.kind != "moved" or any(move.changes_list for move in entry.moves))
    for section, group in groupby(listed, key=lambda entry: entry.section):
        yield Heading(translate(SECTIONS.get(section, section)))
        yield Table(columns, tuple(_row(entry, texts) for entry in group), _("texts"))


def _row(entry: ItemDiff, texts: BriefText) -> Row:
    if entry.kind in {"added", "removed"}:
        return Row((KINDS[entry.kind], entry.id, _item_text(entry.new or entry.old, texts)))
    changes = pgettext("screens", "; ").join((*describe_changes(entry, texts), *_list_moves(entry.moves)))
    return Row((KINDS[entry.kind], entry.id, changes), "\n".join(reworded_texts(entry, texts)))


def _item_text(item: object, texts: BriefText) -> str:
    """Return the label, name, text, term or title of an item, or the item itself where it is a plain value."""
    fields = (getattr(item, name, None) for name in ("label", "name", "text", "term", "title"))
    text = item if isinstance(item, Text) else next((field for field in fields if field is not None), item)
    return texts.text(text) if isinstance(text, Text) else plain_value(text)


def _list_moves(moves: Sequence[ScoreMove]) -> Iterator[str]:
    """Yield each change of list once, with the audiences for which it holds."""
    audiences: dict[tuple[str, str], list[str]] = {}
    for move in moves:
        if move.old and move.new and move.changes_list:
            pair = list_name(move.old.list), list_name(move.new.list)
            audiences.setdefault(pair, []).append(move.administration or _("no audience"))
    for (old, new), names in audiences.items():
        yield _("{old} → {new} ({where})", old=old, new=new, where=", ".join(names))


def _list_blocks(difference: BriefDiff) -> Iterator[Block]:
    """Yield a table of the points whose list or score differs, with a column for each audience."""
    yield Heading(_("What it does to the lists"))
    moved = [entry for entry in difference.entries if entry.moves]
    if not moved:
        yield Paragraph(_("No point changes its list or its score."))
        return
    columns = (Column(_("point")), *(Column(name or _("no audience"), can_wrap=True) for name in difference.settings))
    rows = []
    for entry in moved:
        by_setting = {move.administration: move for move in entry.moves}
        cells = (_move_cell(by_setting.get(name)) for name in difference.settings)
        rows.append(Row((entry.id, *cells)))
    yield Table(columns, tuple(rows))


def _move_cell(move: ScoreMove | None) -> str:
    """Return the list and tally of a point before and after, a dash where nothing moves; scores where weights differ."""
    if move is None:
        return _("–")
    is_scored = any(placement is not None and placement.tally is None for placement in (move.old, move.new))
    if move.old and move.new and not move.changes_list:
        old, new = (_measure(placement, is_scored=is_scored) for placement in (move.old, move.new))
        return _("{list} ({old} → {new})", list=list_name(move.new.list), old=old, new=new)
    old, new = (_placement_cell(placement, is_scored=is_scored) for placement in (move.old, move.new))
    return _("{old} → {new}", old=old, new=new)


def _placement_cell(placement: Placement | None, *, is_scored: bool) -> str:
    if placement is None:
        return _("–")
    return _("{list} ({tally})", list=list_name(placement.list), tally=_measure(placement, is_scored=is_scored))


def _measure(placement: Placement, *, is_scored: bool) -> str:
    return format_signed(float(placement.score) if is_scored else placement.displayed_score, "0")

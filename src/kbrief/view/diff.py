"""The screen of what differs between two briefs, and of what that does to the lists."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from kbrief.decide.diff import Difference, Entry, Move
from kbrief.decide.rank import Placement
from kbrief.model import Text
from kbrief.model.document import Block, Column, Document, Heading, Paragraph, Row, Table, flowing
from kbrief.view.changes import phrases, plain_value, reworded_texts
from kbrief.words.forms.diff import DiffWords
from kbrief.words.voice import Voice, signed


def diff_page(difference: Difference, names: tuple[str, str], v: Voice) -> Document:
    """Return what differs, section by section, then where points stand now; `names` are those of the two briefs."""
    words, entries = v.words(DiffWords), difference.entries
    following = [entry.id for entry in entries if entry.section == "points" and entry.new]
    return Document(
        title=_title(difference, names, words),
        head=v.head("lists-administration" if len(difference.settings) > 1 else "lists"),
        blocks=flowing(_sections(entries, words, v), _lists(difference, words, v)) if entries else (),
        foot=(words.lists_legend,) if entries else (),
        following=tuple((f"kbrief trace {name}", words.trace) for name in following[:1]),
    )


def _title(difference: Difference, names: tuple[str, str], words: DiffWords) -> str:
    kinds = [entry.kind for entry in difference.entries]
    return (words.title if kinds else words.same).format(
        old=names[0],
        new=names[1],
        added=kinds.count("added"),
        removed=kinds.count("removed"),
        changed=kinds.count("changed"),
        moved=len(difference.moved),
    )


def _sections(entries: Sequence[Entry], words: DiffWords, v: Voice) -> Iterator[Block]:
    columns = (Column(""), Column(words.item), Column(words.what, can_wrap=True))
    told = (entry for entry in entries if entry.kind != "moved" or any(move.changes_list for move in entry.moves))
    for section, group in groupby(told, key=lambda entry: entry.section):
        yield Heading(words.sections.get(section, section))
        yield Table(columns, tuple(_row(entry, words, v) for entry in group), words.texts)


def _row(entry: Entry, words: DiffWords, v: Voice) -> Row:
    if entry.kind in {"added", "removed"}:
        return Row((words.kinds[entry.kind], entry.id, _called(entry.new or entry.old, v)))
    what = v.w.between.join((*phrases(entry, words, v), *_list_moves(entry.moves, words, v)))
    return Row((words.kinds[entry.kind], entry.id, what), "\n".join(reworded_texts(entry, words, v)))


def _called(item: object, v: Voice) -> str:
    """Return what an item is called or says, or the value that it is."""
    said = (getattr(item, name, None) for name in ("label", "name", "text", "term", "title"))
    text = item if isinstance(item, Text) else next((one for one in said if one is not None), item)
    return v.text(text) if isinstance(text, Text) else plain_value(text)


def _list_moves(moves: Sequence[Move], words: DiffWords, v: Voice) -> Iterator[str]:
    """Yield each change of list once, with the settings in which it holds."""
    where: dict[tuple[str, str], list[str]] = {}
    for move in moves:
        if move.old and move.new and move.changes_list:
            pair = v.w.lists[move.old.list].name, v.w.lists[move.new.list].name
            where.setdefault(pair, []).append(move.administration or words.stated)
    for (old, new), settings in where.items():
        yield words.moves.format(old=old, new=new, where=", ".join(settings))


def _lists(difference: Difference, words: DiffWords, v: Voice) -> Iterator[Block]:
    """Yield where the points stand whose list or score differs, in each setting."""
    yield Heading(words.lists)
    moved = [entry for entry in difference.entries if entry.moves]
    if not moved:
        yield Paragraph(words.no_move)
        return
    columns = (Column(v.w.col.point), *(Column(name or words.stated, can_wrap=True) for name in difference.settings))
    rows = []
    for entry in moved:
        by_setting = {move.administration: move for move in entry.moves}
        cells = (_standing(by_setting.get(name), words, v) for name in difference.settings)
        rows.append(Row((entry.id, *cells)))
    yield Table(columns, tuple(rows))


def _standing(move: Move | None, words: DiffWords, v: Voice) -> str:
    """Return how a point stands before and after, a dash where nothing moves; tallies, or scores where one has none."""
    if move is None:
        return words.nothing
    is_scored = any(placement is not None and placement.tally is None for placement in (move.old, move.new))
    if move.old and move.new and not move.changes_list:
        old, new = (_number(placement, is_scored=is_scored) for placement in (move.old, move.new))
        return words.only_score.format(list=v.w.lists[move.new.list].name, old=old, new=new)
    old, new = (_stands(placement, words, v, is_scored=is_scored) for placement in (move.old, move.new))
    return words.becomes.format(old=old, new=new)


def _stands(placement: Placement | None, words: DiffWords, v: Voice, *, is_scored: bool) -> str:
    if placement is None:
        return words.nothing
    return words.stands.format(list=v.w.lists[placement.list].name, tally=_number(placement, is_scored=is_scored))


def _number(placement: Placement, *, is_scored: bool) -> str:
    return signed(float(placement.score) if is_scored else placement.measure, "0")

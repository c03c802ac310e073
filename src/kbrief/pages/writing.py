"""The screens of what was written: a new brief, and a rating."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kbrief.decide.rank import Placement, Ranking
from kbrief.i18n import _, ngettext
from kbrief.i18n.formats import format_signed
from kbrief.i18n.labels import list_name
from kbrief.model import Rating
from kbrief.pages.background import claim_text
from kbrief.pages.brief_text import BriefText
from kbrief.pages.document import Bullets, Document, Fields, Paragraph


def new_page(folder: str, files: Sequence[str], administration: str | None, *, empty: bool = False) -> Document:
    """Return which files a new brief has, and what to type next; `administration` is one that it knows."""
    if empty:
        return _empty_page(folder, files)
    whose = f" -a {administration}" if administration else ""
    return Document(
        title=_("New brief in {folder}: {count} files", folder=folder, count=len(files)),
        blocks=(
            Bullets(tuple(files)),
            Paragraph(_("It holds as it is. Its words are an example: put yours in their place, file by file.")),
        ),
        next_steps=(
            (f"kbrief check {folder}", _("whether it still holds, after each change")),
            (f"kbrief emphasize --brief {folder}{whose}", _("its lists")),
            (f"kbrief rate POINT CRITERION VALUE{whose} --why TEXT --brief {folder}", _("a rating of your own")),
            (f"kbrief memo --brief {folder}{whose} -o memo.md", _("a memo of it")),
        ),
    )


def _empty_page(folder: str, files: Sequence[str]) -> Document:
    return Document(
        title=_("New brief in {folder}: {count} files", folder=folder, count=len(files)),
        blocks=(Bullets(tuple(files)), Paragraph(_("It holds as it is, and has no points yet."))),
        next_steps=(
            (f"kbrief source add FILE --brief {folder}", _("take a paper in")),
            (f"kbrief source --brief {folder}", _("its sources")),
            (f"kbrief check {folder}", _("what is amiss, and what is still to do")),
        ),
    )


def table_page(folder: str, files: Sequence[str], points: int, passed_over: Sequence[str]) -> Document:
    """Return how many points a table has begun a brief with, the columns passed over, and what to type next."""
    told = (Paragraph(_("Columns passed over: {names}", names=", ".join(passed_over))),) if passed_over else ()
    return Document(
        title=ngettext(
            "New brief in {folder} with 1 point", "New brief in {folder} with {count} points", points, folder=folder
        ),
        blocks=(Bullets(tuple(files)), *told),
        next_steps=(
            (f"kbrief check {folder}", _("what is amiss, and what is still to do")),
            (f"kbrief source add FILE --brief {folder}", _("take a paper in")),
            (f"kbrief emphasize --brief {folder}", _("its lists")),
        ),
    )


def meeting_page(file: str) -> Document:
    """Return that the file of a meeting was written, and what to type next."""
    return Document(
        title=_("New meeting in {file}", file=file),
        blocks=(Paragraph(_("Each key says in a comment what belongs there; what is not known may be left out.")),),
        next_steps=(
            (f"kbrief check {file}", _("what is amiss")),
            (f"kbrief fit --meeting {file}", _("which points fit its minutes")),
            (f"kbrief pack --meeting {file} -o out", _("its papers")),
        ),
    )


def item_page(section: str, name: str, file: str, brief: str | None) -> Document:
    """Return which item was added, where it is written, and what to type next."""
    named = f" --brief {brief}" if brief else ""
    whom = f"kbrief rate {name} CRITERION VALUE --why TEXT{named}"
    steps = ((whom, _("a rating of your own")),) if section == "points" else ()
    return Document(
        title=_("Added: {id}", id=name),
        blocks=(Fields.of((_("written to"), file)),),
        next_steps=(
            *steps,
            (f"kbrief check{f' {brief}' if brief else ''}", _("what is amiss, and what is still to do")),
        ),
    )


State = tuple[Sequence[Rating], Sequence[Ranking]]
"""The readings of a rating, and how points stand under whomever it counts for."""


class RatingChange(NamedTuple):
    """A rating that was written: the claim, its state before and after, in which file, and of which brief if named."""

    claim: str
    before: State
    after: State
    file: str
    brief: str | None = None


def rated_page(rated: RatingChange, texts: BriefText) -> Document:
    """Return the rating before and after, where it is written, and where that puts its point."""
    point = rated.claim.partition(".")[0]
    old, new = (
        ", ".join(_reading(one, texts) for one in readings) or _("no rating")
        for readings, _rankings in (rated.before, rated.after)
    )
    stands = (
        (
            _("list {whom}", whom=texts.scenario_phrase(now.setting.administration)),
            _stands(_of(then, point), _of(now, point)),
        )
        for then, now in zip(rated.before[1], rated.after[1], strict=True)
    )
    name = rated.after[1][0].setting.administration
    whose = (f" -a {name}" if name else "") + (f" --brief {rated.brief}" if rated.brief else "")
    return Document(
        title=_("{claim}: {old} → {new}", claim=rated.claim, old=old, new=new),
        blocks=(Fields.of(*stands, *_lost(rated.before[0], rated.after[0], texts), (_("written to"), rated.file)),),
        next_steps=(
            (f"kbrief explain {point}{whose}", _("the reasons, and the case against")),
            (f"kbrief emphasize{whose}", _("where it now stands among the others")),
        ),
    )


def _reading(reading: Rating, texts: BriefText) -> str:
    return f"{claim_text(reading, texts)} {texts.basis_mark(reading)}"


def _lost(old: Sequence[Rating], new: Sequence[Rating], texts: BriefText) -> Iterator[tuple[str, str]]:
    """Yield what the old readings rested on and no new one does, which are gone, and which stand beside the new one."""
    gone, come = [one for one in old if one not in new], [one for one in new if one not in old]
    if old and new and (cites := [cite for one in gone for cite in one.cites if all(cite not in n.cites for n in new)]):
        yield _("no longer cited"), ", ".join(dict.fromkeys(cites))
    for one in gone if come else ():
        if one.why and one.why != come[0].why:
            yield _("the reason was"), texts.text(one.why)
    if named := [one for one in gone if one.by and one.by != (come[0].by if come else None)]:
        yield _("reading dropped"), ", ".join(_signed(one, texts) for one in named)
    if kept := [one for one in old if one in new and come]:
        yield _("beside it"), ", ".join(_signed(one, texts) for one in kept)
    if come and come[0].by:
        yield _("rated by"), come[0].by


def _signed(reading: Rating, texts: BriefText) -> str:
    """Return a reading with whose it is, where that is known."""
    return f"{_reading(reading, texts)} {reading.by}" if reading.by else _reading(reading, texts)


def _of(ranking: Ranking, point: str) -> Placement:
    return next(placement for placement in ranking.placements if placement.point.id == point)


def _stands(before: Placement, after: Placement) -> str:
    """Return on which list a point stood and stands, with its tallies."""
    old, new = (
        _("{list} ({tally})", list=list_name(one.list), tally=format_signed(one.displayed_score, "0"))
        for one in (before, after)
    )
    return _("{where}, as before", where=new) if old == new else f"{old} → {new}"

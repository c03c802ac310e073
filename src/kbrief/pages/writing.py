"""The pages of what was written: a new brief, meeting or item, and a rating."""

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
    """Return the files of a new brief, and what to type next, with an administration of the brief."""
    if empty:
        return _empty_page(folder, files)
    option = f" -a {administration}" if administration else ""
    return Document(
        title=_("New brief in {folder}: {count} files", folder=folder, count=len(files)),
        blocks=(
            Bullets(tuple(files)),
            Paragraph(_("The brief is valid. Its texts are an example: replace them with your own, file by file.")),
        ),
        next_steps=(
            (f"kbrief check {folder}", _("whether it is still valid, after each change")),
            (f"kbrief emphasize --brief {folder}{option}", _("its lists")),
            (f"kbrief rate POINT CRITERION VALUE{option} --why TEXT --brief {folder}", _("a rating of your own")),
            (f"kbrief memo --brief {folder}{option} -o memo.md", _("a memo of it")),
        ),
    )


def _empty_page(folder: str, files: Sequence[str]) -> Document:
    """Return the files of a new brief without points, and how to go on."""
    return Document(
        title=_("New brief in {folder}: {count} files", folder=folder, count=len(files)),
        blocks=(Bullets(tuple(files)), Paragraph(_("The brief is valid, and has no points yet."))),
        next_steps=(
            (f"kbrief source add FILE --brief {folder}", _("take a paper in")),
            (f"kbrief source --brief {folder}", _("its sources")),
            (f"kbrief check {folder}", _("the problems, and what is still to do")),
        ),
    )


def table_page(folder: str, files: Sequence[str], points: int, passed_over: Sequence[str]) -> Document:
    """Return how many points of a table a new brief has, the columns passed over, and what to type next."""
    remarks = (Paragraph(_("Columns passed over: {names}", names=", ".join(passed_over))),) if passed_over else ()
    return Document(
        title=ngettext(
            "New brief in {folder} with 1 point", "New brief in {folder} with {count} points", points, folder=folder
        ),
        blocks=(Bullets(tuple(files)), *remarks),
        next_steps=(
            (f"kbrief check {folder}", _("the problems, and what is still to do")),
            (f"kbrief source add FILE --brief {folder}", _("take a paper in")),
            (f"kbrief emphasize --brief {folder}", _("its lists")),
        ),
    )


def meeting_page(file: str) -> Document:
    """Return the file of a new meeting, and what to type next."""
    return Document(
        title=_("New meeting in {file}", file=file),
        blocks=(Paragraph(_("Each key says in a comment what belongs there; what is not known may be left out.")),),
        next_steps=(
            (f"kbrief check {file}", _("the problems")),
            (f"kbrief fit --meeting {file}", _("which points fit its minutes")),
            (f"kbrief pack --meeting {file} -o out", _("its papers")),
        ),
    )


def item_page(section: str, name: str, file: str, brief: str | None) -> Document:
    """Return the added item, its file, and what to type next."""
    option = f" --brief {brief}" if brief else ""
    rate = f"kbrief rate {name} CRITERION VALUE --why TEXT{option}"
    steps = ((rate, _("a rating of your own")),) if section == "points" else ()
    return Document(
        title=_("Added: {id}", id=name),
        blocks=(Fields.of((_("written to"), file)),),
        next_steps=(
            *steps,
            (f"kbrief check{f' {brief}' if brief else ''}", _("the problems, and what is still to do")),
        ),
    )


#: The readings of a rating, and the ranking of each audience for which it counts.
State = tuple[Sequence[Rating], Sequence[Ranking]]


class RatingChange(NamedTuple):
    """A rating that was written: the claim, its state before and after, its file, and the name of the brief."""

    claim: str
    before: State
    after: State
    file: str
    brief: str | None = None


def rated_page(change: RatingChange, texts: BriefText) -> Document:
    """Return the rating before and after, its file, and the lists on which the point stands."""
    point = change.claim.partition(".")[0]
    old, new = (
        ", ".join(_reading(reading, texts) for reading in readings) or _("no rating")
        for readings, _rankings in (change.before, change.after)
    )
    lists = (
        (
            _("list {whom}", whom=texts.scenario_phrase(after.scenario.administration)),
            _list_change(_placement(before, point), _placement(after, point)),
        )
        for before, after in zip(change.before[1], change.after[1], strict=True)
    )
    administration = change.after[1][0].scenario.administration
    options = (f" -a {administration}" if administration else "") + (f" --brief {change.brief}" if change.brief else "")
    return Document(
        title=_("{claim}: {old} → {new}", claim=change.claim, old=old, new=new),
        blocks=(
            Fields.of(
                *lists, *_reading_changes(change.before[0], change.after[0], texts), (_("written to"), change.file)
            ),
        ),
        next_steps=(
            (f"kbrief explain {point}{options}", _("the reasons, and the case against")),
            (f"kbrief emphasize{options}", _("its place among the others")),
        ),
    )


def _reading(reading: Rating, texts: BriefText) -> str:
    return f"{claim_text(reading, texts)} {texts.basis_mark(reading)}"


def _reading_changes(old: Sequence[Rating], new: Sequence[Rating], texts: BriefText) -> Iterator[tuple[str, str]]:
    """Yield the citations and reasons that were lost, the readings dropped and kept, and who made the new one."""
    removed = [reading for reading in old if reading not in new]
    added = next((reading for reading in new if reading not in old), None)
    author = added.by if added else None
    if cites := _lost_cites(old, new):
        yield _("no longer cited"), ", ".join(cites)
    if added:
        yield from _lost_reasons(removed, added, texts)
    if dropped := [reading for reading in removed if reading.by and reading.by != author]:
        yield _("reading dropped"), ", ".join(_signed_reading(reading, texts) for reading in dropped)
    if added and (unchanged := [reading for reading in old if reading in new]):
        yield _("beside it"), ", ".join(_signed_reading(reading, texts) for reading in unchanged)
    if author:
        yield _("rated by"), author


def _lost_cites(old: Sequence[Rating], new: Sequence[Rating]) -> list[str]:
    """Return the citations that no new reading has, each once; none if there is no new reading."""
    cited = {cite for reading in new for cite in reading.cites}
    return list(dict.fromkeys(cite for reading in old for cite in reading.cites if cite not in cited)) if new else []


def _lost_reasons(removed: Sequence[Rating], added: Rating, texts: BriefText) -> Iterator[tuple[str, str]]:
    for reading in removed:
        if reading.why and reading.why != added.why:
            yield _("the reason was"), texts.text(reading.why)


def _signed_reading(reading: Rating, texts: BriefText) -> str:
    """Return a reading with the name of its author, if it has one."""
    return f"{_reading(reading, texts)} {reading.by}" if reading.by else _reading(reading, texts)


def _placement(ranking: Ranking, point: str) -> Placement:
    return next(placement for placement in ranking.placements if placement.point.id == point)


def _list_change(before: Placement, after: Placement) -> str:
    """Return the lists of a point before and after, with its tallies."""
    old, new = (
        _("{list} ({tally})", list=list_name(placement.list), tally=format_signed(placement.displayed_score, "0"))
        for placement in (before, after)
    )
    return _("{where}, as before", where=new) if old == new else f"{old} → {new}"

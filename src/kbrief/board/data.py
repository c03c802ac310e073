"""Make the data of the board, as plain data in one language."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from kbrief import __version__
from kbrief.board.cards import cards, claims, source_word_note
from kbrief.board.ratings import Bases, basis_letter, event_groups, event_rows, point_ratings
from kbrief.board.words import board_words
from kbrief.decide.events import WatchedEvent, watch_list
from kbrief.decide.scenario import Scenario, marked_scenario, middle
from kbrief.decide.score import MAX_RATING, make_weighting
from kbrief.i18n import _, translate
from kbrief.i18n.formats import format_signed
from kbrief.i18n.labels import event_kind_label, list_heading, list_name, status_label
from kbrief.model import LISTS, Brief, Criterion, Event, Issue, Point, ScreenName
from kbrief.model.marks import Marks
from kbrief.pages.brief_text import BriefText
from kbrief.pages.caveats import ONE_GROUP
from kbrief.pages.meanings import (
    break_even_meaning,
    disputed_meaning,
    flip_meaning,
    joint_list_meaning,
    key_gaps_meaning,
    measure_meaning,
    stability_meaning,
    treat_as_meaning,
)

Data = dict[str, Any]
SCALE = range(-MAX_RATING, MAX_RATING + 1)

#: Control characters, lone surrogates and the marks that turn text around.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def replace_unprintable(value: Any) -> Any:
    """Return plain data with U+FFFD in place of unprintable characters, and lists in place of tuples."""
    if isinstance(value, str):
        return _UNPRINTABLE.sub("\ufffd", value)
    if isinstance(value, dict):
        return {replace_unprintable(key): replace_unprintable(item) for key, item in value.items()}
    return [replace_unprintable(item) for item in value] if isinstance(value, (list, tuple)) else value


def board_data(texts: BriefText, marks: Marks, marking: str, digest: str) -> Data:
    """Return the data of the page; `digest` identifies the brief, an empty `marking` means that of the memo."""
    brief, bases = texts.brief, Bases(texts)
    version_values = {"brief": brief.id, "as_of": brief.as_of, "digest": digest}
    data: Data = replace_unprintable({
        "lang": texts.lang,
        "mode": brief.mode,
        "title": texts.text(brief.title),
        "version": _("kbrief {version}, brief {brief} as of {as_of}, data {digest}.", version=__version__, **version_values),
        "marking": marking or _("INTERNAL DRAFT, not for counterparts"),
        **_caveats(texts, marks),
        "lists": [(name, list_name(name).lower(), *_split_heading(list_heading(name))) for name in LISTS],
        "criteria": [_criterion_row(criterion, texts) for criterion in brief.criteria],
        "weights": [_decimal(brief.weights.get(criterion.id, 1)) for criterion in brief.criteria],
        "threshold": _decimal(brief.threshold),
        "administrations": [(a.id, texts.text(a.name)) for a in brief.administrations],
        "events": event_rows(texts, marks, bases),
        "groups": event_groups(brief),
        "points": [_point_row(point, texts, bases) for point in brief.points],
        "claims": claims(texts, bases),
        "sheets": cards(texts),
        "watch": [_watch_row(watched, marks, texts) for watched in watch_list(brief, _marked_scenario(brief, marks))],
        "bases": bases.rows(),
        "paragraphs": bases.paragraphs(),
        "remarks": {screen: texts.caveats(screen)[1] for screen in _screens_with_remarks(texts)},
        "issues": [_issue_tile(issue, texts) for issue in brief.issues],
        "legend": list(_legend(texts)),
        "say": board_words(texts),
    })  # fmt: skip
    return data


def _marked_scenario(brief: Brief, marks: Marks) -> Scenario:
    return marked_scenario(Scenario(), brief, marks)


def _caveats(texts: BriefText, marks: Marks) -> Data:
    """Return the caveats and the scenario phrases for each state of the page, which fills in their braces."""
    source, without_audience = texts.caveats("lists")
    return {
        "head": {
            "source": source,
            "alone": without_audience,
            "with": texts.caveats("lists-administration")[1],
            "given": texts.caveats("given")[1],
            "observed": _("Counts as happened, as marked: {events}."),
            "group": translate(ONE_GROUP),
            "passed": " ".join(texts.passed_events(_marked_scenario(texts.brief, marks).observed)),
        },
        "whom": {
            "with": texts.for_audience("{name}"),
            "alone": _("with no audience assumed"),
            "stated": _("on stated evidence alone"),
            "with_stated": _(", stated evidence alone"),
            "given": _(", given {events}"),
        },
    }


def _screens_with_remarks(texts: BriefText) -> Iterator[ScreenName]:
    """Yield the screens whose caveat is shown with a part of the page; that of `compare` only where it is true."""
    yield from ("events", "issues")
    if texts.brief.administrations and _has_same_stated_ratings(texts.brief):
        yield "compare"


def _has_same_stated_ratings(brief: Brief) -> bool:
    """Whether the stated ratings of each point are the same for every audience."""
    return all(
        len({_stated_rating(point, criterion.id, audience.id) for audience in brief.administrations}) == 1
        for point in brief.points
        for criterion in brief.criteria
        if isinstance(point.ratings.get(criterion.id), dict)
    )


def _stated_rating(point: Point, criterion: str, audience: str) -> int:
    values = [rating.value for rating in point.readings(criterion, audience) if rating.basis == "stated"]
    return middle(values) if values else 0


def _split_heading(heading: str) -> tuple[str, str]:
    """Return the two halves of the heading of a list, such as `Emphasize` and `lead with`."""
    name, action = heading.split(": ", 1) if ": " in heading else (heading, "")
    return name, action


def _decimal(number: float) -> str:
    """Return a number in decimal digits, without an exponent or trailing zeros."""
    return format(Decimal(str(number)).normalize(), "f")


def _criterion_row(criterion: Criterion, texts: BriefText) -> tuple[str, str, list[str], bool]:
    """Return (id, name, meanings of the steps, whether a stated rating above 0 means that the source asks for it)."""
    return (
        criterion.id,
        texts.text(criterion.name),
        [texts.text(criterion.steps.of(n)) for n in SCALE],
        criterion.request,
    )


def _point_row(point: Point, texts: BriefText, bases: Bases) -> Data:
    """Return the data of a point, but for its texts, which are among the claims."""
    return {
        "id": point.id,
        "label": texts.text(point.label),
        "lists": [LISTS.index(name) for name in point.source_lists],
        "issue": point.issue or "",
        "word": source_word_note(point),
        "tensions": [tension.id for tension in texts.brief.tensions if point.id in tension.points],
        "ratings": point_ratings(point, texts.brief, bases),
    }


def _watch_row(watched: WatchedEvent, marks: Marks, texts: BriefText) -> Data:
    """Return the data of an event on the watch list: its break-even probability, the shifts it brings, and its signs."""
    event, status = watched.event, marks.status_of(watched.event.id)
    break_even = watched.break_even
    return {
        "id": event.id,
        "kind": event_kind_label(event.kind),
        "status": "" if status == "open" else status_label(status),
        "breakEven": "" if break_even is None else texts.percent(break_even),
        "moves": list(_shift_texts(event, texts)),
        "signs": [(texts.text(sign.text), basis_letter(sign), texts.basis_label(sign)) for sign in event.signs],
    }


def _shift_texts(event: Event, texts: BriefText) -> Iterator[tuple[str, str]]:
    """Yield (label of a point, its shifts by administration) for each criterion that an event shifts."""
    names = {administration.id: texts.text(administration.name) for administration in texts.brief.administrations}
    for point, criteria in event.shifts.items():
        label = texts.text(texts.brief.point_by_id[point].label)
        for shifts in filter(None, criteria.values()):
            yield (
                label,
                ", ".join(f"{names[name]} {format_signed(shift.by, '0', '−')}" for name, shift in shifts.items()),
            )


def _issue_tile(issue: Issue, texts: BriefText) -> Data:
    """Return the name, the alignment and the outlook of an issue, the outlook with its basis."""
    outlook = issue.outlook
    outlook_row = (texts.text(outlook.text), basis_letter(outlook), texts.basis_label(outlook)) if outlook else None
    alignment = texts.alignment_label(issue.alignment.kind)
    return {"id": issue.id, "name": texts.text(issue.name), "alignment": alignment, "outlook": outlook_row}


def _legend(texts: BriefText) -> Iterator[str]:
    """Yield explanations of the page: marks, tally or score, stability, flip, treatment, break-even, and gaps."""
    brief = texts.brief
    yield _(
        "Marks: [P8] the source says it there; [inferred] our judgment; [inferred, outside] it leans on knowledge outside the source; [unknown] no view held. Ratings are our coding."
    )
    yield measure_meaning(make_weighting(brief))
    yield from (stability_meaning(), flip_meaning(), disputed_meaning())
    if len(brief.administrations) > 1:
        yield from _comparison_legend(brief)
    if brief.events:
        yield break_even_meaning()
    if gaps := key_gaps_meaning(texts):
        yield gaps


def _comparison_legend(brief: Brief) -> Iterator[str]:
    """Yield explanations of the table of points by audience."""
    if brief.mode == "together":
        yield joint_list_meaning()
        return
    yield _("for all: the same treatment is best for every audience compared.")
    yield treat_as_meaning()

"""Everything that the board knows, as plain data in one language."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from kbrief import __version__
from kbrief.board.cards import basis_letter, cards, claims, paragraphs
from kbrief.board.rankings import shifting, tables
from kbrief.decide.compare import compare
from kbrief.decide.events import WatchedEvent, watch_list
from kbrief.decide.scenario import requesting_paragraphs
from kbrief.decide.score import MAX_RATING, make_weighting
from kbrief.decide.utility import icd203_word
from kbrief.i18n import _, pgettext
from kbrief.i18n.formats import format_signed
from kbrief.i18n.labels import basis_label, event_kind_label, list_heading, list_name, status_label
from kbrief.model import LISTS, Brief, Point, ScreenName
from kbrief.model.marks import Marks
from kbrief.pages.brief_text import BriefText

Data = dict[str, Any]
SCALE = range(-MAX_RATING, MAX_RATING + 1)

_STEERING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Characters that turn text around, steer, or are none: in a page each is shown as U+FFFD."""


def escape_bidi(value: Any) -> Any:
    """Return plain data with what steers or turns around text made visible; tuples become lists."""
    if isinstance(value, str):
        return _STEERING.sub("\ufffd", value)
    if isinstance(value, dict):
        return {escape_bidi(key): escape_bidi(item) for key, item in value.items()}
    return [escape_bidi(item) for item in value] if isinstance(value, (list, tuple)) else value


def board_data(texts: BriefText, marks: Marks, marking: str, digest: str) -> Data:
    """Return what the page knows; `digest` identifies the data, an empty `marking` is the memo's own."""
    brief = texts.brief
    about = {"brief": brief.id, "as_of": brief.as_of, "digest": digest}
    data: Data = escape_bidi({
        "lang": texts.lang,
        "title": texts.text(brief.title),
        "version": _("kbrief {version}, brief {brief} as of {as_of}, data {digest}.", version=__version__, **about),
        "marking": marking or _("INTERNAL DRAFT, not for counterparts"),
        **_head(texts),
        "lists": [(name, list_name(name).lower(), *_halves(list_heading(name))) for name in LISTS],
        "criteria": [(c.id, texts.text(c.name), [texts.text(c.steps.of(n)) for n in SCALE]) for c in brief.criteria],
        "weights": [_decimal(brief.weights.get(criterion.id, 1)) for criterion in brief.criteria],
        "threshold": _decimal(brief.threshold),
        "administrations": [(a.id, texts.text(a.name)) for a in brief.administrations],
        "events": [(name, texts.text(brief.event_by_id[name].name)) for name in shifting(brief)],
        "groups": _groups(brief),
        "points": [_point(point, texts) for point in brief.points],
        **tables(texts),
        "claims": claims(texts),
        "paragraphs": paragraphs(texts),
        "sheets": cards(texts),
        "remarks": {screen: texts.caveats(screen)[1] for screen in _remarked(texts)},
        "watch": [_watched(watched, marks, texts) for watched in watch_list(brief)],
        "issues": [(issue.id, texts.alignment_label(issue.alignment.kind)) for issue in brief.issues],
        "legend": list(_legend(texts)),
        "say": _words(),
    })  # fmt: skip
    return data


def _head(texts: BriefText) -> Data:
    """Return the head lines of each state of the page; braces in them are filled in there."""
    source, alone = texts.caveats("lists")
    trust = {
        "source": source,
        "alone": alone,
        "with": texts.caveats("lists-administration")[1],
        "given": texts.caveats("given")[1],
    }
    return {
        "head": trust,
        "whom": {
            "with": texts.for_audience("{name}"),
            "alone": _("with no audience assumed"),
            "given": _(", given {events}"),
        },
    }


def _remarked(texts: BriefText) -> Iterator[ScreenName]:
    """Yield the screens whose line on trust belongs to a part of the page; compare's only where it is true."""
    yield from ("events", "issues")
    if texts.brief.administrations and compare(texts.brief).differs_by_inference_alone:
        yield "compare"


def _halves(long: str) -> tuple[str, str]:
    """Return `Emphasize` and `lead with`."""
    name, rest = long.split(": ", 1) if ": " in long else (long, "")
    return name, rest


def _decimal(number: float) -> str:
    """Return a number as plain digits, as the decimal that a person wrote."""
    return format(Decimal(str(number)).normalize(), "f")


def _groups(brief: Brief) -> list[list[int]]:
    """Return the shifting events by group, groups and single events in the order of the file."""
    grouped: dict[str, list[int]] = {}
    for n, name in enumerate(shifting(brief)):
        group = brief.event_by_id[name].group
        grouped.setdefault(f"group {group}" if group else name, []).append(n)
    return list(grouped.values())


def _point(point: Point, texts: BriefText) -> tuple[str, str, int | None, str]:
    """Return (id, label, the source's own list, what to say where the source asks for it and it is kept low)."""
    asking = requesting_paragraphs(texts.brief, point)
    said = (
        _("The source asks for it ({cites}); keeping it low is inference.", cites=texts.citations(asking))
        if asking
        else ""
    )
    listed = LISTS.index(point.source_lists[0]) if len(point.source_lists) == 1 else None
    return point.id, texts.text(point.label), listed, said


def _watched(watched: WatchedEvent, marks: Marks, texts: BriefText) -> Data:
    """Return an event of the watch list: how many lists it changes at most, from which probability it pays to act."""
    event, status = watched.event, marks.status_of(watched.event.id)
    odds = watched.break_even
    names = {a.id: texts.text(a.name) for a in texts.brief.administrations}
    moves = [
        (
            f"point:{point}",
            ", ".join(f"{names[who]} {format_signed(shift.by, '0', '−')}" for who, shift in by_name.items()),
        )
        for point, criteria in event.shifts.items()
        for by_name in criteria.values()
        if by_name
    ]
    return {
        "id": event.id,
        "kind": event_kind_label(event.kind),
        "status": "" if status == "open" else status_label(status),
        "breakEven": "" if odds is None else texts.probability(odds, icd203_word(odds)),
        "moves": moves,
        "signs": [(texts.text(sign.text), basis_letter(sign), texts.basis_label(sign)) for sign in event.signs],
    }


def _legend(texts: BriefText) -> Iterator[str]:
    """Yield how to read the page: marks, tally or score, stays, flip, treatment, break-even, and what is left out."""
    brief = texts.brief
    yield _(
        "Marks: [P8] the source says it there; [inferred] our judgment; [inferred, outside] it leans on knowledge outside the source; [unknown] no view held. Ratings are our coding."
    )
    weighting = make_weighting(brief)
    if weighting.has_equal_weights:
        yield _(
            "tally -{most}..+{most} = stated + inferred; EMPHASIZE from +{least}, MINIMIZE from -{least}; 1= is a tie, no order.",
            most=weighting.max_tally,
            least=weighting.threshold_tally,
        )
    else:
        yield _(
            "score -100..+100 = stated + inferred, weighted; EMPHASIZE from +{threshold}, MINIMIZE from -{threshold}.",
            threshold=f"{brief.threshold:g}",
        )
    yield from (
        _(
            "stays: in what share of cases the list holds if each inferred rating is off by up to one step, each unknown by up to two. It is not the chance that we are right."
        ),
        _(
            "flip: fewest one-step changes of ratings that are not stated that put the point on another list; – if none can."
        ),
    )
    if len(brief.administrations) > 1:
        yield from (
            _("no regret: the same treatment is best under every administration compared, whoever governs."),
            _(
                "treat as: the list with the smallest worst regret, in points of the score beyond the line; 0 costs nothing."
            ),
        )
    if brief.events:
        yield _("break-even: how likely the event must be for it to pay to move the point now. It is no forecast.")
    if gaps := texts.key_gaps():
        yield _("Not in the source: {gaps} (kbrief background).", gaps=gaps)


def _words() -> Data:
    """Return the words that the page says: its own, and those that it shares with screens and memo."""
    return {
        "intro": _("What to lead with, what to hold, and what to keep low."),
        "skip": _("Skip to the lists"),
        "trust": _("How far to trust this page"),
        "who": _("Who governs"),
        "nobody": _("None assumed"),
        "nobody_note": _("Stated evidence alone: say who governs to count inference too."),
        "happens": _("What if it happens"),
        "events_off": _("Off: events move how an administration sees things, so say first who governs."),
        "together": _("Given together, these count once:"),
        "pairs": _(
            "{count} events shift something. This page takes up to two at once; kbrief emphasize --given takes any number."
        ),
        "singles": _(
            "{count} events shift something. This page takes one at a time; kbrief emphasize --given takes any number."
        ),
        "start_over": _("Start over"),
        "changes_here": _("Switch who governs or toggle an event: what moves is said here."),
        "lists": _("The lists {whom}"),
        "how_many": _("{count} of {all}"),
        "stays": _("stays {share}"),
        "parts": _("stated {stated}, inferred {inferred}"),
        "edge": _("exactly on the line"),
        "elsewhere_by_weights": _("The source lists it here; with your weights it stands on {list}."),
        "was": _("was {list}"),
        "changed": _("{point}: {old} → {new}"),
        "more": _("and {count} more"),
        "no_change": _("No point changes lists."),
        "only_shifts": _("No point changes lists. Shifted: {points}."),
        "weights": _("Weights"),
        "weights_intro": _(
            "How much each criterion counts. With weights of yours the page adds up the scores itself; how surely a point stands (stays, flip) is then not shown."
        ),
        "weights_back": _("Back to the brief's weights"),
        "weights_on": _(
            "With your weights ({weights}): scores are added up here, and how surely a point stands is not shown."
        ),
        "weight_wrong": _("A weight is a number from 0 to 1,000,000."),
        "weights_zero": _("Every criterion has weight 0: give one of them a weight."),
        "weight_of": _("{criterion}, as a number"),
        "copy_lists": _("Copy the lists"),
        "copied": _("Copied: the lists, and the kbrief memo line for them."),
        "copy_by_hand": _("The browser does not let this page copy: select the text and copy it."),
        "print": _("Print"),
        "matrix": _("Whoever governs"),
        "matrix_caption": _("Where each point stands on stated evidence alone, and under each administration."),
        "stated_alone": _("Stated alone"),
        "no_regret": _("{list}, whoever governs"),
        "scroll": _("{title}: a wide table that scrolls"),
        "by_administration": _("under {name}"),
        "how_to_read": _("How to read this page"),
        "command": _("On the command line"),
        "no_script": _("JavaScript is off: these are the lists {whom}. The switches need it."),
        "back": _("Back"),
        "close": _("Close"),
        "cases": _("stays in {kept} of {cases} cases ({share}), each rating off by as much as its basis allows"),
        "flip": _("flips with {count}: {changes}; then {list}"),
        "no_flip": _("no change of what is not stated puts it on another list"),
        "change": _("{criterion} {old} to {new}"),
        "not_chance": _("The shares tell how the list reacts to error. They are not the chance that we are right."),
        "break_even": _("break-even"),
        "criterion": _("criterion"),
        "rating": _("rating"),
        "treat": _("treat as"),
        "bar": _("-2 … +2"),
        "moved_here": _("Moved here by inference: on stated evidence {list} ({tally})."),
        "listed_elsewhere": _("The source lists it here; now on {list}: inference {inferred}."),
        "empty": pgettext("screens", "No point stands on this list."),
        "issues": _("issues"),
        "watch": _("watch list"),
        "why": _("why"),
        "basis": _("basis"),
        "says": _("says"),
        "events": _("Events"),
        "signs": _("signs"),
        "weightShare": _("stays under {share} of all weightings of the criteria"),
        "tally": _("tally"),
        "score": _("score"),
        "point": _("point"),
        "moves": _("would move"),
        "behind": _("The paragraphs behind them"),
        "unknown": basis_label("unknown"),
        "nothing": pgettext("column", "nothing"),
        "alignment": _("alignment"),
    }

"""Everything that the board knows, as plain data in one language."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from kbrief import __version__
from kbrief.decide.compare import compare
from kbrief.decide.likelihood import icd203_word
from kbrief.decide.ratings import asked_for
from kbrief.decide.score import MOST, weighting_of
from kbrief.decide.watch import Watched, watch_list
from kbrief.export.board.sheets import claims, letter_of, paragraphs, sheets
from kbrief.export.board.table import shifting, tables
from kbrief.model import LISTS, Brief, Point, Screen
from kbrief.model.marks import Marks
from kbrief.words.forms.board import BoardWords
from kbrief.words.forms.decisions import DecisionWords
from kbrief.words.forms.memo import MemoWords
from kbrief.words.voice import Voice, signed

Data = dict[str, Any]
SCALE = range(-MOST, MOST + 1)

_STEERING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Characters that turn text around, steer, or are none: in a page each is shown as U+FFFD."""


def cleaned(value: Any) -> Any:
    """Return plain data with what steers or turns around text made visible; tuples become lists."""
    if isinstance(value, str):
        return _STEERING.sub("\ufffd", value)
    if isinstance(value, dict):
        return {cleaned(key): cleaned(item) for key, item in value.items()}
    return [cleaned(item) for item in value] if isinstance(value, (list, tuple)) else value


def board_data(v: Voice, marks: Marks, marking: str, digest: str) -> Data:
    """Return what the page knows; `digest` identifies the data, an empty `marking` is the memo's own."""
    brief = v.brief
    about = {"brief": brief.id, "as_of": brief.as_of, "digest": digest}
    data: Data = cleaned({
        "lang": v.lang,
        "title": v.text(brief.title),
        "version": v.words(MemoWords).version.format(version=__version__, **about),
        "marking": marking or v.words(MemoWords).marking,
        **_head(v),
        "lists": [(name, v.w.lists[name].name.lower(), *_halves(v.w.lists[name].long)) for name in LISTS],
        "criteria": [(c.id, v.text(c.name), [v.text(c.steps.of(n)) for n in SCALE]) for c in brief.criteria],
        "weights": [_decimal(brief.weights.get(criterion.id, 1)) for criterion in brief.criteria],
        "threshold": _decimal(brief.threshold),
        "administrations": [(a.id, v.text(a.name)) for a in brief.administrations],
        "events": [(name, v.text(brief.event_by_id[name].name)) for name in shifting(brief)],
        "groups": _groups(brief),
        "points": [_point(point, v) for point in brief.points],
        **tables(v),
        "claims": claims(v),
        "paragraphs": paragraphs(v),
        "sheets": sheets(v),
        "remarks": {screen: v.head(screen)[1] for screen in _remarked(v)},
        "watch": [_watched(watched, marks, v) for watched in watch_list(brief)],
        "issues": [(issue.id, v.w.alignment[issue.alignment.kind]) for issue in brief.issues],
        "legend": list(_legend(v)),
        "say": _words(v),
    })  # fmt: skip
    return data


def _head(v: Voice) -> Data:
    """Return the head lines of each state of the page; braces in them are filled in there."""
    source, alone = v.head("lists")
    trust = {"source": source, "alone": alone, "with": v.head("lists-administration")[1], "given": v.head("given")[1]}
    words = v.w.list_page
    return {"head": trust, "whom": {"with": words.if_administration, "alone": words.on_stated, "given": words.given}}


def _remarked(v: Voice) -> Iterator[Screen]:
    """Yield the screens whose line on trust belongs to a part of the page; compare's only where it is true."""
    yield from ("events", "issues")
    if v.brief.administrations and compare(v.brief).differs_by_inference_alone:
        yield "compare"


def _halves(long: str) -> tuple[str, str]:
    """Return `Emphasize` and `lead with`."""
    name, _, rest = long.partition(": ")
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


def _point(point: Point, v: Voice) -> tuple[str, str, int | None, str]:
    """Return (id, label, the source's own list, what to say where the source asks for it and it is kept low)."""
    asking = asked_for(v.brief, point)
    said = v.w.list_page.asked_for.format(cites=v.cites(asking)) if asking else ""
    return point.id, v.text(point.label), LISTS.index(point.listed.list) if point.listed else None, said


def _watched(watched: Watched, marks: Marks, v: Voice) -> Data:
    """Return an event of the watch list: how many lists it changes at most, from which probability it pays to act."""
    event, status = watched.event, marks.status_of(watched.event.id)
    odds = watched.break_even
    names = {a.id: v.text(a.name) for a in v.brief.administrations}
    moves = [
        (f"point:{point}", ", ".join(f"{names[who]} {signed(shift.by, '0', '−')}" for who, shift in by_name.items()))
        for point, criteria in event.shifts.items()
        for by_name in criteria.values()
        if by_name
    ]
    return {
        "id": event.id,
        "kind": v.w.event_kind[event.kind],
        "status": "" if status == "open" else v.w.status[status],
        "breakEven": "" if odds is None else v.likely(odds, icd203_word(odds)),
        "moves": moves,
        "signs": [(v.text(sign.text), letter_of(sign), v.basis_of(sign)) for sign in event.signs],
    }


def _legend(v: Voice) -> Iterator[str]:
    """Yield how to read the page: marks, tally or score, stays, flip, treatment, break-even, and what is left out."""
    words, brief, decided = v.w.list_page, v.brief, v.words(DecisionWords)
    yield v.words(MemoWords).marks
    weighting = weighting_of(brief)
    if weighting.is_even:
        yield words.legend_tally.format(most=weighting.most, least=weighting.least)
    else:
        yield words.legend_score.format(threshold=f"{brief.threshold:g}")
    yield from (words.legend_stays, words.legend_flip)
    if len(brief.administrations) > 1:
        yield from (decided.no_regret_legend, decided.regret_legend)
    if brief.events:
        yield decided.break_even_legend
    if gaps := v.key_gaps():
        yield words.not_in_source.format(gaps=gaps)


def _words(v: Voice) -> Data:
    """Return the words that the page says: its own, and those that it shares with screens and memo."""
    page, decided, label = v.w.list_page, v.words(DecisionWords), v.w.label
    return {
        **v.words(BoardWords)._asdict(),
        **{name: getattr(decided, name) for name in ("cases", "flip", "no_flip", "change", "not_chance", "break_even")},
        **{name: getattr(decided, name) for name in ("criterion", "rating", "treat", "bar")},
        **{name: getattr(page, name) for name in ("moved_here", "listed_elsewhere", "empty")},
        **{name: getattr(label, name) for name in ("issues", "watch", "why", "basis", "says", "events", "signs")},
        "weightShare": decided.weights, "tally": v.w.col.tally, "score": v.w.col.score, "point": v.w.col.point,
        "moves": v.w.col.would_move, "behind": v.w.say.paragraphs_behind, "unknown": v.w.basis["unknown"],
        "nothing": v.w.say.moves_nothing, "alignment": label.alignment,
    }  # fmt: skip

"""Small briefs made from the models directly, and strategies that draw them."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Literal

from hypothesis import settings
from hypothesis import strategies as st

from kbrief.decide.rank import Placement, rank
from kbrief.decide.scenario import Scenario
from kbrief.decide.score import Weighting
from kbrief.model import (
    OUTSIDE,
    Administration,
    Brief,
    Criterion,
    Event,
    Likelihood,
    Listed,
    Point,
    Rating,
    Shift,
    Statement,
    Text,
    Yardstick,
)

settings.register_profile("unhurried", deadline=None)  # the first example builds the models
settings.load_profile("unhurried")

FOUR = ("source", "common", "president", "team")
THRESHOLDS = (18.75, 0.01, 12.5, 25, 33.3, 50, 100)
Codes = Mapping[str, str | Mapping[str, str]]
Shifts = Mapping[str, Mapping[str, Mapping[str, int]]]


def said(words: str = "x") -> Statement:
    """Return any statement."""
    return Statement(basis="inferred", why=Text(en="why"), text=Text(en=words))


def rating(code: str, cites: tuple[str, ...] = ()) -> Rating:
    """Return a rating from its short form: `+2s` is stated, `-1i` inferred, `+1o` from outside, `?` unknown."""
    if code == "?":
        return Rating(basis="unknown")
    why = Text(en=f"{OUTSIDE} it is known.") if code.endswith("o") else None
    return Rating(basis="stated" if code.endswith("s") else "inferred", value=int(code[:-1]), cites=cites, why=why)


def cell(code: str) -> Rating | tuple[Rating, ...]:
    """Return a rating, or several readings of it where the short form has several: `+2s -1i`."""
    readings = tuple(rating(one) for one in code.split())
    return readings if len(readings) > 1 else readings[0]


def point(name: str, codes: Codes, listed: Literal["emphasize", "minimize"] | None = None) -> Point:
    """Return a point with ratings in short form, by administration where a mapping is given."""
    return Point(
        id=name,
        label=Text(en=name),
        listed=Listed(basis="stated", list=listed) if listed else None,
        reason=said(),
        say=said(),
        if_raised=said(),
        handling=said(),
        case_against=said(),
        ratings={
            criterion: cell(code) if isinstance(code, str) else {name: cell(one) for name, one in code.items()}
            for criterion, code in codes.items()
        },
    )


def event(
    name: str,
    shifts: Shifts | None = None,
    *,
    group: str | None = None,
    word: str | None = None,
    yardstick: Yardstick = "icd203",
) -> Event:
    """Return an event with its shifts (point → criterion → administration → steps) and likelihood."""
    return Event(
        id=name,
        name=Text(en=name),
        kind="expected",
        group=group,
        what=said(),
        likelihood=Likelihood(basis="inferred", word=word, yardstick=yardstick) if word else None,
        shifts={
            where: {
                criterion: {who: Shift(basis="inferred", by=by, cites=("s#P9",)) for who, by in steps.items()}
                for criterion, steps in by_criterion.items()
            }
            for where, by_criterion in (shifts or {}).items()
        },
    )


def brief(  # noqa: PLR0913 - each part of a brief can be left out
    points: Sequence[Point] = (),
    *,
    criteria: Sequence[str] = FOUR,
    administrations: Sequence[str] = ("trump", "harris"),
    events: Sequence[Event] = (),
    weights: Mapping[str, float] | None = None,
    threshold: float = 18.75,
) -> Brief:
    """Return a brief with these points; the last two criteria are perceptions."""
    return Brief(
        id="b",
        title=Text(en="b"),
        as_of="2024-10",
        criteria=tuple(
            Criterion(id=name, name=Text(en=name), perception=name in tuple(criteria)[-2:]) for name in criteria
        ),
        weights=dict(weights or {}),
        threshold=threshold,
        points=tuple(points),
        administrations=tuple(Administration(id=name, name=Text(en=name)) for name in administrations),
        events=tuple(events),
    )


def placed(
    codes: Sequence[str], weights: Sequence[float] | None = None, threshold: float = 18.75
) -> tuple[Placement, Weighting]:
    """Return the placement of one point, and its weighting; the codes are those of criteria `c0`, `c1` and so on."""
    names = [f"c{k}" for k in range(len(codes))]
    ranking = rank(
        brief(
            [point("p", dict(zip(names, codes, strict=True)))],
            criteria=names,
            weights=dict(zip(names, weights, strict=True)) if weights else None,
            threshold=threshold,
        ),
        Scenario("trump"),
    )
    return ranking.placements[0], ranking.weighting


def worked_example(event_word: str | None = None) -> Brief:
    """Return the four points of the method's worked example, and its event on C."""
    rows = {
        "a": ("+2s", "+1s", "+2i", "+1i"),
        "b": ("+2s", "0s", "+1i", "0i"),
        "c": ("+1s", "+1s", "-1i", "0i"),
        "d": ("+2s", "0s", "-2i", "-1i"),
    }
    shifts = {"c": {"president": {"trump": 2}, "team": {"trump": 1}}}
    return brief(
        [point(name, dict(zip(FOUR, codes, strict=True))) for name, codes in rows.items()],
        events=[event("turn", shifts, word=event_word)],
    )


def list_of(values: Sequence[int], weighting: Weighting) -> str:
    """Return the list from the definition, in the fewest words: the mean rating, against the threshold."""
    pairs = list(zip(weighting.weights, values, strict=True))
    score = Fraction(50 * sum(w * r for w, r in pairs), sum(w for w, _ in pairs))
    return "emphasize" if score >= weighting.threshold else "minimize" if -score >= weighting.threshold else "hold"


KNOWN = [f"{value:+d}{basis}" for value in range(-2, 3) for basis in "sio"]
single = st.sampled_from(["?", *KNOWN])
several = st.lists(st.sampled_from(KNOWN), min_size=2, max_size=4).map(" ".join)
codes = st.one_of(single, single, several)
weights = st.sampled_from([0, 0.1, 0.5, 1, 1, 2, 3.7])
thresholds = st.sampled_from(THRESHOLDS)


@st.composite
def placements(draw: st.DrawFn, most: int = 5) -> tuple[Placement, Weighting]:
    """Draw a point of two to `most` criteria with any ratings, weights (not all 0) and threshold."""
    rated = draw(st.lists(codes, min_size=2, max_size=most))
    weighed = draw(st.lists(weights, min_size=len(rated), max_size=len(rated)).filter(any))
    return placed(rated, weighed, draw(thresholds))


@st.composite
def briefs(draw: st.DrawFn, most_points: int = 4) -> Brief:
    """Draw a brief with up to three administrations, and events with groups, shifts and likelihoods."""
    who = ("trump", "harris", "third")[: draw(st.integers(1, 3))]
    names = [f"p{k}" for k in range(draw(st.integers(0, most_points)))]
    by_side = st.fixed_dictionaries(dict.fromkeys(who, codes))
    rated: st.SearchStrategy[Codes] = st.fixed_dictionaries(
        {"source": codes, "common": codes, "president": by_side, "team": by_side}
    )
    shift = st.fixed_dictionaries({}, optional=dict.fromkeys(who, st.integers(-4, 4)))
    on_point = st.fixed_dictionaries({}, optional={"president": shift, "team": shift})
    shifts = st.fixed_dictionaries({}, optional=dict.fromkeys(names, on_point))
    return brief(
        [point(name, draw(rated), draw(st.sampled_from([None, "emphasize", "minimize"]))) for name in names],
        administrations=who,
        events=[
            event(
                f"e{k}",
                draw(shifts),
                group=draw(st.sampled_from([None, "g"])),
                word=draw(st.sampled_from([None, "unlikely", "probable", "almost certain"])),
            )
            for k in range(draw(st.integers(0, 3)))
        ],
        weights=dict(zip(FOUR, (1, draw(weights), draw(weights), draw(weights)), strict=True)),
        threshold=draw(thresholds),
    )

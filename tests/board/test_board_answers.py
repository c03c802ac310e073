"""The page's own modules place points as the program does, whatever audience, events, marks and weights are chosen."""

import random
from collections.abc import Mapping
from fractions import Fraction
from itertools import combinations
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest
from board_answers import SIDES, answers, random_brief
from board_briefs import SHIPPED, brief_texts, data_of, made, point, rating, side

from kbrief.board.ratings import event_groups
from kbrief.decide.compare import compare
from kbrief.decide.rank import Placement, Ranking, rank
from kbrief.decide.scenario import EffectiveRating, Scenario, marked_scenario
from kbrief.decide.stability import flip, stability, weight_stability
from kbrief.model import LISTS, Brief
from kbrief.model.marks import Mark, Marks, Status
from kbrief.pages.disputes import sides
from kbrief.pages.lists import scenario_phrase

STEPS = ("0", "0.1", "0.37", "0.5", "1", "2", "2.25", "3", "999999.999999", "1000000")


class State(NamedTuple):
    """A state of the page: audience, events given, whether stated evidence alone counts, weights as typed."""

    who: str | None = None
    given: tuple[str, ...] = ()
    stated: bool = False
    weights: Mapping[str, str] = MappingProxyType({})

    def scenario(self, brief: Brief, marks: Marks) -> Scenario:
        """Return the scenario that the command line would rank."""
        events = self.given if self.who and not self.stated else ()
        return marked_scenario(Scenario(self.who, events, self.stated), brief, marks)

    def fragment(self) -> str:
        """Return the fragment that asks for this state."""
        weighed = ",".join(f"{name}:{value}" for name, value in self.weights.items())
        basis = "&basis=stated" if self.stated else ""
        return f"#who={self.who or 'none'}&given={','.join(self.given)}{basis}&weights={weighed}"


def marked(status: Status) -> Mark:
    """Return a mark of an event."""
    return Mark(who="desk", when="2026-11-01", of="x", status=status)


def letter(one: EffectiveRating) -> str:
    return one.basis[0]


def row(placement: Placement, ranking: Ranking, brief: Brief) -> dict[str, Any]:
    """Return what the program says of a point, as the page's modules answer it."""
    weighting, texts = ranking.weighting, brief_texts(brief)
    share, way, weights = (
        stability(placement, weighting),
        flip(placement, weighting),
        weight_stability(placement, weighting),
    )
    criteria = {criterion.id: n for n, criterion in enumerate(brief.criteria)}
    return {
        "id": placement.point.id,
        "rank": placement.rank,
        "whole": pytest.approx(placement.displayed_score),
        "stated": pytest.approx(placement.stated_measure),
        "isEdge": abs(placement.score) == weighting.threshold,
        "stays": texts.percent(share.share),
        "share": share.share,
        "weights": weights,
        "weightShare": texts.percent(weights),
        "flip": way and {
            "changes": [[criteria[c.criterion], c.old, c.new] for c in way.changes],
            "list": LISTS.index(way.list),
            "distance": way.distance,
        },
        "marks": marks_of(placement, brief),
        "sides": [line.replace("-", "−") for line in sides(placement, texts)],
        "values": [one.value for one in placement.ratings],
        "letters": [letter(one) for one in placement.ratings],
        "outside": [one.is_outside for one in placement.ratings],
    }  # fmt: skip


def marks_of(placement: Placement, brief: Brief) -> list[list[str]]:
    """Return the marks of what a placement rests on: stated paragraphs, then the kinds of judgment."""
    texts = brief_texts(brief)
    stated = dict.fromkeys(cite for _, _, cites in placement.stated_parts for cite in cites)
    letters = {"o" if one.is_outside else letter(one) for one in placement.ratings}
    words = {"i": "inferred", "o": "inferred, outside", "u": "unknown"}
    return [*([["s", texts.citations(stated)]] if stated else []), *([k, w] for k, w in words.items() if k in letters)]


def exact(found: dict[str, Any]) -> dict[str, Any]:
    """Return a row with its shares as fractions: the page counts cases in another unit."""
    return found | {name: Fraction(*map(int, found[name])) for name in ("share", "weights")}


def check(brief: Brief, marks: Marks, states: list[State]) -> None:
    """Hold what the page answers to each state against the program."""
    found = answers(data_of(brief, marks=marks), [state.fragment() for state in states])
    for state, answer in zip(states, found, strict=True):
        scenario = state.scenario(brief, marks)
        weights = {name: float(value) for name, value in state.weights.items()} or None
        ranking = rank(brief, scenario, weights)
        for n, name in enumerate(LISTS):
            here = [exact(one) for one in answer["lists"][n]["here"]]
            wanted = [row(placement, ranking, brief) for placement in ranking.points_on(name)]
            for one, other in zip(here, wanted, strict=True):
                assert {key: one[key] for key in one if one[key] != other[key]} == {}, (state, other)
            assert answer["lists"][n]["elsewhere"] == [p.point.id for p in ranking.displaced(name)], state
        assert answer["head"] == list(brief_texts(brief).scenario_caveats(ranking.scenario))
        if brief.administrations:
            items = compare(brief, (), scenario, weights).items
            assert answer["treat"] == [[LISTS.index(item.recommended), item.no_regret] for item in items], state
            names = [audience.id for audience in brief.administrations]
            blockers = [[names.index(name) for name in item.blocked_by] for item in items]
            assert answer["joint"] == [[LISTS.index(i.joint_list), b] for i, b in zip(items, blockers, strict=True)]


def test_the_shipped_brief_in_every_combination_of_events() -> None:
    """All sets of events under each audience, with inference and without: rows, marks, sides, head, treatment, flip."""
    events = [event.id for event in SHIPPED.events if event.shifts]
    sets = [given for size in range(len(events) + 1) for given in combinations(events, size)]
    chosen = [*sets[:8], *random.Random(3).sample(sets, 12)]  # noqa: S311 - the same sets on every run
    states = [State(who, given) for who in (None, "trump", "harris") for given in chosen]
    check(SHIPPED, Marks(), [*states, State("trump", stated=True), State(stated=True)])


@pytest.mark.parametrize("seed", range(6))
def test_random_briefs_in_random_states(seed: int) -> None:
    """Readings, groups of which one event counts, marks, clipped shifts, weights: what the program says, exactly."""
    draw = random.Random(seed)  # noqa: S311 - the same briefs on every run
    brief = random_brief(draw)
    events = [event.id for event in brief.events]
    words: tuple[Status, ...] = ("observed", "ruled-out")
    status = {name: draw.choice(words) for name in draw.sample(events, 2)} if seed % 2 else {}
    marks = Marks(events={name: marked(word) for name, word in status.items()})
    open_ = [name for name in events if name not in status]
    states = []
    for _ in range(12):
        weights = {name: draw.choice(STEPS) for name in ("source", "view")} if draw.random() < 0.5 else {}
        if weights and not any(float(value) for value in weights.values()):
            weights = {}
        given = tuple(name for name in open_ if draw.random() < 0.4)
        states.append(State(draw.choice((None, *SIDES)), given, draw.random() < 0.2, weights))
    check(brief, marks, states)


def test_marked_events_cannot_be_given() -> None:
    """What was observed counts in every state, what was ruled out in none; the command for a state leaves both out."""
    brief = random_brief(random.Random(1))  # noqa: S311 - the same brief on every run
    grouped = {n for group in event_groups(brief) for n in group}
    names = [event.id for n, event in enumerate(brief.events) if n in grouped]
    marks = Marks(events={names[0]: marked("observed"), names[1]: marked("ruled-out")})
    (found,) = answers(data_of(brief, marks=marks), [f"#who=one&given={','.join(names[:3])}"])
    assert found["events"] == [names[0], names[2]]
    assert found["options"] == f" -a one --given {names[2]}"


def test_a_state_is_said_as_the_screens_say_it() -> None:
    """For whom, given what: the words of the screens' titles; a fragment asks for the state that it was made from."""
    states = [
        "#who=none",
        "#who=harris&given=posture-review",
        "#basis=stated",
        "#who=none&basis=stated",
        "#weights=team:2",
    ]
    found = answers(data_of(), states)
    settings = [
        Scenario(),
        Scenario("harris"),
        Scenario("trump", stated_only=True),
        Scenario(stated_only=True),
        Scenario("trump"),
    ]
    for answer, scenario in zip(found, settings, strict=True):
        assert answer["whom"].startswith(scenario_phrase(rank(SHIPPED, scenario), brief_texts()))
    assert [answer["fragment"] for answer in found] == [state.removeprefix("#") for state in states]
    assert found[2]["options"] == " -a trump --stated-only"


def test_briefs_at_the_edge_of_what_is_allowed() -> None:
    """No audience, no event, no point; eight criteria whose weights differ by a factor of a million."""
    check(made(points=[point("only")]), Marks(), [State()])
    check(made(), Marks(), [State()])
    criteria = [{"id": f"c{n}", "name": f"C{n}", "perception": n > 5} for n in range(8)]
    draw = random.Random(5)  # noqa: S311 - the same brief on every run
    ratings = [
        {**{f"c{n}": rating(draw.randint(-2, 2), "inferred") for n in range(6)},
         **{f"c{n}": {"solo": [rating(2), rating(-1, "inferred")]} for n in (6, 7)}}
        for _ in range(5)
    ]  # fmt: skip
    brief = made(
        criteria=criteria,
        points=[point(f"p{n}", ratings=one) for n, one in enumerate(ratings)],
        administrations=[side("solo")],
        weights={"c0": 1000000, "c1": 0.000001, "c2": 33.3333},
    )
    check(brief, Marks(), [State("solo"), State(weights={"c0": "1", "c1": "1", "c2": "1"})])

"""The board's tables: what the page looks up is what the program ranks."""

from fractions import Fraction
from typing import Any

import pytest
from board_briefs import SHIPPED, event, made, point, rating, side, voice

from kbrief.board.rankings import ALL_SETS, PAIR_SETS, event_sets, shifting, tables
from kbrief.decide.compare import compare
from kbrief.decide.rank import rank
from kbrief.decide.scenario import Scenario
from kbrief.decide.stability import flip, stability
from kbrief.model import LISTS, Brief


def standing(found: dict[str, Any], ranking: int, n: int) -> dict[str, Any]:
    """Return the standing of a point in a ranking, by the names of its columns."""
    return dict(zip(found["columns"], found["standings"][found["rankings"][ranking][0][n]], strict=True))


def looked_up(brief: Brief) -> list[tuple[Scenario, int]]:
    """Return every setting that the tables of a brief hold, with the number of its ranking."""
    found = tables(voice(brief))
    names = shifting(brief)
    settings = [(Scenario(), found["lookup"][0])]
    for n, administration in enumerate(brief.administrations):
        for chosen, number in zip(found["sets"], found["lookup"][1 + n], strict=True):
            settings.append((Scenario(administration.id, tuple(names[k] for k in chosen)), number))
    return settings


@pytest.mark.parametrize("weights", [None, {"source": 3.0, "common": 0.5}])
def test_every_setting_is_placed_as_the_program_places_it(weights: dict[str, float] | None) -> None:
    """For the shipped brief all 64 sets of events under each side: list, rank, tally or score, stability and flip."""
    brief = SHIPPED.model_copy(update={"weights": weights}) if weights else SHIPPED
    found, settings = tables(voice(brief)), looked_up(brief)
    assert len(settings) == 1 + 2 * 64
    for setting, number in settings:
        ranking = rank(brief, setting)
        for n, placement in enumerate(ranking.placements):
            row, way = standing(found, number, n), flip(placement, ranking.weighting)
            share = stability(placement, ranking.weighting)
            assert LISTS[row["list"]] == placement.list
            assert LISTS[row["statedList"]] == placement.stated_list
            assert found["rankings"][number][1][n] == placement.rank
            assert (row["tally"], row["statedTally"]) == (placement.tally, placement.stated_tally)
            assert row["score"] == pytest.approx(float(placement.score), abs=1e-6)
            assert Fraction(row["kept"], row["cases"]) == share.share
            assert row["flip"] == (way.distance if way else None)
            assert row["values"] == tuple(rating.value for rating in placement.ratings)


def test_settings_that_place_alike_share_a_ranking() -> None:
    """Of a group one event counts: 129 settings of the shipped brief need 65 rankings."""
    settings = looked_up(SHIPPED)
    assert len({number for _, number in settings}) == 65
    by_setting = dict(settings)
    one, other = Scenario("trump", ("nk-nuclear-test",)), Scenario("trump", ("nk-icbm-test", "nk-slbm-test"))
    assert by_setting[other] == by_setting[Scenario("trump", ("nk-icbm-test",))]
    assert by_setting[one] != by_setting[Scenario("trump")]
    assert {standing(tables(voice()), by_setting[s], 14)["values"] for s in (one, other)} == {(1, 1, 1, 0)}


def test_treatment_is_as_the_program_compares() -> None:
    """A letter for each point and set of events: how to treat it, a capital where no regret can follow."""
    found, names = tables(voice()), shifting(SHIPPED)
    for chosen, letters in zip(found["sets"], found["treat"], strict=True):
        items = compare(SHIPPED, (), Scenario(None, tuple(names[n] for n in chosen))).items
        assert [letter.lower() for letter in letters] == [item.recommended[0] for item in items]
        assert [letter.isupper() for letter in letters] == [item.no_regret for item in items]


@pytest.mark.parametrize(
    ("events", "places", "most", "count"),
    [
        (0, 38, 0, 1), (1, 38, 1, 2), (8, 2400, 8, ALL_SETS), (9, 38, 2, 46), (90, 38, 2, 4096), (91, 38, 1, 92),
        (21, 2400, 2, 232), (22, 2400, 1, 23),
    ],
)  # fmt: skip
def test_sets_are_all_then_pairs_then_single_events(events: int, places: int, most: int, count: int) -> None:
    """All sets up to 256, then of two events at most as far as page and time bear it, then single events."""
    sets = event_sets(events, places)
    assert sets[0] == ()
    assert (max(len(chosen) for chosen in sets), len(sets), len(set(sets))) == (most, count, count)
    assert len(sets) <= PAIR_SETS


def test_a_brief_without_administrations_has_the_stated_lists_alone() -> None:
    """Nobody to move: one ranking, no sets of events, no treatment."""
    found = tables(voice(made(points=[point("only")], events=[event("gale")])))
    assert (found["lookup"], found["sets"], found["most"], found["treat"]) == ([0], ((),), 0, [])


def test_one_administration_alone_is_not_compared() -> None:
    """With one administration there is nothing to choose between."""
    assert tables(voice(made(points=[point("only")], administrations=[side("solo")])))["treat"] == []


def test_a_standing_tells_its_marks_shifts_and_edges() -> None:
    """Marks name stated paragraphs, inference from inside and outside, and what is unknown; shifts name their event."""
    views = {"solo": rating(1, "inferred", why="From outside the source: hearsay")}
    brief = made(
        threshold=50,
        points=[
            point("a", ratings={"source": rating(2)}),
            point("b", ratings={"source": rating(1), "view": views}),
            point("c", ratings={"source": rating(1, "inferred")}),
        ],
        administrations=[side("solo")],
        events=[event("gale", {"b": {"solo": 1}, "c": {"solo": 1}}), event("calm")],
    )
    found = tables(voice(brief))
    plain, given = found["lookup"][1]
    rows = [standing(found, number, n) for number in (plain, given) for n in range(3)]
    assert [row["bases"] for row in rows] == ["su", "so", "iu", "su", "so", "ii"]
    assert [row["edge"] for row in rows] == [1, 1, 0, 1, 0, 1]
    assert [row["shifts"] for row in rows] == [(), (), (), (), ((1, 0, 1),), ((1, 0, 1),)]
    assert [row["flip"] for row in rows[:2]] == [1, 1]
    assert found["marks"][rows[1]["marks"]] == (("s", "s P1"), ("o", "inferred, outside"))
    assert found["marks"][rows[2]["marks"]] == (("i", "inferred"), ("u", "unknown"))


def test_a_point_that_nothing_can_move_has_no_flip() -> None:
    """Where every rating is stated, no change of judgment moves the point."""
    brief = made(
        points=[point("sure", ratings={"source": rating(2), "view": {"solo": rating(2)}})],
        administrations=[side("solo")],
    )
    found = tables(voice(brief))
    row = standing(found, found["lookup"][1][0], 0)
    assert (row["flip"], row["changes"], row["flipList"], row["share"]) == (None, (), None, "> 99 %")

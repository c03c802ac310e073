"""What the board knows beside tables and cards: head lines, weights, groups, the watch list, how to read it."""

import re

from board_briefs import SHIPPED, data_of, event, made, point, rating, shipped, side, voice

from kbrief.board.data import escape_bidi
from kbrief.model.marks import Mark, Marks


def test_what_steers_or_turns_text_around_is_made_visible() -> None:
    """Direction overrides, controls and lone surrogates become U+FFFD wherever they stand; line ends stay."""
    steering = "a\u202eb\u2066c\x00d\x1be\ud800f\u200fg\x85"
    assert escape_bidi({"k\u202d": [steering, ("x\ny\t", 1, None)]}) == {
        "k\ufffd": ["a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf\ufffdg\ufffd", ["x\ny\t", 1, None]]
    }


def test_head_lines_are_those_of_the_screens() -> None:
    """The source's line, and the line on trust of each state; that of given events keeps its place to be filled in."""
    head = shipped()["head"]
    assert (head["source"], head["alone"]) == voice().head("lists")
    assert head["with"] == voice().head("lists-administration")[1]
    names = voice().events(["posture-review"])
    assert head["given"].replace("{events}", names) == voice().head("lists", ["posture-review"])[2]


def test_the_marking_is_the_memos_unless_one_is_given() -> None:
    """Without --marking the page carries the memo's own, in its language."""
    assert shipped()["marking"] == "INTERNAL DRAFT, not for counterparts"
    assert shipped("ko")["marking"] == "내부 검토용(대외 공개·상대측 제시 금지)"
    assert data_of(marking="SECRET // TEST")["marking"] == "SECRET // TEST"


def test_weights_and_threshold_are_the_decimals_that_people_wrote() -> None:
    """A weight of 0.1 or 1e-07 stays exact: the page gets its digits."""
    brief = made(weights={"source": 0.1, "view": 0.0000001}, threshold=33.3)
    found = data_of(brief)
    assert (found["weights"], found["threshold"]) == (["0.1", "0.0000001"], "33.3")
    assert data_of(made(weights={"source": 1000000}))["weights"] == ["1000000", "1"]


def test_events_stand_by_group_in_the_order_of_the_file() -> None:
    """Events that shift something stand together with those of their group; others are no toggles."""
    found = shipped()
    assert found["groups"] == [[0, 1, 2], [3], [4], [5]]
    assert [name for name, _ in found["events"]][:3] == ["nk-nuclear-test", "nk-icbm-test", "nk-slbm-test"]
    assert "us-election" not in dict(found["events"])


def test_a_point_that_the_source_asks_for_says_so_where_it_is_kept_low() -> None:
    """Only a stated rating of `source` above 0 is a wish of the source."""
    brief = made(
        points=[
            point("asked", ratings={"source": rating(1)}),
            point("guessed", ratings={"source": rating(1, "inferred")}),
            point("warned", ratings={"source": rating(-1)}),
            point("silent"),
            point("split", ratings={"source": {"solo": rating(1)}}),
        ],
        administrations=[side("solo")],
    )
    assert [bool(asked) for _, _, _, asked in data_of(brief)["points"]] == [True, False, False, False, False]


def test_the_watch_list_tells_kind_status_moves_break_even_and_signs() -> None:
    """Most urgent first; a status that people set is told, and what an event would move under whom."""
    mark = Mark(who="desk", when="2026-11-01", of="x", status="observed")
    watch = data_of(marks=Marks(events={"nk-icbm-test": mark}))["watch"]
    by_id = {item["id"]: item for item in watch}
    assert len(watch) == len(SHIPPED.events)
    assert (by_id["nk-icbm-test"]["status"], by_id["nk-slbm-test"]["status"]) == ("observed", "")
    assert by_id["nk-nuclear-test"]["moves"][0] == ["point:ncg", "Trump +2, Harris +1"]
    assert by_id["nk-nuclear-test"]["breakEven"] == "25 % (unlikely)"
    assert by_id["us-election"]["breakEven"] == ""
    assert by_id["us-election"]["signs"][0][1:] == ["o", "inferred, outside"]


def test_an_event_may_shift_nobody() -> None:
    """An event whose shifts name no administration moves nothing and is no toggle."""
    brief = made(points=[point("a")], administrations=[side("solo")], events=[event("gale", {"a": {}})])
    found = data_of(brief)
    assert (found["watch"][0]["moves"], found["events"]) == ([], [])


def test_the_line_that_all_differences_are_inference_stands_only_where_it_is_true() -> None:
    """It is computed from the bases, not assumed."""
    assert shipped()["remarks"]["compare"] == voice().head("compare")[1]
    sides = [side("one"), side("two")]
    told = point("told", ratings={"view": {"one": rating(2), "two": rating(-2)}})
    assert "compare" not in data_of(made(points=[told], administrations=sides))["remarks"]
    assert "compare" not in data_of(made(points=[told]))["remarks"]


def test_how_to_read_it_fits_the_brief() -> None:
    """Tally or score; treatment only where sides are compared, break-even only with events, gaps where there are."""
    full, bare = shipped()["legend"], data_of(made())["legend"]
    scored = data_of(made(weights={"source": 2}))["legend"]
    assert full[1].startswith("tally -8..+8")
    assert "EMPHASIZE from +2" in full[1]
    assert scored[1].startswith("score -100..+100")
    assert len(full) == len(bare) + 4
    assert full[-1].startswith("Not in the source: ")


def test_both_languages_say_every_word_with_the_same_places_to_fill() -> None:
    """Korean fills in what English does."""
    english, korean = shipped()["say"], shipped("ko")["say"]
    for name in english:
        said = [english[name], korean[name]]
        assert len({frozenset(re.findall(r"{(\w+)}", text)) for text in said}) == 1, name

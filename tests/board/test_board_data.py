"""What the board knows beside tables and cards: head lines, weights, groups, the watch list, how to read it."""

import re

import pytest
from board_briefs import SHIPPED, brief_texts, data_of, event, made, point, rating, shipped, side

from kbrief.board.data import replace_unprintable
from kbrief.model import Lang
from kbrief.model.marks import Mark, Marks


def test_what_steers_or_turns_text_around_is_made_visible() -> None:
    """Direction overrides, controls and lone surrogates become U+FFFD wherever they stand; line ends stay."""
    steering = "a\u202eb\u2066c\x00d\x1be\ud800f\u200fg\x85"
    assert replace_unprintable({"k\u202d": [steering, ("x\ny\t", 1, None)]}) == {
        "k\ufffd": ["a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf\ufffdg\ufffd", ["x\ny\t", 1, None]]
    }


def test_head_lines_are_those_of_the_screens() -> None:
    """The source's line, and the line on trust of each state; that of given events keeps its place to be filled in."""
    head = shipped()["head"]
    assert (head["source"], head["alone"]) == brief_texts().caveats("lists")
    assert head["with"] == brief_texts().caveats("lists-administration")[1]
    names = brief_texts().events(["posture-review"])
    assert head["given"].replace("{events}", names) == brief_texts().caveats("lists", ["posture-review"])[2]


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
    groups = [[found["events"][n]["id"] for n in group] for group in found["groups"]]
    assert groups[0] == ["nk-nuclear-test", "nk-icbm-test", "nk-slbm-test"]
    assert [len(group) for group in groups] == [3, 1, 1, 1]
    assert "us-election" not in [name for group in groups for name in group]


def test_the_watch_list_tells_kind_status_moves_break_even_and_signs() -> None:
    """Most urgent first; a status that people set is told, and what an event would move under whom."""
    mark = Mark(who="desk", when="2026-11-01", of="x", status="observed")
    watch = data_of(marks=Marks(events={"nk-icbm-test": mark}))["watch"]
    by_id = {item["id"]: item for item in watch}
    assert len(watch) == len(SHIPPED.events)
    assert (by_id["nk-icbm-test"]["status"], by_id["nk-slbm-test"]["status"]) == ("observed", "")
    assert by_id["nk-nuclear-test"]["moves"][0] == ["Making the NCG's results lasting", "Trump +2, Harris +1"]
    assert by_id["nk-nuclear-test"]["breakEven"] == ""  # nothing is left of its group once one of it has happened
    assert next(item for item in shipped()["watch"] if item["id"] == "nk-nuclear-test")["breakEven"] == "25 %"
    assert by_id["us-election"]["breakEven"] == ""
    assert by_id["us-election"]["signs"][0][1:] == ["o", "inferred, outside"]


def test_an_event_may_shift_nobody() -> None:
    """An event whose shifts name no administration moves nothing and is no toggle."""
    brief = made(points=[point("a")], administrations=[side("solo")], events=[event("gale", {"a": {}})])
    found = data_of(brief)
    assert (found["watch"][0]["moves"], found["groups"]) == ([], [])


def test_the_line_that_all_differences_are_inference_stands_only_where_it_is_true() -> None:
    """It is computed from the bases, not assumed."""
    assert shipped()["remarks"]["compare"] == brief_texts().caveats("compare")[1]
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
    assert len(full) == len(bare) + 4  # two on comparing, one on events, one on gaps
    assert full[-1].startswith("Not in the source: ")


def test_both_languages_say_every_word_with_the_same_places_to_fill() -> None:
    """Korean fills in what English does."""
    english, korean = shipped()["say"], shipped("ko")["say"]
    for name in english:
        said = [english[name], korean[name]]
        assert len({frozenset(re.findall(r"{(\w+)}", text)) for text in said}) == 1, name


SHIPPED_WORDS = re.compile(
    r"govern|administration|president|\bUS\b|United States|Washington|Seoul|행정부|대통령", re.IGNORECASE
)


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize("mode", ["alternatives", "together"])
def test_a_neutral_brief_has_no_word_of_the_shipped_one(lang: Lang, mode: str) -> None:
    """Whatever the page says is its own brief's wording or neutral, in words, head lines and legend."""
    sides, events = [side("one"), side("two")], [event("gale", {"a": {"one": 1}})]
    found = data_of(made(mode=mode, points=[point("a")], administrations=sides, events=events), lang)
    said = [*found["say"].values(), *found["head"].values(), *found["whom"].values(), *found["legend"]]
    assert [text for text in said if SHIPPED_WORDS.search(text)] == []
    expected = ("Audience", "Points by audience") if lang == "en" else ("대상", "대상별 의제")
    assert (found["say"]["who"], found["say"]["matrix"]) == expected


def test_the_wording_of_the_brief_is_used() -> None:
    """What the brief calls an audience heads the choice and the table."""
    english, korean = shipped()["say"], shipped("ko")["say"]
    assert (english["who"], english["matrix"]) == ("Administration", "Points by administration")
    assert (korean["who"], korean["matrix"]) == ("행정부", "행정부별 의제")


def test_what_people_marked_is_said_and_a_passed_event_is_told() -> None:
    """An event has its status; the head says that what the brief waited for has passed."""
    mark = Mark(who="desk", when="2026-11-01", of="x", status="observed")
    awaited = event("vote", {"a": {"solo": 1}}, kind="pending")
    brief = made(points=[point("a")], administrations=[side("solo")], events=[awaited])
    found = data_of(brief, marks=Marks(events={"vote": mark}))
    assert found["events"][0]["status"] == "observed"
    assert found["head"]["passed"] == "Written before this, which has passed: Vote."

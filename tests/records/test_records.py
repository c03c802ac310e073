"""Results as plain items: the keys that other programs build on."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from kbrief import load_brief
from kbrief.decide.compare import compare
from kbrief.decide.disputes import disputes
from kbrief.decide.events import watch_list, what_if
from kbrief.decide.rank import rank
from kbrief.decide.scenario import Scenario
from kbrief.decide.select import IssueFilter, link_issue, select_actions, select_issues, shifted_points
from kbrief.decide.trace import trace
from kbrief.errors import UnknownName
from kbrief.model import Brief
from kbrief.model.marks import Mark, Marks, text_hash
from kbrief.records.brief import (
    background_items,
    checklist_items,
    event_items,
    issue_item,
    issue_items,
    round_number,
    source_items,
    start_item,
    strategy_items,
    to_plain,
    trace_items,
)
from kbrief.records.ranking import compare_items, dispute_records, explain_item, ranked_records, what_if_items

SHIPPED = load_brief("rok-us-2024")
RANKING = rank(SHIPPED, Scenario("trump", ("nk-nuclear-test",)))
NO_MARKS = Marks()


def every(brief: Brief) -> dict[str, list[dict[str, Any]]]:
    """Return the items of every command, by its name."""
    ages = {source.id: 1 for source in brief.sources}
    found = trace(brief, "ncg")
    return {
        "list": ranked_records(RANKING, "minimize", "en"),
        "issues": issue_items(select_issues(brief, IssueFilter()), "harris", brief, "ko"),
        "issue": [issue_item(link_issue(brief, brief.issues[0], RANKING), "en")],
        "strategy": strategy_items(brief, "en"),
        "checklist": checklist_items(select_actions(brief, None), NO_MARKS, "en"),
        "events": event_items(watch_list(brief), None, NO_MARKS, "en"),
        "background": background_items(brief, "en"),
        "sources": source_items(brief, ages, "en"),
        "trace": trace_items(found.claims, [("f", n) for n in range(len(found.claims))], brief, "en"),
        "start": [start_item(brief, RANKING, "en")],
        "explain": [explain_item(RANKING, placement, "en") for placement in RANKING.placements],
        "what-if": what_if_items(what_if(brief, Scenario("trump"), ["nk-nuclear-test", "posture-review"])),
        "compare": compare_items(compare(brief)),
    }


def test_every_item_is_json_and_begins_with_its_id() -> None:
    """Items are plain data, each with an id first, and with no text in two languages left in it."""
    for command, items in every(SHIPPED).items():
        assert json.loads(json.dumps(items)) == items, command
        assert items, command
        assert all(next(iter(item)) == "id" for item in items), command


def test_items_of_one_command_have_the_same_keys() -> None:
    """Each entry of a list of items has the keys of the others, so that tables can be made of them."""
    for command, items in every(SHIPPED).items():
        assert command in {"strategy", "background", "trace"} or len({tuple(item) for item in items}) == 1, command


@pytest.mark.parametrize(
    ("value", "shown"), [(None, None), (Fraction(14, 15), 0.933333), (Fraction(-25), -25.0), (0.1 + 0.2, 0.3)]
)
def test_numbers_have_six_decimals(value: Fraction | float | None, shown: float | None) -> None:
    """Exact numbers become floats at the very end, rounded to six digits; none stays none."""
    assert round_number(value) == shown


def test_a_noun_is_plain_data_in_one_language() -> None:
    """Texts are strings of the language, tuples lists, mappings and nouns objects."""
    point = to_plain(SHIPPED.points[0], "ko")
    assert point["label"] == SHIPPED.points[0].label.ko
    assert point["ratings"]["president"]["trump"]["value"] == 1
    assert point["ratings"]["source"]["cites"] == ["pacnet-77#P8"]
    assert to_plain(SHIPPED.points[0], "en")["label"].startswith("Defense budget as a share")


def test_a_list_ends_with_what_the_source_puts_there_and_stands_elsewhere() -> None:
    """Ranked points come first; those that have moved keep their list and have no rank."""
    items = ranked_records(rank(SHIPPED, Scenario("harris")), "minimize", "en")
    assert [(item["id"], item["rank"], item["list"]) for item in items] == [
        ("multilateral-systems", 1, "minimize"), ("consultation-bodies", 2, "minimize"),
        ("prior-commitments", None, "hold"), ("prior-directions", None, "hold"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("point", "basis"),
    [("defense-budget", "inferred"), ("shipbuilding", "stated"), ("values-alliance", "stated"), ("ncg", "inferred")],
)
def test_the_basis_of_a_placement(point: str, basis: str) -> None:
    """Inferred if any contribution that is not zero is, else stated."""
    (item,) = [
        item for name in ("emphasize", "hold") for item in ranked_records(RANKING, name, "en") if item["id"] == point
    ]
    assert item["basis"] == basis


def test_a_point_of_which_nothing_is_known_is_unknown() -> None:
    """Where every rating is unknown, so is the basis; nothing is cited, and nothing keeps it but the middle."""
    blank = SHIPPED.points[0].model_copy(update={"ratings": {}, "listed": None})
    (item,) = ranked_records(rank(SHIPPED.model_copy(update={"points": (blank,)}), Scenario("trump")), "hold", "en")
    assert (item["basis"], item["cites"], item["tally"], item["source_list"]) == ("unknown", [], 0, None)


def test_a_mark_is_told_with_its_action_and_its_event() -> None:
    """Who, when, note, owner and due date come with the action; a mark of other words is stale."""
    step = SHIPPED.steps[0]
    good = Mark(
        who="desk", when="2026-11-22", of=text_hash(step.actions[0].text), note="n", owner="o", due="2026-12-01"
    )
    stale = Mark(who="desk", when="2026-11-22", of="0")
    marks = Marks(actions={"interests-1": good, "interests-2": stale}, events={
        "us-election": Mark(who="desk", when="2026-11-22", of="0", status="observed"),
    })  # fmt: skip
    first, second, third = checklist_items(select_actions(SHIPPED, "1"), marks, "en")[:3]
    assert [(item["done"], item["stale"]) for item in (first, second, third)] == [
        (True, False), (True, True), (False, False),
    ]  # fmt: skip
    assert (first["who"], first["note"], first["owner"], first["due"]) == ("desk", "n", "o", "2026-12-01")
    assert (third["who"], third["basis"], third["step"]) == (None, "inferred", "interests")
    events = {item["id"]: item["status"] for item in event_items(watch_list(SHIPPED), None, marks, "en")}
    assert [name for name, status in events.items() if status != "open"] == ["us-election"]


def test_under_one_administration_only_its_shifts_are_told() -> None:
    """Shifts and the points that they move are those of the administration asked for."""
    events = watch_list(SHIPPED, Scenario("harris"))
    (item,) = [item for item in event_items(events, "harris", NO_MARKS, "en") if item["id"] == "nk-nuclear-test"]
    assert {shift["administration"] for shift in item["shifts"]} == {"harris"}
    assert item["shifts"][0] | {"why": ""} == {
        "point": "ncg", "criterion": "president", "administration": "harris", "basis": "inferred",
        "cites": ["pacnet-77#P16", "pacnet-77#P17"], "why": "", "cleared": None, "by": 1,
    }  # fmt: skip
    assert shifted_points(SHIPPED.event_by_id["nk-nuclear-test"], "nobody") == ()
    assert len(shifted_points(SHIPPED.event_by_id["nk-nuclear-test"], None)) == 3


def test_an_issue_has_lists_only_where_an_administration_is_asked_for() -> None:
    """Without a ranking an issue says nothing of lists."""
    assert "points_by_list" not in issue_item(link_issue(SHIPPED, SHIPPED.issues[0]), "en")
    assert set(link_issue(SHIPPED, SHIPPED.issues[0]).points_by_list().values()) == {()}
    assert "points_by_list" not in issue_items(select_issues(SHIPPED, IssueFilter()), None, SHIPPED, "en")[0]


def test_sources_count_the_claims_that_cite_each_paragraph() -> None:
    """A paragraph that many claims lean on has a high count, a heading none."""
    (source,) = source_items(SHIPPED, {"pacnet-77": 25}, "en")
    cited = {paragraph["n"]: paragraph["cited"] for paragraph in source["paragraphs"]}
    assert (source["grade"], source["age_months"], len(cited)) == ("F6", 25, 26)
    assert cited[8] == max(cited.values()) > 50
    assert cited[5] == cited[9] == cited[20] == 0


def test_a_filter_keeps_what_has_all_that_is_asked() -> None:
    """A search goes through names, texts, points and events in both languages, in any case."""
    found = select_issues(SHIPPED, IssueFilter(search="확장억제"))
    assert [linked.issue.id for linked in found] == ["extended-deterrence"]
    assert select_issues(SHIPPED, IssueFilter(tag="nuclear", event="posture-review")) == ()
    assert len(select_issues(SHIPPED, IssueFilter(search=""))) == 6


def test_a_step_is_its_number_or_its_id() -> None:
    """Both lead to the same actions; none asked for leads to all."""
    assert select_actions(SHIPPED, "3") == select_actions(SHIPPED, "perception-events")
    assert len(select_actions(SHIPPED, None)) == 24
    with pytest.raises(UnknownName, match="unknown step 'five'"):
        select_actions(SHIPPED, "five")


def test_a_name_leads_to_claims_in_any_way_that_it_is_written() -> None:
    """An id, a claim's path in any case, its beginning at a dot, or a paragraph; anything else is an error."""
    assert len(trace(SHIPPED, "NCG.PRESIDENT").claims) == 2
    assert trace(SHIPPED, "ncg.president.trump").id == "ncg.president.trump"
    assert trace(SHIPPED, "NCG.president").id == "NCG.president"
    assert trace(SHIPPED, "p8").cites == ("pacnet-77#P8",)
    assert trace(SHIPPED, "g16").claims == ()
    assert trace(SHIPPED, "fighter-jets").source_word == "low-grade"
    for name in ("P99", "pacnet-77#P99", "ncg.nothing", "nobody", "president.trump"):
        with pytest.raises(UnknownName):
            trace(SHIPPED, name)


def test_what_if_tells_where_the_scale_cuts_a_shift() -> None:
    """A shift beyond the end of the scale is named as clipped, also where nothing moves."""
    shift = next(iter(SHIPPED.events[0].shifts["ncg"]["president"].values())).model_copy(update={"by": 4})
    event = SHIPPED.events[0].model_copy(update={"shifts": {"ncg": {"president": {"trump": shift}}}})
    brief = SHIPPED.model_copy(update={"events": (event,)})
    brief.__dict__.pop("event_by_id", None)
    (item,) = what_if_items(what_if(brief, Scenario("trump"), [event.id]))
    assert (item["clipped"], item["moved"]) == (["president"], [{"criterion": "president", "old": -1, "new": 2}])


def test_a_dispute_says_how_much_a_list_depends_on_whom_one_believes() -> None:
    """With the share of each list, and what to settle first."""
    brief = load_brief(Path(__file__).parent.parent / "briefs" / "good" / "contested.yaml")
    east, west = dispute_records(disputes(brief))
    assert (east["id"], east["administration"], east["list"]) == ("toll", "east", "emphasize")
    assert east["contested"] == ["source", "view"]
    assert sum(east["shares"].values()) == 1
    assert east["depends"] == 1 - east["shares"]["emphasize"]
    assert (west["contested"], west["settled_by"], west["settle_first"]) == (["source"], ["source"], "source")
    json.dumps([east, west])

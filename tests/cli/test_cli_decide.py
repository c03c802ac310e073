"""`explain`, `compare`, `what-if`, `events` and `trace`: the keys and numbers that other programs build on."""

import re
from pathlib import Path

import pytest
from cli_runs import answer, ids, items, office, point, run, said, small, write_brief


def test_explain_gives_each_criterion_its_part_and_stability_in_cases() -> None:
    """defense-budget under trump stays in 250 of 300 cases, and its parts add up to its score."""
    item = items("explain", "defense-budget", "-a", "trump")[0]
    assert [(c["criterion"], c["rating"], c["basis"], c["contribution"], c["cites"]) for c in item["criteria"]] == [
        ("source", 2, "stated", 25.0, ["pacnet-77#P8"]),
        ("common", 1, "inferred", 12.5, ["pacnet-77#P14"]),
        ("president", 1, "inferred", 12.5, ["pacnet-77#P2"]),
        ("team", None, "unknown", 0.0, []),
    ]
    assert sum(c["contribution"] for c in item["criteria"]) == item["score"] == 50.0
    assert item["cases"] == {"kept": 250, "all": 300}
    assert item["stability"] == round(250 / 300, 6)
    assert sum(abs(change["new"] - change["old"]) for change in item["flip_changes"]) == item["flip"] == 3
    assert item["flip_list"] == "hold"
    assert all(item[key] for key in ("say", "if_raised", "handling", "case_against", "label"))


def test_explain_tells_a_shift_apart_from_a_rating() -> None:
    """Given a test, ncg's rating of the president names the event, its steps and its reason beside its own."""
    item = items("explain", "ncg", "-a", "trump", "--given", "nk-nuclear-test")[0]
    president = item["criteria"][2]
    assert (president["rating"], president["stated"], president["shifts"]) == (
        1, 0.0, [{"event": "nk-nuclear-test", "by": 2}],
    )  # fmt: skip
    screen = run("explain", "ncg", "-a", "trump", "-g", "nk-nuclear-test", "--width", "100").out
    assert "From outside the source: the NCG dates from the Biden years" in screen
    assert "nk-nuclear-test (+2): P10 shows that tests moved this president, not in which direction" in screen
    assert "$ kbrief what-if nk-icbm-test -a trump" in screen
    assert "The shares show how the list reacts to errors. They are not the chance that we are right." in screen


def test_explain_says_what_is_sure_against_its_neighbors() -> None:
    """The order that holds whatever the weights is told apart from the one that these weights give."""
    screen = run("explain", "camp-humphreys", "--width", "120").out
    assert "above it  " in screen
    top = run("explain", "shipbuilding", "--width", "120").out
    assert "above it" not in top
    assert "below it" in top
    low = run("explain", "multilateral-systems", "-a", "trump", "--width", "120").out
    assert "above it  prior-commitments above multilateral-systems whatever the weights" in low
    assert "inferred, outside" in low


def test_what_nothing_unstated_can_move_says_so() -> None:
    """Where every change of what is not stated leaves the list, flip is null and the page says so."""
    item = items("explain", "shipbuilding", "--weights", "president=0,team=0")[0]
    assert (item["flip"], item["flip_changes"], item["flip_list"]) == (None, [], None)
    page = run("explain", "shipbuilding", "--weights", "president=0,team=0").out
    assert "no change of what is not stated puts it on another list" in page


def test_compare_has_the_keys_of_the_contract() -> None:
    """Each point under both administrations, with difference, regret and what is safe."""
    found = answer("compare", "trump", "harris")
    assert len(found["items"]) == 19
    ncg = next(item for item in found["items"] if item["id"] == "ncg")
    assert ncg == {
        "id": "ncg",
        "lists": {"trump": "hold", "harris": "emphasize"},
        "scores": {"trump": 12.5, "harris": 37.5},
        "difference": -25.0,
        "regret": {"hold": 18.75, "emphasize": 6.25, "minimize": 75.0},
        "recommended": "emphasize",
        "no_regret": False,
        "differs": "yes",
        "joint_list": None,
        "joint_score": None,
        "blocked_by": [],
    }
    safe = {item["id"] for item in found["items"] if item["no_regret"]}
    assert set(ids("compare")) - safe == {
        "prior-commitments", "prior-directions", "peninsula-responsibility", "euro-atlantic-link", "ncg",
    }  # fmt: skip
    assert "5 differ, 11 not known to differ" in run("compare").err


def test_compare_takes_names_in_their_order_and_all_where_none_is_named() -> None:
    """The difference is the first minus the second; one or three have none; a name twice counts once."""
    assert items("compare", "harris", "trump")[0]["difference"] == -12.5
    assert items("compare", "tr")[0]["difference"] is None
    assert list(items("compare", "tr", "TRUMP")[0]["lists"]) == ["trump"]
    alone = run("compare", "tr", "--weights", "team=0", "--width", "120").out
    assert alone.startswith("19 points under Trump, weights team=0 ")
    assert "no regret" not in alone
    assert "All differences" not in alone
    assert run("compare", "trump", "nixon").code == 2
    assert items("compare") == items("compare", "trump", "harris")


def test_that_all_differences_are_inference_is_said_only_where_it_is_so(tmp_path: Path) -> None:
    """Where something stated differs between administrations, neither the page nor the notes claim otherwise."""
    rated = {"a": {"value": 1, "basis": "stated", "cites": ["s#P1"]}, "b": {"basis": "unknown"}}
    paragraph = {"n": 1, "kind": "body", "digest": "x", "words": 1, "sha256": "0" * 64}
    source = {"id": "s", "name": "S", "title": "S", "author": "A", "publisher": "P", "published": "2025-01",
              "kind": "note", "grade": {"reliability": "B", "credibility": 2}, "paragraphs": [paragraph]}  # fmt: skip
    data = small(administrations=[office("a"), office("b")], sources=[source],
                 points=[point("p", ratings={"view": rated})], head_lines={"compare": "All is inference."})  # fmt: skip
    brief = write_brief(tmp_path / "b.yaml", data)
    assert len(answer("compare", brief=brief)["notes"]) == 1
    assert "All is inference." not in run("compare", brief=brief).err
    data["points"] = [point("p")]
    brief = write_brief(tmp_path / "c.yaml", data)
    assert answer("compare", brief=brief)["notes"][1] == "All is inference."
    assert "All is inference." in run("compare", brief=brief).err


def test_what_if_has_the_keys_of_the_contract() -> None:
    """Each point that the event shifts, before and after, with what moved and from which probability it pays."""
    found = answer("what-if", "nk-nuclear-test", "-a", "trump")
    assert (found["administration"], found["given"]) == ("trump", ["nk-nuclear-test"])
    assert found["notes"][2].startswith("Assumes it has happened: Seventh North Korean nuclear test.")
    by_id = {item["id"]: item for item in found["items"]}
    assert list(by_id) == ["camp-humphreys", "joint-responses", "ncg"]
    assert by_id["ncg"] == {
        "id": "ncg",
        "before": {"list": "hold", "tally": 1, "score": 12.5},
        "after": {"list": "emphasize", "tally": 3, "score": 37.5},
        "moved": [{"criterion": "president", "old": -1, "new": 1}],
        "clipped": [],
        "break_even": 0.25,
        "value_of_watching": None,
    }
    assert by_id["camp-humphreys"]["break_even"] is None


def test_what_if_shows_old_and_new_and_where_the_scale_ends() -> None:
    """The page names lists before and after, the rating that moves, the word for the break-even, and clipping."""
    screen = run("what-if", "nk-nuclear-test", "-a", "trump", "--width", "100").out
    row = next(line for line in screen.splitlines() if " ncg " in line)
    cells = ["Making the NCG's results", "ncg", "HOLD +1", "EMPHASIZE +3", "President -1 to +1", "25 %"]
    assert [cell for cell in re.split(r"\s{2,}", row.strip()) if cell] == cells
    assert "$ kbrief emphasize -a trump --given nk-nuclear-test" in screen
    assert run("what-if", "us-election", "-a", "trump").code == 0
    nothing = run("what-if", "us-election", "-a", "trump", "--width", "100").out
    assert "None of these events shifts a rating under this administration." in nothing


def test_events_have_the_keys_of_the_contract_and_the_order_of_urgency() -> None:
    """The watch list is ordered by value, points that change lists, break-even, file; no odds are held."""
    found = items("events", "-a", "trump")
    assert [(item["id"], item["lists_changed"], item["break_even"]) for item in found[:6]] == [
        ("nk-nuclear-test", 2, 0.25), ("nk-icbm-test", 2, 0.25), ("nk-slbm-test", 2, 0.25),
        ("posture-review", 1, 0.5), ("russia-nuclear-threats", 1, 0.5), ("us-election", 0, None),
    ]  # fmt: skip
    assert {"kind", "status", "points", "value_of_watching", "break_even"} <= set(found[0])
    assert (found[0]["kind"], found[0]["status"], found[0]["value_of_watching"]) == ("expected", "open", None)
    assert found[0]["points"] == ["ncg", "joint-responses", "camp-humphreys"]
    assert {shift["administration"] for shift in found[0]["shifts"]} == {"trump"}
    assert {shift["administration"] for shift in items("events")[0]["shifts"]} == {"trump", "harris"}
    assert all(shift["why"] for item in found for shift in item["shifts"])


def test_a_likelihood_gives_watching_a_value(tmp_path: Path) -> None:
    """Where an analyst holds a likelihood, events and what-if give the value of watching over its band."""
    likely = {"word": "unlikely", "basis": "inferred", "why": "because"}
    shift = {"p": {"view": {"solo": {"by": 2, "basis": "inferred", "why": "because"}}}}
    event = {"id": "gale", "name": "Gale", "kind": "expected", "what": said(), "likelihood": likely, "shifts": shift}
    data = small(administrations=[office("solo")], points=[point("p")], events=[event])
    brief = write_brief(tmp_path / "b.yaml", data)
    for asked in (("events",), ("what-if", "gale", "-a", "solo")):
        assert items(*asked, brief=brief)[0]["value_of_watching"] == 6.25
    assert " 6.25" in run("events", "--width", "160", brief=brief).out
    screen = run("what-if", "gale", "-a", "solo", "--width", "160", brief=brief).out
    assert "Likelihood held of gale: unlikely (20 % to 45 %). [inferred]" in screen
    assert "worth knowing" in screen
    assert "worth knowing" not in run("what-if", "nk-nuclear-test", "-a", "trump", "--width", "160").out


@pytest.mark.parametrize(
    ("name", "found", "cites"),
    [
        ("ncg.president.trump", ["ncg.president.trump"], ["pacnet-77#P8", "pacnet-77#P17"]),
        ("NCG.President", ["ncg.president.trump", "ncg.president.harris"], None),
        ("interests-1", ["interests.actions.interests-1"], ["pacnet-77#P7"]),
        ("tru", None, None),
    ],
)
def test_trace_leads_from_a_name_to_claims(name: str, found: list[str] | None, cites: list[str] | None) -> None:
    """A path leads to its claim or those below it, an id to all claims of the item, each with file and line."""
    told = items("trace", name)
    assert found is None or [item["id"] for item in told] == found
    assert cites is None or told[0]["cites"] == cites
    assert all(item["file"].startswith("data/") and item["line"] > 0 for item in told)
    assert all(item["basis"] in {"stated", "inferred", "unknown"} for item in told)


def test_trace_of_a_paragraph_gives_every_claim_that_cites_it() -> None:
    """P13, in any case and with or without its source, leads to what cites it and to its digest."""
    told = items("trace", "P13")
    assert told == items("trace", "pacnet-77#p13")
    assert all("pacnet-77#P13" in item["cites"] for item in told)
    digest = "None of the topics is minor, but some rise above the rest. Leads in to the six issues."
    assert {item["digests"]["pacnet-77#P13"] for item in told} == {digest}
    assert digest in run("trace", "p13", "--width", "110").out


def test_trace_tells_the_sources_own_word_and_figures_to_clear() -> None:
    """The adjective that labels avoid is shown here, as the source's word; a figure comes with its caution."""
    assert "The source's own word: low-grade." in run("trace", "fighter-jets").out
    assert "(the article's own figure: clear it before use)" in run("trace", "defense-budget").out
    assert "low-grade" not in run("emphasize", "-a", "trump").out + run("memo", "-a", "trump").out


def test_a_place_in_the_data_is_the_line_that_says_it() -> None:
    """The line that trace names holds the claim."""
    told = items("trace", "ncg.say")[0]
    root = Path(__file__).parent.parent.parent
    lines = (root / told["file"]).read_text().splitlines()
    assert lines[told["line"] - 2].strip() == "say:"
    assert told["text"] in " ".join(" ".join(lines[told["line"] - 1 :][:6]).split())

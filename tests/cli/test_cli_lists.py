"""The three lists of the shipped brief against what follows by hand from the table of ratings."""

import re

import pytest
from cli_runs import answer, ids, items, run

P8 = {
    "emphasize": [
        "defense-budget", "camp-humphreys", "values-alliance", "shipbuilding", "fighter-jets", "artillery-missiles",
    ],
    "minimize": ["consultation-bodies", "multilateral-systems", "prior-commitments", "prior-directions"],
}  # fmt: skip

STATED = {
    "emphasize": {
        "shipbuilding": 3, "fighter-jets": 3, "artillery-missiles": 3, "defense-budget": 2, "camp-humphreys": 2,
        "values-alliance": 2,
    },
    "hold": {
        "peninsula-responsibility": 1, "regional-effort": 1, "euro-atlantic-link": 1, "joint-responses": 1, "ncg": 1,
        "technology-cooperation": 1, "trilateral": 0, "regional-architecture": 0, "opcon": 0,
    },
    "minimize": {
        "multilateral-systems": -4, "consultation-bodies": -2, "prior-commitments": -2, "prior-directions": -2,
    },
}  # fmt: skip
NOBODY = {
    "emphasize": {
        "defense-budget": 3, "shipbuilding": 3, "fighter-jets": 3, "artillery-missiles": 3, "camp-humphreys": 2,
        "values-alliance": 2, "regional-effort": 2, "ncg": 2, "technology-cooperation": 2,
    },
    "hold": {
        "peninsula-responsibility": 1, "euro-atlantic-link": 1, "joint-responses": 1, "trilateral": 0,
        "regional-architecture": 0, "opcon": -1,
    },
    "minimize": STATED["minimize"],
}  # fmt: skip
TRUMP = {
    "emphasize": {
        "defense-budget": 4, "shipbuilding": 3, "fighter-jets": 3, "artillery-missiles": 3, "camp-humphreys": 2,
        "values-alliance": 2, "peninsula-responsibility": 2, "regional-effort": 2, "technology-cooperation": 2,
    },
    "hold": {
        "joint-responses": 1, "ncg": 1, "euro-atlantic-link": 0, "trilateral": -1, "regional-architecture": -1,
        "opcon": -1,
    },
    "minimize": {
        "multilateral-systems": -5, "prior-commitments": -3, "prior-directions": -3, "consultation-bodies": -2,
    },
}  # fmt: skip
HARRIS = {
    "emphasize": {
        "defense-budget": 3, "shipbuilding": 3, "fighter-jets": 3, "artillery-missiles": 3, "ncg": 3,
        "camp-humphreys": 2, "values-alliance": 2, "regional-effort": 2, "euro-atlantic-link": 2,
        "technology-cooperation": 2,
    },
    "hold": {
        "peninsula-responsibility": 1, "joint-responses": 1, "trilateral": 1, "regional-architecture": 1,
        "prior-commitments": -1, "prior-directions": -1, "opcon": -1,
    },
    "minimize": {"multilateral-systems": -3, "consultation-bodies": -2},
}  # fmt: skip


@pytest.mark.parametrize(
    ("whose", "lists"),
    [(("--stated-only",), STATED), ((), NOBODY), (("-a", "trump"), TRUMP), (("-a", "harris"), HARRIS)],
    ids=lambda v: str(v)[:20],
)
@pytest.mark.parametrize("name", ["emphasize", "hold", "minimize"])
def test_lists_and_tallies_follow_from_the_table(
    name: str, whose: tuple[str, ...], lists: dict[str, dict[str, int]]
) -> None:
    """Each list holds the points, in the order and with the tallies, that adding the ratings by hand gives."""
    here = [item for item in items(name, *whose) if item["rank"] is not None]
    assert [(item["id"], item["tally"]) for item in here] == list(lists[name].items())
    assert all(item["tally"] == item["stated_tally"] + item["inferred_tally"] for item in here)
    assert all(item["score"] == 12.5 * item["tally"] for item in here)


def test_ties_share_a_rank_and_stand_in_file_order() -> None:
    """Points of one tally share the rank, the next rank counts them, and file order is kept among them."""
    assert [(item["rank"], item["id"]) for item in items("emphasize")] == [
        (1, "defense-budget"), (1, "shipbuilding"), (1, "fighter-jets"), (1, "artillery-missiles"),
        (5, "camp-humphreys"), (5, "values-alliance"), (5, "regional-effort"), (5, "ncg"),
        (5, "technology-cooperation"),
    ]  # fmt: skip


def test_an_item_has_the_keys_and_the_numbers_of_the_contract() -> None:
    """The first item of `emphasize` under trump is, key by key and in this order, what other programs rely on."""
    found = answer("emphasize", "--administration", "trump")
    assert list(found) == ["kbrief", "command", "brief", "administration", "given", "notes", "items"]
    assert (found["kbrief"], found["command"]) == (1, "emphasize")
    assert found["brief"] == {"id": "rok-us-2024", "as_of": "2024-10"}
    assert (found["administration"], found["given"]) == ("trump", [])
    assert list(found["items"][0].items())[:-2] == [
        ("id", "defense-budget"), ("label", "Defense budget as a share of GDP"), ("list", "emphasize"), ("rank", 1),
        ("tally", 4), ("stated_tally", 2), ("inferred_tally", 2), ("score", 50.0), ("stated", 25.0),
        ("inferred", 25.0), ("stated_list", "emphasize"), ("source_list", "emphasize"),
        ("source_lists", ["emphasize"]), ("moved_by_inference", False), ("stability", 0.833333),
        ("weight_stability", 0.973633), ("flip", 3), ("basis", "inferred"), ("contested", []),
        ("outside", ["president"]), ("cites", ["pacnet-77#P8", "pacnet-77#P14", "pacnet-77#P2"]),
    ]  # fmt: skip
    assert list(found["items"][0])[-2:] == ["say", "reason"]


def test_the_ten_points_of_p8_stand_on_its_lists_on_stated_evidence() -> None:
    """On stated evidence alone, asked for in either way, every point that P8 lists stands where P8 puts it."""
    for name, listed in P8.items():
        for how in ((), ("--administration", "harris", "--stated-only")):
            placed = {item["id"]: item["list"] for item in items(name, *how) if item["source_list"] == name}
            assert placed == dict.fromkeys(listed, name)


@pytest.mark.parametrize("administration", ["trump", "harris"])
def test_without_events_nothing_that_the_source_asks_for_is_minimized(administration: str) -> None:
    """No point that the source puts in front or tells Seoul to do is on MINIMIZE under either administration."""
    for item in items("minimize", "-a", administration):
        rating = items("explain", item["id"], "-a", administration)[0]["criteria"][0]
        assert (rating["criterion"], rating["rating"]) == ("source", -2)


@pytest.mark.parametrize("name", ["emphasize", "minimize"])
def test_a_point_that_the_source_lists_is_never_dropped_from_its_list(name: str) -> None:
    """Whoever governs, whatever happens and however criteria weigh, P8's points are among the items of their list."""
    settings: list[tuple[str, ...]] = [("--weights", "source=0,president=3")]
    for administration in ("trump", "harris"):
        settings.append(("-a", administration, "--weights", "source=0,president=3"))
        settings += [("-a", administration, "--given", event) for event in ("nk-nuclear-test", "posture-review")]
    for scenario in settings:
        assert set(P8[name]) <= set(ids(name, *scenario)), scenario


def test_a_listed_point_that_inference_moves_stays_without_rank_and_says_where_it_stands() -> None:
    """Under harris two points of P8's second list stand on HOLD: they stay on the page, last and unranked."""
    moved = items("minimize", "-a", "harris")[-2:]
    assert [(item["id"], item["list"], item["rank"]) for item in moved] == [
        ("prior-commitments", "hold", None),
        ("prior-directions", "hold", None),
    ]
    assert all(item["moved_by_inference"] and item["stated_list"] == "minimize" for item in moved)
    page = run("minimize", "-a", "harris")
    assert page.out.count("The source lists it here; now on HOLD: inference +1.") == 2
    assert (
        "now elsewhere, by inference: Earlier commitments that could burden the new administration, Earlier policy lines that could burden the new administration. They are kept above"  # noqa: E501 - one line of the screen
        in page.err
    )
    assert all("  " in line for line in page.out.splitlines())


def test_what_inference_moves_away_is_named_with_what_to_do() -> None:
    """The list that a point would stand on by stated evidence alone names it, its parts, and its handling."""
    page = run("hold", "-a", "harris").err
    assert (
        "Moved by inference: Making the NCG's results lasting would stand here on stated evidence (+1); inference (+2) puts it on EMPHASIZE. "  # noqa: E501 - one line of the screen
        in page
    )
    assert "and missing: none. All 6 of its points are above, on EMPHASIZE." in run("emphasize", "-a", "trump").err
    assert "Moved here by inference: on stated evidence HOLD (+1)." in run("emphasize", "-a", "harris").out


def test_what_the_source_asks_for_and_lands_on_minimize_says_so_with_the_paragraph() -> None:
    """Where weights put such a point on MINIMIZE, its row names the paragraph that asks for it; no other row does."""
    rows = run("minimize", "-a", "trump", "--weights", "president=3").out.splitlines()
    said = {
        re.split(r"\s{2,}", row)[2]
        for row in rows
        if "The source asks for it (P18); keeping it low is inference." in row
    }
    assert said == {"trilateral", "regional-architecture"}
    memo = run("memo", "-a", "trump", "--weights", "president=3").out
    assert memo.count("a source asks for it: P18") >= 2


def test_posture_review_moves_what_its_shifts_say() -> None:
    """Given the review, opcon joins MINIMIZE under trump, and prior-commitments comes back to it under harris."""
    trump = {item["id"]: item for item in items("minimize", "-a", "trump", "-g", "posture-review")}
    assert (trump["opcon"]["list"], trump["opcon"]["tally"], trump["opcon"]["inferred_tally"]) == ("minimize", -2, -2)
    assert trump["prior-commitments"]["tally"] == -4
    harris = {item["id"]: item for item in items("minimize", "-a", "harris", "-g", "posture-review")}
    assert (harris["prior-commitments"]["list"], harris["prior-commitments"]["tally"]) == ("minimize", -2)
    assert harris["prior-directions"]["list"] == "hold"


def test_events_of_one_group_given_together_count_once() -> None:
    """Three tests of one group move a point no further than one of them."""
    tests = ("-g", "nk-nuclear-test", "-g", "nk-icbm-test", "-g", "nk-slbm-test")
    found = answer("emphasize", "-a", "trump", *tests)
    assert found["given"] == ["nk-nuclear-test", "nk-icbm-test", "nk-slbm-test"]
    assert {item["id"]: item["tally"] for item in found["items"]}["ncg"] == 3


def test_unequal_weights_show_scores_in_place_of_tallies() -> None:
    """With weights that differ there is no tally: null in JSON, scores and their legend on the page."""
    item = items("emphasize", "-a", "trump", "--weights", "president=2,team=0")[0]
    assert (item["id"], item["tally"], item["stated_tally"], item["inferred_tally"]) == (
        "defense-budget", None, None, None,
    )  # fmt: skip
    assert (item["score"], item["stated"], item["inferred"]) == (62.5, 25.0, 37.5)
    screen = run("emphasize", "-a", "trump", "--weights", "president=2,team=0", "--width", "100").out
    assert "score -100..+100 = stated + inferred, weighted; EMPHASIZE from +18.75, MINIMIZE from -18.75." in screen
    assert "+62.5" in screen


def test_a_list_answers_with_what_it_is_sure_of() -> None:
    """Every list page says how sure it is, what the numbers do not mean, and what the source leaves out."""
    for name in ("emphasize", "hold", "minimize"):
        page = run(name, "-a", "harris", "--width", "120").out
        assert "stays  flip" in page
        assert "not the chance that we are right." in " ".join(page.split())
        assert (
            "Not in the source: cost sharing (SMA), tariffs, US troop numbers today (kbrief background --kind gap)."
            in page
        )


def test_stated_only_leaves_every_inference_out() -> None:
    """With --stated-only an administration changes no list; the envelope and the title say so."""
    asked, plain = answer("hold", "-a", "trump", "--stated-only"), answer("hold", "--stated-only")
    assert asked["items"] == plain["items"]
    assert (asked["administration"], asked["stated_only"]) == ("trump", True)
    assert "stated_only" not in answer("hold")
    assert "No president assumed" not in asked["notes"][1]
    title = run("hold", "-a", "trump", "--stated-only").err.splitlines()[0]
    assert title == "HOLD under Trump, stated evidence alone: 9 of 19 points"

"""`issues` and `issue`: every filter in every format, and names as people type them."""

import csv
import io
import json

import pytest
from cli_runs import answer, ids, items, run

SIX = [
    "indo-pacific-strategy",
    "ukraine-war",
    "north-korea-nuclear",
    "extended-deterrence",
    "trilateral-redeployment",
    "defense-technology",
]
FILTERS: list[tuple[tuple[str, ...], list[str]]] = [
    (("--tag", "nuclear"), ["north-korea-nuclear", "extended-deterrence"]),
    (("--alignment", "split"), ["ukraine-war", "trilateral-redeployment"]),
    (("--alignment", "bipartisan"), ["defense-technology"]),
    (("--event", "posture-review"), ["trilateral-redeployment"]),
    (("--search", "FRIENDSHORING"), ["defense-technology"]),
    (("--search", "camp humphreys"), ["trilateral-redeployment"]),
    (("--tag", "multilateral", "--search", "europe"), ["ukraine-war"]),
    (("--tag", "nuclear", "--alignment", "bipartisan"), []),
    (("--search", "no such words"), []),
]


def test_issues_lists_the_six_in_the_order_of_the_source() -> None:
    """`issues --format json` lists the six ids in order."""
    assert ids("issues") == SIX


@pytest.mark.parametrize(("asked", "kept"), FILTERS, ids=lambda value: " ".join(value) or "none")
def test_a_filter_applies_to_every_format(asked: tuple[str, ...], kept: list[str]) -> None:
    """JSON, CSV, Markdown, the pipe and the screen hold the same issues; an empty result is no error."""
    rows = list(csv.DictReader(io.StringIO(run("issues", *asked, "--format", "csv").out)))
    markdown = run("issues", *asked, "--format", "md").out
    piped = run("issues", *asked)
    screen = run("issues", *asked, "--width", "160").out
    assert ids("issues", *asked) == kept
    assert [row["id"] for row in rows] == kept
    for text in (markdown, piped.out, screen):
        assert [name for name in SIX if name in text] == kept
    assert piped.err.splitlines()[0] == f"Key issues: {len(kept)} of 6"
    if not kept:
        assert "No issue has all that you asked for." in markdown
        assert "No issue has all that you asked for." in screen
        assert piped.out == ""


@pytest.mark.parametrize(
    ("order", "first"),
    [
        ("source", SIX),
        ("name", ["defense-technology", "extended-deterrence", "north-korea-nuclear"]),
        ("alignment", ["defense-technology", "ukraine-war", "trilateral-redeployment", "indo-pacific-strategy"]),
        ("points", ["trilateral-redeployment", "defense-technology", "indo-pacific-strategy", "ukraine-war"]),
        ("events", ["north-korea-nuclear", "extended-deterrence", "ukraine-war", "trilateral-redeployment"]),
    ],
)
def test_issues_are_sorted_as_asked(order: str, first: list[str]) -> None:
    """Each order puts first what it names, and keeps the source's order among equals."""
    found = ids("issues", "--sort", order)
    assert found[: len(first)] == first
    assert sorted(found) == sorted(SIX)


def test_an_administration_adds_what_is_stated_of_it_and_how_points_fall() -> None:
    """`--administration` leaves no issue out; it adds the stated tendencies and the lists of the issue's points."""
    found = answer("issues", "-a", "trump")
    assert [item["id"] for item in found["items"]] == SIX
    redeployment = found["items"][4]
    assert redeployment["points_by_list"] == {
        "emphasize": ["camp-humphreys"],
        "hold": ["trilateral", "regional-architecture", "opcon"],
        "minimize": ["multilateral-systems"],
    }
    stated = redeployment["stated_of_administration"]
    assert [claim["cites"] for claim in stated] == [
        ["pacnet-77#P2"], ["pacnet-77#P10"], ["pacnet-77#P10"], ["pacnet-77#P11"],
    ]  # fmt: skip
    assert not {"points_by_list", "stated_of_administration"} & set(items("issues")[0])


def test_p11_is_told_with_its_condition() -> None:
    """What is said of harris keeps the article's condition, and says that the rest is not known."""
    page = run("issues", "-a", "harris", "--width", "200").out
    assert "What the source says of Harris" in page
    assert "Should she follow Biden's direction" in page
    assert "[unknown]" in page


@pytest.mark.parametrize("name", ["ukraine-war", "ukr", "UKRAINE", " Ukraine-War "])
def test_an_issue_is_found_in_any_case_and_by_a_unique_beginning(name: str) -> None:
    """A name may be typed in any case and cut short as long as it stays unique."""
    assert ids("issue", name) == ["ukraine-war"]


def test_an_issue_in_full_has_every_claim_with_its_basis() -> None:
    """`issue` gives driver, outlook, actions, signs, points, events and citations, each claim with its basis."""
    item = items("issue", "extended-deterrence")[0]
    for key in ("driver", "us_outlook"):
        assert item[key]["basis"] == "stated"
    assert all(claim["basis"] in {"stated", "inferred"} for key in ("actions", "signs") for claim in item[key])
    assert item["points"] == ["ncg"]
    assert item["events"] == ["nk-nuclear-test", "nk-icbm-test", "nk-slbm-test", "russia-nuclear-threats"]
    assert item["cites"] == ["pacnet-77#P17"]
    assert item["alignment"]["kind"] == "unmarked"
    assert "points_by_list" not in item
    assert items("issue", "extended", "-a", "trump")[0]["points_by_list"]["hold"] == ["ncg"]


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("issue", "ukrane-war"), "did you mean ukraine-war?"),
        (("issues", "--tag", "zzz"), "known: burden-sharing, nuclear, posture, multilateral, industry, north-korea, "),
        (("issues", "--alignment", "purple"), "known: agreed, bipartisan, split, unmarked"),
        (("issues", "--event", "nk"), "names that begin with it: nk-nuclear-test, nk-icbm-test, nk-slbm-test"),
        (("issues", "--sort", "color"), "known: source, name, alignment, points, events"),
        (("issues", "--format", "xml"), "known: table, json, csv, md"),
        (("issues", "--lang", "fr"), "known: en, ko"),
        (("issues", "-a", "nixon"), "known: trump, harris"),
        (("issues", "-a", ""), "known: trump, harris"),
        (("emphasize", "-a", "tramp"), "did you mean trump?"),
        (("trace", "defense-buget"), "did you mean defense-budget?"),
        (("trace", "ncg.presidents"), "did you mean ncg.president"),
        (("explain", "nccg"), "did you mean ncg?"),
    ],
)
def test_an_unknown_name_is_an_error_with_the_right_ones(arguments: tuple[str, ...], hint: str) -> None:
    """A name that is not known ends in 2 with the known names, near ones, or those that it begins; never in a table."""
    ended = run(*arguments)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("error: ")
    assert f"hint: {hint}" in ended.err
    told = run(*arguments, "--format", "json").err if "--format" not in arguments else "{}"
    assert json.loads(told).get("error", {"code": 2})["code"] == 2

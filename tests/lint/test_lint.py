"""Drafts checked against the lists."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lint_builders import POINTS, known, linted, named, ranking, said, told

from kbrief.decide.rank import rank
from kbrief.lint.lint import LEVELS, LintFinding, lint_text
from kbrief.model import Term, Text


def ids(finding: LintFinding) -> str:
    return " ".join(p.point.id for p in (finding.placement, *finding.missed) if p)


def test_what_a_draft_raises_and_misses() -> None:
    """Minimized and held points are told where they stand; emphasized ones that are missing come last."""
    found = linted("First,\nthe policy. The NCG and a multilateral body.")
    said = [(one.rule, found.place(one), one.quote, ids(one)) for one in found.findings]
    assert said == [
        ("minimized-raised", (2, 5), "policy", "systems"),
        ("hold-raised", (2, 17), "NCG", "ncg"),
        ("emphasized-missed", (1, 1), "", "budget"),
    ]


def test_a_point_counts_once_a_sentence() -> None:
    """WordMatch twice in a sentence it is told once, said in two sentences twice."""
    text = "Policy is policy, and the NCG is the Nuclear Consultative Group. Policy again. Defense spending."
    assert told(text) == [("minimized-raised", "Policy"), ("hold-raised", "NCG")]
    report = linted("Policy,\npolicy. A policy.\n\nTwo policies. Body and policy.")
    (finding,) = [one for one in report.findings if ids(one) == "systems"]
    assert report.lines(finding) == (1, 2, 4)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Our defense budget counts.", "yes"),
        ("Nothing of it.", "no"),
        ("", "no"),
        ("Our defense budget and the NCG.", "in part"),
        ("Our defense budget and our policy.", "no"),
        ("Our defense budget is 2.7 % of GDP.", "in part"),
        ("Our defense budget is 2.8 % of GDP.", "no"),
    ],
)
def test_the_verdict(text: str, verdict: str) -> None:
    """An error makes it no, or that nothing to lead with is raised; warnings make it in part, nothing makes it yes."""
    assert linted(text).verdict == verdict


def test_words_that_the_glossary_avoids() -> None:
    """They are told as they are written, in any case and over a line end; a word of the method is left alone."""
    fighters = Term(term=Text(en="fighters"), note=Text(en="A slight."), avoid=("low-grade", "저급 전투기"))
    own = Term(term=Text(en="stays"), avoid=("stability",), method=True)
    made = rank(known().model_copy(update={"glossary": {"fighters": fighters, "own": own}}))
    text = "Budget: defense budget, Low-Grade jets, 저급\n전투기를, not low-graded ones. Stability."
    found = [(one.quote, one.start) for one in lint_text(made, text).findings]
    assert found == [("Low-Grade", 24), ("저급 전투기", 40)]
    assert lint_text(made, text).verdict == "in part"


def test_places_are_those_of_the_original() -> None:
    """Wide, decomposed and unseen characters before a finding do not move its place."""
    found = linted("\u1112\u1162\u11a8 \uff21\u200b… ½\n  N\u200bCG, 국방비").findings
    assert [(one.rule, one.start, one.quote) for one in found] == [("hold-raised", 12, "NCG")]


def test_a_brief_without_points_or_record() -> None:
    """Where there is nothing to keep to, only the words of judgment are looked at."""
    bare = ranking(named("a", "emphasize", ("tea",)))
    assert lint_text(bare, "Tea. Likely and probable.").findings[0].rule == "mixed-likelihood"
    assert [ids(one) for one in lint_text(bare, "").findings] == ["a"]


def test_a_draft_that_has_a_point_s_line_or_figure_raises_it() -> None:
    """The line to take counts word for word, in either language; so does a figure of the point, right or wrong."""
    say = said().model_copy(update={"text": Text(en="We carry our weight: look.", ko="제 몫을 다함")})
    point = named("a", "emphasize", ("tea",), label="Tea, 2.7 % of GDP").model_copy(update={"say": say})
    assert (
        linted("First, we carry\nour weight — look!", point).findings == linted("제 몫을 다함.", point).findings == ()
    )
    for text in ("We carry our weights: look.", "First, we carry our weight."):
        assert [one.rule for one in linted(text, point).findings] == ["emphasized-missed"]
    for text, rule in (("2.7 % of GDP", "figure-uncleared"), ("2.8 % of GDP", "figure-differs")):
        assert [one.rule for one in linted(text, point).findings] == [rule]


def test_a_point_without_terms_is_known_by_its_label() -> None:
    """Where a brief gives no terms, the label in either language is what a draft has to say."""
    bare = named("a", "emphasize", label="Green tea").model_copy(update={"label": Text(en="Green tea", ko="녹차")})
    assert linted("Green teas.", bare).findings == linted("녹차를.", bare).findings == ()
    assert [one.rule for one in linted("Tea.", bare).findings] == ["emphasized-missed"]


def test_every_rule_has_its_level() -> None:
    """What is at odds with the lists, the record or the method is an error, the rest a warning."""
    assert [rule for rule, level in LEVELS.items() if level == "error"] == [
        "minimized-raised", "figure-differs", "likelihood-with-confidence",
    ]  # fmt: skip


WORDS = [term for point in POINTS for term in (*point.terms.en, *point.terms.ko)]
PIECES = [*WORDS, "2.8 % of GDP", "2.7%", "likely", "probable", "high confidence", ".", "\n", "\n- ", " ", "’s", "의"]


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=12).map("".join)))
def test_any_draft_is_taken_and_places_are_within_it(text: str) -> None:
    """Whatever the draft: no crash, findings in order, each on a line and column that the draft has."""
    result = linted(text)
    lines = text.split("\n")
    places = [result.place(one) for one in result.findings]
    there = [place for place, one in zip(places, result.findings, strict=True) if one.rule != "emphasized-missed"]
    assert there == sorted(there) == places[: len(there)]
    for one, (line, column) in zip(result.findings, places, strict=True):
        assert 1 <= line <= len(lines)
        assert 1 <= column <= len(lines[line - 1]) + 1
        assert one.rule == "emphasized-missed" or one.quote
    assert (result.verdict == "yes") == (not result.findings)


@given(st.lists(st.sampled_from(PIECES), max_size=8))
def test_blank_lines_before_a_draft_only_move_its_findings(pieces: list[str]) -> None:
    """A draft that begins two lines further down has the same findings two lines further down."""
    text = "".join(pieces)
    first, second = linted(text), linted(f"\n\n{text}")
    moved = [
        (one.rule, one.quote, line + 2 * bool(one.quote), column)
        for one in first.findings
        for line, column in [first.place(one)]
    ]
    assert sorted(moved) == sorted((one.rule, one.quote, *second.place(one)) for one in second.findings)

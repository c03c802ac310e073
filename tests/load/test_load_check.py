"""A check tells every problem of a brief, and nothing that is none."""

import datetime as dt
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from load_builders import HEADER, OFFICE, POINT, file, folder, said

from kbrief.errors import Problem
from kbrief.limits import MAX_TEXT_BYTES, MAX_VALUES
from kbrief.load.check import check, check_layer
from kbrief.load.extends import main_file
from kbrief.load.faults import quote_value, to_problems
from kbrief.load.find import BriefFile, Place, bundled, bundled_root
from kbrief.load.layers import Layer
from kbrief.load.merge import MAX_PROBLEMS, MergedBrief, Origin, locate_problems
from kbrief.load.rules import RULES, rule_manual, rule_names
from kbrief.load.schema import allowed_keys
from kbrief.model import Brief

GOOD = Path(__file__).parent.parent / "briefs" / "good"


def test_the_shipped_brief_has_no_problem_and_no_warning() -> None:
    """What comes with the program is clean, its warnings counted."""
    assert check(bundled()) == check("rok-us-2024") == check(bundled_root()) == ()


def test_a_brief_is_checked_where_it_is_said_to_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path or a name will do, by default the brief in use; that there is none is a problem as others are."""
    (tmp_path / "b.yaml").write_text("id: b\n")
    monkeypatch.setenv("KBRIEF_BRIEF", str(tmp_path / "b.yaml"))
    assert check() == check(tmp_path / "b.yaml") == check(str(tmp_path / "b.yaml")) != ()
    assert [(problem.file, problem.rule) for problem in check("nowhere")] == [("nowhere", "brief-not-found")]


def test_schema_and_rules_are_told_together_in_the_order_of_files(tmp_path: Path) -> None:
    """Neither a faulty header nor faulty criteria nor a faulty item hides what is wrong elsewhere."""
    place = folder(tmp_path, {
        "data/brief.yaml": "title: 5\nas_of: never\ncriteria: [{id: source, name: Source, colour: red}]\n",
        "data/a.yaml": "tensions: [{id: t, text: T, basis: stated}, {id: u}]\nweights: {gone: 1, source: -2}\n",
        "seeds/z.yaml": "id: z\n",
    })  # fmt: skip
    assert [(p.file, p.line, p.rule) for p in check(place)] == [
        ("data/a.yaml", 1, "stated-without-citation"), ("data/a.yaml", 1, "missing-key"),
        ("data/a.yaml", 1, "missing-key"), ("data/a.yaml", 2, "wrong-value"),
        ("data/brief.yaml", 1, "missing-key"), ("data/brief.yaml", 1, "wrong-type"),
        ("data/brief.yaml", 2, "wrong-form"),
        ("data/brief.yaml", 3, "wrong-length"), ("data/brief.yaml", 3, "unknown-key"),
        *[("seeds/z.yaml", 1, "missing-key")] * 5,
    ]  # fmt: skip


def test_faulty_items_can_still_be_referred_to(tmp_path: Path) -> None:
    """An item whose schema is not valid is there all the same: what names it is not wrong."""
    tension = "tensions: [{id: t, text: T, points: [budget], basis: unknown}]\n"
    place = file(tmp_path / "a.yaml", HEADER, OFFICE, POINT.replace("label: Defense budget", "label: 7"), tension)
    assert said(place) == ["wrong-type: points.budget.label: 7 is not text"]


def test_one_good_criterion_of_two_still_counts(tmp_path: Path) -> None:
    """With a faulty criterion the others are known, and ratings on them are looked at."""
    header = HEADER.replace("name: Source", "nam: Source")
    place = file(tmp_path / "a.yaml", header, OFFICE, POINT.replace("president: {trump: {", "president: {biden: {"))
    assert [problem.rule for problem in check(place)] == [
        "missing-key",
        "unknown-key",
        "missing-rating",
        "unknown-reference",
    ]


def test_what_stands_in_no_readable_file_is_not_called_missing(tmp_path: Path) -> None:
    """Where a file cannot be read nothing is said of what may stand in it."""
    place = folder(
        tmp_path, {"data/brief.yaml": "[", "data/t.yaml": POINT + "    issue: gone\n", "data/g.yaml": "groups: {}"}
    )
    assert [problem.rule for problem in check(place)] == ["yaml-syntax"]


def test_a_record_beside_sources_of_another_kind_is_not_lost_on_the_way(tmp_path: Path) -> None:
    """A `sources:` that is no list is told; records stand after those that a data file lists."""
    record = "id: b\nname: B\n"
    place = folder(tmp_path, {"data/brief.yaml": HEADER + "sources: none\n", "seeds/b.yaml": record})
    assert said(place) == ["wrong-type: sources: 'none' is not a list"]
    place = folder(tmp_path, {"data/brief.yaml": HEADER + "sources: [{id: a}]\n", "seeds/b.yaml": record})
    assert [(problem.file, problem.message.partition(":")[0]) for problem in check(place)] == [
        *[("data/brief.yaml", "sources.a")] * 5, *[("seeds/b.yaml", "sources.b")] * 4,
    ]  # fmt: skip


def test_no_file_at_all_lacks_everything(tmp_path: Path) -> None:
    """A folder without a readable file is told at the name of the brief."""
    assert {(problem.file, problem.rule) for problem in check(folder(tmp_path, {}))} == {(tmp_path.name, "missing-key")}


def test_the_first_file_is_the_one_that_marks_a_brief() -> None:
    """What no file says is looked for in data/brief.yaml, whatever comes before it."""
    names = ("data/a.yaml", "x/data/brief.yaml")
    layer = Layer(Place(Path(), "b"), tuple(BriefFile(name, b"", is_record=False) for name in names))
    assert main_file(layer).name == "x/data/brief.yaml"


def test_unknown_sections_are_told_up_to_a_thousand(tmp_path: Path) -> None:
    """A file of ten thousand unknown keys is told a thousand times, with what was meant."""
    place = file(tmp_path / "a.yaml", HEADER, "".join(f"tags{n}: {{}}\n" for n in range(10_000)))
    problems = check(place)
    assert len(problems) == MAX_PROBLEMS
    assert problems[0].hint == "did you mean tags?"


def test_a_rule_tells_up_to_a_thousand_findings(tmp_path: Path) -> None:
    """Ten thousand dangling names are told a thousand times."""
    assert (
        len(check(file(tmp_path / "a.yaml", HEADER, f"weights: {{{', '.join(f'w{n}: 1' for n in range(10_000))}}}")))
        == MAX_PROBLEMS
    )


def test_of_very_many_faults_a_thousand_are_told_and_no_rule_is_asked(tmp_path: Path) -> None:
    """With more faults than are told, the part that holds is not known, and is left alone."""
    place = file(tmp_path / "a.yaml", HEADER, f"weights: {{gone: 1}}\ngaps: [{'{}, ' * 600}]\n")
    assert {problem.rule for problem in check(place)} == {"missing-key"}
    assert len(check(place)) == MAX_PROBLEMS


def test_a_fault_that_hides_in_a_large_brief_leaves_the_rules_out(tmp_path: Path) -> None:
    """Where what is left without the known faults is not valid either, they are told alone."""
    data = {
        "id": "a", "title": "a", "as_of": "2024-10", "weights": {"gone": 1},
        "criteria": [{"id": f"c{n}", "name": "c" * 50_000} for n in range(9)],
        "gaps": [{"id": f"g{n}", "text": "words"} for n in range(25_000)] + [{}],
    }  # fmt: skip
    place = file(tmp_path / "a.yaml", json.dumps(data))
    assert [problem.rule for problem in check(place)] == ["missing-key", "missing-key"]


def test_a_brief_of_too_many_values_is_refused_as_a_whole(tmp_path: Path) -> None:
    """So many values are taken, one more is not; it is told once, and nothing else is looked at."""
    for count, rules in ((MAX_VALUES, {"wrong-type"}), (MAX_VALUES + 1, {"too-large"})):
        place = file(tmp_path / "a.yaml", HEADER, f"gaps: [{'1,' * (count - 13)}]\n")
        assert {problem.rule for problem in check(place)} == rules


def test_all_files_together_have_the_room_of_one(tmp_path: Path) -> None:
    """What several files of a brief, or a brief and its base, hold counts together, and is told at the last of them."""
    half = f"gaps: [{'1,' * (MAX_VALUES // 2)}]\n"
    place = folder(tmp_path / "over", {
        "data/brief.yaml": "extends: ../base\n", "data/b.yaml": "oops: 1\n", "data/c.yaml": half,
    })  # fmt: skip
    folder(tmp_path / "base", {"data/brief.yaml": HEADER, "data/points.yaml": half.replace("gaps", "points")})
    assert [(Path(problem.file).name, problem.rule) for problem in check(place)] == [("points.yaml", "too-large")]
    file(tmp_path / "over" / "data" / "d.yaml", half.replace("gaps", "events"))
    assert [(problem.file, problem.rule) for problem in check(place)] == [("data/d.yaml", "too-large")]


@pytest.mark.parametrize(("text", "rules"), [("x", set()), ("\u2013", {"too-large"}), ("\U0001f600", {"too-large"})])
def test_texts_may_take_so_much_memory(text: str, rules: set[str], tmp_path: Path) -> None:
    """A text with a character beyond Latin-1 takes two bytes for each character, with an emoji four."""
    size = MAX_TEXT_BYTES // (2 if text == "\u2013" else 4)
    place = file(tmp_path / "a.yaml", HEADER, f'gaps: [{{id: g, text: "{"x" * size}{text}"}}]\n')
    found = check(place)
    assert {problem.rule for problem in found} == rules
    assert [problem.message for problem in found] == [
        f"with this file, the texts of the brief take more than {MAX_TEXT_BYTES:,} bytes"
    ] * len(rules)


def test_a_source_is_too_old_from_the_day_that_is_asked_for(tmp_path: Path) -> None:
    """A source counts as old once its whole month lies before the day; without one nothing is too old."""
    good = GOOD / "stale-source.yaml"
    for day, count in ((None, 0), (dt.date(2024, 10, 31), 0), (dt.date(2024, 11, 1), 1)):
        assert len(check(Place(good, "a"), day)) == count
    file(tmp_path / "a.yaml", good.read_text().replace("2024-10", "0000-12"))
    assert len(check(Place(tmp_path / "a.yaml", "a"), dt.date(2024, 1, 1))) == 1


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("{en: a, ko: b}", 0),
        (f"{{en: a, ko: b, ko_of: {hashlib.sha256(b'a').hexdigest()}}}", 0),
        ("{en: a, ko: b, ko_of: ca978112ca1b}", 0),
        ("{en: a, ko: b, ko_of: ca97811}", 1),
        ("{en: A, ko: b, ko_of: ca978112ca1b}", 1),
        ("{ko: b, ko_of: ca978112ca1b}", 0),
    ],
)
def test_a_stamp_is_any_beginning_of_the_hash(text: str, count: int, tmp_path: Path) -> None:
    """A stamp of eight digits or more is held against the English, where there is English."""
    place = file(tmp_path / "a.yaml", HEADER, f"tags: {{a: {text}}}\n")
    assert [problem.rule for problem in check(place)] == ["stale-translation"] * count


def test_a_qualifier_counts_in_each_language_that_has_a_label(tmp_path: Path) -> None:
    """The Korean qualifier is looked for in the Korean label, and only where there is one."""
    for label, lost in (("{en: all of it, ko: 모든 것}", ["ko"]), ("all of it", []), ("{en: all, ko: 전부}", ["en"])):
        point = POINT.replace("label: Defense budget", f"label: {label}\n    qualifier: {{en: of it, ko: 전부}}")
        found = [problem.message for problem in check(file(tmp_path / "a.yaml", HEADER, OFFICE, point))]
        words = ["전부" if lang == "ko" else "of it" for lang in lost]
        assert found == [f"budget: the label lacks the qualifier {qualifier!r}" for qualifier in words]


@pytest.mark.parametrize(
    ("path", "keys"),
    [
        (("points", 0, "terms"), ["en", "ko", "near", "unless"]),
        (("events", 3, "shifts", "ncg", "president", "trump"), ["basis", "by", "cites", "cleared", "why"]),
        (("points", 0, "ratings", "president", "trump"), ["basis", "by", "cites", "cleared", "on", "value", "why"]),
        (("tags", "x"), ["en", "ko", "ko_of"]),
        (("head_lines", "start"), ["en", "ko", "ko_of"]),
        (("points", 0, "listed"), ["basis", "by", "cites", "cleared", "list", "on", "why"]),
        (("points", "nonsense", 5), None),
    ],
)
def test_the_keys_of_a_place_are_those_of_its_model(path: tuple[str | int, ...], keys: list[str] | None) -> None:
    """The schema leads through lists, mappings and choices; steps that it lacks are passed over."""
    assert allowed_keys(path) == (keys if keys is not None else allowed_keys(("points", 0)))


def test_a_fault_of_an_unheard_of_kind_is_told_all_the_same() -> None:
    """A kind of validation error without words of its own is a problem at its place."""
    merged = MergedBrief(Origin(BriefFile("a.yaml", b"id: 1\n", is_record=False)), {"id": 1})
    (problem,) = locate_problems(to_problems([{"type": "odd", "loc": ("id",), "input": 1}], merged))
    assert problem == Problem("a.yaml", 1, 1, "wrong-value", "error", "id: not valid (odd)")


def test_values_are_quoted_in_short() -> None:
    """A message quotes a value on one line, and never more than sixty characters of it."""
    quoted: list[Any] = [None, {}, [], "a\n", "é", 5, True, 1.5]
    assert [quote_value(value) for value in quoted] == [
        "nothing", "a mapping", "a list", "'a\\n'", "'é'", "5", "True", "1.5",
    ]  # fmt: skip
    assert len(quote_value("x" * 1000)) == 60


def test_every_rule_has_a_manual() -> None:
    """Each name in brackets can be explained; one that no problem has cannot."""
    assert {rule_manual(rule.id) for rule in RULES} == {(rule.level, rule.manual) for rule in RULES}
    assert rule_manual("yaml-tag")[0] == "error"
    assert len(rule_names()) == len(set(rule_names())) > 40
    with pytest.raises(KeyError):
        rule_manual("no-such-rule")


KEYS = sorted(
    {*Brief.model_fields, "extends", "ratings", "remove", "id", "text", "basis", "cites", "why", "n", "value", "en"}
)
words = st.sampled_from(
    ["budget", "stated", "inferred", "unknown", "2024-10", "a#P1", "kbrief:rok-us-2024", "", "\u3042", "x" * 99]
)
values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.floats(allow_nan=False, allow_infinity=False) | words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS) | words, inner, max_size=5),
    max_leaves=25,
)


@given(data=st.dictionaries(st.sampled_from(KEYS), values, max_size=8), laid=st.booleans())
def test_whatever_a_file_holds_a_check_ends_with_problems_at_places(*, data: dict[str, Any], laid: bool) -> None:
    """No structure makes a check fail: it gives problems, each at a place of a file, sorted, and each once."""
    text = yaml.safe_dump(({"extends": "base"} if laid else {}) | data, allow_unicode=True).encode()
    layer = Layer(Place(GOOD / "a.yaml", "a.yaml"), (BriefFile("a.yaml", text, is_record=False),))
    found = check_layer(layer, dt.date(2025, 1, 1))
    assert all(problem.line > 0 and problem.column > 0 and problem.message for problem in found.problems)
    assert len(set(found.problems)) == len(found.problems)
    places = [(problem.file, problem.line, problem.column) for problem in found.problems]
    assert places == sorted(places)
    assert found.brief is not None or not found.is_valid

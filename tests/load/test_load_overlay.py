"""One brief laid on another: what it says, where that stands, and what cannot be laid."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from load_builders import HEADER, OFFICE, POINT, file, folder, said, sections

from kbrief.errors import BriefError
from kbrief.load.brief import Loaded, load
from kbrief.load.check import check, check_layer
from kbrief.load.find import Place
from kbrief.load.layers import MAX_LAYERS, read_layer
from kbrief.load.overlay import apply_ratings, merge_overlay
from kbrief.model import Rating
from kbrief.store.cache import FolderCache


def put(below: Any, above: Any) -> Any:
    """Return what a section becomes when another is laid on it."""
    return merge_overlay(sections("base", {"tags": below}), sections("over", {"tags": above})).data["tags"]


@pytest.mark.parametrize(
    ("below", "above", "result"),
    [
        ({"a": 1, "b": 2}, {"b": 3, "c": 4}, {"a": 1, "b": 3, "c": 4}),
        ({"a": {"b": 1}}, {"a": {"c": 2}}, {"a": {"b": 1, "c": 2}}),
        ({"a": 1, "b": 2}, {"a": {"remove": True}}, {"b": 2}),
        ({"a": {"b": 1}}, {"a": None}, {"a": None}),
        ([1, 2], [3], [3]),
        ([{"text": 1}], [{"text": 2}], [{"text": 2}]),
        ([{"id": "a", "x": 1}, {"id": "b"}], [{"id": "c"}, {"id": "a", "y": 2}],
         [{"id": "a", "x": 1, "y": 2}, {"id": "b"}, {"id": "c"}]),
        ([{"id": "a"}, {"id": "b"}], [{"id": "a", "remove": True}], [{"id": "b"}]),
        ([{"n": 1, "kind": "body"}, {"n": 2}], [{"n": 2, "kind": "note"}],
         [{"n": 1, "kind": "body"}, {"n": 2, "kind": "note"}]),
        ([{"id": "a"}, {"id": "a", "x": 1}, 5], [{"id": "a", "y": 1}, {"id": "a", "z": 1}, {"z": 2}],
         [{"id": "a", "y": 1}, {"id": "a", "x": 1}, 5, {"id": "a", "z": 1}, {"z": 2}]),
        ({"value": 2, "basis": "inferred", "why": "x"}, {"value": 1, "basis": "stated"},
         {"value": 1, "basis": "stated"}),
        ({"value": 2, "basis": "inferred"}, {"value": 1}, {"value": 1}),
        ({"trump": 1}, {"basis": "unknown"}, {"basis": "unknown"}),
        ("text", {"ko": "글"}, {"en": "text", "ko": "글"}),
        ("text", {"other": 1}, {"other": 1}),
        ({"en": "text", "ko": "글"}, "new", "new"),
        ({"en": "text", "ko": "글"}, {"en": "new"}, {"en": "new", "ko": "글"}),
        ([{"id": "a"}], {"a": 1}, {"a": 1}),
        ([], [{"id": "a"}], [{"id": "a"}]),
    ],
)  # fmt: skip
def test_how_one_value_is_laid_on_another(below: Any, above: Any, result: Any) -> None:
    """Mappings merge by key, lists of items by id, claims and all else are replaced whole."""
    assert put(below, above) == result


def test_a_section_can_be_taken_away_whole() -> None:
    """`remove: true` in the place of a section removes it."""
    assert merge_overlay(
        sections("base", {"tags": {}, "gaps": []}), sections("over", {"tags": {"remove": True}})
    ).data == {"gaps": []}


values = st.recursive(
    st.none() | st.integers() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["id", "n", "en", "basis", "remove", "a", "b"]), inner | st.just(value=True), max_size=5
        )
    ),
    max_leaves=12,
)


@given(values, values)
def test_whatever_is_laid_on_whatever_every_value_has_a_place(below: Any, above: Any) -> None:
    """Any two values can be laid on each other, and each value of the result comes from one of them, as it stands."""
    base, over = sections("base", {"tags": below}), sections("over", {"tags": above})
    result = merge_overlay(base, over)

    def look(value: Any, path: tuple[Any, ...]) -> None:
        origin, inner = result.locate(path)
        found: Any = {"base": base, "over": over}[origin.file.name].data
        for step in inner:
            found = found if isinstance(found, str) else found[step]
        if isinstance(value, dict | list):
            keys: Iterable[Any] = value if isinstance(value, dict) else range(len(value))
            for key in keys:
                look(value[key], (*path, key))
        else:
            assert found == value

    look(result.data, ())


def test_ratings_are_laid_on_last() -> None:
    """The section `ratings` is laid on the points, claim by claim, and is gone then."""
    claim = {"value": 1, "basis": "unknown"}
    points = [{"id": "a", "ratings": {"source": {"value": 2, "basis": "unknown"}}}, {"id": "b"}, "odd"]
    section = {"b": {"view": {"us": claim}}, "a": {"source": claim}}
    result = apply_ratings(sections("one", {"points": points, "ratings": section}))
    assert result.data == {
        "points": [{"id": "a", "ratings": {"source": claim}}, {"id": "b", "ratings": {"view": {"us": claim}}}, "odd"]
    }
    assert result.locate(("points", 0, "ratings", "source"))[1] == ("ratings", "a", "source")
    assert result.locate(("points", 1, "ratings", "view", "us"))[1] == ("ratings", "b", "view", "us")
    assert result.locate(("points", 0, "id"))[1] == ("points", 0, "id")


def test_ratings_that_fit_nothing_are_told(tmp_path: Path) -> None:
    """A section that is no mapping, and a point that is not there, are problems; no ratings are none."""
    assert said(file(tmp_path / "a.yaml", HEADER, "ratings: high\n")) == [
        "wrong-type: ratings: 'high' is not a mapping"
    ]
    assert said(file(tmp_path / "b.yaml", HEADER, "points: 5\nratings: {a: {}}\n")) == [
        "wrong-type: points: 5 is not a list", "unknown-target: ratings: unknown point 'a'",
    ]  # fmt: skip
    assert said(file(tmp_path / "c.yaml", HEADER, "ratings:\n")) == []


def overlay(tmp_path: Path, *more: str) -> Loaded:
    """Return an overlay over a base that both hold."""
    file(tmp_path / "base.yaml", HEADER, OFFICE, POINT)
    return load(file(tmp_path / "over.yaml", "extends: base.yaml\n", *more), FolderCache(tmp_path / "cache"))


def test_each_claim_is_said_by_the_file_that_says_it(tmp_path: Path) -> None:
    """An overlaid claim is traced to the overlay's line, all else to the base's."""
    found = overlay(tmp_path, "points:\n- id: budget\n  say: {text: We pay., basis: unknown}\nratings:\n",
                    "  budget:\n    president:\n      trump: {basis: unknown}\n")  # fmt: skip
    said = found.brief.points[0].say
    assert said is not None
    assert said.text.en == "We pay."
    assert found.brief.points[0].readings("president", "trump") == (Rating(basis="unknown"),)
    lines = {name: (tmp_path / name).read_text().splitlines() for name in ("base.yaml", "over.yaml")}
    expected: dict[tuple[str | int, ...], tuple[str, str]] = {
        ("points", 0, "say"): ("over.yaml", "  say: {text: We pay., basis: unknown}"),
        ("points", 0, "ratings", "president", "trump"): ("over.yaml", "      trump: {basis: unknown}"),
        ("points", 0, "ratings", "source"): (
            "base.yaml",
            "      source: {value: 1, basis: inferred, why: It is asked for.}",
        ),
        ("points", 0, "label"): ("base.yaml", "    label: Defense budget"),
        ("title",): ("base.yaml", "title: An example"),
    }
    for at, (name, line) in expected.items():
        file_name, number = found.where(at)
        assert (Path(file_name).name, lines[name][number - 1]) == (name, line)


def test_a_chain_of_three_is_laid_base_first(tmp_path: Path) -> None:
    """An overlay of an overlay wins over both, and a removal in the middle is named at the top."""
    file(tmp_path / "a.yaml", HEADER, OFFICE, POINT)
    folder(tmp_path / "b", {"data/brief.yaml": "extends: ../a.yaml\ntitle: B\npoints: [{id: budget, remove: true}]\n"})
    place = file(tmp_path / "c.yaml", "extends: b\nid: c\nratings: {budget: {source: {basis: unknown}}}\n")
    found = check_layer(read_layer(place))
    assert [(p.rule, Path(p.hint or "").name) for p in found.problems] == [
        ("unknown-target", "brief.yaml:3 removes it")
    ]
    assert found.extends == ("b", "../a.yaml")
    assert found.brief is not None
    assert (found.brief.id, found.brief.title.en, found.brief.points) == ("c", "B", ())


def test_the_bundled_brief_can_be_extended(tmp_path: Path) -> None:
    """What stands under kbrief:rok-us-2024 is the shipped brief; its files are named as its own."""
    found = load(file(tmp_path / "mine.yaml", "extends: kbrief:rok-us-2024\nid: mine\n"))
    assert found.brief.id == "mine"
    assert found.where(("points", 0))[0] == "kbrief:rok-us-2024/data/points.yaml"
    assert len(found.parts) > 5
    base = load(file(tmp_path / "base.yaml", HEADER))
    assert found.digest != base.digest


def test_a_third_administration_is_asked_for_ratings_and_stops_nothing(tmp_path: Path) -> None:
    """A new administration warns for each point that lacks its rating; the brief can be used all the same."""
    place = file(tmp_path / "mine.yaml", "extends: kbrief:rok-us-2024\n", OFFICE.replace("trump", "meyer"))
    problems = check(place)
    assert {(problem.rule, problem.level) for problem in problems} >= {("missing-rating", "warning")}
    assert [administration.id for administration in load(place).brief.administrations] == ["trump", "harris", "meyer"]


@pytest.mark.parametrize(
    ("extends", "message"),
    [
        ("nowhere", "no brief at 'nowhere'"),
        ("/dev/zero", "no brief at '/dev/zero'"),
        ("fifo", "no brief at 'fifo'"),
        (".", "no brief at '.'"),
        ("over.yaml", "'over.yaml' already extends this brief"),
        ("./link.yaml", "'./link.yaml' already extends this brief"),
        ("kbrief:other", "kbrief has no built-in brief 'kbrief:other'"),
        ("rok-us-2024", "no brief at 'rok-us-2024'"),
        ("x" * 5000, f"no brief at '{'x' * 5000}'"),
        ("[a]", "a list is not the name or path of a brief"),
        ("7", "7 is not the name or path of a brief"),
        ("", "nothing is not the name or path of a brief"),
        ('" "', "' ' is not the name or path of a brief"),
    ],
)
def test_what_cannot_be_extended_is_one_problem(extends: str, message: str, tmp_path: Path) -> None:
    """A base that is not there is told once, without all that would be missing without it."""
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "link.yaml").symlink_to("over.yaml")
    place = file(
        tmp_path / "over.yaml", f"extends: {extends}\n", "points:\n- {id: a, remove: true}\nratings: {b: {}}\n"
    )
    assert said(place) == [f"extends: extends: {message}"]


def test_a_cycle_of_three_and_a_tower_of_nine_are_refused(tmp_path: Path) -> None:
    """Briefs that extend each other in a circle, or too many of them, are told where they begin to."""
    for n in range(MAX_LAYERS + 1):
        file(tmp_path / f"{n}.yaml", HEADER, f"extends: {(n + 1) % 3 if n < 3 else n + 1}.yaml\n")
    assert said(Place(tmp_path / "0.yaml", "0")) == ["extends: extends: '0.yaml' already extends this brief"]
    for n in range(MAX_LAYERS + 1):
        file(tmp_path / f"{n}.yaml", HEADER, f"extends: {n + 1}.yaml\n" if n < MAX_LAYERS else "")
    assert said(Place(tmp_path / "0.yaml", "0")) == [
        f"extends: extends: more than {MAX_LAYERS} briefs extend one another"
    ]
    assert said(Place(tmp_path / "1.yaml", "1")) == []


def test_a_base_that_does_not_hold_is_told_in_the_base(tmp_path: Path) -> None:
    """A problem of the base is shown at its place there, also when it cannot be read at all."""
    file(tmp_path / "base.yaml", HEADER, "threshold: -1\n")
    (problem,) = check(file(tmp_path / "over.yaml", "extends: base.yaml\n"))
    assert (Path(problem.file).name, problem.line) == ("base.yaml", 7)
    (tmp_path / "base.yaml").write_text("a: [")
    (problem,) = check(Place(tmp_path / "over.yaml", "over"))
    assert (Path(problem.file).name, problem.rule) == ("base.yaml", "yaml-syntax")
    with pytest.raises(BriefError):
        load(Place(tmp_path / "over.yaml", "over"))


def test_of_very_many_wrong_removals_a_thousand_are_told(tmp_path: Path) -> None:
    """An overlay that takes away thousands of items that are not there is told a thousand times."""
    file(tmp_path / "base.yaml", HEADER, "gaps: [{id: gap, text: G}]\n")
    gone = "".join(f"- {{id: g{n}, remove: true}}\n" for n in range(3000))
    assert len(said(file(tmp_path / "over.yaml", f"extends: base.yaml\ngaps:\n{gone}"))) == 1000

"""What differs between two briefs, and what that does to the lists."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, TypeVar

import pytest
from decide_builders import brief, briefs, event, point, rating, said
from hypothesis import given

from kbrief.decide.diff import BriefDiff, ClaimChange, diff, find_renamed
from kbrief.model import Administration, Brief, Context, Criterion, Model, Step, Term, Text
from kbrief.model.agenda import Action

AnyNoun = TypeVar("AnyNoun", bound=Model)


def changed(old: AnyNoun, **fields: Any) -> AnyNoun:
    return old.model_copy(update=fields)


BASE = brief(
    [
        point("ncg", {"source": "+1s", "president": {"trump": "-1i", "harris": "+1i"}}),
        point("budget", {"source": "+2s", "common": "+1s"}),
    ],
    events=[event("test", {"ncg": {"president": {"trump": 2}}})],
    weights={"source": 1},
)


def with_point(old: Brief, name: str, **fields: Any) -> Brief:
    points = tuple(changed(p, **fields) if p.id == name else p for p in old.points)
    return changed(old, points=points)


def changes(old: Brief, new: Brief) -> dict[str, tuple[Any, Any]]:
    return {c.path: (c.old, c.new) for entry in diff(old, new).entries for c in entry.changes}


def kinds(difference: BriefDiff) -> list[tuple[str, str, str]]:
    return [(entry.section, entry.id, entry.kind) for entry in difference.entries]


@given(briefs())
def test_a_brief_does_not_differ_from_itself(drawn: Brief) -> None:
    """Nor from one that says the same."""
    assert diff(drawn, drawn).entries == ()
    assert diff(drawn, Brief.model_validate(drawn.model_dump())).entries == ()


@given(briefs(), briefs())
def test_briefs_that_differ_do(one: Brief, other: Brief) -> None:
    """Something is told exactly where two briefs are not equal, and the other way round the same is told reversed."""
    there, back = diff(one, other), diff(other, one)
    assert bool(there.entries) == (one != other)
    assert {(e.section, e.id) for e in there.entries} == {(e.section, e.id) for e in back.entries}
    turned = {"added": "removed", "removed": "added", "changed": "changed", "moved": "moved"}
    assert sorted(kinds(there)) == sorted((section, name, turned[kind]) for section, name, kind in kinds(back))
    moves = [
        (e.id, m.administration, m.old and m.old.score, m.new and m.new.score) for e in there.entries for m in e.moves
    ]
    returns = [
        (e.id, m.administration, m.new and m.new.score, m.old and m.old.score) for e in back.entries for m in e.moves
    ]
    assert set(moves) == set(returns)


def test_a_rating_by_its_path_and_what_it_moves() -> None:
    """A rating that changes is told whole, with the settings in which the score or the list changes."""
    ratings = {"source": rating("+1s"), "president": {"trump": rating("+1i"), "harris": rating("+1i")}}
    found = diff(BASE, with_point(BASE, "ncg", ratings=ratings))
    (entry,) = found.entries
    assert entry.kind == "changed"
    assert [(c.path, c.old.value, c.new.value) for c in entry.changes] == [("ncg.president.trump", -1, 1)]
    (move,) = entry.moves
    assert (move.administration, move.changes_list) == ("trump", True)
    assert move.old
    assert move.new
    assert (move.old.list, move.new.list) == ("hold", "emphasize")
    assert found.moved == (entry,)
    assert found.settings == (None, "trump", "harris")


def test_a_threshold_moves_points_that_did_not_change() -> None:
    """What changes elsewhere is told of the point too: other lists, or other scores."""
    found = diff(BASE, changed(BASE, threshold=40.0))
    assert kinds(found) == [
        ("brief", "threshold", "changed"), ("points", "ncg", "moved"), ("points", "budget", "moved"),
    ]  # fmt: skip
    weighted = diff(BASE, changed(BASE, weights={"source": 3.0}))
    assert kinds(weighted)[:1] == [("weights", "source", "changed")]
    assert {entry.id: entry.kind for entry in weighted.entries[1:]} == {"ncg": "moved", "budget": "moved"}
    score = weighted.entries[1].moves[0]
    assert (score.old and score.old.score, score.new and score.new.score) == (Fraction(25, 2), Fraction(25))


def test_items_come_and_go() -> None:
    """An item on one side only is added or removed as a whole, and so is its standing on the lists."""
    more = changed(BASE, points=(*BASE.points, point("opcon", {"source": "-1s"})))
    (entry,) = diff(BASE, more).entries
    assert (entry.kind, entry.changes, [m.old for m in entry.moves]) == ("added", (), [None, None, None])
    assert all(move.changes_list for move in entry.moves)
    (gone,) = diff(more, BASE).entries
    assert (gone.kind, [m.new for m in gone.moves]) == ("removed", [None, None, None])


def test_order_is_told() -> None:
    """Items in another order differ, as ties stand in the order of the file."""
    (entry,) = diff(BASE, changed(BASE, points=BASE.points[::-1])).entries
    assert (entry.section, entry.id, entry.kind) == ("points", "points", "changed")
    assert entry.changes == (ClaimChange("points", ("ncg", "budget"), ("budget", "ncg")),)


def test_texts_values_and_mappings_of_the_brief() -> None:
    """The fields of the brief itself, and the keys of its mappings, each for itself."""
    new = changed(
        BASE, as_of="2024-11", languages=("en", "ko"), tags={"a": Text(en="A")},
        glossary={"g": Term(term=Text(en="G"))}, weights={},
    )  # fmt: skip
    newer = changed(new, tags={"a": Text(en="B")}, glossary={"g": Term(term=Text(en="H"), avoid=("x",))})
    assert [(s, n, k) for s, n, k in kinds(diff(BASE, new)) if s != "points"] == [
        ("brief", "as_of", "changed"), ("brief", "languages", "changed"), ("weights", "source", "removed"),
        ("tags", "a", "added"), ("glossary", "g", "added"),
    ]  # fmt: skip
    assert changes(new, newer) == {
        "a": (Text(en="A"), Text(en="B")), "g.term": (Text(en="G"), Text(en="H")), "g.avoid": ((), ("x",)),
    }  # fmt: skip


def test_shifts_by_point_criterion_and_administration() -> None:
    """A shift has the path that people write; one that comes or goes is added or removed."""
    other = changed(BASE, events=(event("test", {"ncg": {"president": {"trump": 1, "harris": 1}}}),))
    found = changes(BASE, other)
    assert set(found) == {"test.ncg.president.trump", "test.ncg.president.harris"}
    assert found["test.ncg.president.harris"][0] is None
    assert set(changes(BASE, changed(BASE, events=(event("test"),)))) == {"test.ncg.president.trump"}


def test_a_criterion_that_becomes_a_perception() -> None:
    """One rating gives way to one for each administration, and back."""
    by_side = {"source": rating("+2s"), "common": {"trump": rating("+1i")}}
    there = with_point(BASE, "budget", ratings=by_side)
    assert {path: (old is None, new is None) for path, (old, new) in changes(BASE, there).items()} == {
        "budget.common": (False, True), "budget.common.trump": (True, False),
    }  # fmt: skip
    assert set(changes(there, BASE)) == {"budget.common", "budget.common.trump"}


def steps(*actions: tuple[str, str]) -> Brief:
    made = tuple(Action(id=name, basis="unknown", text=Text(en=words)) for name, words in actions)
    return changed(BASE, steps=(Step(id="s", name=Text(en="S"), what=said(), given=said(), actions=made),))


@pytest.mark.parametrize(
    ("old", "new", "paths"),
    [
        (steps(("a", "1"), ("b", "2")), steps(("a", "1"), ("b", "3")), {"s.actions.b"}),
        (steps(("a", "1"), ("b", "2")), steps(("b", "2"), ("a", "1")), {"s.actions"}),
        (steps(("a", "1")), steps(("b", "1")), {"s.actions.a", "s.actions.b"}),
        (steps(), steps(("a", "1")), {"s.actions.a"}),
    ],
)
def test_lists_with_ids(old: Brief, new: Brief, paths: set[str]) -> None:
    """Inner items are known by their id, and their order counts."""
    assert set(changes(old, new)) == paths


def tendencies(*texts: str) -> Brief:
    side = Administration(
        id="trump", name=Text(en="T"), transition_team=said(), tendencies=tuple(said(text) for text in texts)
    )
    return changed(BASE, administrations=(side,))


@pytest.mark.parametrize(
    ("old", "new", "paths"),
    [
        (("a", "b", "c"), ("a", "x", "c"), {"2": ("b", "x")}),
        (("a", "b"), ("new", "a", "b"), {"1": (None, "new")}),
        (("a", "b", "c"), ("c",), {"1": ("a", None), "2": ("b", None)}),
        (("a", "b"), ("x",), {"1": ("a", "x"), "2": ("b", None)}),
        (("a",), ("x", "y"), {"1": ("a", "x"), "2": (None, "y")}),
        ((), ("x",), {"1": (None, "x")}),
    ],
)
def test_lists_without_ids(
    old: tuple[str, ...], new: tuple[str, ...], paths: Mapping[str, tuple[str | None, str | None]]
) -> None:
    """Equal statements are paired before any is called changed, so that one put in front changes no other."""
    found = {
        path.rpartition(".")[2]: tuple(side and side.text.en for side in sides)
        for path, sides in changes(tendencies(*old), tendencies(*new)).items()
    }
    assert found == paths


def test_what_is_looked_into_and_what_is_one_thing() -> None:
    """A claim, and what is added whole, is one thing; nouns that are no claims are looked into."""
    one = changed(BASE, context=(Context(id="c", basis="unknown", text=Text(en="a")),))
    other = changed(BASE, context=(Context(id="c", basis="stated", cites=("s#P1",), text=Text(en="b")),))
    assert set(changes(one, other)) == {"c"}
    criteria = tuple(
        changed(c, short=changed(c.short, zero=Text(en="none"))) if c.id == "team" else c for c in BASE.criteria
    )
    assert set(changes(BASE, changed(BASE, criteria=criteria))) == {"team.short.zero"}
    plain = Criterion(id="team", name=Text(en="T"))
    found = changes(BASE, changed(BASE, criteria=(*BASE.criteria[:3], plain)))
    assert set(found) == {"team.name", "team.perception"}


def test_what_is_the_same_but_for_its_id_is_renamed() -> None:
    """An item that goes and one that comes with the same content are one; of two alike only one is, and none else."""
    old = BASE.points
    named = changed(old[0], id="other")
    assert find_renamed(old, (named, *old[1:])) == {old[0].id: "other"}
    assert find_renamed(old, (named, changed(named, id="third"), *old[1:])) == {old[0].id: "other"}
    assert find_renamed(old, (changed(named, label=Text(en="New")), *old[1:])) == find_renamed(old, old) == {}
    found = diff(BASE, changed(BASE, points=(named, *old[1:])))
    assert [(entry.id, entry.kind, entry.changes, entry.moves) for entry in found.entries if entry.id == "other"] == [
        ("other", "changed", (ClaimChange("other.id", old[0].id, "other"),), ())
    ]

"""Loading a brief: what holds is kept in the cache, and the cache never changes what is loaded."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from load_builders import HEADER, OFFICE, POINT, file, folder

from kbrief.errors import BriefError
from kbrief.load.brief import Loaded, cache_key, load, load_brief
from kbrief.load.check import check
from kbrief.load.find import BriefFile, Place
from kbrief.load.layers import Layer
from kbrief.store.cache import FolderCache


def test_a_brief_is_loaded_by_path_or_from_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`load_brief` takes a path or a name, and without one the nearest brief."""
    path = folder(tmp_path, {"data/brief.yaml": HEADER}).path
    assert load_brief(path).id == load_brief(str(path)).id == "example"
    assert load_brief("rok-us-2024").id == "rok-us-2024"
    monkeypatch.chdir(path / "data")
    assert load_brief().id == "example"


def test_a_brief_that_does_not_hold_tells_every_error_and_no_warning(tmp_path: Path) -> None:
    """The error carries all that keeps the brief from being used, and what to type to see the rest."""
    place = file(tmp_path / "bad.yaml", HEADER, "threshold: 0\nevents: [{id: test}]\n", POINT.replace("trump", "biden"))
    with pytest.raises(BriefError) as caught:
        load(place)
    assert {problem.level for problem in caught.value.problems} == {"error"}
    assert len(caught.value.problems) == 5
    assert caught.value.message == "the brief bad.yaml has 5 problems"
    assert caught.value.hint == f"kbrief check {place.path}"
    (tmp_path / "bad.yaml").write_text(HEADER + "threshold: 0\n")
    with pytest.raises(BriefError, match=r" has 1 problem$"):
        load(place)


def test_a_warning_stops_nothing(tmp_path: Path) -> None:
    """A brief of which there are only warnings is loaded."""
    place = file(tmp_path / "a.yaml", HEADER, OFFICE, POINT.partition("      president")[0])
    assert [problem.level for problem in check(place)] == ["warning"]
    assert load(place).brief.points[0].id == "budget"


def warm(place: Place, folder: Path) -> Loaded:
    """Return what a second load gives, from the cache alone."""
    load(place, FolderCache(folder))
    kept = {path.name: path.read_bytes() for path in folder.iterdir()}
    again = load(place, FolderCache(folder))
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == kept
    return again


@pytest.mark.parametrize("depth", [1, 2, 3])
def test_a_warm_load_is_the_cold_one(depth: int, tmp_path: Path) -> None:
    """From the cache comes the same brief of the same files, however many briefs it stands on."""
    place = file(tmp_path / "1.yaml", HEADER, OFFICE, POINT)
    for n in range(2, depth + 1):
        place = file(tmp_path / f"{n}.yaml", f"extends: {n - 1}.yaml\ntitle: Layer {n}\n")
    cold, found = load(place), warm(place, tmp_path / "cache")
    assert (found.brief, found.parts, found.digest) == (cold.brief, cold.parts, cold.digest)
    file_name, line = found.where(("points", 0, "say"))
    assert (Path(file_name).name, line) == (
        "1.yaml",
        (HEADER + OFFICE + POINT).splitlines().index("    say: {text: We pay our share., basis: unknown}") + 1,
    )
    assert cold.where(("points", 0, "say")) == (file_name, line)
    assert len(found.layers) == depth


def test_a_change_of_any_file_of_base_or_overlay_is_seen(tmp_path: Path) -> None:
    """No entry of the cache outlives a change of what it was made from, in whichever layer."""
    base, kept = (
        folder(tmp_path / "base", {"data/brief.yaml": HEADER, "data/t.yaml": "tags: {a: A}\n"}),
        FolderCache(tmp_path / "cache"),
    )
    over = file(tmp_path / "over.yaml", "extends: base\n")
    assert warm(over, tmp_path / "cache").brief.tags["a"].en == "A"
    (base.path / "data" / "t.yaml").write_text("tags: {a: B}\n")
    assert load(over, kept).brief.tags["a"].en == "B"
    file(tmp_path / "under.yaml", HEADER, "gaps: [{id: g, text: G}]\n")
    (base.path / "data" / "t.yaml").write_text("extends: ../under.yaml\n")
    assert [gap.id for gap in load(over, kept).brief.gaps] == ["g"]
    (tmp_path / "under.yaml").write_text(HEADER)
    assert load(over, kept).brief.gaps == ()
    (base.path / "data" / "t.yaml").unlink()
    (base.path / "data" / "brief.yaml").unlink()
    with pytest.raises(BriefError):
        load(over, kept)


def test_an_entry_that_is_no_brief_is_passed_over(tmp_path: Path) -> None:
    """What stands sealed in the cache and is no brief (or leads nowhere) is not taken."""
    place, kept = file(tmp_path / "a.yaml", HEADER), FolderCache(tmp_path / "cache")
    layers = load(place, kept).layers
    for text in (b"{}", b"[", b'{"extends": ["nowhere"]}'):
        kept.put(cache_key(layers), text)
        assert load(place, kept).brief.id == "example"


def test_a_file_that_cannot_be_read_is_told_past_the_cache(tmp_path: Path) -> None:
    """A brief with an unreadable file is refused, also where its readable part is known."""
    place = folder(tmp_path / "b", {"data/brief.yaml": HEADER})
    load(place, FolderCache(tmp_path / "cache"))
    os.mkfifo(place.path / "data" / "x.yaml")
    with pytest.raises(BriefError) as caught:
        load(place, FolderCache(tmp_path / "cache"))
    assert [problem.rule for problem in caught.value.problems] == ["file-kind"]


parts = st.lists(st.builds(BriefFile, st.just("a"), st.binary(max_size=3), st.booleans()), max_size=3).map(tuple)
layers = st.builds(Layer, st.just(Place(Path("a"), "a")), parts, st.just(()))
stacks = st.lists(layers, min_size=1, max_size=3).map(tuple)


@given(stacks, stacks)
def test_other_files_have_another_key(one: tuple[Layer, ...], other: tuple[Layer, ...]) -> None:
    """Two stacks of files share a key only where they are the same."""
    assert (cache_key(one) == cache_key(other)) == (one == other)


def test_parts_of_other_lengths_have_other_keys() -> None:
    """The key tells apart files that read the same when joined."""
    place = Place(Path("a"), "a")
    keys = {
        cache_key((Layer(place, tuple(BriefFile("a", data, is_record=False) for data in parts)),))
        for parts in ((b"ab", b"c"), (b"a", b"bc"))
    }
    assert len(keys) == 2

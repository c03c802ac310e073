"""Places looked up for a few values only."""

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kbrief.load.places import Path
from kbrief.load.spots import spots
from kbrief.load.yamlread import read_places

TEXT = b"\xef\xbb\xbfa: 1\nb:\n  - x\n  - {c: [y, z], d: 0}\ne: {f: g}\n"
PATHS: list[Path] = [(), ("a",), ("b",), ("b", 0), ("b", 1), ("b", 1, "c"), ("b", 1, "c", 1), ("b", 1, "d"), ("e", "f")]


@pytest.mark.parametrize("parser", [yaml.CSafeLoader, yaml.SafeLoader])
def test_places_are_those_of_the_full_map(parser: Any) -> None:
    """A value's place and its key's are the same as in the map of all places."""
    known, found = read_places(TEXT, "a"), spots(TEXT, PATHS, parser)
    assert {path: found[path] for path in PATHS} == {path: (known.value(path), known.key(path)) for path in PATHS}


@given(st.sets(st.sampled_from(PATHS)))
def test_only_what_is_wanted_and_what_leads_there_is_kept(paths: set[Path]) -> None:
    """Nothing but the wanted paths and their beginnings is noted."""
    assert set(spots(TEXT, paths)) == {path[:n] for path in paths for n in range(len(path) + 1)} | {()}


def test_what_is_not_there_is_not_found() -> None:
    """A path that the file lacks has no place, nor has anything in an empty file."""
    assert set(spots(TEXT, [("a", "b"), ("b", 7), ("z",)])) == {(), ("a",), ("b",)}
    assert spots(b"# nothing\n", [()]) == {}

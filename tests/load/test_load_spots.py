"""Where the values of a file stand."""

from collections.abc import Iterable
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kbrief.files import Position
from kbrief.load.yaml import PARSER, Parser, read_yaml
from kbrief.load.yaml_places import Loc


def find(data: bytes, paths: Iterable[Loc], parser: Parser = PARSER) -> dict[Loc, tuple[Position, Position]]:
    """Return the places that a file has of these paths."""
    return read_yaml(data, "a.yaml", parser=parser).places.find(paths)


def nearest(data: bytes, paths: Iterable[Loc]) -> dict[Loc, tuple[Position, Position]]:
    """Return for each path its places in a file, or those of its nearest parent."""
    return read_yaml(data, "a.yaml").places.nearest(paths)


TEXT = b"\xef\xbb\xbfa: 1\nb:\n  - x\n  - {c: [y, z], d: 0}\ne: {f: g}\n"
PATHS: list[Loc] = [(), ("a",), ("b",), ("b", 0), ("b", 1), ("b", 1, "c"), ("b", 1, "c", 1), ("b", 1, "d"), ("e", "f")]


FILE = b"""\
id: demo
points:
  - id: budget
    label: {en: "Budget", ko: x}
    claim:
      basis: stated
  - - deep
    - value

empty:
"""

PLACES: dict[Loc, tuple[Position, Position]] = {
    (): ((1, 1), (1, 1)),
    ("id",): ((1, 5), (1, 1)),
    ("points",): ((3, 3), (2, 1)),
    ("points", 0): ((3, 5), (3, 5)),
    ("points", 0, "id"): ((3, 9), (3, 5)),
    ("points", 0, "label"): ((4, 12), (4, 5)),
    ("points", 0, "label", "ko"): ((4, 31), (4, 27)),
    ("points", 0, "claim", "basis"): ((6, 14), (6, 7)),
    ("points", 1): ((7, 5), (7, 5)),
    ("points", 1, 1): ((8, 7), (8, 7)),
    ("empty",): ((10, 7), (10, 1)),
}


@pytest.mark.parametrize("parser", [yaml.CSafeLoader, yaml.SafeLoader])
@pytest.mark.parametrize(("path", "places"), PLACES.items())
def test_value_and_key(path: Loc, places: tuple[Position, Position], parser: Any) -> None:
    """A value has its own place and its key's; an item and the root, which have no key, their own twice."""
    assert find(FILE, [path], parser)[path] == places == find(FILE, PLACES, parser)[path]


NEAREST: dict[Loc, Position] = {
    ("points", 0, "id"): (3, 9),
    ("points", 0, "handling"): (3, 5),
    ("points", 0, "claim", "by_administration", "basis"): (6, 7),
    ("points", 7): (3, 3),
    ("points", 7, "id"): (3, 3),
    ("nothing",): (1, 1),
    ("id", "en"): (1, 5),
}


def test_what_the_file_lacks_stands_where_it_would_be() -> None:
    """The nearest place is that of the innermost value that is there; in an empty file, its start."""
    assert {path: value for path, (value, _) in nearest(FILE, NEAREST).items()} == NEAREST
    assert nearest(b"# nothing\n", [("points", 0)]) == {("points", 0): ((1, 1), (1, 1))}


def test_columns_count_characters() -> None:
    """Columns count characters, not bytes; a byte order mark and carriage returns do not count."""
    found = find("\ufeff한국: 1\r\n'😀': 2\r\n".encode(), [("한국",), ("😀",)])
    assert (found["한국",][0], found["😀",][0]) == ((1, 5), (2, 6))


@given(st.sets(st.sampled_from(PATHS)))
def test_only_what_is_wanted_and_what_leads_there_is_kept(paths: set[Loc]) -> None:
    """Nothing but the wanted paths and their beginnings is noted."""
    assert set(find(TEXT, paths)) == {path[:n] for path in paths for n in range(len(path) + 1)} | {()}


def test_what_is_not_there_is_not_found() -> None:
    """A path that the file lacks has no place, nor has anything in an empty file."""
    assert set(find(TEXT, [("a", "b"), ("b", 7), ("z",)])) == {(), ("a",), ("b",)}
    assert find(b"# nothing\n", [()]) == {}

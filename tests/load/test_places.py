"""The places of values and keys, looked up by path."""

import pytest
import yaml

from kbrief.errors import BriefError
from kbrief.load.places import Path, Place
from kbrief.load.yamlread import Parser, read_places

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

PLACES: dict[Path, tuple[Place, Place]] = {
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
@pytest.mark.parametrize(("path", "spots"), PLACES.items())
def test_value_and_key(path: Path, spots: tuple[Place, Place], parser: Parser) -> None:
    """A value has its own place and its key's; an item and the root, which have no key, their own twice."""
    places = read_places(FILE, "a.yaml", parser=parser)
    assert (places.value(path), places.key(path)) == spots


NEAREST: dict[Path, Place] = {
    ("points", 0, "id"): (3, 9),
    ("points", 0, "handling"): (3, 5),
    ("points", 0, "claim", "by_administration", "basis"): (6, 14),
    ("stated", "points", 0, "claim", "cites", 0): (6, 7),
    ("points", 7): (3, 3),
    ("points", 7, "id"): (3, 3),
    ("nothing",): (1, 1),
    ("id", "en"): (1, 5),
}


@pytest.mark.parametrize(("path", "place"), NEAREST.items())
def test_nearest_passes_over_what_the_file_lacks(path: Path, place: Place) -> None:
    """The nearest place is the innermost known value's, a union's tags and missing keys passed over."""
    assert read_places(FILE, "a.yaml").nearest(path) == place


def test_key_passes_over_what_the_file_lacks() -> None:
    """The key of a value inside a union is found although the path names the union's tag."""
    places = read_places(FILE, "a.yaml")
    assert places.key(("points", 0, "claim", "stated", "basis")) == (6, 7)
    assert places.key(("points", 0, "handling")) == (3, 5)


def test_unknown_path_has_no_value() -> None:
    """A path that the file lacks has no value of its own."""
    with pytest.raises(KeyError):
        read_places(FILE, "a.yaml").value(("points", 2))


def test_empty_file_begins_at_its_start() -> None:
    """In an empty file every path leads to the first line."""
    places = read_places(b"# nothing\n", "a.yaml")
    assert places.value(()) == (1, 1)
    assert places.nearest(("points", 0)) == (1, 1)


def test_columns_count_characters() -> None:
    """Columns count characters, not bytes; a byte order mark and carriage returns do not count."""
    places = read_places("\ufeff한국: 1\r\n'😀': 2\r\n".encode(), "a.yaml")
    assert places.value(("한국",)) == (1, 5)
    assert places.value(("😀",)) == (2, 6)


def test_a_broken_file_has_no_places() -> None:
    """A file that is no YAML is refused by the second pass as by the first."""
    with pytest.raises(BriefError) as caught:
        read_places(b"a: [", "a.yaml")
    assert caught.value.problems[0].rule == "yaml-syntax"

"""The cache: keyed by content, sealed, and never in the way."""

import os
from pathlib import Path

from kbrief.store import cache


def test_what_was_put_is_found_under_its_key(tmp_path: Path) -> None:
    """A text comes back under its key, and nothing under another."""
    cache.put(tmp_path / "new", "a", b"one\ntwo")
    assert cache.get(tmp_path / "new", "a") == b"one\ntwo"
    assert cache.get(tmp_path / "new", "b") is None


def test_a_damaged_entry_is_passed_over(tmp_path: Path) -> None:
    """An entry whose text does not fit its seal is none."""
    cache.put(tmp_path, "a", b"text")
    (tmp_path / "a.json").write_bytes((tmp_path / "a.json").read_bytes() + b"x")
    assert cache.get(tmp_path, "a") is None


def test_parts_of_other_lengths_have_other_keys() -> None:
    """The key tells apart parts that read the same when joined."""
    assert cache.digest([b"ab", b"c"]) != cache.digest([b"a", b"bc"])


def test_a_folder_that_cannot_be_written_is_passed_over(tmp_path: Path) -> None:
    """A cache in the place of a file, or whose entry is a folder, raises nothing and leaves nothing behind."""
    (tmp_path / "file").write_text("")
    cache.put(tmp_path / "file", "a", b"text")
    (tmp_path / "a.json").mkdir()
    cache.put(tmp_path, "a", b"text")
    assert cache.get(tmp_path, "a") is None
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.json", "file"]


def test_the_oldest_entries_go(tmp_path: Path) -> None:
    """Only so many entries stay, the newest of them."""
    for n in range(cache.MAX_ENTRIES + 3):
        cache.put(tmp_path, f"{n}", b"text")
        os.utime(tmp_path / f"{n}.json", (n, n))
    kept = {int(path.stem) for path in tmp_path.glob("*.json")}
    assert kept == set(range(3, cache.MAX_ENTRIES + 3))

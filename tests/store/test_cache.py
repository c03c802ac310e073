"""The cache: keyed by content, sealed, and never in the way."""

import os
from pathlib import Path

import pytest

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


def test_only_what_the_user_alone_could_write_is_believed(tmp_path: Path) -> None:
    """An entry that others may write to, or in a folder that they may write to, is passed over; none is put there."""
    folder = tmp_path / "cache"
    cache.put(folder, "a", b"text")
    for path, mode in ((folder, 0o770), (folder, 0o707), (folder / "a.json", 0o620), (folder / "a.json", 0o602)):
        before = path.stat().st_mode & 0o777
        path.chmod(mode)
        assert cache.get(folder, "a") is None
        path.chmod(before)
    assert cache.get(folder, "a") == b"text"
    folder.chmod(0o777)
    cache.put(folder, "b", b"text")
    assert not (folder / "b.json").exists()


def test_an_entry_of_another_user_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another owns is not believed; where a system knows no owners, it is."""
    cache.put(tmp_path, "a", b"text")
    monkeypatch.setattr(os, "geteuid", lambda: tmp_path.stat().st_uid + 1)
    assert cache.get(tmp_path, "a") is None
    monkeypatch.delattr(os, "geteuid")
    assert cache.get(tmp_path, "a") == b"text"


def test_an_entry_that_is_no_file_neither_hangs_nor_fills_the_memory(tmp_path: Path) -> None:
    """A pipe, a device, a link and a file that is too large are passed over at once, and replaced when one is put."""
    cache.put(tmp_path, "sealed", b"text")
    os.mkfifo(tmp_path / "pipe.json")
    (tmp_path / "zero.json").symlink_to("/dev/zero")
    (tmp_path / "link.json").symlink_to("sealed.json")
    with (tmp_path / "large.json").open("wb") as file:
        file.truncate(cache.MAX_ENTRY_BYTES + 1)
    for key in ("pipe", "zero", "link", "large"):
        assert cache.get(tmp_path, key) is None
        cache.put(tmp_path, key, b"text")
        assert cache.get(tmp_path, key) == b"text"


def test_a_text_that_is_too_large_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What could not be read back is not written."""
    monkeypatch.setattr(cache, "MAX_ENTRY_BYTES", 100)
    cache.put(tmp_path, "a", b"x" * 100)
    assert not list(tmp_path.iterdir())

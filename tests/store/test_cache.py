"""The cache: keyed by content, sealed, and never in the way."""

import os
from pathlib import Path

import pytest

from kbrief.store import cache as cache_module
from kbrief.store.cache import FolderCache


def test_what_was_put_is_found_under_its_key(tmp_path: Path) -> None:
    """A text comes back under its key, and nothing under another."""
    FolderCache(tmp_path / "new").put("a", b"one\ntwo")
    assert FolderCache(tmp_path / "new").get("a") == b"one\ntwo"
    assert FolderCache(tmp_path / "new").get("b") is None


def test_a_damaged_entry_is_passed_over(tmp_path: Path) -> None:
    """An entry whose text does not fit its seal is none."""
    FolderCache(tmp_path).put("a", b"text")
    (tmp_path / "a.json").write_bytes((tmp_path / "a.json").read_bytes() + b"x")
    assert FolderCache(tmp_path).get("a") is None


def test_a_folder_that_cannot_be_written_is_passed_over(tmp_path: Path) -> None:
    """A cache in the place of a file, or whose entry is a folder, raises nothing and leaves nothing behind."""
    (tmp_path / "file").write_text("")
    FolderCache(tmp_path / "file").put("a", b"text")
    (tmp_path / "a.json").mkdir()
    FolderCache(tmp_path).put("a", b"text")
    assert FolderCache(tmp_path).get("a") is None
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.json", "file"]


def test_the_oldest_entries_go(tmp_path: Path) -> None:
    """Only so many entries stay, the newest of them."""
    for n in range(cache_module.MAX_ENTRIES + 3):
        FolderCache(tmp_path).put(f"{n}", b"text")
        os.utime(tmp_path / f"{n}.json", (n, n))
    kept = {int(path.stem) for path in tmp_path.glob("*.json")}
    assert kept == set(range(3, cache_module.MAX_ENTRIES + 3))


def test_only_what_the_user_alone_could_write_is_believed(tmp_path: Path) -> None:
    """An entry that others may write to, or in a folder that they may write to, is passed over; none is put there."""
    folder = tmp_path / "cache"
    FolderCache(folder).put("a", b"text")
    for path, mode in ((folder, 0o770), (folder, 0o707), (folder / "a.json", 0o620), (folder / "a.json", 0o602)):
        before = path.stat().st_mode & 0o777
        path.chmod(mode)
        assert FolderCache(folder).get("a") is None
        path.chmod(before)
    assert FolderCache(folder).get("a") == b"text"
    folder.chmod(0o777)
    FolderCache(folder).put("b", b"text")
    assert not (folder / "b.json").exists()


def test_an_entry_of_another_user_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another owns is not believed; where a system knows no owners, it is."""
    FolderCache(tmp_path).put("a", b"text")
    monkeypatch.setattr(os, "geteuid", lambda: tmp_path.stat().st_uid + 1)
    assert FolderCache(tmp_path).get("a") is None
    monkeypatch.delattr(os, "geteuid")
    assert FolderCache(tmp_path).get("a") == b"text"


def test_an_entry_that_is_no_file_neither_hangs_nor_fills_the_memory(tmp_path: Path) -> None:
    """A pipe, a device, a link and a file that is too large are passed over at once, and replaced when one is put."""
    FolderCache(tmp_path).put("sealed", b"text")
    os.mkfifo(tmp_path / "pipe.json")
    (tmp_path / "zero.json").symlink_to("/dev/zero")
    (tmp_path / "link.json").symlink_to("sealed.json")
    with (tmp_path / "large.json").open("wb") as file:
        file.truncate(cache_module.MAX_ENTRY_BYTES + 1)
    for key in ("pipe", "zero", "link", "large"):
        assert FolderCache(tmp_path).get(key) is None
        FolderCache(tmp_path).put(key, b"text")
        assert FolderCache(tmp_path).get(key) == b"text"


def test_a_text_that_is_too_large_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What could not be read back is not written."""
    monkeypatch.setattr(cache_module, "MAX_ENTRY_BYTES", 100)
    FolderCache(tmp_path).put("a", b"x" * 100)
    assert not list(tmp_path.iterdir())

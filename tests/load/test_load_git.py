"""A brief as it was at a revision."""

import os
import subprocess
from pathlib import Path

import pytest

from kbrief.errors import BriefError, UnknownName
from kbrief.load.find import MAX_BYTES, Place
from kbrief.load.git import brief_at, layer_at

HEADER = """id: mine
title: Mine
as_of: "2024-10"
criteria:
  - {id: source, name: Source}
  - {id: president, name: President, perception: true}
"""
POINTS = "points: []\n"
IDENTITY = {
    "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@b",
    "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull,
}  # fmt: skip


def git(folder: Path, *arguments: str) -> str:
    run = subprocess.run(
        ["git", *arguments], cwd=folder, env={**os.environ, **IDENTITY}, check=True, capture_output=True, text=True
    )
    return run.stdout


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A brief in a folder of a repository, changed after its one commit, tagged `v1`."""
    folder = tmp_path / "re po" / "나의 brief"
    (folder / "data").mkdir(parents=True)
    (folder / "seeds").mkdir()
    (folder / "data" / "brief.yaml").write_text(HEADER, encoding="utf-8")
    (folder / "data" / "points.yml").write_text(POINTS, encoding="utf-8")
    (folder / "data" / ".hidden.yaml").write_text("[", encoding="utf-8")
    (folder / "data" / "notes.txt").write_text("no data", encoding="utf-8")
    git(tmp_path / "re po", "init", "-q", "-b", "main")
    commit(folder, "v1")
    (folder / "data" / "brief.yaml").write_text(HEADER.replace("Mine", "Ours"), encoding="utf-8")
    return folder


def commit(folder: Path, tag: str) -> None:
    git(folder, "add", "-A", ".")
    git(folder, "commit", "-q", "-m", tag)
    git(folder, "tag", tag)


def test_the_brief_as_it_was(kept: Path) -> None:
    """Tags, branches, HEAD and its ancestors name what was committed, whatever stands in the folder now."""
    for revision in ("v1", "main", "HEAD", "HEAD^0", git(kept, "rev-parse", "HEAD").strip()):
        assert brief_at(Place(kept, "mine"), revision).title.to("en") == "Mine"


def test_only_the_files_of_the_brief_are_read(kept: Path) -> None:
    """YAML under data and seeds, by the same rules as on disk, with names that tell the revision."""
    layer = layer_at(Place(kept, "mine"), "v1")
    assert [part.name for part in layer.parts] == [
        f"v1:나의 brief/data/{name}" for name in ("brief.yaml", "points.yml")
    ]
    assert layer.problems == ()


def test_a_brief_in_one_file(kept: Path) -> None:
    """A single file is read alone, whatever its name looks like to git."""
    files = kept / "[a] *.yaml", kept.parent / ":(top)a.yaml"
    for file in files:
        file.write_text(HEADER, encoding="utf-8")
    commit(kept.parent, "v2")
    for file in files:
        assert [part.data for part in layer_at(Place(file, "a"), "v2").parts] == [HEADER.encode()]


def test_records_are_told_from_data(kept: Path) -> None:
    """What stands under seeds is a source record."""
    (kept / "seeds" / "s.yaml").write_text("id: s\n", encoding="utf-8")
    commit(kept, "v2")
    assert [part.is_record for part in layer_at(Place(kept, "mine"), "v2").parts] == [False, False, True]


@pytest.mark.parametrize("revision", ["nope", "--help", "-h", "--output=x", "", "v1:data", "a\nb", "v1 --", "\x1b[31m"])
def test_an_unknown_revision(revision: str, kept: Path) -> None:
    """It is told with the names that git knows, and never taken for an option."""
    with pytest.raises(UnknownName, match="unknown revision") as raised:
        brief_at(Place(kept, "mine"), revision)
    assert raised.value.hint
    assert "HEAD" in raised.value.hint or "v1" in raised.value.hint
    assert not (kept / "x").exists()


def test_no_repository(tmp_path: Path) -> None:
    """A folder outside any repository is told so, in git's words too."""
    with pytest.raises(BriefError, match="no git repository") as raised:
        layer_at(Place(tmp_path, "mine"), "HEAD")
    assert "git says" in str(raised.value.hint)


def test_no_git(monkeypatch: pytest.MonkeyPatch, kept: Path) -> None:
    """Without git there is still the way with two folders."""
    monkeypatch.setenv("PATH", str(kept))
    with pytest.raises(BriefError, match="not installed"):
        layer_at(Place(kept, "mine"), "HEAD")


def test_a_repository_that_a_hook_names_is_not_looked_at(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git's own variables, as a hook sets them for another repository, change nothing."""
    monkeypatch.setenv("GIT_DIR", str(kept / "nowhere"))
    monkeypatch.setenv("GIT_WORK_TREE", str(kept))
    assert brief_at(Place(kept, "mine"), "v1").id == "mine"


def test_a_revision_without_the_brief(kept: Path) -> None:
    """A revision from before the brief has none of its files."""
    empty = git(kept, "commit-tree", "-m", "none", git(kept, "hash-object", "-t", "tree", "-w", os.devnull).strip())
    with pytest.raises(BriefError, match="is not in"):
        layer_at(Place(kept, "mine"), empty.strip())


def test_a_revision_whose_brief_does_not_hold(kept: Path) -> None:
    """Its problems are told at their places in that revision."""
    (kept / "data" / "brief.yaml").write_text(HEADER + "tital: x\n", encoding="utf-8")
    commit(kept, "bad")
    with pytest.raises(BriefError, match="at bad does not hold") as raised:
        brief_at(Place(kept, "mine"), "bad")
    assert [(p.file, p.line) for p in raised.value.problems] == [("bad:나의 brief/data/brief.yaml", 7)]


def test_links_submodules_and_large_files(kept: Path) -> None:
    """A link and a file beyond the limit are problems, told before anything is read; a submodule is no file."""
    (kept / "data" / "link.yaml").symlink_to("brief.yaml")
    with (kept / "data" / "large.yaml").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    git(kept, "-c", "core.bigFileThreshold=1m", "add", "data")
    git(kept, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},나의 brief/data/module.yaml")
    git(kept, "commit", "-q", "-m", "v2")
    layer = layer_at(Place(kept, "mine"), "HEAD")
    assert [(problem.rule, problem.file.rpartition("/")[2]) for problem in layer.problems] == [
        ("file-size", "large.yaml"), ("file-link", "link.yaml"),
    ]  # fmt: skip
    assert layer.parts == ()

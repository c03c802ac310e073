"""A brief as it was at a revision."""

import os
import subprocess
from pathlib import Path

import pytest

from kbrief.errors import BriefError, UnknownName
from kbrief.limits import MAX_BRIEF_BYTES
from kbrief.load.find import Place
from kbrief.load.git import RevisionReader, load_at

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
        assert load_at(Place(kept, "mine"), revision).brief.title.in_language("en") == "Mine"


def test_only_the_files_of_the_brief_are_read(kept: Path) -> None:
    """YAML under data and seeds, by the same rules as on disk, with names that tell the revision."""
    layer = RevisionReader(Place(kept, "mine"), "v1").own()
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
        assert [part.data for part in RevisionReader(Place(file, "a"), "v2").own().parts] == [HEADER.encode()]


def test_records_are_told_from_data(kept: Path) -> None:
    """What stands under seeds is a source record."""
    (kept / "seeds" / "s.yaml").write_text("id: s\n", encoding="utf-8")
    commit(kept, "v2")
    assert [part.is_record for part in RevisionReader(Place(kept, "mine"), "v2").own().parts] == [False, False, True]


@pytest.mark.parametrize("revision", ["nope", "--help", "-h", "--output=x", "", "v1:data", "a\nb", "v1 --", "\x1b[31m"])
def test_an_unknown_revision(revision: str, kept: Path) -> None:
    """It is told with the names that git knows, and never taken for an option."""
    with pytest.raises(UnknownName, match="unknown revision") as raised:
        load_at(Place(kept, "mine"), revision)
    assert raised.value.hint
    assert "HEAD" in raised.value.hint or "v1" in raised.value.hint
    assert not (kept / "x").exists()


def test_no_repository(tmp_path: Path) -> None:
    """A folder outside any repository is told so, in git's words too."""
    with pytest.raises(BriefError, match="is not in a git repository") as raised:
        RevisionReader(Place(tmp_path, "mine"), "HEAD").own()
    assert "git says" in str(raised.value.hint)


def test_no_git(monkeypatch: pytest.MonkeyPatch, kept: Path) -> None:
    """Without git there is still the way with two folders."""
    monkeypatch.setenv("PATH", str(kept))
    with pytest.raises(BriefError, match="not installed"):
        RevisionReader(Place(kept, "mine"), "HEAD").own()


def test_a_repository_that_a_hook_names_is_not_looked_at(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git's own variables, as a hook sets them for another repository, change nothing."""
    monkeypatch.setenv("GIT_DIR", str(kept / "nowhere"))
    monkeypatch.setenv("GIT_WORK_TREE", str(kept))
    assert load_at(Place(kept, "mine"), "v1").brief.id == "mine"


def test_a_revision_without_the_brief(kept: Path) -> None:
    """A revision from before the brief has none of its files."""
    empty = git(kept, "commit-tree", "-m", "none", git(kept, "hash-object", "-t", "tree", "-w", os.devnull).strip())
    with pytest.raises(BriefError, match="is not in") as raised:
        RevisionReader(Place(kept, "mine"), empty.strip()).own()
    assert raised.value.hint == "try a revision that contains it"


def test_a_folder_that_had_another_name(kept: Path) -> None:
    """Where the folder was moved since, the names that the revision knows are told, and what to do with them."""
    kept.rename(kept.with_name("new"))
    with pytest.raises(BriefError, match="the brief mine is not in v1") as raised:
        RevisionReader(Place(kept.with_name("new"), "mine"), "v1").own()
    assert str(raised.value.hint).startswith("it has 나의 brief: check it out into a second folder (git worktree add)")


def test_a_revision_whose_brief_does_not_hold(kept: Path) -> None:
    """Its problems are told at their places in that revision."""
    (kept / "data" / "brief.yaml").write_text(HEADER + "tital: x\n", encoding="utf-8")
    commit(kept, "bad")
    with pytest.raises(BriefError, match="at bad has ") as raised:
        load_at(Place(kept, "mine"), "bad")
    assert [(p.file, p.line) for p in raised.value.problems] == [("bad:나의 brief/data/brief.yaml", 7)]


def test_links_submodules_and_large_files(kept: Path) -> None:
    """A link and files beyond the limit are problems, told before anything is read; a submodule is no file."""
    (kept / "data" / "link.yaml").symlink_to("brief.yaml")
    for name in ("most", "rest"):
        with (kept / "data" / f"{name}.yaml").open("wb") as file:
            file.truncate(MAX_BRIEF_BYTES // 2 + 1)
    git(kept, "-c", "core.bigFileThreshold=1m", "add", "data")
    git(kept, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},나의 brief/data/module.yaml")
    git(kept, "commit", "-q", "-m", "v2")
    layer = RevisionReader(Place(kept, "mine"), "HEAD").own()
    assert [(problem.rule, problem.file.rpartition("/")[2]) for problem in layer.problems] == [
        ("file-link", "link.yaml"), ("file-size", "rest.yaml"),
    ]  # fmt: skip
    assert layer.parts == ()


OVERLAY = "extends: {}\nid: over\ntitle: Over\n"


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def titles(folder: Path, overlay: str, revision: str = "HEAD") -> tuple[str | None, str | None, tuple[str, ...]]:
    """Return an overlay's title at a revision, its tag `a`, which is its base's, and what is taken as it is now."""
    then = load_at(Place(folder / overlay, "over"), revision)
    tags = {name: text.en for name, text in then.brief.tags.items()}
    return then.brief.title.en, tags.get("a"), then.as_now


@pytest.fixture
def stack(tmp_path: Path) -> Path:
    """A repository with a brief at its root, one in a folder, one in a file, and overlays on each, none committed."""
    repo = tmp_path / "repo"
    git(tmp_path, "init", "-q", "-b", "main", str(repo))
    for path in (repo / "data" / "brief.yaml", repo / "base" / "data" / "brief.yaml", repo / "base.yaml"):
        write(path, HEADER + "tags: {a: Then}\n")
    for name, base in (("root", "../.."), ("folder", "../../base"), ("file", "../../base.yaml")):
        write(repo / "over" / name / "data" / "brief.yaml", OVERLAY.format(base))
    write(repo / "over" / "single.yaml", OVERLAY.format("../base"))
    write(repo / "over" / "twice.yaml", OVERLAY.format("single.yaml"))
    return repo


@pytest.mark.parametrize("overlay", ["root", "folder", "file", "single.yaml", "twice.yaml"])
def test_what_a_brief_extended_is_as_it_was(overlay: str, stack: Path) -> None:
    """A base in the same repository is read at the revision too, be it changed, moved or gone since."""
    commit(stack, "v1")
    for path in stack.rglob("*.yaml"):
        path.write_text(path.read_text().replace("Then", "Now"))
    assert titles(stack / "over", overlay) == ("Over", "Then", ())
    (stack / "base.yaml").unlink()
    (stack / "base").rename(stack / "moved")
    (stack / "data" / "brief.yaml").unlink()
    assert titles(stack / "over", overlay) == ("Over", "Then", ())


@pytest.mark.parametrize("wanted", ["kbrief:rok-us-2024", "../outside.yaml", "untracked", "module"])
def test_what_the_repository_did_not_keep_is_as_it_is(wanted: str, stack: Path) -> None:
    """The bundled brief, one outside, one that git does not know and one of a submodule are taken as now, and named."""
    write(stack.parent / "outside.yaml", HEADER)
    git(stack, "init", "-q", "module")
    write(stack / "module" / "data" / "brief.yaml", HEADER)
    commit(stack / "module", "m1")
    write(stack / "over.yaml", OVERLAY.format(wanted))
    commit(stack, "v1")
    write(stack / "untracked" / "data" / "brief.yaml", HEADER)
    assert titles(stack, "over.yaml")[::2] == ("Over", (wanted.removeprefix("kbrief:"),))


@pytest.mark.parametrize(
    ("wanted", "says"),
    [("nowhere", "no brief at 'nowhere'"), ("over.yaml", "'over.yaml' already extends this brief"),
     ("kbrief:other", "kbrief has no built-in brief 'kbrief:other'")],
)  # fmt: skip
def test_a_base_that_there_was_not(wanted: str, says: str, stack: Path) -> None:
    """What leads nowhere then and now, and a brief that stood on itself, are told at their place in the revision."""
    write(stack / "over.yaml", OVERLAY.format(wanted))
    commit(stack, "v1")
    with pytest.raises(BriefError) as raised:
        titles(stack, "over.yaml", "v1")
    (problem,) = raised.value.problems
    assert (problem.file, problem.line, problem.message) == ("v1:over.yaml", 1, f"extends: {says}")


def test_a_base_may_not_be_larger_than_the_room_that_is_left(stack: Path) -> None:
    """A brief and its base have the limit of one, at a revision as on disk."""
    write(stack / "over.yaml", OVERLAY.format("base.yaml") + "#" * (MAX_BRIEF_BYTES - 100))
    commit(stack, "v1")
    with pytest.raises(BriefError) as raised:
        titles(stack, "over.yaml")
    assert [(problem.file, problem.rule) for problem in raised.value.problems] == [("HEAD:base.yaml", "file-size")]


def test_a_worktree_and_a_submodule_are_repositories_too(stack: Path) -> None:
    """Where the brief lies in a worktree or submodule its own revisions are read."""
    commit(stack, "v1")
    git(stack, "worktree", "add", "-q", "../beside", "v1")
    assert titles(stack.parent / "beside" / "over", "folder", "v1") == ("Over", "Then", ())
    git(stack, "-c", "protocol.file.allow=always", "submodule", "add", "-q", str(stack), "sub")
    assert titles(stack / "sub" / "over", "folder", "HEAD") == ("Over", "Then", ())


def test_clones_that_have_not_all(stack: Path) -> None:
    """A shallow clone says that it is one; a partial one says what git says, and fetches nothing."""
    write(stack / "base.yaml", HEADER + "# This stands in no other file.\n")
    commit(stack, "v1")
    write(stack / "base.yaml", HEADER)
    commit(stack, "v2")
    git(stack, "config", "uploadpack.allowFilter", "true")
    git(stack.parent, "clone", "-q", "--depth", "1", stack.as_uri(), "shallow")
    assert titles(stack.parent / "shallow" / "over", "folder") == ("Over", "Then", ())
    with pytest.raises(UnknownName, match="unknown revision 'HEAD~1'") as unknown:
        titles(stack.parent / "shallow" / "over", "folder", "HEAD~1")
    assert "git fetch --unshallow" in str(unknown.value.hint)
    git(stack.parent, "clone", "-q", "--filter=blob:none", stack.as_uri(), "partial")
    with pytest.raises(BriefError, match="git cannot read the commit") as raised:
        titles(stack.parent / "partial", "base.yaml", "HEAD~1")
    assert "git says: fatal: " in str(raised.value.hint)


def impostor(folder: Path, answers: dict[str, str]) -> Path:
    """Write a program named git that answers each command as told, and return its folder."""
    cases = "".join(f"*{command}*) printf '{said}' ;;\n" for command, said in answers.items())
    (folder / "bin").mkdir()
    program = folder / "bin" / "git"
    program.write_text(f'#!/bin/sh\ncase "$*" in\n{cases}esac\n')
    program.chmod(0o755)
    return program.parent


OBJECT = "a" * 40
ENTRY = f"100644 blob {OBJECT}       9\\tdata/brief.yaml\\0"


@pytest.mark.parametrize(
    "answers",
    [
        {"--verify": "no commit at all"},
        {"--verify": "\\377\\376"},
        {"--verify": OBJECT, "ls-tree": "100644 blob"},
        {"--verify": OBJECT, "ls-tree": f"100644 blob {OBJECT}     BAD\\tdata/brief.yaml\\0"},
        {"--verify": OBJECT, "ls-tree": ENTRY},
        {"--verify": OBJECT, "ls-tree": ENTRY, "cat-file": f"{OBJECT} missing\\n"},
        {"--verify": OBJECT, "ls-tree": ENTRY, "cat-file": f"{OBJECT} blob 9\\nid: a"},
        {"--verify": OBJECT, "ls-tree": ENTRY, "cat-file": f"{OBJECT} blob 900\\nid: abcde\\n"},
    ],
    ids=["no commit", "no text", "cut", "no size", "no content", "missing", "short", "other size"],
)
def test_what_git_does_not_say_as_expected_is_refused(
    answers: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A git, or a repository, that gives no commit, size or content is told as such, never as a bug of the program."""
    monkeypatch.setenv("PATH", f"{impostor(tmp_path, answers)}:/usr/bin:/bin")
    with pytest.raises(BriefError, match="git"):
        load_at(Place(tmp_path, "mine"), "v1")


def test_a_repository_that_has_lost_a_file_is_told_by_its_name(kept: Path) -> None:
    """Where an object is gone, the file that it held is named."""
    name = git(kept, "rev-parse", "v1:나의 brief/data/points.yml").strip()
    (kept.parent / ".git" / "objects" / name[:2] / name[2:]).unlink()
    with pytest.raises(BriefError, match=r"points\.yml"):
        load_at(Place(kept, "mine"), "v1")


def test_a_git_that_cannot_be_started_is_told(kept: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A program that is no program is told with what the system says."""
    (tmp_path / "git").write_bytes(b"\0no program")
    (tmp_path / "git").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BriefError, match="git cannot be started"):
        load_at(Place(kept, "mine"), "v1")

"""Files that are made to harm: each is refused in words at its place, costs little, and nothing is written."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_runs import run, start

from kbrief.limits import MAX_TEXT_BYTES, MAX_VALUES

HEADER = b"".join(
    (
        b'id: a\ntitle: A\nas_of: "2024-10"\n',
        b"criteria: [{id: source, name: S}, {id: view, name: V, perception: true}]\n",
    )
)
#: How many kilobytes a refused file may cost.
MEMORY = 600_000

Make = Callable[[Path], None]


def single(content: bytes) -> Make:
    """Return what makes a folder whose one brief holds these bytes."""

    def make(folder: Path) -> None:
        (folder / "data").mkdir()
        (folder / "data" / "brief.yaml").write_bytes(content)

    return make


def beside(act: Callable[[Path], object]) -> Make:
    """Return what makes a good brief, and lets something act on its folder."""

    def make(folder: Path) -> None:
        single(HEADER)(folder)
        act(folder)

    return make


def large(folder: Path) -> None:
    """Make a file of 100 MB, which takes no room on a disk."""
    with (folder / "data" / "large.yaml").open("wb") as file:
        file.truncate(100_000_000)


def many(folder: Path) -> None:
    """Make a base and an overlay which hold too much together."""
    half = b"gaps: [" + b"{}," * (MAX_VALUES // 2) + b"]\n"
    (folder / "data" / "gaps.yaml").write_bytes(half)
    (folder / "base.yaml").write_bytes(HEADER + half)
    (folder / "data" / "extends.yaml").write_bytes(b"extends: base.yaml\n")


def circle(folder: Path) -> None:
    """Make a file that is a link to itself."""
    (folder / "data" / "self.yaml").symlink_to("self.yaml")


def on_pipe(folder: Path) -> None:
    """Make a brief that stands on a pipe."""
    os.mkfifo(folder / "p")
    (folder / "data" / "z.yaml").write_text("extends: p\n")


BOMB = b"a: &a [x, x]\n" + b"".join(b"%c: &%c [*%c, *%c]\n" % (n + 1, n + 1, n, n) for n in range(97, 120))
EMOJI = "\U0001f600".encode()

REFUSED: dict[str, tuple[Make, str]] = {
    "bomb": (single(HEADER + BOMB), "data/brief.yaml:5:4 yaml-anchor"),
    "open-brackets": (single(b"[" * 100_000), "data/brief.yaml:1:65 yaml-depth"),
    "brackets": (single(HEADER + b"gaps: " + b"[" * 100_000 + b"]" * 100_000), "data/brief.yaml:5:70 yaml-depth"),
    "indents": (single(b"".join(b" " * n + b"a:\n" for n in range(200))), "data/brief.yaml:65:65 yaml-depth"),
    "large": (beside(large), "data/large.yaml:1:1 file-size"),
    "many": (beside(many), "base.yaml:1:1 too-large"),
    "emoji": (
        single(HEADER + b'gaps: [{id: g, text: "' + b"x" * (MAX_TEXT_BYTES // 4) + EMOJI + b'"}]'),
        "data/brief.yaml:1:1 too-large",
    ),
    "nul": (single(HEADER + b"tags: {a: x\0y}\n"), "data/brief.yaml:5:12 yaml-control-character"),
    "latin": (single(HEADER + b"tags: {a: caf\xe9}\n"), "data/brief.yaml:5:14 yaml-encoding"),
    "utf-16": (single(HEADER.decode().encode("utf-16")), "data/brief.yaml:1:1 yaml-encoding"),
    "surrogate": (single(HEADER + b'tags: {a: "\\uD800"}\n'), "data/brief.yaml:5:14 yaml-syntax"),
    "two-marks": (single(b"\xef\xbb\xbf\xef\xbb\xbf" + HEADER), "data/brief.yaml:1:1 yaml-control-character"),
    "tab": (single(HEADER + b"tags:\n\ta: x\n"), "data/brief.yaml:6:1 yaml-syntax"),
    "escape": (single(HEADER + b'tags: {a: "\\e[31mred"}\n'), "data/brief.yaml:5:11 yaml-control-character"),
    "bidi": (single(HEADER + "tags: {a: x\u202ey}\n".encode()), "data/brief.yaml:5:12 yaml-control-character"),
    "id": (single(HEADER.replace(b"id: a\n", b"id: ../../x\n")), "data/brief.yaml:1:5 wrong-form"),
    "item-id": (single(HEADER + b"gaps: [{id: ../../x, text: t}]\n"), "data/brief.yaml:5:13 wrong-form"),
    "link": (beside(lambda f: (f / "data" / "x.yaml").symlink_to("/etc/hostname")), "data/x.yaml:1:1 file-link"),
    "link-to-device": (beside(lambda f: (f / "data" / "x.yaml").symlink_to("/dev/zero")), "data/x.yaml:1:1 file-link"),
    "circle": (beside(circle), "data/self.yaml:1:1 file-unreadable"),
    "pipe": (beside(lambda f: os.mkfifo(f / "data" / "x.yaml")), "data/x.yaml:1:1 file-kind"),
    "folder": (beside(lambda f: (f / "data" / "x.yaml").mkdir()), "data/x.yaml:1:1 file-kind"),
    "seeds": (beside(lambda f: (f / "seeds").symlink_to("/dev/zero")), "seeds:1:1 file-link"),
    "extends-device": (single(b"extends: /dev/zero\n"), "data/brief.yaml:1:10 extends"),
    "extends-pipe": (beside(on_pipe), "data/z.yaml:1:10 extends"),
    "extends-circle": (single(b"extends: .\n"), "data/brief.yaml:1:10 extends"),
}


def listing(folder: Path) -> set[tuple[str, int]]:
    """Return what lies in a folder, with its time of change."""
    return {(str(path), path.lstat().st_mtime_ns) for path in folder.rglob("*")}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_a_problem_at_its_place_and_nothing_is_written(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A check tells the problem first that the file was made for, in a line; other commands end in 3, with it."""
    make, problem = REFUSED[name]
    make(tmp_path)
    monkeypatch.chdir(tmp_path)
    before = listing(tmp_path)
    found = run("check", ".", "--format", "json")
    first = json.loads(found.out)["items"][0]
    assert (found.code, "{file}:{line}:{column} {rule}".format(**first)) == (1, problem)
    assert f"{first['message']} {first['hint']}".isprintable()
    ended = run("emphasize", "--brief", ".")
    assert (ended.code, ended.out) == (3, "")
    assert ended.err.replace("\n", "").isprintable()
    assert listing(tmp_path) == before


@pytest.mark.parametrize("name", ["bomb", "open-brackets", "brackets", "large", "many", "emoji"])
def test_it_costs_little_memory(name: str, tmp_path: Path) -> None:
    """A process that refuses such a file takes less than 600 MB."""
    REFUSED[name][0](tmp_path)
    process = start("check", str(tmp_path), stdout=None, stderr=None)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 1
    assert used.ru_maxrss < MEMORY


@pytest.mark.parametrize(
    "name", ["", " ", "~", "-", "nowhere", "/dev/zero", "../../x", "a\nb", "\x1b[31m", "x" * 5_000]
)
def test_an_odd_setting_leads_nowhere(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A KBRIEF_BRIEF that is no brief is told in words that a terminal can show; an empty one is none."""
    monkeypatch.chdir(tmp_path)
    ended = run("hold", brief=name)
    assert ended.code == (3 if name else 0)
    assert ended.err.replace("\n", "").isprintable()
    assert ("KBRIEF_BRIEF" in ended.err) == bool(name)

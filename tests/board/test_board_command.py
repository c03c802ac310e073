"""`kbrief board`: where the page goes, and what opens it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kbrief.cli.app import app
from kbrief.cli.output import temporary_path
from kbrief.errors import OutputError


def run(*arguments: str) -> tuple[int, str, str]:
    """Return how `kbrief board` on the shipped brief ends: exit code, standard output, standard error."""
    result = CliRunner().invoke(app, ["board", "--brief", "rok-us-2024", *arguments])
    return result.exit_code, result.stdout, result.stderr


def test_the_page_is_written_where_it_is_asked_for(tmp_path: Path) -> None:
    """-o names the file; language and marking are the page's; standard output stays empty."""
    path = tmp_path / "board.html"
    assert run("-o", str(path), "--lang", "ko", "--marking", "TEST ONLY") == (0, "", f"파일 저장: {path}\n")
    page = path.read_text(encoding="utf-8")
    assert '<html lang="ko"' in page
    assert "<p>TEST ONLY</p>" in page


def test_marks_count_unless_they_are_to_be_ignored(tmp_path: Path) -> None:
    """An event marked as observed counts on the page; --ignore-marks leaves it to be switched."""
    text = "id: small\ntitle: Small\nas_of: 2025-01\ncriteria: [{id: ours, name: Ours}, {id: theirs, name: Theirs}]\n"
    text += "events: [{id: gale, name: A gale, kind: expected, what: {text: It blows., basis: unknown}}]\n"
    path = tmp_path / "small.yaml"
    path.write_text(text, encoding="utf-8")
    CliRunner().invoke(app, ["events", "set", "gale", "--status", "observed", "--brief", str(path)])
    pages = []
    for options in ((), ("--ignore-marks",)):
        CliRunner().invoke(app, ["board", "--brief", str(path), "-o", str(tmp_path / "b.html"), *options])
        pages.append((tmp_path / "b.html").read_text(encoding="utf-8"))
    assert ['"status":"observed"' in page for page in pages] == [True, False]


def test_without_a_name_it_goes_to_a_new_temporary_folder() -> None:
    """Each run makes a folder of its own that nobody else can write to, and says where."""
    paths = [Path(run()[2].removeprefix("wrote ").strip()) for _ in range(2)]
    assert paths[0] != paths[1]
    assert all(path.name == "board.html" and path.is_file() for path in paths)
    assert paths[0].parent.stat().st_mode & 0o077 == 0
    for path in paths:
        shutil.rmtree(path.parent)


def test_a_temporary_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """Where there is no room for temporary files, the error says to name a file."""
    with pytest.raises(OutputError) as caught:
        temporary_path("board.html", tmp_path / "nowhere")
    assert caught.value.hint == "name a file with -o"


@pytest.mark.parametrize("name", ["board.pdf", "board", "board.md"])
def test_an_ending_that_is_no_pages_is_refused(tmp_path: Path, name: str) -> None:
    """A file that no browser would take for a page is not written."""
    code, out, err = run("-o", str(tmp_path / name))
    assert (code, out) == (2, "")
    assert "is not a supported format" in err
    assert "hint: known: .html, .htm" in err
    assert list(tmp_path.iterdir()) == []


def test_a_device_needs_no_ending_and_a_folder_is_no_file(tmp_path: Path) -> None:
    """/dev/null takes the page; a folder cannot be written, whatever it is called."""
    assert run("-o", "/dev/null")[0] == 0
    (tmp_path / "a.html").mkdir()
    assert run("-o", str(tmp_path / "a.html"))[0] == 4
    assert run("-o", str(tmp_path))[0] == 4


def opened(tmp_path: Path, browser: str) -> subprocess.CompletedProcess[str]:
    """Run `kbrief board --open` in a process of its own whose browser is a command."""
    return subprocess.run(
        [sys.executable, "-m", "kbrief", "board", "--brief", "rok-us-2024", "-o", str(tmp_path / "b.html"), "--open"],
        env={**os.environ, "BROWSER": browser}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_open_hands_the_file_to_the_browser(tmp_path: Path) -> None:
    """--open calls the user's browser with the file's address."""
    told, script = tmp_path / "told.txt", tmp_path / "browser.sh"
    script.write_text(f'#!/bin/sh\nprintf %s "$1" > {told}\n', encoding="utf-8")
    script.chmod(0o755)
    result = opened(tmp_path, f"{script} %s")
    assert (result.returncode, result.stdout) == (0, "")
    assert told.read_text(encoding="utf-8") == (tmp_path / "b.html").as_uri()


def test_where_no_browser_opens_the_page_is_written_and_that_is_said(tmp_path: Path) -> None:
    """Without a browser that works the file is there, and the user is told to open it."""
    result = opened(tmp_path, "false %s")
    assert result.returncode == 0
    assert "no browser could be opened" in result.stderr
    assert (tmp_path / "b.html").is_file()

"""Every screen at every width: nothing runs over, nothing needed is dropped, nothing is said by color alone."""

import fcntl
import os
import re
import struct
import termios
from contextlib import suppress

import pytest
from cli_runs import READING, items, run, start
from rich.cells import cell_len

MOVING = {"prior-commitments", "prior-directions", "peninsula-responsibility", "euro-atlantic-link", "ncg"}
WIDTHS = (20, 36, 45, 60, 80, 120, 200)
NEEDED = {
    "issues": [],
    "emphasize": ["tally"],
    "minimize": ["tally"],
    "hold": ["tally"],
    "compare": ["Trump", "Harris"],
    "what-if": ["before", "after"],
    "events": ["status"],
}


@pytest.mark.parametrize("command", READING, ids=" ".join)
@pytest.mark.parametrize("lang", ["en", "ko"])
def test_no_line_is_wider_than_the_screen(command: tuple[str, ...], lang: str) -> None:
    """At each width every line fits, counted in cells, and none ends in blanks."""
    for width in WIDTHS:
        found = run(*command, "--lang", lang, "--width", str(width))
        assert (found.code, found.err) == (0, "")
        for line in found.out.splitlines():
            assert cell_len(line) <= width, (width, line)
            assert line == line.rstrip(), (width, line)
        assert "\n\n\n" not in found.out


@pytest.mark.parametrize("width", [20, 44])
def test_a_narrow_screen_gets_blocks(width: int) -> None:
    """Below 45 columns a row is a line that names it, then `title: value`, a blank line between rows."""
    screen = run("emphasize", "-a", "trump", "--width", str(width)).out
    assert "\nid: defense-budget\ntally: +4\nstated: +2\ninferred: +2\nstays: 83 %\nflip: 3\n" in screen
    assert "\nid: shipbuilding\n" in screen
    assert "─" not in screen
    boxes = run("checklist", "--step", "1", "--width", str(width)).out
    assert "\n[ ]  interests-1\nwhat to do:" in boxes


def test_a_wide_screen_gets_every_column() -> None:
    """At 200 columns no column of a list is left out."""
    head = run("emphasize", "-a", "trump", "--width", "200").out.splitlines()[4]
    assert head.split() == ["#", "point", "id", "tally", "stated", "inferred", "stays", "flip", "from"]


def test_running_text_keeps_a_readable_width() -> None:
    """However wide the screen, notes, head lines and texts end at about 110 columns."""
    for command in (("issue", "extended-deterrence"), ("explain", "ncg", "-a", "trump")):
        lines = run(*command, "--width", "200").out.splitlines()[1:]
        assert 100 < max(cell_len(line) for line in lines if "──" not in line) <= 125


def on_terminal(*arguments: str, width: int = 72, environment: dict[str, str] | None = None) -> str:
    """Return what a terminal of so many columns and with colors is sent."""
    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, width, 0, 0))
    settings = {"TERM": "xterm-256color", "COLORTERM": "", **(environment or {})}
    process = start(*arguments, stdin=theirs, stdout=theirs, stderr=theirs, environment=settings)
    os.close(theirs)
    told = b""
    with suppress(OSError):  # the end of a terminal is an error
        while part := os.read(ours, 65536):
            told += part
    os.close(ours)
    assert process.wait() == 0
    return told.decode().replace("\r\n", "\n")


def test_a_terminal_gets_a_page_of_its_own_width_with_tones() -> None:
    """Without any option a terminal gets the boxed page, as wide as it is, with the tones of the lists."""
    told = on_terminal("minimize", "-a", "harris")
    plain = re.sub(r"\x1b\[[0-9;]*m", "", told)
    assert plain == run("minimize", "-a", "harris", "--width", "72").out
    assert {"\x1b[1;35m", "\x1b[3m"} <= set(re.findall(r"\x1b\[[0-9;]*m", told))
    assert max(cell_len(line) for line in plain.splitlines()) <= 72


@pytest.mark.parametrize(
    ("option", "setting"), [((), {"NO_COLOR": "1"}), (("--no-color",), {}), ((), {"TERM": "dumb"})], ids=str
)
def test_no_color_sends_no_color(option: tuple[str, ...], setting: dict[str, str]) -> None:
    """NO_COLOR, --no-color and a dumb terminal get the same page without a code for any color."""
    told = on_terminal("minimize", "-a", "harris", "--width", "72", *option, environment=setting)
    codes = {int(n) for code in re.findall(r"\x1b\[([0-9;]*)m", told) for n in code.split(";") if n}
    assert not codes & {*range(30, 50), *range(90, 108)}
    assert re.sub(r"\x1b\[[0-9;]*m", "", told) == run("minimize", "-a", "harris", "--width", "72").out


def test_what_color_says_is_said_in_words() -> None:
    """A page without color tells apart what has moved, what is done and what is safe."""
    assert "now on HOLD" in run("minimize", "-a", "harris", "--width", "100").out
    run("checklist", "done", "interests-1")
    assert "[x]  interests-1" in run("checklist", "--width", "100").out
    rows = [line for line in run("compare", "--width", "100").out.splitlines() if " ncg " in line]
    assert "differs" in rows[0]
    assert all(item["no_regret"] == (item["id"] not in MOVING) for item in items("compare"))


@pytest.mark.parametrize("name", NEEDED)
@pytest.mark.parametrize("width", WIDTHS)
def test_columns_that_are_needed_are_kept(name: str, width: int) -> None:
    """However narrow, each row is named and its needed values stand with their titles; what is left out is said."""
    asked = {"what-if": ("what-if", "posture-review", "-a", "trump")}.get(name, (name,))
    screen = run(*asked, "--width", str(width)).out
    has_id = "id" in screen.split() or "id:" in screen
    assert has_id or "Not shown at this width: id" in " ".join(screen.split())
    assert [title for title in NEEDED[name] if title not in screen] == []

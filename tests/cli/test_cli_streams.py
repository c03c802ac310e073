"""What a stream gets that is full, closed, or short of letters."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from cli_runs import SETTINGS, Run, ended, parted, start

from kbrief.cli.streams import JSON_ESCAPE, TRANSLITERATE, put_product, redirect_to_devnull, write_stdout
from kbrief.errors import OutputError

SHOWING = (
    ("emphasize",), ("emphasize", "--width", "80"), ("memo",), ("issues", "-f", "json"),
    ("chart", "ranking", "-o", "-"), ("schema",), ("--help",), ("-h",), ("issues", "--help"), ("checklist", "-h"),
    ("--version",), ("--version", "hold"),
)  # fmt: skip


def redirected(*arguments: str, to: str) -> Run:
    """Run the program as a shell does with this redirection."""
    line = f'exec "$0" -m kbrief "$@" {to}'
    command = ["sh", "-c", line, sys.executable, *arguments]
    found = subprocess.run(command, env=os.environ | SETTINGS, capture_output=True, text=True, check=False)
    return parted(found.returncode, found.stdout, found.stderr)


def written(text: str, coding: str, errors: str = TRANSLITERATE) -> bytes:
    """Return the bytes that a stream of that coding is given for a text."""
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=coding)
    write_stdout(text, stream, errors)
    stream.detach()
    return raw.getvalue()


@pytest.mark.parametrize("arguments", SHOWING, ids=" ".join)
@pytest.mark.parametrize(("to", "why"), [(">/dev/full", "No space left on device"), (">&-", "it is closed")])
def test_what_cannot_be_printed_ends_in_4(arguments: tuple[str, ...], to: str, why: str) -> None:
    """A full disk and a closed output are no bugs of the program: one message, exit 4, no traceback."""
    found = redirected(*arguments, to=to)
    assert (found.code, found.out) == (4, "")
    assert f"cannot write to standard output: {why}" in found.err
    assert "bug" not in found.err
    assert "Traceback" not in found.err
    assert "Exception ignored" not in found.err


def test_a_file_is_written_without_a_standard_output(tmp_path: Path) -> None:
    """What goes to a file needs no other output."""
    assert redirected("memo", "-o", str(tmp_path / "memo.md"), to=">&-").code == 0
    assert (tmp_path / "memo.md").read_text().startswith("# ")


@pytest.mark.parametrize("to", ["2>/dev/full", "2>&-"])
def test_a_run_goes_on_where_nobody_hears_its_talk(to: str) -> None:
    """Without a standard error the answer comes all the same, and alone; an error keeps its code."""
    plain = ended(start("issues")).raw
    assert redirected("issues", to=to).raw == plain
    assert redirected("issue", "nosuch", to=to)[:3] == (2, "", "")
    assert redirected("check", "rok-us-2024", "rok-us-2024", to=to).code == 0


def test_a_closed_pipe_is_quiet_while_the_shell_asks_what_to_offer() -> None:
    """The shell may have gone before it is told what to offer."""
    reader, writer = os.pipe()
    os.close(reader)
    environment = {"_KBRIEF_COMPLETE": "complete_bash", "COMP_WORDS": "kbrief ", "COMP_CWORD": "1"}
    process = start(stdout=writer, environment=environment)
    os.close(writer)
    assert ended(process)[::2] == (141, "")


@pytest.mark.parametrize(
    ("coding", "text", "shown"),
    [
        ("cp949", "a – b − c • d … ☑ é ⑳ 한글 · ≥", "a - b - c - d … [x] e 20 한글 · ≥"),
        ("ascii", "≥ 2 ≤ 3 → 4 · “x” ’ 한 ½ ₩ \uff0c", ">= 2 <= 3 -> 4 - 'x' ' ? ? ? ?"),
        ("latin-1", "é · – ×", "é · - ×"),
        ("ascii", "│─┌█", "|-+#"),
        ("utf-8", "– \udcff", "– ?"),
    ],
)
def test_a_stream_short_of_letters_gets_what_looks_like_them(coding: str, text: str, shown: str) -> None:
    """A dash becomes a hyphen and an accent goes; a question mark stands only where nothing looks alike."""
    assert written(text, coding).decode(coding) == shown


@pytest.mark.parametrize("coding", ["cp949", "ascii", "latin-1", "utf-8"])
def test_json_is_json_on_any_stream(coding: str) -> None:
    """What a stream cannot encode is written by its number: what is read back is what was meant."""
    meant = {"a": "– 한글 é 😀 \udcff \x9f"}
    assert json.loads(written(json.dumps(meant, ensure_ascii=False), coding, JSON_ESCAPE).decode(coding)) == meant


@pytest.mark.parametrize("coding", ["ascii", "cp949"])
def test_programs_read_the_same_from_a_stream_short_of_letters(coding: str) -> None:
    """An envelope, and an error in one, are the same whatever the locale."""
    arguments = ("emphasize", "-a", "trump", "--lang", "ko", "-f", "json")
    short = start(*arguments, environment={"PYTHONIOENCODING": coding}, encoding=coding)
    assert json.loads(ended(short).out) == json.loads(ended(start(*arguments)).out)
    wrong = ("issue", "–é", "--lang", "ko", "-f", "json")
    short = start(*wrong, environment={"PYTHONIOENCODING": coding}, encoding=coding)
    assert json.loads(ended(short).err) == json.loads(ended(start(*wrong)).err)


@pytest.mark.parametrize(
    ("coding", "text", "told", "shown"),
    [
        ("cp1252", "항만 – é", "cp1252", "항만 – é".encode()),
        ("cp949", "항만 – x", None, "항만 - x".encode("cp949")),
        ("ascii", "é", "ascii", "é".encode()),
        ("utf-8", "é \udcff", "utf-8", "é ?".encode()),
        ("utf-8", "항만", None, "항만".encode()),
    ],
)
def test_a_product_keeps_its_letters_on_any_stream(coding: str, text: str, told: str | None, shown: bytes) -> None:
    """What its own encoding lacks is UTF-8 as a whole; where only a dash is lacking, one that looks like it serves."""
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=coding)
    assert put_product(text, stream) == told
    stream.detach()
    assert raw.getvalue() == shown


@pytest.mark.parametrize("arguments", [("memo",), ("issues", "-f", "csv"), ("events", "-f", "md"), ("memo", "-o", "-")])
def test_a_product_of_the_program_is_utf8_where_the_locale_lacks_letters(arguments: tuple[str, ...]) -> None:
    """Hangul arrives where the locale is Western, and the run says so."""
    environment = {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    found = ended(start(*arguments, "--lang", "ko", environment=environment))
    plain = ended(start(*arguments, "--lang", "ko"))
    assert (found.code, found.out) == (0, plain.out)
    assert "standard output uses cp1252, which lacks some of these characters: it was written as UTF-8" in found.err


class Screen(io.TextIOWrapper):
    """A terminal."""

    def isatty(self) -> bool:
        """Return that it is one."""
        return True


def test_a_terminal_gets_its_own_encoding_and_the_run_says_what_is_lost() -> None:
    """UTF-8 would be nonsense there."""
    raw = io.BytesIO()
    stream = Screen(raw, encoding="ascii")
    assert put_product("x 항만 –", stream) == "ascii"
    stream.detach()
    assert raw.getvalue() == b"x ?? -"


def test_nothing_stated_is_told_from_unknown_on_a_stream_of_the_windows_console() -> None:
    """`–`, nothing of that sort, is not shown as a question mark, which would say unknown."""
    found = ended(start("emphasize", "-a", "trump", environment={"PYTHONIOENCODING": "cp949"}, encoding="cp949"))
    row = next(line for line in found.out.splitlines() if " shipbuilding " in line)
    assert ("?" in row, " -   " in row) == (False, True)


def test_only_what_cannot_be_encoded_is_replaced() -> None:
    """Bytes that cannot be read are no matter of these rules."""
    for rule in (TRANSLITERATE, JSON_ESCAPE):
        with pytest.raises(UnicodeDecodeError):
            b"\xff".decode("utf-8", rule)


def test_what_is_no_file_cannot_be_let_go_and_stays() -> None:
    """A stream in memory, or none at all, is left as it is."""
    stream = io.StringIO("text")
    redirect_to_devnull(stream)
    redirect_to_devnull(None)
    assert stream.getvalue() == "text"


def test_a_stream_that_fails_is_let_go() -> None:
    """After the error nothing more is tried, not even when the stream is closed."""
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        with pytest.raises(OutputError, match="No space left"):
            write_stdout("text", full)
        full.write("more")

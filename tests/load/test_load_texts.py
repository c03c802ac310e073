"""Bytes to text, and what is refused."""

from pathlib import Path

import pytest

from kbrief.errors import BriefError
from kbrief.text.decode import declared_charset, decode, looks_like_html
from kbrief.verify.verify import read_copy


@pytest.mark.parametrize(
    "data", [b"\xef\xbb\xbfa\r\nb\rc", "a\r\nb\rc".encode("utf-16"), b"\xfe\xff" + "a\nb\nc".encode("utf-16-be")]
)
def test_byte_order_marks_and_line_ends(data: bytes) -> None:
    """UTF-8 and UTF-16 are told by their mark, and every line end is one character."""
    assert decode(data, "f") == "a\nb\nc"


@pytest.mark.parametrize(
    ("data", "rule", "place", "said"),
    [
        (b"%PDF-1.7 \xff", "text-kind", (1, 1), "PDF"),
        (b"PK\x03\x04rest", "text-kind", (1, 1), "ZIP"),
        (b"\xd0\xcf\x11\xe0rest", "text-kind", (1, 1), "binary office document"),
        (b"{\\rtf1 text}", "text-kind", (1, 1), "RTF"),
        (b"From: <Saved by Blink>", "text-kind", (1, 1), "web archive"),
        (b"bplist00", "text-kind", (1, 1), "web archive"),
        (b"\x89PNG\r\n", "text-kind", (1, 1), "picture"),
        (b"\xff\xd8\xff\xe0", "text-kind", (1, 1), "picture"),
        (b"one\ntw\xb1o", "text-encoding", (2, 3), "0xB1"),
        (b"one\n\0", "text-kind", (2, 1), "U+0000"),
        ("a\nb".encode("utf-16-le"), "text-kind", (1, 2), "U+0000"),
        (b"\xff\xfeabc", "text-encoding", (1, 2), "0x63"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, rule: str, place: tuple[int, int], said: str) -> None:
    """Other kinds of file, other encodings and NUL bytes are told with their place and what to do."""
    with pytest.raises(BriefError) as raised:
        decode(data, "draft.txt")
    problem = raised.value.problems[0]
    assert (problem.file, problem.rule, (problem.line, problem.column)) == ("draft.txt", rule, place)
    assert said in problem.message
    assert problem.hint


@pytest.mark.parametrize(
    ("data", "suffix", "expected"),
    [
        (b"anything", ".HTM", True),
        (b"\xef\xbb\xbf<!DOCTYPE html><p>", "", True),
        (b" <!-- saved from url --> <html>", ".txt", True),
        (b"<?xml version='1.0'?><html>", ".txt", True),
        (b"a < b <html>", ".txt", False),
        (b"<htmlx>", ".txt", False),
        (b"<!--" * 1000, ".txt", False),
    ],
)
def test_html_is_told_by_its_ending_or_beginning(data: bytes, suffix: str, *, expected: bool) -> None:
    """A saved page need not be called one."""
    assert looks_like_html(data, suffix) is expected


@pytest.mark.parametrize(
    ("head", "charset"),
    [
        (b"<meta charset=EUC-KR>", "cp949"),
        (b'<META http-equiv="Content-Type" content="text/html; charset=windows-1252">', "cp1252"),
        (b"<meta charset='utf-7'>", "utf-8"),
        (b"<p>", "utf-8"),
    ],
)
def test_the_encoding_that_a_page_declares(head: bytes, charset: str) -> None:
    """A page in an older encoding says so; one that is not known is read as UTF-8."""
    assert declared_charset(head) == charset


def test_copies_are_read_by_line(tmp_path: Path) -> None:
    """Text is told by its lines, HTML by the stretches between block elements, in the encoding that it declares."""
    text = tmp_path / "a.txt"
    text.write_bytes(b"one\ntwo")
    page = tmp_path / "a.html"
    page.write_bytes("<meta charset=euc-kr><p>항만\n준설</p>".encode("cp949"))
    assert read_copy(text) == (("one", 1), ("two", 2))
    assert read_copy(page) == (("항만", 1), ("준설", 2))
    with pytest.raises(BriefError, match="cannot be read"):
        read_copy(tmp_path / "none.txt")

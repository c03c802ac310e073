"""The text of Hangul documents."""

import contextlib
import io
import zipfile
from pathlib import Path

import pytest

from kbrief.errors import BriefError
from kbrief.text import read_text
from kbrief.text.archives import Paragraph
from kbrief.text.hwpx import hwpx_story

NAMES = 'xmlns:hs="urn:s" xmlns:hp="urn:p"'


def packed(*sections: str, kind: str = "application/hwp+zip", **parts: str) -> bytes:
    """Return a document of these sections, and of other parts by name."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", kind)
        for n, section in enumerate(sections):
            archive.writestr(f"Contents/section{n}.xml", f"<hs:sec {NAMES}>{section}</hs:sec>")
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "-") + ".xml", content)
    return data.getvalue()


def line(text: str) -> str:
    return f"<hp:p><hp:run><hp:t>{text}</hp:t></hp:run></hp:p>"


def story(*sections: str) -> list[str]:
    return [paragraph.text for paragraph in hwpx_story("a.hwpx", packed(*sections))]


def test_paragraphs_section_by_section() -> None:
    """Sections in their order, past nine of them too; signs within a run are blanks."""
    assert story(line("하나"), line("둘")) == ["하나", "둘"]
    assert story(*(line(str(n)) for n in range(12))) == [str(n) for n in range(12)]
    assert story(line("가<hp:tab/>나<hp:lineBreak/>다<hp:nbSpace/>라<hp:fwSpace/>마<hp:hyphen/>바")) == [
        "가\t나 다\u00a0라\u3000마-바"
    ]
    assert story(line("가<hp:markpenBegin/>나<hp:markpenEnd/>다")) == ["가나다"]


def test_what_is_no_text_of_the_page() -> None:
    """Deleted text, running heads and hidden comments are not; cells are, and are known as such."""
    assert story(line("남음<hp:deleteBegin/>지움<hp:deleteEnd/>끝")) == ["남음끝"]
    head = f"<hp:p><hp:run><hp:secPr><hp:header>{line('머리')}</hp:header></hp:secPr><hp:t>글</hp:t></hp:run></hp:p>"
    assert story(head) == ["글"]
    table = f"<hp:p><hp:run><hp:tbl><hp:tr><hp:tc>{line('칸')}</hp:tc></hp:tr></hp:tbl></hp:run></hp:p>"
    assert hwpx_story("a.hwpx", packed(table + line("뒤"))) == [
        Paragraph(""), Paragraph("칸", is_cell=True), Paragraph("뒤"),
    ]  # fmt: skip


def test_a_long_section_is_read_whole() -> None:
    """The parser is fed piece by piece: nothing is lost where one begins."""
    lines = [f"{n:05}<hp:tab/>{'가' * 50}" for n in range(2_000)]
    assert story("".join(map(line, lines))) == [f"{n:05}\t{'가' * 50}" for n in range(2_000)]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"no archive", "a.hwpx is not a Hangul document: BadZipFile"),
        (b"\xd0\xcf\x11\xe0 old", "a.hwpx is an old .hwp"),
        (packed(), "a.hwpx has no section: nothing in it can be read"),
        (packed(line("글"), kind="application/epub+zip"), "a.hwpx is not a Hangul document"),
        (packed(line("글"), META_INF__manifest="<encryption-data/>"), "a.hwpx is encrypted"),
        (packed("<hp:p>"), "a.hwpx is not a Hangul document: ParseError"),
        (packed("<!DOCTYPE a><hp:p/>"), "a.hwpx is not a Hangul document: ParseError"),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, message: str) -> None:
    """Each by its kind, with a hint."""
    with pytest.raises(BriefError) as raised:
        hwpx_story("a.hwpx", data)
    assert raised.value.message == message
    assert raised.value.hint


def test_damaged_data_is_refused() -> None:
    """A byte that is another one, anywhere, gives text or a refusal, never an error of a library."""
    data = packed(line("글" * 2_000) * 50)
    for at in range(0, len(data), 7):
        changed = bytearray(data)
        changed[at] ^= 0x55
        with contextlib.suppress(BriefError):
            hwpx_story("a.hwpx", bytes(changed))


def test_a_draft_in_hangul_has_a_line_a_paragraph(tmp_path: Path) -> None:
    file = tmp_path / "draft.hwpx"
    file.write_bytes(packed(line("전작권 전환") + line("https://example.org/a 참조")))
    read = read_text(str(file))
    assert read.prose.split("\u2029\n") == ["전작권 전환", " " * 21 + " 참조"]
    assert (read.form, read.cells) == ("paragraphs", frozenset())

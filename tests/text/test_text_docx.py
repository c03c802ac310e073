"""What a reader sees of a Word document, and which files are none."""

import zipfile
from pathlib import Path

import pytest
from docx_builders import MAIN, OFFICE, STRICT, paragraph, run, write, write_parts

from kbrief.errors import BriefError
from kbrief.text import read_text
from kbrief.text.docx import MAX_XML_BYTES
from kbrief.text.marks import ZERO_WIDTH

DELETED = "<w:rPr><w:del/></w:rPr>"


def lines(path: Path) -> list[str]:
    return read_text(str(path)).prose.replace(ZERO_WIDTH, "").split("\u2029\n")


def refusal(path: Path) -> BriefError:
    with pytest.raises(BriefError) as raised:
        read_text(str(path))
    assert raised.value.problems[0].rule == "docx"
    return raised.value


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (paragraph(run("a "), run("b", "<w:strike/>"), run("c", '<w:dstrike w:val="true"/>')), ["a "]),
        (paragraph(run("a", '<w:strike w:val="0"/>'), run("b", "<w:vanish/>")), ["a"]),
        (paragraph(run("OPCON"), run("12", '<w:vertAlign w:val="superscript"/>'), run(" now")), ["OPCON now"]),
        (paragraph(run("the 26"), run("th", '<w:vertAlign w:val="superscript"/>')), ["the 26th"]),
        (paragraph(run("OP"), "<w:del><w:r><w:tab/></w:r></w:del>", run("CON")), ["OPCON"]),
        (paragraph("<w:r><w:t>a</w:t></w:r><m:oMath><m:r><m:t>x+y</m:t></m:r></m:oMath>"), ["ax+y"]),
        (paragraph('<w:r><w:t>a</w:t><w:sym w:font="Symbol" w:char="F0B7"/><w:t>b</w:t></w:r>'), ["a b"]),
        (paragraph('<w:r><w:t>a</w:t><w:sym w:font="Arial" w:char="2014"/></w:r>'), ["a\u2014"]),
        (
            paragraph(
                "<w:r><w:ruby><w:rt><w:r><w:t>above</w:t></w:r></w:rt>"
                "<w:rubyBase><w:r><w:t>base</w:t></w:r></w:rubyBase></w:ruby></w:r>",
                run("d"),
            ),
            ["based", "above"],
        ),
        (paragraph(run("a"), properties='<w:tabs><w:tab w:val="left"/></w:tabs>'), ["a"]),
        (paragraph(run("a "), properties=DELETED) + paragraph(run("b ")) + paragraph(run("c")), ["a b ", "c"]),
        (
            paragraph(run("a"), properties=DELETED) + paragraph(run("b"), properties=DELETED) + paragraph(run("c")),
            ["abc"],
        ),
    ],
)
def test_what_is_seen(body: str, expected: list[str], tmp_path: Path) -> None:
    """Struck, hidden and deleted text is not read, marks of notes belong to no word, deleted marks join paragraphs."""
    assert lines(write(tmp_path / "a.docx", body)) == expected


def test_strict_documents_and_those_with_macros_are_read(tmp_path: Path) -> None:
    """The stricter form has other names for everything; macros are no text."""
    strict = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    assert lines(write(tmp_path / "a.docx", paragraph(run("a")), namespace=STRICT, office=strict)) == ["a"]
    macros = "application/vnd.ms-word.document.macroEnabled.main+xml"
    assert lines(write(tmp_path / "a.docm", paragraph(run("a")), kind=macros)) == ["a"]


def test_each_kind_of_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """An encrypted file, an old one, a template, a table of numbers, packages without a main part or a body."""
    file = tmp_path / "a.docx"
    file.write_bytes(b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"))
    assert "is encrypted" in str(refusal(file))
    file.write_bytes(b"\xd0\xcf\x11\xe0 and so on")
    assert "is an old .doc" in str(refusal(file))
    template = MAIN.replace("document.main", "template.main")
    for kind, words in ((template, "template"), ("x/sheet", "not a Word document")):
        assert words in str(refusal(write(file, paragraph(run("a")), kind=kind)))
    assert "no body" in str(refusal(write_parts(file, "<document/>")))
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    assert "no main part" in str(refusal(file))
    assert "not a Word document" in str(refusal(write_parts(file, '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')))
    assert "not a Word document" in str(refusal(write_parts(file, "<a>" * 10, office=OFFICE)))


def test_deep_nesting_is_no_problem(tmp_path: Path) -> None:
    """A hundred thousand boxes in boxes are read one after the other."""
    body = "<w:p><w:r><w:t>a</w:t></w:r>" * 20_000 + "</w:p>" * 20_000
    assert len(lines(write(tmp_path / "a.docx", body))) == 20_000


def test_a_part_counts_as_xml_by_what_it_holds(tmp_path: Path) -> None:
    """A part that begins like XML is counted as XML, whatever its name says."""
    file = tmp_path / "a.docx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/picture.PNG", b" \n<a>" + b" " * MAX_XML_BYTES)
    with pytest.raises(BriefError) as raised:
        read_text(str(file))
    assert raised.value.problems[0].rule == "file-size"


def test_a_name_is_found_in_either_unicode_form(tmp_path: Path) -> None:
    """A file whose name macOS wrote in parts is found by the name as it is typed."""
    (tmp_path / "\u1112\u1161\u11ab.txt").write_text("a")
    assert read_text(str(tmp_path / "\ud55c.txt")).prose == "a"
    with pytest.raises(BriefError, match="cannot be read"):
        read_text(str(tmp_path / "\uae00" / "\ud55c.txt"))
    with pytest.raises(BriefError, match="cannot be read"):
        read_text(str(tmp_path / "\uae00.txt"))

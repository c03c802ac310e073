"""Drafts as people wrote them."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from kbrief.errors import BriefError
from kbrief.limits import MAX_BRIEF_BYTES
from kbrief.text import read_text
from kbrief.text.decode import MAX_TEXT_LENGTH
from kbrief.text.docx import MAX_UNPACKED_BYTES, MAX_XML_BYTES
from kbrief.verify.verify import read_copy

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def refused(name: Path | str, stdin: io.BytesIO | None = None) -> tuple[str, str]:
    """Return rule and file of the problem for which a draft is refused."""
    with pytest.raises(BriefError) as raised:
        read_text(str(name), stdin)
    (problem,) = raised.value.problems
    assert raised.value.hint
    return problem.rule, problem.file


def test_markdown_text_and_a_pipe(tmp_path: Path) -> None:
    """Markdown and what comes in by a pipe lose their markup, text keeps it; line ends are one character."""
    markdown, text = tmp_path / "a.md", tmp_path / "a.TXT"
    for file in (markdown, text):
        file.write_bytes(b"\xef\xbb\xbfa `b`\r\nc")
    assert read_text(str(markdown))[:2] == (str(markdown), "a    \nc")
    assert read_text(str(text)).prose == "a `b`\nc"
    assert read_text("-", io.BytesIO(b"a `b`"))[:2] == ("-", "a    ")


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    """No file, a folder, bytes that are no text, no standard input, too much of it: each with its rule and name."""
    assert refused(tmp_path) == ("file-kind", str(tmp_path))
    assert refused("-", io.BytesIO(b"\xb0\xa1")) == ("text-encoding", "standard input")
    assert refused("-") == ("file-unreadable", "-")
    assert refused("-", io.BytesIO(b"a" * (MAX_BRIEF_BYTES + 1))) == ("file-size", "standard input")
    with pytest.raises(BriefError, match="cannot be read"):
        read_text(str(tmp_path / "none.md"))


def test_what_nobody_would_read_is_too_long(tmp_path: Path) -> None:
    """A draft, a Word document or a copy of more than eight million characters is refused."""
    for name in ("a.md", "a.txt"):
        (tmp_path / name).write_bytes(b"a" * (MAX_TEXT_LENGTH + 1))
        assert refused(tmp_path / name)[0] == "file-size"
    with pytest.raises(BriefError, match="8,000,001 characters"):
        read_copy(tmp_path / "a.txt")
    word = docx.Document()
    word.add_paragraph("a" * (MAX_TEXT_LENGTH + 1))
    word.save(str(tmp_path / "a.docx"))
    assert refused(tmp_path / "a.docx")[0] == "file-size"


def test_word_has_a_line_for_each_paragraph(tmp_path: Path) -> None:
    """Headings, runs, breaks and tables are read in order; a paragraph is one line whatever it holds."""
    word = docx.Document()
    word.add_heading("Head", 1)
    paragraph = word.add_paragraph("The Nuclear ")
    paragraph.add_run("Consultative").bold = True
    paragraph.add_run("\tGroup\nand on")
    table = word.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "one", "two"
    word.add_paragraph("end")
    word.save(str(tmp_path / "a.DOCX"))
    assert read_text(str(tmp_path / "a.DOCX")).prose.split("\u2029\n") == [
        "Head", "The Nuclear Consultative\tGroup and on", "one", "two", "end",
    ]  # fmt: skip


TRACKED = f"""<w:p {W} {MC}>
  <w:ins><w:r><w:t>new </w:t></w:r></w:ins><w:del><w:r><w:delText>old </w:delText></w:r></w:del>
  <w:moveFrom><w:r><w:t>moved </w:t></w:r></w:moveFrom><w:hyperlink><w:r><w:t xml:space="preserve">li
nk</w:t><w:t/></w:r></w:hyperlink>
  <w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent></mc:Choice>
  <mc:Fallback><w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent></mc:Fallback>
  </mc:AlternateContent></w:r></w:p>"""


def test_tracked_changes_links_and_text_boxes(tmp_path: Path) -> None:
    """What was inserted counts, what was deleted or moved away does not; a text box follows its paragraph, once."""
    word = docx.Document()
    word.element.body.insert(0, parse_xml(TRACKED))
    word.save(str(tmp_path / "a.docx"))
    assert read_text(str(tmp_path / "a.docx")).prose == "new li nk\u2029\nboxed"


def test_notes_follow_the_text(tmp_path: Path) -> None:
    """Footnotes and endnotes are read, the lines that set them apart are not; web addresses are blank."""
    word = docx.Document()
    word.add_paragraph("text https://x.org/NCG")
    for kind, name in ((RELATIONSHIP_TYPE.FOOTNOTES, "foot"), (RELATIONSHIP_TYPE.ENDNOTES, "end")):
        note = f"<w:note><w:p><w:r><w:t>{name}</w:t></w:r></w:p></w:note>"
        xml = f'<w:notes {W}><w:note w:type="separator"><w:p/></w:note>{note}</w:notes>'
        word.part.relate_to(
            Part(PackURI(f"/word/{name}.xml"), "application/xml", xml.encode(), word.part.package), kind
        )
    word.save(str(tmp_path / "a.docx"))
    assert read_text(str(tmp_path / "a.docx")).prose.split() == ["text", "foot", "end"]


@pytest.mark.parametrize("data", [b"no archive", b"PK\x03\x04broken"])
def test_what_is_no_word_document_is_refused(data: bytes, tmp_path: Path) -> None:
    """A file that only has the name of one, and an archive of something else."""
    file = tmp_path / "a.docx"
    file.write_bytes(data)
    assert refused(file) == ("docx", str(file))
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<not closed")
    assert refused(file)[0] == "docx"


@pytest.mark.parametrize(("name", "size"), [("p.png", MAX_UNPACKED_BYTES), ("word/document.xml", MAX_XML_BYTES)])
def test_a_small_file_that_unpacks_to_much_is_refused(name: str, size: int, tmp_path: Path) -> None:
    """Pictures and XML have their limits, told before anything is unpacked."""
    file = tmp_path / "a.docx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(name, "w") as part:
        for _ in range(size // 1_000_000 + 1):
            part.write(b"\0" * 1_000_000)
    assert refused(file)[0] == "file-size"

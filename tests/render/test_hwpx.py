"""HWPX through python-hwpx."""

import zipfile
from io import BytesIO

import pytest
from export_documents import hostile, meta, missing, sample, written, xml
from hwpx.tools.package_validator import validate_package
from hwpx.tools.validator import validate_document

from kbrief.model import Lang
from kbrief.pages.document import Document, Fields, Paragraph
from kbrief.render.hwpx import to_hwpx

HP = "{http://www.hancom.co.kr/hwpml/2011/paragraph}"
#: What the validator warns of in python-hwpx's own empty document.
SKELETON = "manifest does not reference a version part"


def part(made: bytes, name: str) -> bytes:
    return zipfile.ZipFile(BytesIO(made)).read(name)


def shown(made: bytes) -> str:
    """Return the text of the one section, a line a run; a line break within a run is a line break."""
    section = xml(part(made, "Contents/section0.xml"))
    return "\n".join(
        "".join([t.text or "", *(("\n" if sub.tag == f"{HP}lineBreak" else "") + (sub.tail or "") for sub in t)])
        for t in section.iter(f"{HP}t")
    )


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_text_arrives_whole_and_the_same_each_time(lang: Lang) -> None:
    """Every text is in the file; the same input gives the same bytes although the library draws numbers at random."""
    made = to_hwpx(sample(lang), meta(lang))
    assert made == to_hwpx(sample(lang), meta(lang))
    assert missing(sample(lang), shown(made)) == set()


@pytest.mark.parametrize("document", [sample("ko"), hostile(), Document("T"), Document("T", (), (Fields(()),))])
def test_package_and_schema_hold(document: Document) -> None:
    """python-hwpx's own checks find nothing but what its empty document has."""
    made = to_hwpx(document, meta("ko"))
    package = [issue.message for issue in validate_package(made).issues if SKELETON not in issue.message]
    assert package == []
    assert list(validate_document(BytesIO(made)).issues) == []


def test_markup_in_data_is_text() -> None:
    """What other formats read as markup stands in the paragraphs as it is."""
    assert missing(hostile(), shown(to_hwpx(hostile(), meta("en")))) == set()


def test_line_breaks_stay() -> None:
    """A text of two lines has two lines."""
    assert "one\ntwo" in shown(to_hwpx(Document("T", (), (Paragraph("one\ntwo"),)), meta("ko")))


def test_tables_repeat_their_head_and_pictures_say_what_they_show() -> None:
    """The first row is a head that is repeated; a table may run over pages; a picture has its text."""
    section = xml(part(written(".hwpx", "ko"), "Contents/section0.xml"))
    repeating = [table for table in section.iter(f"{HP}tbl") if table.get("repeatHeader") == "1"]
    assert len(repeating) == 1
    cells = list(repeating[0].iter(f"{HP}tc"))
    assert [cell.get("header") for cell in cells] == ["1"] * 4 + ["0"] * 8
    position = repeating[0].find(f"{HP}pos")
    assert position is not None
    assert position.get("treatAsChar") == "0"
    comments = [node.text or "" for node in section.iter(f"{HP}shapeComment")]
    assert [text.startswith("강조: 방산 기반: 조선 +4") for text in comments] == [True]


def test_no_table_is_a_letter_and_each_is_parted_from_the_text_after_it() -> None:
    """Fields, frames and tables have the height that they need, and a gap below."""
    section = xml(part(written(".hwpx", "ko"), "Contents/section0.xml"))
    tables = list(section.iter(f"{HP}tbl"))
    assert len(tables) == 3
    assert {node.get("treatAsChar") for table in tables for node in table.findall(f"{HP}pos")} == {"0"}
    assert {node.get("bottom") for table in tables for node in table.findall(f"{HP}outMargin")} == {"425"}


def test_a_long_memo_is_set_smaller() -> None:
    """The size of text follows from what fits the pages."""
    long = Document("T", (), (Paragraph("Lead with ships and say less of bodies. " * 16),) * 20)

    def sizes(made: bytes) -> set[int]:
        header = xml(part(made, "Contents/header.xml"))
        found = header.iter("{http://www.hancom.co.kr/hwpml/2011/head}charPr")
        return {int(node.get("height") or 0) for node in found}

    assert min(sizes(to_hwpx(long, meta("en")))) < min(sizes(to_hwpx(sample(), meta("en"))))


def test_numbers_run_from_one_and_are_each_given_once() -> None:
    """Paragraphs, tables and pictures have numbers of their own."""
    section = xml(part(written(".hwpx"), "Contents/section0.xml"))
    page = {node for part in section.iter(f"{HP}secPr") for node in part.iter()}  # says header and footer once more
    found = (node for tag in ("p", "tbl", "pic") for node in section.iter(f"{HP}{tag}") if node not in page)
    own = [node.get("id") or "" for node in found]
    assert len(own) == len(set(own))
    assert max(map(int, own)) < 200


def test_metadata_is_what_is_told() -> None:
    """Title, author, day and language are the memo's; nothing is left of the library's own document."""
    about = part(written(".hwpx", "en"), "Contents/content.hpf").decode()
    assert "<opf:title>A memo</opf:title>" in about
    assert "<opf:language>en</opf:language>" in about
    assert ">Desk<" in about
    assert about.count("2026-11-22T00:00:00Z") == 2
    assert "synthetic" not in about
    assert "2025" not in about


def test_without_a_marking_there_is_no_running_head() -> None:
    """A page without a marking has a page number only."""
    section = xml(part(to_hwpx(sample(), meta("en")._replace(marking="")), "Contents/section0.xml"))
    assert not list(section.iter(f"{HP}header"))
    assert list(section.iter(f"{HP}footer"))

"""A document as plain data."""

import json

from export_documents import meta, sample

from kbrief.pages.document import Document, Heading, Paragraph
from kbrief.render.data import name_column, replace_unprintable, to_json, with_heading_levels


def test_json_holds_the_whole_document() -> None:
    """The envelope has what is told of the document, and each block by its type, in order."""
    data = json.loads(to_json(sample("ko"), meta("ko")))
    assert (data["kbrief"], data["meta"]["lang"], data["meta"]["date"]) == (1, "ko", "2026-11-22")
    types = [block["type"] for block in data["document"]["blocks"]]
    assert types == [
        "fields", "box", "heading", "paragraph", "paragraph", "paragraph", "bullets", "table", "table", "table",
        "heading", "heading", "figure",
    ]  # fmt: skip
    table = data["document"]["blocks"][7]
    assert [column["title"] for column in table["columns"]] == ["#", "의제", "Tally", "Note"]
    assert table["rows"][0] == ["1=", "조선부터 먼저 제기", "+4", "noted"]
    assert table["name_column"] == 1


def test_heading_levels_follow_the_title_and_skip_none() -> None:
    """Under the title, which is level 1, headings begin at 2; a part is no deeper; 3 without a 2 before is a 2."""
    blocks = (Heading("a", 3), Heading("b", 3), Paragraph("p"), Heading("c", 1), Heading("d", 3))
    assert [level for level, _ in with_heading_levels(blocks)] == [2, 3, 0, 2, 3]


def test_the_first_column_of_words_names_a_row() -> None:
    """A rank does not name a row; where all columns are short the first does."""
    assert name_column([("1=", "Ships"), ("2", "B")]) == 1
    assert name_column([("1", "2")]) == 0
    assert name_column([]) == 0


def test_what_is_no_text_shows_as_a_replacement_character() -> None:
    """Control characters and half surrogate pairs can stand in no format; line ends and all scripts can."""
    document, about = replace_unprintable((Document("a\x00b\ud800", ("tab\tline\n美 😀",)), meta("en")))
    assert (document.title, document.caveats) == ("a\ufffdb\ufffd", ("tab\tline\n美 😀",))
    assert about == meta("en")

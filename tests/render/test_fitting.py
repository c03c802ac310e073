"""How large text is set so that it fits its pages."""

from export_documents import hostile, meta, sample

from kbrief.pages.document import Block, Document, Heading, Paragraph
from kbrief.render.typst import FONT_SIZES, fit_font_size, with_widths

WORDS = "Lead with ships and say less of bodies that look complex from outside. "
LONG = (Paragraph(WORDS * 9),) * 20


def size_of(*blocks: Block, pages: int = 2) -> float:
    return fit_font_size(Document("T", (), blocks), meta("en")._replace(pages=pages))


def test_a_short_body_is_set_large_and_a_long_one_small() -> None:
    """The body gets the largest size at which it fits its pages; where none does, the middle one."""
    assert size_of(Paragraph(WORDS)) == FONT_SIZES[0]
    assert FONT_SIZES[-1] <= size_of(*LONG) < FONT_SIZES[0]
    assert size_of(*LONG, *LONG) == FONT_SIZES[len(FONT_SIZES) // 2]


def test_annexes_do_not_count() -> None:
    """What begins with a part stands on pages of its own."""
    assert size_of(Paragraph(WORDS), Heading("Annex", 1), *LONG, *LONG) == FONT_SIZES[0]


def test_one_page_asks_for_smaller_text_than_two() -> None:
    """The same text on one page is set smaller."""
    assert size_of(*LONG[:12], pages=1) < size_of(*LONG[:12])


def test_widths_of_columns_and_labels_are_told_to_the_page() -> None:
    """Columns get their shares, labels the room of the longest up to a bound, and only short rows are kept whole."""
    blocks = with_widths(sample(), meta("en"))["document"]["blocks"]
    assert sum(column["share"] for column in blocks[7]["columns"]) > 0.99
    assert blocks[7]["keeps_rows"]
    assert 2 < blocks[0]["label_width"] < 12
    fields = next(
        block for block in with_widths(hostile(), meta("en"))["document"]["blocks"] if block["type"] == "fields"
    )
    assert fields["label_width"] == 12


def test_korean_is_measured_with_room_for_other_fonts() -> None:
    """For word processors the same Korean text is set smaller; English is as it was."""
    text = Document("제목", (), (Paragraph("함정 정비와 방산 협력부터 말하고 규모가 큰 사안은 아껴 둔다. " * 12),) * 20)
    korean, english = meta("ko")._replace(pages=2), meta("en")._replace(pages=2)
    assert fit_font_size(text, korean, is_loose=True) < fit_font_size(text, korean) < FONT_SIZES[0]
    assert fit_font_size(text, english, is_loose=True) == fit_font_size(text, english)

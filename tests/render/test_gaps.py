"""Characters that no installed font has: named in a PDF, with a warning that says where they stand."""

import pytest
from export_documents import meta, ranking

from kbrief.pages.chart_data import RankedRow
from kbrief.pages.document import Document, Paragraph
from kbrief.render.gaps import with_gaps
from kbrief.render.typst import missing_characters, to_pdf


def test_missing_characters_are_found_and_others_are_not() -> None:
    """Only what no font here has is missing; Korean, accents and signs of a memo are not."""
    assert missing_characters(Document("Fähre − 부두 ± \U0010fffd", blocks=(Paragraph("a \U0010fffc"),))) == (
        "\U0010fffc\U0010fffd"
    )
    assert missing_characters(Document("Fähre − 부두 ± → “a”")) == ""


def test_a_gap_names_its_characters() -> None:
    """A few are named one by one, many are counted, and what belongs to them goes with them."""
    document = Document("A 🚢\ufe0f quay", blocks=(Paragraph("رصيف جديد x"),))
    made = with_gaps(document, "🚢رصيفجد")
    assert made.title == "A [U+1F6A2 SHIP] quay"
    assert made.blocks == (Paragraph("[8 characters that no installed font has: Arabic] x"),)


def test_a_picture_with_a_gap_gives_way_to_its_words() -> None:
    """Its title and the text that says the same stand in its place, with the gap named."""
    made = with_gaps(
        Document("T", blocks=(ranking((RankedRow("\U0010fffd", "hold", 1, "+1"),), title="The ranking"),)), "\U0010fffd"
    )
    assert made.blocks == (
        Paragraph("The ranking", "strong"),
        Paragraph("Emphasize: no points. Hold: [U+10FFFD] +1. Minimize: no points."),
    )  # fmt: skip


@pytest.mark.parametrize("text", ["A quay \U0010fffd", "رصيف", "घाट", "רציף", "🇰🇷"])
def test_a_text_in_any_script_becomes_a_pdf(text: str) -> None:
    """None is refused, whatever fonts the machine has."""
    assert to_pdf(Document(text, blocks=(Paragraph(text),)), meta("en")).startswith(b"%PDF")


def test_a_document_without_gaps_is_the_same_document() -> None:
    """Nothing is touched where nothing is missing."""
    document = Document("T", blocks=(Paragraph("A quay"),))
    assert with_gaps(document, "") is document

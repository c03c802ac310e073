"""Letters that no font here may have: files for word processors, which bring fonts, are written all the same."""

import io
import zipfile

import pytest
from export_documents import meta, ranking

from kbrief.pages.chart_data import RankedRow
from kbrief.pages.document import Document, Paragraph
from kbrief.render import render_document


@pytest.mark.parametrize("label", ["A quay 🚢", "رصيف", "घाट", "רציף"])
@pytest.mark.parametrize(("ending", "part"), [(".docx", "word/document.xml"), (".hwpx", "Contents/section0.xml")])
def test_a_label_in_any_script_is_written_for_word_processors(label: str, ending: str, part: str) -> None:
    """The text is whole, and a picture that cannot be drawn here is there in words."""
    picture = ranking((RankedRow(label, "hold", 1, "+1"),), title="The ranking")
    made = render_document(Document("T", blocks=(Paragraph(label), picture)), ending, meta("en"))
    xml = zipfile.ZipFile(io.BytesIO(made)).read(part).decode()
    assert label in xml
    assert "The ranking" in xml


@pytest.mark.parametrize("label", ["A quay 🚢", "رصيف", "घाट", "רציף"])
@pytest.mark.parametrize("ending", [".md", ".html", ".json"])
def test_a_label_in_any_script_is_written_as_text(label: str, ending: str) -> None:
    """Formats without fonts of their own have it as it is."""
    assert label in render_document(Document("T", blocks=(Paragraph(label),)), ending, meta("en")).decode()

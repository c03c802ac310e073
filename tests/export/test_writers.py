"""Which writer an ending means."""

import pytest
from export_documents import meta, sample

from kbrief.errors import MissingExtra, WrongUsage
from kbrief.export.meta import Template
from kbrief.export.writers import FORMATS, Format, loaded, write_document, writer_of

TEXT = Template("a.txt", b"{{ document.title }} \xea\xb0\x80")
HOUSE = Template("Office.DOCX", b"")


@pytest.mark.parametrize("ending", FORMATS)
def test_every_format_gives_bytes_and_the_same_each_time(ending: str) -> None:
    """Each ending has a writer, in any case; the same document, day and telling give the same bytes."""
    made = write_document(sample(), ending, meta("en"))
    assert made == write_document(sample(), ending.upper(), meta("en"))
    assert len(made) > 500


@pytest.mark.parametrize("ending", [".xyz", "", ".doc"])
def test_an_ending_that_is_no_format_is_wrong_usage(ending: str) -> None:
    """The message names the ending, the hint the known ones."""
    with pytest.raises(WrongUsage, match="is no format") as caught:
        writer_of(ending)
    assert ".pdf, .docx, .hwpx" in (caught.value.hint or "")


def test_a_text_template_fills_any_text_format() -> None:
    """With a text template every ending goes that is not a binary format; only HTML is escaped."""
    assert write_document(sample(), ".tex", meta("en"), TEXT) == "A title 가".encode()
    assert write_document(sample(), ".md", meta("en"), TEXT) == "A title 가".encode()
    angle = Template("a.html", b"{{ '<' }}")
    assert write_document(sample(), ".htm", meta("en"), angle) == b"&lt;"
    assert write_document(sample(), ".txt", meta("en"), angle) == b"<"


@pytest.mark.parametrize(("ending", "template"), [(".pdf", TEXT), (".docx", TEXT), (".hwpx", TEXT), (".html", HOUSE)])
def test_a_template_that_does_not_fit_is_wrong_usage(ending: str, template: Template) -> None:
    """A house style goes with .docx alone, a text template with text."""
    with pytest.raises(WrongUsage, match="does not go with"):
        write_document(sample(), ending, meta("en"), template)


def test_a_missing_library_is_told_with_the_line_to_type() -> None:
    """Before the writer is loaded, what it needs is looked for."""
    with pytest.raises(MissingExtra, match="no_such_library") as caught:
        loaded(Format("pdf:to_pdf", "pdf", ("no_such_library", "json")))
    assert caught.value.hint == "pip install 'kbrief[pdf]'"

"""Which writer an ending means."""

import os
import subprocess
import sys
import zipfile
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from export_documents import meta, sample, written

from kbrief.errors import MissingExtra, WrongUsage
from kbrief.pages.document import Document, Paragraph
from kbrief.pages.meta import UserTemplate
from kbrief.render import FORMATS, Format, ensure_installed, find_writer, load_writer, render_document

TEXT = UserTemplate("a.txt", b"{{ document.title }} \xea\xb0\x80")
HOUSE = UserTemplate("Office.DOCX", b"")


@pytest.mark.parametrize("ending", FORMATS)
def test_every_format_gives_bytes_and_the_same_each_time(ending: str) -> None:
    """Each ending has a writer, in any case; the same document, day and telling give the same bytes."""
    made = render_document(sample(), ending, meta("en"))
    assert made == render_document(sample(), ending.upper(), meta("en"))
    assert len(made) > 400


@pytest.mark.parametrize("ending", [".xyz", "", ".doc"])
def test_an_ending_that_is_no_format_is_wrong_usage(ending: str) -> None:
    """The message names the ending, the hint the known ones."""
    with pytest.raises(WrongUsage, match="is not a supported format") as caught:
        find_writer(ending)
    assert ".pdf, .docx, .hwpx" in (caught.value.hint or "")


def test_a_text_template_fills_any_text_format() -> None:
    """With a text template every ending goes that is not a binary format; only HTML is escaped."""
    assert render_document(sample(), ".tex", meta("en"), TEXT) == "A title 가".encode()
    assert render_document(sample(), ".md", meta("en"), TEXT) == "A title 가".encode()
    angle = UserTemplate("a.html", b"{{ '<' }}")
    assert render_document(sample(), ".htm", meta("en"), angle) == b"&lt;"
    assert render_document(sample(), ".txt", meta("en"), angle) == b"<"


@pytest.mark.parametrize(("ending", "template"), [(".pdf", TEXT), (".docx", TEXT), (".hwpx", TEXT), (".html", HOUSE)])
def test_a_template_that_does_not_fit_is_wrong_usage(ending: str, template: UserTemplate) -> None:
    """A house style goes with .docx alone, a text template with text."""
    with pytest.raises(WrongUsage, match="cannot be used for"):
        render_document(sample(), ending, meta("en"), template)


def test_a_missing_library_is_told_with_the_line_to_type() -> None:
    """Before the writer is loaded, what it needs is looked for."""
    with pytest.raises(MissingExtra, match="no_such_library") as caught:
        load_writer(Format("pdf:to_pdf", "pdf", ("no_such_library", "json")))
    assert caught.value.hint == "pip install 'kbrief[pdf]'"


def test_all_that_is_missing_is_told_at_once() -> None:
    """Of several formats each says what it lacks, in one line to type; not what needs nothing or is not a format."""
    ensure_installed([".md", ".json", ".xyz", ""], lambda _: None)
    with pytest.raises(MissingExtra, match="not installed: docx, hwpx, typst") as caught:
        ensure_installed([".PDF", ".docx", ".md", ".hwpx"], lambda _: None)
    assert caught.value.hint == "pip install 'kbrief[docx,hwpx,pdf]'"


@pytest.mark.parametrize("ending", [ending for ending in FORMATS if ending != ".pdf"])
def test_what_turns_text_around_or_steers_a_screen_is_shown(ending: str) -> None:
    """In every format such a character stands as U+FFFD, in the document and in what is told beside it."""
    bad = "a\u202eb\x1b[1m"
    made = render_document(Document(bad, (), (Paragraph(bad),)), ending, meta("en")._replace(marking=bad, author=bad))
    parts = [made]
    if zipfile.is_zipfile(BytesIO(made)):
        packed = zipfile.ZipFile(BytesIO(made))
        parts = [packed.read(name) for name in packed.namelist() if not name.endswith((".png", ".jpeg"))]
    told = b"".join(parts).decode()
    assert "a\ufffdb\ufffd[1m" in told
    assert not {"\u202e", "\x1b"} & set(told)


@pytest.mark.parametrize("zone", ["UTC", "Asia/Seoul", "America/New_York"])
def test_bytes_do_not_depend_on_where_and_how_they_are_made(tmp_path: Path, zone: str) -> None:
    """Another time zone, locale, folder and order of hashing give the same bytes in every format."""
    run = "import sys; sys.path.insert(0, sys.argv[1]); from export_documents import written; "
    run += "from hashlib import sha256; from kbrief.render import FORMATS; "
    run += "print([sha256(written(ending, 'ko')).hexdigest() for ending in FORMATS])"
    settings = {"TZ": zone, "LC_ALL": "C", "PYTHONHASHSEED": str(len(zone)), "SOURCE_DATE_EPOCH": "1"}
    command = [sys.executable, "-c", run, str(Path(__file__).parent)]
    told = subprocess.run(command, cwd=tmp_path, env={**os.environ, **settings}, capture_output=True, check=True)
    here = [sha256(written(ending, "ko")).hexdigest() for ending in FORMATS]
    assert told.stdout.decode().strip() == str(here)

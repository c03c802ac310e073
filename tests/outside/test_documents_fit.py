"""What comes before the annexes stands on two pages, or on one: in PDF, in Word and in Hangul, as others lay it out."""

from pathlib import Path

import pytest
from outside_documents import body_pages, files, hwpx_pages, in_libreoffice, memos, pdf_pages

MEMOS = {name: memo for name, memo in memos().items() if "points" not in name}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the files stand."""
    return tmp_path_factory.mktemp("fit")


@pytest.fixture(scope="module")
def converted(folder: Path) -> Path:
    """The memos in Word, as LibreOffice lays them out."""
    (folder / "docx").mkdir()
    in_libreoffice(folder / "docx", files(folder / "docx", ".docx", MEMOS), "pdf")
    return folder / "docx"


@pytest.mark.parametrize("name", MEMOS)
def test_the_body_fits_in_pdf(folder: Path, name: str) -> None:
    """Two pages, one for --one-page, under each administration, in both languages, for information and decision."""
    (made,) = files(folder, ".pdf", {name: MEMOS[name]})
    about = MEMOS[name][1]
    assert body_pages(pdf_pages(made), about.lang) == about.pages


@pytest.mark.parametrize("name", MEMOS)
def test_the_body_fits_in_word(converted: Path, name: str) -> None:
    """The same as LibreOffice lays it out, whatever font stands in for Calibri here."""
    about = MEMOS[name][1]
    assert body_pages(pdf_pages(converted / f"{name}.pdf"), about.lang) == about.pages


@pytest.mark.parametrize("name", MEMOS)
def test_the_body_fits_in_hangul(folder: Path, name: str) -> None:
    """The same in HWPX, as rhwp lays it out with the widths of Hangul's own fonts."""
    (made,) = files(folder, ".hwpx", {name: MEMOS[name]})
    about = MEMOS[name][1]
    assert body_pages(hwpx_pages(made), about.lang) == about.pages

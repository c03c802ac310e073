"""PDF judged by page-validation: all rules of PDF/UA-1; and as text by poppler."""

from importlib import import_module
from pathlib import Path

import pytest
from outside_documents import documents, files, pdf_pages, unspaced

NAMES = tuple(documents())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documents on disk."""
    made = tmp_path_factory.mktemp("pdf")
    files(made, ".pdf")
    return made


@pytest.mark.parametrize("name", NAMES)
def test_every_rule_of_pdf_ua_holds(folder: Path, name: str) -> None:
    """More than a hundred rules, none failed: fonts, tags, tables, alternative texts, language."""
    pytest.importorskip("page", reason="page-validation is not installed: pip install page-validation")
    report = import_module("page").validate_pdf_bytes((folder / f"{name}.pdf").read_bytes(), profile="ua1")
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    assert report.is_compliant
    assert report.rules.total > 100


@pytest.mark.parametrize("name", NAMES)
def test_all_text_can_be_read_out(folder: Path, name: str) -> None:
    """What is set can be read back, Hangul and markup characters too."""
    from export_documents import texts

    document = documents()[name][0]
    shown = unspaced("".join(pdf_pages(folder / f"{name}.pdf")))
    # A long row may go on after a page break, with the head of the next page in its middle.
    ends = {text: (unspaced(text)[:60], unspaced(text)[-60:]) for text in texts(document)}
    assert {text for text, parts in ends.items() if not all(part in shown for part in parts)} == set()

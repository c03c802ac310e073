"""Copies of the article against the record, where its text is at hand (KBRIEF_SOURCE_TEXT names it)."""

import os
import re
import textwrap
from html import escape
from pathlib import Path

import pytest

from kbrief import load_brief
from kbrief.verify.verify import read_copy, verify

ROOT = Path(__file__).parent.parent.parent
SOURCE = os.environ.get("KBRIEF_SOURCE_TEXT", "")

pytestmark = pytest.mark.skipif(not SOURCE, reason="KBRIEF_SOURCE_TEXT names no copy of the article")


def forms(text: str) -> dict[str, str]:
    """Return the text as different programs would save it."""
    paragraphs = [line for line in text.splitlines() if line.strip()]
    lines = "\n\n".join(textwrap.fill(line, 58) for line in paragraphs).split("\n")
    pages = [lines[n : n + 40] for n in range(0, len(lines), 40)]
    return {
        "text.txt": text,
        "wrapped.txt": "\n\n".join(textwrap.fill(line, 72, break_on_hyphens=True) for line in paragraphs),
        "one-line.txt": re.sub(r"\s+", "\u00a0 ", text).translate(str.maketrans("“”’\u2018", "\"\"''")),
        "page.html": "<!DOCTYPE html><title>x</title>" + "".join(f"<div><p>{escape(p)}</p></div>" for p in paragraphs),
        "pdftotext.txt": "\f".join("\n".join(["PacNet", *page, str(n)]) for n, page in enumerate(pages, 1)),
    }


@pytest.mark.parametrize("name", ["text.txt", "wrapped.txt", "one-line.txt", "page.html", "pdftotext.txt"])
def test_every_paragraph_is_found_in_any_form_of_the_text(name: str, tmp_path: Path) -> None:
    """Plain, wrapped, on one line with other quotes, as a page of HTML, and in pages with running heads."""
    copy = tmp_path / name
    copy.write_text(forms(Path(SOURCE).read_text(encoding="utf-8"))[name], encoding="utf-8")
    found = verify(load_brief(ROOT), read_copy(copy))
    assert [one.cite for one in found if one.status != "found"] == []
    assert len(found) == 26

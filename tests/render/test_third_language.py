"""A language that is only a catalog: every format of documents is written in it."""

import pytest
from export_documents import DAY, sample

from kbrief.pages.meta import Meta
from kbrief.render import render_document


@pytest.mark.parametrize("ending", [".md", ".html", ".docx", ".hwpx", ".pdf", ".json"])
def test_a_language_without_settings_of_its_own_is_written_as_english(ending: str) -> None:
    """What a format knows of English and Korean alone stands for other languages as for English."""
    meta = Meta("de", "Vermerk", DAY)  # type: ignore[arg-type] # a language with a catalog only
    assert render_document(sample("en"), ending, meta)

"""The pages that are made from the code are as it would make them today."""

import runpy
from pathlib import Path

import pytest

DOCS = Path(__file__).parent.parent.parent / "docs"
PAGES = runpy.run_path(str(DOCS / "make.py"))["PAGES"]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_fresh(name: str) -> None:
    """`python docs/make.py` would change nothing."""
    assert PAGES[name]() == (DOCS / name).read_text(encoding="utf-8")

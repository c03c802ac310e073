"""The HTML page in Debian's Chromium: axe-core finds nothing, nothing is asked for, nothing in data is run."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from board_pages import Page, axe_source, start
from outside_documents import documents, files, memos

NAMES = tuple(documents())
LOOKS = (("light", 1440), ("dark", 360), ("dark", 1440), ("light", 360))


@pytest.fixture(scope="module")
def axe() -> str:
    """axe-core's script."""
    return axe_source()


@pytest.fixture(scope="module")
def driver() -> Iterator[Any]:
    """Chromium."""
    found = start()
    yield found
    found.quit()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages on disk."""
    made = tmp_path_factory.mktemp("pages")
    files(made, ".html")
    return made


@pytest.mark.parametrize(
    ("name", "look"), [(name, look) for name in NAMES for look in LOOKS[: 2 if name in memos() else 4]]
)
def test_axe_finds_nothing(driver: Any, folder: Path, axe: str, name: str, look: tuple[str, int]) -> None:
    """No violation in light or dark, on a desk or a phone, in either language, with hostile text."""
    page = Page(driver, (folder / f"{name}.html").as_uri())
    page.look(look[0])
    page.size(look[1], 900)
    page.open()
    assert page.violations(axe) == []


@pytest.mark.parametrize("name", NAMES)
def test_page_asks_for_nothing_and_runs_nothing(driver: Any, folder: Path, name: str) -> None:
    """Only the file itself is loaded, the console has no complaint, and no script stands on the page."""
    page = Page(driver, (folder / f"{name}.html").as_uri())
    page.requests(), page.complaints()
    page.open()
    assert page.requests() == [page.address]
    assert page.complaints() == []
    assert page.count("script") == 0
    assert page.count("h1") == 1


def test_nothing_stands_outside_a_narrow_screen(driver: Any, folder: Path) -> None:
    """On a phone the page is no wider than the screen; wide tables and pictures scroll in a box of their own."""
    for name in ("ko", "trump-info-en", "trump-info-ko"):
        page = Page(driver, (folder / f"{name}.html").as_uri())
        page.size(360, 800)
        page.open()
        assert page.run("return document.documentElement.scrollWidth") <= 360, name


def test_the_first_tab_leads_to_the_text(driver: Any, folder: Path) -> None:
    """The skip link is the first stop of the keyboard, and goes to the text."""
    page = Page(driver, (folder / "en.html").as_uri())
    page.press("TAB")
    assert page.focused("href") == "#text"
    page.press("ENTER")
    assert page.focused("id") == "text"

"""Take the pictures of the board: light, dark with an event given, a card, on a phone, and in Korean.

    python docs/gallery/make_board.py

Needs Debian's chromium and chromium-driver, and selenium. The pictures are those of the shipped brief on a fixed day.
"""

import datetime as dt
import tempfile
from pathlib import Path

from shots import chromium, picture

from kbrief import load_brief
from kbrief.board import board
from kbrief.i18n import use_language
from kbrief.model import Brief, Lang
from kbrief.model.marks import Marks
from kbrief.pages.brief_text import BriefText

HERE = Path(__file__).parent
DAY = dt.date(2026, 11, 22)
#: The name of each picture, its language, light or dark, its size, and what is clicked before it is taken.
SHOTS: tuple[tuple[str, Lang, str, tuple[int, int], tuple[str, ...]], ...] = (
    ("board-light", "en", "light", (1200, 800), ()),
    ("board-dark", "en", "dark", (1200, 800), ("input[value=nk-nuclear-test]",)),
    ("board-card", "en", "light", (1200, 800), ("input[value=nk-nuclear-test]", "[data-open='point:ncg']")),
    ("board-phone", "en", "light", (360, 740), ("input[value=harris]",)),
    ("board-korean", "ko", "light", (1200, 800), ("input[value=nk-nuclear-test]",)),
)


def texts_in(lang: str, brief: Brief, day: dt.date) -> BriefText:
    """Speak a language from now on, and return the texts of a brief in it."""
    use_language(lang)
    return BriefText(brief, day)


def main() -> None:
    """Write every picture beside this file."""
    driver = chromium()
    try:
        with tempfile.TemporaryDirectory() as folder:
            for name, lang, scheme, size, clicks in SHOTS:
                page = Path(folder) / f"{name}.html"
                voice = texts_in(lang, load_brief("rok-us-2024"), DAY)
                page.write_text(board(voice, Marks(), "", "0" * 8), encoding="utf-8")
                (HERE / f"{name}.png").write_bytes(picture(driver, page.as_uri(), scheme, size, clicks))
    finally:
        driver.quit()


if __name__ == "__main__":
    main()

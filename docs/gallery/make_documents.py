"""Take the pictures of the memo in each of its formats, and of the charts, in English and in Korean.

    python docs/gallery/make_documents.py

Needs Debian's chromium, chromium-driver, libreoffice-writer-nogui, poppler-utils, fonts-noto-cjk (for Korean) and
fonts-crosextra-carlito (as wide as Calibri), and selenium, pillow and rhwp-python. The pictures are those of the
shipped brief on a fixed day.
"""

import ctypes
import datetime as dt
import html
import subprocess
import tempfile
import textwrap
from collections.abc import Iterator
from ctypes.util import find_library
from importlib import import_module
from pathlib import Path
from typing import Any

from shots import chromium, picture, small

from kbrief import Scenario, load_brief, rank
from kbrief.decide.compare import compare
from kbrief.i18n import use_language
from kbrief.model import Brief, Lang
from kbrief.pages.brief_text import BriefText
from kbrief.pages.charts import matrix_figure, ranking_figure
from kbrief.pages.memo import memo
from kbrief.pages.memo.options import MemoOptions
from kbrief.pages.meta import Meta
from kbrief.render import render_document
from kbrief.render.charts import to_svg
from kbrief.render.typst import to_png

HERE = Path(__file__).parent
DAY = dt.date(2026, 11, 22)
BRIEF = load_brief("rok-us-2024")
#: A window, and a sheet of A4, in pixels.
SIZE, SHEET = (900, 760), (794, 1123)

#: The terminal that the Markdown is shown in.
COLUMNS, ROWS = 108, 41

TERMINAL = """<!DOCTYPE html><meta charset="utf-8"><style>
body { margin: 0; padding: 12px 16px; background: #16181b; color: #e6e6e6; }
pre { margin: 0; font: 13px/1.35 "DejaVu Sans Mono", "Noto Sans Mono CJK KR", monospace; }
</style><pre>"""


def texts_in(lang: str, brief: Brief, day: dt.date) -> BriefText:
    """Speak a language from now on, and return the texts of a brief in it."""
    use_language(lang)
    return BriefText(brief, day)


def memo_file(folder: Path, ending: str, lang: Lang) -> Path:
    """Write the memo on Trump in a format, and return its path."""
    ranking, voice = rank(BRIEF, Scenario("trump")), texts_in(lang, BRIEF, DAY)
    made = memo(ranking, voice, MemoOptions(date=DAY, has_pictures=True), "0" * 8)
    path = folder / f"memo-{lang}{ending}"
    path.write_bytes(render_document(made, ending, Meta(lang, made.title, DAY, "", made.caveats[0])))
    return path


def in_browser(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the pictures that Chromium takes: Markdown in a terminal, HTML in light and dark, HWPX as rhwp draws it."""
    driver = chromium()
    try:
        text = memo_file(folder, ".md", "en").read_text(encoding="utf-8")
        lines = [short for line in text.splitlines() for short in textwrap.wrap(line, COLUMNS) or [""]]
        page = folder / "terminal.html"
        page.write_text(TERMINAL + html.escape("\n".join(lines[:ROWS])), encoding="utf-8")
        yield "memo-markdown", picture(driver, page.as_uri(), "dark", SIZE)
        yield "memo-html-light", picture(driver, memo_file(folder, ".html", "en").as_uri(), "light", SIZE)
        yield "memo-html-dark", picture(driver, memo_file(folder, ".html", "ko").as_uri(), "dark", SIZE)
        yield "memo-hwpx", picture(driver, in_hangul(folder).as_uri(), "light", SHEET)
    finally:
        driver.quit()


def on_paper(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield pages of the PDF, and of the Word file as LibreOffice lays it out."""
    english, korean = (memo_file(folder, ".pdf", lang) for lang in ("en", "ko"))
    yield "memo-pdf-1", page_of(english, 1)
    yield "memo-pdf-2", page_of(english, 2)
    yield "memo-pdf-korean", page_of(korean, 1)
    word = memo_file(folder, ".docx", "en")
    (folder / "word").mkdir()
    run("soffice", "--headless", f"-env:UserInstallation={folder.as_uri()}/home", "--convert-to", "pdf", "--outdir",
        str(folder / "word"), str(word))  # fmt: skip
    yield "memo-docx", page_of(folder / "word" / "memo-en.pdf", 1)


def page_of(path: Path, number: int) -> bytes:
    """Return a page of a PDF as PNG."""
    return run("pdftoppm", "-r", "84", "-png", "-f", str(number), "-l", str(number), str(path))


def run(*command: str) -> bytes:
    """Run a program and return what it prints."""
    return subprocess.run(command, check=True, capture_output=True).stdout  # noqa: S603 - files of our own making


def in_hangul(folder: Path) -> Path:
    """Return the first page of the HWPX file as rhwp draws it; it needs the machine's FreeType loaded first."""
    ctypes.CDLL(find_library("freetype"), ctypes.RTLD_GLOBAL)
    rhwp: Any = import_module("rhwp")
    page = folder / "memo.svg"
    page.write_text(rhwp.parse(str(memo_file(folder, ".hwpx", "ko"))).render_svg(0), encoding="utf-8")
    return page


def charts() -> Iterator[tuple[str, bytes]]:
    """Yield the two charts as they stand alone."""
    ranking = ranking_figure(rank(BRIEF, Scenario("trump")), texts_in("en", BRIEF, DAY), alone=True)
    yield "chart-ranking", to_png(to_svg(ranking), 96)
    matrix = matrix_figure(compare(BRIEF), texts_in("ko", BRIEF, DAY), alone=True)
    yield "chart-matrix", to_png(to_svg(matrix), 96)


def main() -> None:
    """Write every picture beside this file."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for pictures in (in_browser(folder), on_paper(folder), charts()):
            for name, png in pictures:
                (HERE / f"{name}.png").write_bytes(small(png))


if __name__ == "__main__":
    main()

"""The shipped memo and a hostile document, in files, for programs that are not ours to judge."""

import ctypes
import re
import shutil
import subprocess
import sys
from ctypes.util import find_library
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kbrief.i18n import _, use_language
from kbrief.model import Lang
from kbrief.pages.document import Document
from kbrief.pages.memo.options import MemoOptions
from kbrief.pages.meta import Meta
from kbrief.render import render_document

sys.path.extend(str(Path(__file__).parent.parent / folder) for folder in ("pages", "render"))

from export_documents import DAY, figure, hostile, meta, sample
from memo_documents import HARRIS, TRUMP, made

LANGUAGES: tuple[Lang, ...] = ("en", "ko")
SETTINGS = {"trump": TRUMP, "harris": HARRIS}
#: The memos that are judged, by name.
FORMS = {
    "info": MemoOptions(has_pictures=True),
    "action": MemoOptions("the Minister", "Desk", kind="action", has_pictures=True),
    "page": MemoOptions(is_one_page=True, has_pictures=True),
    "points": MemoOptions(is_points=True),
}


@cache
def memos() -> dict[str, tuple[Document, Meta]]:
    """Return the shipped memo by name, as `trump-info-en`: each administration, form and language."""
    return {
        f"{whom}-{kind}-{lang}": told(made(scenario, form, lang=lang), lang, 1 if form.is_one_page else 2)
        for whom, scenario in SETTINGS.items()
        for kind, form in FORMS.items()
        for lang in LANGUAGES
    }


def told(document: Document, lang: Lang, pages: int) -> tuple[Document, Meta]:
    """Return a memo with what the command line tells of it."""
    return document, Meta(lang, document.title, DAY, "", next(iter(document.caveats), ""), pages)


@cache
def documents() -> dict[str, tuple[Document, Meta]]:
    """Return documents by name: the memo in each form and language, every kind of block, and what formats misread."""
    korean = sample("ko")
    return {
        "en": (sample("en"), meta("en")),
        "ko": (korean, meta("ko")),
        "hostile": (hostile(), meta("en")),
        "long": (korean._replace(blocks=korean.blocks * 12), meta("ko")),
        **{name: memo for name, memo in memos().items() if name.startswith("trump")},
    }


def files(folder: Path, ending: str, known: dict[str, tuple[Document, Meta]] | None = None) -> list[Path]:
    """Write documents in a format, all of `documents` where none are named, and return their paths."""
    paths = []
    for name, (document, about) in (known or documents()).items():
        path = folder / f"{name}{ending}"
        path.write_bytes(render_document(document, ending, about))
        paths.append(path)
    return paths


def in_libreoffice(folder: Path, paths: list[Path], form: str) -> None:
    """Turn files into another format beside them; skip where LibreOffice is absent."""
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice (libreoffice-writer-nogui) is not installed")
    home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
    command = ["soffice", "--headless", home, "--convert-to", form, "--outdir", str(folder), *map(str, paths)]
    subprocess.run(command, capture_output=True, check=True, timeout=300)


def pdf_pages(path: Path) -> list[str]:
    """Return the text of each page of a PDF; skip where poppler is absent."""
    if not shutil.which("pdftotext"):
        pytest.skip("poppler-utils is not installed")
    shown = subprocess.run(
        ["pdftotext", "-raw", "-enc", "UTF-8", str(path), "-"], capture_output=True, check=True
    ).stdout
    return shown.decode().split("\f")[:-1]


def rhwp() -> Any:
    """Return rhwp, which lays out HWPX; skip where it is absent.

    Its own copy of FreeType is too old for it: the machine's has to be there first.
    """
    ctypes.CDLL(find_library("freetype"), ctypes.RTLD_GLOBAL)
    return pytest.importorskip("rhwp", reason="rhwp is not installed: pip install rhwp-python", exc_type=ImportError)


def hwpx_pages(path: Path) -> list[str]:
    """Return the text of each page of an HWPX file as rhwp lays it out."""
    return [re.sub(r"<[^>]+>", "", page) for page in rhwp().parse(str(path)).render_all_svg()]


def body_pages(pages: list[str], lang: Lang) -> int:
    """Return how many pages stand before the one on which the annexes begin."""
    use_language(lang)
    begin = unspaced(_("Annexes") + _("Annex A: ratings"))
    return next(n for n, page in enumerate(pages) if begin in unspaced(page))


def unspaced(text: str) -> str:
    """Return a text without its blanks."""
    return "".join(text.split())


__all__ = ["documents", "figure", "files", "hostile", "meta", "sample"]

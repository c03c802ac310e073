"""Read a finished PDF back: its headings with their positions, its font sizes, and its pages."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from typing import Any

from kbrief.errors import require_installed
from kbrief.pack.finished import Content, Piece

#: The share of the height of a page that its footer takes.
FOOTER_SHARE = 0.045

#: What matters for font sizes in the stream of a page: artifacts, ends of marks, sizes, and strings of two-byte codes.
_TEXT_OPERATORS = re.compile(
    rb"(?P<artifact>/Artifact\b)|(?P<end>\bEMC\b)|/\S+\s+(?P<size>[\d.]+)\s+Tf\b"
    rb"|\((?P<text>(?:[^\\()]|\\.)*)\)|<(?P<hex>[0-9A-Fa-f]+)>",
    re.DOTALL,
)

_ESCAPE = re.compile(rb"\\(?:[0-7]{1,3}|.)", re.DOTALL)


def count_pages(data: bytes) -> int:
    """Return the number of pages of a PDF. Raises MissingExtra, ValueError for an invalid PDF."""
    return len(_open_pdf(data).pages)


def _open_pdf(data: bytes) -> Any:
    """Return a reader of a PDF. Raises MissingExtra, ValueError for an invalid PDF."""
    require_installed("pypdf", extra="pdf-in")
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        return PdfReader(BytesIO(data))
    except PyPdfError as error:
        raise ValueError(str(error)) from error


@lru_cache(maxsize=8)
def read_pdf(_name: str, data: bytes) -> Content:
    """Return the headings in the outline of a PDF, followed by a piece at the end of its text.

    Raises MissingExtra, ValueError for an invalid PDF.
    """
    reader = _open_pdf(data)
    sizes: Counter[float] = Counter()
    for page in reader.pages:
        contents = page.get_contents()
        if contents is not None:
            sizes.update(_font_sizes(contents.get_data()))
    end = Piece("text", page=len(reader.pages), vertical_position=1 - FOOTER_SHARE)
    return Content((*_headings(reader, reader.outline), end), sizes, len(reader.pages))


def _headings(reader: Any, outline: list[Any]) -> Iterator[Piece]:
    """Yield the headings of an outline and its nested ones, with their pages and positions."""
    for entry in outline:
        if isinstance(entry, list):
            yield from _headings(reader, entry)
            continue
        page = reader.get_destination_page_number(entry)
        height = float(reader.pages[page].mediabox.height)
        yield Piece(
            "text",
            " ".join(str(entry.title).split()),
            page=page + 1,
            vertical_position=1 - float(entry.top or height) / height,
        )


def _font_sizes(stream: bytes) -> Counter[float]:
    """Return the number of letters of a page by font size, without its header and footer."""
    sizes: Counter[float] = Counter()
    size, is_artifact = 0.0, False
    for match in _TEXT_OPERATORS.finditer(stream):
        if match["artifact"]:
            is_artifact = True
        elif match["end"]:
            is_artifact = False
        elif match["size"]:
            size = round(float(match["size"]), 1)
        elif not is_artifact:
            count = len(match["hex"]) // 4 if match["hex"] else len(_ESCAPE.sub(b".", match["text"])) // 2
            sizes[size] += count
    return Counter({size: count for size, count in sizes.items() if count})

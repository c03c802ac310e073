"""A PDF of a pack read back: its headings with their places, the sizes of its letters, and its pages."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from typing import Any

from kbrief.errors import require_installed
from kbrief.pack.finished import Content, Piece

#: How much of a page its running foot takes, which is no text of the product.
EDGE = 0.045

#: What tells of letters in a page's stream: where running heads begin and end, sizes, and strings of two-byte codes.
_DRAWN = re.compile(
    rb"(?P<artifact>/Artifact\b)|(?P<end>\bEMC\b)|/\S+\s+(?P<size>[\d.]+)\s+Tf\b"
    rb"|\((?P<text>(?:[^\\()]|\\.)*)\)|<(?P<hex>[0-9A-Fa-f]+)>",
    re.DOTALL,
)

_ESCAPE = re.compile(rb"\\(?:[0-7]{1,3}|.)", re.DOTALL)


def count_pages(data: bytes) -> int:
    """Return how many pages a PDF has. Raises MissingExtra, ValueError for what is none."""
    return len(_reader(data).pages)


def _reader(data: bytes) -> Any:
    """Return the reader of a PDF. Raises MissingExtra, ValueError for what is none."""
    require_installed("pypdf", extra="pdf-in")
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        return PdfReader(BytesIO(data))
    except PyPdfError as error:
        raise ValueError(str(error)) from error


@lru_cache(maxsize=8)
def read_pdf(_name: str, data: bytes) -> Content:
    """Return the headings of a PDF by its outline, and last where its text may end.

    Raises MissingExtra, ValueError for what is no PDF.
    """
    reader = _reader(data)
    sizes: Counter[float] = Counter()
    for page in reader.pages:
        contents = page.get_contents()
        if contents is not None:
            sizes.update(_sizes(contents.get_data()))
    end = Piece("text", page=len(reader.pages), down=1 - EDGE)
    return Content((*_headings(reader, reader.outline), end), sizes, len(reader.pages))


def _headings(reader: Any, outline: list[Any]) -> Iterator[Piece]:
    """Yield the headings of an outline and of those within it, each with its page and how far down it is."""
    for entry in outline:
        if isinstance(entry, list):
            yield from _headings(reader, entry)
            continue
        page = reader.get_destination_page_number(entry)
        height = float(reader.pages[page].mediabox.height)
        yield Piece(
            "text", " ".join(str(entry.title).split()), page=page + 1, down=1 - float(entry.top or height) / height
        )


def _sizes(stream: bytes) -> Counter[float]:
    """Return how many letters of a page are set in each size, its running head and foot left out."""
    sizes: Counter[float] = Counter()
    size, is_artifact = 0.0, False
    for found in _DRAWN.finditer(stream):
        if found["artifact"]:
            is_artifact = True
        elif found["end"]:
            is_artifact = False
        elif found["size"]:
            size = round(float(found["size"]), 1)
        elif not is_artifact:
            count = len(found["hex"]) // 4 if found["hex"] else len(_ESCAPE.sub(b".", found["text"])) // 2
            sizes[size] += count
    return Counter({size: count for size, count in sizes.items() if count})

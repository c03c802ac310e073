"""A PDF of a pack read back, line by line, with pages and sizes."""

from collections import Counter
from io import BytesIO
from typing import Any

from kbrief.errors import require_installed
from kbrief.pack.finished import Content, Piece

EDGE = 0.045
"""How much of a page is taken by its running head and foot each, which are no text of the product."""

SAME_LINE = 2.0
"""How many points apart pieces of one line may stand."""


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


def read_pdf_lines(_name: str, data: bytes) -> Content:
    """Return the lines of a PDF between its running heads and feet. Raises MissingExtra."""
    reader = _reader(data)
    pieces: list[Piece] = []
    sizes: Counter[float] = Counter()
    for number, page in enumerate(reader.pages, 1):
        pieces += _page_lines(page, number, sizes)
    return Content(tuple(pieces), {size: count for size, count in sizes.items() if count}, len(reader.pages))


def _page_lines(page: Any, number: int, sizes: Counter[float]) -> list[Piece]:
    height = float(page.mediabox.height)
    found: list[tuple[float, str]] = []

    def visit(text: str, matrix: Any, place: Any, _font: Any, size: float) -> None:
        down = 1 - (place[5] * matrix[3] + matrix[5]) / height
        if not text.strip() or not EDGE < down < 1 - EDGE:
            return
        sizes[round(abs(size * place[3] * matrix[3]), 1)] += len(text.strip())
        if found and abs(found[-1][0] - down) * height < SAME_LINE:
            found[-1] = (found[-1][0], found[-1][1] + text)
        else:
            found.append((down, text))

    page.extract_text(visitor_text=visit)
    return [Piece("text", " ".join(text.split()), page=number, down=down) for down, text in found]

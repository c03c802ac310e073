"""How large text may be set so that what comes before the annexes fits its pages: found by setting it."""

import json
from bisect import bisect
from functools import lru_cache

from kbrief.export.documents.meta import Meta
from kbrief.export.documents.plaindoc import Data, as_data, grid_of
from kbrief.export.documents.typesetting import TEMPLATES, pages_of
from kbrief.export.documents.widths import shares
from kbrief.export.pictures.svg import text_width
from kbrief.model.document import Document, Heading, Table

PAGE = TEMPLATES / "page.typ"

SIZES = (10.5, 10.1, 9.8, 9.4, 9.1, 8.8, 8.5)
"""The sizes of text in points; the middle one serves where none fits."""

WIDEST_LABEL = 12.0
"""The most room, in em, that the labels of fields are given."""

LONGEST_KEPT = 600
"""Up to how many letters in a cell a row is kept on one page: a longer one might not fit any."""


@lru_cache(maxsize=2)
def fitting_size(document: Document, meta: Meta, *, is_loose: bool = False) -> float:
    """Return the largest size, in points, at which the body fits its pages. Raises OutputError.

    `is_loose` measures with wider letters and lines, for programs whose fonts differ from desk to desk. The size is
    asked for by each format of one document, and so remembered.
    """
    blocks = document.blocks
    parts = (n for n, block in enumerate(blocks) if isinstance(block, Heading) and block.level == 1)
    body = document._replace(blocks=blocks[: next(parts, len(blocks))])
    text = json.dumps(measured(body, meta), ensure_ascii=False)
    given = {"document": text, "loose": "yes" if is_loose else ""}
    place = bisect(SIZES, x=False, key=lambda size: pages_of(PAGE, given | {"size": f"{size}"}) <= meta.pages)
    return SIZES[place] if place < len(SIZES) else SIZES[len(SIZES) // 2]


def measured(document: Document, meta: Meta) -> Data:
    """Return a document as plain data with the widths that a page needs."""
    data = as_data(document, meta)
    for block, plain in zip(document.blocks, data["document"]["blocks"], strict=True):
        if isinstance(block, Table):
            plain["keeps_rows"] = all(len(cell) <= LONGEST_KEPT for row in plain["rows"] for cell in row)
            for column, share in zip(plain["columns"], shares(grid_of(block)), strict=True):
                column["share"] = share
        elif plain["type"] == "fields":
            widths = (text_width(pair["label"]) + 1.5 for pair in plain["pairs"])
            plain["label_width"] = min(WIDEST_LABEL, max(widths, default=0))
    return data

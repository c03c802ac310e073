"""PDF through typst: always tagged (PDF/UA-1), the same bytes for the same day, two pages for the body of a memo."""

import datetime as dt
import json
from bisect import bisect

from kbrief.export.meta import Meta
from kbrief.export.plaindoc import Data, as_data, grid_of
from kbrief.export.svg import text_width
from kbrief.export.typesetting import TEMPLATES, pages_of, typeset
from kbrief.export.widths import shares
from kbrief.model.document import Document, Heading, Table

PAGE = TEMPLATES / "page.typ"

SIZES = (9.8, 9.4, 9.0, 8.8, 8.6)
BODY_PAGES = 2
"""The sizes of text in points, and the pages that what comes before the annexes should fit."""

WIDEST_LABEL = 12.0
"""The most room, in em, that the labels of fields are given."""

LONGEST_KEPT = 600
"""Up to how many letters in a cell a row is kept on one page: a longer one might not fit any."""


def to_pdf(document: Document, meta: Meta) -> bytes:
    """Return a document as PDF. Raises OutputError for a character that no font here can show."""
    data = measured(document, meta)
    given = {"document": json.dumps(data, ensure_ascii=False), "size": f"{fitting_size(document, data)}"}
    midnight = dt.datetime.combine(meta.date, dt.time(), tzinfo=dt.UTC)
    return typeset(PAGE, given, format="pdf", pdf_standards="ua-1", timestamp=midnight)


def fitting_size(document: Document, data: Data) -> float:
    """Return the largest size at which the body fits its pages; where none does, the middle one."""
    blocks = document.blocks
    parts = (n for n, block in enumerate(blocks) if isinstance(block, Heading) and block.level == 1)
    inside = data["document"]
    body = data | {"document": inside | {"blocks": inside["blocks"][: next(parts, len(blocks))]}}
    text = json.dumps(body, ensure_ascii=False)
    place = bisect(SIZES, x=False, key=lambda size: pages_of(PAGE, {"document": text, "size": f"{size}"}) <= BODY_PAGES)
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

"""Memos on the shipped brief and on changes of it, and ways to look into them."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from kbrief import load_brief
from kbrief.decide.rank import rank
from kbrief.decide.scenario import Scenario
from kbrief.model import Brief, Lang
from kbrief.pages.document import Block, Box, Bullets, Document, Fields, Heading, Paragraph, Table
from kbrief.pages.memo import memo
from kbrief.pages.memo.context import MemoContext
from kbrief.pages.memo.options import MemoOptions
from speaking import texts_in

SHIPPED = load_brief("rok-us-2024")
TODAY = dt.date(2026, 11, 22)
TRUMP, HARRIS, NOBODY = Scenario("trump"), Scenario("harris"), Scenario()


def changed(**changes: Any) -> Brief:
    """Return the shipped brief with parts of it replaced, and nothing remembered of what was there."""
    brief = SHIPPED.model_copy(update=changes)
    for name in ("point_by_id", "event_by_id", "paragraph_by_cite"):
        brief.__dict__.pop(name, None)
    return brief


def planned(
    scenario: Scenario = TRUMP,
    form: MemoOptions | None = None,
    *,
    brief: Brief = SHIPPED,
    weights: Mapping[str, float] | None = None,
    lang: Lang = "en",
) -> MemoContext:
    """Return what a memo draws on."""
    return MemoContext(rank(brief, scenario, weights), texts_in(lang, brief, TODAY), form or MemoOptions(), "0a1b2c3d")


def made(scenario: Scenario = TRUMP, form: MemoOptions | None = None, **more: Any) -> Document:
    """Return a memo."""
    plan = planned(scenario, form, **more)
    return memo(plan.ranking, plan.texts, plan.options, plan.digest)


def headings(document: Document) -> list[str]:
    """Return the headings of a page in order, the title of a frame among them."""
    return [heading for block in document.blocks if (heading := heading_of(block))]


def heading_of(block: Block) -> str:
    """Return what a block is headed, empty for one that stands under another's heading."""
    return block.text if isinstance(block, Heading) else block.title if isinstance(block, Box) else ""


def under(document: Document, heading: str) -> list[Block]:
    """Return the blocks between a heading and the next one."""
    blocks = list(document.blocks)
    start = next(n for n, block in enumerate(blocks) if heading_of(block) == heading)
    end = next((n for n in range(start + 1, len(blocks)) if heading_of(blocks[n])), len(blocks))
    first = blocks[start]
    framed: list[Block] = [Bullets(first.items)] if isinstance(first, Box) else []
    return framed + blocks[start + 1 : end]


def rows(document: Document, heading: str) -> list[dict[str, str]]:
    """Return the rows of the table under a heading, by the first word of their columns' titles."""
    table = next(block for block in under(document, heading) if isinstance(block, Table))
    titles = [column.title for column in table.columns]
    return [dict(zip(titles, row.cells, strict=True)) for row in table.rows]


def texts(document: Document) -> list[str]:
    """Return every text of a page."""
    blocks = document.blocks
    said = [document.title, *document.caveats, *document.footnotes]
    said += [block.text for block in blocks if isinstance(block, (Heading, Paragraph))]
    said += [item for block in blocks if isinstance(block, Bullets) for item in block.items]
    said += [text for block in blocks if isinstance(block, Box) for text in (block.title, *block.items)]
    said += [text for block in blocks if isinstance(block, Fields) for pair in block.pairs for text in pair]
    tables = [block for block in blocks if isinstance(block, Table)]
    said += [column.title for table in tables for column in table.columns]
    said += [text for table in tables for row in table.rows for text in (*row.cells, row.note)]
    return [text for text in said if text]

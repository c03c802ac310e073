"""How wide the columns of a table should be, for formats that do not work it out themselves."""

from collections.abc import Sequence
from typing import NamedTuple

from kbrief.pages.document import Column
from kbrief.render.charts import text_width
from kbrief.render.data import Grid

PADDING = 1.2
"""The space beside a cell's text, in em."""

LINE = 62.0
"""About how many em a whole line of a table holds."""

OFFICE = 0.88
"""What of a line counts in word processors, whose fonts are wider than ours, and differ from desk to desk."""

NUMBER = 9.0
"""Up to how many em the cells of a right-aligned column are kept on one line."""

EVEN = 0.8
"""Below 1, columns with little text get more than their part of it, as each of their lines counts for a whole row."""

ROUNDS = 40
"""Halvings by which the common measure is found: enough for any float."""


class ColumnNeed(NamedTuple):
    """What a column needs, in em: its longest word, its longest cell, and how much text its cells hold."""

    least: float
    most: float
    text: float


def column_widths(grid: Grid, line: float = LINE) -> list[float]:
    """Return each column's share of the width, summing to 1.

    A column gets room by the text that its cells hold, but at least its longest word and at most its longest cell, so
    that rows are low and short columns stay whole.
    """
    needs = [_need(column, cells) for column, *cells in zip(grid.columns, *grid.rows, strict=True)]
    least, most = sum(need.least for need in needs), sum(need.most for need in needs)
    if least >= line or most <= line:
        return _summing_to_one([need.least if least >= line else need.most for need in needs])
    low, high = 0.0, line
    for _ in range(ROUNDS):
        measure = (low + high) / 2
        low, high = (measure, high) if sum(_width(need, measure) for need in needs) < line else (low, measure)
    return _summing_to_one([_width(need, high) for need in needs])


def _need(column: Column, cells: Sequence[str]) -> ColumnNeed:
    texts = (column.title, *cells)
    most = max(map(text_width, texts)) + PADDING
    if column.align == "right" and most <= NUMBER:
        return ColumnNeed(most, most, most)
    words = (text_width(word) for text in texts for word in text.split())
    spread = (sum(text_width(text) ** 2 for text in texts) / len(texts)) ** 0.5
    return ColumnNeed(max(words, default=0) + PADDING, most, spread**EVEN)


def _width(need: ColumnNeed, measure: float) -> float:
    return min(need.most, max(need.least, measure * need.text))


def _summing_to_one(widths: Sequence[float]) -> list[float]:
    return [round(width / sum(widths), 4) for width in widths]

"""Choose the widths of the columns of a table, for formats that do not choose them themselves."""

from collections.abc import Sequence
from typing import NamedTuple

from kbrief.pages.document import Column
from kbrief.render.charts import text_width
from kbrief.render.data import Grid

#: The space beside a cell's text, in em.
CELL_PADDING = 1.2

#: The approximate width of a line of a table, in em.
LINE_WIDTH = 62.0

#: The share of a line that is safe in word processors, whose fonts are wider and differ between machines.
OFFICE_SHARE = 0.88

#: Up to this width, in em, the cells of a right-aligned column are kept on one line.
MAX_NUMBER_WIDTH = 9.0

#: Below 1, so that columns with little text get more than their share: a wrapped cell makes its whole row higher.
TEXT_EXPONENT = 0.8

#: The rounds of bisection by which the common scale is found: enough for any float.
ROUNDS = 40


class ColumnNeed(NamedTuple):
    """The width that a column needs, in em: of its longest word, of its longest cell, and by how much text it has."""

    minimum: float
    maximum: float
    text: float


def column_widths(grid: Grid, line_width: float = LINE_WIDTH) -> list[float]:
    """Return each column's share of the width, summing to 1.

    A column is as wide as the amount of its text asks, but at least as its longest word and at most as its longest
    cell, so that rows stay low and short columns do not wrap.
    """
    needs = [_need(column, cells) for column, *cells in zip(grid.columns, *grid.rows, strict=True)]
    minimum, maximum = sum(need.minimum for need in needs), sum(need.maximum for need in needs)
    if minimum >= line_width or maximum <= line_width:
        return _normalize([need.minimum if minimum >= line_width else need.maximum for need in needs])
    low, high = 0.0, line_width
    for _ in range(ROUNDS):
        scale = (low + high) / 2
        low, high = (scale, high) if sum(_width(need, scale) for need in needs) < line_width else (low, scale)
    return _normalize([_width(need, high) for need in needs])


def _need(column: Column, cells: Sequence[str]) -> ColumnNeed:
    texts = (column.title, *cells)
    maximum = max(map(text_width, texts)) + CELL_PADDING
    if column.align == "right" and maximum <= MAX_NUMBER_WIDTH:
        return ColumnNeed(maximum, maximum, maximum)
    words = (text_width(word) for text in texts for word in text.split())
    spread = (sum(text_width(text) ** 2 for text in texts) / len(texts)) ** 0.5
    return ColumnNeed(max(words, default=0) + CELL_PADDING, maximum, spread**TEXT_EXPONENT)


def _width(need: ColumnNeed, scale: float) -> float:
    return min(need.maximum, max(need.minimum, scale * need.text))


def _normalize(widths: Sequence[float]) -> list[float]:
    return [round(width / sum(widths), 4) for width in widths]

"""Share the width of a screen among the columns of a table."""

from collections.abc import Sequence

from kbrief.pages.document import Column

#: The blanks between columns.
COLUMN_GAP = 2

#: No narrower than this is a cell that wraps, while other columns can still be dropped.
MIN_TEXT_WIDTH = 18

#: No shorter than this is a truncated id, while other columns can still be dropped: its unique beginning can be typed.
MIN_ID_WIDTH = 9


def share_columns(columns: Sequence[Column], natural: Sequence[int], width: int) -> dict[int, int] | None:
    """Return the width of each column that is shown, by its index, or None if not even those without a priority fit.

    `natural` has the widths that the columns take where there is room for all.
    """
    minimums = [min(wanted, _min_width(columns[n], wanted)) for n, wanted in enumerate(natural)]
    droppable = (n for n, column in enumerate(columns) if column.drop_priority)
    drop_order = sorted(droppable, key=lambda n: -columns[n].drop_priority)
    for dropped in range(len(drop_order) + 1):
        shown = [n for n in range(len(natural)) if n not in drop_order[:dropped]]
        spare = width - COLUMN_GAP * (len(shown) - 1) - sum(minimums[n] for n in shown)
        if spare >= 0:
            return _share_width(shown, natural, minimums, spare)
    return None


def _min_width(column: Column, natural: int) -> int:
    """Return the least width of a column: text wraps, an id is truncated, anything else keeps its width."""
    if column.can_wrap:
        return column.min_width if column.min_width > 0 else MIN_TEXT_WIDTH
    return MIN_ID_WIDTH if column.can_cut else natural


def _share_width(columns: Sequence[int], natural: Sequence[int], minimums: Sequence[int], spare: int) -> dict[int, int]:
    """Return the widths of columns: their minimum and a share of the spare width in proportion to what they lack."""
    layout = {n: minimums[n] for n in columns}
    total_demand = sum(natural[n] - minimums[n] for n in columns)
    for n in columns:
        demand = natural[n] - minimums[n]
        share = min(demand, spare * demand // total_demand) if demand else 0
        layout[n] += share
        spare, total_demand = spare - share, total_demand - demand
    return layout

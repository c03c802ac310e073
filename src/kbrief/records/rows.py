"""Items as rows of CSV: one row an item, or an item and an administration; the head stands there without rows too."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

from kbrief.records.cells import BOM, cell
from kbrief.records.heads import HEADS

Item = dict[str, Any]

BY_ADMINISTRATION = {"lists": "list", "scores": "score"}
"""The keys of an item that hold a value for each administration, and how the column is named that has one of them."""

BY_NAME = frozenset({"digests"})
"""Keys of an item that hold a value for each of some names, which differ from row to row."""


def to_csv(items: Sequence[Item], command: str = "", *, bom: bool = False) -> str:
    """Return the items as CSV, a column a key, and one for each key of a value that has keys of its own.

    Without items it is the head that the command has, if any.
    """
    rows = [row for item in items for row in _spread(item)]
    columns = list(_columns(rows)) or [((name,), name) for name in HEADS.get(command, ())]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(name for _, name in columns)
    writer.writerows([cell(_at(row, path)) for path, _ in columns] for row in rows)
    return BOM * bom + out.getvalue() if columns else ""


def _spread(item: Item) -> Iterator[Item]:
    """Yield an item for each administration that it says something of, else the item."""
    sides = {key: item[key] for key in BY_ADMINISTRATION if isinstance(item.get(key), dict)}
    if not sides:
        yield item
        return
    for administration in dict.fromkeys(name for side in sides.values() for name in side):
        of_one = {BY_ADMINISTRATION[key]: side.get(administration) for key, side in sides.items()}
        rest = {key: value for key, value in item.items() if key not in sides and key != "id"}
        yield {"id": item.get("id"), "administration": administration, **of_one, **rest}


def _columns(rows: Sequence[Item]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the way to the value of each column, and its name."""
    for key in dict.fromkeys(key for row in rows for key in row):
        values = [row[key] for row in rows if isinstance(row.get(key), dict)]
        inner = [] if key in BY_NAME else [*dict.fromkeys(name for value in values for name in value)]
        if "text" in inner or not inner:
            yield (key,), key
        yield from (((key, name), f"{key}_{name}") for name in inner if name != "text")


def _at(row: Item, path: tuple[str, ...]) -> Any:
    value = row.get(path[0])
    return value if len(path) == 1 else value.get(path[1]) if isinstance(value, dict) else None

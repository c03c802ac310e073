"""Rows that a table has and the brief has not: new items, ratings and statements."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from kbrief.errors import Message
from kbrief.load.rules.todo import SPOKEN
from kbrief.model import Brief
from kbrief.model.claims import all_items
from kbrief.model.lookup import suggest
from kbrief.store.add import HOMES
from kbrief.store.edit import Change, changed_data
from kbrief.store.new import slugify
from kbrief.tables.places import ROWS, Loc, Placer
from kbrief.tables.read import Wrong

#: What stands for the id of a name that has no letter of the alphabet.
NO_ID = slugify("")

#: The values of a row by the fields to them.
Fields = list[tuple[tuple[str, ...], Any]]

REFUSED = Wrong(
    "row-new", Message("a new row, which this table does not take in"),
    Message("kbrief source add takes in sources, kbrief add other items; the rest is written in the YAML"),
)  # fmt: skip

_ID_USED = Message("an id has small letters, digits and single hyphens, and is no other's")


class NewRow(NamedTuple):
    """Where a new row goes, what it is called, and its values."""

    at: Loc
    name: str
    fields: Fields
    place: tuple[str, int, int]


class NewRows:
    """Collects new rows, and makes changes of them: the ratings of a new point go with it."""

    def __init__(self, brief: Brief, placer: Placer) -> None:
        self._brief = brief
        self._placer = placer
        self._taken = {name for name, _at, _item in all_items(brief)}
        self._rows: dict[Loc, NewRow] = {}
        self._next: dict[Loc, int] = {}
        self._points: dict[str, NewRow] = {}

    def add(self, table: str, keys: tuple[Any, ...], fields: Fields, place: tuple[str, int, int]) -> Wrong | None:
        """Take a row; return why it cannot be taken."""
        if table == "ratings":
            return self._rating(keys, fields, place)
        path = ROWS[table].path
        if path == (table, "{id}") and isinstance(getattr(self._brief, table), Mapping):
            return self._keyed((table,), keys[0], fields, place)
        if path == (table, "{id}") and (table in HOMES or getattr(self._brief, table)) and table != "sources":
            return self._item(table, keys[0], fields, place)
        if path and path[-1] == "#n":
            return self._statement(table, keys, fields, place)
        return REFUSED

    def _keyed(self, loc: Loc, key: Any, fields: Fields, place: tuple[str, int, int]) -> Wrong | None:
        if not key or slugify(str(key)) != key:
            return Wrong("row-id", Message("{name!r} is no id", name=str(key or "")), _ID_USED)
        self._rows[*loc, key] = NewRow((*loc, key), str(key), fields, place)
        return None

    def _item(self, section: str, key: Any, fields: Fields, place: tuple[str, int, int]) -> Wrong | None:
        values = dict(fields)
        label = next((values[path] for path in (("label", "en"), ("name", "en")) if path in values), "")
        item_id = str(key or "") or slugify(str(label))
        if not key and (item_id == NO_ID or item_id in self._taken):
            item_id = next(
                name
                for n in range(2, 10_000)
                if (name := f"{item_id if item_id != NO_ID else section}-{n}") not in self._taken
            )
        if item_id in self._taken or slugify(item_id) != item_id:
            return Wrong("row-id", Message("{name!r} is no id for a new row", name=item_id), _ID_USED)
        self._taken.add(item_id)
        loc = (section, self._nth((section,), len(getattr(self._brief, section))))
        self._rows[loc] = NewRow(loc, item_id, [(("id",), item_id), *fields], place)
        if section == "points":
            self._points[item_id] = self._rows[loc]
        return None

    def _statement(
        self, table: str, keys: tuple[Any, ...], fields: Fields, place: tuple[str, int, int]
    ) -> Wrong | None:
        """Take a statement behind the last one of its list."""
        first = self._placer.row(table, (*keys[:-1], 1))
        count = 0
        while self._placer.row(table, (*keys[:-1], count + 1)) is not None:
            count += 1
        if first is None or keys[-1] != (number := self._next.get(first[:-1], count)) + 1:
            hint = Message("number it {n}: it goes behind the last one", n=(count if first is None else number) + 1)
            return REFUSED if first is None else Wrong("row-new", Message("a new row between others"), hint)
        loc = (*first[:-1], self._nth(first[:-1], count))
        self._rows[loc] = NewRow(loc, ".".join(str(key) for key in keys), fields, place)
        return None

    def _rating(self, keys: tuple[Any, ...], fields: Fields, place: tuple[str, int, int]) -> Wrong | None:
        point, criterion, administration, n = keys
        criteria = {item.id: item for item in self._brief.criteria}
        administrations = [item.id for item in self._brief.administrations]
        loc = self._placer.row("points", (point,))
        if loc is None and point not in self._points:
            known = [*self._brief.point_by_id, *self._points]
            return _unknown(Message("point"), point, known)
        if criterion not in criteria:
            return _unknown(Message("criterion"), criterion, list(criteria))
        if criteria[criterion].perception and administration not in administrations:
            return _unknown(Message("administration"), administration, administrations)
        if not criteria[criterion].perception and administration is not None:
            message = Message(
                "{criterion} is no perception: it is rated once, for all administrations", criterion=criterion
            )
            return Wrong("row-new", message, Message("leave the administration empty"))
        if n not in {None, 1} or (loc and self._brief.points[int(loc[1])].readings(criterion, administration)):
            message = Message("another reading of a rating that is there")
            return Wrong("row-new", message, Message("write several readings in the YAML, as a list"))
        steps = ("ratings", criterion, *([administration] if administration else []))
        if loc is None:
            self._points[point].fields.extend(((*steps, *path), value) for path, value in fields)
        else:
            self._rows[*loc, *steps] = NewRow((*loc, *steps), ".".join((point, *steps[1:])), fields, place)
        return None

    def _nth(self, path: Loc, count: int) -> int:
        self._next[path] = self._next.get(path, count) + 1
        return self._next[path] - 1

    def changes(self) -> Iterator[tuple[NewRow, tuple[Change, ...]]]:
        """Yield each new row with the changes that it is."""
        for row in self._rows.values():
            if isinstance(row.at[-1], int):
                item = changed_data(None, (Change(path, value) for path, value in row.fields))
                yield row, (Change(row.at, item, _remark(row.at, item)),)
            else:
                yield row, tuple(Change((*row.at, *path), value) for path, value in row.fields)


def _unknown(what: Message, name: Any, known: Iterable[str]) -> Wrong:
    message = Message("unknown {what} {name!r}", what=what, name=str(name or ""))
    return Wrong("row-new", message, suggest(str(name or ""), list(known), what))


def _remark(loc: Loc, item: Mapping[str, Any]) -> str:
    """Return what is still to write of a new point, as `kbrief add` says it."""
    missing = [name for name in SPOKEN if name not in item] if loc[0] == "points" and len(loc) == 2 else []  # noqa: PLR2004
    return f"still to write: {', '.join(missing)} (each with text, basis, and cites or why)" if missing else ""

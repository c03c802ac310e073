"""Turn the new rows of tables into changes of a brief: new items, ratings and statements."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from kbrief.errors import Message
from kbrief.model import Brief
from kbrief.model.claims import all_items
from kbrief.model.lookup import suggest
from kbrief.store.add import SECTION_FILES, missing_texts_remark
from kbrief.store.edit import Change, changed_data
from kbrief.store.new import slugify
from kbrief.tables.places import IMPORTED_TABLES, Loc, RowFinder
from kbrief.tables.read import CellProblem

#: The slug of a name without Latin letters.
NO_ID = slugify("")

#: The values of a row with the paths of their fields.
Fields = list[tuple[tuple[str, ...], Any]]

UNSUPPORTED = CellProblem(
    "row-new", Message("a new row, which cannot be added through this table"),
    Message("add sources with kbrief source add, other items with kbrief add, and the rest in the YAML"),
)  # fmt: skip

_ID_HINT = Message("an id has only lowercase letters, digits and single hyphens, and is unique")


class NewRow(NamedTuple):
    """A new row: its path in the data, its name, its values, and its place in the table."""

    path: Loc
    name: str
    fields: Fields
    place: tuple[str, int, int]


class NewRows:
    """A collection of new rows; the ratings of a new point become part of the point."""

    def __init__(self, brief: Brief, finder: RowFinder) -> None:
        self._brief = brief
        self._finder = finder
        self._used_ids = {item_id for item_id, _loc, _item in all_items(brief)}
        self._rows: dict[Loc, NewRow] = {}
        self._next_indexes: dict[Loc, int] = {}
        self._points: dict[str, NewRow] = {}

    def add(self, table: str, keys: tuple[Any, ...], fields: Fields, place: tuple[str, int, int]) -> CellProblem | None:
        """Add a row, or return the reason why it cannot be added."""
        if table == "ratings":
            return self._add_rating(keys, fields, place)
        path = IMPORTED_TABLES[table].path
        if path == (table, "{id}") and isinstance(getattr(self._brief, table), Mapping):
            return self._add_keyed((table,), keys[0], fields, place)
        if path == (table, "{id}") and (table in SECTION_FILES or getattr(self._brief, table)) and table != "sources":
            return self._add_item(table, keys[0], fields, place)
        if path and path[-1] == "#n":
            return self._add_statement(table, keys, fields, place)
        return UNSUPPORTED

    def _add_keyed(self, loc: Loc, key: Any, fields: Fields, place: tuple[str, int, int]) -> CellProblem | None:
        if not key or slugify(str(key)) != key:
            return CellProblem("row-id", Message("{name!r} is not an id", name=str(key or "")), _ID_HINT)
        self._rows[*loc, key] = NewRow((*loc, key), str(key), fields, place)
        return None

    def _add_item(self, section: str, key: Any, fields: Fields, place: tuple[str, int, int]) -> CellProblem | None:
        item_id = str(key) if key else self._new_id(section, fields)
        if item_id in self._used_ids or slugify(item_id) != item_id:
            return CellProblem("row-id", Message("{name!r} cannot be the id of a new row", name=item_id), _ID_HINT)
        self._used_ids.add(item_id)
        loc = (section, self._next_index((section,), len(getattr(self._brief, section))))
        self._rows[loc] = NewRow(loc, item_id, [(("id",), item_id), *fields], place)
        if section == "points":
            self._points[item_id] = self._rows[loc]
        return None

    def _new_id(self, section: str, fields: Fields) -> str:
        """Return an id that no item has, made from the English label or name of a row."""
        values = dict(fields)
        label = next((values[path] for path in (("label", "en"), ("name", "en")) if path in values), "")
        slug = slugify(str(label))
        if slug != NO_ID and slug not in self._used_ids:
            return slug
        candidates = (f"{slug if slug != NO_ID else section}-{n}" for n in range(2, 10_000))
        return next(candidate for candidate in candidates if candidate not in self._used_ids)

    def _add_statement(
        self, table: str, keys: tuple[Any, ...], fields: Fields, place: tuple[str, int, int]
    ) -> CellProblem | None:
        """Add a statement after the last one of its list."""
        first = self._finder.find_row(table, (*keys[:-1], 1))
        if first is None:
            return UNSUPPORTED
        count = 1
        while self._finder.find_row(table, (*keys[:-1], count + 1)) is not None:
            count += 1
        number = self._next_indexes.get(first[:-1], count) + 1
        if keys[-1] != number:
            hint = Message("number it {n}: it goes after the last one", n=number)
            return CellProblem("row-new", Message("a new row between others"), hint)
        loc = (*first[:-1], self._next_index(first[:-1], count))
        self._rows[loc] = NewRow(loc, ".".join(str(key) for key in keys), fields, place)
        return None

    def _add_rating(self, keys: tuple[Any, ...], fields: Fields, place: tuple[str, int, int]) -> CellProblem | None:
        """Add a rating to its point, which may be a new one too."""
        point, criterion, administration, n = keys
        loc = self._finder.find_row("points", (point,))
        if loc is None and point not in self._points:
            return _unknown_name(Message("point"), point, [*self._brief.point_by_id, *self._points])
        if problem := self._perception_problem(criterion, administration):
            return problem
        if n not in {None, 1} or (loc and self._brief.points[int(loc[1])].readings(criterion, administration)):
            message = Message("a second reading of a rating that exists")
            return CellProblem("row-new", message, Message("write several readings in the YAML, as a list"))
        steps = ("ratings", criterion, *([administration] if administration else []))
        if loc is None:
            self._points[point].fields.extend(((*steps, *path), value) for path, value in fields)
        else:
            self._rows[*loc, *steps] = NewRow((*loc, *steps), ".".join((point, *steps[1:])), fields, place)
        return None

    def _perception_problem(self, criterion: Any, administration: Any) -> CellProblem | None:
        """Return the problem with a criterion or an administration that are unknown or do not go together."""
        criteria = {item.id: item for item in self._brief.criteria}
        administrations = [item.id for item in self._brief.administrations]
        if criterion not in criteria:
            return _unknown_name(Message("criterion"), criterion, list(criteria))
        if criteria[criterion].perception and administration not in administrations:
            return _unknown_name(Message("administration"), administration, administrations)
        if not criteria[criterion].perception and administration is not None:
            message = Message(
                "{criterion} is not a perception: it is rated once, for all administrations", criterion=criterion
            )
            return CellProblem("row-new", message, Message("leave the administration empty"))
        return None

    def _next_index(self, path: Loc, count: int) -> int:
        self._next_indexes[path] = self._next_indexes.get(path, count) + 1
        return self._next_indexes[path] - 1

    def changes(self) -> Iterator[tuple[NewRow, tuple[Change, ...]]]:
        """Yield each new row with the changes of the data that it means."""
        for row in self._rows.values():
            if isinstance(row.path[-1], int):
                item = changed_data(None, (Change(path, value) for path, value in row.fields))
                yield row, (Change(row.path, item, missing_texts_remark(item) if row.path[0] == "points" else ""),)
            else:
                yield row, tuple(Change((*row.path, *path), value) for path, value in row.fields)


def _unknown_name(kind: Message, name: Any, candidates: Iterable[str]) -> CellProblem:
    message = Message("unknown {what} {name!r}", what=kind, name=str(name or ""))
    return CellProblem("row-new", message, suggest(str(name or ""), list(candidates), kind))

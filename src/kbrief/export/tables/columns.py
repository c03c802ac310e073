"""Columns of flat tables from the fields of the models: a name, a type and the field's own description for each."""

from collections.abc import Iterator
from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin

from kbrief.model import Noun, Text

KINDS: dict[type, str] = {bool: "boolean", int: "integer", float: "number", str: "text"}
"""The types of a column by the type of its values; `list` holds texts."""

LANGUAGES = (("en", "English"), ("ko", "Korean"))

Value = str | int | float | bool | list[str] | None


class Column(NamedTuple):
    """A column: its name, its type (text, integer, number, boolean, list), what it holds, and the fields to it."""

    name: str
    kind: str
    description: str
    path: tuple[str, ...] = ()

    def of(self, item: Noun) -> Value:
        """Return the value of an item in this column, None where there is none."""
        value: Any = item
        for name in self.path:
            value = getattr(value, name) if value is not None else None
        return list(value) if isinstance(value, tuple) else value


def columns_of(noun: type[Noun], path: tuple[str, ...] = ()) -> Iterator[Column]:
    """Yield the columns of a model: texts in both languages, claims spread out; lists of models have a table apart."""
    for name, field in noun.model_fields.items():
        here = (*path, name)
        kind = _kind(field.annotation)
        about = field.description or ""
        if kind is Text:
            for lang, spoken in LANGUAGES:
                yield Column("_".join((*here, lang)), "text", f"{about} In {spoken}.", (*here, lang))
        elif isinstance(kind, type) and issubclass(kind, Noun):
            yield from columns_of(kind, here)
        elif kind is list:
            yield Column("_".join(here), "list", about, here)
        elif isinstance(kind, type):
            yield Column("_".join(here), KINDS[kind], about, here)


def _kind(annotation: Any) -> type | None:
    """Return the type of a column's values: a model, a scalar, `list` for texts in a row; None for all else."""
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin in {Union, UnionType}:
        return _kind(next(part for part in parts if part is not NoneType))
    if origin is Literal:
        return type(parts[0])
    if origin is tuple:
        return list if _kind(parts[0]) is str else None
    if hasattr(annotation, "__metadata__"):
        return _kind(annotation.__origin__)
    return (
        annotation if isinstance(annotation, type) and (annotation in KINDS or issubclass(annotation, Noun)) else None
    )

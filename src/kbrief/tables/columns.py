"""The columns of tables, derived from the fields of the models of a brief."""

from collections.abc import Iterator
from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin

from kbrief.model import Model, Text

#: The type of a column by the type of its values.
COLUMN_TYPES: dict[type, str] = {bool: "boolean", int: "integer", float: "number", str: "text"}

LANGUAGES = (("en", "English"), ("ko", "Korean"))

#: The names of the fields of a text, which are its languages.
LANGUAGE_FIELDS = {code for code, _ in LANGUAGES}

Value = str | int | float | bool | list[str] | None
Row = tuple[Value, ...]


class TableField(NamedTuple):
    """A column: name, type (text, integer, number, boolean or list of texts), description, field path, and choices."""

    name: str
    kind: str
    description: str
    path: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()

    def value_of(self, item: Model) -> Value:
        """Return the value of an item in this column, or None."""
        value: Any = item
        for name in self.path:
            if isinstance(value, tuple):
                value = value[0] if len({getattr(entry, name) for entry in value}) == 1 else None
            value = getattr(value, name) if value is not None else None
        return list(value) if isinstance(value, tuple) else value


def columns_of(model_type: type[Model], path: tuple[str, ...] = ()) -> Iterator[TableField]:
    """Yield the columns of a model, with those of nested models; texts have one per language, lists of models none."""
    for name, field in model_type.model_fields.items():
        names = (*path, name)
        kind = _value_type(field.annotation)
        description = field.description or ""
        if kind is Text:
            for code, language in LANGUAGES:
                yield TableField("_".join((*names, code)), "text", f"{description} In {language}.", (*names, code))
        elif isinstance(kind, type) and issubclass(kind, Model):
            yield from columns_of(kind, names)
        elif kind is list:
            yield TableField("_".join(names), "list", description, names)
        elif isinstance(kind, type):
            yield TableField("_".join(names), COLUMN_TYPES[kind], description, names, _choices(field.annotation))


def _choices(annotation: Any) -> tuple[str, ...]:
    """Return the allowed words of a field, or none if it may have any."""
    if get_origin(annotation) is Literal:
        return tuple(str(word) for word in get_args(annotation))
    return next((choices for argument in get_args(annotation) if (choices := _choices(argument))), ())


def _value_type(annotation: Any) -> type | None:
    """Return the type of the values of a column: a model, a scalar, `list` of texts, or None for anything else."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in {Union, UnionType}:
        return _value_type(next(argument for argument in arguments if argument is not NoneType))
    if origin is Literal:
        return type(arguments[0])
    if origin is tuple:
        return list if _value_type(arguments[0]) is str else None
    if hasattr(annotation, "__metadata__"):
        return _value_type(annotation.__origin__)
    return (
        annotation
        if isinstance(annotation, type) and (annotation in COLUMN_TYPES or issubclass(annotation, Model))
        else None
    )


def key_field(name: str, description: str, kind: str = "text") -> TableField:
    """Return a column of keys, which is no field of the model."""
    return TableField(name, kind, description)

"""Write a valid brief as JSON, and read it back without validating it again.

What a cache holds was validated before. Pydantic's own reading of it would first build the validators of all models,
which takes longer than anything else in a short command.
"""

from functools import cache
from typing import Any

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined
from pydantic_core import from_json as parse_json

from kbrief import model as models
from kbrief.model import Brief, Model

#: The version of this form: entries of another one are not read.
FORMAT = 2

#: The key under which an object in the JSON has the name of its model; no field and no id is empty.
MODEL_KEY = ""

NESTED = frozenset({dict, list})

#: Sets an attribute of a model, which is frozen: as Pydantic itself does when it unpickles one.
set_attribute = object.__setattr__


def to_json(brief: Brief) -> bytes:
    """Return a brief as JSON: each model with its name and the fields that were set."""
    import json

    return json.dumps(brief, ensure_ascii=False, default=_to_dict, separators=(",", ":")).encode()


def from_json(text: bytes) -> Brief | None:
    """Return the brief that was written by `to_json`, None for any other text."""
    try:
        brief = _from_data(parse_json(text))
    except (AttributeError, TypeError, ValueError, RecursionError):
        return None
    return brief if isinstance(brief, Brief) else None


def _to_dict(value: Model) -> dict[str, Any]:
    """Return the name of a model and the fields that were set: in their order, then other keys in theirs."""
    fields_set = value.model_fields_set
    fields = {name: getattr(value, name) for name in type(value).model_fields if name in fields_set}
    return {MODEL_KEY: type(value).__name__, **fields, **(value.model_extra or {})}


class Shape:
    """How a model is built: its class, the defaults of its fields in order, those required, and if others are kept."""

    __slots__ = ("allows_extra", "cls", "defaults", "required")

    def __init__(self, cls: type[Model]) -> None:
        self.cls = cls
        self.defaults = {name: _default(field) for name, field in cls.model_fields.items()}
        self.required = frozenset(name for name, field in cls.model_fields.items() if field.is_required())
        self.allows_extra = cls.model_config.get("extra") == "allow"


@cache
def _shape(name: str) -> Shape:
    return Shape(getattr(models, name))


def _from_data(value: Any) -> Any:
    """Return plain data with each list as a tuple, and each mapping that names a model as that model."""
    if type(value) is list:
        return tuple([_from_data(item) if type(item) in NESTED else item for item in value])
    for key, item in value.items():
        if type(item) in NESTED:
            value[key] = _from_data(item)
    name = value.pop(MODEL_KEY, None)
    return value if name is None else _construct(_shape(name), value)


def _construct(shape: Shape, values: dict[str, Any]) -> Model:
    """Return a model with these values and the defaults of its other fields, as it would be unpickled.

    Raises ValueError for values that are not of this model, as another version of the program may have written.
    """
    fields_set = set(values)  # Pydantic counts extra keys in
    extra: dict[str, Any] | None = {} if shape.allows_extra else None
    if not fields_set <= shape.defaults.keys():
        if extra is None:
            raise ValueError(shape.cls.__name__)
        extra = {name: values.pop(name) for name in [*values] if name not in shape.defaults}
    if not shape.required <= fields_set:
        raise ValueError(shape.cls.__name__)
    model = shape.cls.__new__(shape.cls)
    set_attribute(model, "__pydantic_fields_set__", fields_set)
    set_attribute(model, "__dict__", shape.defaults | values)
    set_attribute(model, "__pydantic_extra__", extra)
    set_attribute(model, "__pydantic_private__", None)
    return model


def _default(field: FieldInfo) -> Any:
    """Return the default of a field, None where it needs a value. A model is constructed too, without a validator."""
    factory: Any = field.default_factory
    if factory is None:
        return None if field.default is PydanticUndefined else field.default  # which nobody can change
    return _construct(_shape(factory.__name__), {}) if issubclass(factory, Model) else factory()

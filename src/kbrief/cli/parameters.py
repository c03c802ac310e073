"""Options and arguments that take a text, or nothing, without a validator of Pydantic's.

Typer builds a validator for each parameter of a command, given or not. For a text it changes nothing, and building all
of them takes longer than many a command.
"""

from typing import Any

from typer.core import TyperArgument, TyperOption

#: A longer number is left to Typer.
MAX_DIGITS = 9


class PlainOption(TyperOption):
    """An option that takes texts and small whole numbers as they come."""

    def process_value(self, ctx: Any, value: Any) -> Any:
        """Return the value of the option. Raises what Typer raises for one that is missing or wrong."""
        return _plain_value(self, ctx, value) if _is_plain(self, value) else super().process_value(ctx, value)


class PlainArgument(TyperArgument):
    """An argument that takes texts and small whole numbers as they come."""

    def process_value(self, ctx: Any, value: Any) -> Any:
        """Return the value of the argument. Raises what Typer raises for one that is missing or wrong."""
        return _plain_value(self, ctx, value) if _is_plain(self, value) else super().process_value(ctx, value)


PLAIN_CLASSES: dict[type, type] = {TyperOption: PlainOption, TyperArgument: PlainArgument}


def make_plain(parameter: Any) -> Any:
    """Return the parameter, made one that validates no more than it has to."""
    parameter.__class__ = PLAIN_CLASSES.get(type(parameter), type(parameter))
    return parameter


def _is_plain(parameter: Any, value: Any) -> bool:
    """Whether a parameter was left out and may be, or was given what needs no validator."""
    if value is None:
        return not parameter.required
    annotation = parameter.type_descriptor.annotation
    if annotation is int and isinstance(value, str):
        is_number = value.isascii() and value.isdecimal() and len(value) <= MAX_DIGITS
        return is_number and _is_within(parameter, int(value))
    return bool(value) and annotation in {str, list[str]}


def _is_within(parameter: Any, number: int) -> bool:
    """Whether a number is one that the parameter allows."""
    info = parameter.type_descriptor.parameter_info
    return (info.min is None or number >= info.min) and (info.max is None or number <= info.max)


def _plain_value(parameter: Any, ctx: Any, value: Any) -> Any:
    if value is not None and parameter.type_descriptor.annotation is int:
        value = int(value)
    if parameter.multiple:
        value = list(value) if value else ()
    return parameter.callback(ctx, parameter, value) if parameter.callback else value

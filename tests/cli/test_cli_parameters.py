"""Options and arguments: what needs no validator comes as typed, and what is wrong is told as before."""

from typing import Annotated

import pytest
import typer
from typer.testing import CliRunner

from kbrief.cli.options import ListedCommand

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command(cls=ListedCommand)
def show(
    name: str,
    *,
    top: Annotated[int | None, typer.Option(min=1, max=20)] = None,
    given: Annotated[list[str] | None, typer.Option()] = None,
    score: float | None = None,
    mark: str = "none",
) -> None:
    """Print what the command was given."""
    typer.echo((name, top, given, score, mark))


@pytest.mark.parametrize(
    ("arguments", "values"),
    [
        ("a", ("a", None, None, None, "none")),
        ("a --top 3 --given x --given y --mark m", ("a", 3, ["x", "y"], None, "m")),
        ("a --top 007 --score 1.5", ("a", 7, None, 1.5, "none")),
        ("a --top +3", ("a", 3, None, None, "none")),
    ],
)
def test_values_are_those_of_typer(arguments: str, values: tuple[object, ...]) -> None:
    """Texts, lists, and whole numbers come as their types say."""
    result = CliRunner().invoke(app, arguments.split())
    assert result.output.strip() == str(values)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("a --top 0", "greater than or equal to 1"),
        ("a --top 21", "less than or equal to 20"),
        ("a --top x", "valid integer"),
        ("a --top ²", "valid integer"),
        ("a --top 1111111111", "less than or equal to 20"),
        ("", "Missing argument"),
    ],
)
def test_wrong_values_are_refused(arguments: str, message: str) -> None:
    """What is out of range, no number, or missing is Typer's to tell."""
    result = CliRunner().invoke(app, arguments.split())
    assert result.exit_code == 2
    assert message in " ".join(result.output.split())

"""`kbrief schema`: the JSON Schema of a brief's files."""

from typing import Annotated

import typer

from kbrief.cli.options import command, new_app
from kbrief.cli.session import Session

app = new_app()

Overlay = Annotated[bool, typer.Option("--overlay", help="Of a brief that extends another: items may be in part.")]


@command(app, formats=())
def schema(session: Session, overlay: Overlay = False) -> None:  # noqa: ARG001 - every command takes a session
    """The JSON Schema of a brief's files, for editors.

    Example: kbrief schema > .kbrief-schema.json
    """
    from kbrief.cli.stream import ESCAPED, put
    from kbrief.load.schema import schema_text

    put(schema_text(overlay=overlay), errors=ESCAPED)

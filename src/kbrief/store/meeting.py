"""Write a new `meeting.yaml`."""

import os
from pathlib import Path

from kbrief.errors import Message, OutputError
from kbrief.files import escape_control_characters
from kbrief.store import atomic

TEMPLATE = Path(__file__).parent / "templates" / "meeting.yaml"


def new_meeting(path: Path) -> None:
    """Write the commented example of a meeting. Raises OutputError, also for a file that exists."""
    if os.path.lexists(path):
        message = Message("{path} already exists", path=escape_control_characters(str(path)))
        raise OutputError(message, Message("name a file that does not exist yet: nothing is ever overwritten"))
    try:
        atomic.write(path, TEMPLATE.read_bytes())
    except OSError as error:
        raise atomic.write_error(path, error) from error

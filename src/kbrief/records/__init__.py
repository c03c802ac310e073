"""Items as text that other programs read: the JSON envelope, and CSV."""

import json
from collections.abc import Sequence
from typing import Any

from kbrief.model import Brief

SCHEMA_VERSION = 1
"""The version of the JSON form."""


def to_json(
    command: str,
    items: Sequence[dict[str, Any]],
    notes: Sequence[str],
    brief: Brief | None = None,
    **setting: Any,
) -> str:
    """Return the envelope: the command, its brief and setting, the head lines, and the items."""
    about = {"brief": {"id": brief.id, "as_of": brief.as_of}} if brief else {}
    envelope = {
        "kbrief": SCHEMA_VERSION,
        "command": command,
        **about,
        **setting,
        "notes": list(notes),
        "items": list(items),
    }
    return json.dumps(envelope, ensure_ascii=False, indent=2) + "\n"

"""Records of results for other programs, and the JSON envelope around them."""

import json
from collections.abc import Sequence
from typing import Any

from kbrief.model import Brief

#: The version of the JSON output.
SCHEMA_VERSION = 1


def to_json(
    command: str,
    items: Sequence[dict[str, Any]],
    notes: Sequence[str],
    brief: Brief | None = None,
    **setting: Any,
) -> str:
    """Return the JSON envelope: the command, its brief and setting, the head lines, and the items."""
    identity = {"brief": {"id": brief.id, "as_of": brief.as_of}} if brief else {}
    envelope = {
        "kbrief": SCHEMA_VERSION,
        "command": command,
        **identity,
        **setting,
        "notes": list(notes),
        "items": list(items),
    }
    return json.dumps(envelope, ensure_ascii=False, indent=2) + "\n"

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


def to_csv(items: Sequence[dict[str, Any]]) -> str:
    """Return the items as CSV, a column a key; lists are joined by `; `, deeper values stand as JSON."""
    import csv
    import io

    out = io.StringIO()
    keys = list(dict.fromkeys(key for item in items for key in item))
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(keys)
    writer.writerows([_cell(item.get(key)) for key in keys] for item in items)
    return out.getvalue() if keys else ""


def _cell(value: Any) -> Any:
    if isinstance(value, list) and not any(isinstance(part, (dict, list)) for part in value):
        return "; ".join(str(part) for part in value)
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False)
    return str(value).lower() if isinstance(value, bool) else value

"""What differs between two briefs, as plain items."""

from typing import Any

from kbrief.decide.diff import Difference, Entry, Move
from kbrief.export.items.decisions import standing
from kbrief.model import Noun


def diff_items(difference: Difference) -> list[dict[str, Any]]:
    """Return an item for all that differs, with its changes by path and where its point stands in each setting.

    What stood and stands there is given as the brief has it, texts in every language.
    """
    return [_item(entry) for entry in difference.entries]


def _item(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "section": entry.section,
        "change": entry.kind,
        "changes": [
            {"path": change.path, "old": _whole(change.old), "new": _whole(change.new)} for change in entry.changes
        ],
        "lists": [_move(move) for move in entry.moves],
    }


def _whole(value: Any) -> Any:
    return value.model_dump(mode="json", exclude_none=True) if isinstance(value, Noun) else value


def _move(move: Move) -> dict[str, Any]:
    return {
        "administration": move.administration,
        "old": move.old and standing(move.old),
        "new": move.new and standing(move.new),
    }

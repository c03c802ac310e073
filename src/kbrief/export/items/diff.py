"""What differs between two briefs, as plain items."""

from typing import Any

from kbrief.decide.diff import Difference, Entry, Move
from kbrief.decide.rank import Placement
from kbrief.export.items.brief import number
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
    return {"administration": move.administration, "old": _standing(move.old), "new": _standing(move.new)}


def _standing(placement: Placement | None) -> dict[str, Any] | None:
    if placement is None:
        return None
    return {"list": placement.list, "tally": placement.tally, "score": number(placement.score)}

"""The records of `lint`, `verify` and `diff`."""

from collections.abc import Iterable
from typing import Any

from kbrief.decide.diff import BriefDiff, ItemDiff, ScoreMove
from kbrief.lint.lint import LintReport
from kbrief.lint.readers import SharedFinding
from kbrief.model import Model
from kbrief.records.ranking import placement_record
from kbrief.verify.verify import ParagraphMatch


def details_of(report: LintReport, shared: SharedFinding) -> dict[str, Any]:
    """Return what the record of a finding has beside its problem: points, all lines, and administrations."""
    finding = shared.finding
    placements = [placement for placement in (finding.placement, *finding.missed) if placement]
    return {
        "points": [placement.point.id for placement in placements],
        "lines": list(report.lines(finding)),
        "quote": finding.quote,
        "reason": finding.reason,
        "administrations": [ranking.scenario.administration for ranking in shared.rankings],
    }


def verify_items(matches: Iterable[ParagraphMatch]) -> list[dict[str, Any]]:
    """Return the status of each paragraph; `cited` counts the claims that cite it, `between` is null if it was found."""
    return [
        {
            "id": match.cite,
            "source": match.source.id,
            "n": match.paragraph.n,
            "status": match.status,
            "cited": len(match.claims),
            "line": match.line,
            "between": None
            if match.status == "found"
            else [f"{match.source.id}#P{neighbor.n}" if neighbor else None for neighbor in match.between],
        }
        for match in matches
    ]


def diff_items(difference: BriefDiff) -> list[dict[str, Any]]:
    """Return a record for each item that differs, with its changes by path and its point's placements by setting.

    Old and new values are as in the brief, with texts in every language.
    """
    return [_item_diff(entry) for entry in difference.entries]


def _item_diff(entry: ItemDiff) -> dict[str, Any]:
    """Return the record of an item that differs."""
    return {
        "id": entry.id,
        "section": entry.section,
        "change": entry.kind,
        "changes": [
            {"path": change.path, "old": _plain_value(change.old), "new": _plain_value(change.new)}
            for change in entry.changes
        ],
        "lists": [_score_move(move) for move in entry.moves],
    }


def _plain_value(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain_value(item) for item in value]
    return value.model_dump(mode="json", exclude_none=True) if isinstance(value, Model) else value


def _score_move(move: ScoreMove) -> dict[str, Any]:
    return {
        "administration": move.administration,
        "old": move.old and placement_record(move.old),
        "new": move.new and placement_record(move.new),
    }

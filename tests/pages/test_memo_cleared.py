"""How many lines of a memo are cleared."""

from pathlib import Path
from typing import Any

import pytest
from cli_runs import point, run, said, small, write_brief

from kbrief.model import Statement
from kbrief.model.clearance import stamp_of

RATED = {"source": {"value": 2, **{key: value for key, value in said().items() if key != "text"}}}


def line(**cleared: str) -> dict[str, Any]:
    """Return a line to take, cleared with what is given, of nothing uncleared."""
    return said("We pay.") | ({"cleared": {"by": "Kim", "on": "2026-01-02", **cleared}} if cleared else {})


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([{}, {}], None),
        ([{"by": "Kim"}, {}], "Cleared lines to take: 1 of 2."),
        ([{"of": "right"}, {"of": "right"}], "Cleared lines to take: 2 of 2."),
        ([{"of": "right"}, {"of": "0123456789ab"}], "Cleared lines to take: 1 of 2."),
        ([{"of": "0123456789ab"}, {}], None),
    ],
)
def test_a_line_that_has_changed_since_is_not_cleared(
    lines: list[dict[str, str]], told: str | None, tmp_path: Path
) -> None:
    """With a stamp a line is cleared as it reads now; without one it is taken as cleared."""
    right = stamp_of(Statement.model_validate_json(b'{"text": "We pay.", "basis": "unknown"}'))
    says = [line(**{key: right if value == "right" else value for key, value in given.items()}) for given in lines]
    points = [point(f"p{n}", say=say, ratings=RATED) for n, say in enumerate(says)]
    memo = run("memo", brief=write_brief(tmp_path / "a.yaml", small(points=points))).out
    assert ("Cleared lines" in memo) == (told is not None)
    assert told is None or told in memo

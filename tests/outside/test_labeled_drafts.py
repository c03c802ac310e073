"""Real speeches and statements, labeled by hand: how much of what the linter finds is right, and how much it finds.

They lie beside the repository (../shared/cases/lint, or the folder in KBRIEF_SHARED); no text of others is kept here.
"""

import importlib.util
import json
import os
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from kbrief.cli.app import app

ROOT = Path(__file__).parent.parent.parent
PLACES = [Path(os.environ.get("KBRIEF_SHARED", "")), ROOT.parent / "shared", ROOT.parent.parent / "shared"]
SHARED = next((place for place in PLACES if (place / "cases" / "lint" / "labels.json").exists()), None)

pytestmark = pytest.mark.skipif(SHARED is None, reason="there are no labeled drafts beside the repository")


def scorer() -> Any:
    """Return the module that scores findings."""
    assert SHARED
    spec = importlib.util.spec_from_file_location("lint_score", SHARED / "tools" / "lint_score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def items(path: Path, who: str) -> list[dict[str, Any]]:
    ended = CliRunner().invoke(app, ["lint", str(path), "-a", who, "--format", "json"])
    return list(json.loads(ended.stdout)["items"])


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_findings_are_right_and_enough(lang: str, tmp_path: Path) -> None:
    """Nine of ten mentions and errors are right, and 85 of 100 points raised are found, in each language."""
    assert SHARED
    score = scorer()
    data = json.loads((SHARED / "cases" / "lint" / "labels.json").read_text(encoding="utf-8"))
    drafts = {name: label for name, label in data["drafts"].items() if label["lang"] == lang}
    score.POINTS = sorted({p for label in drafts.values() for k in ("raised", "not", "doubtful") for p in label[k]})
    plain = tmp_path / "plain.txt"
    plain.write_text("Good morning, everyone.\n", encoding="utf-8")
    missed = [item for item in items(plain, data["administration"]) if item["rule"] == "emphasized-missed"]
    emphasized = {point for item in missed for point in item["points"]}
    folder = SHARED / "cases" / "lint" / "drafts"
    sums = score.score(drafts, {name: items(folder / name, data["administration"]) for name in drafts}, emphasized)
    assert sums["mentions"].rate(1.0) >= 0.90
    assert sums["errors"].rate(1.0) >= 0.90
    assert sums["placed"].rate(1.0) >= 0.85

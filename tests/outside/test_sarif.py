"""Problems as SARIF in the hands of a model and of the schema of the standard."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from cli_runs import run

TESTS = Path(__file__).parent.parent
#: Every rule of `check` at least once, and drafts.
RUNS = [
    *(("check", str(path)) for path in sorted((TESTS / "briefs" / "bad").iterdir())),
    *(("check", str(path)) for path in sorted((TESTS / "briefs" / "good").glob("*.yaml"))[:5]),
    *(("lint", str(path), "-a", "trump") for path in sorted((TESTS / "drafts").glob("*.md"))),
    ("check", "no-such-brief"),
]

#: The variable that names a copy of sarif-schema-2.1.0.json, as OASIS publishes it.
SCHEMA = "SARIF_SCHEMA"


def logs() -> list[dict[str, Any]]:
    """Return what each of the runs writes."""
    found = [run(*arguments, "--format", "sarif") for arguments in RUNS]
    assert {ended.code for ended in found} <= {0, 1}
    return [json.loads(ended.out) for ended in found]


def test_a_model_of_the_standard_takes_every_log() -> None:
    """Required keys, types and levels; each result keeps its rule and its line."""
    sarif = pytest.importorskip("sarif_pydantic")
    for log in logs():
        read = sarif.Sarif.model_validate(log)
        told = [
            (result.rule_id, result.locations[0].physical_location.region.start_line) for result in read.runs[0].results
        ]
        places = [(r["ruleId"], r["locations"][0]["physicalLocation"]["region"]) for r in log["runs"][0]["results"]]
        assert told == [(rule, region["startLine"]) for rule, region in places]


@pytest.mark.skipif(SCHEMA not in os.environ, reason=f"{SCHEMA} names no copy of the schema")
def test_the_schema_of_the_standard_finds_nothing() -> None:
    """Each log holds against the schema."""
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(Path(os.environ[SCHEMA]).read_text(encoding="utf-8"))
    judge = jsonschema.validators.validator_for(schema)(schema)
    assert [error.message for log in logs() for error in judge.iter_errors(log)] == []

"""Problems as SARIF 2.1.0, which code hosts and editors read."""

import json
from collections.abc import Iterable, Sequence
from urllib.parse import quote

import kbrief
from kbrief.errors import Problem
from kbrief.i18n import _

#: The schema by which programs recognize the format.
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def to_sarif(problems: Iterable[tuple[Problem, Sequence[int]]]) -> str:
    """Return one SARIF run of problems, each with all of its lines."""
    results = [_result(problem, lines) for problem, lines in problems]
    rules = sorted({result["ruleId"]: result["level"] for result in results}.items())
    driver = {
        "name": "kbrief",
        "version": kbrief.__version__,
        "rules": [{"id": rule, "name": rule, "defaultConfiguration": {"level": level}} for rule, level in rules],
    }
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _result(problem: Problem, lines: Sequence[int]) -> dict[str, object]:
    text = str(problem.message) + (f" ({_('hint: {hint}', hint=problem.hint)})" if problem.hint else "")
    first = _location(problem.file, problem.line, problem.column)
    others = [_location(problem.file, line, None) for line in lines if line != problem.line]
    return {
        "ruleId": problem.rule,
        "level": problem.level,
        "message": {"text": text},
        "locations": [first],
        **({"relatedLocations": [{"id": n, **place} for n, place in enumerate(others)]} if others else {}),
    }


def _location(file: str, line: int, column: int | None) -> dict[str, object]:
    region = {"startLine": line, **({"startColumn": column} if column else {})}
    uri = quote(file.replace("\\", "/"), safe="/._-~")
    return {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}

"""`lint --house`: check a document against the rules for official documents of a house; no brief is read."""

import sys
from collections.abc import Sequence

from kbrief.cli.commands.arguments import reject_together
from kbrief.cli.output import CommandResult
from kbrief.cli.print_errors import github_line, problem_record
from kbrief.errors import Message
from kbrief.i18n import _
from kbrief.model.lookup import resolve

#: The houses that have such rules.
HOUSES = ("korea",)


def lint_document(name: str, house: str, *, errors_only: bool) -> CommandResult:
    """Return what breaks the rules of a house in a document. Raises UnknownName, BriefError."""
    from kbrief.lint.official import OFFICIAL_LEVELS, has_korean, lint_official
    from kbrief.pages.official import official_page, problem_of, verdict
    from kbrief.text import read_text

    house = resolve(house, HOUSES, Message("house"))
    file = read_text(name, getattr(sys.stdin, "buffer", None))
    all_findings = lint_official(file)
    findings = [finding for finding in all_findings if not errors_only or OFFICIAL_LEVELS[finding.rule] == "error"]
    problems = [problem_of(finding, file.name) for finding in findings]
    pairs = list(zip(problems, findings, strict=True))
    notes = () if has_korean(file) else (_("There is no Korean text: nothing was checked."),)
    return CommandResult(
        "lint",
        lambda: official_page(all_findings, problems, house, notes),
        lambda: [problem_record(problem) | {"lines": list(finding.lines)} for problem, finding in pairs],
        notes,
        settings={"house": house, "verdict": verdict(all_findings)},
        has_problems=bool(findings),
        lines=lambda: [github_line(problem) for problem in problems],
        sarif=lambda: [(problem, finding.lines) for problem, finding in pairs],
    )


def reject_with_house(options: Sequence[str]) -> None:
    """Raise WrongUsage for options on the message of a brief, which --house does not use."""
    if options:
        reject_together(options[0], "--house")

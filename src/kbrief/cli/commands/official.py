"""`lint --house`: any document against the rules of a house, whatever the brief."""

import sys
from collections.abc import Sequence

from kbrief.cli.errors import github_line, problem_record
from kbrief.cli.output import CommandResult
from kbrief.errors import Message, WrongUsage
from kbrief.i18n import _, translate
from kbrief.model.lookup import resolve

HOUSES = ("korea",)
"""The houses that have rules for documents of others."""


def official_answer(name: str, house: str, *, errors_only: bool) -> CommandResult:
    """Return what a document has in another form than its house. Raises UnknownName, BriefError."""
    from kbrief.lint.official import OFFICIAL_LEVELS, has_korean, lint_official
    from kbrief.pages.official import official_page, problem_of, verdict
    from kbrief.text import read_text

    house = resolve(house, HOUSES, Message("house"))
    file = read_text(name, getattr(sys.stdin, "buffer", None))
    every = lint_official(file)
    found = [finding for finding in every if not errors_only or OFFICIAL_LEVELS[finding.rule] == "error"]
    problems = [problem_of(finding, file.name) for finding in found]
    notes = () if has_korean(file) else (_("There is no Korean in it: nothing was looked for."),)
    return CommandResult(
        "lint",
        lambda: official_page(every, problems, house, notes),
        lambda: [
            problem_record(problem) | {"lines": list(finding.lines)}
            for problem, finding in zip(problems, found, strict=True)
        ],
        notes,
        besides={"house": house, "verdict": verdict(every)},
        found=bool(found),
        lines=lambda: [github_line(problem) for problem in problems],
        sarif=lambda: [(problem, finding.lines) for problem, finding in zip(problems, found, strict=True)],
    )


def refuse_with_house(options: Sequence[str]) -> None:
    """Raise WrongUsage for options on the message of a brief, which --house does not look at."""
    if options:
        message = Message("{option} does not go with {other}", option=translate(options[0]), other="--house")
        raise WrongUsage(message, Message("leave one of them out"))

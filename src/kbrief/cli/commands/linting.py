"""`lint`: check a draft against the message of a brief, for one reader or several."""

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kbrief.cli.context import CommandContext
from kbrief.cli.output import CommandResult
from kbrief.cli.print_errors import github_line, problem_record
from kbrief.i18n import _
from kbrief.lint.lint import LEVELS, LintReport, Verdict, lint_readers
from kbrief.lint.readers import SharedFinding, shared_findings
from kbrief.pages.draft_problems import problems_of
from kbrief.pages.findings import lint_page
from kbrief.records.findings import details_of
from kbrief.text import read_text

if TYPE_CHECKING:
    from kbrief.decide.rank import Ranking

#: The verdicts, from the best to the worst.
VERDICTS: tuple[Verdict, ...] = ("yes", "in part", "no")


def lint_draft(
    session: CommandContext, name: str, rankings: "Sequence[Ranking]", *, no_missed: bool, errors_only: bool
) -> CommandResult:
    """Return the findings of a draft, for one reader or several."""
    draft, texts = read_text(name, getattr(sys.stdin, "buffer", None)), session.texts
    by_administration = {ranking.scenario.administration: ranking for ranking in rankings}
    reports = lint_readers(list(by_administration.values()), draft.prose)
    report, scenario = reports[0], rankings[0].scenario
    findings = [
        shared for shared in shared_findings(reports) if _is_shown(shared, no_missed=no_missed, errors_only=errors_only)
    ]
    problems = problems_of(report, findings, draft.name, texts)
    pairs = list(zip(problems, findings, strict=True))
    notes = (*texts.caveats("lint", scenario.given), *_language_notes(report))
    return CommandResult(
        "lint",
        lambda: lint_page(reports, findings, problems, notes, texts),
        lambda: [problem_record(problem) | details_of(report, shared) for problem, shared in pairs],
        notes,
        scenario.administration if len(reports) == 1 else None,
        scenario.given,
        texts.brief,
        _verdicts(reports),
        has_problems=bool(findings),
        lines=lambda: [github_line(problem) for problem in problems],
        sarif=lambda: [(problem, report.lines(shared.finding)) for problem, shared in pairs],
    )


def _is_shown(shared: SharedFinding, *, no_missed: bool, errors_only: bool) -> bool:
    """Whether the options keep a finding."""
    if no_missed and shared.finding.missed:
        return False
    return not errors_only or LEVELS[shared.finding.rule] == "error"


def _language_notes(report: LintReport) -> tuple[str, ...]:
    if not report.is_foreign:
        return ()
    return (
        _(
            "The draft seems to be in neither English nor Korean: terms are matched as they are written, with English endings. A term such as `word*` allows any ending."
        ),
    )


def _verdicts(reports: Sequence[LintReport]) -> Mapping[str, Any]:
    """Return the worst verdict, and for several readers the verdict of each."""
    worst = max((report.verdict for report in reports), key=VERDICTS.index)
    if len(reports) == 1:
        return {"verdict": worst}
    verdicts = {report.ranking.scenario.administration or "": report.verdict for report in reports}
    return {"verdict": worst, "administrations": list(verdicts), "verdicts": verdicts}

"""What `lint` does with a draft."""

import sys
from collections.abc import Mapping, Sequence
from typing import Any

from kbrief.cli.failure import as_item
from kbrief.cli.github import github_line
from kbrief.cli.output import Answer
from kbrief.cli.session import Session
from kbrief.decide.rank import Ranking
from kbrief.export.items.lint import details_of, problems_of
from kbrief.i18n import _
from kbrief.lint.lint import LEVELS, LintReport, lint_readers
from kbrief.lint.readers import shared_findings
from kbrief.text import read_text
from kbrief.view.lint import lint_page

_BADNESS = {"yes": 0, "in part": 1, "no": 2}


def lint_answer(
    session: Session, name: str, rankings: Sequence[Ranking], *, no_missed: bool, errors_only: bool
) -> Answer:
    """Return what is off message in a draft, for one reader or several."""
    v, draft = session.voice, read_text(name, getattr(sys.stdin, "buffer", None))
    unique = {ranking.setting.administration: ranking for ranking in rankings}
    reports = lint_readers(list(unique.values()), draft.prose)
    found = [
        shared
        for shared in shared_findings(reports)
        if not (no_missed and shared.finding.missed) and not (errors_only and LEVELS[shared.finding.rule] != "error")
    ]
    problems = problems_of(reports[0], found, draft.name, v)
    first = rankings[0].setting
    head = v.head("lint", first.given)
    notes = (*head, _("The draft seems to be in neither English nor Korean: terms are matched as they are written, with English endings. A term such as `word*` allows any ending.")) if reports[0].is_foreign else head
    return Answer(
        "lint",
        lambda: lint_page(reports, found, problems, notes, v),
        lambda: [
            as_item(problem) | details_of(reports[0], shared) for problem, shared in zip(problems, found, strict=True)
        ],
        notes,
        first.administration if len(reports) == 1 else None,
        first.given,
        v.brief,
        _verdicts(reports),
        found=bool(found),
        lines=lambda: [github_line(problem) for problem in problems],
        sarif=lambda: [
            (problem, reports[0].lines(shared.finding)) for problem, shared in zip(problems, found, strict=True)
        ],
    )


def _verdicts(reports: Sequence[LintReport]) -> Mapping[str, Any]:
    """Return the verdict, the worst of several; of several readers each one's too."""
    worst = max((report.verdict for report in reports), key=_BADNESS.__getitem__)
    if len(reports) == 1:
        return {"verdict": worst}
    each = {report.ranking.setting.administration or "": report.verdict for report in reports}
    return {"verdict": worst, "administrations": list(each), "verdicts": each}

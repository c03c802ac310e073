"""What `lint` does with a draft."""

import sys

from kbrief.cli.failure import as_item
from kbrief.cli.github import github_line
from kbrief.cli.output import Answer
from kbrief.cli.session import Session
from kbrief.decide.lint.check import lint
from kbrief.decide.rank import Ranking
from kbrief.export.items.lint import problems_of
from kbrief.load.drafts.draft import read_draft
from kbrief.view.lint import lint_page


def lint_answer(session: Session, name: str, ranking: Ranking) -> Answer:
    """Return what is off message in a draft."""
    v, draft = session.voice, read_draft(name, getattr(sys.stdin, "buffer", None))
    linted = lint(ranking, draft.text)
    problems = problems_of(linted, draft.name, v)
    return Answer(
        "lint",
        lambda: lint_page(linted, problems, v),
        lambda: [as_item(problem) for problem in problems],
        v.head("lint", ranking.setting.given),
        ranking.setting.administration,
        ranking.setting.given,
        v.brief,
        {"verdict": linted.verdict},
        found=bool(problems),
        lines=lambda: [github_line(problem) for problem in problems],
    )

"""What `check` does with the briefs that are named."""

import datetime as dt
from collections.abc import Iterable, Iterator

from kbrief.cli.failure import as_item
from kbrief.cli.github import github_line
from kbrief.cli.output import Answer
from kbrief.cli.session import Session, today
from kbrief.cli.stream import progress
from kbrief.errors import BriefError, Message, Problem
from kbrief.i18n import _, translate_problem
from kbrief.load.check import check
from kbrief.load.find import printable
from kbrief.load.manuals import all_names, manual_of
from kbrief.model.names import pick
from kbrief.view.problems import manual_page, problems_page


def check_answer(session: Session, briefs: Iterable[str] | None, *, strict: bool, stale: int | None) -> Answer:
    """Return every problem of the briefs named, by default of the one in use; sources older than `stale` days too."""
    sessions = [session.naming(name) for name in briefs or ()] or [session]
    oldest = today() - dt.timedelta(days=stale) if stale is not None else None
    problems = [translate_problem(problem) for one in with_progress(sessions) for problem in _problems(one, oldest)]
    errors, warnings = ([one for one in problems if one.level == level] for level in ("error", "warning"))
    return Answer(
        "check",
        lambda: problems_page(errors, warnings, len(sessions)),
        lambda: [as_item(problem) for problem in problems],
        found=bool(problems if strict else errors),
        lines=lambda: [github_line(problem) for problem in problems],
    )


def with_progress(sessions: list[Session]) -> Iterator[Session]:
    """Yield the sessions; where there are several, say on a terminal how far the run is."""
    for n, one in enumerate(sessions, 1):
        if len(sessions) > 1:
            progress(_("checking {name} ({n} of {all})", name=printable(one.brief_option or ""), n=n, all=len(sessions)))
        yield one
    progress("")


def _problems(session: Session, oldest: dt.date | None) -> Iterator[Problem]:
    try:
        yield from check(session.place, oldest)
    except BriefError as error:
        yield from error.problems


def explain_answer(session: Session, name: str) -> Answer:
    """Return the manual of a rule of `check` or `lint`. Raises UnknownName."""
    from kbrief.lint.lint import LEVELS
    from kbrief.lint.manuals import MANUALS

    manuals = {str(name): (LEVELS[name], manual) for name, manual in MANUALS.items()}
    rule = pick(name, sorted({*all_names(), *manuals}), Message("rule"))
    level, manual = manuals.get(rule) or manual_of(rule)
    return Answer(
        "check",
        lambda: manual_page(rule, level, manual),
        lambda: [{"id": rule, "level": level, "manual": manual}],
    )

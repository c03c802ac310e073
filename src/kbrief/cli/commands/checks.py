"""`check` and `lint`."""

import datetime as dt
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from kbrief.cli import complete
from kbrief.cli.context import CommandContext, today
from kbrief.cli.options import CHECK_FORMATS, Administrations, Given, command, new_app
from kbrief.cli.output import CommandResult
from kbrief.cli.print_errors import github_line, problem_record
from kbrief.cli.streams import progress
from kbrief.errors import BriefError, Message, Problem
from kbrief.i18n import _, translate_problem
from kbrief.model.lookup import resolve


def check_files(session: CommandContext, names: Sequence[str], *, strict: bool, stale: int | None) -> CommandResult:
    """Return every problem of briefs and meetings, of the brief in use if none is named.

    Sources that are older than `stale` days are problems too.
    """
    meetings = [Path(name) for name in names if is_meeting_file(name)]
    sessions = [session.for_brief(name) for name in brief_names(names)] or [session] * (not meetings)
    oldest = today() - dt.timedelta(days=stale) if stale is not None else None
    problems = [problem for checked in with_progress(sessions) for problem in brief_problems(checked, oldest)]
    problems += [problem for path in meetings for problem in meeting_problems(session, path)]
    translated = [translate_problem(problem) for problem in problems]
    return problems_result(translated, len(sessions), len(meetings), strict=strict)


def problems_result(problems: Sequence[Problem], briefs: int, meetings: int, *, strict: bool) -> CommandResult:
    """Return the problems of a number of briefs and meetings in every format; a strict check fails for warnings too."""
    from kbrief.pages.findings import problems_page

    errors, warnings = ([problem for problem in problems if problem.level == level] for level in ("error", "warning"))
    return CommandResult(
        "check",
        lambda: problems_page(errors, warnings, briefs, meetings),
        lambda: [problem_record(problem) for problem in problems],
        has_problems=bool(problems if strict else errors),
        lines=lambda: [github_line(problem) for problem in problems],
        sarif=lambda: [(problem, [problem.line]) for problem in problems],
    )


def brief_names(names: Iterable[str]) -> list[str]:
    """Return the names of briefs without those of meetings; a brief of which files are named is there once."""
    briefs: list[str] = []
    for name in names:
        if not is_meeting_file(name):
            brief = brief_of_file(name)
            if brief == name or brief not in briefs:
                briefs.append(brief)
    return briefs


def is_meeting_file(name: str) -> bool:
    """Whether a name is that of a meeting file."""
    from kbrief.load.meeting import is_meeting

    return is_meeting(Path(name)) and not Path(name).is_dir()


def meeting_problems(session: CommandContext, path: Path) -> Iterator[Problem]:
    """Yield every problem of a meeting file, checked against the brief in use."""
    from kbrief.cli.commands.fit import must_problems
    from kbrief.load.meeting import read_meeting
    from kbrief.pages.pack.plan import PackPlan

    try:
        file = read_meeting(path, session.brief, today())
    except BriefError as error:
        yield from error.problems
        if not error.problems:
            raise
        return
    meeting = file.meeting
    if meeting.must and meeting.minutes:
        plan = PackPlan(session.ranking(None), session.texts, meeting, meeting.minutes, meeting.interpreter)
        yield from (problem for problem in must_problems(plan, file) if problem.level == "error")


def brief_of_file(name: str) -> str:
    """Return the folder of the brief that a file is part of, since pre-commit names files; any other name unchanged."""
    from kbrief.load.find import is_brief_folder, is_file

    path = Path(name)
    if not is_file(path):
        return name
    for folder in path.absolute().parents:
        brief = folder.parent
        if folder.name in {"data", "seeds"} and is_brief_folder(brief):
            return str(brief) if path.is_absolute() else os.path.relpath(brief)
    return name


def with_progress(sessions: list[CommandContext]) -> Iterator[CommandContext]:
    """Yield the sessions; if there are several, show the progress on a terminal."""
    from kbrief.files import escape_control_characters

    for n, session in enumerate(sessions, 1):
        if len(sessions) > 1:
            name = escape_control_characters(session.brief_option or "")
            progress(_("checking {name} ({n} of {all})", name=name, n=n, all=len(sessions)))
        yield session
    progress("")


def brief_problems(session: CommandContext, oldest: dt.date | None) -> Iterator[Problem]:
    """Yield every problem of a brief; sources from before `oldest` are problems too."""
    from kbrief.load.check import check as check_brief

    try:
        yield from check_brief(session.place, oldest)
    except BriefError as error:
        yield from error.problems


def explain_rule(name: str) -> CommandResult:
    """Return the manual of a rule of `check` or `lint`. Raises UnknownName."""
    from kbrief.lint.lint import LEVELS
    from kbrief.lint.manuals import MANUALS
    from kbrief.lint.official import OFFICIAL_LEVELS, OFFICIAL_MANUALS
    from kbrief.load.rules import rule_manual, rule_names
    from kbrief.pages.findings import manual_page

    manuals = {str(name): (LEVELS[name], manual) for name, manual in MANUALS.items()}
    manuals |= {str(name): (OFFICIAL_LEVELS[name], manual) for name, manual in OFFICIAL_MANUALS.items()}
    rule = resolve(name, sorted({*rule_names(), *manuals}), Message("rule"))
    level, manual = manuals.get(rule) or rule_manual(rule)
    return CommandResult(
        "check",
        lambda: manual_page(rule, level, manual),
        lambda: [{"id": rule, "level": level, "manual": manual}],
    )


check_command = new_app()

Briefs = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="BRIEF",
        help="Briefs to check, or files in them; default: the brief in use.",
        autocompletion=complete.briefs,
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help="Treat warnings as errors.")]
Stale = Annotated[
    int | None, typer.Option(metavar="DAYS", min=0, max=36_500, help="Warn about sources older than DAYS.")
]
Explain = Annotated[
    str | None,
    typer.Option(
        metavar="RULE",
        help="Explain what a rule asks for; its name is the one in brackets.",
        autocompletion=complete.rules,
    ),
]


@command(check_command, formats=CHECK_FORMATS)
def check(
    session: CommandContext, briefs: Briefs = None, strict: Strict = False, stale: Stale = None, explain: Explain = None
) -> CommandResult:
    """Check a brief, and list every problem with its place.

    Exits with 1 if there are errors; with --strict, also if there are warnings. Example: kbrief check my-brief --strict

    kbrief check --explain unknown-reference explains what a rule asks for, and how to fix what it finds.
    """
    return check_files(session, briefs or (), strict=strict, stale=stale) if explain is None else explain_rule(explain)


lint_command = new_app()

Draft = Annotated[
    str, typer.Argument(metavar="DRAFT", help="The draft: Markdown, .txt, .docx or .hwpx, or - for standard input.")
]

NoMissed = Annotated[bool, typer.Option("--no-missed", help="Do not report points that the draft does not raise.")]
ErrorsOnly = Annotated[bool, typer.Option("--errors-only", help="Report errors only, and exit with 1 only on errors.")]
House = Annotated[
    str | None,
    typer.Option(
        metavar="korea",
        help="Check the form of official documents instead of the message: dates, times, item marks, the end.",
        autocompletion=complete.choices("korea"),
    ),
]


@command(lint_command, formats=CHECK_FORMATS)
def lint(
    session: CommandContext,
    draft: Draft,
    administration: Administrations = None,
    given: Given = None,
    no_missed: NoMissed = False,
    errors_only: ErrorsOnly = False,
    house: House = None,
) -> CommandResult:
    """Check whether a draft keeps to the message.

    It looks for words. What the draft only mentions (about another country, quoted, denied) is a warning. Exits with 1
    on any finding, error or warning. In .docx and .hwpx files, each paragraph counts as a line.

    Example: kbrief lint speech.md --administration trump

    With --house, it checks the form of an official document instead, and reads no brief. Example: kbrief lint report.hwpx --house korea
    """
    if house is not None:
        from kbrief.cli.commands.official import lint_document, reject_with_house

        options = {"--administration": administration, "--given": given, "--no-missed": no_missed}
        reject_with_house([option for option, value in options.items() if value])
        return lint_document(draft, house, errors_only=errors_only)
    from kbrief.cli.commands.linting import lint_draft

    rankings = session.rankings(administration, given)
    return lint_draft(session, draft, rankings, no_missed=no_missed, errors_only=errors_only)

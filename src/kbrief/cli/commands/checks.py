"""`check`, `lint` and `diff`."""

import datetime as dt
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kbrief.cli import complete
from kbrief.cli.context import CommandContext, today
from kbrief.cli.errors import github_line, problem_record
from kbrief.cli.options import CHECK_FORMATS, Administrations, Given, command, new_app
from kbrief.cli.output import CommandResult
from kbrief.cli.streams import progress
from kbrief.errors import BriefError, Message, Problem
from kbrief.i18n import _, translate_problem
from kbrief.model.lookup import resolve

if TYPE_CHECKING:
    from kbrief.decide.rank import Ranking
    from kbrief.lint.lint import LintReport


def check_answer(
    session: CommandContext, briefs: Iterable[str] | None, *, strict: bool, stale: int | None
) -> CommandResult:
    """Return every problem of the briefs named, by default of the one in use; sources older than `stale` days too."""
    from kbrief.pages.findings import problems_page

    names: list[str] = []
    meetings = [Path(name) for name in briefs or () if is_meeting_file(name)]
    for name in briefs or ():
        if is_meeting_file(name):
            continue
        whole = brief_of_file(name)
        if whole == name or whole not in names:
            names.append(whole)
    sessions = [session.for_brief(name) for name in names] or [session] * (not meetings)
    oldest = today() - dt.timedelta(days=stale) if stale is not None else None
    found = [problem for one in with_progress(sessions) for problem in _problems(one, oldest)]
    found += [problem for path in meetings for problem in meeting_problems(session, path)]
    problems = [translate_problem(problem) for problem in found]
    errors, warnings = ([one for one in problems if one.level == level] for level in ("error", "warning"))
    return CommandResult(
        "check",
        lambda: problems_page(errors, warnings, len(sessions), len(meetings)),
        lambda: [problem_record(problem) for problem in problems],
        found=bool(problems if strict else errors),
        lines=lambda: [github_line(problem) for problem in problems],
        sarif=lambda: [(problem, [problem.line]) for problem in problems],
    )


def is_meeting_file(name: str) -> bool:
    """Whether a name is that of a meeting's file."""
    from kbrief.load.meeting import is_meeting

    return is_meeting(Path(name)) and not Path(name).is_dir()


def meeting_problems(session: CommandContext, path: Path) -> Iterator[Problem]:
    """Yield every problem of a meeting's file, its points held against the brief in use."""
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
    """Return the folder of the brief that a file is part of, as pre-commit names files; any other name as it is."""
    from kbrief.load.find import is_brief_folder, is_file

    path = Path(name)
    if not is_file(path):
        return name
    for folder in path.absolute().parents:
        home = folder.parent
        if folder.name in {"data", "seeds"} and is_brief_folder(home):
            return str(home) if path.is_absolute() else os.path.relpath(home)
    return name


def with_progress(sessions: list[CommandContext]) -> Iterator[CommandContext]:
    """Yield the sessions; where there are several, say on a terminal how far the run is."""
    from kbrief.files import escape_control_characters

    for n, one in enumerate(sessions, 1):
        if len(sessions) > 1:
            progress(
                _(
                    "checking {name} ({n} of {all})",
                    name=escape_control_characters(one.brief_option or ""),
                    n=n,
                    all=len(sessions),
                )
            )
        yield one
    progress("")


def _problems(session: CommandContext, oldest: dt.date | None) -> Iterator[Problem]:
    from kbrief.load.check import check as check_brief

    try:
        yield from check_brief(session.place, oldest)
    except BriefError as error:
        yield from error.problems


def explain_answer(name: str) -> CommandResult:
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
        metavar="BRIEF", help="Briefs to check, or files of them; else the one in use.", autocompletion=complete.briefs
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help="Let warnings count as errors do.")]
Stale = Annotated[
    int | None, typer.Option(metavar="DAYS", min=0, max=36_500, help="Warn of sources that are older than DAYS.")
]
Explain = Annotated[
    str | None,
    typer.Option(metavar="RULE", help="What a rule asks for; the name is in brackets.", autocompletion=complete.rules),
]


@command(check_command, formats=CHECK_FORMATS)
def check(
    session: CommandContext, briefs: Briefs = None, strict: Strict = False, stale: Stale = None, explain: Explain = None
) -> CommandResult:
    """Every problem of a brief, with its place.

    Exits 1 if one is an error, with --strict also for a warning. Example: kbrief check my-brief --strict

    kbrief check --explain unknown-reference tells what a rule asks for, and how to mend what it finds.
    """
    return check_answer(session, briefs, strict=strict, stale=stale) if explain is None else explain_answer(explain)


_BADNESS = {"yes": 0, "in part": 1, "no": 2}


def lint_answer(
    session: CommandContext, name: str, rankings: "Sequence[Ranking]", *, no_missed: bool, errors_only: bool
) -> CommandResult:
    """Return what is off message in a draft, for one reader or several."""
    from kbrief.lint.lint import LEVELS, lint_readers
    from kbrief.lint.readers import shared_findings
    from kbrief.pages.findings import lint_page
    from kbrief.records.findings import details_of, problems_of
    from kbrief.text import read_text

    texts, draft = session.texts, read_text(name, getattr(sys.stdin, "buffer", None))
    unique = {ranking.setting.administration: ranking for ranking in rankings}
    reports = lint_readers(list(unique.values()), draft.prose)
    found = [
        shared
        for shared in shared_findings(reports)
        if not (no_missed and shared.finding.missed) and not (errors_only and LEVELS[shared.finding.rule] != "error")
    ]
    problems = problems_of(reports[0], found, draft.name, texts)
    first = rankings[0].setting
    head = texts.caveats("lint", first.given)
    notes = (
        (
            *head,
            _(
                "The draft seems to be in neither English nor Korean: terms are matched as they are written, with English endings. A term such as `word*` allows any ending."
            ),
        )
        if reports[0].is_foreign
        else head
    )
    return CommandResult(
        "lint",
        lambda: lint_page(reports, found, problems, notes, texts),
        lambda: [
            problem_record(problem) | details_of(reports[0], shared)
            for problem, shared in zip(problems, found, strict=True)
        ],
        notes,
        first.administration if len(reports) == 1 else None,
        first.given,
        texts.brief,
        _verdicts(reports),
        found=bool(found),
        lines=lambda: [github_line(problem) for problem in problems],
        sarif=lambda: [
            (problem, reports[0].lines(shared.finding)) for problem, shared in zip(problems, found, strict=True)
        ],
    )


def _verdicts(reports: "Sequence[LintReport]") -> Mapping[str, Any]:
    """Return the verdict, the worst of several; of several readers each one's too."""
    worst = max((report.verdict for report in reports), key=_BADNESS.__getitem__)
    if len(reports) == 1:
        return {"verdict": worst}
    each = {report.ranking.setting.administration or "": report.verdict for report in reports}
    return {"verdict": worst, "administrations": list(each), "verdicts": each}


lint_command = new_app()

Draft = Annotated[
    str, typer.Argument(metavar="DRAFT", help="The draft: Markdown, .txt, .docx or .hwpx, or - for standard input.")
]

NoMissed = Annotated[bool, typer.Option("--no-missed", help="Leave out which points the draft does not raise.")]
ErrorsOnly = Annotated[bool, typer.Option("--errors-only", help="Leave warnings out; exit 1 on errors alone.")]
House = Annotated[
    str | None,
    typer.Option(
        metavar="korea",
        help="The form of official documents in place of the message: dates, hours, marks of items, the end.",
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
    """Whether a draft keeps to the message.

    It looks for words. What the draft only mentions (said of another country, quoted, denied) is a warning. Exits 1
    on any finding, errors and warnings alike. In .docx and .hwpx a line is a paragraph.

    Example: kbrief lint speech.md --administration trump

    With --house it is the form of any official document instead, and no brief is read. Example: kbrief lint report.hwpx --house korea
    """
    if house is not None:
        from kbrief.cli.commands.official import official_answer, refuse_with_house

        asked = {"--administration": administration, "--given": given, "--no-missed": no_missed}
        refuse_with_house([option for option, value in asked.items() if value])
        return official_answer(draft, house, errors_only=errors_only)
    rankings = session.rankings(administration, given)
    return lint_answer(session, draft, rankings, no_missed=no_missed, errors_only=errors_only)

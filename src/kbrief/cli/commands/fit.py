"""`fit`: which points fit the minutes of a meeting."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kbrief.cli.context import CommandContext, today
from kbrief.cli.options import Administration, Given, StatedOnly, Weights, command, new_app
from kbrief.cli.output import CommandResult
from kbrief.cli.streams import print_stderr
from kbrief.errors import BriefError, Message, Problem, WrongUsage
from kbrief.i18n import translate_problem

if TYPE_CHECKING:
    from kbrief.decide.rank import Ranking
    from kbrief.load.meeting import MeetingFile
    from kbrief.pages.pack.plan import PackPlan

fit_command = new_app()

Minutes = Annotated[
    int | None,
    typer.Option(min=1, max=1440, metavar="N", help="The length of the meeting in minutes; default: as in its file."),
]
Interpreter = Annotated[bool, typer.Option("--interpreter", help="With an interpreter: every line is said twice.")]
MeetingPath = Annotated[
    Path | None,
    typer.Option("--meeting", metavar="FILE", help="The meeting file; `kbrief new meeting.yaml` creates one."),
]


@command(fit_command)
def fit(
    session: CommandContext,
    minutes: Minutes = None,
    administration: Administration = None,
    given: Given = None,
    interpreter: Interpreter = False,
    meeting: MeetingPath = None,
    stated_only: StatedOnly = False,
    weights: Weights = None,
) -> CommandResult:
    """Choose the points that fit a meeting, and show what is left out and what one more minute would add.

    The choice is exact: of all sets of points to emphasize that fit, it is the one with the highest value.

    Example: kbrief fit --minutes 20 --administration trump
    """
    from kbrief.pages.pack.fit import fit_page
    from kbrief.records.pack import fit_facts, fit_records

    ranking = session.ranking(administration, given, stated_only=stated_only, weights=weights)
    plan = pack_plan(session, ranking, minutes, meeting, has_interpreter=interpreter)
    spoken = {name: line.spoken for name, line in plan.lines.items()}
    times = {"minutes": plan.minutes, "our_minutes": plan.our_minutes, "interpreter": plan.has_interpreter}
    return CommandResult(
        "fit",
        lambda: fit_page(plan),
        lambda: fit_records(plan.fit, spoken, plan.texts.lang),
        plan.texts.scenario_caveats(ranking.scenario),
        ranking.scenario.administration,
        ranking.scenario.given,
        plan.texts.brief,
        {**times, **fit_facts(plan.fit)},
    )


def pack_plan(
    session: CommandContext, ranking: "Ranking", minutes: int | None, path: Path | None, *, has_interpreter: bool
) -> "PackPlan":
    """Return the points that fit a meeting, with their lines; warnings of the meeting file go to standard error.

    Raises WrongUsage without minutes, and BriefError for a meeting file with errors.
    """
    from kbrief.load.meeting import read_meeting
    from kbrief.model.meeting import Meeting
    from kbrief.pages.pack.plan import PackPlan

    file = read_meeting(path, session.brief, today()) if path else None
    meeting = file.meeting if file else Meeting()
    length = minutes or meeting.minutes
    if length is None:
        message = Message("the length of the meeting is missing")
        raise WrongUsage(message, Message("add --minutes 20, or minutes: 20 to the meeting file"))
    plan = PackPlan(
        ranking, session.texts, meeting, length, has_interpreter or meeting.interpreter, session.loaded.digest,
        session.marks,
    )  # fmt: skip
    if file:
        _ensure_valid_must(plan, file)
    return plan


def _ensure_valid_must(plan: "PackPlan", file: "MeetingFile") -> None:
    """Print warnings of the points that must be said, and raise BriefError for errors in them."""
    problems = tuple(must_problems(plan, file))
    print_stderr([f"{translate_problem(problem)}" for problem in problems if problem.level == "warning"])
    if errors := tuple(problem for problem in problems if problem.level == "error"):
        raise BriefError(Message("the meeting file {file} is invalid", file=file.name), None, errors)


def must_problems(plan: "PackPlan", file: "MeetingFile") -> Iterator[Problem]:
    """Yield a problem for each point that must be said without a line, or is to be kept low, and if they do not fit."""
    lists = {placement.point.id: placement.list for placement in plan.ranking.placements}
    for n, name in enumerate(plan.meeting.must):
        label = plan.labels([name])
        if name not in plan.lines:
            message = Message("{point} has no line to take yet", point=label)
            yield file.problem(("must", n), "meeting-no-line", message, Message("write its `say`, or remove it"))
        elif lists[name] == "minimize":
            message = Message(
                "{point} is a point to minimize {whom}: is it meant to be raised?", point=label, whom=plan.whom
            )
            hint = Message("if not, remove it from `must`; if so, its caution is printed next to it")
            yield file.problem(("must", n), "meeting-must-low", message, hint, "warning")
    if all(name in plan.lines for name in plan.meeting.must) and plan.missing:
        message = Message(
            "what must be said takes {count} seconds more than our {minutes} min",
            minutes=plan.our_minutes,
            count=f"{float(plan.missing):.1f}".removesuffix(".0"),
        )
        yield file.problem(("must",), "meeting-must-fit", message, Message("remove a point, or ask for more minutes"))

"""What `check` does with the briefs that are named."""

from collections.abc import Iterable, Iterator

from kbrief.cli.failure import as_item
from kbrief.cli.output import Answer
from kbrief.cli.session import Session
from kbrief.errors import BriefError, Problem
from kbrief.load.check import check
from kbrief.view.problems import problems_page


def check_answer(session: Session, briefs: Iterable[str] | None) -> Answer:
    """Return every problem of the briefs named, by default of the one in use."""
    asked = list(briefs or [])
    sessions = [session.naming(name) for name in asked] or [session]
    problems = tuple(problem for one in sessions for problem in _problems(one))
    return Answer(
        "check",
        lambda: problems_page(problems, len(sessions), session.words),
        lambda: [as_item(problem) for problem in problems],
        found=bool(problems),
        lines=lambda: [_github(problem) for problem in problems],
    )


def _problems(session: Session) -> Iterator[Problem]:
    try:
        yield from check(session.place)
    except BriefError as error:
        yield from error.problems


def _github(problem: Problem) -> str:
    """Return a problem as a workflow command of GitHub, which shows it at its line."""
    place = ",".join((f"file={_property(problem.file)}", f"line={problem.line}", f"col={problem.column}"))
    said = f"{problem.message} ({problem.rule})" + (f" - {problem.hint}" if problem.hint else "")
    return f"::{problem.level} {place}::{_data(said)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

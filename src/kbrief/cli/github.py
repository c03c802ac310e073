"""Problems as GitHub reads them from the log of a run."""

from kbrief.errors import Problem


def github_line(problem: Problem) -> str:
    """Return a problem as a workflow command of GitHub, which shows it at its line."""
    place = ",".join((f"file={_property(problem.file)}", f"line={problem.line}", f"col={problem.column}"))
    said = f"{problem.message} ({problem.rule})" + (f" - {problem.hint}" if problem.hint else "")
    return f"::{problem.level} {place}::{_data(said)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

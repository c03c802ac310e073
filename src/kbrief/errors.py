"""The tree of errors, each with the exit code that ends the program.

KbriefError
├── FoundProblems   1   a check looked, and found something
├── UnknownName     2   a name that the brief does not know
│   └── WrongUsage  2   options that do not go together
├── BriefError      3   a brief, draft, template or copy that cannot be read or does not hold
├── OutputError     4   the product could not be written; what stood there is intact
└── MissingExtra    5   an optional part is not installed
"""

from typing import ClassVar, Literal, NamedTuple

Level = Literal["error", "warning"]


class Problem(NamedTuple):
    """One thing that does not hold, with its place (line and column count from 1); sorts by its place."""

    file: str
    line: int
    column: int
    rule: str
    level: Level
    message: str
    hint: str | None = None

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message} ({self.rule})"


class KbriefError(Exception):
    """An error that the user can act on; `code` is the exit code of the program."""

    code: ClassVar[int] = 70

    def __init__(self, message: str, hint: str | None = None, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.problems = problems


class FoundProblems(KbriefError):
    """A check ran to its end and found problems."""

    code = 1


class UnknownName(KbriefError):
    """A name was asked for that is not known; the hint lists or suggests the right ones."""

    code = 2


class WrongUsage(UnknownName):
    """Options were given that do not go together."""


class BriefError(KbriefError):
    """A brief (or draft, template, copy of a text) is absent, unreadable or does not hold."""

    code = 3


class OutputError(KbriefError):
    """The product could not be written."""

    code = 4


class MissingExtra(KbriefError):
    """A format was asked for whose library is not installed."""

    code = 5

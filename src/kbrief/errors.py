"""What goes wrong: messages, problems, and the tree of errors with their exit codes."""

import errno
from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from importlib.util import find_spec
from typing import ClassVar, Literal, NamedTuple, Self

Level = Literal["error", "warning"]


class Message(str):
    """A sentence in English that keeps its form and what fills it, so that it can be said in another language."""

    __slots__ = ("msgid", "values")

    msgid: str
    values: Mapping[str, object]

    def __new__(cls, form: str, /, **facts: object) -> Self:
        """Return the form filled with the facts; a fact that is a noun or a clause is a message too."""
        made = super().__new__(cls, form.format(**facts))
        made.msgid, made.values = form, facts
        return made

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, object]]:
        return (self.msgid,), dict(self.values)


def join_or(*names: str) -> str:
    """Return one name or more as a choice: `a or b or c`."""
    return reduce(lambda said, name: Message("{first} or {second}", first=said, second=name), names)


OS_ERROR_MESSAGES = {
    errno.EPERM: Message("Operation not permitted"),
    errno.ENOENT: Message("No such file or directory"),
    errno.EIO: Message("Input/output error"),
    errno.EACCES: Message("Permission denied"),
    errno.EEXIST: Message("File exists"),
    errno.ENOTDIR: Message("Not a directory"),
    errno.EISDIR: Message("Is a directory"),
    errno.EFBIG: Message("File too large"),
    errno.ENOSPC: Message("No space left on device"),
    errno.EROFS: Message("Read-only file system"),
    errno.ENAMETOOLONG: Message("File name too long"),
    errno.ELOOP: Message("Too many levels of symbolic links"),
    errno.EDQUOT: Message("Disk quota exceeded"),
}


def describe_os_error(error: OSError) -> str:
    """Return why the system refused: what the error says in words of ours, else what is known of its number."""
    reason = error.strerror
    return reason if isinstance(reason, Message) else OS_ERROR_MESSAGES.get(error.errno or 0, reason or str(error))


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
        is_cell = self.file.endswith(f"{self.line}") and "!" in self.file  # as points.xlsx!D14, which says it all
        place = self.file if is_cell else f"{self.file}:{self.line}:{self.column}"
        return f"{place}: {self.message} ({self.rule})"


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


class WrongLines(KbriefError):
    """Lines to hand over raise what is to be kept low; unlike what a check finds, this is told as an error."""

    code = 1


class NotConfirmed(KbriefError):
    """Who was asked said no."""

    code = 1


class BrokenRule(KbriefError):
    """A paper cannot keep a rule of its house, however short it is made."""

    code = 1


class UnknownName(KbriefError):
    """A name was asked for that is not known; the hint lists or suggests the right ones."""

    code = 2


class AmbiguousName(UnknownName):
    """A name that several things have; the hint lists them."""


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


def require_installed(*libraries: str, extra: str) -> None:
    """Raise MissingExtra, with the line to type, where a library of an extra is not installed."""
    require_all_installed({extra: libraries})


def require_all_installed(extras: Mapping[str, Iterable[str]], find: Callable[[str], object] = find_spec) -> None:
    """Raise MissingExtra, once for all of them, where libraries of extras are not installed: `find` gives None."""
    lacking = {extra: [name for name in names if find(name) is None] for extra, names in extras.items()}
    missing = sorted({name for names in lacking.values() for name in names})
    if missing:
        message = Message("not installed: {names}", names=", ".join(missing))
        extra = ",".join(sorted(extra for extra, names in lacking.items() if names))
        raise MissingExtra(message, Message("pip install 'kbrief[{extra}]'", extra=extra))

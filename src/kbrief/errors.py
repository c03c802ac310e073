"""Messages, problems, and the errors with their exit codes."""

import errno
from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from importlib.util import find_spec
from typing import ClassVar, Literal, NamedTuple, Self

Level = Literal["error", "warning"]


class Message(str):
    """An English sentence that keeps its template and values, so that it can be translated later."""

    __slots__ = ("msgid", "values")

    msgid: str
    values: Mapping[str, object]

    def __new__(cls, msgid: str, /, **values: object) -> Self:
        """Return the message filled with the values; a value that has to be translated is a message too."""
        message = super().__new__(cls, msgid.format(**values))
        message.msgid, message.values = msgid, values
        return message

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, object]]:
        return (self.msgid,), dict(self.values)


def join_or(*names: str) -> str:
    """Return names as a choice: `a or b or c`."""
    return reduce(lambda choice, name: Message("{first} or {second}", first=choice, second=name), names)


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
    """Return the reason of an operating system error, as a message if its number is known."""
    reason = error.strerror
    return reason if isinstance(reason, Message) else OS_ERROR_MESSAGES.get(error.errno or 0, reason or str(error))


class Problem(NamedTuple):
    """An error or a warning about a file, with its place; lines and columns count from 1."""

    file: str
    line: int
    column: int
    rule: str
    level: Level
    message: str
    hint: str | None = None

    def __str__(self) -> str:
        is_cell = self.file.endswith(f"{self.line}") and "!" in self.file  # as points.xlsx!D14
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
    """Lines to hand over mention a point that is to be kept low."""

    code = 1


class NotConfirmed(KbriefError):
    """A confirmation was refused."""

    code = 1


class BrokenRule(KbriefError):
    """A paper breaks a rule of its house, however short it is made."""

    code = 1


class UnknownName(KbriefError):
    """A name is unknown; the hint lists or suggests known ones."""

    code = 2


class AmbiguousName(UnknownName):
    """A name fits several things; the hint lists them."""


class WrongUsage(UnknownName):
    """Options were given that cannot be used together."""


class BriefError(KbriefError):
    """A brief, draft, template or copy of a text is missing, unreadable or invalid."""

    code = 3


class OutputError(KbriefError):
    """The product could not be written."""

    code = 4


class MissingExtra(KbriefError):
    """A library for a format is not installed."""

    code = 5


def require_installed(*libraries: str, extra: str) -> None:
    """Raise MissingExtra, with the command that installs the extra, if one of its libraries is not installed."""
    require_all_installed({extra: libraries})


def require_all_installed(extras: Mapping[str, Iterable[str]], find: Callable[[str], object] = find_spec) -> None:
    """Raise MissingExtra for all extras whose libraries are not installed: `find` returns None for such a library."""
    lacking = {extra: [name for name in names if find(name) is None] for extra, names in extras.items()}
    missing = sorted({name for names in lacking.values() for name in names})
    if missing:
        message = Message("not installed: {names}", names=", ".join(missing))
        extra = ",".join(sorted(extra for extra, names in lacking.items() if names))
        raise MissingExtra(message, Message("pip install 'kbrief[{extra}]'", extra=extra))

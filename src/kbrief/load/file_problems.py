"""The problems found in one file."""

from typing import NoReturn

from kbrief.errors import BriefError, Message, Problem
from kbrief.load.encoding import Position


class FileProblems:
    """The problems found in one file so far; at `most` of them the file is given up."""

    def __init__(self, file: str, most: int) -> None:
        self._file = file
        self._most = most
        self._problems: list[Problem] = []

    def add(self, rule: str, place: Position, message: Message, hint: Message | None = None) -> None:
        """Note a problem, and go on unless it is one too many."""
        self._problems.append(Problem(self._file, *place, f"yaml-{rule}", "error", message, hint))
        if len(self._problems) >= self._most:
            self._give_up(Message("reading ended after {count} problems: there may be more", count=self._most))

    def stop(self, rule: str, place: Position, message: Message, hint: Message | None = None) -> NoReturn:
        """Note a problem that ends the reading; raises BriefError."""
        self.add(rule, place, message, hint)
        self._give_up()

    def end(self) -> None:
        """Raise BriefError if there is a problem."""
        if self._problems:
            self._give_up()

    def _give_up(self, hint: Message | None = None) -> NoReturn:
        message = Message("{file} cannot be read", file=self._file)
        raise BriefError(message, hint, tuple(self._problems))

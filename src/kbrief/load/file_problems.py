"""Collect the problems of one file."""

from typing import NoReturn

from kbrief.errors import BriefError, Message, Problem
from kbrief.files import Position


class FileProblems:
    """The problems of one file so far; reading stops after `limit` of them."""

    def __init__(self, file: str, limit: int) -> None:
        self._file = file
        self._limit = limit
        self._problems: list[Problem] = []

    def add(self, rule: str, place: Position, message: Message, hint: Message | None = None) -> None:
        """Add a problem. Raises BriefError if the limit is reached."""
        self._problems.append(Problem(self._file, *place, f"yaml-{rule}", "error", message, hint))
        if len(self._problems) >= self._limit:
            self._give_up(Message("stopped after {count} problems; there may be more", count=self._limit))

    def stop(self, rule: str, place: Position, message: Message, hint: Message | None = None) -> NoReturn:
        """Add a problem that ends the reading, and raise BriefError."""
        self.add(rule, place, message, hint)
        self._give_up()

    def end(self) -> None:
        """Raise BriefError if there is a problem."""
        if self._problems:
            self._give_up()

    def _give_up(self, hint: Message | None = None) -> NoReturn:
        message = Message("{file} cannot be read", file=self._file)
        raise BriefError(message, hint, tuple(self._problems))

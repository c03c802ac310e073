"""What rules look at, what they find, and what a rule is."""

import datetime as dt
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kbrief.errors import Level, Message
from kbrief.load.merge import MergedBrief
from kbrief.load.yaml_places import Loc
from kbrief.model import Brief, Event, Model, Shift, Text
from kbrief.model.claims import SECTIONS, LocatedClaim, all_claims
from kbrief.model.lookup import suggest


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule found, at a place in the data: at the value there, or at its key."""

    at: Loc
    message: Message
    hint: Message | None = None
    at_key: bool = False


@dataclass(frozen=True)
class RuleContext:
    """What rules look at: the brief, and the ids of every section, those of faulty items too.

    `ids` lacks the sections of which nothing could be read. Sources from before `oldest` count as old.
    """

    brief: Brief
    merged: MergedBrief
    ids: Mapping[str, frozenset[str]]
    oldest: dt.date | None = None

    @classmethod
    def of(cls, brief: Brief, merged: MergedBrief, oldest: dt.date | None = None) -> "RuleContext":
        """Return the subject for a brief and the sections that it was made from."""
        sections = [*SECTIONS, "groups", "tags"]
        if merged.is_partial:
            sections = [name for name in sections if name in merged.data]
        return cls(brief, merged, {name: frozenset(_ids(merged.data.get(name))) for name in sections}, oldest)

    @cached_property
    def claims(self) -> Sequence[LocatedClaim]:
        """Every claim of the brief."""
        return tuple(all_claims(self.brief))

    @cached_property
    def today(self) -> dt.date:
        """The last day that has begun anywhere: that of SOURCE_DATE_EPOCH, else the clock's, and half a day more."""
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        now = dt.datetime.now(tz=dt.UTC)
        with suppress(ValueError, OverflowError, OSError):
            now = dt.datetime.fromtimestamp(int(epoch), tz=dt.UTC)
        return (now + dt.timedelta(hours=14)).date()

    @cached_property
    def texts(self) -> Sequence[tuple[Loc, Text]]:
        """Every text of the brief, with its place."""
        return tuple(_texts(self.brief, ()))

    def suggest(self, name: str, section: str, what: Message) -> Message:
        """Return what to write instead of an unknown name: who took it away, or which names there are."""
        gone = self.merged.removed_at(name)
        if gone:
            return Message("{place} removes it", place=gone)
        return suggest(name, sorted(self.ids[section]), what)


def all_shifts(brief: Brief) -> Iterator[tuple[Loc, Event, Mapping[str, Shift]]]:
    """Yield for each criterion on which an event shifts a point its place, the event, and the shifts."""
    for n, event in enumerate(brief.events):
        for point, criteria in event.shifts.items():
            at = ("events", n, "shifts", point)
            yield from (((*at, criterion), event, shifts) for criterion, shifts in criteria.items())


def _ids(section: Any) -> Iterator[str]:
    if isinstance(section, Mapping):
        yield from (str(key) for key in section)
    elif isinstance(section, list):
        yield from (str(item["id"]) for item in section if isinstance(item, Mapping) and "id" in item)


def _texts(value: Any, at: Loc) -> Iterator[tuple[Loc, Text]]:
    if isinstance(value, Text):
        yield at, value
    elif isinstance(value, Model):
        for name, field in type(value).model_fields.items():
            yield from _texts(getattr(value, name), (*at, field.alias or name))
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _texts(item, (*at, key))
    elif isinstance(value, tuple):
        for n, item in enumerate(value):
            yield from _texts(item, (*at, n))


Look = Callable[[RuleContext], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: a generator that is named for what it finds, and whose docstring is its manual."""

    find: Look
    level: Level = "error"

    @property
    def id(self) -> str:
        """How people name it: `unknown-reference`."""
        return self.find.__name__.replace("_", "-")

    @property
    def manual(self) -> str:
        """What it asks for, why, and how to mend what it finds."""
        return " ".join((self.find.__doc__ or "").split())

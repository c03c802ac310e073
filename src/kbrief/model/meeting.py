"""A meeting: when, how long, who, to what end, and which points must or must not come up."""

import datetime as dt
import re
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from kbrief.errors import Message
from kbrief.model.claims import Model, NonEmptyText, Slug, Text

#: The longest meeting: a day.
MOST_MINUTES = 1440

#: The last year that a meeting may be in: its end, a day later at most, is a date too.
LAST_YEAR = 9998

_MARKUP = re.compile(r"<[^>]*>|&#?\w+;|[*`{}\\]|\]\(|__|~~|^#")
_WHEN = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[ T]([01][0-9]|2[0-3]):([0-5][0-9])")


def _check_name(value: str) -> str:
    """Return a name in plain letters. Raises ValueError for one with markup."""
    if found := _MARKUP.search(value):
        message = Message("{name!r} contains markup: {found!r}", name=value, found=found[0])
        raise ValueError(message, Message("write the name as plain text, as it should be printed"))
    return value


def _check_when(value: str) -> str:
    """Return a day and time that calendar and clock have, as has the end of the meeting. Raises ValueError."""
    found = _WHEN.fullmatch(value)
    try:
        dt.date.fromisoformat(found[1] if found and int(found[1][:4]) <= LAST_YEAR else "")
    except ValueError:
        message = Message("{value!r} is not a date and time", value=value)
        raise ValueError(message, Message("write it as 2026-12-03 15:20")) from None
    return value.replace("T", " ")


def _day_as_text(value: Any) -> Any:
    return value.isoformat(sep=" ", timespec="minutes") if isinstance(value, dt.datetime) else value


#: A name without markup.
PlainName = Annotated[NonEmptyText, Field(max_length=200), AfterValidator(_check_name)]

#: A day and a time, `2026-12-03 15:20`.
When = Annotated[NonEmptyText, BeforeValidator(_day_as_text), AfterValidator(_check_when)]

Minutes = Annotated[int, Field(ge=1, le=MOST_MINUTES)]


class Person(Model):
    """Somebody at the table."""

    name: PlainName = Field(description="The name.")
    role: Text | None = Field(default=None, description="The role: minister, interpreter.")


class Speeds(Model):
    """How fast lines are said, and how long an answer takes."""

    words: Annotated[int, Field(ge=30, le=400)] = Field(default=130, description="Words a minute, in English.")
    syllables: Annotated[int, Field(ge=60, le=900)] = Field(default=300, description="Syllables a minute, in Korean.")
    answer: Annotated[int, Field(ge=0, le=600)] = Field(default=30, description="Seconds to be answered, a line.")


class Meeting(Model):
    """What is known of a meeting; everything may be left out."""

    title: Text | None = Field(default=None, description="What the meeting is called.")
    when: When | None = Field(default=None, description="The day and the time, 2026-12-03 15:20.")
    minutes: Minutes | None = Field(default=None, description="How many minutes it lasts.")
    our_minutes: Minutes | None = Field(default=None, description="How many of them are for our lines; else all.")
    interpreter: bool = Field(default=False, description="Whether every line is said twice.")
    place: Text | None = Field(default=None, description="Where it is.")
    ours: tuple[Person, ...] = Field(default=(), description="Who is there for us; the first one speaks.")
    theirs: tuple[Person, ...] = Field(default=(), description="Who is there for the other side.")
    purpose: Text | None = Field(default=None, description="Why it is held, in one to three sentences.")
    objectives: Annotated[tuple[Text, ...], Field(max_length=3)] = Field(
        default=(), description="One to three: what makes the meeting a success."
    )
    asks: tuple[Text, ...] = Field(default=(), description="What the other side is likely to ask for.")
    must: tuple[Slug, ...] = Field(default=(), description="Points that must be raised.")
    leave_out: tuple[Slug, ...] = Field(default=(), description="Points that are not to be raised here.")
    coordination: tuple[Person, ...] = Field(default=(), description="Offices that the papers were cleared with.")
    speeds: Speeds = Field(default_factory=Speeds, description="How fast lines are said.")

    @property
    def day(self) -> dt.date | None:
        """The day, None where it is not set."""
        return dt.date.fromisoformat(self.when[:10]) if self.when else None

    @property
    def start(self) -> dt.datetime | None:
        """The day and time of its beginning, on the clocks of its place."""
        return dt.datetime.fromisoformat(self.when) if self.when else None

"""Marks: what people did about actions and events, kept outside the brief."""

import hashlib
from typing import Annotated, Literal, get_args

from pydantic import Field

from kbrief.model.claims import Model, Slug, Text

Status = Literal["open", "observed", "ruled-out"]
STATUSES: tuple[Status, ...] = get_args(Status)

#: A day, `2026-11-22`.
Day = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]


#: The most often that an item can be marked.
MAX_TURN = 1_000_000_000

#: The longest line, in characters.
MAX_LINE_LENGTH = 2000

#: A line of text without control characters.
MarkLine = Annotated[
    str,
    Field(
        min_length=1,
        max_length=MAX_LINE_LENGTH,
        pattern=r"^[^\x00-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f][^\x00-\x1f\x7f-\x9f]*$",
    ),
]


Kind = Literal["actions", "assigned", "events"]
KINDS: tuple[Kind, ...] = get_args(Kind)


def text_hash(text: Text) -> str:
    """Return the short hash of a text's wording, by which a later change of it is seen."""
    return hashlib.sha256(text.in_language("en").encode()).hexdigest()[:12]


class Mark(Model):
    """Who marked an item, when, and of which wording of it (`of`, a short hash).

    Of several marks on an item the one of the highest `turn` counts; one that is `withdrawn` takes back those before.
    """

    who: MarkLine
    when: Day
    of: MarkLine
    note: MarkLine | None = None
    owner: MarkLine | None = None
    due: Day | None = None
    status: Status | None = None
    turn: int = Field(default=0, ge=0, le=MAX_TURN)
    withdrawn: bool = False

    def is_stale(self, text: Text) -> bool:
        """Whether the wording has changed since it was marked."""
        return self.of != text_hash(text)


class Marks(Model):
    """All marks on one brief, by id: done actions, who sees to an action by when, and the status of events."""

    kbrief: Literal[1] = 1
    actions: dict[Slug, Mark] = Field(default_factory=dict)
    assigned: dict[Slug, Mark] = Field(default_factory=dict)
    events: dict[Slug, Mark] = Field(default_factory=dict)

    def status_of(self, event: str) -> Status:
        """Return what people have marked an event as: open until someone did."""
        mark = self.events.get(event)
        return mark.status if mark and mark.status else "open"

"""Who decides, and what could happen."""

from typing import Literal

from pydantic import Field

from kbrief.model.claims import Cite, Claim, Dates, Model, NonEmptyText, Shift, Slug, Statement, Text

EventKind = Literal["expected", "conditional", "pending", "continuing", "past"]
Yardstick = Literal["icd203", "phia"]

#: point → criterion → administration → shift.
Shifts = dict[Slug, dict[Slug, dict[Slug, Shift]]]


class Administration(Model):
    """An audience: who decides or may come to decide, and what the source says of it."""

    id: Slug = Field(description="The id, unique in the brief.")
    name: Text = Field(description="The name, for headings.")
    tendencies: tuple[Statement, ...] = Field(default=(), description="What is stated or inferred of its tendencies.")
    transition_team: Statement | None = Field(default=None, description="What is known of the team that prepares it.")
    cites: tuple[Cite, ...] = Field(default=(), description="The paragraphs that name it.")


class Likelihood(Claim):
    """How likely an analyst judges an event to be, in the words of a yardstick."""

    word: NonEmptyText = Field(description="A word of the yardstick.")
    yardstick: Yardstick = Field(default="icd203", description="icd203 or phia.")


class Event(Model):
    """Something that could change perceptions, with the signs to look for."""

    id: Slug = Field(description="The id, unique in the brief.")
    name: Text = Field(description="The name, for headings.")
    kind: EventKind = Field(description="expected, conditional, pending, continuing or past: as of the source.")
    date: Dates | None = Field(
        default=None, description="When it is due: a day, a month, a year, or a window 2025-06-01/2025-07-15."
    )
    group: Slug | None = Field(
        default=None, description="Events of one group given together count once, by the largest shift."
    )
    what: Statement = Field(description="What would happen, and to what end.")
    effect: Statement | None = Field(default=None, description="How it could move perceptions, in words.")
    signs: tuple[Statement, ...] = Field(default=(), description="What to look for.")
    issues: tuple[Slug, ...] = Field(default=(), description="The key issues that it touches.")
    likelihood: Likelihood | None = Field(default=None, description="An analyst's likelihood, if one is held.")
    shifts: Shifts = Field(
        default_factory=dict, description="point → criterion → administration → shift, if the event is given."
    )

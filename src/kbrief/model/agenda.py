"""Issues, steps and their actions, and the background of a brief."""

from typing import Literal, get_args

from pydantic import Field

from kbrief.model.claims import CalendarDay, Cite, Claim, Model, NonEmptyText, Slug, Statement, Text

AlignmentKind = Literal["agreed", "bipartisan", "split", "unmarked"]
ALIGNMENTS: tuple[AlignmentKind, ...] = get_args(AlignmentKind)
#: The names of the alignment on which the sides agree.
AGREED = frozenset({"agreed", "bipartisan"})


class Alignment(Claim):
    """Whether the source calls an issue agreed or split between the sides, and how far that reaches."""

    kind: AlignmentKind = Field(
        description="agreed (or bipartisan), split, or unmarked where the source names no side."
    )
    scope: Text | None = Field(default=None, description="What exactly is shared or split, in words.")
    note: Text | None = Field(default=None, description="What the marker does not cover.")

    @property
    def is_agreed(self) -> bool:
        """Whether the sides agree, whatever that is called."""
        return self.kind in AGREED


class Issue(Model):
    """A key issue: what drives it, what the other side will do, what we should do."""

    id: Slug = Field(description="The id, unique in the brief.")
    name: Text = Field(description="The name, for headings.")
    driver: Statement = Field(description="What drives the issue.")
    outlook: Statement | None = Field(default=None, description="What the other side is expected to do.")
    actions: tuple[Statement, ...] = Field(description="What we should do.")
    signs: tuple[Statement, ...] = Field(default=(), description="What to watch for.")
    figures: tuple[Statement, ...] = Field(default=(), description="Figures that the source gives for it.")
    limits: tuple[Statement, ...] = Field(default=(), description="Limits that the source names.")
    alignment: Alignment = Field(description="Bipartisan, split or unmarked, with its scope.")
    tags: tuple[Slug, ...] = Field(default=(), description="Tags of the brief, to filter by.")
    cites: tuple[Cite, ...] = Field(description="The paragraphs on this issue.")


class Action(Statement):
    """One item of a step's checklist."""

    id: Slug = Field(description="The id, unique in the brief.")
    owner: NonEmptyText | None = Field(default=None, description="Who does it.")
    due: CalendarDay | None = Field(default=None, description="By which day, 2025-06-13.")


class Step(Model):
    """One step of the strategy, with its checklist."""

    id: Slug = Field(description="The id, unique in the brief.")
    name: Text = Field(description="The name, for headings.")
    what: Statement = Field(description="What the source asks for.")
    given: Statement = Field(description="What the source gives for it, and what it leaves open.")
    actions: tuple[Action, ...] = Field(default=(), description="The checklist.")


class Consideration(Statement):
    """One thing to weigh when telling apart what to emphasize from what to minimize."""

    id: Slug = Field(description="The id, unique in the brief.")
    criterion: Slug | None = Field(default=None, description="The criterion that carries it; none where events do.")


class Precedent(Statement):
    """An earlier turn that the source recalls."""

    id: Slug = Field(description="The id, unique in the brief.")
    who: Text = Field(description="Who is concerned.")


class Context(Statement):
    """A fact or view of the source that frames the issues."""

    id: Slug = Field(description="The id, unique in the brief.")


class Tension(Statement):
    """Two things in the source that pull apart."""

    id: Slug = Field(description="The id, unique in the brief.")
    points: tuple[Slug, ...] = Field(default=(), description="The points that it touches.")


class Gap(Model):
    """Something that the source does not say."""

    id: Slug = Field(description="The id, unique in the brief.")
    text: Text = Field(description="What is left out.")
    cites: tuple[Cite, ...] = Field(default=(), description="Where the absence shows.")
    key: bool = Field(default=False, description="Whether every screen of lists names it.")
    short: Text | None = Field(default=None, description="The gap in a few words, for the foot of a screen.")

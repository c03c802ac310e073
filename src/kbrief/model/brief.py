"""The brief: all sections together."""

from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from kbrief.model.agenda import Consideration, Context, Gap, Issue, Precedent, Step, Tension
from kbrief.model.claims import LanguageTag, Model, Month, NonEmptyText, Slug, Text
from kbrief.model.events import Administration, Event
from kbrief.model.points import Group, Point
from kbrief.model.sources import Paragraph, Source

ScreenName = Literal[
    "start",
    "lists",
    "lists-administration",
    "given",
    "compare",
    "events",
    "issues",
    "strategy",
    "background",
    "sources",
    "lint",
]


#: How many tags, terms or groups a brief may have: as nouns they are large for what they say.
MAX_SECTION_SIZE = 10_000


class Scale(Model):
    """What each step of a criterion means, from -2 to +2."""

    minus_2: Text | None = Field(default=None, description="What -2 means.")
    minus_1: Text | None = Field(default=None, description="What -1 means.")
    zero: Text | None = Field(default=None, description="What 0 means.")
    plus_1: Text | None = Field(default=None, description="What +1 means.")
    plus_2: Text | None = Field(default=None, description="What +2 means.")

    def of(self, value: int) -> Text | None:
        """Return the words for a rating of -2 … +2."""
        return (self.minus_2, self.minus_1, self.zero, self.plus_1, self.plus_2)[value + 2]


class Criterion(Model):
    """One thing by which points are rated."""

    id: Slug = Field(description="The id, unique in the brief.")
    name: Text = Field(description="The name, for headings.")
    perception: bool = Field(default=False, description="Whether it differs by administration and moves with events.")
    request: bool = Field(
        default=False, description="Whether a stated +1 or +2 means that the source asks for the point."
    )
    steps: Scale = Field(default_factory=Scale, description="What each step means.")
    short: Scale = Field(
        default_factory=Scale, description="The same in a word or two, for the column that says where from."
    )


class Term(Model):
    """An entry of the brief's glossary."""

    term: Text = Field(description="The term.")
    note: Text | None = Field(default=None, description="What it means, or how to use it.")
    avoid: tuple[NonEmptyText, ...] = Field(default=(), description="Words not to use instead.")
    method: bool = Field(
        default=False, description="Whether it is a term of the method: then a draft may use the words to avoid."
    )


class AudienceWords(Model):
    """What those are called to whom the points are brought."""

    one: Text | None = Field(default=None, description="One of them: decision-maker.")
    many: Text | None = Field(default=None, description="Several of them: decision-makers.")
    under: Text | None = Field(default=None, description="How a ranking for one of them is headed: with {name}.")
    other: Text | None = Field(default=None, description="The others: the other decision-makers.")


class Wording(Model):
    """What this brief calls things that the program would name neutrally."""

    audience: AudienceWords = Field(default_factory=AudienceWords, description="Those to whom the points are brought.")
    outlook: Text | None = Field(default=None, description="The outlook of an issue.")
    agreed: Text | None = Field(default=None, description="The name of the alignment `agreed`.")


#: The version of the data format that this program reads.
FORMAT = 1

Mode = Literal["alternatives", "together"]
Paper = Literal["a4", "letter"]


class Brief(Model):
    """A policy brief: points, how they rate, and where each claim comes from."""

    id: Slug = Field(description="The id of the brief.")
    format: Annotated[int, Field(ge=1)] = Field(default=FORMAT, description="The version of the data format.")
    title: Text = Field(description="The title.")
    as_of: Month = Field(description="The month up to which the brief knows the world.")
    languages: tuple[LanguageTag, ...] = Field(
        default=("en",), description="The languages that its texts are in, as tags: en, ko, de."
    )
    mode: Mode = Field(
        default="alternatives",
        description="alternatives: one of the audiences will decide; together: all have to agree.",
    )
    wording: Wording = Field(default_factory=Wording, description="What this brief calls things.")
    paper: Paper | None = Field(default=None, description="The paper of documents: a4 or letter.")
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=2, max_length=8)] = Field(
        description="Two to eight criteria."
    )
    weights: dict[Slug, Annotated[float, Field(ge=0, le=1_000_000, allow_inf_nan=False)]] = Field(
        default_factory=dict, description="criterion → weight, 1 where not given."
    )
    threshold: Annotated[float, Field(gt=0, le=100)] = Field(
        default=18.75, description="The score from which a point is emphasized."
    )
    tags: dict[Slug, Text] = Field(default_factory=dict, max_length=MAX_SECTION_SIZE, description="tag → its name.")
    glossary: dict[Slug, Term] = Field(
        default_factory=dict, max_length=MAX_SECTION_SIZE, description="The terms of the brief."
    )
    head_lines: dict[ScreenName, Text] = Field(
        default_factory=dict, description="screen → the line that says how far to trust it."
    )
    issues: tuple[Issue, ...] = Field(default=(), description="The key issues.")
    considerations: tuple[Consideration, ...] = Field(default=(), description="What to weigh.")
    steps: tuple[Step, ...] = Field(default=(), description="The steps of the strategy.")
    groups: dict[Slug, Group] = Field(
        default_factory=dict,
        max_length=MAX_SECTION_SIZE,
        description="Points in one row of a memo; events of one name.",
    )
    points: tuple[Point, ...] = Field(default=(), description="The talking points.")
    administrations: tuple[Administration, ...] = Field(
        default=(), description="The audiences: who decides, or may come to decide."
    )
    events: tuple[Event, ...] = Field(default=(), description="The watch list.")
    precedents: tuple[Precedent, ...] = Field(default=(), description="Earlier turns that the source recalls.")
    context: tuple[Context, ...] = Field(default=(), description="What frames the issues.")
    tensions: tuple[Tension, ...] = Field(default=(), description="What pulls apart in the source.")
    gaps: tuple[Gap, ...] = Field(default=(), description="What the source does not say.")
    sources: tuple[Source, ...] = Field(default=(), description="The source records.")

    @cached_property
    def point_by_id(self) -> dict[str, Point]:
        """The points by id."""
        return {point.id: point for point in self.points}

    @cached_property
    def event_by_id(self) -> dict[str, Event]:
        """The events by id."""
        return {event.id: event for event in self.events}

    @cached_property
    def paragraph_by_cite(self) -> dict[str, Paragraph]:
        """The paragraphs of all sources by citation, `pacnet-77#P14`."""
        return {f"{source.id}#P{p.n}": p for source in self.sources for p in source.paragraphs}

"""Talking points: what one may bring forward, keep low, or hold ready."""

from typing import Annotated, Any, Literal, TypeVar, get_args

from pydantic import ConfigDict, Discriminator, Field, Tag

from kbrief.model.claims import LanguageTag, Model, NonEmptyText, Rating, Reading, Slug, Statement, Text

ListName = Literal["emphasize", "hold", "minimize"]
LISTS: tuple[ListName, ...] = get_args(ListName)

ReadingType = TypeVar("ReadingType", bound=Reading)


def _kind_of_cell(value: Any) -> str:
    return "readings" if isinstance(value, (list, tuple)) else "claim"


def _kind_of_rating(value: Any) -> str:
    if isinstance(value, dict) and "basis" not in value and "value" not in value:
        return "by_administration"
    return _kind_of_cell(value)


#: Several readings of one rating.
Readings = Annotated[tuple[Rating, ...], Field(min_length=1)]

#: A rating: one claim, or several readings of it.
Cell = Annotated[
    Annotated[Rating, Tag("claim")] | Annotated[Readings, Tag("readings")],
    Discriminator(_kind_of_cell),
]

#: The ratings of a perception: administration → rating.
ByAdministration = dict[Slug, Cell]

Ratings = Annotated[
    Annotated[Rating, Tag("claim")]
    | Annotated[Readings, Tag("readings")]
    | Annotated[ByAdministration, Tag("by_administration")],
    Discriminator(_kind_of_rating),
]


class Listed(Reading):
    """The list on which the source itself puts a point."""

    list: Literal["emphasize", "minimize"] = Field(description="emphasize or minimize.")


#: The list that the source puts a point on: one claim, or several readings.
Listing = Annotated[
    Annotated[Listed, Tag("claim")] | Annotated[Annotated[tuple[Listed, ...], Field(min_length=1)], Tag("readings")],
    Discriminator(_kind_of_cell),
]


class Terms(Model):
    """The words by which a draft raises a point, for the linter."""

    model_config = ConfigDict(extra="allow")

    __pydantic_extra__: dict[LanguageTag, tuple[NonEmptyText, ...]]

    en: tuple[NonEmptyText, ...] = Field(default=(), description="English terms.")
    ko: tuple[NonEmptyText, ...] = Field(default=(), description="Korean terms.")
    near: tuple[NonEmptyText, ...] = Field(
        default=(),
        description="Whose matter it is: one of these (words, or a group such as alliance, ROK, US) has to be near.",
    )
    unless: tuple[NonEmptyText, ...] = Field(
        default=(), description="What makes a sentence one on another matter: words, or a group such as civil."
    )


class Group(Model):
    """Points that are one row in a memo."""

    label: Text = Field(description="The name of the row; members' labels begin with it.")


class ForAudience(Model):
    """What is said otherwise to one audience; what is left out is said as to all."""

    say: Statement | None = Field(default=None, description="The line to take.")
    if_raised: Statement | None = Field(default=None, description="The answer if the other side raises it.")
    handling: Statement | None = Field(default=None, description="How to handle it.")
    case_against: Statement | None = Field(default=None, description="The case against leading with it.")


#: The texts of a point that may differ by audience.
SpokenField = Literal["say", "if_raised", "handling", "case_against"]


class Question(Model):
    """A question that the other side may ask, with the answer to give."""

    ask: Text = Field(description="The question, in the words of the one who asks.")
    answer: Statement = Field(description="The answer, short enough to be said.")


class Point(Model):
    """A talking point, with what to say of it and how it rates."""

    id: Slug = Field(description="The id, unique in the brief.")
    label: Text = Field(description="The name, with its qualifier.")
    qualifier: Text | None = Field(default=None, description="The words of the label that may never be cut.")
    source_word: NonEmptyText | None = Field(
        default=None, description="The source's own word where the label departs from it; for trace."
    )
    issue: Slug | None = Field(default=None, description="The key issue that it belongs to.")
    group: Slug | None = Field(default=None, description="The group that is one row in a memo.")
    listed: Listing | None = Field(default=None, description="The source's own list that it stands on, if any.")
    reason: Statement | None = Field(default=None, description="Why it stands where it does, in a line or two.")
    say: Statement | None = Field(default=None, description="The line to take.")
    if_raised: Statement | None = Field(default=None, description="The answer if the other side raises it.")
    handling: Statement | None = Field(default=None, description="How to handle it.")
    case_against: Statement | None = Field(
        default=None, description="The case against leading with it (or against keeping it low)."
    )
    caution: Statement | None = Field(
        default=None, description="What to clear or beware of before use, in a few words."
    )
    terms: Terms = Field(default_factory=Terms, description="Words by which a draft raises it.")
    ratings: dict[Slug, Ratings] = Field(
        default_factory=dict, description="criterion → rating; a perception: → administration → rating."
    )
    for_audience: dict[Slug, ForAudience] = Field(
        default_factory=dict, alias="for", description="audience → what is said otherwise to it."
    )
    questions: tuple[Question, ...] = Field(default=(), description="What the other side may ask of it.")

    def readings(self, criterion: str, administration: str | None) -> tuple[Rating, ...]:
        """Return the readings of the rating on `criterion` under `administration`, none where nothing is said."""
        rating = self.ratings.get(criterion)
        if isinstance(rating, dict):
            rating = rating.get(administration) if administration is not None else None
        return as_readings(rating)

    @property
    def listings(self) -> tuple[Listed, ...]:
        """The readings of the list that the source puts the point on."""
        return as_readings(self.listed)

    @property
    def source_lists(self) -> tuple[ListName, ...]:
        """The lists that some source puts the point on, each once."""
        return tuple(dict.fromkeys(listing.list for listing in self.listings))

    def spoken(self, name: SpokenField, administration: str | None = None) -> Statement | None:
        """Return a text of the point as it is said to an audience, None where it is not written yet."""
        own = self.for_audience.get(administration) if administration is not None else None
        statement: Statement | None = getattr(own, name, None) or getattr(self, name)
        return statement


def as_readings(cell: ReadingType | tuple[ReadingType, ...] | None) -> tuple[ReadingType, ...]:
    """Return the readings of a cell that holds one claim, several, or none."""
    return cell if isinstance(cell, tuple) else () if cell is None else (cell,)

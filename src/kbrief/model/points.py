"""Talking points: what one may bring forward, keep low, or hold ready."""

from typing import Annotated, Any, Literal, get_args

from pydantic import Discriminator, Field, Tag

from kbrief.model.claims import Claim, Model, NonEmptyText, Rating, Slug, Statement, Text

ListName = Literal["emphasize", "hold", "minimize"]
LISTS: tuple[ListName, ...] = get_args(ListName)


def _kind_of_rating(value: Any) -> str:
    return "claim" if not isinstance(value, dict) or "basis" in value or "value" in value else "by_administration"


ByAdministration = dict[Slug, Rating]
"""The ratings of a perception: administration → rating."""

Ratings = Annotated[
    Annotated[Rating, Tag("claim")] | Annotated[ByAdministration, Tag("by_administration")],
    Discriminator(_kind_of_rating),
]


class Listed(Claim):
    """The list on which the source itself puts a point."""

    list: Literal["emphasize", "minimize"] = Field(description="emphasize or minimize.")


class Terms(Model):
    """The words by which a draft raises a point, for the linter."""

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
    listed: Listed | None = Field(default=None, description="The source's own list that it stands on, if any.")
    reason: Statement = Field(description="Why it stands where it does, in a line or two.")
    say: Statement = Field(description="The line to take.")
    if_raised: Statement = Field(description="The answer if the other side raises it.")
    handling: Statement = Field(description="How to handle it.")
    case_against: Statement = Field(description="The case against leading with it (or against keeping it low).")
    caution: Statement | None = Field(
        default=None, description="What to clear or beware of before use, in a few words."
    )
    terms: Terms = Field(default_factory=Terms, description="Words by which a draft raises it.")
    ratings: dict[Slug, Ratings] = Field(
        default_factory=dict, description="criterion → rating; a perception: → administration → rating."
    )
    questions: tuple[Question, ...] = Field(default=(), description="What the other side may ask of it.")

    def rating(self, criterion: str, administration: str | None) -> Rating | None:
        """Return the rating on `criterion` under `administration`, or None where nothing is said."""
        found = self.ratings.get(criterion)
        if isinstance(found, dict):
            return found.get(administration) if administration is not None else None
        return found

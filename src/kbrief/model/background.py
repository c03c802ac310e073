"""What stands behind the points: precedents, context, tensions in the source, and its gaps."""

from pydantic import Field

from kbrief.model.base import Cite, Noun, Slug, Text
from kbrief.model.claim import Statement


class Precedent(Statement):
    """An earlier turn of the alliance that the source recalls."""

    id: Slug = Field(description="The id, unique in the brief.")
    who: Text = Field(description="The president concerned.")


class Context(Statement):
    """A fact or view of the source that frames the issues."""

    id: Slug = Field(description="The id, unique in the brief.")


class Tension(Statement):
    """Two things in the source that pull apart."""

    id: Slug = Field(description="The id, unique in the brief.")
    points: tuple[Slug, ...] = Field(default=(), description="The points that it touches.")


class Gap(Noun):
    """Something that the source does not say."""

    id: Slug = Field(description="The id, unique in the brief.")
    text: Text = Field(description="What is left out.")
    cites: tuple[Cite, ...] = Field(default=(), description="Where the absence shows.")
    key: bool = Field(default=False, description="Whether every screen of lists names it.")
    short: Text | None = Field(default=None, description="The gap in a few words, for the foot of a screen.")

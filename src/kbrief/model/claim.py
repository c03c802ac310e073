"""A claim says something and says where that comes from."""

from typing import Annotated, Literal

from pydantic import Field

from kbrief.model.base import Cite, Noun, Text

Basis = Literal["stated", "inferred", "unknown"]

OUTSIDE = "From outside the source:"
"""How the reason of an inference begins that leans on knowledge outside the source."""


class Claim(Noun):
    """Anything that the brief asserts, with its basis: stated (cites), inferred (why) or unknown."""

    basis: Basis = Field(
        description="stated: a cited paragraph says it; inferred: our judgment; unknown: no view held."
    )
    cites: tuple[Cite, ...] = Field(
        default=(), description="The paragraphs that say it, or that an inference starts from."
    )
    why: Text | None = Field(default=None, description="The reason of an inference, in a sentence.")

    @property
    def is_outside(self) -> bool:
        """Whether an inferred claim leans on knowledge outside the source."""
        return self.basis == "inferred" and (self.why is not None) and (self.why.en or "").startswith(OUTSIDE)


class Statement(Claim):
    """A claim made in words."""

    text: Text = Field(description="What is said, in our own words.")


class Rating(Claim):
    """How a point rates on one criterion: −2 … +2 (0 where unknown)."""

    value: Annotated[int, Field(ge=-2, le=2)] = Field(
        default=0, description="The rating, -2 to +2; left out where unknown."
    )


class Shift(Claim):
    """By how many steps an event would move one rating."""

    by: Annotated[int, Field(ge=-4, le=4)] = Field(
        description="Steps added to the rating, -4 to +4; the sum is clipped to the scale."
    )

"""The base model, texts, claims and ratings, and the walk over all claims of a brief."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from kbrief.errors import Message

if TYPE_CHECKING:
    from kbrief.model.brief import Brief


Lang = Literal["en", "ko"]

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=64)]
"""An id that people can type: lower-case letters, digits and single hyphens."""

Cite = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*#P[1-9][0-9]{0,4}$")]
"""A paragraph of a source, `pacnet-77#P14`."""

NonEmptyText = Annotated[str, Field(min_length=1, pattern=r"\S")]
"""A string that says something."""

Month = Annotated[str, Field(pattern=r"^[0-9]{4}-(?:0[1-9]|1[0-2])$")]
"""A month, `2024-10`."""


class Model(BaseModel):
    """The base of all models: frozen, strict, without unknown keys."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)


class Text(Model):
    """A text in English, Korean or both; a plain string is taken as the text in every language."""

    en: NonEmptyText | None = Field(default=None, description="The English text.")
    ko: NonEmptyText | None = Field(default=None, description="The Korean text.")
    ko_of: NonEmptyText | None = Field(
        default=None, description="A short hash of the English that the Korean was made from."
    )

    @model_validator(mode="before")
    @classmethod
    def _take_string(cls, value: Any) -> Any:
        return {"en": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _say_something(self) -> Self:
        if self.en is None and self.ko is None:
            raise ValueError(Message("a text needs `en` or `ko`"))
        return self

    def in_language(self, lang: Lang) -> str:
        """Return the text in `lang`, or in the other language where it has only that."""
        first, second = (self.ko, self.en) if lang == "ko" else (self.en, self.ko)
        return first or second or ""


Basis = Literal["stated", "inferred", "unknown"]

OUTSIDE = "From outside the source:"
"""How the reason of an inference begins that leans on knowledge outside the source."""


class Claim(Model):
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


UNNAMED_FIELDS = frozenset({"answer", "ratings", "shifts"})
"""Fields whose name a path leaves out: `ncg.president`, not `ncg.ratings.president`; `ncg.questions.1`."""

SECTIONS = (
    "issues", "considerations", "steps", "points", "administrations", "events", "precedents", "context", "tensions",
    "gaps", "sources", "criteria",
)  # fmt: skip
"""The sections whose items have ids, in the order of the program's pages."""


@dataclass(frozen=True, slots=True)
class LocatedClaim:
    """A claim with its path as people write it, and its place in the data (section, index, field, …)."""

    path: str
    at: tuple[str | int, ...]
    claim: Claim


def walk_claims(value: Any, path: str, at: tuple[str | int, ...]) -> Iterator[LocatedClaim]:
    """Yield the claims in `value`, outermost first."""
    if isinstance(value, Claim):
        yield LocatedClaim(path, at, value)
    if isinstance(value, Model):
        for name in type(value).model_fields:
            inner = path if name in UNNAMED_FIELDS else f"{path}.{name}"
            yield from walk_claims(getattr(value, name), inner, (*at, name))
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from walk_claims(item, f"{path}.{key}", (*at, key))
    elif isinstance(value, tuple):
        for n, item in enumerate(value):
            yield from walk_claims(item, f"{path}.{getattr(item, 'id', n + 1)}", (*at, n))


def all_claims(brief: "Brief") -> Iterator[LocatedClaim]:
    """Yield every claim of the brief, in the order of its sections."""
    for section in SECTIONS:
        for n, item in enumerate(getattr(brief, section)):
            yield from walk_claims(item, item.id, (section, n))


def all_items(brief: "Brief") -> Iterator[tuple[str, tuple[str | int, ...], Model]]:
    """Yield (id, place, item) for everything that has an id, the actions of the steps too."""
    for section in SECTIONS:
        for n, item in enumerate(getattr(brief, section)):
            yield item.id, (section, n), item
            for k, action in enumerate(getattr(item, "actions", ())):
                if hasattr(action, "id"):
                    yield action.id, (section, n, "actions", k), action

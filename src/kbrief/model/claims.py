"""The base model, texts, claims and ratings, and the walk over all claims of a brief."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, Self
from unicodedata import normalize

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from kbrief.errors import Message

if TYPE_CHECKING:
    from kbrief.model.brief import Brief


#: A language that the program itself speaks.
Lang = Literal["en", "ko"]

LANGUAGE_TAG = r"^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$"

#: A language of texts by its BCP 47 tag, `de` or `pt-BR`.
LanguageTag = Annotated[str, Field(pattern=LANGUAGE_TAG, max_length=35)]

#: An id that people can type: lower-case letters, digits and single hyphens.
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=64)]

#: A paragraph of a source, `pacnet-77#P14`.
Cite = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*#P[1-9][0-9]{0,4}$")]


def visible_text(value: Any) -> Any:
    """Return a text in Unicode's normal form NFC and without blanks at its end: nobody sees them."""
    if not isinstance(value, str):
        return value
    return normalize("NFC", value.rstrip() or value)


#: A string that says something.
NonEmptyText = Annotated[str, Field(min_length=1, pattern=r"\S"), BeforeValidator(visible_text)]

#: A month, `2024-10`.
Month = Annotated[str, Field(pattern=r"^[0-9]{4}-(?:0[1-9]|1[0-2])$")]


def _check_day(value: str) -> str:
    """Return a date that the calendar has. Raises ValueError."""
    if value[:4] == "0000" or len(value) == len("2024-10-31"):
        try:
            dt.date.fromisoformat(value)
        except ValueError:
            message = Message("{value!r} is not a day of the calendar", value=value)
            raise ValueError(message, Message("a date looks like 2025-06-13")) from None
    return value


def _check_dates(value: str) -> str:
    """Return a date, or two that are in order. Raises ValueError."""
    first, _, last = value.partition("/")
    for day in (first, last):
        _check_day(day)
    if last and last < first[: len(last)]:
        message = Message("{value!r} ends before it begins", value=value)
        raise ValueError(message, Message("write the earlier date first: 2025-06-01/2025-07-15"))
    return value


def _year_as_text(value: Any) -> Any:
    """Return a year that YAML reads as a number as text."""
    return f"{value:04d}" if isinstance(value, int) and not isinstance(value, bool) else value


_DATE = r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?"

#: A day that the calendar has, `2025-06-13`.
CalendarDay = Annotated[
    str,
    Field(pattern=r"^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$"),
    BeforeValidator(_year_as_text),
    AfterValidator(_check_day),
]

#: A day, a month or a year: `2025-06-13`, `2025-06`, `2025`.
Date = Annotated[str, Field(pattern=f"^{_DATE}$"), BeforeValidator(_year_as_text), AfterValidator(_check_day)]

#: A date, or a window of two: `2025-06-01/2025-07-15`.
Dates = Annotated[
    str, Field(pattern=f"^{_DATE}(?:/{_DATE})?$"), BeforeValidator(_year_as_text), AfterValidator(_check_dates)
]


class Model(BaseModel):
    """The base of all models: frozen, strict, without unknown keys."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True, serialize_by_alias=True)


class Text(Model):
    """A text in one language or several; a plain string is taken as the text in every language."""

    model_config = ConfigDict(extra="allow")

    __pydantic_extra__: dict[LanguageTag, NonEmptyText]

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
        if self.en is None and self.ko is None and not self.__pydantic_extra__:
            raise ValueError(Message("a text needs `en`, `ko` or another language of the brief"))
        return self

    @property
    def by_language(self) -> dict[str, str]:
        """The texts by language, English and Korean first."""
        own = {"en": self.en, "ko": self.ko}
        return {**{lang: text for lang, text in own.items() if text}, **(self.__pydantic_extra__ or {})}

    def own(self, lang: str) -> str | None:
        """Return the text in `lang`, or in the language that it is a form of (`pt` for `pt-BR`), else None."""
        if lang in {"en", "ko"}:
            return self.en if lang == "en" else self.ko
        texts = self.by_language
        return texts.get(lang) or texts.get(lang.partition("-")[0])

    def in_language(self, lang: str) -> str:
        """Return the text in `lang`, or in another language where it has only that."""
        return self.own(lang) or next(iter(self.by_language.values()), "")


Basis = Literal["stated", "inferred", "unknown"]

#: How the reason of an inference begins that leans on knowledge outside the source.
OUTSIDE = "From outside the source:"


class Cleared(Model):
    """Who cleared a claim for use, and when."""

    by: NonEmptyText = Field(description="Who cleared it.")
    on: CalendarDay = Field(description="The day, 2025-06-13.")
    of: NonEmptyText | None = Field(
        default=None, description="A short hash of what was cleared, by which `check` sees a later change."
    )


class Claim(Model):
    """Anything that the brief asserts, with its basis: stated (cites), inferred (why) or unknown."""

    basis: Basis = Field(
        description="stated: a cited paragraph says it; inferred: our judgment; unknown: no view held."
    )
    cites: tuple[Cite, ...] = Field(
        default=(), description="The paragraphs that say it, or that an inference starts from."
    )
    why: Text | None = Field(default=None, description="The reason of an inference, in a sentence.")
    cleared: Cleared | None = Field(default=None, description="Who cleared it for use, and when.")

    @property
    def is_outside(self) -> bool:
        """Whether an inferred claim leans on knowledge outside the source."""
        texts = self.why.by_language.values() if self.basis == "inferred" and self.why else ()
        return any(text.startswith(OUTSIDE) for text in texts)


class Statement(Claim):
    """A claim made in words."""

    text: Text = Field(description="What is said, in our own words.")
    unless: tuple[Slug, ...] = Field(default=(), description="Events after which the text is no longer true.")
    instead: Text | None = Field(default=None, description="What is said once one of those events has happened.")

    def text_after(self, events: Collection[str]) -> Text:
        """Return what is true once these events have happened."""
        return self.instead if self.instead and not set(events).isdisjoint(self.unless) else self.text


class Reading(Claim):
    """A claim that others may contradict: who made it, and when."""

    by: NonEmptyText | None = Field(default=None, description="Who made this reading.")
    on: CalendarDay | None = Field(default=None, description="The day on which it was made, 2025-06-13.")


class Rating(Reading):
    """How a point rates on one criterion: −2 … +2 (0 where unknown)."""

    value: Annotated[int, Field(ge=-2, le=2)] = Field(
        default=0, description="The rating, -2 to +2; left out where unknown."
    )


class Shift(Claim):
    """By how many steps an event would move one rating."""

    by: Annotated[int, Field(ge=-4, le=4)] = Field(
        description="Steps added to the rating, -4 to +4; the sum is clipped to the scale."
    )


#: Fields whose name a path leaves out: `ncg.president`, not `ncg.ratings.president`; `ncg.questions.1`.
UNNAMED_FIELDS = frozenset({"answer", "ratings", "shifts"})

#: The sections whose items have ids, in the order of the program's pages.
SECTIONS = (
    "issues", "considerations", "steps", "points", "administrations", "events", "precedents", "context", "tensions",
    "gaps", "sources", "criteria",
)  # fmt: skip


class LocatedClaim(NamedTuple):
    """A claim with its path as people write it, and its place in the data (section, index, field, …)."""

    path: str
    at: tuple[str | int, ...]
    claim: Claim


def walk_claims(value: Any, path: str, at: tuple[str | int, ...]) -> Iterator[LocatedClaim]:
    """Yield the claims in `value`, outermost first."""
    if isinstance(value, Claim):
        yield LocatedClaim(path, at, value)
    if isinstance(value, Model):
        for name, field in type(value).model_fields.items():
            found = getattr(value, name)
            if not isinstance(found, (Model, Mapping, tuple)):
                continue  # most fields are texts and numbers
            key = field.alias or name
            inner = path if key in UNNAMED_FIELDS else f"{path}.{key}"
            yield from walk_claims(found, inner, (*at, key))
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

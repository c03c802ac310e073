"""What every noun shares: frozen, strict, closed to unknown keys; texts in two languages; ids and citations."""

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from kbrief.errors import Message

Lang = Literal["en", "ko"]

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=64)]
"""An id that people can type: lower-case letters, digits and single hyphens."""

Cite = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*#P[1-9][0-9]{0,4}$")]
"""A paragraph of a source, `pacnet-77#P14`."""

Words = Annotated[str, Field(min_length=1, pattern=r"\S")]
"""A string that says something."""

Month = Annotated[str, Field(pattern=r"^[0-9]{4}-(?:0[1-9]|1[0-2])$")]
"""A month, `2024-10`."""


class Noun(BaseModel):
    """The base of all models: frozen, strict, without unknown keys."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)


class Text(Noun):
    """A text in English, Korean or both; a plain string is taken as the text in every language."""

    en: Words | None = Field(default=None, description="The English text.")
    ko: Words | None = Field(default=None, description="The Korean text.")
    ko_of: Words | None = Field(default=None, description="A short hash of the English that the Korean was made from.")

    @model_validator(mode="before")
    @classmethod
    def _take_string(cls, value: Any) -> Any:
        return {"en": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _say_something(self) -> Self:
        if self.en is None and self.ko is None:
            raise ValueError(Message("a text needs `en` or `ko`"))
        return self

    def to(self, lang: Lang) -> str:
        """Return the text in `lang`, or in the other language where it has only that."""
        first, second = (self.ko, self.en) if lang == "ko" else (self.en, self.ko)
        return first or second or ""

"""The record of a source: who, where, when, and a digest of each paragraph, but none of its text."""

from typing import Annotated, Literal

from pydantic import Field

from kbrief.model.claims import Date, Model, NonEmptyText, Slug, Text

ParagraphKind = Literal["body", "heading", "note", "boilerplate"]


class Figure(Model):
    """A number or name that a paragraph gives."""

    value: NonEmptyText = Field(description="The figure, as the source gives it.")
    what: Text = Field(description="What it counts.")
    caution: Text | None = Field(default=None, description="What to clear before use.")


class Paragraph(Model):
    """One paragraph of a source: a digest in our words, and a fingerprint to find it by."""

    n: Annotated[int, Field(ge=1)] = Field(description="Its number: the n-th non-empty line of the text.")
    kind: ParagraphKind = Field(description="body, heading, note or boilerplate.")
    digest: Text | None = Field(default=None, description="What it says, in our own words; absent until written.")
    figures: tuple[Figure, ...] = Field(default=(), description="The figures that it gives.")
    words: Annotated[int, Field(ge=0)] = Field(description="How many words it has.")
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] = Field(description="SHA-256 of its normalized words.")


class Grade(Model):
    """An Admiralty grade: reliability of the source A-F, credibility of the information 1-6."""

    reliability: Literal["A", "B", "C", "D", "E", "F"] = Field(description="A (reliable) to E; F: not judged.")
    credibility: Literal[1, 2, 3, 4, 5, 6] = Field(description="1 (confirmed) to 5; 6: not judged.")
    note: Text | None = Field(default=None, description="What the grade means here.")

    def __str__(self) -> str:
        return f"{self.reliability}{self.credibility}"


class Source(Model):
    """Who said it, where and when, and what each paragraph says."""

    id: Slug = Field(description="The id that citations begin with.")
    name: NonEmptyText = Field(description="The short name, as in head lines.")
    title: NonEmptyText = Field(description="The full title.")
    author: NonEmptyText | None = Field(default=None, description="The author; absent where not known.")
    role: Text | None = Field(default=None, description="Who the author is.")
    publisher: NonEmptyText | None = Field(default=None, description="Who published it; absent where not known.")
    published: Date | None = Field(default=None, description="When: a day, a month or a year; absent where not known.")
    kind: Text = Field(description="What sort of text it is.")
    timing: Text | None = Field(default=None, description="What the date comes before or after.")
    place: Text | None = Field(default=None, description="Its place in a series, and reprints.")
    url: Annotated[str, Field(pattern=r"^https?://\S+$")] | None = Field(
        default=None, description="Where it was published."
    )
    looked_up: Text | None = Field(default=None, description="What the record says that the text itself does not.")
    views: Text | None = Field(default=None, description="Whose views they are.")
    grade: Grade = Field(description="The Admiralty grade.")
    paragraphs: tuple[Paragraph, ...] = Field(description="Every paragraph, in order.")

"""A small text of ours, its record, and a brief that cites it."""

import hashlib
import re
import unicodedata
from collections.abc import Sequence

from kbrief.model import Brief, Context, Criterion, Grade, Paragraph, Source, Text

#: Seven paragraphs: quotes, dashes, hyphens, Hangul, two headings of three words.
TEXT = (
    "Ports are the lungs of an island, and Alder Bay’s harbor is “short of breath”.",
    "Why it silted up",
    "For eleven years nobody dredged the channel; storms and re-used gravel did the rest, so co-operation stopped.",
    "A harbor-master’s log names 40,000 tons of sand — half of it from one winter.",
    "What to do",
    "The council could buy a dredger, rent one, or wait. Waiting costs most of all three.",
    "가치 있는 항만은 준설이 필요하며, 비용은 2.7%에 그친다.",
)


def words(text: str) -> list[str]:
    """Return the words of a text as a fingerprint has them."""
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold())


def record(name: str, text: Sequence[str]) -> Source:
    """Return the record of a text."""
    return Source(
        id=name,
        name=name,
        title=name,
        author="A",
        publisher="P",
        published="2024-10",
        kind=Text(en="note"),
        grade=Grade(reliability="F", credibility=6),
        paragraphs=tuple(
            Paragraph(
                n=n,
                kind="body",
                digest=Text(en=f"digest {n}"),
                words=len(words(paragraph)),
                sha256=hashlib.sha256(" ".join(words(paragraph)).encode()).hexdigest(),
            )
            for n, paragraph in enumerate(text, 1)
        ),
    )


def citing(*sources: Source, cites: Sequence[str] = ("log#P1", "log#P4", "log#P7")) -> Brief:
    """Return a brief on these sources with one claim for each citation."""
    return Brief(
        id="b",
        title=Text(en="b"),
        as_of="2024-10",
        criteria=(Criterion(id="one", name=Text(en="one")), Criterion(id="two", name=Text(en="two"))),
        context=tuple(
            Context(id=f"c{n}", basis="stated", cites=(cite,), text=Text(en="said")) for n, cite in enumerate(cites, 1)
        ),
        sources=sources,
    )


LOG = record("log", TEXT)
BRIEF = citing(LOG)

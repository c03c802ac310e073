"""Words of likelihood and of confidence in a draft."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kbrief.decide.folding import any_of
from kbrief.decide.phrases import SPACE
from kbrief.model.likelihood import ROWS, Band

ALL_ROWS: tuple[dict[str, Band], ...] = tuple(row for rows in ROWS.values() for row in rows)
"""The rows of words of every yardstick; a draft keeps to one."""

ICD_ROWS = ROWS["icd203"]

_WORDS = dict.fromkeys(word for row in ALL_ROWS for word in row)
_LIKELY = re.compile(rf"(?<!\w)(?:{any_of(word.replace(' ', SPACE) for word in _WORDS)})(?!\w)")
_REMOTE = re.compile(r"(?:is|are|was|be|seems?|remains?|looks?|appears?|considered)\s+(?:\w+\s+)?\Z")
"""What makes of `remote` a word of likelihood: islands are remote too."""

_CONFIDENCE = re.compile(
    r"(?<!\w)(?:(?:low|moderate|medium|high)(?:[\s-]+to[\s-]+\w+)?\s+(?:level\s+of\s+)?confidence"
    r"|confidence(?:\s+level)?(?:\s+is|\s+of|\s*:)?\s+(?:low|moderate|medium|high))(?!\w)"
    r"|신뢰도|신뢰\s?수준|확신"
)
_KOREAN = re.compile(r"가능성[은이도]?\s*(?:매우\s*|아주\s*|극히\s*|상당히\s*)?(?:높|낮|크|큰|큼|희박|적|작|농후)")


class Said(NamedTuple):
    """A word or phrase in folded text: what it is in its plain form, and from where to where it stands."""

    word: str
    start: int
    stop: int


def likelihoods(folded: str) -> Iterator[Said]:
    """Yield the words of likelihood that a yardstick has."""
    for found in _LIKELY.finditer(folded):
        word = " ".join(found[0].split())
        if word != "remote" or _REMOTE.search(folded, max(0, found.start() - 40), found.start()):
            yield Said(word, found.start(), found.end())


def korean_likelihoods(folded: str) -> Iterator[Said]:
    """Yield how likely Korean text calls something."""
    yield from (Said(found[0], found.start(), found.end()) for found in _KOREAN.finditer(folded))


def confidences(folded: str) -> Iterator[Said]:
    """Yield where a text says how confident it is."""
    yield from (Said(" ".join(found[0].split()), found.start(), found.end()) for found in _CONFIDENCE.finditer(folded))


class Stray(NamedTuple):
    """A word that is not of the row that a draft keeps to, one that is, and the row's word for the nearest band."""

    said: Said
    usual: str
    instead: str


def strays(said: Sequence[Said]) -> Iterator[Stray]:
    """Yield the words that are of another row than most; of rows with as many, the first one counts as kept to.

    `likely` and `probable` are of two rows of ICD 203, and one word of PHIA: a draft keeps to PHIA where it has a word
    that no other row has.
    """
    counts = Counter(one.word for one in said)
    rows = ICD_ROWS if all(any(word in row for row in ICD_ROWS) for word in counts) else ALL_ROWS
    row = max(rows, key=lambda row: sum(count for word, count in counts.items() if word in row))
    usual = next((one.word for one in said if one.word in row), "")
    for one in said:
        if one.word not in row:
            yield Stray(one, usual, _nearest(one.word, row))


def _nearest(word: str, row: dict[str, Band]) -> str:
    """Return the word of a row whose band has its middle nearest to that of a word of another row."""
    low, high = next(other[word] for other in ALL_ROWS if word in other)
    return min(row, key=lambda known: abs(row[known][0] + row[known][1] - low - high))

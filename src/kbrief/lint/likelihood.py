"""Words of likelihood and of confidence in a draft."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kbrief.lint.term_patterns import SPACE
from kbrief.lint.text import alternation
from kbrief.model.likelihood import WORD_ROWS, Band, is_remote_chance

ALL_ROWS: tuple[dict[str, Band], ...] = tuple(row for rows in WORD_ROWS.values() for row in rows)
"""The rows of words of every yardstick; a draft keeps to one."""

ICD_ROWS = WORD_ROWS["icd203"]

ADVERBS = {"probably": "probable", "almost certainly": "almost certain", "nearly certainly": "nearly certain"}
"""Words of a yardstick as they stand beside a verb."""

HEADS = ("가능성", "개연성", "확률", "공산")
"""The nouns with which Korean says how likely something is; a draft keeps to one."""

_WORDS = dict.fromkeys((*(word for row in ALL_ROWS for word in row), *ADVERBS))
_LIKELY = re.compile(rf"(?<!\w)(?:{alternation(word.replace(' ', SPACE) for word in _WORDS)})(?!\w)")
_LEVEL = r"(?:very\s+)?(?:low|moderate|medium|high)"
_JUDGMENT = r"(?:(?:this|that|these|our|the)\s+)?(?:judg|assess|estimat|finding|analys|conclusion|forecast)\w*"
_CONFIDENCE = re.compile(
    rf"(?<!\w)(?:{_LEVEL}(?:[\s-]+to[\s-]+\w+)?[\s-]+(?:(?:level|degree)\s+of\s+)?confidence(?!\s+in\s+(?!{_JUDGMENT}))"
    rf"|confidence(?:\s+level)?(?:(?:\s+in\s+{_JUDGMENT})?\s+(?:is|remains)|\s+of|\s*:)?\s+{_LEVEL}"
    r"|(?:highly|very|moderately|fairly|reasonably)\s+confident\s+that)(?!\w)"
    r"|신뢰도|신뢰\s?수준|확신도|확신\s?수준|(?:높은|낮은|강한|상당한|보통|중간)\s*(?:수준의?|정도의?)?\s*확신"
)
_KOREAN = re.compile(
    rf"(?P<head>{'|'.join(HEADS)})[은이도]?\s*(?:매우\s*|아주\s*|극히\s*|상당히\s*|더\s*)?"
    r"(?:높|낮|크|큰|큼|커|희박|농후|[적작](?=[다은음고으어아을지]))[가-힣]*"
    r"|거의\s?확실[가-힣]*|확실시[가-힣]*"
)


class WordMatch(NamedTuple):
    """A word or phrase in folded text: what it is in its plain form, and from where to where it stands."""

    word: str
    start: int
    stop: int

    def moved(self, by: int) -> "WordMatch":
        """Return the same words at another place."""
        return self._replace(start=self.start + by, stop=self.stop + by)


def likelihoods(folded: str) -> Iterator[WordMatch]:
    """Yield the words of likelihood that a yardstick has."""
    for found in _LIKELY.finditer(folded):
        word = " ".join(found[0].split())
        if word != "remote" or is_remote_chance(found):
            yield WordMatch(ADVERBS.get(word, word), found.start(), found.end())


def korean_likelihoods(folded: str) -> Iterator[WordMatch]:
    """Yield how likely Korean text calls something."""
    yield from (WordMatch(found[0], found.start(), found.end()) for found in _KOREAN.finditer(folded))


def confidences(folded: str) -> Iterator[WordMatch]:
    """Yield where a text says how confident it is."""
    yield from (
        WordMatch(" ".join(found[0].split()), found.start(), found.end()) for found in _CONFIDENCE.finditer(folded)
    )


class MixedWord(NamedTuple):
    """A word that is not of the row that a draft keeps to, one that is, and what to say instead: the row's own word."""

    said: WordMatch
    usual: WordMatch
    instead: str


def find_mixed_words(said: Sequence[WordMatch]) -> Iterator[MixedWord]:
    """Yield the words that are of another row than most; of rows with as many, the first one counts as kept to.

    `likely` and `probable` are of two rows of ICD 203, and one word of PHIA: a draft keeps to PHIA where it has a word
    that no other row has.
    """
    counts = Counter(one.word for one in said)
    rows = ICD_ROWS if all(any(word in row for row in ICD_ROWS) for word in counts) else ALL_ROWS
    row = max(rows, key=lambda row: sum(count for word, count in counts.items() if word in row))
    usual = [one for one in said if one.word in row][:1]
    yield from (MixedWord(one, usual[0], _nearest(one.word, row)) for one in said if one.word not in row)


def find_mixed_korean_words(said: Sequence[WordMatch]) -> Iterator[MixedWord]:
    """Yield the words with another noun than most Korean ones: `개연성이 높음` in a draft that says `가능성이 높음`."""
    counts = Counter(_head(one) for one in said)
    del counts[""]
    usual = max(counts, key=counts.__getitem__, default="")
    first = [one for one in said if _head(one) == usual][:1]
    for one in said:
        if _head(one) not in {usual, ""}:
            yield MixedWord(one, first[0], one.word.replace(_head(one), usual, 1))


def _head(said: WordMatch) -> str:
    return next((head for head in HEADS if said.word.startswith(head)), "")


def _nearest(word: str, row: dict[str, Band]) -> str:
    """Return the word of a row whose band has its middle nearest to that of a word of another row."""
    low, high = next(other[word] for other in ALL_ROWS if word in other)
    return min(row, key=lambda known: abs(row[known][0] + row[known][1] - low - high))

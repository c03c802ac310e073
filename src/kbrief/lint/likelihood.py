"""Find words of likelihood and of confidence in a draft."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kbrief.lint.term_patterns import SPACE
from kbrief.lint.text import alternation
from kbrief.model.likelihood import WORD_ROWS, Band, is_remote_chance

#: The rows of words of every yardstick; a draft should keep to one row.
ALL_ROWS: tuple[dict[str, Band], ...] = tuple(row for rows in WORD_ROWS.values() for row in rows)

ICD_ROWS = WORD_ROWS["icd203"]

#: The adverbs for words of a yardstick.
ADVERBS = {"probably": "probable", "almost certainly": "almost certain", "nearly certainly": "nearly certain"}

#: The Korean nouns for likelihood; a draft should keep to one.
HEADS = ("가능성", "개연성", "확률", "공산")

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
    """A word or phrase in folded text: its plain form, start and stop."""

    word: str
    start: int
    stop: int

    def moved(self, offset: int) -> "WordMatch":
        """Return the same words at a place that is `offset` further on."""
        return self._replace(start=self.start + offset, stop=self.stop + offset)


def likelihoods(folded: str) -> Iterator[WordMatch]:
    """Yield the words of any yardstick."""
    for match in _LIKELY.finditer(folded):
        word = " ".join(match[0].split())
        if word != "remote" or is_remote_chance(match):
            yield WordMatch(ADVERBS.get(word, word), match.start(), match.end())


def korean_likelihoods(folded: str) -> Iterator[WordMatch]:
    """Yield the Korean phrases of likelihood."""
    yield from (WordMatch(match[0], match.start(), match.end()) for match in _KOREAN.finditer(folded))


def confidences(folded: str) -> Iterator[WordMatch]:
    """Yield the phrases of confidence."""
    yield from (
        WordMatch(" ".join(match[0].split()), match.start(), match.end()) for match in _CONFIDENCE.finditer(folded)
    )


class MixedWord(NamedTuple):
    """A word of another row than most, a word of the usual row, and the word of that row to use instead."""

    match: WordMatch
    usual: WordMatch
    instead: str


def find_mixed_words(matches: Sequence[WordMatch]) -> Iterator[MixedWord]:
    """Yield the words of another row than most; if rows have equally many words, the first one is the usual row.

    `likely` and `probable` are of two rows of ICD 203, and of one row of PHIA: a draft uses PHIA if it has a word that
    only PHIA has.
    """
    counts = Counter(match.word for match in matches)
    rows = ICD_ROWS if all(any(word in row for row in ICD_ROWS) for word in counts) else ALL_ROWS
    row = max(rows, key=lambda row: sum(count for word, count in counts.items() if word in row))
    usual = [match for match in matches if match.word in row][:1]
    yield from (MixedWord(match, usual[0], _nearest(match.word, row)) for match in matches if match.word not in row)


def find_mixed_korean_words(matches: Sequence[WordMatch]) -> Iterator[MixedWord]:
    """Yield the Korean phrases with another noun than most: `개연성이 높음` in a draft with `가능성이 높음`."""
    counts = Counter(_head(match) for match in matches)
    del counts[""]
    usual_head = max(counts, key=counts.__getitem__, default="")
    first = [match for match in matches if _head(match) == usual_head][:1]
    for match in matches:
        if _head(match) not in {usual_head, ""}:
            yield MixedWord(match, first[0], match.word.replace(_head(match), usual_head, 1))


def _head(match: WordMatch) -> str:
    return next((head for head in HEADS if match.word.startswith(head)), "")


def _nearest(word: str, row: dict[str, Band]) -> str:
    """Return the word of a row whose band is closest to that of a word of another row, by their middles."""
    low, high = next(other[word] for other in ALL_ROWS if word in other)
    return min(row, key=lambda candidate: abs(row[candidate][0] + row[candidate][1] - low - high))

"""Terms as a draft may have them: English inflected, Korean with particles, over line ends, and never within a word."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from posixpath import commonprefix
from typing import NamedTuple

from kbrief.decide.lint.endings import EDGE, ENDS_IN_NOUN, HEAD, JOINT, NOUN_TAIL, START, TAIL
from kbrief.decide.lint.folding import Folded, any_of, fold, mended, shown
from kbrief.model import Point

SPACE = r"(?:[^\S\n\u2029]+|[^\S\n\u2029]*\n[^\S\n\u2029]*)"
"""White space with at most one end of a line in it, as wrapped text has it, and no end of a paragraph."""

SPELLINGS = (("defense", "defence"), ("offense", "offence"), ("ization", "isation"), ("armor", "armour"),
             ("center", "centre"), ("cooperat", "co-operat"))  # fmt: skip
"""American spellings and others."""

CAPITALS = 3
"""Up to how many letters a term in capitals has to stand in capitals: shorter ones are words in small letters."""

_BEGINS = {False: re.compile(START), True: re.compile(HEAD)}
_ENDS = {is_noun: re.compile(rf"(?:'s|'|s')?{NOUN_TAIL if is_noun else TAIL}{EDGE}") for is_noun in (False, True)}
_ANYWHERE = re.compile("")
_PIECE = re.compile(r"\w+|[^\w\s]|\s+(?!%)")
_NAME = re.compile(r"\b[A-Z][a-z]+s\b")
"""What looks like a plural and is a name: `Humphreys`."""

_AS_WRITTEN = {
    "-": rf"(?:{SPACE}?[-/\u00b7]{SPACE}?|{SPACE})?",
    "\u00b7": rf"(?:{SPACE}?[-/\u00b7,]{SPACE}?)?",
    "%": rf"{SPACE}?%",
    "and": r"(?:and|&)",
    "us": r"u\.?s\.?",
}
"""How signs and short words in a term are written too: `friendshoring`, `한미일`, `한-미-일`, `U.S.`."""

_HANGUL = re.compile("[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]")


class Hit(NamedTuple):
    """A point's term in a draft: the points, from where to where in the original, and the words as they stand there."""

    points: tuple[str, ...]
    start: int
    stop: int
    quote: str


def hits(points: Iterable[Point], text: str, folded: Folded) -> list[Hit]:
    """Return where a text has terms of the points, in order; where terms overlap, the longest one counts."""
    found: dict[tuple[int, int], dict[str, None]] = {}
    readings = (folded, *mended(folded))
    for point in points:
        terms = filter(None, map(sought, terms_of(point)))
        for span in (span for term in terms for reading in readings for span in _spans(term, text, reading)):
            found.setdefault(span, {})[point.id] = None
    taken = bytearray(len(text) + 1)
    kept = []
    for start, stop in sorted(found, key=lambda span: (span[0] - span[1], span)):
        if taken.find(1, start, stop) < 0:
            taken[start:stop] = b"\1" * (stop - start)
            kept.append(Hit(tuple(found[start, stop]), start, stop, shown(text[start:stop])))
    return sorted(kept, key=lambda hit: hit.start)


@lru_cache(maxsize=1 << 12)
def exactly(word: str) -> re.Pattern[str]:
    """Return what finds a word in folded text as it is written, over line ends, and never within a longer word."""
    body = SPACE.join(re.escape(part) for part in fold(word).text.split())
    return re.compile(rf"(?<!\w){body}" + ("" if _HANGUL.search(word[-1:]) else r"(?!\w)"))


def terms_of(point: Point) -> tuple[str, ...]:
    """Return the terms by which a draft raises a point, in every language; its labels where it has none."""
    own = (*point.terms.en, *point.terms.ko)
    return tuple(dict.fromkeys(own or (label for label in (point.label.en, point.label.ko) if label)))


class Sought(NamedTuple):
    """A term as it is sought: its words and what stands between, which are names, how all begin and may end."""

    words: tuple[str, ...]
    names: frozenset[str]
    is_korean: bool
    needs_capitals: bool

    @property
    def is_phrase(self) -> bool:
        """Whether it has several words, of which one may be a verb."""
        return sum(word.isalpha() for word in self.words) > 1

    @property
    def stem(self) -> str:
        """What every form of the term begins with."""
        first = self.words[0]
        if first in _AS_WRITTEN:
            return first[0]
        return commonprefix([*self.forms(first)]) if _is_english(first) else first

    @property
    def ends(self) -> re.Pattern[str]:
        """What may follow the term."""
        last = self.words[-1]
        return _ENDS[last.endswith(ENDS_IN_NOUN)] if last[-1].isalnum() else _ANYWHERE

    def forms(self, word: str) -> frozenset[str]:
        """Return the forms of one of its words."""
        return forms(word, is_phrase=self.is_phrase, is_name=word in self.names)


@lru_cache(maxsize=1 << 12)
def sought(term: str) -> Sought | None:
    """Return how a term is sought, None for one without letters or digits."""
    words = tuple(_PIECE.findall(fold(term).text.strip()))
    if not any(word[0].isalnum() for word in words):
        return None
    names = frozenset(name.casefold() for name in _NAME.findall(term))
    needs_capitals = term.isascii() and term.isupper() and len(term) <= CAPITALS
    return Sought(words, names, bool(_HANGUL.search(term)), needs_capitals)


def _spans(term: Sought, text: str, folded: Folded) -> Iterator[tuple[int, int]]:
    """Yield where a term stands in the original."""
    stem, begins, ends = term.stem, _BEGINS[term.is_korean], term.ends
    at = folded.text.find(stem)
    while at >= 0:
        found = begins.match(folded.text, at) and pattern(term).match(folded.text, at)
        end = found.end() if found and ends.match(folded.text, found.end()) else at
        start, stop = folded.origin(at, end)
        if start < stop and not (term.needs_capitals and not text[start:stop].rstrip("s").isupper()):
            yield start, stop
        at = folded.text.find(stem, max(end, at + 1))


@lru_cache(maxsize=1 << 12)
def pattern(term: Sought) -> re.Pattern[str]:
    """Return what finds a term in folded text, its beginning and end left open."""
    return re.compile("".join(_part(word, term) for word in term.words))


def _part(word: str, term: Sought) -> str:
    """Return a pattern for one word of a term, or for what stands between two."""
    if word.isspace():
        return rf"{JOINT}{SPACE}?" if term.is_korean else rf"(?:{SPACE}|-)"
    if word in _AS_WRITTEN:
        return _AS_WRITTEN[word]
    return f"(?:{any_of(term.forms(word))})" if _is_english(word) else re.escape(word)


def _is_english(word: str) -> bool:
    return word.isascii() and word.isalpha()


def forms(word: str, *, is_phrase: bool = False, is_name: bool = False) -> frozenset[str]:
    """Return the forms of an English word in small letters: singular and plural; those of a verb too in a phrase."""
    if len(word) < 3 or is_name:  # noqa: PLR2004 - of, in, to
        return frozenset((word,))
    spellings = _spellings(word)
    bases = [base for spelling in spellings for base in _bases(spelling)]
    verbs = [form for spelling in spellings for form in _verb_forms(spelling)] if is_phrase else []
    return frozenset((*bases, *map(_plural, bases), *verbs))


def _spellings(word: str) -> tuple[str, ...]:
    both = [word]
    for american, british in SPELLINGS:
        both += [word.replace(american, british), word.replace(british, american)]
    return tuple(dict.fromkeys(both))


def _bases(word: str) -> Iterator[str]:
    """Yield a word, and its singular where it looks like a plural."""
    yield word
    if word.endswith("ies"):
        yield f"{word[:-3]}y"
    elif re.search(r"(?:s|x|z|ch|sh)es$", word):
        yield word[:-2]
    elif re.search(r"[^sui]s$", word):
        yield word[:-1]


def _plural(word: str) -> str:
    if re.search(r"[^aeiou]y$", word):
        return f"{word[:-1]}ies"
    return f"{word}es" if re.search(r"(?:s|x|z|ch|sh)$", word) else f"{word}s"


def _verb_forms(word: str) -> tuple[str, str]:
    stem = word.removesuffix("e")
    return f"{stem}ed", f"{stem}ing"

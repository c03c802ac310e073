"""Regular expressions that find a term: its words, their forms and what may be between them."""

import re
from functools import lru_cache
from posixpath import commonprefix
from typing import NamedTuple

from kbrief.lint.inflections import inflections
from kbrief.lint.korean import EDGE, ENDS_IN_NOUN, JOINT, NOUN_TAIL, TAIL
from kbrief.lint.text import alternation, fold

#: White space with at most one line end, as in wrapped text.
SPACE = r"(?:[^\S\n\u2029]*+\n?[^\S\n\u2029]*+(?<=\s))"

#: Terms in capitals up to this length match only capitals, since their letters may be a word.
MAX_CAPITALS_LENGTH = 3

#: What may follow a term, by whether it ends in a Korean noun that others may follow.
_ENDS = {is_noun: re.compile(rf"(?:'s|'|s')?{NOUN_TAIL if is_noun else TAIL}{EDGE}") for is_noun in (False, True)}

_ANYWHERE = re.compile("")

_PIECE = re.compile(r"\w+|[^\w\s]|\s+(?!%)")

_SIGN_BLANKS = re.compile(r"\s*~\s*")

#: A name that looks like a plural: `Humphreys`.
_NAME = re.compile(r"\b[A-Z][a-z]+s\b")

#: The patterns of signs and short words with variants: `friendshoring`, `한미일`, `한-미-일`, `U.S.`.
_VARIANTS = {
    "-": rf"(?:{SPACE}?[-/\u00b7]{SPACE}?|{SPACE})?",
    "\u00b7": rf"(?:{SPACE}?[-/\u00b7,\u2022]{SPACE}?)?",
    "%": rf"{SPACE}?%",
    "and": r"(?:and|&)",
    "us": r"u\.?s\.?",
    "*": r"[\w-]{0,40}",
}

#: English words that may not be between the words of a term with `~`.
_NO_GAP = "to|of|in|for|by|on|with|from|that|which|who|is|are|was|were|be|been|has|have|had|as|at|not|no"

_GAP = rf"(?:'s?)?(?:{SPACE}|-)(?:(?:(?!(?:{_NO_GAP})\b)[^\W\d_][\w'-]{{0,30}}|&),?(?:{SPACE}|-)){{0,3}}"

_KOREAN_GAP = rf"[가-힣a-z·,()]{{0,8}}{SPACE}?(?:[^\s.?!]{{1,12}}{SPACE}){{0,3}}"

_HANGUL = re.compile("[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]")


@lru_cache(maxsize=1 << 12)
def exact_pattern(word: str) -> re.Pattern[str]:
    """Return a pattern for a word in folded text, which may cross a line end but not be within a longer word.

    The pattern begins with letters and looks back after them, which makes the search fast.
    """
    first, *others = (re.escape(part) for part in fold(word).text.split())
    body = SPACE.join((rf"{first}(?<!\w{first})", *others))
    return re.compile(body + ("" if _HANGUL.search(word[-1:]) else r"(?!\w)"))


class TermPattern(NamedTuple):
    """A term as words and separators, with the words that are names."""

    words: tuple[str, ...]
    names: frozenset[str]
    is_korean: bool
    needs_capitals: bool

    @property
    def is_phrase(self) -> bool:
        """Whether it has several words, so that one may be a verb."""
        return sum(word.isalpha() for word in self.words) > 1

    @property
    def beginnings(self) -> tuple[str, ...]:
        """The first letters of all forms of the term."""
        first = self.words[0]
        if first == "us":
            return ("us", "u.s")
        forms = self.inflections(first) if _is_english(first) and first not in _VARIANTS else ()
        return tuple(sorted({form[:4] for form in forms})) or (self._stem(first),)

    @property
    def stems(self) -> tuple[str, ...]:
        """The common beginning of all forms of each word."""
        return tuple(self._stem(word) for word in self.words if word[0].isalnum())

    def _stem(self, word: str) -> str:
        if word in _VARIANTS:
            return ""
        return commonprefix([*self.inflections(word)]) if _is_english(word) else word

    @property
    def ends(self) -> re.Pattern[str]:
        """The pattern of what may follow the term within its word."""
        last = self.words[-1]
        return _ENDS[last.endswith(ENDS_IN_NOUN)] if last[-1].isalnum() else _ANYWHERE

    def inflections(self, word: str) -> frozenset[str]:
        """Return the forms of a word of the term."""
        return inflections(word, is_phrase=self.is_phrase, is_name=word in self.names)


@lru_cache(maxsize=1 << 12)
def parse_term(term: str) -> TermPattern | None:
    """Return a term as a pattern, None for one without letters and digits."""
    words = tuple(_PIECE.findall(_SIGN_BLANKS.sub("~", fold(term).text.strip())))
    if not words or not any(word[0].isalnum() for word in words) or words[0] in {"~", "*"}:
        return None
    names = frozenset(name.casefold() for name in _NAME.findall(term))
    needs_capitals = term.isascii() and term.isupper() and len(term) <= MAX_CAPITALS_LENGTH
    return TermPattern(words, names, bool(_HANGUL.search(term)), needs_capitals)


@lru_cache(maxsize=1 << 12)
def pattern(term: TermPattern) -> re.Pattern[str]:
    """Return the expression for a term in folded text, without what precedes and follows it."""
    return re.compile("".join(_word_pattern(word, term) for word in term.words))


def _word_pattern(word: str, term: TermPattern) -> str:
    """Return the expression for a word or a separator of a term."""
    if word.isspace():
        return rf"{JOINT}{SPACE}?" if term.is_korean else rf"(?:'s?)?(?:{SPACE}|-)"
    if word == "~":
        return _KOREAN_GAP if term.is_korean else _GAP
    if word in _VARIANTS:
        return _VARIANTS[word]
    return _forms_pattern(term.inflections(word)) if _is_english(word) else re.escape(word)


def _forms_pattern(forms: frozenset[str]) -> str:
    """Return an expression for the forms of a word: their common beginning, then their ends, which compiles fast."""
    stem = commonprefix([*forms])
    return f"{stem}(?:{alternation(form[len(stem) :] for form in forms)})"


def _is_english(word: str) -> bool:
    return word.isascii() and word.isalpha()

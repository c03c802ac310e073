"""Patterns for what may be attached to a term in a Korean word: nouns, suffixes, particles, light verbs."""

from kbrief.lint.data import word_lists
from kbrief.lint.text import alternation

_LISTS = word_lists("korean.txt")

#: The end of a word; an underscore is emphasis unless it joins two words.
EDGE = r"(?![^\W_])(?!_[^\W_])"

#: The start of an English word, also directly after a Korean one (`한미NCG`).
START = r"(?<![^\W_\uac00-\ud7a3])(?<![^\W_]_)"

#: The start of a Korean word.
KOREAN_START = r"(?<![^\W_])(?<![^\W_]_)"

_NOUN = f"(?:{alternation(_LISTS['nouns'])})"
_SUFFIX = f"(?:{alternation(_LISTS['suffixes'])})"
_AFTER_NOUN = f"(?:{alternation((*_LISTS['suffixes'], *_LISTS['after nouns']))})"
_PARTICLES = rf"(?:{alternation(_LISTS['particles'])})"
_REST = rf"(?:{_PARTICLES}{{1,3}}|(?:{alternation(_LISTS['verbs'])})[가-힣]{{0,5}})?"

#: What may follow a term within its word, before EDGE.
TAIL = rf"(?:{_SUFFIX}|{_NOUN}{{1,3}}{_AFTER_NOUN}?)?{_REST}"

#: What may follow a term that ends in one of the nouns.
NOUN_TAIL = rf"(?:{_AFTER_NOUN}|{_NOUN}{{1,3}}{_AFTER_NOUN}?)?{_REST}"

#: The nouns in which such a term ends.
ENDS_IN_NOUN = tuple(_LISTS["nouns"])

#: The start of a term: that of its word, or after a noun that may come before others.
HEAD = "|".join((KOREAN_START, *(f"(?<={KOREAN_START}{noun})" for noun in _LISTS["before"])))

#: What may follow a word within a term of several.
JOINT = f"(?:{alternation(_LISTS['inner'])})?"

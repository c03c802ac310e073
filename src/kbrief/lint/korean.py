"""What a Korean word may have around a term without a space: nouns before and after it, particles, light verbs."""

from kbrief.lint.data import word_lists
from kbrief.lint.text import alternation

_LISTS = word_lists("korean.txt")

#: Where a word ends; a line under it is emphasis, unless it joins two words.
EDGE = r"(?![^\W_])(?!_[^\W_])"

#: Where an English word begins, after a Korean one too (`한미NCG`).
START = r"(?<![^\W_\uac00-\ud7a3])(?<![^\W_]_)"

#: Where a Korean word begins.
KOREAN_START = r"(?<![^\W_])(?<![^\W_]_)"

_NOUN = f"(?:{alternation(_LISTS['nouns'])})"
_SUFFIX = f"(?:{alternation(_LISTS['suffixes'])})"
_AFTER_NOUN = f"(?:{alternation((*_LISTS['suffixes'], *_LISTS['after nouns']))})"
_PARTICLES = rf"(?:{alternation(_LISTS['particles'])})"
_REST = rf"(?:{_PARTICLES}{{1,3}}|(?:{alternation(_LISTS['verbs'])})[가-힣]{{0,5}})?"

#: What may follow a term within its word; whether the word ends there is for EDGE to say.
TAIL = rf"(?:{_SUFFIX}|{_NOUN}{{1,3}}{_AFTER_NOUN}?)?{_REST}"

#: What may follow a term that itself ends in such a noun.
NOUN_TAIL = rf"(?:{_AFTER_NOUN}|{_NOUN}{{1,3}}{_AFTER_NOUN}?)?{_REST}"

#: How such a term ends.
ENDS_IN_NOUN = tuple(_LISTS["nouns"])

#: Where a term may begin: with its word, or after a noun that stands before others.
HEAD = "|".join((KOREAN_START, *(f"(?<={KOREAN_START}{noun})" for noun in _LISTS["before"])))

#: What may follow a word within a term of several.
JOINT = f"(?:{alternation(_LISTS['inner'])})?"

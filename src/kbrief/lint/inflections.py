"""Form the inflections of English words: plurals, spellings, verb forms."""

import re
from collections.abc import Iterator
from functools import lru_cache

#: American spellings and their variants.
SPELLINGS = (("defense", "defence"), ("offense", "offence"), ("ization", "isation"), ("armor", "armour"),
             ("center", "centre"), ("cooperat", "co-operat"))  # fmt: skip

#: The least length of a word with inflections: shorter ones are words such as `of`.
MIN_INFLECTED_LENGTH = 3


@lru_cache(maxsize=1 << 12)
def inflections(word: str, *, is_phrase: bool = False, is_name: bool = False) -> frozenset[str]:
    """Return singular and plural of an English word in lower case; in a phrase, its forms as a verb too."""
    if len(word) < MIN_INFLECTED_LENGTH or is_name:
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
    """Yield a word, and its singular if it looks like a plural."""
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

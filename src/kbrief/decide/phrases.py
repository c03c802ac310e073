"""Terms as a draft may have them: English inflected, Korean with particles, over line ends, and never within a word."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from kbrief.decide.folding import Folded, any_of, fold, shown
from kbrief.model import Point

SPACE = r"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*)"
"""White space with at most one end of a line in it, as wrapped text has it."""

SPELLINGS = (("defense", "defence"), ("offense", "offence"), ("ization", "isation"), ("armor", "armour"))
"""American spellings and British ones."""

CAPITALS = 3
"""Up to how many letters a term in capitals has to stand in capitals: shorter ones are words in small letters."""

_PARTICLES = (
    "은 는 이 가 을 를 의 에 와 과 도 만 로 으로 에서 에게 께 한테 부터 까지 보다 처럼 마다 조차 마저 밖에 뿐 대로 "
    "이나 나 이란 란 이라 이라는 라는 이라고 라고 이며 며 이고 고 이자 인 이다 다 입니다 이었다 였다 이든 든 들 등 간 "
    "측 으로서 로서 으로써 로써 이면"
)
_PARTICLE = rf"(?:{any_of(_PARTICLES.split())}){{1,3}}"
_END = rf"(?=(?:'s|'|s')?(?:(?!\w)|{_PARTICLE}(?!\w)))"
_START = r"(?<!\w)"
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
    for point in points:
        for term in terms_of(point):
            for span in _spans(term, text, folded):
                found.setdefault(span, {})[point.id] = None
    taken = bytearray(len(text) + 1)
    kept = []
    for start, stop in sorted(found, key=lambda span: (span[0] - span[1], span)):
        if taken.find(1, start, stop) < 0:
            taken[start:stop] = b"\1" * (stop - start)
            kept.append(Hit(tuple(found[start, stop]), start, stop, shown(text[start:stop])))
    return sorted(kept, key=lambda hit: hit.start)


def terms_of(point: Point) -> tuple[str, ...]:
    """Return the terms by which a draft raises a point, in every language; its labels where it has none."""
    own = (*point.terms.en, *point.terms.ko)
    return tuple(dict.fromkeys(own or (label for label in (point.label.en, point.label.ko) if label)))


def _spans(term: str, text: str, folded: Folded) -> Iterator[tuple[int, int]]:
    """Yield where a term stands in the original."""
    sought = pattern(term)
    if sought is None or not any(stem in folded.text for stem in sought.stems):
        return
    for found in sought.pattern.finditer(folded.text):
        start, stop = folded.origin(found.start(), found.end())
        if not sought.needs_capitals or text[start:stop].rstrip("s").isupper():
            yield start, stop


class Pattern(NamedTuple):
    """What finds a term in folded text, what the text must have for it, and whether it must stand in capitals."""

    pattern: re.Pattern[str]
    stems: tuple[str, ...]
    needs_capitals: bool


@lru_cache(maxsize=1 << 12)
def pattern(term: str) -> Pattern | None:
    """Return what finds a term, None for one without letters or digits."""
    words = re.findall(r"\w+|[^\w\s]|\s+(?!%)", fold(term).text.strip())
    if not any(word[0].isalnum() for word in words):
        return None
    is_korean = bool(_HANGUL.search(term))
    is_phrase = sum(word.isalpha() for word in words) > 1
    parts = [_part(word, is_korean=is_korean, is_phrase=is_phrase) for word in words]
    first = next(word for word in words if word[0].isalnum())
    end = _END if words[-1][-1].isalnum() else ""
    needs_capitals = term.isascii() and term.isupper() and len(term) <= CAPITALS
    return Pattern(re.compile(f"{_START}{''.join(parts)}{end}"), _stems(first, is_korean=is_korean), needs_capitals)


def _part(word: str, *, is_korean: bool, is_phrase: bool) -> str:
    """Return a pattern for one word of a term, or for what stands between two."""
    if word.isspace():
        return rf"{SPACE}?" if is_korean else rf"(?:{SPACE}|-)"
    if word == "-":
        return rf"(?:{SPACE}?-{SPACE}?|{SPACE})?"
    if word == "%":
        return rf"{SPACE}?%"
    if not word.isascii() or not word.isalpha():
        return re.escape(word)
    return f"(?:{any_of(forms(word, is_phrase=is_phrase))})"


def _stems(word: str, *, is_korean: bool) -> tuple[str, ...]:
    """Return what every form of a word begins with, in each spelling."""
    return (word,) if is_korean else tuple(dict.fromkeys(_stem(spelling) for spelling in _spellings(word)))


def _stem(word: str) -> str:
    return word[: max(2, len(word) - 3)]


def forms(word: str, *, is_phrase: bool = False) -> frozenset[str]:
    """Return the forms of an English word in small letters: singular and plural; those of a verb too in a phrase."""
    if len(word) < 3:  # noqa: PLR2004 - of, in, to
        return frozenset((word,))
    known = {form for spelling in _spellings(word) for base in _bases(spelling) for form in (base, _plural(base))}
    if is_phrase:
        known |= {form for spelling in _spellings(word) for form in _verb_forms(spelling)}
    return frozenset(known)


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

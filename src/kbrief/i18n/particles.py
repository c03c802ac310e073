"""Korean particles behind what is filled in: 을 or 를, 이 or 가, by the sound on which it ends.

A form writes both, as `{file}을(를)`. Which one stands is told by the last thing that is read aloud:

- a Hangul syllable by its final consonant;
- a digit as it is read in Sino-Korean (1 일, 2 이, 10 십, 1,000 천; 조 and what it multiplies end in a vowel);
- a capital at the end of capitals by the letter's name (L 엘, M 엠, N 엔, R 알 end in a consonant);
- any other Latin word by how loanwords are mostly written: l, m, n and ng close a syllable, with or without a silent e
  (email 을, line 을), all else is read with a vowel behind it (trump 를, list 를);
- a percent sign as 퍼센트; quotes and marks are not read, nor is what stands in brackets behind a word.

Behind anything else both stay, as the form writes them.
"""

import re
from collections.abc import Mapping
from string import Formatter
from typing import Literal

Sound = Literal["vowel", "ㄹ", "consonant"]

PARTICLES = {
    "을(를)": ("을", "를"),
    "이(가)": ("이", "가"),
    "은(는)": ("은", "는"),
    "과(와)": ("과", "와"),
    "(으)로": ("으로", "로"),
}
"""Each particle as forms write it: behind a consonant, and behind a vowel."""

_PARTICLE = re.compile("|".join(map(re.escape, PARTICLES)))
_UNREAD = re.compile(r"(?:\([^()]*\)|[^\w%(]|_)+$")
_HEARD = 80
"""How many characters at the end of a text are looked at: what fills a form can be as long as anyone types."""

_FIRST, _LAST, _FINALS = ord("가"), ord("힣"), 28
"""The Hangul syllables: each initial and vowel has 28, the first without a final consonant."""

_RIEUL = 8
"""Which of them ends in ㄹ."""

_DIGITS: dict[str, Sound] = {"0": "consonant", "1": "ㄹ", "3": "consonant", "6": "consonant", "7": "ㄹ", "8": "ㄹ"}
_TRILLIONS = re.compile(r"[1-9](?:,?0){12,15}$")
_LETTERS: dict[str, Sound] = {"L": "ㄹ", "R": "ㄹ", "M": "consonant", "N": "consonant"}
_CAPITALS = re.compile(r"(?:^|[^A-Za-z])[A-Z]+$")
_CLOSED: dict[str, Sound] = {"l": "ㄹ", "m": "consonant", "n": "consonant", "ng": "consonant"}
_CLOSING = re.compile(r"(?:(l|m|n)e?|(ng))$", re.IGNORECASE)


def fill(form: str, facts: Mapping[str, object]) -> str:
    """Return a form filled with facts, and its particles fitted; a particle within a fact stays as it is."""
    text = ""
    formatter = Formatter()
    for literal, name, spec, conversion in formatter.parse(form):
        text = _with_literal(text, literal)
        if name is not None:
            text += format(formatter.convert_field(facts[name], conversion), spec or "")
    return text


def _with_literal(text: str, literal: str) -> str:
    """Return a text with a piece of a form behind it."""
    end = 0
    for particle in _PARTICLE.finditer(literal):
        text += literal[end : particle.start()]
        text += fit_particle(text, particle[0])
        end = particle.end()
    return text + literal[end:]


def fit_particle(text: str, particle: str) -> str:
    """Return the one of a particle's two that fits behind a text; both where the text's sound is not known."""
    sound = final_sound(text)
    if sound is None:
        return particle
    is_open = sound == "vowel" or (sound == "ㄹ" and particle == "(으)로")
    return PARTICLES[particle][is_open]


def final_sound(text: str) -> Sound | None:
    """Return on what sound a text ends as it is read aloud, None where that is not known."""
    read = _UNREAD.sub("", text[-_HEARD:])
    last = read[-1:]
    if "가" <= last <= "힣":
        final = (ord(last) - _FIRST) % _FINALS
        return "vowel" if not final else "ㄹ" if final == _RIEUL else "consonant"
    if last.isascii() and last.isdigit():
        return "vowel" if _TRILLIONS.search(read) else _DIGITS.get(last, "vowel")
    if last.isascii() and last.isalpha():
        return _latin(read)
    return "vowel" if last == "%" else None


def _latin(read: str) -> Sound:
    """Return on what sound a text ends whose last letter is Latin."""
    if _CAPITALS.search(read):
        return _LETTERS.get(read[-1], "vowel")
    ending = _CLOSING.search(read)
    return _CLOSED[(ending[1] or ending[2]).casefold()] if ending else "vowel"

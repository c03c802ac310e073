"""Korean particles after the values of a message: 을 or 를, 이 or 가, by the final sound of the value.

A template has both, as `{file}을(를)`. The last thing that is read aloud decides which one is used:

- a Hangul syllable by its final consonant;
- a digit as it is read in Sino-Korean (1 일, 2 이, 10 십, 1,000 천; 조 and its multiples end in a vowel);
- a capital at the end of capitals by the letter's name (L 엘, M 엠, N 엔, R 알 end in a consonant);
- any other Latin word by how loanwords are mostly written: l, m, n and ng close a syllable, with or without a silent e
  (email 을, line 을), everything else is read with a final vowel (trump 를, list 를);
- a percent sign as 퍼센트. Quotes and marks are not read, nor is a text in brackets after a word.

After anything else both stay.
"""

import re
from collections.abc import Mapping
from string import Formatter
from typing import Literal

Sound = Literal["vowel", "ㄹ", "consonant"]

#: Each particle as templates have it: after a consonant, and after a vowel.
PARTICLES = {
    "을(를)": ("을", "를"),
    "이(가)": ("이", "가"),
    "은(는)": ("은", "는"),
    "과(와)": ("과", "와"),
    "(으)로": ("으로", "로"),
}

_PARTICLE = re.compile("|".join(map(re.escape, PARTICLES)))

#: What is not read aloud at the end of a text.
_UNREAD = re.compile(r"(?:\([^()]*\)|[^\w%(]|_)+$")

#: The characters at the end of a text that decide: values can be as long as anyone types.
_TAIL_LENGTH = 80

#: The Hangul syllables. Each initial and vowel has 28 of them, the first without a final consonant, the ninth with ㄹ.
_FIRST_SYLLABLE, _SYLLABLES_PER_VOWEL, _RIEUL = ord("가"), 28, 8

#: The final sounds of digits, of numbers in 조, of the names of capitals, and of the ends of Latin words.
_DIGITS: dict[str, Sound] = {"0": "consonant", "1": "ㄹ", "3": "consonant", "6": "consonant", "7": "ㄹ", "8": "ㄹ"}
_TRILLIONS = re.compile(r"[1-9](?:,?0){12,15}$")
_CAPITAL_NAMES: dict[str, Sound] = {"L": "ㄹ", "R": "ㄹ", "M": "consonant", "N": "consonant"}
_CAPITALS = re.compile(r"(?:^|[^A-Za-z])[A-Z]+$")
_CLOSED_ENDINGS: dict[str, Sound] = {"l": "ㄹ", "m": "consonant", "n": "consonant", "ng": "consonant"}
_CLOSED_ENDING = re.compile(r"(?:(l|m|n)e?|(ng))$", re.IGNORECASE)


def fill(template: str, values: Mapping[str, object]) -> str:
    """Return a template with its values and fitted particles; a particle within a value is not fitted."""
    text = ""
    formatter = Formatter()
    for literal, name, spec, conversion in formatter.parse(template):
        text = _with_literal(text, literal)
        if name is not None:
            text += format(formatter.convert_field(values[name], conversion), spec or "")
    return text


def _with_literal(text: str, literal: str) -> str:
    """Return a text followed by a literal of a template, whose particles are fitted."""
    end = 0
    for particle in _PARTICLE.finditer(literal):
        text += literal[end : particle.start()]
        text += fit_particle(text, particle[0])
        end = particle.end()
    return text + literal[end:]


def fit_particle(text: str, particle: str) -> str:
    """Return the form of a particle that fits after a text, both if the final sound is unknown."""
    sound = final_sound(text)
    if sound is None:
        return particle
    is_open = sound == "vowel" or (sound == "ㄹ" and particle == "(으)로")
    return PARTICLES[particle][is_open]


def final_sound(text: str) -> Sound | None:
    """Return the final sound of a text as it is read aloud, None if it is unknown."""
    read = _UNREAD.sub("", text[-_TAIL_LENGTH:])
    last = read[-1:]
    if "가" <= last <= "힣":
        final = (ord(last) - _FIRST_SYLLABLE) % _SYLLABLES_PER_VOWEL
        return "vowel" if not final else "ㄹ" if final == _RIEUL else "consonant"
    if last.isascii() and last.isdigit():
        return "vowel" if _TRILLIONS.search(read) else _DIGITS.get(last, "vowel")
    if last.isascii() and last.isalpha():
        return _latin_sound(read)
    return "vowel" if last == "%" else None


def _latin_sound(read: str) -> Sound:
    """Return the final sound of a text that ends in a Latin letter."""
    if _CAPITALS.search(read):
        return _CAPITAL_NAMES.get(read[-1], "vowel")
    ending = _CLOSED_ENDING.search(read)
    return _CLOSED_ENDINGS[(ending[1] or ending[2]).casefold()] if ending else "vowel"

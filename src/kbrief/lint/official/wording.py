"""Letters and sentences of Korean official documents (K9, K10)."""

import re
from collections.abc import Iterator

from kbrief.errors import Message
from kbrief.lint.data import word_lists
from kbrief.lint.official.finding import Line, OfficialFinding

LONGEST = 150
"""How many letters a sentence may have before it is told, a yardstick of ours."""

_HANGUL = re.compile("[가-힣]")
_BRACKETS = re.compile(
    r"\([^()]*\)|\[[^\[\]]*\]|「[^「」]*」|『[^『』]*』|“[^“”]*”|\u2018[^\u2018\u2019]*\u2019|【[^【】]*】"
)
_HANJA = re.compile("[\u4e00-\u9fff\uf900-\ufaff]+")
#: Signs that headlines and papers set for countries and offices by custom.
_CUSTOMARY = frozenset("美中日北韓南英獨佛露伊加濠印越泰臺軍黨與野前現新舊故對駐反親非無全總副正株社")
#: A word in other letters that goes on in Hangul; abbreviations and names with capitals inside are let be.
_FOREIGN = re.compile(r"(?<![\w.\-&/])(?P<word>[A-Za-z]?[a-z]{2,})(?=[가-힣])")
#: Units, and endings of files.
_UNITS = "km cm mm kg mg ml kw mw gw kwh mwh hz khz mhz ghz db ha ppm mb gb tb kb app pdf hwp hwpx docx"
#: A sentence, a cell of a table, or a thought that a colon or a line of its own sets apart.
_SENTENCE = re.compile(r"[^.!?|]+(?:[.!?](?=[^\s|])[^.!?|]*)*[.!?]?")


def foreign(line: Line) -> Iterator[OfficialFinding]:
    """Yield Chinese characters and words in other letters that stand outside brackets in a Korean line."""
    if not _HANGUL.search(line.prose):
        return
    bare = _BRACKETS.sub(lambda found: " " * len(found[0]), line.prose)
    for found in _HANJA.finditer(bare):
        if not all(sign in _CUSTOMARY for sign in found[0]):
            yield _finding(line, found.start(), found[0])
    for found in _FOREIGN.finditer(bare):
        if found["word"].casefold() not in _UNITS.split():
            yield _finding(line, found.start(), found["word"])


def _finding(line: Line, start: int, said: str) -> OfficialFinding:
    message = Message("“{said}” is not in Hangul", said=said)
    hint = Message("write it in Hangul, and this in brackets behind")
    return OfficialFinding("k9-hangul", line.number, start + 1, message, hint)


def sentences(line: Line) -> Iterator[OfficialFinding]:
    """Yield sentences that are long, and words that have an everyday one."""
    if not _HANGUL.search(line.prose):
        return
    for found in _SENTENCE.finditer(line.prose):
        count = sum(1 for sign in found[0] if not sign.isspace())
        if count > LONGEST:
            begins = found.start() + len(found[0]) - len(found[0].lstrip())
            message = Message("a sentence of {count} letters", count=count)
            yield OfficialFinding("k10-sentences", line.number, begins + 1, message, Message("split it"))
    for found in _hard_words().finditer(line.prose):
        message = Message("“{said}” has an everyday word", said=found[0])
        hint = Message("write {right}", right=_everyday()[found[0]])
        yield OfficialFinding("k10-sentences", line.number, found.start() + 1, message, hint)


def _everyday() -> dict[str, str]:
    """Return the everyday word for each hard one."""
    return dict(pair.split("=", 1) for pair in word_lists("official.txt")["everyday"])


def _hard_words() -> re.Pattern[str]:
    return re.compile(rf"(?<![가-힣])(?:{'|'.join(sorted(_everyday(), key=len, reverse=True))})")

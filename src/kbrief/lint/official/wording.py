"""Check scripts, sentences and words in Korean official documents (K9, K10)."""

import re
from collections.abc import Iterator

from kbrief.errors import Message
from kbrief.lint.data import word_lists
from kbrief.lint.official.finding import Line, OfficialFinding

#: How many letters a sentence may have; the number is ours.
MAX_SENTENCE_LETTERS = 150

_HANGUL = re.compile("[가-힣]")
_BRACKETS = re.compile(
    r"\([^()]*\)|\[[^\[\]]*\]|「[^「」]*」|『[^『』]*』|“[^“”]*”|\u2018[^\u2018\u2019]*\u2019|【[^【】]*】"
)
_HANJA = re.compile("[\u4e00-\u9fff\uf900-\ufaff]+")
#: Characters that customarily stand for countries and offices.
_CUSTOMARY = frozenset("美中日北韓南英獨佛露伊加濠印越泰臺軍黨與野前現新舊故對駐反親非無全總副正株社")
#: A word in Latin letters that continues in Hangul; abbreviations and names with capitals inside are no findings.
_FOREIGN = re.compile(r"(?<![\w.\-&/])(?P<word>[A-Za-z]?[a-z]{2,})(?=[가-힣])")
#: Units and file name endings, which are no findings.
_UNITS = "km cm mm kg mg ml kw mw gw kwh mwh hz khz mhz ghz db ha ppm mb gb tb kb app pdf hwp hwpx docx"
#: A sentence, or the cell of a table.
_SENTENCE = re.compile(r"[^.!?|]+(?:[.!?](?=[^\s|])[^.!?|]*)*[.!?]?")


def check_scripts(line: Line) -> Iterator[OfficialFinding]:
    """Yield the Chinese characters and words in Latin letters outside brackets in a line with Hangul."""
    if not _HANGUL.search(line.prose):
        return
    outside = _BRACKETS.sub(lambda match: " " * len(match[0]), line.prose)
    for match in _HANJA.finditer(outside):
        if not all(character in _CUSTOMARY for character in match[0]):
            yield _finding(line, match.start(), match[0])
    for match in _FOREIGN.finditer(outside):
        if match["word"].casefold() not in _UNITS.split():
            yield _finding(line, match.start(), match["word"])


def _finding(line: Line, start: int, word: str) -> OfficialFinding:
    message = Message("“{said}” is not in Hangul", said=word)
    hint = Message("write it in Hangul, with this in brackets after it")
    return OfficialFinding("k9-hangul", line.number, start + 1, message, hint)


def check_sentences(line: Line) -> Iterator[OfficialFinding]:
    """Yield the sentences of a line that are too long, and the words for which there is an everyday one."""
    if not _HANGUL.search(line.prose):
        return
    for match in _SENTENCE.finditer(line.prose):
        count = sum(1 for character in match[0] if not character.isspace())
        if count > MAX_SENTENCE_LETTERS:
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            message = Message("the sentence has {count} letters", count=count)
            yield OfficialFinding("k10-sentences", line.number, start + 1, message, Message("split it"))
    for match in _hard_words().finditer(line.prose):
        message = Message("there is an everyday word for “{said}”", said=match[0])
        hint = Message("write {right}", right=_everyday()[match[0]])
        yield OfficialFinding("k10-sentences", line.number, match.start() + 1, message, hint)


def _everyday() -> dict[str, str]:
    """Return the everyday word for each hard one."""
    return dict(pair.split("=", 1) for pair in word_lists("official.txt")["everyday"])


def _hard_words() -> re.Pattern[str]:
    return re.compile(rf"(?<![가-힣])(?:{'|'.join(sorted(_everyday(), key=len, reverse=True))})")

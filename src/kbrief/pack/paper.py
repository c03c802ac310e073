"""What measures are taken on: a finished file by its sections, its questions, its run of show, and its Korean form."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from kbrief.errors import BriefError, Message
from kbrief.pack.finished import FinishedFile, NotMeasurable, Piece
from kbrief.pack.rules import section_words, word_list

#: How many columns a run of show has: minutes, speaker, item. The head of a paper in Hangul is a table of two.
_MARK = re.compile(r"(?:[□■○◯●]|\d{1,2}[.)]|[가-하][.)]|[\u2160-\u216b]\.)\s*")
_BASIS = re.compile(r"\[[^\[\]]*\]|【[^【】]*】")
_TIME = re.compile(r"(\d{1,3}):(\d\d)")
_MINUTES = re.compile(r"\d+(?:\.\d+)?")
LEAST_COLUMNS = 3

#: The formats in which the form of Korean documents is looked at.
FORMED = frozenset((".md", ".docx", ".hwpx"))


class Entry(NamedTuple):
    """A question with its answers, the facts behind them, and who answers."""

    question: str
    answers: tuple[str, ...]
    facts: tuple[str, ...]
    owners: tuple[str, ...]


class Slot(NamedTuple):
    """A row of a run of show: its seconds, None where it has none, and who speaks."""

    seconds: int | None
    speaker: str


def section_of(text: str) -> str | None:
    """Return the section that a heading opens, whatever its mark or number and its blanks."""
    bare = "".join(_MARK.sub("", text.strip(), count=1).split()).casefold()
    names = section_words().items()
    return next((name for name, words in names if any(bare == "".join(word.split()) for word in words)), None)


def words_of(text: str) -> list[str]:
    """Return the words of a text, without the marks of its basis."""
    return [word for word in _BASIS.sub(" ", text).split() if any(sign.isalnum() for sign in word)]


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text, without the mark or number before it."""
    from kbrief.lint.text import sentence_starts

    text = _MARK.sub("", text, count=1)
    starts = [*sentence_starts(text), len(text)]
    return [text[start:stop] for start, stop in pairwise(starts) if words_of(text[start:stop])]


@dataclass(frozen=True)
class Paper:
    """A finished file, seen by its parts."""

    file: FinishedFile

    @property
    def facts(self) -> Mapping[str, float]:
        """What no file says."""
        return self.file.facts

    def fact(self, name: str) -> float:
        """Return a fact. Raises NotMeasurable where nobody said it."""
        if name not in self.facts:
            raise NotMeasurable(Message("nothing says {name}", name=name))
        return self.facts[name]

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The blocks in order. Raises NotMeasurable for a PDF, of which only headings are read."""
        if self.file.ending == ".pdf":
            raise NotMeasurable(Message("a PDF has lines, no headings and lists: count them in another format"))
        return self.file.content.pieces

    @cached_property
    def sections(self) -> Mapping[str, tuple[Piece, ...]]:
        """The blocks under each known heading, to the next one of its level or above it, in order."""
        found: dict[str, list[Piece]] = {}
        name, level = None, 0
        for piece in self.pieces:
            known = section_of(piece.text) if piece.kind == "heading" else None
            if known:
                name, level = known, piece.level
                found.setdefault(known, [])
            elif piece.kind == "heading" and piece.level <= level:
                name = None
            elif name:
                found[name].append(piece)
        return {name: tuple(pieces) for name, pieces in found.items()}

    def section(self, name: str) -> tuple[Piece, ...]:
        """Return the blocks of a section, none where it is not there."""
        return self.sections.get(name, ())

    def entries(self, name: str) -> int:
        """Return how many entries a section has: headings below its own, else items, rows of a table, or texts."""
        pieces = self.section(name)
        kinds = Counter(piece.kind for piece in pieces)
        rows = sum(len(piece.rows) - 1 for piece in pieces if piece.kind == "table")
        return kinds["heading"] or kinds["item"] or rows or kinds["text"]

    @cached_property
    def prose(self) -> tuple[str, ...]:
        """The texts and items of the sections, and the headings below theirs: what is read as sentences."""
        kinds = {"text", "item", "heading"}
        return tuple(p.text for pieces in self.sections.values() for p in pieces if p.kind in kinds and p.text)

    @cached_property
    def paragraphs(self) -> tuple[str, ...]:
        """The running texts of the sections: items of lists are none."""
        return tuple(p.text for pieces in self.sections.values() for p in pieces if p.kind == "text")

    @cached_property
    def text(self) -> str:
        """All of the text. Raises NotMeasurable for a PDF, of which only headings are read."""
        return "\n".join(text for p in self.pieces for text in (p.text, *(cell for row in p.rows for cell in row)))

    @cached_property
    def questions(self) -> tuple[Entry, ...]:
        """The questions, each with what follows it up to the next one."""
        return tuple(self._questions())

    def _questions(self) -> Iterator[Entry]:
        current: dict[str, list[str]] = {}
        for piece in self.pieces:
            for label, text in _labeled(piece.text):
                if label == "question":
                    if current:
                        yield _entry(current)
                    current = {}
                if current or label == "question":
                    current.setdefault(label, []).append(text)
        if current:
            yield _entry(current)

    @cached_property
    def show(self) -> tuple[Slot, ...]:
        """The rows of the run of show but for its sum. Raises NotMeasurable where no table has minutes."""
        for piece in self.pieces:
            if piece.kind == "table" and len(piece.rows[0]) >= LEAST_COLUMNS:
                head = [cell.casefold() for cell in piece.rows[0]]
                minutes, speaker = _column(head, "minutes"), _column(head, "speaker")
                if minutes is not None:
                    rows = [row for row in piece.rows[1:] if not _is_sum(row)]
                    return tuple(_slot(row, minutes, speaker) for row in rows)
        raise NotMeasurable(Message("no table has minutes"))

    @cached_property
    def korean(self) -> Counter[str]:
        """How often each rule for Korean documents is not kept. Raises NotMeasurable where that is not looked at."""
        if self.file.ending not in FORMED:
            raise NotMeasurable(Message("the form is looked at in {formats}", formats=", ".join(sorted(FORMED))))
        from kbrief.lint.official import has_korean, lint_official
        from kbrief.text import read_text

        try:
            file = read_text(str(self.file.path))
        except BriefError as error:
            raise NotMeasurable(Message("it cannot be read back: {kind}", kind=error.message)) from error
        if not has_korean(file):
            raise NotMeasurable(Message("there is no Korean in it"))
        counts: Counter[str] = Counter()
        for finding in lint_official(file):
            counts[finding.rule] += len(finding.lines)
        return counts

    def extent(self, name: str) -> float:
        """Return how many pages a section takes in print, to the next known heading. Raises NotMeasurable."""
        lines = self.file.printed.content.pieces
        known = [(line, section_of(line.text)) for line in lines]
        start = next((n for n, (_, found) in enumerate(known) if found == name), None)
        if start is None:
            return 0.0
        stop = next((line for line, found in known[start + 1 :] if found and found != name), None)
        first, last = lines[start], stop or lines[-1]
        return last.page + last.down - first.page - first.down


def _labeled(text: str) -> Iterator[tuple[str, str]]:
    """Yield what a line says behind each of its labels: `Facts: P8 · Answers: A. Kim`."""
    for part in re.split(r"\s·\s(?=[^:·]{1,20}:)", text):
        label, colon, rest = part.partition(":")
        for name in ("question", "answer", "facts", "owner"):
            if colon and label.strip().casefold() in word_list(name):
                yield name, rest.strip()


def _entry(found: Mapping[str, list[str]]) -> Entry:
    answers, facts, owners = (tuple(filter(None, found.get(name, ()))) for name in ("answer", "facts", "owner"))
    return Entry(found["question"][0], answers, facts, owners)


def _column(head: list[str], name: str) -> int | None:
    return next((n for n, cell in enumerate(head) if cell in word_list(name)), None)


def _is_sum(row: tuple[str, ...]) -> bool:
    return any(cell.casefold() in word_list("sum") for cell in row)


def _slot(row: tuple[str, ...], minutes: int, speaker: int | None) -> Slot:
    """Return a row; its minutes are `6:08`, `5`, `5 min`, or a span of hours `15:20~15:25`."""
    cell = row[minutes]
    times = [int(found[1]) * 60 + int(found[2]) for found in _TIME.finditer(cell)]
    if len(times) > 1:
        seconds: int | None = (times[1] - times[0]) * 60
    elif times:
        seconds = times[0]
    else:
        found = _MINUTES.search(cell)
        seconds = round(float(found[0]) * 60) if found else None
    return Slot(seconds, row[speaker].strip() if speaker is not None else "")

"""The parts of a finished file that are measured: sections, questions, run of show, and the Korean form."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise
from typing import NamedTuple

from kbrief.errors import BriefError, Message
from kbrief.pack.finished import FinishedFile, NotMeasurable, Piece
from kbrief.pack.rules import section_words, word_list

_LIST_MARK = re.compile(r"(?:[□■○◯●]|\d{1,2}[.)]|[가-하][.)]|[\u2160-\u216b]\.)\s*")
_BASIS_MARK = re.compile(r"\[[^\[\]]*\]|【[^【】]*】")
_TIME = re.compile(r"(\d{1,3}):(\d\d)")
_MINUTES = re.compile(r"\d+(?:\.\d+)?")

#: A run of show has columns for minutes, speaker and item; the header of a paper in Hangul is a table of two.
MIN_SHOW_COLUMNS = 3

#: The formats in which the form of Korean documents is checked.
ENDINGS_WITH_FORM = frozenset((".md", ".docx", ".hwpx"))


class Question(NamedTuple):
    """A question with its answers, the facts behind them, and the people who answer."""

    question: str
    answers: tuple[str, ...]
    facts: tuple[str, ...]
    owners: tuple[str, ...]


class Slot(NamedTuple):
    """A row of a run of show: its seconds, if it has any, and its speaker."""

    seconds: int | None
    speaker: str


def section_name(text: str) -> str | None:
    """Return the name of the section that a heading begins, or None; marks, numbers and blanks do not matter."""
    normalized = "".join(_LIST_MARK.sub("", text.strip(), count=1).split()).casefold()
    names = section_words().items()
    return next((name for name, words in names if any(normalized == "".join(word.split()) for word in words)), None)


def split_words(text: str) -> list[str]:
    """Return the words of a text, without marks of a basis."""
    return [word for word in _BASIS_MARK.sub(" ", text).split() if any(character.isalnum() for character in word)]


def split_sentences(text: str) -> list[str]:
    """Return the sentences of a text, without the mark or number before it."""
    from kbrief.lint.text import sentence_starts

    text = _LIST_MARK.sub("", text, count=1)
    starts = [*sentence_starts(text), len(text)]
    return [text[start:stop] for start, stop in pairwise(starts) if split_words(text[start:stop])]


@dataclass(frozen=True)
class Paper:
    """A finished file and its parts."""

    file: FinishedFile

    @property
    def facts(self) -> Mapping[str, float]:
        """The facts about the meeting that no file contains."""
        return self.file.facts

    def fact(self, name: str) -> float:
        """Return a fact about the meeting. Raises NotMeasurable if it is not known."""
        if name not in self.facts:
            raise NotMeasurable(Message("{name} is not known", name=name))
        return self.facts[name]

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The blocks of the file in order. Raises NotMeasurable for a PDF, of which only headings are read."""
        if self.file.ending == ".pdf":
            raise NotMeasurable(Message("a PDF has lines but no headings or lists: measure another format"))
        return self.file.content.pieces

    @cached_property
    def sections(self) -> Mapping[str, tuple[Piece, ...]]:
        """The blocks of each section, up to the next heading of the same or a higher level."""
        sections: dict[str, list[Piece]] = {}
        name, level = None, 0
        for piece in self.pieces:
            new_name = section_name(piece.text) if piece.kind == "heading" else None
            if new_name:
                name, level = new_name, piece.level
                sections.setdefault(new_name, [])
            elif piece.kind == "heading" and piece.level <= level:
                name = None
            elif name:
                sections[name].append(piece)
        return {name: tuple(pieces) for name, pieces in sections.items()}

    def section(self, name: str) -> tuple[Piece, ...]:
        """Return the blocks of a section, none if there is no such section."""
        return self.sections.get(name, ())

    def entries(self, name: str) -> int:
        """Return the number of entries of a section: subheadings, else items, rows of tables, or texts."""
        pieces = self.section(name)
        kinds = Counter(piece.kind for piece in pieces)
        rows = sum(len(piece.rows) - 1 for piece in pieces if piece.kind == "table")
        return kinds["heading"] or kinds["item"] or rows or kinds["text"]

    @cached_property
    def prose(self) -> tuple[str, ...]:
        """The texts, items and subheadings of the sections."""
        kinds = {"text", "item", "heading"}
        return tuple(piece.text for piece in self._section_pieces if piece.kind in kinds and piece.text)

    @cached_property
    def paragraphs(self) -> tuple[str, ...]:
        """The texts of the sections that are no items of lists."""
        return tuple(piece.text for piece in self._section_pieces if piece.kind == "text")

    @property
    def _section_pieces(self) -> Iterator[Piece]:
        return chain.from_iterable(self.sections.values())

    @cached_property
    def text(self) -> str:
        """The whole text. Raises NotMeasurable for a PDF, of which only headings are read."""
        return "\n".join(text for piece in self.pieces for text in (piece.text, *chain.from_iterable(piece.rows)))

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The questions, each with the answers, facts and owners before the next one."""
        return tuple(self._read_questions())

    def _read_questions(self) -> Iterator[Question]:
        """Yield each question with the labeled parts that follow it."""
        current: dict[str, list[str]] = {}
        for piece in self.pieces:
            for label, text in _labeled_parts(piece.text):
                if label == "question":
                    if current:
                        yield _make_question(current)
                    current = {}
                if current or label == "question":
                    current.setdefault(label, []).append(text)
        if current:
            yield _make_question(current)

    @cached_property
    def show(self) -> tuple[Slot, ...]:
        """The rows of the run of show without its total. Raises NotMeasurable if no table has minutes."""
        for piece in self.pieces:
            if piece.kind == "table" and len(piece.rows[0]) >= MIN_SHOW_COLUMNS:
                titles = [cell.casefold() for cell in piece.rows[0]]
                minutes, speaker = _column_index(titles, "minutes"), _column_index(titles, "speaker")
                if minutes is not None:
                    rows = [row for row in piece.rows[1:] if not _is_total(row)]
                    return tuple(_read_slot(row, minutes, speaker) for row in rows)
        raise NotMeasurable(Message("no table has a column of minutes"))

    @cached_property
    def korean(self) -> Counter[str]:
        """The number of violations of each rule for Korean documents. Raises NotMeasurable if these are not checked."""
        if self.file.ending not in ENDINGS_WITH_FORM:
            raise NotMeasurable(
                Message("the form is checked only in {formats}", formats=", ".join(sorted(ENDINGS_WITH_FORM)))
            )
        from kbrief.lint.official import has_korean, lint_official
        from kbrief.text import read_text

        try:
            file = read_text(str(self.file.path))
        except BriefError as error:
            raise NotMeasurable(Message("the file cannot be read back: {kind}", kind=error.message)) from error
        if not has_korean(file):
            raise NotMeasurable(Message("the file has no Korean text"))
        counts: Counter[str] = Counter()
        for finding in lint_official(file):
            counts[finding.rule] += len(finding.lines)
        return counts

    def extent(self, name: str) -> float:
        """Return the number of printed pages from a section to the next one. Raises NotMeasurable."""
        lines = self.file.pdf.content.pieces
        names = [section_name(line.text) for line in lines]
        if name not in names:
            return 0.0
        start = names.index(name)
        later = zip(lines[start + 1 :], names[start + 1 :], strict=True)
        stop = next((line for line, later_name in later if later_name and later_name != name), None)
        first, last = lines[start], stop or lines[-1]
        return last.page + last.vertical_position - first.page - first.vertical_position


def _labeled_parts(text: str) -> Iterator[tuple[str, str]]:
    """Yield (name, content) for each known label in a line such as `Facts: P8 · Answers: A. Kim`."""
    for part in re.split(r"\s·\s(?=[^:·]{1,20}:)", text):
        label, colon, content = part.partition(":")
        for name in ("question", "answer", "facts", "owner"):
            if colon and label.strip().casefold() in word_list(name):
                yield name, content.strip()


def _make_question(parts: Mapping[str, list[str]]) -> Question:
    answers, facts, owners = (tuple(filter(None, parts.get(name, ()))) for name in ("answer", "facts", "owner"))
    return Question(parts["question"][0], answers, facts, owners)


def _column_index(titles: list[str], name: str) -> int | None:
    return next((n for n, cell in enumerate(titles) if cell in word_list(name)), None)


def _is_total(row: tuple[str, ...]) -> bool:
    return any(cell.casefold() in word_list("sum") for cell in row)


def _read_slot(row: tuple[str, ...], minutes: int, speaker: int | None) -> Slot:
    """Return a row of a run of show, with minutes such as `6:08`, `5`, `5 min` or `15:20~15:25`."""
    cell = row[minutes]
    times = [int(match[1]) * 60 + int(match[2]) for match in _TIME.finditer(cell)]
    if len(times) > 1:
        seconds: int | None = (times[1] - times[0]) * 60
    elif times:
        seconds = times[0]
    else:
        number = _MINUTES.search(cell)
        seconds = round(float(number[0]) * 60) if number else None
    return Slot(seconds, row[speaker].strip() if speaker is not None else "")

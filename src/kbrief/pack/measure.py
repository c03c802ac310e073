"""Measure the finished files of a pack against rules."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from kbrief.errors import Message
from kbrief.pack.finished import FinishedFile, NotMeasurable
from kbrief.pack.paper import Paper, split_sentences, split_words
from kbrief.pack.rules import Rule, product_rules, word_list

#: A font size with a smaller share of the letters is small print, such as page numbers, and not counted.
SMALL_PRINT_SHARE = 0.03

#: The assumed number of letters in a line of a paragraph, by language.
LETTERS_PER_LINE = {"en": 95, "ko": 45}

#: A paper with so many pages or more needs a summary.
MIN_PAGES_FOR_SUMMARY = 4


class Measurement(NamedTuple):
    """The value of a rule in a file and whether the rule holds; both are None if the file cannot be measured.

    `note` is the reason for that.
    """

    rule: Rule
    value: float | None
    holds: bool | None
    note: str = ""


def measure_file(path: Path, product: str, rules: Sequence[Rule], facts: Mapping[str, float]) -> list[Measurement]:
    """Return the measurement of each rule for a product in its finished file (.md, .html, .docx, .hwpx or .pdf).

    `facts` are not in the file: `minutes` of the meeting, `our_seconds` that are ours, `spoken_seconds` that the lines
    take, and `workdays_before` from the due day to the meeting. The pages of .docx and .hwpx are those of the PDF with
    the same name beside it. Raises BriefError for a file that cannot be read, MissingExtra for a PDF without pypdf.
    """
    paper = Paper(FinishedFile(path, facts))
    return [_measure(rule, paper) for rule in product_rules(rules, product)]


def _measure(rule: Rule, paper: Paper) -> Measurement:
    try:
        value = MEASURES[rule.measure](paper)
    except NotMeasurable as error:
        return Measurement(rule, None, None, error.reason)
    return Measurement(rule, value, rule.limit.holds(value))


def _pages(paper: Paper) -> float:
    return float(paper.file.pdf.page_count)


def _body_pages(paper: Paper) -> float:
    """Return the number of pages before the annexes."""
    lines = paper.file.pdf.content.pieces
    annex = next((line for line in lines if line.page > 1 and line.text.casefold() in word_list("annex")), None)
    return annex.page - 1.0 if annex else _pages(paper)


def _text_size(paper: Paper) -> float:
    """Return the smallest font size of the text, without small print."""
    sizes = paper.file.content.sizes
    if not sizes:
        raise NotMeasurable(Message("{format} leaves the font size to the reader", format=paper.file.ending))
    minimum = SMALL_PRINT_SHARE * sum(sizes.values())
    return min(size for size, count in sizes.items() if count >= minimum)


def _pleasantries(paper: Paper) -> float:
    text = " ".join(paper.prose).casefold()
    return float(sum(len(re.findall(re.escape(word), text)) for word in word_list("pleasantries")))


def _seconds_over(paper: Paper) -> float:
    return max(0.0, paper.fact("spoken_seconds") - paper.fact("our_seconds"))


def _purpose_sentences(paper: Paper) -> float:
    return float(sum(len(split_sentences(piece.text)) for piece in paper.section("purpose") if piece.kind != "heading"))


def _sentence_lengths(paper: Paper) -> list[int]:
    lengths = [len(split_words(sentence)) for text in paper.prose for sentence in split_sentences(text)]
    if not lengths:
        raise NotMeasurable(Message("there is no text under a known heading"))
    return lengths


def _answer_lengths(paper: Paper) -> float:
    return float(max((len(split_words(answer)) for entry in paper.questions for answer in entry.answers), default=0))


def _answers_a_question(paper: Paper) -> float:
    """Return the number of answers to a question, the one farthest from 1."""
    counts = [len(entry.answers) for entry in paper.questions]
    if not counts:
        raise NotMeasurable(Message("the file has no questions"))
    return float(max(counts, key=lambda count: abs(count - 1)))


def _count_without(name: str) -> Callable[[Paper], float]:
    """Return the measure that counts questions without a part."""
    return lambda paper: float(sum(not getattr(entry, name) for entry in paper.questions))


def _paragraph_sentences(paper: Paper) -> float:
    return float(max((len(split_sentences(text)) for text in paper.paragraphs), default=0))


def _paragraph_lines(paper: Paper) -> float:
    is_korean = bool(re.search("[가-힣]", paper.text))
    letters_per_line = LETTERS_PER_LINE["ko" if is_korean else "en"]
    return float(max((-(-len(text) // letters_per_line) for text in paper.paragraphs), default=0))


def _talking_points_place(paper: Paper) -> float:
    """Return the position of the talking points among the sections from 1, or 0 if there are none."""
    names = [name for name in paper.sections if name != "avoid"]
    return float(names.index("points") + 1) if "points" in names else 0.0


def _mentions(pattern: str) -> Callable[[Paper], float]:
    """Return the measure that is 1 if a pattern occurs in the text, else 0."""
    return lambda paper: float(bool(re.search(pattern, paper.text, re.IGNORECASE)))


def _minutes_off(paper: Paper) -> float:
    return abs(sum(slot.seconds or 0 for slot in paper.show) - 60 * paper.fact("minutes")) / 60


def _max_supports(paper: Paper) -> float:
    """Return the largest number of supports of a card: the answer if raised and the headings on its back."""
    maximum = count = level = 0
    for piece in paper.pieces:
        if piece.kind == "heading":
            if piece.text.casefold().startswith(word_list("back")):
                count, level = 1, piece.level
            else:
                count = count + 1 if count and piece.level > level else 0
            maximum = max(maximum, count)
    return float(maximum)


def _max_card_lines(paper: Paper) -> float:
    """Return the largest number of lines to say on a card: the texts between its heading and its back."""
    maximum = count = 0
    for piece in paper.pieces:
        if piece.kind == "heading":
            if piece.text.casefold().startswith(word_list("back")):
                maximum = max(maximum, count)
            count = 0
        elif piece.kind == "text":
            count += 1
    return float(maximum)


def _summary_missing(paper: Paper) -> float:
    return float(_pages(paper) >= MIN_PAGES_FOR_SUMMARY and "summary" not in paper.sections)


def _count_entries(name: str) -> Callable[[Paper], float]:
    """Return the measure that counts the entries of a section."""
    return lambda paper: float(paper.entries(name))


def _count_violations(rule: str) -> Callable[[Paper], float]:
    """Return the measure that counts violations of a rule for Korean documents."""
    return lambda paper: float(paper.korean[rule])


#: The function of each measure; rules.yaml describes them.
MEASURES: Mapping[str, Callable[[Paper], float]] = {
    "pages": _pages,
    "body-pages": _body_pages,
    "background-pages": lambda paper: paper.extent("background"),
    "key-facts-pages": lambda paper: paper.extent("key-facts"),
    "text-size": _text_size,
    "points": _count_entries("points"),
    "objectives": _count_entries("objectives"),
    "avoid-lines": _count_entries("avoid"),
    "asks-lines": _count_entries("asks"),
    "coordination-lines": _count_entries("coordination"),
    "run-of-show-lines": _count_entries("run-of-show"),
    "talking-points-place": _talking_points_place,
    "pleasantries": _pleasantries,
    "purpose-sentences": _purpose_sentences,
    "sentence-words": lambda paper: float(max(_sentence_lengths(paper))),
    "sentence-average": lambda paper: sum(_sentence_lengths(paper)) / len(_sentence_lengths(paper)),
    "paragraph-sentences": _paragraph_sentences,
    "paragraph-lines": _paragraph_lines,
    "answer-words": _answer_lengths,
    "answers-a-question": _answers_a_question,
    "unanswered": _count_without("answers"),
    "without-facts": _count_without("facts"),
    "without-owner": _count_without("owners"),
    "length-said": _mentions(r"\d\s*(?:minutes|min\b|분)"),
    "interpreter-said": _mentions("interpreter|통역"),
    "minutes-off": _minutes_off,
    "without-speaker": lambda paper: float(sum(not slot.speaker for slot in paper.show)),
    "without-minutes": lambda paper: float(sum(not slot.seconds for slot in paper.show)),
    "seconds-over": _seconds_over,
    "workdays-before": lambda paper: paper.fact("workdays_before"),
    "supports": _max_supports,
    "card-lines": _max_card_lines,
    "summary-missing": _summary_missing,
    "korean-digits": _count_violations("k1-digits"),
    "korean-dates": _count_violations("k2-dates"),
    "korean-times": _count_violations("k3-hours"),
    "korean-money": _count_violations("k4-money"),
    "korean-order": _count_violations("k5-order"),
    "korean-indents": _count_violations("k6-places"),
    "korean-single": _count_violations("k7-single"),
    "korean-end": _count_violations("k8-end"),
    "korean-foreign": _count_violations("k9-hangul"),
    "korean-sentences": _count_violations("k10-sentences"),
}

"""Measures the finished files of a pack against rules: what is counted is what stands in the file."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from kbrief.errors import Message
from kbrief.pack.finished import FinishedFile, NotMeasurable
from kbrief.pack.paper import Paper, sentences_of, words_of
from kbrief.pack.rules import Rule, product_rules, word_list

#: Up to what share of the letters a size is taken for small print, such as page numbers, and passed over.
SMALL_SHARE = 0.03

#: How many letters a line of a paragraph is reckoned to have.
LINE_LETTERS = {"en": 95, "ko": 45}

#: From how many pages on a paper has a summary.
FROM_PAGES = 4


class Measurement(NamedTuple):
    """A rule with what was counted and whether it holds; both are None where the file cannot be measured.

    `note` then says why.
    """

    rule: Rule
    value: float | None
    holds: bool | None
    note: str = ""


def measure_file(path: Path, product: str, rules: Sequence[Rule], facts: Mapping[str, float]) -> list[Measurement]:
    """Return what each of the rules on a product comes to in its finished file (.md, .html, .docx, .hwpx, .pdf).

    `facts` are what no file says: `minutes` of the meeting, `our_seconds` that are ours, `spoken_seconds` that the
    lines take, `workdays_before` from the due day to the meeting. Pages of .docx and .hwpx are those of the PDF of the
    same name beside it. Raises BriefError for a file that cannot be read, MissingExtra for a PDF without pypdf.
    """
    paper = Paper(FinishedFile(path, facts))
    return [_measured(rule, paper) for rule in product_rules(rules, product)]


def _measured(rule: Rule, paper: Paper) -> Measurement:
    try:
        value = MEASURES[rule.measure](paper)
    except NotMeasurable as error:
        return Measurement(rule, None, None, error.reason)
    return Measurement(rule, value, rule.limit.holds(value))


def _pages(paper: Paper) -> float:
    return float(paper.file.printed.page_count)


def _body_pages(paper: Paper) -> float:
    """Return the pages before the annexes."""
    lines = paper.file.printed.content.pieces
    annex = next((line for line in lines if line.page > 1 and line.text.casefold() in word_list("annex")), None)
    return annex.page - 1.0 if annex else _pages(paper)


def _text_size(paper: Paper) -> float:
    """Return the smallest size that text is set in, without small print."""
    sizes = paper.file.content.sizes
    if not sizes:
        raise NotMeasurable(Message("{format} leaves the size of letters to the reader", format=paper.file.ending))
    least = SMALL_SHARE * sum(sizes.values())
    return min(size for size, count in sizes.items() if count >= least)


def _pleasantries(paper: Paper) -> float:
    text = " ".join(paper.prose).casefold()
    return float(sum(len(re.findall(re.escape(word), text)) for word in word_list("pleasantries")))


def _seconds_over(paper: Paper) -> float:
    return max(0.0, paper.fact("spoken_seconds") - paper.fact("our_seconds"))


def _purpose_sentences(paper: Paper) -> float:
    return float(sum(len(sentences_of(piece.text)) for piece in paper.section("purpose") if piece.kind != "heading"))


def _sentence_lengths(paper: Paper) -> list[int]:
    lengths = [len(words_of(sentence)) for text in paper.prose for sentence in sentences_of(text)]
    if not lengths:
        raise NotMeasurable(Message("no known heading has text under it"))
    return lengths


def _answer_lengths(paper: Paper) -> float:
    return float(max((len(words_of(answer)) for entry in paper.questions for answer in entry.answers), default=0))


def _answers_a_question(paper: Paper) -> float:
    """Return the number of answers that is farthest from one."""
    counts = [len(entry.answers) for entry in paper.questions]
    if not counts:
        raise NotMeasurable(Message("there are no questions in it"))
    return float(max(counts, key=lambda count: abs(count - 1)))


def _lacking(name: str) -> Callable[[Paper], float]:
    """Return the measure of how many questions lack a part."""
    return lambda paper: float(sum(not getattr(entry, name) for entry in paper.questions))


def _paragraph_sentences(paper: Paper) -> float:
    return float(max((len(sentences_of(text)) for text in paper.paragraphs), default=0))


def _paragraph_lines(paper: Paper) -> float:
    is_korean = bool(re.search("[가-힣]", paper.text))
    letters = LINE_LETTERS["ko" if is_korean else "en"]
    return float(max((-(-len(text) // letters) for text in paper.paragraphs), default=0))


def _talking_points_place(paper: Paper) -> float:
    """Return as which of the sections the talking points come, 0 where they are not there."""
    names = [name for name in paper.sections if name != "avoid"]
    return float(names.index("points") + 1) if "points" in names else 0.0


def _said(pattern: str) -> Callable[[Paper], float]:
    """Return the measure of whether something is said at all."""
    return lambda paper: float(bool(re.search(pattern, paper.text, re.IGNORECASE)))


def _minutes_off(paper: Paper) -> float:
    return abs(sum(slot.seconds or 0 for slot in paper.show) - 60 * paper.fact("minutes")) / 60


def _supports(paper: Paper) -> float:
    """Return how many supports a card has at most: the answer if raised, and each heading on its back."""
    most = count = level = 0
    for piece in paper.pieces:
        if piece.kind == "heading":
            if piece.text.casefold().startswith(word_list("back")):
                count, level = 1, piece.level
            else:
                count = count + 1 if count and piece.level > level else 0
            most = max(most, count)
    return float(most)


def _card_sentences(paper: Paper) -> float:
    """Return how many lines to say a card has at most: the texts between its heading and its back."""
    most = count = 0
    for piece in paper.pieces:
        if piece.kind == "heading":
            if piece.text.casefold().startswith(word_list("back")):
                most = max(most, count)
            count = 0
        elif piece.kind == "text":
            count += 1
    return float(most)


def _summary_missing(paper: Paper) -> float:
    return float(_pages(paper) >= FROM_PAGES and "summary" not in paper.sections)


def _entries(name: str) -> Callable[[Paper], float]:
    """Return the measure of how many entries a section has."""
    return lambda paper: float(paper.entries(name))


def _korean(rule: str) -> Callable[[Paper], float]:
    """Return the measure of how often a rule for Korean documents is not kept."""
    return lambda paper: float(paper.korean[rule])


#: How each measure is taken; rules.yaml says the same in words.
MEASURES: Mapping[str, Callable[[Paper], float]] = {
    "pages": _pages,
    "body-pages": _body_pages,
    "background-pages": lambda paper: paper.extent("background"),
    "key-facts-pages": lambda paper: paper.extent("key-facts"),
    "text-size": _text_size,
    "points": _entries("points"),
    "objectives": _entries("objectives"),
    "avoid-lines": _entries("avoid"),
    "asks-lines": _entries("asks"),
    "coordination-lines": _entries("coordination"),
    "run-of-show-lines": _entries("run-of-show"),
    "talking-points-place": _talking_points_place,
    "pleasantries": _pleasantries,
    "purpose-sentences": _purpose_sentences,
    "sentence-words": lambda paper: float(max(_sentence_lengths(paper))),
    "sentence-average": lambda paper: sum(_sentence_lengths(paper)) / len(_sentence_lengths(paper)),
    "paragraph-sentences": _paragraph_sentences,
    "paragraph-lines": _paragraph_lines,
    "answer-words": _answer_lengths,
    "answers-a-question": _answers_a_question,
    "unanswered": _lacking("answers"),
    "without-facts": _lacking("facts"),
    "without-owner": _lacking("owners"),
    "length-said": _said(r"\d\s*(?:minutes|min\b|분)"),
    "interpreter-said": _said("interpreter|통역"),
    "minutes-off": _minutes_off,
    "without-speaker": lambda paper: float(sum(not slot.speaker for slot in paper.show)),
    "without-minutes": lambda paper: float(sum(not slot.seconds for slot in paper.show)),
    "seconds-over": _seconds_over,
    "workdays-before": lambda paper: paper.fact("workdays_before"),
    "supports": _supports,
    "card-lines": _card_sentences,
    "summary-missing": _summary_missing,
    "korean-digits": _korean("k1-digits"),
    "korean-dates": _korean("k2-dates"),
    "korean-times": _korean("k3-hours"),
    "korean-money": _korean("k4-money"),
    "korean-order": _korean("k5-order"),
    "korean-indents": _korean("k6-places"),
    "korean-single": _korean("k7-single"),
    "korean-end": _korean("k8-end"),
    "korean-foreign": _korean("k9-hangul"),
    "korean-sentences": _korean("k10-sentences"),
}

"""Check the end of a Korean official document: attachments with their counts, and 끝. (K8)."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kbrief.errors import Message
from kbrief.lint.official.finding import Line, OfficialFinding

#: How many lines a list of attachments may have.
MAX_ATTACHMENT_LINES = 60

#: How many characters at the end of an attachment may hold its count.
MAX_COUNT_LENGTH = 40

_BLANKS = " \u00a0\u3000\t"
_ATTACHED = re.compile(r"[ \u00a0\u3000]*붙[ \u00a0]?임(?P<gap>[ \u00a0\u3000\t]*)(?P<colon>[:：])?(?P<rest>.*)\Z")  # noqa: RUF001
_NUMBERED = re.compile(r"[ \u00a0\u3000\t]*(?P<number>\d{1,2})\.[ \u00a0\t]*(?P<text>\S.*)\Z")
_COUNT = re.compile(r"(?:각[ \u00a0]?)?\d+[ \u00a0]?(?:부|매|권|장|점|개|건|통|세트|식)(?:\([^()]*\))?\.?[ \u00a0]*\Z")
_SENTENCE_ENDS = tuple(".!?)]】」』”’")
#: The start of the next attachment on the same line, which a line break within a paragraph leaves.
_NEXT = re.compile(r"(?<=[.부매권장건통])[ \u00a0]+(?=\d{1,2}\.[ \u00a0])")
#: Spaces that are two columns wide.
_TWO_COLUMNS = ("  ", "\u00a0\u00a0", " \u00a0", "\u00a0 ", "\u3000")


class EndMark(NamedTuple):
    """A 끝 at the end of a line: the text before it, the spaces between, and whether a full stop follows."""

    before: str
    gap: str
    has_stop: bool


def read_end(text: str) -> EndMark | None:
    """Return the 끝 at the end of a line, None if there is none."""
    stripped = text.rstrip(_BLANKS)
    has_stop = stripped.endswith("끝.")
    if not has_stop and not stripped.endswith("끝"):
        return None
    without_end = stripped[: -2 if has_stop else -1]
    before = without_end.rstrip(_BLANKS)
    return EndMark(before, without_end[len(before) :], has_stop)


def attachment_lines(lines: Sequence[Line]) -> Sequence[Line]:
    """Return the lines of the list of attachments, from 붙임 to the line that ends in 끝., () if there is no list."""
    for n, line in enumerate(lines):
        if not line.is_heading and not line.is_cell and _ATTACHED.match(line.content):
            attachments = [line]
            for next_line in lines[n + 1 : n + MAX_ATTACHMENT_LINES]:
                if read_end(attachments[-1].content):
                    break
                if (
                    next_line.content.strip()
                    and not _NUMBERED.match(next_line.content)
                    and not read_end(next_line.content)
                ):
                    break
                attachments.append(next_line)
            if read_end(attachments[-1].content):
                return attachments
    return ()


def check_end(lines: Sequence[Line]) -> Iterator[OfficialFinding]:
    """Yield the findings at the end of a document and in its list of attachments."""
    last = _last(lines)
    ends = [(line, end) for line in lines if (end := _end_of(line, is_last=line is last))]
    if not ends:
        if last:
            message = Message("the document has no 끝.")
            hint = Message("put 끝. two columns after the last word")
            yield OfficialFinding("k8-end", last.number, last.start + max(1, len(last.content.rstrip())), message, hint)
        return
    for line, end in ends:
        yield from _check_form(line, end)
    yield from _check_attachments(attachment_lines(lines))


def _last(lines: Sequence[Line]) -> Line | None:
    return next((line for line in reversed(lines) if line.content.strip()), None)


def _end_of(line: Line, *, is_last: bool) -> EndMark | None:
    """Return the 끝 of a line that ends the document, None if there is none, or if it is a word of a sentence."""
    end = read_end(line.content)
    if not end:
        return None
    is_after_sentence = end.before.endswith(_SENTENCE_ENDS)
    if end.before and not end.gap:
        return end if end.has_stop and is_after_sentence else None
    is_end = end.has_stop or not end.before or (is_after_sentence and (is_last or len(end.gap) > 1))
    return end if is_end else None


def _check_form(line: Line, end: EndMark) -> Iterator[OfficialFinding]:
    column = line.start + len(end.before) + len(end.gap) + 1
    if not end.has_stop:
        yield OfficialFinding("k8-end", line.number, column, Message("끝 has no full stop"), Message("write 끝."))
    if end.before and end.gap not in _TWO_COLUMNS:
        message = Message("끝. is not two columns after the last word")
        yield OfficialFinding("k8-end", line.number, column, message, Message("put two spaces before 끝."))


def _check_attachments(lines: Sequence[Line]) -> Iterator[OfficialFinding]:
    """Yield the findings in the list: a colon, a missing count, a number on a single attachment."""
    if not lines:
        return
    first, label = lines[0], _ATTACHED.match(lines[0].content)
    attachments = [
        (line, attachment)
        for n, line in enumerate(lines)
        for attachment in _NEXT.split(_attachment_text(line, n))
        if attachment
    ]
    if label and (label["colon"] or label["gap"] not in _TWO_COLUMNS):
        message = Message("붙임 is not followed by exactly two spaces")
        yield OfficialFinding(
            "k8-end", first.number, first.start + 1, message, Message("write 붙임, two spaces, then the list")
        )
    for line, attachment in attachments:
        if not _COUNT.search(attachment[-MAX_COUNT_LENGTH:]):
            message = Message("an attachment has no count")
            yield OfficialFinding("k8-end", line.number, line.start + 1, message, Message("add one, e.g. 1부."))
    if len(attachments) == 1 and _NUMBERED.match(attachments[0][1]):
        message = Message("a single attachment has a number")
        yield OfficialFinding("k8-end", first.number, first.start + 1, message, Message("remove the number"))


def _attachment_text(line: Line, index: int) -> str:
    """Return a line of the list without 붙임 before it and 끝. after it."""
    end = read_end(line.content)
    text = end.before if end else line.content
    label = _ATTACHED.match(text) if index == 0 else None
    return (label["rest"] if label else text).strip()

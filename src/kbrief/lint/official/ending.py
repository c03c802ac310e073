"""The end of a Korean official document: attachments with their counts, and 끝. (K8)."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kbrief.errors import Message
from kbrief.lint.official.finding import Line, OfficialFinding

MOST = 60
"""How many lines a list of attachments may have."""

LONGEST_COUNT = 40
"""In how many letters at the end of an attachment its count is looked for."""

_BLANKS = " \u00a0\u3000\t"
_ATTACHED = re.compile(r"[ \u00a0\u3000]*붙[ \u00a0]?임(?P<gap>[ \u00a0\u3000\t]*)(?P<colon>[:：])?(?P<rest>.*)\Z")  # noqa: RUF001
_NUMBERED = re.compile(r"[ \u00a0\u3000\t]*(?P<number>\d{1,2})\.[ \u00a0\t]*(?P<text>\S.*)\Z")
_COUNT = re.compile(r"(?:각[ \u00a0]?)?\d+[ \u00a0]?(?:부|매|권|장|점|개|건|통|세트|식)(?:\([^()]*\))?\.?[ \u00a0]*\Z")
_SENTENCE_ENDS = tuple(".!?)]】」』”’")
#: Where the next attachment begins on the same line, as a line break within a paragraph leaves it.
_NEXT = re.compile(r"(?<=[.부매권장건통])[ \u00a0]+(?=\d{1,2}\.[ \u00a0])")
_TWO = ("  ", "\u00a0\u00a0", " \u00a0", "\u00a0 ", "\u3000")


class End(NamedTuple):
    """What stands before 끝 at the end of a line, the blanks between, and whether a full stop follows it."""

    before: str
    gap: str
    has_stop: bool


def read_end(text: str) -> End | None:
    """Return the 끝 at the end of a line, None where it ends otherwise."""
    bare = text.rstrip(_BLANKS)
    has_stop = bare.endswith("끝.")
    if not has_stop and not bare.endswith("끝"):
        return None
    until = bare[: -2 if has_stop else -1]
    before = until.rstrip(_BLANKS)
    return End(before, until[len(before) :], has_stop)


def attachment_lines(lines: Sequence[Line]) -> Sequence[Line]:
    """Return the lines of the list of attachments: from 붙임 to the line that ends in 끝., none where there is none."""
    for n, line in enumerate(lines):
        if not line.is_heading and not line.is_cell and _ATTACHED.match(line.item):
            listed = [line]
            for after in lines[n + 1 : n + MOST]:
                if read_end(listed[-1].item):
                    break
                if after.item.strip() and not _NUMBERED.match(after.item) and not read_end(after.item):
                    break
                listed.append(after)
            if read_end(listed[-1].item):
                return listed
    return ()


def check_end(lines: Sequence[Line]) -> Iterator[OfficialFinding]:
    """Yield what is wrong with the end of a document and with its list of attachments."""
    last = _last(lines)
    ends = [(line, found) for line in lines if (found := _end_of(line, is_last=line is last))]
    if not ends:
        if last:
            message = Message("the document has no 끝.")
            hint = Message("put 끝. two columns behind the last word")
            yield OfficialFinding("k8-end", last.number, last.start + max(1, len(last.item.rstrip())), message, hint)
        return
    for line, found in ends:
        yield from _check_form(line, found)
    yield from _check_attachments(attachment_lines(lines))


def _last(lines: Sequence[Line]) -> Line | None:
    return next((line for line in reversed(lines) if line.item.strip()), None)


def _end_of(line: Line, *, is_last: bool) -> End | None:
    """Return where a line says that the document ends: as a word of a sentence 끝 has no full stop."""
    found = read_end(line.item)
    if not found:
        return None
    is_after_sentence = found.before.endswith(_SENTENCE_ENDS)
    if found.before and not found.gap:
        return found if found.has_stop and is_after_sentence else None
    is_said = found.has_stop or not found.before or (is_after_sentence and (is_last or len(found.gap) > 1))
    return found if is_said else None


def _check_form(line: Line, found: End) -> Iterator[OfficialFinding]:
    column = line.start + len(found.before) + len(found.gap) + 1
    if not found.has_stop:
        yield OfficialFinding("k8-end", line.number, column, Message("끝 has no full stop"), Message("write 끝."))
    if found.before and found.gap not in _TWO:
        message = Message("끝. does not stand two columns behind the last word")
        yield OfficialFinding("k8-end", line.number, column, message, Message("put two blanks before 끝."))


def _check_attachments(listed: Sequence[Line]) -> Iterator[OfficialFinding]:
    """Yield what is wrong with the list: a colon, a count that is missing, a single one with a number."""
    if not listed:
        return
    first, head = listed[0], _ATTACHED.match(listed[0].item)
    texts = [(line, text) for n, line in enumerate(listed) for text in _NEXT.split(_bare(line, n)) if text]
    if head and (head["colon"] or head["gap"] not in _TWO):
        message = Message("붙임 is not followed by two blanks alone")
        yield OfficialFinding(
            "k8-end", first.number, first.start + 1, message, Message("write 붙임, two blanks, the list")
        )
    for line, text in texts:
        if not _COUNT.search(text[-LONGEST_COUNT:]):
            message = Message("an attachment has no count")
            yield OfficialFinding("k8-end", line.number, line.start + 1, message, Message("add it: 1부."))
    if len(texts) == 1 and _NUMBERED.match(texts[0][1]):
        message = Message("a single attachment bears a number")
        yield OfficialFinding("k8-end", first.number, first.start + 1, message, Message("leave the number out"))


def _bare(line: Line, place: int) -> str:
    """Return what a line of the list says, without 붙임 before and 끝. behind it."""
    end = read_end(line.item)
    text = end.before if end else line.item
    head = _ATTACHED.match(text) if place == 0 else None
    return (head["rest"] if head else text).strip()

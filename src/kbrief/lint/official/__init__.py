"""Hold any document against the rules for Korean official documents (K1 to K10).

Public: lint_official, has_korean, OfficialFinding, OFFICIAL_LEVELS, OFFICIAL_MANUALS.
"""

import re
from collections.abc import Iterator

from kbrief.lint.official.dates import dates, hours
from kbrief.lint.official.ending import attachment_lines, check_end
from kbrief.lint.official.finding import OFFICIAL_LEVELS, OFFICIAL_MANUALS, Line, OfficialFinding
from kbrief.lint.official.items import check_items
from kbrief.lint.official.numbers import amounts, digits
from kbrief.lint.official.wording import foreign, sentences
from kbrief.text import TextFile

__all__ = ["OFFICIAL_LEVELS", "OFFICIAL_MANUALS", "OfficialFinding", "has_korean", "lint_official"]

_HANGUL = re.compile("[가-힣]")
_MARKUP = re.compile(r"(?:[ \t]*>)*[ \t]*(?:(?P<heading>#{1,6})[ \t]+|[-*+][ \t]+)?")
_ESCAPED = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_STRESS = re.compile(r"\*{1,3}")
_IN_LINE = (digits, dates, hours, amounts, foreign, sentences)


def has_korean(file: TextFile) -> bool:
    """Whether a document holds any Hangul."""
    return bool(_HANGUL.search(file.prose))


def lint_official(file: TextFile) -> tuple[OfficialFinding, ...]:
    """Return the findings of a document in its order, what is said several times once with all its lines."""
    if not has_korean(file):
        return ()
    lines = list(_lines(file))
    listed = attachment_lines(lines)
    numbers = {line.number for line in listed}
    outside = [line._replace(item="") if line.number in numbers else line for line in lines]
    found = [finding for line in lines for check in _IN_LINE for finding in check(line)]
    found += check_items(outside, has_columns=_has_columns(file, lines))
    found += check_end(lines)
    return tuple(sorted(_merged(found), key=lambda finding: (finding.line, finding.column, finding.rule)))


def _lines(file: TextFile) -> Iterator[Line]:
    """Yield the lines of a document; of Markdown without what marks headings, lists and quotations."""
    texts, proses = file.text.split("\n"), file.prose.split("\n")
    for number, (text, prose) in enumerate(zip(texts, proses, strict=True), 1):
        bare = text.rstrip("\u2029\r")
        if file.form != "markdown":
            yield Line(number, bare, prose.rstrip("\u2029\r"), bare, 0, is_cell=number in file.cells)
            continue
        is_cell = bare.lstrip(" >").startswith("|")
        found = _MARKUP.match(bare)
        start = found.end() if found else 0
        item = _STRESS.sub("", _ESCAPED.sub("", bare[start:])) if prose.strip() else ""
        yield Line(number, bare, prose, item, start, bool(found and found["heading"]), is_cell)


def _has_columns(file: TextFile, lines: list[Line]) -> bool:
    """Whether blanks set the indents of a document: they do in a text file, and in others where some line has them."""
    if file.form == "paragraphs":
        return any(
            re.match(r"[ \u00a0\u3000]+[가-힣①-⑳㉮-㉻□○―·\-(\d]", line.item) for line in lines if not line.is_cell
        )
    return file.form == "plain"


def _merged(found: list[OfficialFinding]) -> Iterator[OfficialFinding]:
    """Yield each finding once, at its first place, with the lines of those that say the same."""
    same: dict[tuple[str, str, str], list[OfficialFinding]] = {}
    for finding in found:
        same.setdefault((finding.rule, finding.message, finding.hint), []).append(finding)
    for first, *rest in same.values():
        yield first._replace(others=tuple(sorted({one.line for one in rest} - {first.line})))

"""Check any document against the rules for Korean official documents (K1 to K10).

Public: lint_official, has_korean, OfficialFinding, OFFICIAL_LEVELS, OFFICIAL_MANUALS.
"""

import re
from collections.abc import Iterator

from kbrief.lint.official.dates import check_dates, check_hours
from kbrief.lint.official.ending import attachment_lines, check_end
from kbrief.lint.official.finding import OFFICIAL_LEVELS, OFFICIAL_MANUALS, Line, OfficialFinding
from kbrief.lint.official.items import check_items
from kbrief.lint.official.numbers import check_amounts, check_digits
from kbrief.lint.official.wording import check_scripts, check_sentences
from kbrief.text import TextFile

__all__ = ["OFFICIAL_LEVELS", "OFFICIAL_MANUALS", "OfficialFinding", "has_korean", "lint_official"]

_HANGUL = re.compile("[가-힣]")
_MARKUP = re.compile(r"(?:[ \t]*>)*[ \t]*(?:(?P<heading>#{1,6})[ \t]+|[-*+][ \t]+)?")
_ESCAPED = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_STRESS = re.compile(r"\*{1,3}")
#: The checks of single lines.
_LINE_CHECKS = (check_digits, check_dates, check_hours, check_amounts, check_scripts, check_sentences)


def has_korean(file: TextFile) -> bool:
    """Whether a document has any Hangul."""
    return bool(_HANGUL.search(file.prose))


def lint_official(file: TextFile) -> tuple[OfficialFinding, ...]:
    """Return the findings of a document in its order; equal ones are one finding with all its lines."""
    if not has_korean(file):
        return ()
    lines = list(_lines(file))
    attachments = attachment_lines(lines)
    attachment_numbers = {line.number for line in attachments}
    outside = [line._replace(content="") if line.number in attachment_numbers else line for line in lines]
    findings = [finding for line in lines for check in _LINE_CHECKS for finding in check(line)]
    findings += check_items(outside, has_columns=_has_columns(file, lines))
    findings += check_end(lines)
    return tuple(sorted(_merged(findings), key=lambda finding: (finding.line, finding.column, finding.rule)))


def _lines(file: TextFile) -> Iterator[Line]:
    """Yield the lines of a document; those of Markdown without the marks of headings, lists and quotations."""
    texts, proses = file.text.split("\n"), file.prose.split("\n")
    for number, (text, prose) in enumerate(zip(texts, proses, strict=True), 1):
        text_line = text.rstrip("\u2029\r")
        if file.form != "markdown":
            yield Line(number, text_line, prose.rstrip("\u2029\r"), text_line, 0, is_cell=number in file.cells)
            continue
        is_cell = text_line.lstrip(" >").startswith("|")
        markup = _MARKUP.match(text_line)
        start = markup.end() if markup else 0
        content = _STRESS.sub("", _ESCAPED.sub("", text_line[start:])) if prose.strip() else ""
        yield Line(number, text_line, prose, content, start, bool(markup and markup["heading"]), is_cell)


def _has_columns(file: TextFile, lines: list[Line]) -> bool:
    """Whether a document is indented with spaces: a text file is, and others are if any line has them."""
    if file.form == "paragraphs":
        return any(
            re.match(r"[ \u00a0\u3000]+[가-힣①-⑳㉮-㉻□○―·\-(\d]", line.content) for line in lines if not line.is_cell
        )
    return file.form == "plain"


def _merged(findings: list[OfficialFinding]) -> Iterator[OfficialFinding]:
    """Yield each finding once, at its first place, with the other lines that have it."""
    by_text: dict[tuple[str, str, str], list[OfficialFinding]] = {}
    for finding in findings:
        by_text.setdefault((finding.rule, finding.message, finding.hint), []).append(finding)
    for first, *rest in by_text.values():
        yield first._replace(others=tuple(sorted({finding.line for finding in rest} - {first.line})))

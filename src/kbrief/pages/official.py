"""The page of the findings of `lint --house`."""

from collections import Counter
from collections.abc import Sequence

from kbrief.errors import Problem
from kbrief.i18n import _, ngettext, pgettext, translate
from kbrief.lint.lint import Verdict
from kbrief.lint.official import OFFICIAL_LEVELS, OfficialFinding
from kbrief.pages.document import Document
from kbrief.pages.findings import TONES, marked_level, problem_lines, verdict_word

#: A message names no more further lines than this; the records have all.
MAX_NAMED_LINES = 12


def verdict(findings: Sequence[OfficialFinding]) -> Verdict:
    """Return whether a document keeps to the rules: `in part` if all findings are warnings."""
    if any(OFFICIAL_LEVELS[finding.rule] == "error" for finding in findings):
        return "no"
    return "in part" if findings else "yes"


def problem_of(finding: OfficialFinding, file: str) -> Problem:
    """Return a finding as a problem in the current language, with the further lines where it occurs."""
    message = translate(finding.message)
    if finding.others:
        lines = ", ".join(map(str, finding.others[:MAX_NAMED_LINES]))
        rest = len(finding.others) - MAX_NAMED_LINES
        if rest > 0:
            message = _("{message}; also on lines {lines} and {count} more", message=message, lines=lines, count=rest)
        else:
            message = _("{message}; also on lines {lines}", message=message, lines=lines)
    level = OFFICIAL_LEVELS[finding.rule]
    return Problem(file, finding.line, finding.column, finding.rule, level, message, translate(finding.hint))


def official_page(
    findings: Sequence[OfficialFinding], problems: Sequence[Problem], house: str, notes: tuple[str, ...]
) -> Document:
    """Return the verdict in the title, then the problems; `findings` has those that are left out, too."""
    counts = Counter(finding.rule for finding in findings)
    title = _("Form of documents ({house}): {verdict}", house=house, verdict=verdict_word(verdict(findings)))
    summary = pgettext("screens", "; ").join(f"{rule} {counts[rule]}" for rule in OFFICIAL_LEVELS if counts[rule])
    left_out = len(findings) - len(problems)
    note = ngettext("1 warning left out (--errors-only)", "{count} warnings left out (--errors-only)", left_out)
    first = problems[0].rule if problems else None
    return Document(
        title=_("{title} ({counts})", title=title, counts=summary) if summary else title,
        caveats=(*notes, *((note,) if left_out else ())),
        blocks=problem_lines([marked_level(problem) for problem in problems]),
        next_steps=((f"kbrief check --explain {first}", _("what a rule asks for, and how to mend what it finds")),)
        if first
        else (),
        tone=TONES[verdict(findings)],
    )

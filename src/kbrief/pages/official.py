"""The page of what `lint --house` finds in a document."""

from collections import Counter
from collections.abc import Sequence

from kbrief.errors import Problem
from kbrief.i18n import _, ngettext, pgettext, translate
from kbrief.lint.lint import Verdict
from kbrief.lint.official import OFFICIAL_LEVELS, OfficialFinding
from kbrief.pages.document import Document
from kbrief.pages.findings import TONES, marked_level, problem_lines, verdict_word

MAX_NAMED_LINES = 12
"""How many further lines a message names; the items have all."""


def verdict(found: Sequence[OfficialFinding]) -> Verdict:
    """Return whether a document keeps to the rules: `in part` where there are warnings alone."""
    if any(OFFICIAL_LEVELS[finding.rule] == "error" for finding in found):
        return "no"
    return "in part" if found else "yes"


def problem_of(finding: OfficialFinding, file: str) -> Problem:
    """Return a finding as a problem in the language of the run, with the further lines of which the same holds."""
    message = translate(finding.message)
    if finding.others:
        named = ", ".join(map(str, finding.others[:MAX_NAMED_LINES]))
        rest = len(finding.others) - MAX_NAMED_LINES
        message = (
            _("{message}; also on lines {lines} and {count} more", message=message, lines=named, count=rest)
            if rest > 0
            else _("{message}; also on lines {lines}", message=message, lines=named)
        )
    level = OFFICIAL_LEVELS[finding.rule]
    return Problem(file, finding.line, finding.column, finding.rule, level, message, translate(finding.hint))


def official_page(
    every: Sequence[OfficialFinding], problems: Sequence[Problem], house: str, notes: tuple[str, ...]
) -> Document:
    """Return the verdict in a line, then what was found."""
    counts = Counter(finding.rule for finding in every)
    title = _("Form of documents ({house}): {verdict}", house=house, verdict=verdict_word(verdict(every)))
    said = pgettext("screens", "; ").join(f"{rule} {counts[rule]}" for rule in OFFICIAL_LEVELS if counts[rule])
    left_out = len(every) - len(problems)
    hidden = ngettext("1 warning left out (--errors-only)", "{count} warnings left out (--errors-only)", left_out)
    first = problems[0].rule if problems else None
    return Document(
        title=_("{title} ({counts})", title=title, counts=said) if said else title,
        caveats=(*notes, *((hidden,) if left_out else ())),
        blocks=problem_lines([marked_level(problem) for problem in problems]),
        next_steps=((f"kbrief check --explain {first}", _("what a rule asks for, and how to mend what it finds")),)
        if first
        else (),
        tone=TONES[verdict(every)],
    )

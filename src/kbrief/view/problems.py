"""The screen of what a check found."""

from collections.abc import Sequence

from kbrief.errors import Level, Problem
from kbrief.i18n import _, ngettext
from kbrief.model.document import Block, Document, Paragraph

SHOWN = 100
"""How many problems a screen shows; the rest are counted."""


def problems_page(errors: Sequence[Problem], warnings: Sequence[Problem], checked: int) -> Document:
    """Return the errors, then the warnings, one line each with its hint, under a line that counts them."""
    marked = [problem._replace(message=_("warning: {message}", message=problem.message)) for problem in warnings]
    first = next(iter([*errors, *warnings]), None)
    return Document(
        title=verdict(len(errors), len(warnings), checked),
        blocks=problem_lines([*errors, *marked]),
        foot=(_("Warnings stop nothing; with --strict they count as errors do."),) if warnings else (),
        following=((f"kbrief check --explain {first.rule}", _("what a rule asks for, and how to mend what it finds")),) if first else (),
        tone="warn" if errors else "strong",
    )


def verdict(errors: int, warnings: int, checked: int) -> str:
    """Return in a line how many errors and warnings there are, in how many briefs."""
    briefs = ngettext("1 brief", "{count} briefs", checked)
    if errors and warnings:
        both = {"errors": ngettext("1 error", "{count} errors", errors), "warnings": ngettext("1 warning", "{count} warnings", warnings)}
        return _("{errors} and {warnings} in {briefs}", briefs=briefs, **both)
    if errors or warnings:
        found = ngettext("1 error", "{count} errors", errors) if errors else ngettext("1 warning", "{count} warnings", warnings)
        return _("{found} in {briefs}", found=found, briefs=briefs)
    return _("No problem in {briefs}.", briefs=briefs)


def problem_lines(problems: Sequence[Problem]) -> tuple[Block, ...]:
    """Return the first problems, one line each with its hint, and a line that counts the rest."""
    hint = _("hint")
    lines = [f"{problem}" + (f"\n  {hint}: {problem.hint}" if problem.hint else "") for problem in problems]
    blocks = [Paragraph(line) for line in lines[:SHOWN]]
    if len(lines) > SHOWN:
        blocks.append(Paragraph(_("… and {count} more", count=len(lines) - SHOWN)))
    return tuple(blocks)


def manual_page(rule: str, level: Level, manual: str) -> Document:
    """Return what a rule asks for, why, and how to mend what it finds."""
    return Document(
        title=_("{rule} ({level})", rule=rule, level=level), blocks=(Paragraph(manual),)
    )

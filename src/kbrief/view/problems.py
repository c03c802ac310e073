"""The screen of what a check found."""

from collections.abc import Sequence

from kbrief.errors import Level, Problem
from kbrief.model.document import Block, Document, Paragraph
from kbrief.words import wording
from kbrief.words.forms.check import CheckWords, counted
from kbrief.words.forms.screens import Words

SHOWN = 100
"""How many problems a screen shows; the rest are counted."""


def problems_page(errors: Sequence[Problem], warnings: Sequence[Problem], checked: int, w: Words) -> Document:
    """Return the errors, then the warnings, one line each with its hint, under a line that counts them."""
    words = wording(CheckWords, w.lang)
    marked = [problem._replace(message=words.warning.format(message=problem.message)) for problem in warnings]
    first = next(iter([*errors, *warnings]), None)
    return Document(
        title=verdict(len(errors), len(warnings), checked, w),
        blocks=problem_lines([*errors, *marked], w),
        foot=(words.about_warnings,) if warnings else (),
        following=((f"kbrief check --explain {first.rule}", words.explain),) if first else (),
        tone="warn" if errors else "strong",
    )


def verdict(errors: int, warnings: int, checked: int, w: Words) -> str:
    """Return in a line how many errors and warnings there are, in how many briefs."""
    words = wording(CheckWords, w.lang)
    briefs = counted(words.briefs, checked)
    if errors and warnings:
        both = {"errors": counted(words.errors, errors), "warnings": counted(words.warnings, warnings)}
        return words.both_kinds.format(briefs=briefs, **both)
    if errors or warnings:
        found = counted(words.errors, errors) if errors else counted(words.warnings, warnings)
        return words.one_kind.format(found=found, briefs=briefs)
    return words.none.format(briefs=briefs)


def problem_lines(problems: Sequence[Problem], w: Words) -> tuple[Block, ...]:
    """Return the first problems, one line each with its hint, and a line that counts the rest."""
    lines = [f"{problem}" + (f"\n  {w.say.hint}: {problem.hint}" if problem.hint else "") for problem in problems]
    blocks = [Paragraph(line) for line in lines[:SHOWN]]
    if len(lines) > SHOWN:
        blocks.append(Paragraph(w.say.more_problems.format(count=len(lines) - SHOWN)))
    return tuple(blocks)


def manual_page(rule: str, level: Level, manual: str, w: Words) -> Document:
    """Return what a rule asks for, why, and how to mend what it finds."""
    return Document(
        title=wording(CheckWords, w.lang).explained.format(rule=rule, level=level), blocks=(Paragraph(manual),)
    )

"""The screen of what a check found."""

from kbrief.errors import Problem
from kbrief.model.document import Document, Paragraph
from kbrief.words.words import Words

SHOWN = 100
"""How many problems a screen shows; the rest are counted."""


def problems_page(problems: tuple[Problem, ...], checked: int, w: Words) -> Document:
    """Return the problems, one line each with its hint, and a line that counts them."""
    lines = [f"{problem}" + (f"\n  {w.say.hint}: {problem.hint}" if problem.hint else "") for problem in problems]
    blocks = [Paragraph(line) for line in lines[:SHOWN]]
    if len(lines) > SHOWN:
        blocks.append(Paragraph(w.say.more_problems.format(count=len(lines) - SHOWN)))
    verdict = w.say.problems_found if problems else w.say.no_problem
    return Document(title=verdict.format(count=len(problems), briefs=checked), blocks=tuple(blocks))

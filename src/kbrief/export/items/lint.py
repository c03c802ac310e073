"""What was found in a draft, told as problems: where, what is wrong and why, and what to say instead."""

from kbrief.decide.lint.check import LEVELS, Found, Linted
from kbrief.decide.lint.figures import Recorded
from kbrief.decide.rank import Placement
from kbrief.errors import Problem
from kbrief.words.forms.lint import LintWords
from kbrief.words.particles import filled
from kbrief.words.voice import Voice


def problems_of(linted: Linted, file: str, v: Voice) -> tuple[Problem, ...]:
    """Return a problem for each finding, in the order of the draft."""
    return tuple(_problem(one, linted, file, v) for one in linted.found)


def _problem(found: Found, linted: Linted, file: str, v: Voice) -> Problem:
    words = v.words(LintWords)
    if found.placement:
        message, hint = _on_point(found, found.placement, linted, words, v)
    elif found.term:
        about = {"quote": found.quote, "term": v.text(found.term.term), "note": v.text(found.term.note)}
        message, hint = words.avoid.format(**about), words.instead_avoid.format(**about)
    elif found.figure:
        message, hint = _on_figure(found, found.figure, words, v)
    else:
        message, hint = _on_words(found, words)
    return Problem(file, *linted.place(found), found.rule, LEVELS[found.rule], message, hint)


def _on_point(found: Found, placement: Placement, linted: Linted, words: LintWords, v: Voice) -> tuple[str, str]:
    point = placement.point
    form = words.missed if found.rule == "emphasized-missed" else words.raised
    message = form.format(
        point=point.id, label=v.text(point.label), quote=found.quote, list=v.w.lists[placement.list].name,
        whom=v.whom(linted.ranking.setting.administration, linted.ranking.setting.given), reason=v.said(point.reason),
    )  # fmt: skip
    hint = {"minimize": words.instead_minimized, "hold": words.instead_hold, "emphasize": words.instead_missed}
    return message, hint[placement.list].format(
        handling=v.said(point.handling), if_raised=v.said(point.if_raised), say=v.said(point.say)
    )


def _on_figure(found: Found, recorded: Recorded, words: LintWords, v: Voice) -> tuple[str, str]:
    figure = recorded.figure
    about = {
        "quote": found.quote,
        "value": v.percents(figure.value),
        "what": v.text(figure.what),
        "cite": v.cite(recorded.cite),
        "caution": v.text(figure.caution),
    }
    if found.rule == "figure-differs":
        instead = words.instead_cautioned if figure.caution else words.instead_differs
        return filled(words.differs, about), instead.format(**about)
    return words.uncleared.format(**about), words.instead_uncleared


def _on_words(found: Found, words: LintWords) -> tuple[str, str]:
    if found.rule == "likelihood-with-confidence":
        return words.judgments.format(quote=found.quote, other=found.other), words.instead_judgments
    message = words.rows.format(quote=found.quote, other=found.other)
    return message, words.instead_rows.format(instead=found.instead)

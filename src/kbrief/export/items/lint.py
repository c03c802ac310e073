"""What was found in a draft, told as problems: where, what is wrong and why, and what to say instead."""

from kbrief.decide.lint.check import LEVELS, Found, Linted
from kbrief.decide.lint.figures import Recorded
from kbrief.decide.rank import Placement
from kbrief.errors import Problem
from kbrief.i18n import _
from kbrief.i18n.labels import list_name
from kbrief.words.voice import Voice


def problems_of(linted: Linted, file: str, v: Voice) -> tuple[Problem, ...]:
    """Return a problem for each finding, in the order of the draft."""
    return tuple(_problem(one, linted, file, v) for one in linted.found)


def _problem(found: Found, linted: Linted, file: str, v: Voice) -> Problem:
    if found.placement:
        message, hint = _on_point(found, found.placement, linted, v)
    elif found.term:
        about = {"quote": found.quote, "term": v.text(found.term.term), "note": v.text(found.term.note)}
        message, hint = _("“{quote}” is a word to avoid. {note}", **about), _("Write “{term}”.", **about)
    elif found.figure:
        message, hint = _on_figure(found, found.figure, v)
    else:
        message, hint = _on_words(found)
    return Problem(file, *linted.place(found), found.rule, LEVELS[found.rule], message, hint)


def _on_point(found: Found, placement: Placement, linted: Linted, v: Voice) -> tuple[str, str]:
    point = placement.point
    about = {
        "point": point.id, "list": list_name(placement.list), "reason": v.said(point.reason),
        "whom": v.whom(linted.ranking.setting.administration, linted.ranking.setting.given),
    }  # fmt: skip
    if found.rule == "emphasized-missed":
        label = v.text(point.label)
        return _("does not raise {point} ({label}): {list} {whom}. {reason}", label=label, **about), _hint(placement, v)
    return _("raises {point} with “{quote}”: {list} {whom}. {reason}", quote=found.quote, **about), _hint(placement, v)


def _hint(placement: Placement, v: Voice) -> str:
    """Return what to say in place of a sentence, by the list of its point."""
    point = placement.point
    if placement.list == "minimize":
        if_raised = v.said(point.if_raised)
        return _("{handling} If they raise it: {if_raised}", handling=v.said(point.handling), if_raised=if_raised)
    if placement.list == "hold":
        return _("Answer only if asked: {if_raised}", if_raised=v.said(point.if_raised))
    return _("Say: {say}", say=v.said(point.say))


def _on_figure(found: Found, recorded: Recorded, v: Voice) -> tuple[str, str]:
    figure = recorded.figure
    about = {
        "quote": found.quote,
        "value": v.percents(figure.value),
        "what": v.text(figure.what),
        "cite": v.cite(recorded.cite),
        "caution": v.text(figure.caution),
    }
    if found.rule == "figure-differs":
        message = _("“{quote}” is not the record's {value} ({what}) [{cite}]", **about)
        if figure.caution:
            return message, _("Leave both out ({value}: {caution}), or say where the other figure comes from.", **about)
        return message, _("Give {value} with its paragraph, or say where the other figure comes from.", **about)
    return _("“{quote}” ({what}) [{cite}]: {caution}", **about), _("Leave it out until it is cleared.")


def _on_words(found: Found) -> tuple[str, str]:
    if found.rule == "likelihood-with-confidence":
        return _("“{other}” and “{quote}” stand in one sentence: how likely and how sure are two judgments", quote=found.quote, other=found.other), _("Give the confidence a sentence of its own.")
    message = _("“{quote}” is of another row of likelihood words than “{other}”", quote=found.quote, other=found.other)
    return message, _("Keep to one row: “{instead}”.", instead=found.instead)

"""The findings of `lint` in sentences: what is wrong with a draft, and what to write instead."""

import re
from collections.abc import Sequence

from kbrief.decide.rank import Placement, Ranking
from kbrief.errors import Problem
from kbrief.i18n import _, pgettext
from kbrief.i18n.labels import list_name
from kbrief.lint.figures import SourceQuantity
from kbrief.lint.lint import LEVELS, LintFinding, LintReport
from kbrief.lint.readers import SharedFinding
from kbrief.model import Term
from kbrief.pages.brief_text import BriefText

#: A message names no more further lines than this; the records have all.
MAX_NAMED_LINES = 12

_HANGUL = re.compile("[\uac00-\ud7a3]")


def problems_of(
    report: LintReport, findings: Sequence[SharedFinding], file: str, texts: BriefText
) -> tuple[Problem, ...]:
    """Return a problem for each finding, in the order of the draft."""
    return tuple(_problem(shared, report, file, texts) for shared in findings)


def _problem(shared: SharedFinding, report: LintReport, file: str, texts: BriefText) -> Problem:
    """Return a finding as a problem at its first place in the draft."""
    finding = shared.finding
    scenarios = scenarios_in_words(shared.rankings, texts)
    if finding.missed:
        message, hint = _missed_message(finding.missed, shared.rankings, scenarios, texts)
    elif finding.placement:
        message, hint = _point_message(finding, finding.placement, scenarios, texts)
    elif finding.term:
        message, hint = _term_message(finding.quote, finding.term, texts)
    elif finding.figure:
        message, hint = _figure_message(finding, finding.figure, texts)
    else:
        message, hint = _likelihood_message(finding)
    full_message = _with_lines(message, report, finding)
    return Problem(file, *report.place(finding), finding.rule, LEVELS[finding.rule], full_message, hint)


def scenarios_in_words(rankings: Sequence[Ranking], texts: BriefText) -> str:
    """Return the scenarios of rankings in words: `if Trump`, or `if Trump; if Harris`."""
    phrases = (texts.scenario_phrase(ranking.scenario.administration, ranking.scenario.given) for ranking in rankings)
    return pgettext("screens", "; ").join(dict.fromkeys(phrases))


def _with_lines(message: str, report: LintReport, finding: LintFinding) -> str:
    """Return a message with the further lines of the same finding, if there are any."""
    lines = report.lines(finding)[1:]
    if not lines:
        return message
    named = ", ".join(map(str, lines[:MAX_NAMED_LINES]))
    rest = len(lines) - MAX_NAMED_LINES
    if rest > 0:
        also = _("Also on lines {lines} ({count} more).", lines=named, count=rest)
    else:
        also = _("Also on lines {lines}.", lines=named)
    return _("{message} {lines}", message=message, lines=also)


def _point_message(finding: LintFinding, placement: Placement, scenarios: str, texts: BriefText) -> tuple[str, str]:
    """Return message and hint on a point that a draft raises or mentions."""
    point = placement.point
    values: dict[str, str] = {
        "point": point.id, "label": texts.text(point.label), "quote": finding.quote,
        "list": list_name(placement.list), "whom": scenarios, "reason": texts.statement(point.reason),
    }  # fmt: skip
    if finding.reason:
        values["why"] = reason_label(finding.reason)
        message = _("mentions {point} with “{quote}”, but {why}: not counted as raised", **values)
        return message, _("Look at it, and leave it as it is where that is right.")
    return _("raises {point} with “{quote}”: {list} {whom}. {reason}", **values), _raised_hint(placement, texts)


def _raised_hint(placement: Placement, texts: BriefText) -> str:
    """Return what to do about a point that a draft raises and that is not to be emphasized."""
    point, is_minimized = placement.point, placement.list == "minimize"
    if not (point.if_raised and point.handling):
        return _("Leave it out.") if is_minimized else _("Answer only if asked.")
    answer = texts.statement(point.if_raised)
    if is_minimized:
        return _("{handling} If they raise it: {if_raised}", handling=texts.statement(point.handling), if_raised=answer)
    return _("Answer only if asked: {if_raised}", if_raised=answer)


def reason_label(reason: str) -> str:
    """Return why a mention is not counted as raising a point."""
    reasons = {
        "whose": _("it is said of somebody else"),
        "nobody": _("nothing near it speaks of the alliance"),
        "matter": _("the sentence is on another matter"),
        "place": _("it is the name of a place there"),
        "quotation": _("it is quoted"),
        "denial": _("it is denied"),
    }
    return reasons[reason]


def _missed_message(
    placements: Sequence[Placement], rankings: Sequence[Ranking], scenarios: str, texts: BriefText
) -> tuple[str, str]:
    """Return message and hint on emphasized points that a draft does not raise."""
    emphasize = list_name("emphasize")
    if len(placements) == 1:
        point = placements[0].point
        message = _(
            "does not raise {point} ({label}): {list} {whom}. {reason}",
            point=point.id,
            label=texts.text(point.label),
            list=emphasize,
            whom=scenarios,
            reason=texts.statement(point.reason),
        )
        if point.say:
            return message, _("Say: {say}", say=texts.statement(point.say))
        return message, _("Its line to take is not written yet.")
    points = ", ".join(f"{placement.point.id} ({texts.text(placement.point.label)})" for placement in placements)
    audience = rankings[0].scenario.administration
    command = f"kbrief emphasize -a {audience}" if audience else "kbrief emphasize"
    message = _("does not raise {points}: {list} {whom}.", points=points, list=emphasize, whom=scenarios)
    return message, _("`{command}` has what to say of each; --no-missed leaves this out.", command=command)


def _term_message(quote: str, term: Term, texts: BriefText) -> tuple[str, str]:
    """Return the message on a word to avoid, with the word to write in the same language."""
    own = term.term.ko if _HANGUL.search(quote) else term.term.en
    values = {"quote": quote, "term": own or texts.text(term.term), "note": texts.text(term.note)}
    return _("“{quote}” is a word to avoid. {note}", **values).strip(), _("Write “{term}”.", **values)


def _figure_message(finding: LintFinding, quantity: SourceQuantity, texts: BriefText) -> tuple[str, str]:
    """Return message and hint on a figure that differs from the record or is not cleared."""
    figure = quantity.figure
    values = {
        "quote": finding.quote,
        "value": texts.localize_percent(figure.value),
        "what": texts.text(figure.what),
        "cite": texts.cite(quantity.cite),
        "caution": texts.text(figure.caution),
    }
    if finding.rule == "figure-differs":
        message = _("“{quote}” is not the record's {value} ({what}) [{cite}]", **values)
        if figure.caution:
            return message, _(
                "Leave both out ({value}: {caution}), or say where the other figure comes from.", **values
            )
        return message, _("Give {value} with its paragraph, or say where the other figure comes from.", **values)
    return _("“{quote}” ({what}) [{cite}]: {caution}", **values), _("Leave it out until it is cleared.")


def _likelihood_message(finding: LintFinding) -> tuple[str, str]:
    """Return message and hint on a word of likelihood."""
    if finding.rule == "likelihood-with-confidence":
        message = _(
            "“{other}” and “{quote}” are in one sentence: likelihood and confidence are two judgments",
            quote=finding.quote,
            other=finding.other,
        )
        return message, _("Give the confidence a sentence of its own.")
    message = _(
        "“{quote}” is of another row of likelihood words than “{other}”", quote=finding.quote, other=finding.other
    )
    return message, _("Keep to one row: “{instead}”.", instead=finding.instead)

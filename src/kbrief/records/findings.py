"""Records of what `lint`, `verify` and `diff` find."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from kbrief.decide.diff import BriefDiff, ItemDiff, ScoreMove
from kbrief.decide.rank import Placement, Ranking
from kbrief.errors import Problem
from kbrief.i18n import _, pgettext
from kbrief.i18n.labels import list_name
from kbrief.lint.figures import SourceQuantity
from kbrief.lint.lint import LEVELS, LintFinding, LintReport
from kbrief.lint.readers import SharedFinding
from kbrief.model import Model
from kbrief.pages.brief_text import BriefText
from kbrief.records.ranking import placement_record
from kbrief.verify.verify import ParagraphMatch

#: How many further lines a message names; the items have all.
MAX_NAMED_LINES = 12

_HANGUL = re.compile("[\uac00-\ud7a3]")


def problems_of(
    report: LintReport, findings: Sequence[SharedFinding], file: str, texts: BriefText
) -> tuple[Problem, ...]:
    """Return a problem for each finding, in the order of the draft."""
    return tuple(_problem(shared, report, file, texts) for shared in findings)


def details_of(report: LintReport, shared: SharedFinding) -> dict[str, Any]:
    """Return what programs read of a finding beside its problem: the points, all lines, and whom it holds for."""
    finding = shared.finding
    placements = [placement for placement in (finding.placement, *finding.missed) if placement]
    return {
        "points": [placement.point.id for placement in placements],
        "lines": list(report.lines(finding)),
        "quote": finding.quote,
        "reason": finding.reason,
        "administrations": [ranking.setting.administration for ranking in shared.rankings],
    }


def _problem(shared: SharedFinding, report: LintReport, file: str, texts: BriefText) -> Problem:
    finding = shared.finding
    administration = whom_of(shared.rankings, texts)
    if finding.missed:
        message, hint = _on_missed(finding.missed, shared.rankings, administration, texts)
    elif finding.placement:
        message, hint = _on_point(finding, finding.placement, administration, texts)
    elif finding.term:
        message, hint = _on_term(finding, texts)
    elif finding.figure:
        message, hint = _on_figure(finding, finding.figure, texts)
    else:
        message, hint = _on_words(finding)
    whole = _with_lines(message, report, finding)
    return Problem(file, *report.place(finding), finding.rule, LEVELS[finding.rule], whole, hint)


def whom_of(rankings: Sequence[Ranking], texts: BriefText) -> str:
    """Return for whom something holds: `if Trump`, or `if Trump, if Harris`."""
    names = (texts.scenario_phrase(ranking.setting.administration, ranking.setting.given) for ranking in rankings)
    return pgettext("screens", "; ").join(dict.fromkeys(names))


def _with_lines(message: str, report: LintReport, finding: LintFinding) -> str:
    """Return a message with the further lines on which the same stands, if any."""
    lines = report.lines(finding)[1:]
    if not lines:
        return message
    named = ", ".join(map(str, lines[:MAX_NAMED_LINES]))
    rest = len(lines) - MAX_NAMED_LINES
    more = (
        _("Also on lines {lines} ({count} more).", lines=named, count=rest)
        if rest > 0
        else _("Also on lines {lines}.", lines=named)
    )
    return _("{message} {lines}", message=message, lines=more)


def _on_point(finding: LintFinding, placement: Placement, administration: str, texts: BriefText) -> tuple[str, str]:
    point = placement.point
    about: dict[str, str] = {
        "point": point.id, "label": texts.text(point.label), "quote": finding.quote,
        "list": list_name(placement.list), "whom": administration, "reason": texts.statement(point.reason),
    }  # fmt: skip
    if finding.reason:
        why = reason_label(finding.reason)
        return _("mentions {point} with “{quote}”, but {why}: not counted as raised", **about | {"why": why}), _(
            "Look at it, and leave it as it is where that is right."
        )
    message, answer = (
        _("raises {point} with “{quote}”: {list} {whom}. {reason}", **about),
        texts.statement(point.if_raised),
    )
    if not (point.if_raised and point.handling):
        return message, _("Answer only if asked.") if placement.list != "minimize" else _("Leave it out.")
    if placement.list == "minimize":
        return message, _(
            "{handling} If they raise it: {if_raised}", handling=texts.statement(point.handling), if_raised=answer
        )
    return message, _("Answer only if asked: {if_raised}", if_raised=answer)


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


def _on_missed(
    placements: Sequence[Placement], rankings: Sequence[Ranking], administration: str, texts: BriefText
) -> tuple[str, str]:
    names = list_name("emphasize")
    if len(placements) == 1:
        point = placements[0].point
        message = _(
            "does not raise {point} ({label}): {list} {whom}. {reason}",
            point=point.id,
            label=texts.text(point.label),
            list=names,
            whom=administration,
            reason=texts.statement(point.reason),
        )
        advice = (
            _("Say: {say}", say=texts.statement(point.say)) if point.say else _("Its line to take is not written yet.")
        )
        return message, advice
    points = ", ".join(f"{placement.point.id} ({texts.text(placement.point.label)})" for placement in placements)
    audience = rankings[0].setting.administration
    command = f"kbrief emphasize -a {audience}" if audience else "kbrief emphasize"
    message = _("does not raise {points}: {list} {whom}.", points=points, list=names, whom=administration)
    return message, _("`{command}` has what to say of each; --no-missed leaves this out.", command=command)


def _on_term(finding: LintFinding, texts: BriefText) -> tuple[str, str]:
    """Return what to write for a word to avoid, in the language of that word."""
    term = finding.term
    assert term is not None  # noqa: S101 - the caller has looked
    own = term.term.ko if _HANGUL.search(finding.quote) else term.term.en
    about = {"quote": finding.quote, "term": own or texts.text(term.term), "note": texts.text(term.note)}
    return _("“{quote}” is a word to avoid. {note}", **about).strip(), _("Write “{term}”.", **about)


def _on_figure(finding: LintFinding, known: SourceQuantity, texts: BriefText) -> tuple[str, str]:
    figure = known.figure
    about = {
        "quote": finding.quote,
        "value": texts.localize_percent(figure.value),
        "what": texts.text(figure.what),
        "cite": texts.cite(known.cite),
        "caution": texts.text(figure.caution),
    }
    if finding.rule == "figure-differs":
        message = _("“{quote}” is not the record's {value} ({what}) [{cite}]", **about)
        if figure.caution:
            return message, _("Leave both out ({value}: {caution}), or say where the other figure comes from.", **about)
        return message, _("Give {value} with its paragraph, or say where the other figure comes from.", **about)
    return _("“{quote}” ({what}) [{cite}]: {caution}", **about), _("Leave it out until it is cleared.")


def _on_words(finding: LintFinding) -> tuple[str, str]:
    if finding.rule == "likelihood-with-confidence":
        return _(
            "“{other}” and “{quote}” stand in one sentence: how likely and how sure are two judgments",
            quote=finding.quote,
            other=finding.other,
        ), _("Give the confidence a sentence of its own.")
    message = _(
        "“{quote}” is of another row of likelihood words than “{other}”", quote=finding.quote, other=finding.other
    )
    return message, _("Keep to one row: “{instead}”.", instead=finding.instead)


def verify_items(matches: Iterable[ParagraphMatch]) -> list[dict[str, Any]]:
    """Return what became of each paragraph; `cited` counts the claims that cite it, `between` is null where found."""
    return [
        {
            "id": match.cite,
            "source": match.source.id,
            "n": match.paragraph.n,
            "status": match.status,
            "cited": len(match.claims),
            "line": match.line,
            "between": None
            if match.status == "found"
            else [f"{match.source.id}#P{p.n}" if p else None for p in match.between],
        }
        for match in matches
    ]


def diff_items(difference: BriefDiff) -> list[dict[str, Any]]:
    """Return an item for all that differs, with its changes by path and where its point stands in each setting.

    What stood and stands there is given as the brief has it, texts in every language.
    """
    return [_item(entry) for entry in difference.entries]


def _item(entry: ItemDiff) -> dict[str, Any]:
    return {
        "id": entry.id,
        "section": entry.section,
        "change": entry.kind,
        "changes": [
            {"path": change.path, "old": _whole(change.old), "new": _whole(change.new)} for change in entry.changes
        ],
        "lists": [_move(move) for move in entry.moves],
    }


def _whole(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_whole(item) for item in value]
    return value.model_dump(mode="json", exclude_none=True) if isinstance(value, Model) else value


def _move(move: ScoreMove) -> dict[str, Any]:
    return {
        "administration": move.administration,
        "old": move.old and placement_record(move.old),
        "new": move.new and placement_record(move.new),
    }

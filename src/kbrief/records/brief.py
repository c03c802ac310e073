"""Results as plain items: the keys that other programs build on."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kbrief.decide.select import LinkedIssue, shifted_points
from kbrief.decide.unfinished import unfinished
from kbrief.model import (
    Action,
    Brief,
    Claim,
    Context,
    Event,
    Gap,
    Lang,
    Model,
    Precedent,
    Statement,
    Step,
    Tension,
    Text,
)
from kbrief.model.claims import LocatedClaim, all_claims
from kbrief.model.marks import Marks

if TYPE_CHECKING:
    from kbrief.decide.events import WatchedEvent
    from kbrief.decide.rank import Ranking

Record = dict[str, Any]


DIGITS = 6


def round_number(value: Any) -> float | None:
    """Return a number with six decimals, None for None."""
    return None if value is None else round(float(value), DIGITS)


def _said(statement: Statement | None, ranking: "Ranking", lang: Lang) -> str | None:
    """Return what a statement says once the events that count have happened, None where it is not written yet."""
    return statement.text_after(ranking.setting.events).in_language(lang) if statement else None


def to_plain(value: Any, lang: Lang) -> Any:
    """Return a noun as plain data, its texts in one language."""
    if isinstance(value, Text):
        return value.in_language(lang)
    if isinstance(value, Model):
        fields = type(value).model_fields.items()
        return {field.alias or name: to_plain(getattr(value, name), lang) for name, field in fields}
    if isinstance(value, Mapping):
        return {key: to_plain(item, lang) for key, item in value.items()}
    return [to_plain(item, lang) for item in value] if isinstance(value, (tuple, list)) else value


def issue_items(issues: Iterable[LinkedIssue], administration: str | None, brief: Brief, lang: Lang) -> list[Record]:
    """Return issues in short; with an administration, what is stated of it and how the issue's points fall."""
    sides = [a for a in brief.administrations if a.id == administration]
    stated = [to_plain(t, lang) for side in sides for t in side.tendencies if t.basis == "stated"]
    added = (
        (lambda linked: {"points_by_list": _falls(linked), "stated_of_administration": stated}) if sides else _nothing
    )
    return [_issue(linked, lang) | added(linked) for linked in issues]


def _issue(linked: LinkedIssue, lang: Lang) -> Record:
    issue = linked.issue
    return {
        "id": issue.id,
        "name": issue.name.in_language(lang),
        "alignment": issue.alignment.kind,
        "alignment_scope": to_plain(issue.alignment.scope, lang),
        "tags": list(issue.tags),
        "driver": issue.driver.text.in_language(lang),
        "outlook": issue.outlook.text.in_language(lang) if issue.outlook else None,
        "us_outlook": issue.outlook.text.in_language(lang) if issue.outlook else None,
        "actions": [statement.text.in_language(lang) for statement in issue.actions],
        "points": [point.id for point in linked.points],
        "events": [event.id for event in linked.events],
        "cites": list(issue.cites),
    }


def _falls(linked: LinkedIssue) -> dict[str, list[str]]:
    return {name: list(ids) for name, ids in linked.points_by_list().items()}


def _nothing(_: LinkedIssue) -> Record:
    return {}


def issue_item(linked: LinkedIssue, lang: Lang) -> Record:
    """Return one issue in full, every claim with its basis."""
    links = {"points": [p.id for p in linked.points], "events": [e.id for e in linked.events]}
    item: Record = to_plain(linked.issue, lang)
    item["us_outlook"] = item["outlook"]
    return item | links | ({"points_by_list": _falls(linked)} if linked.ranking else {})


def strategy_items(brief: Brief, lang: Lang) -> list[Record]:
    """Return the steps, then the considerations."""
    steps = [
        {"id": step.id, "type": "step"} | to_plain(step, lang) | {"actions": [action.id for action in step.actions]}
        for step in brief.steps
    ]
    return steps + [{"id": c.id, "type": "consideration"} | to_plain(c, lang) for c in brief.considerations]


def checklist_items(rows: Iterable[tuple[Step, Action]], marks: Marks, lang: Lang) -> list[Record]:
    """Return the actions with what people marked."""
    return [_action(step, action, marks, lang) for step, action in rows]


def _action(step: Step, action: Action, marks: Marks, lang: Lang) -> Record:
    mark = marks.actions.get(action.id)
    done_by = {key: getattr(mark, key, None) for key in ("who", "when", "note")}
    plan = marks.assigned.get(action.id)
    planned = {
        key: getattr(mark, key, None) or getattr(plan, key, None) or getattr(action, key) for key in ("owner", "due")
    }
    return {
        "id": action.id,
        "step": step.id,
        "done": mark is not None,
        "stale": mark is not None and mark.is_stale(action.text),
        **claim_item(action, lang),
        **done_by,
        **planned,
    }


def claim_item(claim: Claim, lang: Lang) -> Record:
    """Return a claim as plain data without an id."""
    item: Record = to_plain(claim, lang)
    item.pop("id", None)
    return item


def event_items(
    watched: "Iterable[WatchedEvent]", administration: str | None, marks: Marks, lang: Lang
) -> list[Record]:
    """Return the watch list; with an administration, only the shifts under it."""
    return [_watched(event, administration, marks, lang) for event in watched]


def _watched(watched: "WatchedEvent", administration: str | None, marks: Marks, lang: Lang) -> Record:
    event = watched.event
    return {
        "id": event.id,
        "name": event.name.in_language(lang),
        "kind": event.kind,
        "status": marks.status_of(event.id),
        "group": event.group,
        "date": event.date,
        "likelihood": to_plain(event.likelihood, lang),
        "points": list(shifted_points(event, administration)),
        "lists_changed": watched.points,
        "value_of_watching": round_number(watched.value_of_watching),
        "break_even": round_number(watched.break_even),
        "signs": [to_plain(sign, lang) for sign in event.signs],
        "shifts": shift_items(event, administration, lang),
        "issues": list(event.issues),
        "cites": list(event.what.cites),
    }


def shift_items(event: Event, administration: str | None, lang: Lang) -> list[Record]:
    """Return an event's shifts, one item each."""
    return [
        {"point": point, "criterion": criterion, "administration": name, **claim_item(shift, lang)}
        for point, criteria in event.shifts.items()
        for criterion, shifts in criteria.items()
        for name, shift in shifts.items()
        if administration in (None, name)
    ]


def background_items(brief: Brief, lang: Lang, kind: str | None = None) -> list[Record]:
    """Return precedents, context, tensions and gaps, in this order, or those of one kind."""
    sections: tuple[tuple[str, Sequence[Precedent | Context | Tension | Gap]], ...] = (
        ("precedent", brief.precedents), ("context", brief.context), ("tension", brief.tensions), ("gap", brief.gaps),
    )  # fmt: skip
    chosen = [(name, items) for name, items in sections if kind in {None, name}]
    return [{"id": item.id, "section": name} | to_plain(item, lang) for name, items in chosen for item in items]


def source_items(brief: Brief, ages: Mapping[str, int | None], lang: Lang) -> list[Record]:
    """Return each source record with its age in months and how many claims cite each paragraph."""
    cited = Counter(cite for placed in all_claims(brief) for cite in set(placed.claim.cites))
    items = []
    for source in brief.sources:
        item = to_plain(source, lang) | {"age_months": ages[source.id], "grade": str(source.grade)}
        for paragraph in item["paragraphs"]:
            paragraph["cited"] = cited[f"{source.id}#P{paragraph['n']}"]
        items.append(item)
    return items


def trace_items(
    claims: Iterable[LocatedClaim], places: Iterable[tuple[str, int]], brief: Brief, lang: Lang
) -> list[Record]:
    """Return claims by their path, each with the digests of its paragraphs, and the file and line that say it."""
    known = brief.paragraph_by_cite
    return [
        {
            "id": placed.path,
            **claim_item(placed.claim, lang),
            "digests": {
                cite: digest.in_language(lang)
                for cite in placed.claim.cites
                if cite in known and (digest := known[cite].digest)
            },
            "file": file,
            "line": line,
        }
        for placed, (file, line) in zip(claims, places, strict=True)
    ]


def start_item(brief: Brief, ranking: "Ranking", lang: Lang) -> Record:
    """Return the brief at a glance."""
    listed = {
        name: [p.point.id for p in ranking.placements if name in p.source_lists] for name in ("emphasize", "minimize")
    }
    return {
        "id": brief.id,
        "title": brief.title.in_language(lang),
        "issues": [issue.id for issue in brief.issues],
        "steps": [step.id for step in brief.steps],
        "administrations": [a.id for a in brief.administrations],
        "events": [event.id for event in brief.events],
        **listed,
        "gaps": [gap.text.in_language(lang) for gap in brief.gaps],
        "to_do": {name: count.open for name, count in unfinished(brief)._asdict().items()},
    }

"""Records of issues, steps, events, background, sources and claims: keys that other programs build on."""

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

#: The decimals of numbers in records.
DECIMALS = 6


def round_number(value: Any) -> float | None:
    """Return a number with six decimals, None for None."""
    return None if value is None else round(float(value), DECIMALS)


def statement_text(statement: Statement | None, ranking: "Ranking", lang: Lang) -> str | None:
    """Return the text of a statement after the events that count, None if it is not written yet."""
    return statement.text_after(ranking.scenario.events).in_language(lang) if statement else None


def to_plain(value: Any, lang: Lang) -> Any:
    """Return a model or value as plain data, its texts in one language."""
    if isinstance(value, Text):
        return value.in_language(lang)
    if isinstance(value, Model):
        fields = type(value).model_fields.items()
        return {field.alias or name: to_plain(getattr(value, name), lang) for name, field in fields}
    if isinstance(value, Mapping):
        return {key: to_plain(item, lang) for key, item in value.items()}
    return [to_plain(item, lang) for item in value] if isinstance(value, (tuple, list)) else value


def issue_items(issues: Iterable[LinkedIssue], administration: str | None, brief: Brief, lang: Lang) -> list[Record]:
    """Return issues in short; with an administration, the lists of their points and what is stated of it."""
    selected = next((item for item in brief.administrations if item.id == administration), None)
    if selected is None:
        return [_issue(linked, lang) for linked in issues]
    stated = [to_plain(tendency, lang) for tendency in selected.tendencies if tendency.basis == "stated"]
    return [
        _issue(linked, lang) | {"points_by_list": _points_by_list(linked), "stated_of_administration": stated}
        for linked in issues
    ]


def _issue(linked: LinkedIssue, lang: Lang) -> Record:
    """Return an issue in short."""
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


def _points_by_list(linked: LinkedIssue) -> dict[str, list[str]]:
    return {name: list(ids) for name, ids in linked.points_by_list().items()}


def issue_item(linked: LinkedIssue, lang: Lang) -> Record:
    """Return one issue in full, each claim with its basis."""
    links = {"points": [point.id for point in linked.points], "events": [event.id for event in linked.events]}
    record: Record = to_plain(linked.issue, lang)
    record["us_outlook"] = record["outlook"]
    return record | links | ({"points_by_list": _points_by_list(linked)} if linked.ranking else {})


def strategy_items(brief: Brief, lang: Lang) -> list[Record]:
    """Return the steps, then the considerations."""
    steps = [
        {"id": step.id, "type": "step"} | to_plain(step, lang) | {"actions": [action.id for action in step.actions]}
        for step in brief.steps
    ]
    considerations = [{"id": item.id, "type": "consideration"} | to_plain(item, lang) for item in brief.considerations]
    return steps + considerations


def checklist_items(rows: Iterable[tuple[Step, Action]], marks: Marks, lang: Lang) -> list[Record]:
    """Return the actions with their marks and plans."""
    return [_action(step, action, marks, lang) for step, action in rows]


def _action(step: Step, action: Action, marks: Marks, lang: Lang) -> Record:
    """Return an action with its mark and plan."""
    mark = marks.actions.get(action.id)
    done_by = {key: getattr(mark, key, None) for key in ("who", "when", "note")}
    plan = marks.assigned.get(action.id)
    planning = {
        key: getattr(mark, key, None) or getattr(plan, key, None) or getattr(action, key) for key in ("owner", "due")
    }
    return {
        "id": action.id,
        "step": step.id,
        "done": mark is not None,
        "stale": mark is not None and mark.is_stale(action.text),
        **claim_item(action, lang),
        **done_by,
        **planning,
    }


def claim_item(claim: Claim, lang: Lang) -> Record:
    """Return a claim as plain data without an id."""
    record: Record = to_plain(claim, lang)
    record.pop("id", None)
    return record


def event_items(
    watched: "Iterable[WatchedEvent]", administration: str | None, marks: Marks, lang: Lang
) -> list[Record]:
    """Return the watch list; with an administration, only the shifts under it."""
    return [_watched_event(item, administration, marks, lang) for item in watched]


def _watched_event(watched: "WatchedEvent", administration: str | None, marks: Marks, lang: Lang) -> Record:
    """Return an event with what it would change."""
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
    """Return the shifts of an event, a record each."""
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
    selected = [(name, items) for name, items in sections if kind in {None, name}]
    return [{"id": item.id, "section": name} | to_plain(item, lang) for name, items in selected for item in items]


def source_items(brief: Brief, ages: Mapping[str, int | None], lang: Lang) -> list[Record]:
    """Return each source record with its age in months and how many claims cite each paragraph."""
    counts = Counter(cite for located in all_claims(brief) for cite in set(located.claim.cites))
    records = []
    for source in brief.sources:
        record = to_plain(source, lang) | {"age_months": ages[source.id], "grade": str(source.grade)}
        for paragraph in record["paragraphs"]:
            paragraph["cited"] = counts[f"{source.id}#P{paragraph['n']}"]
        records.append(record)
    return records


def trace_items(
    claims: Iterable[LocatedClaim], places: Iterable[tuple[str, int]], brief: Brief, lang: Lang
) -> list[Record]:
    """Return claims by their path, each with the digests of its paragraphs and its file and line."""
    paragraphs = brief.paragraph_by_cite
    return [
        {
            "id": located.path,
            **claim_item(located.claim, lang),
            "digests": {
                cite: digest.in_language(lang)
                for cite in located.claim.cites
                if cite in paragraphs and (digest := paragraphs[cite].digest)
            },
            "file": file,
            "line": line,
        }
        for located, (file, line) in zip(claims, places, strict=True)
    ]


def start_item(brief: Brief, ranking: "Ranking", lang: Lang) -> Record:
    """Return the brief at a glance."""
    source_lists = {
        name: [placement.point.id for placement in ranking.placements if name in placement.source_lists]
        for name in ("emphasize", "minimize")
    }
    return {
        "id": brief.id,
        "title": brief.title.in_language(lang),
        "issues": [issue.id for issue in brief.issues],
        "steps": [step.id for step in brief.steps],
        "administrations": [administration.id for administration in brief.administrations],
        "events": [event.id for event in brief.events],
        **source_lists,
        "gaps": [gap.text.in_language(lang) for gap in brief.gaps],
        "to_do": {name: count.open for name, count in unfinished(brief)._asdict().items()},
    }

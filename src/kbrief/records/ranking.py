"""Records of rankings, explanations, comparisons and what-if."""

from typing import TYPE_CHECKING

from kbrief.decide.compare import Comparison, contributions
from kbrief.decide.events import WhatIf
from kbrief.decide.rank import Placement, Ranking
from kbrief.decide.stability import flip, stability
from kbrief.model import Lang, ListName
from kbrief.records.brief import Record, round_number

if TYPE_CHECKING:
    from kbrief.decide.score import Weighting


def ranked_records(ranking: "Ranking", name: ListName) -> list[Record]:
    """Return the points of a list in their order, then those that the source puts there and that stand elsewhere."""
    here = [ranked_item(p, p.rank, ranking.weighting) for p in ranking.points_on(name)]
    return here + [ranked_item(p, None, ranking.weighting) for p in ranking.displaced(name)]


def ranked_item(placement: "Placement", rank: int | None, weighting: "Weighting") -> Record:
    """Return where a point stands, why and how surely; `rank` is None where it stands on another list."""
    from kbrief.decide.stability import flip, stability, weight_stability

    return {
        "id": placement.point.id,
        "list": placement.list,
        "rank": rank,
        "tally": placement.tally,
        "stated_tally": placement.stated_tally,
        "inferred_tally": placement.inferred_tally,
        "score": round_number(placement.score),
        "stated": round_number(placement.stated),
        "inferred": round_number(placement.inferred),
        "stated_list": placement.stated_list,
        "source_list": placement.source_list,
        "moved_by_inference": placement.moved_by_inference,
        "stability": round_number(stability(placement, weighting).share),
        "weight_stability": round_number(weight_stability(placement, weighting)),
        "flip": way.distance if (way := flip(placement, weighting)) else None,
        "basis": placement.basis,
        "cites": list(placement.cites),
    }


def explain_item(ranking: Ranking, placement: Placement, lang: Lang) -> Record:
    """Return a placement with each criterion's part, its stability in cases, and what would flip it."""
    weighting, point = ranking.weighting, placement.point
    cases, way = stability(placement, weighting), flip(placement, weighting)
    texts = {
        name: getattr(point, name).text.in_language(lang) for name in ("say", "if_raised", "handling", "case_against")
    }
    return ranked_item(placement, placement.rank, weighting) | {
        "label": point.label.in_language(lang),
        "criteria": [
            {
                "criterion": rating.criterion,
                "rating": None if rating.basis == "unknown" else rating.value,
                "basis": rating.basis,
                "contribution": round_number(part.score),
                "stated": round_number(part.stated),
                "cites": list(dict.fromkeys(rating.cites)),
                "why": rating.rating.why.in_language(lang) if rating.rating.why else None,
                "shifts": [{"event": event, "by": shift.by} for event, shift in rating.shifts],
            }
            for rating, part in zip(placement.ratings, contributions(placement, weighting), strict=True)
        ],
        "cases": {"kept": cases.kept, "all": cases.cases},
        "flip_changes": [{"criterion": c.criterion, "old": c.old, "new": c.new} for c in way.changes] if way else [],
        "flip_list": way.list if way else None,
        **texts,
    }


def what_if_items(result: WhatIf) -> list[Record]:
    """Return each point that the events shift, before and after."""
    return [
        {
            "id": effect.point.id,
            "before": placement_record(effect.before),
            "after": placement_record(effect.after),
            "moved": [{"criterion": m.criterion, "old": m.old, "new": m.new} for m in effect.moved],
            "clipped": [m.criterion for m in effect.clipped],
            "break_even": round_number(effect.break_even),
            "value_of_watching": round_number(effect.value_of_watching),
        }
        for effect in result.affected
    ]


def placement_record(placement: Placement) -> Record:
    """Return where a point stands."""
    return {"list": placement.list, "tally": placement.tally, "score": round_number(placement.score)}


def compare_items(result: Comparison) -> list[Record]:
    """Return each point under every administration compared."""
    return [
        {
            "id": item.point.id,
            "lists": item.lists,
            "scores": {name: round_number(score) for name, score in item.scores.items()},
            "difference": round_number(item.difference),
            "regret": {name: round_number(regret) for name, regret in item.regret.items()},
            "recommended": item.recommended,
            "no_regret": item.no_regret,
        }
        for item in result.items
    ]

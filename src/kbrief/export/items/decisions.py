"""Explanations, comparisons and what-ifs as plain items: the keys that other programs build on."""

from kbrief.decide.compare import Comparison
from kbrief.decide.contributions import contributions
from kbrief.decide.events import WhatIf
from kbrief.decide.flip import flip
from kbrief.decide.rank import Placement, Ranking
from kbrief.decide.stability import stability
from kbrief.export.items.brief import Item, number, ranked_item
from kbrief.model import Lang


def explain_item(ranking: Ranking, placement: Placement, lang: Lang) -> Item:
    """Return a placement with each criterion's part, its stability in cases, and what would flip it."""
    weighting, point = ranking.weighting, placement.point
    cases, way = stability(placement, weighting), flip(placement, weighting)
    texts = {name: getattr(point, name).text.to(lang) for name in ("say", "if_raised", "handling", "case_against")}
    return ranked_item(placement, placement.rank, weighting) | {
        "label": point.label.to(lang),
        "criteria": [
            {
                "criterion": rating.criterion,
                "rating": None if rating.basis == "unknown" else rating.value,
                "basis": rating.basis,
                "contribution": number(part.score),
                "stated": number(part.stated),
                "cites": list(dict.fromkeys(rating.cites)),
                "why": rating.rating.why.to(lang) if rating.rating.why else None,
                "shifts": [{"event": event, "by": shift.by} for event, shift in rating.shifts],
            }
            for rating, part in zip(placement.ratings, contributions(placement, weighting), strict=True)
        ],
        "cases": {"kept": cases.kept, "all": cases.cases},
        "flip_changes": [{"criterion": c.criterion, "old": c.old, "new": c.new} for c in way.changes] if way else [],
        "flip_list": way.list if way else None,
        **texts,
    }


def what_if_items(result: WhatIf) -> list[Item]:
    """Return each point that the events shift, before and after."""
    return [
        {
            "id": effect.point.id,
            "before": standing(effect.before),
            "after": standing(effect.after),
            "moved": [{"criterion": m.criterion, "old": m.old, "new": m.new} for m in effect.moved],
            "clipped": [m.criterion for m in effect.clipped],
            "break_even": number(effect.break_even),
            "value_of_watching": number(effect.value_of_watching),
        }
        for effect in result.affected
    ]


def standing(placement: Placement) -> Item:
    """Return where a point stands."""
    return {"list": placement.list, "tally": placement.tally, "score": number(placement.score)}


def compare_items(result: Comparison) -> list[Item]:
    """Return each point under every administration compared."""
    return [
        {
            "id": item.point.id,
            "lists": item.lists,
            "scores": {name: number(score) for name, score in item.scores.items()},
            "difference": number(item.difference),
            "regret": {name: number(regret) for name, regret in item.regret.items()},
            "recommended": item.recommended,
            "no_regret": item.no_regret,
        }
        for item in result.items
    ]

"""Records of rankings, explanations, comparisons and what-if."""

from typing import get_args

from kbrief.decide.compare import Comparison, Contribution, contributions
from kbrief.decide.disputes import Disputes
from kbrief.decide.events import WhatIf
from kbrief.decide.point_filter import PointFilter
from kbrief.decide.rank import Placement, Ranking
from kbrief.decide.scenario import EffectiveRating
from kbrief.decide.stability import flip, stability, weight_stability
from kbrief.model import Lang, ListName, Rating, SpokenField
from kbrief.records.brief import Record, round_number, statement_text


def ranked_records(ranking: Ranking, name: ListName, lang: Lang, choice: PointFilter | None = None) -> list[Record]:
    """Return the points of a list in their order, then those that only a source puts there."""
    placements = (choice or PointFilter()).of(ranking, name)
    return [
        ranked_item(placement, placement.rank if placement.list == name else None, ranking, lang)
        for placement in placements
    ]


def ranked_item(placement: Placement, rank: int | None, ranking: Ranking, lang: Lang) -> Record:
    """Return the list of a point, its reasons and stability; `rank` is None where it is displaced."""
    weighting, point = ranking.weighting, placement.point
    nearest_flip = flip(placement, weighting)
    return {
        "id": point.id,
        "label": point.label.in_language(lang),
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
        "source_lists": list(placement.source_lists),
        "moved_by_inference": placement.moved_by_inference,
        "stability": round_number(stability(placement, weighting).share),
        "weight_stability": round_number(weight_stability(placement, weighting)),
        "flip": nearest_flip.distance if nearest_flip else None,
        "basis": placement.basis,
        "contested": list(placement.contested),
        "outside": list(placement.outside),
        "cites": list(placement.cites),
        "say": statement_text(point.spoken("say", ranking.scenario.administration), ranking, lang),
        "reason": statement_text(point.reason, ranking, lang),
    }


SPOKEN: tuple[SpokenField, ...] = get_args(SpokenField)


def explain_item(ranking: Ranking, placement: Placement, lang: Lang) -> Record:
    """Return a placement with the part of each criterion, its stability in cases, and its nearest flip."""
    weighting, point = ranking.weighting, placement.point
    cases, nearest_flip = stability(placement, weighting), flip(placement, weighting)
    changes = nearest_flip.changes if nearest_flip else ()
    administration = ranking.scenario.administration
    texts: Record = {name: statement_text(point.spoken(name, administration), ranking, lang) for name in SPOKEN}
    return ranked_item(placement, placement.rank, ranking, lang) | {
        "criteria": [
            _criterion(rating, part, lang)
            for rating, part in zip(placement.ratings, contributions(placement, weighting), strict=True)
        ],
        "cases": {"kept": cases.kept, "all": cases.cases},
        "flip_changes": [{"criterion": step.criterion, "old": step.old, "new": step.new} for step in changes],
        "flip_list": nearest_flip.list if nearest_flip else None,
        **texts,
    }


def _criterion(rating: EffectiveRating, part: Contribution, lang: Lang) -> Record:
    """Return the rating of one criterion with what it adds to the score."""
    return {
        "criterion": rating.criterion,
        "rating": None if rating.basis == "unknown" else rating.value,
        "basis": rating.basis,
        "contribution": round_number(part.score),
        "stated": round_number(part.stated),
        "cites": list(dict.fromkeys(rating.cites)),
        "why": rating.rating.why.in_language(lang) if rating.rating.why else None,
        "shifts": [{"event": event, "by": shift.by} for event, shift in rating.shifts],
        "contested": rating.is_contested,
        "readings": [_reading(claim, lang) for claim in rating.claims if claim.basis != "unknown"],
    }


def _reading(claim: Rating, lang: Lang) -> Record:
    """Return one reading of a rating, as it is before any shift."""
    return {
        "value": claim.value,
        "basis": claim.basis,
        "outside": claim.is_outside,
        "cites": list(claim.cites),
        "why": claim.why.in_language(lang) if claim.why else None,
        "by": claim.by,
        "on": claim.on,
    }


def what_if_items(result: WhatIf) -> list[Record]:
    """Return each point that the events shift, before and after."""
    return [
        {
            "id": effect.point.id,
            "before": placement_record(effect.before),
            "after": placement_record(effect.after),
            "moved": [{"criterion": step.criterion, "old": step.old, "new": step.new} for step in effect.moved],
            "clipped": [step.criterion for step in effect.clipped],
            "break_even": round_number(effect.break_even),
            "value_of_watching": round_number(effect.value_of_watching),
        }
        for effect in result.affected
    ]


def placement_record(placement: Placement) -> Record:
    """Return the list, tally and score of a point."""
    return {"list": placement.list, "tally": placement.tally, "score": round_number(placement.score)}


def compare_items(result: Comparison) -> list[Record]:
    """Return each point under every administration; the joint keys have values if all decide together."""
    together = result.mode == "together"
    return [
        {
            "id": item.point.id,
            "lists": item.lists,
            "scores": {name: round_number(score) for name, score in item.scores.items()},
            "difference": round_number(item.difference),
            "regret": {name: round_number(regret) for name, regret in item.regret.items()},
            "recommended": item.recommended,
            "no_regret": item.no_regret,
            "differs": item.differs,
            "joint_list": item.joint_list if together else None,
            "joint_score": round_number(item.joint_score) if together else None,
            "blocked_by": list(item.blocked_by) if together else [],
        }
        for item in result.items
    ]


def dispute_records(disputes: Disputes) -> list[Record]:
    """Return each point with contested ratings, and how much its list depends on whom one believes.

    `settled_by` has the criteria whose settlement, whichever way, fixes its list; `settle_first` is the criterion that
    fixes most lists of the brief, if it is this point's.
    """
    point, criterion, administration = disputes.first or (None, None, None)
    return [
        {
            "id": dispute.point.id,
            "administration": dispute.administration,
            "list": dispute.placement.list,
            "depends": round_number(dispute.depends),
            "shares": {name: round_number(share) for name, share in dispute.shares.items()},
            "contested": list(dispute.placement.contested),
            "settled_by": [cell[1] for cell in dispute.settling],
            "settle_first": criterion
            if dispute.point.id == point and administration in {None, dispute.administration}
            else None,
        }
        for dispute in disputes.items
    ]

"""What numbers, columns and signs mean, as the legends of the pages and of the board say it."""

from kbrief.decide.score import Weighting
from kbrief.i18n import _
from kbrief.pages.brief_text import BriefText


def measure_meaning(weighting: Weighting) -> str:
    """Return the meaning of the tally or score of a point, with the thresholds of the lists."""
    if weighting.has_equal_weights:
        return _(
            "tally -{most}..+{most} = stated + inferred; EMPHASIZE from +{least}, MINIMIZE from -{least}; 1= is a tie, no order.",
            most=weighting.max_tally,
            least=weighting.threshold_tally,
        )
    return _(
        "score -100..+100 = stated + inferred, weighted; EMPHASIZE from +{threshold}, MINIMIZE from -{threshold}.",
        threshold=f"{float(weighting.threshold):g}",
    )


def stability_meaning() -> str:
    """Return the meaning of the stability of a placement."""
    return _(
        "stays: in what share of cases the list holds if our ratings are off: a stated one by a step in half of the cases, an inferred one by a step, one from outside the source or unknown by two. It is not the chance that we are right."
    )


def flip_meaning() -> str:
    """Return the meaning of the nearest flip of a placement."""
    return _(
        "flip: fewest one-step changes of ratings that are not stated, or contested, that put the point on another list; – if none can."
    )


def disputed_meaning() -> str:
    """Return the meaning of the sign of a disputed point."""
    return _("± sources or readers disagree.")


def break_even_meaning() -> str:
    """Return the meaning of a break-even probability."""
    return _("break-even: how likely the event must be for it to pay to move the point now. It is no forecast.")


def joint_list_meaning() -> str:
    """Return the meaning of the list for an audience that hears all points together."""
    return _("joint list: EMPHASIZE if it is so for all, MINIMIZE if it is for one, who then blocks it; else HOLD.")


def treat_as_meaning() -> str:
    """Return the meaning of the list with the smallest worst regret."""
    return _(
        "treat as: the list with the smallest worst regret, in points of the score beyond the line; 0 costs nothing."
    )


def key_gaps_meaning(texts: BriefText) -> str:
    """Return what the sources leave out, and how to see all of it; empty if there are no key gaps."""
    gaps = texts.key_gaps()
    if not gaps:
        return ""
    if len(texts.brief.sources) > 1:
        return _("Not in the sources: {gaps} (kbrief background --kind gap).", gaps=gaps)
    return _("Not in the source: {gaps} (kbrief background --kind gap).", gaps=gaps)

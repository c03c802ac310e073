"""Records of the points that fit the minutes of a meeting."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from kbrief.model import Lang
from kbrief.pack.fit import Fit
from kbrief.records.brief import Record, round_number


def fit_records(fit: Fit, spoken: Mapping[str, str], lang: Lang) -> list[Record]:
    """Return each point with its seconds, its worth, and whether it fits; those that fit come first, in speaking order.

    `spoken` has the text of each point whose seconds are counted.
    """
    items = {item.id: item for item in (*fit.choice.chosen, *fit.choice.left_out)}
    order = [placement.point.id for placement in fit.chosen]
    _gain, added, _removed = fit.next_minute
    return [
        {
            "id": name,
            "label": fit.placements[name].point.label.in_language(lang),
            "fits": name in order,
            "order": order.index(name) + 1 if name in order else None,
            "must": name in fit.required,
            "next_minute": name in added,
            "list": fit.placements[name].list,
            "listed": items[name].is_listed,
            "worth": round_number(items[name].worth),
            "seconds": round_number(items[name].seconds),
            "seconds_exact": exact(items[name].seconds),
            "spoken": spoken[name],
        }
        for name in (*order, *(item.id for item in fit.choice.left_out))
    ]


def fit_facts(fit: Fit) -> Mapping[str, Any]:
    """Return the facts of a choice for the envelope: room, seconds, worth, and the next minute."""
    gain, added, removed = fit.next_minute
    return {
        "room_seconds": round_number(fit.choice.room),
        "spoken_seconds": round_number(fit.choice.seconds),
        "worth": round_number(fit.choice.worth),
        "next_minute": {"worth": round_number(gain), "in": list(added), "out": list(removed)},
    }


def exact(number: Fraction) -> str:
    """Return a number without rounding, `540/13`."""
    return str(number)

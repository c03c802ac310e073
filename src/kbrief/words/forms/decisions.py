"""The words of explain, compare, what-if and the watch list's numbers: only these screens load them."""

from typing import NamedTuple


class DecisionWords(NamedTuple):
    """What the screens on sureness and change say."""

    explain_title: str
    where: str
    cases: str
    weights: str
    flip: str
    no_flip: str
    change: str
    surely: str
    nearly: str
    over: str
    under: str
    criterion: str
    rating: str
    bar: str
    adds: str
    basis: str
    case_against: str
    say: str
    if_raised: str
    handling: str
    handling_low: str
    not_chance: str
    compare_title: str
    compare_one: str
    treat: str
    regret: str
    difference: str
    no_regret: str
    yes: str
    no_regret_legend: str
    regret_legend: str
    what_if_title: str
    before: str
    after: str
    moves: str
    clipped: str
    break_even: str
    watching: str
    nothing_moves: str
    held: str
    break_even_legend: str
    changes_legend: str
    watching_legend: str
    explain_next: str
    what_if_next: str
    lists_next: str
    changes: str

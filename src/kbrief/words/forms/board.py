"""The words of the board: a class of their own, as only a board loads them."""

from typing import NamedTuple


class BoardWords(NamedTuple):
    """What the board says; braces name what the page fills in."""

    intro: str
    skip: str
    trust: str
    who: str
    nobody: str
    nobody_note: str
    happens: str
    events_off: str
    together: str
    pairs: str
    singles: str
    start_over: str
    changes_here: str
    lists: str
    how_many: str
    stays: str
    parts: str
    edge: str
    elsewhere_by_weights: str
    was: str
    changed: str
    more: str
    no_change: str
    only_shifts: str
    weights: str
    weights_intro: str
    weights_back: str
    weights_on: str
    weight_wrong: str
    weights_zero: str
    weight_of: str
    copy_lists: str
    copied: str
    copy_by_hand: str
    print: str
    matrix: str
    matrix_caption: str
    stated_alone: str
    no_regret: str
    scroll: str
    by_administration: str
    how_to_read: str
    command: str
    no_script: str
    back: str
    close: str

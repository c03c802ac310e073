"""The words of the memo: a class of their own, as only a memo loads them."""

from typing import NamedTuple


class MemoColumns(NamedTuple):
    """The titles of the memo's columns."""

    rank: str
    point: str
    say: str
    answer: str
    why: str
    how: str
    tally: str
    score: str
    basis: str
    event: str
    signs: str
    moves: str
    stays: str
    flip: str
    treat: str
    list: str
    paragraph: str
    digest: str


class MemoWords(NamedTuple):
    """The memo's headings, fixed lines and fill-in sentences."""

    marking: str
    title: str
    months: tuple[str, ...]
    day: str
    join: str
    gap: str
    date: str
    recipient: str
    no_recipient: str
    sender: str
    no_sender: str
    subject: str
    subject_text: str
    source: str
    bluf: str
    lead: str
    caution: str
    sure: str
    and_more: str
    watch: str
    watch_none: str
    watch_stated: str
    assumption: str
    rests_on: str
    nobody: str
    nothing: str
    marks: str
    tally_range: str
    score_range: str
    stays_means: str
    steps: str
    recommendation: str
    approve: str
    step_lead: str
    step_caution: str
    step_event: str
    step_unknown: str
    step_figure: str
    step_figures: str
    emphasize: str
    minimize: str
    hold: str
    each: str
    group: str
    more: str
    more_counted: str
    now_elsewhere: str
    moved: str
    moved_one: str
    above: str
    change: str
    change_intro: str
    goes_to: str
    changes_to: str
    break_even: str
    no_change: str
    more_events: str
    more_moving: str
    not_counted: str
    other: str
    no_regret: str
    depend: str
    limits: str
    limits_and_steps: str
    not_here: str
    left_out: str
    unknown_ratings: str
    unknown_of: str
    confidence: str
    tensions: str
    more_tensions: str
    annexes: str
    annex_a: str
    annex_b: str
    annex_c: str
    annex_list: str
    method: tuple[str, ...]
    points_title: str
    version: str
    columns: MemoColumns

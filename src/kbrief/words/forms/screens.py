"""All words that the program says by itself; a language is one value of `Words`, and a missing word is a type error.

Braces name what is filled in. Texts of a brief are data and stand in the brief. Named tuples, as
a dataclass of so many fields takes five times as long to make, at every start.
"""

from collections.abc import Mapping
from typing import NamedTuple

from kbrief.model import Basis, EventKind, Lang, ListName, Screen
from kbrief.model.agenda import AlignmentKind
from kbrief.model.marks import Status
from kbrief.model.source import ParagraphKind


class ListWords(NamedTuple):
    """How one list is called: in a title, in running text, and at length."""

    title: str
    name: str
    long: str


class HeadWords(NamedTuple):
    """The head lines; `neutral` ones serve a brief that has none of its own."""

    prefix: str
    one_source: str
    sources: str
    no_source: str
    not_graded: str
    graded: str
    views_unknown: str
    neutral: Mapping[Screen, str]


class ListPageWords(NamedTuple):
    """The screens of the three lists."""

    title: str
    if_administration: str
    on_stated: str
    stated_only: str
    given: str
    weighted: str
    inferred_from: str
    view_unknown: str
    moved_here: str
    moved_away: str
    listed_elsewhere: str
    asked_for: str
    missing_none: str
    missing_some: str
    legend_tally: str
    legend_score: str
    legend_edge: str
    legend_stays: str
    legend_flip: str
    not_in_source: str
    empty: str
    observed: str
    explain: str
    what_if: str
    assume: str
    memo: str


class ColumnTitles(NamedTuple):
    """The titles of columns."""

    rank: str
    point: str
    label: str
    tally: str
    score: str
    stays: str
    flip: str
    stated: str
    inferred: str
    origin: str
    reason: str
    issue: str
    name: str
    alignment: str
    points: str
    events: str
    tags: str
    falls: str
    outlook: str
    source_list: str
    event: str
    kind: str
    step: str
    asked: str
    given: str
    carried_by: str
    weigh: str
    action: str
    todo: str
    note: str
    id: str
    text: str
    paragraph: str
    digest: str
    cited: str
    words: str
    figures: str
    status: str
    would_move: str
    signs: str


class Labels(NamedTuple):
    """The labels of single values."""

    brief_is: str
    driver: str
    outlook: str
    todo: str
    signs: str
    figures: str
    limits: str
    alignment: str
    tags: str
    cites: str
    claim: str
    points: str
    events: str
    events_word: str
    title: str
    author: str
    published: str
    age: str
    kind: str
    place: str
    grade: str
    views: str
    looked_up: str
    url: str
    says: str
    basis: str
    why: str
    file: str
    issues: str
    steps: str
    administrations: str
    watch: str


class Sentences(NamedTuple):
    """Titles, remarks and what to type next."""

    issues_title: str
    no_issue: str
    one_issue: str
    falls_legend: str
    stated_of: str
    trace_issue: str
    strategy_title: str
    considerations: str
    open_checklist: str
    checklist_title: str
    step_progress: str
    nothing_open: str
    mark_done: str
    box_open: str
    box_done: str
    box_stale: str
    stale: str
    done_by: str
    owned_by: str
    due_on: str
    background_title: str
    precedent: str
    context: str
    tension: str
    gap: str
    no_background: str
    trace_tension: str
    sources_title: str
    no_sources: str
    trace_paragraph: str
    months_old: str
    trace_title: str
    rating_unknown: str
    shift_by: str
    paragraphs_behind: str
    not_cited: str
    all_sources: str
    events_title: str
    no_event: str
    with_observed: str
    if_it_happens: str
    shift_legend: str
    moves_nothing: str
    own_lists: str
    left_out: str
    more_gaps: str
    next_issues: str
    next_emphasize: str
    next_minimize: str
    next_compare: str
    next_all: str
    next_memo: str
    next_help: str
    hint: str
    more_problems: str
    own_word: str


class Words(NamedTuple):
    """Everything the program says in one language."""

    lang: Lang
    lists: Mapping[ListName, ListWords]
    basis: Mapping[Basis, str]
    outside: str
    alignment: Mapping[AlignmentKind, str]
    event_kind: Mapping[EventKind, str]
    paragraph_kind: Mapping[ParagraphKind, str]
    status: Mapping[Status, str]
    months: tuple[str, ...]
    month: str
    day: str
    marked_day: str
    brackets: tuple[str, str]
    between: str
    bracketed: str
    percent: str
    likely: str
    likelihood: Mapping[str, str]
    head: HeadWords
    list_page: ListPageWords
    col: ColumnTitles
    label: Labels
    say: Sentences

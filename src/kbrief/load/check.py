"""Check a brief without the cache: read YAML, merge, validate and run the rules, and collect every problem."""

import datetime as dt
import json
import os
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from kbrief.errors import BriefError, Message, Problem
from kbrief.load.extends import BaseReader, merge_layers
from kbrief.load.faults import to_problems
from kbrief.load.find import Place, find_place
from kbrief.load.layers import Layer, read_base, read_layer
from kbrief.load.merge import MAX_PROBLEMS, MergedBrief, UnlocatedProblem, locate_problems
from kbrief.load.rules import RULES, plugin_rules
from kbrief.load.rules.context import Rule, RuleContext
from kbrief.load.validate import PartialBrief, partial_brief, validate
from kbrief.model import FORMAT, Brief


class CheckResult(NamedTuple):
    """A brief (None if it does not fit the schema), its JSON, every problem, sorted, and its layers.

    `layers` has the base first; `extends` has the name in each layer that extends another, the top layer first.
    """

    brief: Brief | None
    text: bytes
    problems: tuple[Problem, ...]
    layers: tuple[Layer, ...]
    extends: tuple[str, ...]

    @property
    def is_valid(self) -> bool:
        """Whether there are no errors, only warnings."""
        return not any(problem.level == "error" for problem in self.problems)


def check(where: Place | str | os.PathLike[str] | None = None, oldest: dt.date | None = None) -> tuple[Problem, ...]:
    """Return every problem of a brief, by file and line; with `oldest`, also sources older than that day.

    The brief is the one at a place, at a path or with a name; by default the nearest one in a parent folder, else the
    bundled one. A brief that is not found is a problem too.
    """
    try:
        place = where if isinstance(where, Place) else find_place(where)
    except BriefError as error:
        return error.problems
    return check_layer(read_layer(place), oldest, rules=(*RULES, *plugin_rules())).problems


def check_layer(
    own: Layer, oldest: dt.date | None = None, below: BaseReader = read_base, rules: Sequence[Rule] = RULES
) -> CheckResult:
    """Return the brief of a layer and its bases, which `below` reads, with every problem of all of them."""
    try:
        merged, layers, extends = merge_layers(own, below)
    except BriefError as error:
        return CheckResult(None, b"", error.problems, (own,), ())
    if newer := _newer_format(merged):
        return CheckResult(None, b"", tuple(locate_problems([newer])), layers, extends)
    text = json.dumps(merged.data, ensure_ascii=False).encode()
    brief, unlocated = find_problems(merged, text, oldest, rules)
    problems = {*merged.problems, *locate_problems([*merged.unlocated, *unlocated])}
    return CheckResult(brief, text, tuple(sorted(problems, key=_order)), layers, extends)


def find_problems(
    merged: MergedBrief, text: bytes, oldest: dt.date | None = None, rules: Sequence[Rule] = RULES
) -> tuple[Brief | None, list[UnlocatedProblem]]:
    """Return the brief of the sections (`text` is their JSON), and what the schema and the rules find."""
    brief, faults = validate(merged.data, text)
    unlocated = list(to_problems(faults, merged))
    if merged.has_lost_base:
        return None, unlocated
    if brief:
        unlocated += run_rules(PartialBrief(brief, {}), merged, oldest, rules)
    elif len(faults) < MAX_PROBLEMS:
        partial = partial_brief(merged.data, [fault["loc"] for fault in faults])
        unlocated += run_rules(partial, merged, oldest, rules)
    return brief, unlocated


def _newer_format(merged: MergedBrief) -> UnlocatedProblem | None:
    """Return a problem if the format of a brief is newer than this program can read."""
    version = merged.data.get("format")
    if isinstance(version, bool) or not isinstance(version, int) or version <= FORMAT:
        return None
    message = Message(
        "the brief is in format {wanted}; this program reads format {known}", wanted=version, known=FORMAT
    )
    return UnlocatedProblem(merged, ("format",), "newer-format", message, Message("use a newer kbrief"))


def _order(problem: Problem) -> tuple[str, int, int, str, str, str]:
    return problem.file, problem.line, problem.column, problem.rule, problem.message, problem.hint or ""


def run_rules(
    partial: PartialBrief, merged: MergedBrief, oldest: dt.date | None, rules: Sequence[Rule]
) -> Iterator[UnlocatedProblem]:
    """Yield what the rules find in the valid part of a brief, up to MAX_PROBLEMS for each rule."""
    if partial.brief is None:
        return
    context = RuleContext.of(partial.brief, merged, oldest)
    for rule in rules:
        for finding in islice(rule.find(context), MAX_PROBLEMS):
            loc = merged.present(partial.original_loc(finding.at))
            yield UnlocatedProblem(merged, loc, rule.id, finding.message, finding.hint, rule.level, finding.at_key)

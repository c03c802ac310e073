"""The cold road: YAML to plain data to a brief, with every problem on the way."""

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
from kbrief.load.merge import MAX_PROBLEMS, MergedBrief, Unplaced, settled
from kbrief.load.rules import RULES, plugin_rules
from kbrief.load.rules.context import Rule, RuleContext
from kbrief.load.validate import PartialBrief, partial_brief, validate
from kbrief.model import FORMAT, Brief


class CheckResult(NamedTuple):
    """A brief (None where its schema does not hold), its JSON, every problem, sorted, and the layers that it is of.

    `layers` has the base first; `extends` tells what each layer but the base names, the uppermost first.
    """

    brief: Brief | None
    text: bytes
    problems: tuple[Problem, ...]
    layers: tuple[Layer, ...]
    extends: tuple[str, ...]

    @property
    def is_valid(self) -> bool:
        """Whether nothing but warnings was found."""
        return not any(problem.level == "error" for problem in self.problems)


def check(where: Place | str | os.PathLike[str] | None = None, oldest: dt.date | None = None) -> tuple[Problem, ...]:
    """Return every problem of a brief, by file and line; with `oldest`, sources from before that day too.

    The brief is the one at a place, at a path or of a name, by default the nearest upward or the bundled one. That
    there is none is a problem too.
    """
    try:
        place = where if isinstance(where, Place) else find_place(where)
    except BriefError as error:
        return error.problems
    return check_layer(read_layer(place), oldest, rules=(*RULES, *plugin_rules())).problems


def check_layer(
    own: Layer, oldest: dt.date | None = None, below: BaseReader = read_base, rules: Sequence[Rule] = RULES
) -> CheckResult:
    """Return the brief made of a layer and of what it extends (`below` reads that), with every problem of them all."""
    try:
        merged, layers, extends = merge_layers(own, below)
    except BriefError as error:
        return CheckResult(None, b"", error.problems, (own,), ())
    if newer := _newer_format(merged):
        return CheckResult(None, b"", tuple(settled([newer])), layers, extends)
    text = json.dumps(merged.data, ensure_ascii=False).encode()
    brief, found = find_problems(merged, text, oldest, rules)
    problems = {*merged.problems, *settled([*merged.unplaced, *found])}
    return CheckResult(brief, text, tuple(sorted(problems, key=_order)), layers, extends)


def find_problems(
    merged: MergedBrief, text: bytes, oldest: dt.date | None = None, rules: Sequence[Rule] = RULES
) -> tuple[Brief | None, list[Unplaced]]:
    """Return the brief that the sections (in JSON `text`) hold, and what schema and rules find."""
    brief, faults = validate(merged.data, text)
    unplaced = list(to_problems(faults, merged))
    if merged.has_lost_base:
        return None, unplaced
    if brief:
        unplaced += run_rules(PartialBrief(brief, {}), merged, oldest, rules)
    elif len(faults) < MAX_PROBLEMS:
        rest = partial_brief(merged.data, [fault["loc"] for fault in faults])
        unplaced += run_rules(rest, merged, oldest, rules)
    return brief, unplaced


def _newer_format(merged: MergedBrief) -> Unplaced | None:
    """Return that a brief is in a format newer than this program reads, None where it is not."""
    wanted = merged.data.get("format")
    if isinstance(wanted, bool) or not isinstance(wanted, int) or wanted <= FORMAT:
        return None
    message = Message("the brief is in format {wanted}; this program reads format {known}", wanted=wanted, known=FORMAT)
    return Unplaced(merged, ("format",), "newer-format", message, Message("use a newer kbrief"))


def _order(problem: Problem) -> tuple[str, int, int, str, str, str]:
    return problem.file, problem.line, problem.column, problem.rule, problem.message, problem.hint or ""


def run_rules(
    rest: PartialBrief, merged: MergedBrief, oldest: dt.date | None, rules: Sequence[Rule]
) -> Iterator[Unplaced]:
    """Yield what the rules find in the part of a brief whose schema holds, up to MOST a rule."""
    if rest.brief is None:
        return
    subject = RuleContext.of(rest.brief, merged, oldest)
    for rule in rules:
        for found in islice(rule.find(subject), MAX_PROBLEMS):
            at = merged.present(rest.before(found.at))
            yield Unplaced(merged, at, rule.id, found.message, found.hint, rule.level, found.at_key)

"""The cold road: YAML to plain data to a brief, with every problem on the way."""

import datetime as dt
import json
import os
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from kbrief.errors import BriefError, Problem
from kbrief.load.find import Place, place_of
from kbrief.load.layering.gather import Below, gathered
from kbrief.load.layering.layers import Layer, layer_below, layer_of
from kbrief.load.layering.merge import MOST, Merged, Unplaced, settled
from kbrief.load.rules import RULES, Subject
from kbrief.load.validation.messages import problems_of
from kbrief.load.validation.validate import Rest, rest_of, validated
from kbrief.model import Brief


class Examined(NamedTuple):
    """A brief (None where its schema does not hold), its JSON, every problem, sorted, and the layers that it is of.

    `layers` has the base first; `extends` tells what each layer but the base names, the uppermost first.
    """

    brief: Brief | None
    text: bytes
    problems: tuple[Problem, ...]
    layers: tuple[Layer, ...]
    extends: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing but warnings was found."""
        return not any(problem.level == "error" for problem in self.problems)


def check(where: Place | str | os.PathLike[str] | None = None, oldest: dt.date | None = None) -> tuple[Problem, ...]:
    """Return every problem of a brief, by file and line; with `oldest`, sources from before that day too.

    The brief is the one at a place, at a path or of a name, by default the nearest upward or the bundled one. That
    there is none is a problem too.
    """
    try:
        place = where if isinstance(where, Place) else place_of(where)
    except BriefError as error:
        return error.problems
    return examine(layer_of(place), oldest).problems


def examine(own: Layer, oldest: dt.date | None = None, below: Below = layer_below) -> Examined:
    """Return the brief made of a layer and of what it extends (`below` reads that), with every problem of them all."""
    try:
        merged, layers, extends = gathered(own, below)
    except BriefError as error:
        return Examined(None, b"", error.problems, (own,), ())
    text = json.dumps(merged.data, ensure_ascii=False).encode()
    brief, found = _examined(merged, text, oldest)
    problems = {*merged.problems, *settled([*merged.unplaced, *found])}
    return Examined(brief, text, tuple(sorted(problems, key=_order)), layers, extends)


def _examined(merged: Merged, text: bytes, oldest: dt.date | None) -> tuple[Brief | None, list[Unplaced]]:
    """Return the brief that the sections (in JSON `text`) hold, and what schema and rules find."""
    brief, faults = validated(merged.data, text)
    unplaced = list(problems_of(faults, merged))
    if merged.has_lost_base:
        return None, unplaced
    if brief:
        unplaced += ruled(Rest(brief, {}), merged, oldest)
    elif len(faults) < MOST:
        unplaced += ruled(rest_of(merged.data, [fault["loc"] for fault in faults]), merged, oldest)
    return brief, unplaced


def _order(problem: Problem) -> tuple[str, int, int, str, str, str]:
    return problem.file, problem.line, problem.column, problem.rule, problem.message, problem.hint or ""


def ruled(rest: Rest, merged: Merged, oldest: dt.date | None) -> Iterator[Unplaced]:
    """Yield what the rules find in the part of a brief whose schema holds, up to MOST a rule."""
    if rest.brief is None:
        return
    subject = Subject.of(rest.brief, merged, oldest)
    for rule in RULES:
        for found in islice(rule.look(subject), MOST):
            at = merged.present(rest.before(found.at))
            yield Unplaced(merged, at, rule.id, found.message, found.hint, rule.level, found.at_key)

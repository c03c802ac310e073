"""The cold road: YAML to plain data to a brief, with every problem on the way."""

import datetime as dt
import json
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from kbrief.errors import Problem
from kbrief.load.find import Place
from kbrief.load.gather import gathered
from kbrief.load.layers import Layer, layer_of
from kbrief.load.merge import MOST, Draft, Merged, settled
from kbrief.load.rules import RULES, Subject
from kbrief.load.telling import told
from kbrief.load.validate import Rest, rest_of, validated
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


def check(place: Place, oldest: dt.date | None = None) -> tuple[Problem, ...]:
    """Return every problem of the brief at `place`, by file and line; with `oldest`, sources from before it too."""
    return examine(layer_of(place), oldest).problems


def examine(own: Layer, oldest: dt.date | None = None) -> Examined:
    """Return the brief made of a layer and of what it extends, with every problem of them all."""
    merged, layers, extends = gathered(own)
    text = json.dumps(merged.data, ensure_ascii=False).encode()
    brief, faults = validated(merged.data, text)
    drafts = [*merged.drafts, *told(faults, merged)]
    if merged.has_lost_base:
        brief = None
    elif brief:
        drafts += ruled(Rest(brief, {}), merged, oldest)
    elif len(faults) < MOST:
        drafts += ruled(rest_of(merged.data, [fault["loc"] for fault in faults]), merged, oldest)
    problems = {*merged.problems, *settled(drafts)}
    return Examined(brief, text, tuple(sorted(problems, key=_order)), layers, extends)


def _order(problem: Problem) -> tuple[str, int, int, str, str, str]:
    return problem.file, problem.line, problem.column, problem.rule, problem.message, problem.hint or ""


def ruled(rest: Rest, merged: Merged, oldest: dt.date | None) -> Iterator[Draft]:
    """Yield what the rules find in the part of a brief whose schema holds, up to MOST a rule."""
    if rest.brief is None:
        return
    subject = Subject.of(rest.brief, merged, oldest)
    for rule in RULES:
        for found in islice(rule.look(subject), MOST):
            at = merged.present(rest.before(found.at))
            yield Draft(merged, at, rule.id, found.message, found.hint, rule.level, found.at_key)

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

LARGEST = 700_000
"""How many values (texts, numbers, lists, mappings) a brief may hold: as nouns, each takes about a kilobyte."""

SMALL = 900_000
"""The size of all files, in bytes, up to which they cannot hold too many of them: each takes about two or more."""


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
    brief, text, drafts = None, b"", merged.drafts
    if sum(len(part.data) for layer in layers for part in layer.parts) > SMALL and is_too_large(merged.data):
        message = f"the brief holds more than {LARGEST:,} values"
        drafts.append(Draft(merged, (), "too-large", message, "make several briefs of it"))
    else:
        text = json.dumps(merged.data, ensure_ascii=False).encode()
        brief, found = _examined(merged, text, oldest)
        drafts = [*drafts, *found]
    problems = {*merged.problems, *settled(drafts)}
    return Examined(brief, text, tuple(sorted(problems, key=_order)), layers, extends)


def _examined(merged: Merged, text: bytes, oldest: dt.date | None) -> tuple[Brief | None, list[Draft]]:
    """Return the brief that the sections (in JSON `text`) hold, and what schema and rules find."""
    brief, faults = validated(merged.data, text)
    drafts = list(told(faults, merged))
    if merged.has_lost_base:
        return None, drafts
    if brief:
        drafts += ruled(Rest(brief, {}), merged, oldest)
    elif len(faults) < MOST:
        drafts += ruled(rest_of(merged.data, [fault["loc"] for fault in faults]), merged, oldest)
    return brief, drafts


def is_too_large(data: object) -> bool:
    """Whether plain data hold more than LARGEST values."""
    stack, count = [data], 0
    while stack and count <= LARGEST:
        value = stack.pop()
        count += 1
        if isinstance(value, dict):
            stack.extend(value.values())
        elif isinstance(value, list):
            stack.extend(value)
    return count > LARGEST


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

"""The published rules for what goes into a meeting: `rules.yaml` beside this file, read when first asked for."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from kbrief.errors import Message
from kbrief.load.yaml import read_yaml
from kbrief.model import Text
from kbrief.model.lookup import resolve

FILE = Path(__file__).with_name("rules.yaml")

#: The house of a rule that holds whatever the house.
EVERY = "all"

#: The product of a rule that holds for every product.
ANY = "any"

#: The sets that can be asked for.
HOUSES = ("dod", "state", "uk", "canada", "nz", "korea")

#: What a pack holds and rules can be on.
PRODUCTS = ("talking-points", "q-and-a", "read-ahead", "run-of-show", "cards", "memo")


class Limit(NamedTuple):
    """The least and the most that a measure may come to, None where there is no such bound."""

    least: float | None
    most: float | None

    def holds(self, value: float) -> bool:
        """Whether a value is within the bounds."""
        return (self.least is None or value >= self.least) and (self.most is None or value <= self.most)


class Source(NamedTuple):
    """Where a rule is published; `as_reported` where its wording was read in a copy or a report of it."""

    title: str
    address: str
    as_reported: bool


class Rule(NamedTuple):
    """A rule: who published it, what it is on, how far the measure may go, and what it asks for in words.

    `measure` is a key of `measures()` and of `kbrief.pack.measure.MEASURES`.
    """

    id: str
    office: Text
    house: str
    product: str
    limit: Limit
    measure: str
    text: Text
    source: Source


def house_rules(house: str) -> tuple[Rule, ...]:
    """Return the rules of a house: its own and those of every house. Raises UnknownName.

    For `all` those alone that hold whatever the house.
    """
    name = resolve(house, (*HOUSES, EVERY), Message("house"))
    return tuple(rule for rule in every_rule() if rule.house in {name, EVERY})


def product_rules(rules: Iterable[Rule], product: str) -> tuple[Rule, ...]:
    """Return those of some rules that are on a product."""
    return tuple(rule for rule in rules if rule.product in {product, ANY})


@cache
def every_rule() -> tuple[Rule, ...]:
    """Return all rules in the order of the file."""
    return tuple(_rule(entry) for entry in _data()["rules"])


@cache
def measures() -> Mapping[str, Text]:
    """Return how each measure is taken, by its name."""
    return {name: Text(**text) for name, text in _data()["measures"].items()}


@cache
def section_words() -> Mapping[str, tuple[str, ...]]:
    """Return by which headings a section of a product is known, in lower case."""
    return {name: tuple(word.casefold() for word in words) for name, words in _data()["sections"].items()}


@cache
def word_list(name: str) -> tuple[str, ...]:
    """Return a list of words that a measure looks for, in lower case."""
    return tuple(word.casefold() for word in _data()["words"][name])


@cache
def _data() -> Mapping[str, Any]:
    """Return the file, which is part of the program and holds what it should."""
    content = read_yaml(FILE.read_bytes(), FILE.name)
    if not isinstance(content, dict):
        raise TypeError(FILE.name)
    return content


def _rule(entry: Mapping[str, Any]) -> Rule:
    published = _data()["sources"][entry["source"]]
    return Rule(
        entry["id"],
        Text(**published["office"]),
        entry.get("house", EVERY),
        entry.get("product", ANY),
        Limit(entry.get("least"), entry.get("most")),
        entry["measure"],
        Text(en=entry["en"], ko=entry["ko"]),
        Source(published["title"], published["address"], bool(entry.get("as_reported", published.get("as_reported")))),
    )

"""The published rules for the papers of a meeting, read from `rules.yaml` when first needed."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from kbrief.errors import Message
from kbrief.load.yaml import read_value
from kbrief.model import Text
from kbrief.model.lookup import resolve

RULES_FILE = Path(__file__).with_name("rules.yaml")

#: The house of a rule that applies to every house.
EVERY_HOUSE = "all"

#: The product of a rule that applies to every product.
ANY_PRODUCT = "any"

#: The houses with rules of their own.
HOUSES = ("dod", "state", "uk", "canada", "nz", "korea")

#: The products of a pack to which rules can apply.
PRODUCTS = ("talking-points", "q-and-a", "read-ahead", "run-of-show", "cards", "memo")


class Limit(NamedTuple):
    """The least and the greatest value that a measure may have; None is no limit."""

    least: float | None
    most: float | None

    def holds(self, value: float) -> bool:
        """Whether a value is within the limits."""
        return (self.least is None or value >= self.least) and (self.most is None or value <= self.most)


class Source(NamedTuple):
    """The publication of a rule; with `as_reported` its wording was read in a copy or a report."""

    title: str
    address: str
    as_reported: bool


class Rule(NamedTuple):
    """A rule: the office that published it, its house, product, limit, measure, text and source.

    `measure` is a key of `measure_texts()` and of `kbrief.pack.measure.MEASURES`.
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
    """Return the rules of a house, with those of every house; for `all` only the latter. Raises UnknownName."""
    name = resolve(house, (*HOUSES, EVERY_HOUSE), Message("house"))
    return tuple(rule for rule in all_rules() if rule.house in {name, EVERY_HOUSE})


def product_rules(rules: Iterable[Rule], product: str) -> tuple[Rule, ...]:
    """Return the rules that apply to a product."""
    return tuple(rule for rule in rules if rule.product in {product, ANY_PRODUCT})


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return all rules in the order of the file."""
    return tuple(_make_rule(entry) for entry in _read_rules_file()["rules"])


@cache
def measure_texts() -> Mapping[str, Text]:
    """Return the description of each measure by its name."""
    return {name: Text(**text) for name, text in _read_rules_file()["measures"].items()}


@cache
def section_words() -> Mapping[str, tuple[str, ...]]:
    """Return the possible headings of each section, in lower case, by its name."""
    return {name: tuple(word.casefold() for word in words) for name, words in _read_rules_file()["sections"].items()}


@cache
def word_list(name: str) -> tuple[str, ...]:
    """Return a list of words for a measure, in lower case, by its name."""
    return tuple(word.casefold() for word in _read_rules_file()["words"][name])


@cache
def _read_rules_file() -> Mapping[str, Any]:
    """Return the content of the file, which is trusted as part of the program."""
    content = read_value(RULES_FILE.read_bytes(), RULES_FILE.name)
    if not isinstance(content, dict):
        raise TypeError(RULES_FILE.name)
    return content


def _make_rule(entry: Mapping[str, Any]) -> Rule:
    """Return a rule made from its entry in the file."""
    source = _read_rules_file()["sources"][entry["source"]]
    return Rule(
        entry["id"],
        Text(**source["office"]),
        entry.get("house", EVERY_HOUSE),
        entry.get("product", ANY_PRODUCT),
        Limit(entry.get("least"), entry.get("most")),
        entry["measure"],
        Text(en=entry["en"], ko=entry["ko"]),
        Source(source["title"], source["address"], bool(entry.get("as_reported", source.get("as_reported")))),
    )

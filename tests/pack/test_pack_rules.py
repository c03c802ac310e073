"""The rules of a pack as data."""

import pytest

from kbrief.errors import UnknownName
from kbrief.pack.measure import MEASURES
from kbrief.pack.rules import EVERY_HOUSE, HOUSES, PRODUCTS, Limit, all_rules, house_rules, measure_texts, product_rules


def test_at_least_forty_rules_each_with_office_number_source_and_measure() -> None:
    rules = all_rules()
    assert len({rule.id for rule in rules}) == len(rules) >= 40
    for rule in rules:
        assert all((rule.office.en, rule.office.ko, rule.text.en, rule.text.ko)), rule.id
        assert any(bound is not None for bound in rule.limit), rule.id
        assert rule.source.title, rule.id
        assert rule.source.address.startswith("http"), rule.id
        assert rule.house in {*HOUSES, EVERY_HOUSE}, rule.id
        assert rule.product in {*PRODUCTS, "any"}, rule.id


def test_every_measure_is_taken_said_and_used() -> None:
    """The program and the file name the same measures, and no measure is idle."""
    assert MEASURES.keys() == measure_texts().keys() == {rule.measure for rule in all_rules()}
    assert all(text.en and text.ko for text in measure_texts().values())


def test_a_house_has_its_own_rules_and_those_of_every_house() -> None:
    common = house_rules("all")
    for house in HOUSES:
        rules = house_rules(house)
        assert set(common) < set(rules), house
        assert {rule.house for rule in rules} == {house, EVERY_HOUSE}
    assert house_rules("kor") == house_rules("korea")
    with pytest.raises(UnknownName):
        house_rules("france")


def test_rules_on_a_product() -> None:
    """Those on any product are among them."""
    ids = [rule.id for rule in product_rules(house_rules("korea"), "cards")]
    assert ids[:1] == ["card-size"]
    assert "k2-dates" in ids
    assert "answer-words" not in ids


def test_limits() -> None:
    assert Limit(1, 3).holds(1)
    assert not Limit(1, 3).holds(4)
    assert not Limit(12, None).holds(11.9)
    assert Limit(None, 0).holds(0)

"""What is cleared, and what is a change of it."""

import hashlib
import json
from typing import Any

import pytest

from kbrief.model import Rating, Statement
from kbrief.model.claims import Claim
from kbrief.model.clearance import is_changed, is_cleared, stamp_of

WORDS: dict[str, Any] = {"text": {"en": "We pay.", "ko": "부담함"}, "basis": "inferred", "why": {"en": "we do"}}


def cleared(kind: type[Claim], data: dict[str, Any]) -> Claim:
    """Return a claim that is cleared as it is."""
    stamp = stamp_of(kind.model_validate_json(to_json(data)))
    return kind.model_validate_json(to_json(data | {"cleared": {"by": "Kim", "on": "2026-01-02", "of": stamp}}))


def to_json(data: dict[str, Any]) -> str:
    """Return data as JSON, as a brief is validated."""
    return json.dumps(data)


@pytest.mark.parametrize(
    ("changes", "changed"),
    [
        ({"text": {"en": "We pay.", "ko": "부담함", "ko_of": "0123456789ab"}}, False),
        ({"why": {"en": "they say so"}, "cites": ["north#P1"]}, False),
        ({"text": {"en": "We pay more.", "ko": "부담함"}}, True),
        ({"text": {"en": "We pay.", "ko": "더 부담함"}}, True),
        ({"text": {"en": "We pay."}}, True),
        ({"instead": {"en": "We paid."}}, True),
    ],
)
def test_a_text_is_changed_when_its_words_are(changes: dict[str, Any], *, changed: bool) -> None:
    """In any language; a reason, a citation or a translator's stamp is no word of it."""
    stamp = stamp_of(Statement.model_validate_json(to_json(WORDS)))
    data = WORDS | changes | {"cleared": {"by": "Kim", "on": "2026-01-02", "of": stamp}}
    claim = Statement.model_validate_json(to_json(data))
    assert (is_changed(claim), is_cleared(claim)) == (changed, not changed)


def test_the_stamp_of_a_text_in_one_language_is_that_of_its_words() -> None:
    """Twelve hex digits of SHA-256, which any program makes."""
    claim = Statement.model_validate_json(to_json({"text": "We pay.", "basis": "unknown"}))
    assert stamp_of(claim) == hashlib.sha256(b"We pay.").hexdigest()[:12]


def test_of_a_rating_the_value_counts() -> None:
    """Who rated it and why may change."""
    data: dict[str, Any] = {"value": 2, "basis": "inferred", "why": "we heard so"}
    claim = cleared(Rating, data)
    stamp = claim.cleared and claim.cleared.of
    assert stamp_of(Rating.model_validate_json(to_json(data | {"by": "Lee", "why": "they said so"}))) == stamp
    assert stamp_of(Rating.model_validate_json(to_json(data | {"value": -2}))) != stamp


def test_what_is_not_cleared_is_neither() -> None:
    """Without a stamp it is taken as cleared, for nobody can tell."""
    claim = Statement.model_validate_json(to_json(WORDS))
    assert (is_changed(claim), is_cleared(claim)) == (False, False)
    unstamped = Statement.model_validate_json(to_json(WORDS | {"cleared": {"by": "Kim", "on": "2026-01-02"}}))
    assert (is_changed(unstamped), is_cleared(unstamped)) == (False, True)

"""A reading of one's own comes beside those of others, and all else in the file stays as it is."""

from typing import Any

import pytest

from kbrief.load.yaml import read_value
from kbrief.store.readings import find_own_reading, insert_reading, with_reading

KIM: dict[str, Any] = {"value": 1, "basis": "inferred", "why": "So.", "by": "Kim", "on": "2026-11-20"}
LEE = KIM | {"value": -1, "by": "Lee"}
NOBODY = {"value": 0, "basis": "inferred", "why": "So."}
BOARD = {"value": 2, "basis": "stated", "cites": ["board#P2"]}
UNION = {"value": -2, "basis": "stated", "cites": ["union#P2"]}


@pytest.mark.parametrize(
    ("there", "new", "own"),
    [
        ([LEE], KIM, None), ([LEE, KIM], KIM, 1), ([NOBODY], KIM, 0), ([NOBODY, NOBODY], KIM, None),
        ([BOARD], KIM, None), ([BOARD], UNION | {"by": "Kim"}, None), ([BOARD, UNION], UNION | {"by": "Kim"}, 1),
        ([BOARD | {"by": "Lee"}], BOARD | {"by": "Kim"}, None), ([{"basis": "unknown"}], KIM, 0),
        ([KIM | {"cites": ["board#P3"]}], BOARD | {"by": "Kim"}, 0), ([NOBODY, KIM], KIM, 1),
        ([NOBODY | {"cites": ["board#P3"]}], BOARD | {"by": "Kim"}, 0), ([BOARD], KIM | {"cites": ["board#P3"]}, None),
        ([{"basis": "unknown"}], BOARD, 0), ([BOARD], {"basis": "unknown", "by": "Kim"}, None),
    ],
)  # fmt: skip
def test_whose_a_reading_is(there: list[dict[str, Any]], new: dict[str, Any], own: int | None) -> None:
    """One's own is replaced, and one without a name of the same kind; what another said, or another paper, is not."""
    assert find_own_reading(there, new) == own


FILES = (
    "ratings:\n  tram:\n    source: {old}  # heard\n    other: {{}}\n",
    "ratings: {{tram: {{source: {old}, other: {{}}}}}}  # heard\n",
    "ratings:\n  tram:\n    source:  # heard\n      {old}\n    other: {{}}\n",
    "ratings:\r\n  tram:\r\n    source:  # heard\r\n      {old}\r\n    other: {{}}\r\n",
)
FLOW = "{value: -1, basis: inferred, why: 'So.', by: Lee, on: 2026-11-20}"
BLOCK = (
    "ratings:\n  tram:\n    source:\n      # heard\n      value: -1\n      basis: inferred # twice\n"
    "      why: >\n        So.\n\n        Or # so.\n      by: Lee\n    other: {}\n"
)
LIST = "ratings:\n  tram:\n    source:\n    - {value: 2, basis: stated, cites: [board#P2]}  # heard\n    other: {}\n"
OWN = (
    "ratings:\n  tram:\n    source:\n      - value: 1 # heard\n        basis: inferred\n        why: So.\n"
    "        by: Kim\n"
    "      - {value: 0, basis: inferred, why: So., by: Lee}\n    other: {}\n"
)


CELLS = (FLOW, f"[{FLOW}]", f"[ {FLOW} , {FLOW} ]")


@pytest.mark.parametrize("text", [*(file.format(old=old) for file in FILES for old in CELLS), BLOCK, LIST, OWN])
def test_a_reading_comes_beside_the_others_in_any_style(text: str) -> None:
    """Whatever the style of the file, the others and every remark stay, and the file says what it is to say."""
    data: Any = read_value(text.encode(), "a.yaml")
    cell = data["ratings"]["tram"]["source"]
    after = insert_reading(text, ("ratings", "tram", "source"), cell, KIM)
    data["ratings"]["tram"]["source"] = with_reading(cell, KIM)
    assert read_value(after.encode(), "a.yaml") == data
    assert "# heard" in after
    assert after.count("# ") == text.count("# ")
    assert after.count("\r\n") == (after.count("\n") if "\r\n" in text else 0)

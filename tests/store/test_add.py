"""Items that are added to a section: the rest of the file stays as it is, byte for byte."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from load_builders import HEADER, OFFICE, POINT, folder

from kbrief.errors import BriefError
from kbrief.load.brief import load
from kbrief.load.find import Place
from kbrief.load.yaml import read_value
from kbrief.store.add import add_item, insert_item

RATED = {"source": {"value": 1, "basis": "stated", "cites": ["a#P1"]}}
ITEM = {"id": "pilots", "label": "Pilots: more of them", "ratings": RATED}
STYLES = {
    "empty": "",
    "remark": "# nothing but a remark\n",
    "other section": "issues: [] # none yet",
    "one item": "points:\n  - id: a # the first\n    label: A\n",
    "two items, apart": "points: # all\n  - id: a\n\n  - {id: b} # here\n# the end\n",
    "two items, close": "points:\n- id: a\n- id: b\nissues: []\n",
    "block text last": "points:\n  - id: a\n    label: |\n      # no remark\n      text\n\nissues: []\n",
    "in brackets": "points: [{id: a}, {id: b}] # short\n",
    "empty list": "points: [] # to come\nissues: []\n",
    "no value": "points: # to come\nissues: []\n",
    "no newline at the end": "points:\n  - id: a",
}


def data(text: str) -> Any:
    return read_value(text.encode(), "a.yaml") or {}


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("style", STYLES)
def test_an_item_stands_last_and_nothing_else_changes(style: str, newline: str) -> None:
    """In every style of list the item is read back, each line that was there is there, remarks too."""
    text = STYLES[style].replace("\n", newline)
    new = insert_item(text, "points", ITEM, "still to write: say")
    old = data(text)
    assert data(new) == {**old, "points": [*(old.get("points") or []), ITEM]}
    if newline in text:
        assert "\n" not in new.replace(newline, "")
    for line in text.splitlines():
        if "[" not in line or "issues" in line:
            assert line in new.splitlines()
    assert new.count("#") >= text.count("#")


WORDS = st.text(
    st.characters(min_codepoint=32, exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp", "Cf", "Co"]), min_size=1
)


@given(st.sampled_from(sorted(STYLES)), st.lists(WORDS, min_size=1, max_size=4))
def test_any_text_is_read_back_as_it_was_typed(style: str, texts: list[str]) -> None:
    """Whatever words are given, YAML reads them as the same words."""
    item = {
        "id": "x",
        "label": texts[0],
        "say": {"text": texts[-1], "basis": "inferred", "why": texts[len(texts) // 2]},
    }
    new = insert_item(STYLES[style], "points", item)
    assert data(new)["points"][-1] == item


def whole(root: Path) -> Place:
    return folder(root, {"data/brief.yaml": HEADER + OFFICE, "data/points.yaml": POINT})


def test_a_small_point_holds(tmp_path: Path) -> None:
    """A label is enough for a point that loads; what is not written is absent."""
    place = whole(tmp_path / "mine")
    assert add_item(place, "points", {"id": "pilots", "label": "Pilots"}) == place.path / "data" / "points.yaml"
    point = load(place).brief.points[-1]
    assert (point.id, point.say, point.spoken("say"), point.reason) == ("pilots", None, None, None)
    assert (place.path / "data" / "points.yaml").read_text().startswith(POINT.rstrip("\n"))


def test_a_section_that_no_file_has_gets_its_own(tmp_path: Path) -> None:
    """Where the brief has no events they begin in the file of the setting."""
    place = whole(tmp_path / "mine")
    item = {"id": "vote", "name": "The vote", "kind": "expected", "what": {"text": "They vote.", "basis": "unknown"}}
    assert add_item(place, "events", item) == place.path / "data" / "setting.yaml"
    assert load(place).brief.events[0].id == "vote"


@pytest.mark.parametrize(
    "item", [{"id": "budget", "label": "Again"}, {"id": "p", "label": "P", "issue": "gone"}, {"id": "p"}]
)
def test_what_would_not_hold_is_not_written(item: dict[str, Any], tmp_path: Path) -> None:
    """An id that is taken, a name that leads nowhere and a key that lacks are told, and the file is intact."""
    place = whole(tmp_path / "mine")
    with pytest.raises(BriefError, match="would be invalid with") as caught:
        add_item(place, "points", item)
    assert caught.value.problems
    assert (place.path / "data" / "points.yaml").read_text() == POINT


@pytest.mark.parametrize("text", ["{points: []}\n", "points: ~\n", "? points\n: []\n"])
def test_a_file_in_an_odd_style_is_left_alone_or_added_to(text: str, tmp_path: Path) -> None:
    """Where there is no place for a block the error says so and nothing is written."""
    place = folder(tmp_path / "mine", {"data/brief.yaml": HEADER + OFFICE, "data/points.yaml": text})
    try:
        add_item(place, "points", {"id": "pilots", "label": "Pilots"})
    except BriefError:
        assert (place.path / "data" / "points.yaml").read_text() == text
    else:
        assert load(place).brief.points[0].id == "pilots"

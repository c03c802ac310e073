"""Values that are changed in the text of a file: only they change."""

from typing import Any

import pytest

from kbrief.load.yaml import read_value
from kbrief.store.edit import Change, change_values, changed_data

TEXT = """\
# head
points:
  - id: a # first
    label: "A" # name
    say: {text: {en: Hi there, ko: "안녕"}, basis: stated, cites: [s#P1]} # said
    reason:
      text: >-
        one two three four five six
        seven eight nine
        ten
      basis: inferred
      why: 'it''s so'
      cites:
        - s#P1 # the first
        # the second
        - s#P2
    ratings:
      source: {value: 1, basis: stated, cites: [s#P1]}

  - id: b
    label: B
    issue: x
    gap: |
      a line
      another
issues: [] # none
"""
POINT = ("points", 0)

CASES: dict[str, tuple[list[tuple[tuple[str | int, ...], Any]], list[str], list[str]]] = {
    "same quotes": ([((*POINT, "label", "en"), "B: b")], ['    label: "A" # name'], ['    label: "B: b" # name']),
    "another language": (
        [((*POINT, "label", "ko"), "가")], ['    label: "A" # name'], ['    label: {en: "A", ko: "가"} # name'],
    ),
    "plain stays plain": ([(("points", 1, "label", "en"), "C d")], ["    label: B"], ["    label: C d"]),
    "plain that would be a number": ([(("points", 1, "label", "en"), "007")], ["    label: B"], ['    label: "007"']),
    "single quotes": (
        [((*POINT, "reason", "why", "en"), "isn't: so")], ["      why: 'it''s so'"], ["      why: 'isn''t: so'"],
    ),
    "folded lines that fit stay": (
        [((*POINT, "reason", "text", "en"), "one two three four five six seven new nine ten")],
        ["        seven eight nine"], ["        seven new nine"],
    ),
    "a block of lines": ([(("points", 1, "gap"), "a line\nchanged")], ["      another"], ["      changed"]),
    "an item goes": ([((*POINT, "reason", "cites"), ["s#P2"])], ["        - s#P1 # the first"], []),
    "an item comes": ([((*POINT, "reason", "cites"), ["s#P1", "s#P2", "s#P3"])], [], ["        - s#P3"]),
    "a key goes": ([(("points", 1, "issue"), None)], ["    issue: x"], []),
    "a claim goes whole": (
        [((*POINT, "say", *key), None) for key in (("text", "en"), ("text", "ko"), ("basis",), ("cites",))],
        ['    say: {text: {en: Hi there, ko: "안녕"}, basis: stated, cites: [s#P1]} # said'], [],
    ),
    "a rating comes as `rate` writes it": (
        [((*POINT, "ratings", "view", "council", key), value)
         for key, value in (("why", "We heard so."), ("basis", "inferred"), ("value", -1))],
        [],
        ["      view:", "        council:", "          value: -1", "          basis: inferred",
         '          why: "We heard so."'],
    ),
    "a text comes as `add` writes it": (
        [(("points", 1, "say", "why", "en"), "So it is."), (("points", 1, "say", "basis"), "inferred"),
         (("points", 1, "say", "text", "en"), "Yes")],
        [], ['    say: {text: "Yes", basis: inferred, why: "So it is."}'],
    ),
    "a reason goes where it belongs": (
        [((*POINT, "ratings", "source", "why", "en"), "So it is.")],
        ["      source: {value: 1, basis: stated, cites: [s#P1]}"],
        ['      source: {value: 1, basis: stated, cites: [s#P1], why: "So it is."}'],
    ),
    "two items come": (
        [(("points", 2), {"id": "c"}), (("points", 3), {"id": "d"})], [], ["", "  - id: c", "", "  - id: d"],
    ),
    "the first item comes": (
        [(("issues", 0), {"id": "i", "name": "I"})], ["issues: [] # none"],
        ["issues: # none", "  - id: i", '    name: "I"'],
    ),
}  # fmt: skip


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("name", CASES)
def test_only_what_is_changed_changes(name: str, newline: str) -> None:
    """The lines that go and come are those named, and the file says what it is to say."""
    changes, gone, come = CASES[name]
    made = [Change(path, value) for path, value in changes]
    text = TEXT.replace("\n", newline)
    new = change_values(text, made)
    data = read_value(new.encode(), "")
    wanted = changed_data(read_value(text.encode(), ""), made)
    if name == "a block of lines":
        wanted["points"][1]["gap"] += "\n"
    assert data == wanted
    old_lines, new_lines = text.split(newline), new.split(newline)
    assert sorted(new_lines) == sorted([*_without(old_lines, gone), *come])
    assert "\n" not in new.replace(newline, "")


def _without(lines: list[str], gone: list[str]) -> list[str]:
    left = list(lines)
    for line in gone:
        left.remove(line)
    return left


def test_an_empty_file_gets_its_first_section() -> None:
    """Nothing but a remark stands there, and then the ratings too."""
    change = Change(("ratings", "a", "source", "basis"), "unknown")
    assert change_values("# mine\n", [change]) == "# mine\nratings:\n  a:\n    source:\n      basis: unknown\n"


def test_the_first_key_of_an_item_can_go() -> None:
    """The dash stays, and the next key takes its place."""
    assert change_values(TEXT, [Change(("points", 1, "id"), None)]).count("  - label: B\n") == 1

"""Drafts with what they must give: in a comment at their head, or in a file beside them that ends in .expect."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from cli_runs import run

from kbrief import load_brief

DRAFTS = Path(__file__).parent.parent / "drafts"
FILES = sorted(path for path in DRAFTS.iterdir() if path.suffix != ".expect")


class Expected(NamedTuple):
    """A finding that a draft must give: its place, its rule, and what its message or hint says."""

    place: str
    rule: str
    said: tuple[str, ...]


def expectation(draft: Path) -> tuple[list[str], list[Expected]]:
    """Return the arguments to check a draft with, and what they must find, in any order."""
    beside = draft.with_name(f"{draft.name}.expect")
    head = re.match(r"<!--(.*?)-->", draft.read_text(encoding="utf-8"), re.DOTALL)
    text = beside.read_text(encoding="utf-8") if beside.exists() else head[1] if head else ""
    first, *others = text.strip().splitlines()
    split = (line.split(maxsplit=2) for line in others)
    return first.split(), [Expected(place, rule, tuple(said.split(" | "))) for place, rule, said in split]


class Place(NamedTuple):
    """A place of a finding: a finding has all of its lines, the column of the first one, and may be on many points."""

    line: int
    column: int | None
    rule: str
    text: str

    def fits(self, expected: Expected) -> bool:
        """Whether this is what is expected; of a further line the words may be others."""
        line, _, column = expected.place.partition(":")
        said = expected.said if self.column else expected.said[:1]
        is_there = int(line) == self.line and (self.column is None or column in {"*", str(self.column)})
        return is_there and self.rule == expected.rule and all(part in self.text for part in said if part != "*")


def places(found: list[dict[str, Any]]) -> Iterator[Place]:
    """Yield the places of findings, one for each line or for each point that is missed."""
    for item in found:
        text = f"{item['message']} {item['hint']}"
        if item["rule"] == "emphasized-missed":
            yield from (Place(item["line"], item["column"], item["rule"], f"{p} {text}") for p in item["points"])
            continue
        for line in item.get("lines", [item["line"]]):
            yield Place(line, item["column"] if line == item["line"] else None, item["rule"], text)


def unmet(expected: list[Expected], found: list[dict[str, Any]]) -> Iterator[str]:
    """Yield what is expected and not found, and what is found and not expected; `*` stands for any number."""
    left = [*places(found)]
    for one in expected:
        fitting = [place for place in left if place.fits(one)]
        if one.rule == "emphasized-missed" and one.said != ("*",):
            fitting = [place for place in fitting if place.text.startswith(f"{one.said[0]} ")]
        if not fitting:
            yield f"not found: {one}"
        for place in fitting[: None if one.said == ("*",) else 1]:
            left.remove(place)
    yield from (f"not expected: {place}" for place in left)


@pytest.mark.parametrize("draft", FILES, ids=lambda path: path.name)
def test_a_draft_gives_what_it_must(draft: Path) -> None:
    """Each finding stands at its place with its rule and words, and there are no others."""
    arguments, expected = expectation(draft)
    ended = run(*arguments, str(draft), "--format", "json")
    items = json.loads(ended.out)["items"]
    assert list(unmet(expected, items)) == []
    assert {item["file"] for item in items} <= {str(draft)}
    assert ended.code == (1 if expected else 0)


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize("who", ["trump", "harris"])
def test_the_brief_s_own_lines_are_on_message(who: str, lang: str, tmp_path: Path) -> None:
    """A draft of the lines that `lint` says to take misses nothing and raises nothing else."""
    listed = json.loads(run("emphasize", "-a", who, "--format", "json").out)["items"]
    lead = {item["id"] for item in listed if item["list"] == "emphasize"}
    lines = [getattr(point.say.text, lang) for point in load_brief().points if point.say and point.id in lead]
    draft = tmp_path / "lines.md"
    draft.write_text("".join(f"- {line}\n" for line in lines), encoding="utf-8")
    ended = run("lint", str(draft), "-a", who)
    assert (ended.code, ended.out, len(lead) > 5) == (0, "", True)


def test_the_drafts_cover_every_rule_in_both_languages() -> None:
    """Each rule has a draft, one draft is on message, and some are Korean."""
    from kbrief.lint.lint import LEVELS

    expected = {draft.name: expectation(draft)[1] for draft in FILES}
    assert {one.rule for found in expected.values() for one in found} == set(LEVELS)
    assert [name for name, found in expected.items() if not found] == ["ko-on-message.md", "on-message.md"]
    assert sum(name.startswith("ko-") for name in expected) > 1


def test_an_expectation_that_is_not_met_is_told() -> None:
    """The test of the drafts can fail: on a finding that is missing, at another place, or too many."""
    found = [{"line": 1, "column": 2, "rule": "r", "message": "ncg", "hint": "say"}]
    assert list(unmet([Expected("1:2", "r", ("ncg", "say"))], found)) == []
    assert len(list(unmet([Expected("1:3", "r", ("ncg",))], found))) == 2
    assert len(list(unmet([], found))) == 1
    assert list(unmet([Expected("1:2", "r", ("*",))], found * 3)) == []

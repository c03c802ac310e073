"""Text of a brief that looks like markup, commands or formulas arrives as the characters it is."""

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
from cli_runs import answer, run, small, write_brief
from markdown_it import MarkdownIt

from kbrief.records.cells import escape_formula

NASTY = (
    "[bold red]x[/] [link](http://x.example) ![i](j) [r]: s *a* _b_ __c__ ***d*** ~~e~~ `f` | g \\| <b>h</b> "
    "&amp; & # i =SUM(A1) {j} %s :smile: $k$ \\ -1 end"
)
STARTS = ("# no heading", "- no bullet", "1. no number", "=SUM(A1:A9)", "> no quote", "[x] no task", "===", "-- ")


def hostile(text: str) -> dict[str, Any]:
    """Return a brief that says `text` wherever something can be said."""
    claim = {"text": text, "basis": "inferred", "why": text, "cites": ["s#P1"]}
    word = {"label": text, "reason": claim, "say": claim, "if_raised": claim, "handling": claim, "case_against": claim}
    rated = {"source": {"value": 2, "basis": "stated", "cites": ["s#P1"]}}
    seen = {"view": {"who": {"value": -2, "basis": "inferred", "why": text, "cites": ["s#P1"]}}}
    paragraph = {"n": 1, "kind": "body", "digest": text, "words": 1, "sha256": "0" * 64,
                 "figures": [{"value": text, "what": text, "caution": text}]}  # fmt: skip
    source = {"id": "s", "name": text, "title": text, "author": text, "role": text, "publisher": text,
              "published": "2024-10", "kind": text, "timing": text, "place": text, "looked_up": text, "views": text,
              "grade": {"reliability": "B", "credibility": 2, "note": text}, "paragraphs": [paragraph]}  # fmt: skip
    alignment = {"kind": "split", "scope": text, "note": text, "basis": "stated", "cites": ["s#P1"]}
    issue = {"id": "i", "name": text, "driver": claim, "us_outlook": claim, "actions": [claim, claim],
             "signs": [claim], "figures": [claim], "limits": [claim], "tags": ["t"], "cites": ["s#P1"],
             "alignment": alignment}  # fmt: skip
    shift = {"by": 4, "basis": "inferred", "why": text, "cites": ["s#P1"]}
    event = {"id": "e", "name": text, "kind": "past", "what": claim, "signs": [claim, claim], "issues": ["i"],
             "shifts": {"p": {"view": {"who": shift}}}}  # fmt: skip
    step = {"id": "st", "name": text, "what": claim, "given": claim, "actions": [{"id": "a", **claim}]}
    screens = ("start", "lists", "lists-administration", "given", "compare", "events", "issues", "strategy",
               "background", "sources")  # fmt: skip
    return small(
        title=text, tags={"t": text}, head_lines=dict.fromkeys(screens, text), issues=[issue], steps=[step],
        considerations=[{"id": "c", **claim}], groups={"g": {"label": text}}, events=[event], sources=[source],
        points=[{"id": "p", "issue": "i", "group": "g", "source_word": text, "caution": claim, **word,
                 "ratings": rated | seen}],
        administrations=[{"id": "who", "name": text, "tendencies": [claim], "transition_team": claim}],
        precedents=[{"id": "pr", "who": text, **claim}], context=[{"id": "cx", **claim}],
        tensions=[{"id": "te", "points": ["p"], **claim}],
        gaps=[{"id": "ga", "text": text, "short": text, "key": True, "cites": ["s#P1"]}],
    )  # fmt: skip


COMMANDS = (
    ("kbrief",),
    ("issues", "-a", "who"),
    ("issue", "i", "-a", "who"),
    ("strategy",),
    ("checklist",),
    ("emphasize",),
    ("emphasize", "-a", "who", "-g", "e"),
    ("hold", "-a", "who"),
    ("explain", "p", "-a", "who", "-g", "e"),
    ("compare",),
    ("what-if", "e", "-a", "who"),
    ("events",),
    ("background",),
    ("sources",),
    ("trace", "p"),
    ("trace", "P1"),
)


@pytest.fixture
def brief(tmp_path: Path) -> str:
    """A brief that says nasty things everywhere."""
    return write_brief(tmp_path / "b.yaml", hostile(NASTY))


def strings(value: Any) -> list[str]:
    """Return every string in plain data."""
    if isinstance(value, dict):
        return [text for item in value.values() for text in strings(item)]
    if isinstance(value, list):
        return [text for item in value for text in strings(item)]
    return [value] if isinstance(value, str) else []


def read_as_markdown(text: str) -> list[str]:
    """Return the texts of a Markdown page as a reader sees them; anything but text and our own bold is a failure."""
    seen = []
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text):
        assert token.type not in {"html_block", "code_block", "fence", "hr", "ordered_list_open"}
        if token.type == "inline":
            kinds = {child.type for child in token.children or ()}
            assert kinds <= {"text", "strong_open", "strong_close", "softbreak", "hardbreak", "text_special"}, text
            seen.append("".join(child.content for child in token.children or ()))
    return seen


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_markup_in_data_stays_text_in_every_format(brief: str, command: tuple[str, ...]) -> None:
    """Table, screen, Markdown, CSV and JSON hold the very characters, and nothing becomes markup."""
    told = answer(*command, brief=brief)
    assert any(NASTY in text for text in strings(told["items"]) + strings(told["notes"]))
    piped = run(*command, brief=brief)
    assert NASTY in piped.out + piped.err
    wide = " ".join(run(*command, "--width", "1000", brief=brief).out.split())
    assert sum(wide.count(word) for word in ("[bold red]x[/]", "<b>h</b>", "[link](http://x.example)")) >= 3
    rows = list(csv.reader(io.StringIO(run(*command, "--format", "csv", brief=brief).out)))
    assert len({len(row) for row in rows}) == 1
    assert any(NASTY in text for text in read_as_markdown(run(*command, "--format", "md", brief=brief).out))


def test_the_memo_keeps_it_too(brief: str) -> None:
    """So does the memo, with hostile words in its header fields as well."""
    memo = run("memo", "-a", "who", "--to", NASTY, "--subject", "# x", "--marking", "[a](b)", brief=brief).out
    seen = read_as_markdown(memo)
    assert f"FOR: {NASTY}" in seen
    assert "SUBJECT: # x" in seen
    assert "[a](b)" in seen


@pytest.mark.parametrize("start", STARTS)
def test_a_text_that_begins_like_markup_begins_nothing(tmp_path: Path, start: str) -> None:
    """A text that begins like a heading, list, quote or formula is a text, in Markdown and in CSV."""
    brief = write_brief(tmp_path / "b.yaml", hostile(start))
    said = " ".join(start.split())
    for command in COMMANDS:
        assert any(said in text for text in read_as_markdown(run(*command, "--format", "md", brief=brief).out))
    rows = list(csv.DictReader(io.StringIO(run("background", "--format", "csv", brief=brief).out)))
    assert [row["text"] for row in rows] == [escape_formula(start.rstrip())] * 4


def test_a_mark_with_hostile_words_is_kept_as_text(brief: str) -> None:
    """Notes of marks are shown as they were typed."""
    run("checklist", "done", "a", "--note", NASTY, brief=brief)
    assert NASTY in run("checklist", brief=brief).out
    assert any(NASTY in text for text in read_as_markdown(run("checklist", "--format", "md", brief=brief).out))


def test_texts_of_several_lines_are_one_line_in_a_pipe(tmp_path: Path) -> None:
    """A text with line ends in it does not break the rule of one line a row."""
    brief = write_brief(tmp_path / "b.yaml", hostile("one\ntwo\n\nthree"))
    for command in COMMANDS:
        found = run(*command, brief=brief)
        assert not re.search(r"(?m)^two", found.out + found.err)
        assert "one two three" in found.out + found.err

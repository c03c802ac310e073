"""`kbrief diff`: two briefs, or one then and now."""

import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from cli_runs import office, point, run, said, small, write_brief

SIDES = [office("trump"), office("harris")]


def rated(value: int, basis: str = "inferred", **more: Any) -> dict[str, Any]:
    return {"value": value, "basis": basis, "why": "so it is", **more}


def ncg(view: int, **more: Any) -> dict[str, Any]:
    ratings = {"source": rated(1), "view": {"trump": rated(view), "harris": {"basis": "unknown"}}}
    return point("ncg", **{"ratings": ratings, **more})


def pair(folder: Path, old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[str, str]:
    """Write two briefs and return their paths."""
    shared = {"administrations": SIDES}
    return (
        write_brief(folder / "old.yaml", small(**{**shared, **old})),
        write_brief(folder / "new.yaml", small(**{**shared, **new})),
    )


def rows(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines()]


def told(folder: Path, old: Mapping[str, Any], new: Mapping[str, Any], *options: str) -> list[str]:
    """Return the lines of a diff in a pipe."""
    ended = run("diff", *pair(folder, old, new), *options)
    assert (ended.code, ended.err.startswith("error")) == (0, False)
    return rows(ended.out)


def test_a_rating_and_what_it_does_to_the_lists(tmp_path: Path) -> None:
    """In the brief's own words: the rating, its basis, the list before and after, for each setting."""
    found = told(tmp_path, {"points": [ncg(-1)]}, {"points": [ncg(2)]})
    assert found == [
        "Points",
        "item what differs",
        "~ ncg view for trump -1 → +2 (inferred); HOLD → EMPHASIZE (trump)",
        "What it does to the lists",
        "point no audience trump harris",
        "ncg – HOLD (0) → EMPHASIZE (+3) –",
    ]


def test_the_title_counts(tmp_path: Path) -> None:
    """The first line says what was added, removed and changed, and how many points are on other lists."""
    ended = run("diff", *pair(tmp_path, {"points": [ncg(-1), point("x")]}, {"points": [ncg(2), point("y")]}))
    assert ended.err.splitlines()[0].endswith("1 added, 1 removed, 1 changed; points on other lists: 3")
    assert "~  ncg" in ended.out
    assert {"+ y label of y", "- x label of x"} <= set(rows(ended.out))
    assert "– → HOLD (0)" in ended.out


def test_equal_briefs(tmp_path: Path) -> None:
    """Nothing differs, and that is all that is said."""
    same = {"points": [ncg(1)]}
    ended = run("diff", *pair(tmp_path, same, same))
    assert (ended.code, ended.out) == (0, "")
    assert "say the same" in ended.err.splitlines()[0]


def test_texts_bases_reasons_and_translations(tmp_path: Path) -> None:
    """New words are quoted; a new basis, a new reason and a new translation are told apart."""
    old = ncg(1, say=said("Talk."), handling=said("Wait."), label="NCG", caution={**said("Mind."), "why": "old"})
    new = ncg(
        1,
        say=said("Speak."),
        handling={
            "text": {"en": "Wait.", "ko": "기다림"},
            "basis": "inferred",
            "why": {"en": "because it is so", "ko": "이유"},
        },
        label={"en": "NCG", "ko": "핵협의그룹"},
        caution={**said("Mind."), "why": "new"},
        ratings={**old["ratings"], "source": {"basis": "unknown"}},
        if_raised={"text": "if_raised of ncg", "basis": "unknown"},
    )
    row = next(line for line in told(tmp_path, {"points": [old]}, {"points": [new]}) if line.startswith("~ ncg"))
    assert row.startswith(
        "~ ncg if_raised (inferred → unknown); source +1 (inferred) → unknown, counts 0; reworded: say; "
        "other reason: caution; new translation: label, handling"
    )
    assert row.endswith("say: “Talk.” → “Speak.”")
    assert "기다림" not in row


def test_a_rating_with_another_value_and_another_basis(tmp_path: Path) -> None:
    """Both bases are told where both change: a judgment that becomes unknown says so."""
    old, new = ncg(1), ncg(1)
    new["ratings"] = {**old["ratings"], "source": {"value": 2, "basis": "stated", "cites": ["s#P1"]}}
    about = dict.fromkeys(("id", "name", "title", "author", "publisher", "kind"), "s")
    grade = {"reliability": "F", "credibility": 6}
    paragraph = {"n": 1, "kind": "body", "digest": "d", "words": 1, "sha256": "0" * 64}
    sources = [{**about, "published": "2024-10", "grade": grade, "paragraphs": [paragraph]}]
    found = told(tmp_path, {"points": [old], "sources": sources}, {"points": [new], "sources": sources})
    assert any("source +1 (inferred) → +2 (P1)" in line for line in found)


def test_the_other_language_is_told_too(tmp_path: Path) -> None:
    """A Korean text that changes is quoted on an English screen, with its language; one that goes is no translation."""
    old, new, gone = (ncg(1, label={"en": "NCG", **more}) for more in ({"ko": "그룹"}, {"ko": "협의그룹"}, {}))
    assert "label.ko: “그룹” → “협의그룹”" in "".join(told(tmp_path, {"points": [old]}, {"points": [new]}))
    assert "label.ko: “그룹” → –" in "".join(told(tmp_path, {"points": [old]}, {"points": [gone]}))
    assert "label: “그룹” → “협의그룹”" in "".join(told(tmp_path, {"points": [old]}, {"points": [new]}, "--lang", "ko"))


def test_values_of_every_kind(tmp_path: Path) -> None:
    """Numbers, rows, their order, shifts, claims that come and go, lists of the source, glossary, tags and weights."""
    shift = {"ncg": {"view": {"trump": {"by": 2, "basis": "inferred", "why": "so"}}}}
    event = {"id": "test", "name": "Test", "kind": "expected", "what": said("boom"), "signs": [said("smoke")]}
    listed = {"list": "minimize", "basis": "inferred", "why": "so"}
    old = {
        "points": [ncg(1, terms={"en": ["a", "b"]}, listed=listed, issue="talks")], "threshold": 20, "events": [event],
        "issues": [issue("talks", ["x", "y"])], "tags": {"x": "X", "y": "Y"}, "weights": {"source": 2},
        "glossary": {"w": {"term": "W"}}, "groups": {"g": {"label": "G"}},
    }  # fmt: skip
    new = {
        "points": [ncg(1, terms={"en": ["b", "c"]}, listed={**listed, "list": "emphasize"}, caution=said("Mind."))],
        "threshold": 25.5, "events": [{**event, "shifts": shift, "signs": [], "kind": "past"}],
        "issues": [issue("talks", ["y", "x"])], "tags": {"x": "X", "y": "Z"}, "weights": {"source": 3},
        "glossary": {"w": {"term": "V", "note": "N"}}, "groups": {},
    }  # fmt: skip
    text = " ".join(told(tmp_path, old, new))
    for part in (
        "threshold 20 → 25.5", "source 2 → 3", "~ y reworded “Y” → “Z”", "reworded: term", "- g G",
        "tags: other order", "issue talks → –", "listed MINIMIZE → EMPHASIZE (inferred)", "+caution (inferred)",
        "terms.en +c, -a", "caution: – → “Mind.”", "kind expected → past", "-signs.1 (inferred)",
        "signs.1: “smoke” → –", "+note", "note: – → “N”",
        "+shift of ncg on view for trump +2 if it happens (inferred)",
    ):  # fmt: skip
        assert part in text, part


def issue(name: str, tags: list[str]) -> dict[str, Any]:
    alignment = {"kind": "unmarked", "basis": "unknown"}
    return {
        "id": name, "name": name, "driver": said(), "us_outlook": said(), "actions": [], "alignment": alignment,
        "tags": tags, "cites": [],
    }  # fmt: skip


def test_figures_of_the_record_and_order(tmp_path: Path) -> None:
    """Nouns that are no claims are shown whole when they come or go; items in another order are told."""
    about = dict.fromkeys(("id", "name", "title", "author", "publisher", "kind"), "s")
    grade = {"reliability": "F", "credibility": 6}
    paragraph = {"n": 1, "kind": "body", "digest": "d", "words": 1, "sha256": "0" * 64}
    source = {**about, "published": "2024-10", "grade": grade}
    figure = {"value": "2 %", "what": "share"}
    old = {"sources": [{**source, "paragraphs": [paragraph]}], "points": [point("a"), point("b")]}
    new = {
        "sources": [{**source, "paragraphs": [{**paragraph, "figures": [figure]}]}],
        "points": [point("b"), point("a")],
    }
    text = " ".join(told(tmp_path, old, new))
    assert 'paragraphs.1.figures.1 – → {"value":"2 %","what":{"en":"share"}}' in text
    assert "~ points other order" in text
    assert "No point changes its list or its score." in text


def test_other_weights_move_scores(tmp_path: Path) -> None:
    """A point that only its surroundings move is told as such, with its list where that stays, in scores throughout."""
    found = told(tmp_path, {"points": [ncg(-1)]}, {"points": [ncg(-1)], "weights": {"view": 2}})
    assert found == [
        "Weights",
        "item what differs",
        "+ view 2",
        "Points",
        "item what differs",
        "= ncg EMPHASIZE → HOLD (no audience, harris)",
        "What it does to the lists",
        "point no audience trump harris",
        "ncg EMPHASIZE (+25) → HOLD (+16.7) HOLD (0 → -16.7) EMPHASIZE (+25) → HOLD (+16.7)",
    ]


def test_json_and_markdown(tmp_path: Path) -> None:
    """JSON has an item for all that differs, as the brief has it; Markdown is the page."""
    both = pair(tmp_path, {"points": [ncg(-1)], "threshold": 20}, {"points": [ncg(2), point("x")], "threshold": 21})
    answer = json.loads(run("diff", *both, "--format", "json").out)
    assert (answer["command"], answer["brief"]["id"]) == ("diff", "small")
    threshold, changed, added = answer["items"]
    assert threshold["changes"] == [{"path": "threshold", "old": 20.0, "new": 21.0}]
    assert (changed["id"], changed["section"], changed["change"]) == ("ncg", "points", "changed")
    assert changed["changes"][0]["path"] == "ncg.view.trump"
    assert changed["changes"][0]["new"] == {"basis": "inferred", "cites": [], "value": 2, "why": {"en": "so it is"}}
    assert changed["lists"] == [{
        "administration": "trump", "old": {"list": "hold", "tally": 0, "score": 0.0},
        "new": {"list": "emphasize", "tally": 3, "score": 75.0},
    }]  # fmt: skip
    assert (added["change"], added["lists"][0]["old"]) == ("added", None)
    page = run("diff", *both, "--format", "md").out
    assert page.startswith("# ")
    assert "| ncg | – | HOLD (0) → EMPHASIZE (+3) | – |" in page


def test_screens(tmp_path: Path) -> None:
    """Any width, either language, and a brief that knows no administration."""
    both = pair(tmp_path, {"points": [ncg(-1)]}, {"points": [ncg(2)]})
    for width in ("40", "60", "100"):
        ended = run("diff", *both, "--width", width)
        assert "EMPHASIZE" in ended.out
        assert max(len(line) for line in ended.out.splitlines()) <= int(width)
    assert "강조" in run("diff", *both, "--lang", "ko").out
    bare = pair(tmp_path, {"administrations": [], "points": []}, {"administrations": [], "points": [point("x")]})
    assert "point  no audience" in run("diff", *bare).out


@pytest.mark.parametrize(
    "arguments", [(), ("a",), ("a", "b", "c"), ("a", "b", "--since", "HEAD"), ("a", "--since", "x")]
)
def test_wrong_usage(arguments: tuple[str, ...]) -> None:
    """Two briefs, or --since, and nothing else."""
    ended = run("diff", *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert "hint: kbrief diff OLD NEW" in ended.err


def test_a_brief_that_is_not_there_or_does_not_hold(tmp_path: Path) -> None:
    """Either brief that cannot be read ends the program in 3."""
    good, bad = pair(tmp_path, {}, {"tital": "x"})
    for both in ((good, bad), (bad, good), (good, "nowhere")):
        assert run("diff", *both).code == 3


def commit_all(folder: Path) -> None:
    """Make a repository of a folder, with one commit of all that is in it."""
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    who = ("-c", "user.name=a", "-c", "user.email=a@b")
    for command in (["init", "-q"], ["add", "-A"], [*who, "commit", "-q", "-m", "first"]):
        subprocess.run(["git", *command], cwd=folder, env=environment, check=True)


def test_since_a_revision(tmp_path: Path) -> None:
    """The brief in use against itself at a revision; unknown revisions and folders without git are told."""
    file, _ = pair(tmp_path / "repo", {"points": [ncg(-1)]}, {})
    commit_all(tmp_path / "repo")
    write_brief(Path(file), small(administrations=SIDES, points=[ncg(2)]))
    ended = run("diff", "--since", "HEAD", brief=file)
    assert ended.err.startswith("small at HEAD to small: 0 added, 0 removed, 1 changed")
    assert "view for trump -1 → +2" in ended.out
    unknown = run("diff", "--since", "HAED", brief=file)
    assert (unknown.code, "did you mean HEAD?" in unknown.err) == (2, True)
    outside, _ = pair(tmp_path, {}, {})
    assert run("diff", "--since", "HEAD", brief=outside).code == 3


def test_what_it_extends_is_of_that_revision_too_or_said_to_be_as_now(tmp_path: Path) -> None:
    """A change of a base in the same repository is a difference; one from elsewhere is taken as now, which is said."""
    base, _ = pair(tmp_path / "repo", {"points": [ncg(-1)]}, {})
    inside, outside = (tmp_path / "repo" / name for name in ("inside.yaml", "outside.yaml"))
    write_brief(inside, {"extends": "old.yaml", "title": "Inside"})
    write_brief(outside, {"extends": "kbrief:rok-us-2024", "title": "Outside"})
    commit_all(tmp_path / "repo")
    write_brief(Path(base), small(administrations=SIDES, points=[ncg(2)]))
    ended = run("diff", "--since", "HEAD", brief=str(inside))
    assert "view for trump -1 → +2" in ended.out
    assert "as it is now" not in ended.err
    ended = run("diff", "--since", "HEAD", brief=str(outside))
    assert (ended.out, ended.err.splitlines()[-1]) == ("", "Read as it is now, not at the revision: rok-us-2024.")
    told = json.loads(run("diff", "--since", "HEAD", "--format", "json", "--lang", "ko", brief=str(outside)).out)
    assert told["notes"][-1] == "기반 자료집은 현재 내용 기준: rok-us-2024"


def paper(**more: Any) -> list[dict[str, Any]]:
    """Return a source with three paragraphs."""
    about = dict.fromkeys(("id", "name", "title", "author", "publisher", "kind"), "s")
    grade = {"reliability": "F", "credibility": 6}
    paragraphs = [{"n": n, "kind": "body", "digest": "d", "words": 1, "sha256": "0" * 64} for n in (1, 2, 3)]
    paragraphs[0].update(more)
    return [{**about, "published": "2024-10", "grade": grade, "paragraphs": paragraphs}]


def test_rows_citations_and_notes_of_a_claim(tmp_path: Path) -> None:
    """What hangs on a claim is told by name; its citations only where nothing else of it differs."""
    alignment = {"kind": "unmarked", "basis": "unknown", "note": "no side"}
    old = {
        "sources": paper(), "points": [ncg(1, caution={**said("Mind."), "cites": ["s#P1"]}), point("tea")],
        "tensions": [{"id": "t", **said("pull"), "points": ["ncg", "tea"]}],
        "issues": [{**issue("talks", []), "alignment": alignment}],
    }  # fmt: skip
    new = {
        "sources": paper(sha256="1" * 64),
        "points": [ncg(1, caution={**said("Mind."), "cites": ["s#P2"]}), point("tea")],
        "tensions": [{"id": "t", **said("push"), "points": ["tea"]}],
        "issues": [{**issue("talks", []), "alignment": {**alignment, "note": "neither side"}}],
    }  # fmt: skip
    found = told(tmp_path, old, new)
    for row in (
        "~ ncg caution.cites +s#P2, -s#P1",
        "~ t points -ncg; reworded “pull” → “push”",
        "~ talks reworded: alignment alignment.note: “no side” → “neither side”",
        "~ s paragraphs.1.sha256 00000000… → 11111111…",
    ):
        assert row in found


def test_an_item_with_another_id(tmp_path: Path) -> None:
    """An item that is the same but for its id is renamed, not lost and found, and moves nowhere."""
    found = told(tmp_path, {"points": [ncg(1), point("x")]}, {"points": [{**ncg(1), "id": "group"}, point("x")]})
    assert "~ group id ncg → group" in found
    assert "No point changes its list or its score." in found


def test_points_that_keep_their_list_are_told_below_alone(tmp_path: Path) -> None:
    """Where only scores differ, a point has no row among the changes; the brief's own fields come first."""
    same = {"points": [ncg(1)], "tags": {"x": "X"}}
    found = told(tmp_path, same, {**same, "title": "New", "weights": {"view": 1.1}, "threshold": 21, "tags": {}})
    heads = [
        row for row in found if row in {"The brief itself", "Weights", "Tags", "Points", "What it does to the lists"}
    ]
    assert heads == ["The brief itself", "Weights", "Tags", "What it does to the lists"]
    assert [row for row in found if row.startswith("= ")] == []
    assert any(row.startswith("ncg ") for row in found)


def test_two_revisions_and_a_gate(tmp_path: Path) -> None:
    """`diff A B` takes revisions of the brief in use; with --exit-code a point on another list ends in 1."""
    file, _ = pair(tmp_path, {"points": [ncg(-1)]}, {})
    commit_all(tmp_path)
    write_brief(Path(file), small(administrations=SIDES, points=[ncg(2)]))
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    again = ["git", "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "-a", "-m", "second"]
    subprocess.run(again, cwd=tmp_path, env=environment, check=True)
    ended = run("diff", "HEAD~1", "HEAD", brief=file)
    assert (ended.code, "HOLD → EMPHASIZE (trump)" in ended.out) == (0, True)
    assert "small at HEAD~1 to small at HEAD" in ended.err
    assert run("diff", "HEAD~1", "HEAD", "--exit-code", brief=file).code == 1
    assert run("diff", "HEAD", file, "--exit-code", brief=file).code == 0
    assert run("diff", "--since", "HEAD~1", "--exit-code", brief=file).code == 1
    wrong = run("diff", "HEAD~9", "HEAD", brief=file)
    assert wrong.code == 3
    assert "'HEAD~9' is neither a brief nor a revision of the brief in use" in wrong.err

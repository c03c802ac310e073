"""Marks on actions and events: where they are kept, what changes them, and that nothing is lost."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from cli_runs import ended, ids, items, office, run, said, small, start, write_brief

from kbrief.cli.commands.strategy import NAMES, user_name
from kbrief.load.find import bundled_root

ACTION = {"id": "call", **said("Call the desk.")}


def steps(action: dict[str, object] = ACTION) -> dict[str, object]:
    """Return a brief with one step of one action, and one event."""
    step = {"id": "first", "name": "First", "what": said(), "given": said(), "actions": [action]}
    event = {"id": "storm", "name": "Storm", "kind": "expected", "what": said("It may blow.")}
    return small(steps=[step], events=[event], administrations=[office("solo")])


def done() -> list[str]:
    """Return the actions of the shipped brief that are marked."""
    return [item["id"] for item in items("checklist") if item["done"]]


def test_done_and_undo_mark_and_take_back() -> None:
    """`checklist done` keeps who, when, note, owner and due date; `undo` takes the mark back."""
    marked = run(
        "checklist", "done", "interests-1", "key-topics-6", "--note", "with the desk", "--owner", "Kim",
        "--due", "20261231",
    )  # fmt: skip
    assert marked.code == 0
    assert done() == ["interests-1", "key-topics-6"]
    item = items("checklist")[0]
    assert (item["note"], item["owner"], item["due"]) == ("with the desk", "Kim", "2026-12-31")
    assert (item["when"], item["stale"], item["who"] != "") == ("2026-11-22", False, True)
    screen = run("checklist", "--width", "100").out
    assert screen.count("[x]") == 2
    assert "· owner: Kim · due: 2026-12-31 · with the desk" in screen
    assert "Checklist: 2 of 24 done" in screen
    assert run("checklist", "undo", "key-topics-6").code == 0
    assert done() == ["interests-1"]


def test_the_checklist_is_filtered_by_step_and_by_what_is_open() -> None:
    """--step takes a number or an id, --open leaves out what is done, in every format."""
    run("checklist", "done", "interests-2")
    assert ids("checklist", "--step", "1") == [f"interests-{n}" for n in range(1, 7)]
    assert ids("checklist", "--step", "perc", "--open") == [f"perception-events-{n}" for n in range(1, 7)]
    assert ids("checklist", "--step", "1", "--open") == [f"interests-{n}" for n in (1, 3, 4, 5, 6)]
    assert "interests-2" not in run("checklist", "--open", "--format", "md").out
    assert "interests-2" not in run("checklist", "--open").out
    assert run("checklist", "--step", "9").code == 2


def test_every_action_done_leaves_nothing_open() -> None:
    """When all is done, --open says so and offers nothing to mark."""
    assert run("checklist", "done", *ids("checklist")).code == 0
    screen = run("checklist", "--open", "--width", "80").out
    assert "Checklist: 24 of 24 done" in screen
    assert "Nothing is open." in screen
    assert "kbrief checklist done" not in screen


@pytest.mark.parametrize("command", ["done", "set", "undo"])
def test_an_unknown_item_changes_nothing(command: str) -> None:
    """One unknown id among known ones ends in 2, and none of them is marked or unmarked."""
    run("checklist", "done", "interests-1")
    ended = run("checklist", command, "interests-1", "interests-2", "interest-99")
    assert ended.code == 2
    assert done() == ["interests-1"]


@pytest.mark.parametrize(
    ("option", "text"),
    [
        ("--note", "two\nlines"), ("--note", "\x1b[31mred"), ("--note", " "), ("--note", "x" * 2001),
        ("--note", "a\u2028b"), ("--owner", "\ud800"), ("--owner", "\t"), ("--due", "2026-02-30"), ("--due", "soon"),
    ],
)  # fmt: skip
def test_a_text_that_no_line_holds_is_refused(option: str, text: str) -> None:
    """Control characters, blanks, overlong texts and dates that are none end in 2 and mark nothing."""
    ended = run("checklist", "done", "interests-1", option, text)
    assert (ended.code, ended.out) == (2, "")
    assert "\nhint: " in ended.err
    assert done() == []


@pytest.mark.parametrize("note", ["전달 완료\u3000확인", "naïve — ✓", "[bold]not markup[/bold] | *x*", "x" * 2000])
def test_any_other_line_is_kept_as_it_is(note: str) -> None:
    """Ideographic blanks, brackets and symbols arrive as typed."""
    assert run("checklist", "done", "interests-1", "--note", note).code == 0
    assert items("checklist")[0]["note"] == note


def test_what_is_not_said_again_stays() -> None:
    """Marking once more changes what is named and nothing else; an empty text takes back what was said."""
    run("checklist", "done", "interests-1", "--owner", "Lee", "--due", "2026-12-01", "--note", "a")
    run("checklist", "done", "interests-1", "--note", "second")
    item = items("checklist")[0]
    assert (item["owner"], item["due"], item["note"]) == ("Lee", "2026-12-01", "second")
    run("checklist", "done", "interests-1", "--owner", "", "--due", "")
    item = items("checklist")[0]
    assert (item["owner"], item["due"], item["note"]) == (None, None, "second")
    run("events", "set", "us-election", "--status", "observed", "--note", "seen")
    run("events", "set", "us-election", "--status", "ruled-out")
    assert "marked as ruled out" in run("events", "set", "us-election", "--status", "ruled-out").out
    told = run("events", "set", "us-election", "--status", "ruled-out", "--note", "not now")
    assert " · not now" in told.out
    assert " · not now" in run("events", "set", "us-election", "--status", "ruled-out").out
    assert "not now" not in run("events", "set", "us-election", "--status", "open").out
    assert "not now" not in run("events").out


def test_what_was_marked_is_told_in_a_line_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not the whole checklist: what changed, how far its step is, where the marks are, and what to type next."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    kept = f"Marks are kept in {tmp_path}/kbrief/marks/rok-us-2024.json"
    who = {"LOGNAME": "desk"}
    told = run("checklist", "done", "interests-1", "interests-2", "interests-1", "--owner", "Lee", environment=who)
    assert told.out.splitlines() == [
        "interests-1 is marked as done · desk, 2026-11-22 · owner: Lee",
        "interests-2 is marked as done · desk, 2026-11-22 · owner: Lee",
        "Rank the national interests (interests): 2 of 6 done", kept,
    ]  # fmt: skip
    assert told.err == "Checklist: 2 of 24 done\n"
    screen = run("checklist", "undo", "interests-2", "interests-3", "--width", "100").out
    assert "- interests-2 is open again\n" in screen
    assert "interests-3 is open" not in screen
    assert " $ kbrief checklist done interests-2 " in screen
    assert " $ kbrief checklist --open " in screen
    assert run("checklist", "undo", "interests-3").out.splitlines() == ["Nothing was marked there.", kept]
    told = run("events", "set", "us-election", "--status", "observed", "--note", "seen", environment=who)
    assert told.out.splitlines() == ["us-election is marked as observed · desk, 2026-11-22 · seen", kept]
    told = run("events", "set", "posture-review", "--status", "open", "--lang", "ko", environment=who)
    assert told.out.splitlines()[0].endswith(" · desk, 2026. 11. 22.")
    assert "interests-1: 완료로 표시" in run("checklist", "done", "interests-1", "--lang", "ko").out


def test_programs_are_told_the_whole_list() -> None:
    """After a mark JSON and CSV have every item, as without one."""
    assert len(items("checklist", "done", "interests-1")) == 24
    assert len(run("checklist", "undo", "interests-1", "--format", "csv").out.splitlines()) == 25
    assert len(items("events", "set", "us-election", "--status", "observed")) == 10


def test_a_user_has_the_first_name_that_a_line_holds() -> None:
    """The environment's name, else the system's, else a number; a name that no line holds is passed over."""
    run("checklist", "done", "interests-1", environment={"LOGNAME": "desk"})
    assert items("checklist")[0]["who"] == "desk"
    run("checklist", "done", "interests-1", environment={"LOGNAME": "a\nb"})
    assert items("checklist")[0]["who"] not in {"a\nb", "unknown"}

    def nobody() -> str:
        raise KeyError

    assert user_name([nobody, lambda: "a\nb", lambda: " ", lambda: "second", lambda: "third"]) == "second"
    assert user_name([*NAMES[2:], nobody]) == f"uid {os.getuid()}"
    assert user_name([nobody]) == "unknown"


def test_a_brief_in_the_checkout_has_the_bundled_briefs_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    """The working folder does not decide where the marks of the same brief are."""
    monkeypatch.chdir(bundled_root())
    assert run("checklist", "done", "interests-1", brief="").code == 0
    monkeypatch.chdir("/")
    assert done() == ["interests-1"]
    assert run("checklist", brief=str(bundled_root())).err.startswith("Checklist: 1 of 24 done")


def test_a_mark_whose_action_has_changed_is_stale(tmp_path: Path) -> None:
    """When the wording of an action changes after it was marked, the mark says so."""
    brief = write_brief(tmp_path / "b.yaml", steps())
    run("checklist", "done", "call", brief=brief)
    assert [item["stale"] for item in items("checklist", brief=brief)] == [False]
    write_brief(tmp_path / "b.yaml", steps({**ACTION, "text": "Call the desk twice."}))
    assert [(item["done"], item["stale"]) for item in items("checklist", brief=brief)] == [(True, True)]
    screen = run("checklist", "--width", "80", brief=brief).out
    assert "[!]" in screen
    assert "the action has changed since it was marked" in screen


def test_marks_are_kept_beside_ones_own_brief_and_with_the_user_for_the_bundled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A single file's marks stand beside it, a folder's within it, the bundled brief's under the user's data."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    single = write_brief(tmp_path / "own" / "b.yaml", steps())
    folder = tmp_path / "folder"
    write_brief(folder / "data" / "brief.yaml", steps())
    for brief, action in ((single, "call"), (str(folder), "call"), ("rok-us-2024", "interests-1")):
        assert run("checklist", "done", action, brief=brief, environment={"LOGNAME": "desk"}).code == 0
    kept = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.json*") if path.suffix != ".lock"}
    assert kept == {"own/b.yaml.marks.json", "folder/.kbrief/marks/desk.jsonl", "data/kbrief/marks/rok-us-2024.json"}


def test_several_programs_at_once_lose_nothing(tmp_path: Path) -> None:
    """Ten processes that each mark an action at the same time leave ten marks, beside all that was there."""
    actions = [{"id": f"call-{n}", **said(f"Call desk {n}.")} for n in range(10)]
    step = {"id": "first", "name": "First", "what": said(), "given": said(), "actions": actions}
    brief = write_brief(tmp_path / "b.yaml", small(steps=[step]))
    mark = {"who": "desk", "when": "2026-01-01", "of": "0"}
    old = {f"old-{n}": mark for n in range(2_000)}  # so that each reading and writing takes its time
    Path(f"{brief}.marks.json").write_text(json.dumps({"kbrief": 1, "actions": old, "events": {}}))
    running = [start("checklist", "done", f"call-{n}", brief=brief) for n in range(10)]
    assert [ended(process).code for process in running] == [0] * 10
    assert all(item["done"] for item in items("checklist", brief=brief))
    assert len(json.loads(Path(f"{brief}.marks.json").read_text())["actions"]) == 2_010


def test_a_file_of_marks_that_cannot_be_read_is_told_and_kept(tmp_path: Path) -> None:
    """Broken marks end in 3 with the file's name, for reading and for marking, and the file stays as it was."""
    brief = write_brief(tmp_path / "b.yaml", steps())
    marks = tmp_path / "b.yaml.marks.json"
    marks.write_text('{"actions": {"call": 7}}')
    for arguments in (("checklist",), ("events",), ("checklist", "done", "call")):
        ended = run(*arguments, brief=brief)
        assert (ended.code, ended.out) == (3, "")
        assert str(marks) in ended.err
    assert marks.read_text() == '{"actions": {"call": 7}}'
    assert json.loads(run("checklist", "--format", "json", brief=brief).err)["error"]["problems"][0]["rule"] == "marks"


def test_marks_that_cannot_be_written_end_in_4(tmp_path: Path) -> None:
    """Where a folder stands in place of the file, marking ends in 4."""
    brief = write_brief(tmp_path / "folder" / "data" / "brief.yaml", steps())
    (tmp_path / "folder" / ".kbrief").write_text("not a folder")
    ended = run("checklist", "done", "call", brief=str(Path(brief).parent.parent))
    assert (ended.code, ended.out) == (4, "")
    assert "hint: " in ended.err


def test_events_are_marked_and_an_observed_one_is_offered() -> None:
    """`events set` marks an event, --status filters by it, and an observed event that shifts is offered as --given."""
    assert {item["status"] for item in items("events")} == {"open"}
    marked = run("events", "set", "NK-NUC", "--status", "obs", "--note", "seen | [x](y)", "--width", "100")
    assert marked.code == 0
    assert "$ kbrief emphasize -a trump --given nk-nuclear-test" in marked.out
    assert "seen | [x](y)" in marked.out
    assert ids("events", "--status", "observed") == ["nk-nuclear-test"]
    assert len(ids("events", "--status", "open")) == 9
    run("events", "set", "nk-nuclear-test", "--status", "ruled-out")
    assert ids("events", "--status", "observed") == []
    screen = run("events", "--status", "observed", "--width", "80").out
    assert "Watch list: 0 of 10 events" in screen
    assert "No event has all that you asked for." in screen
    assert "the list, given what you marked" not in screen


@pytest.mark.parametrize("arguments", [("nk-boom", "--status", "open"), ("nk", "--status", "open"), ("us-election",)])
def test_an_unknown_event_or_status_marks_nothing(arguments: tuple[str, ...]) -> None:
    """An unknown or ambiguous event, or no status, ends in 2; so does a status that is none."""
    assert run("events", "set", *arguments).code == 2
    assert run("events", "set", "us-election", "--status", "gone").code == 2
    assert {item["status"] for item in items("events")} == {"open"}


def in_folder(path: Path) -> str:
    """Write a brief in a folder, and return its path."""
    write_brief(path / "data" / "brief.yaml", steps())
    return str(path)


def test_an_open_action_has_an_owner_and_a_day(tmp_path: Path) -> None:
    """`checklist set` says who sees to an action and by when, before it is done, and `done` and `undo` keep it."""
    brief = in_folder(tmp_path)
    told = run("checklist", "set", "call", "--owner", "Ports desk", "--due", "2027-03-01", brief=brief)
    assert told.code == 0
    assert "call is open · owner: Ports desk · due: 2027-03-01" in told.out.splitlines()
    for command, is_done in ((("checklist", "done", "call"), True), (("checklist", "undo", "call"), False)):
        assert run(*command, brief=brief).code == 0
        (item,) = items("checklist", brief=brief)
        assert (item["done"], item["owner"], item["due"]) == (is_done, "Ports desk", "2027-03-01")
    assert "owner: Ports desk" in run("checklist", "--open", "--width", "80", brief=brief).out
    run("checklist", "set", "call", "--owner", "", brief=brief)
    assert (items("checklist", brief=brief)[0]["owner"], items("checklist", brief=brief)[0]["due"]) == (
        None, "2027-03-01")  # fmt: skip
    assert run("checklist", "set", "call", "--due", "", brief=brief).code == 0
    assert items("checklist", brief=brief)[0]["due"] is None
    assert run("checklist", "set", "call", brief=brief).code == 2
    assert run("checklist", "set", "call", "--due", "tomorrow", brief=brief).code == 2


STEERING = ("\u202e", "\u2066", "\u200f", "\x1b", "\x07", "\x9b", "\u2028", "\ufeff")


@pytest.mark.parametrize("character", STEERING)
def test_what_turns_text_around_is_refused_in_a_mark(character: str, tmp_path: Path) -> None:
    """Notes, owners and reasons hold no character that steers a terminal or turns text around."""
    brief = in_folder(tmp_path)
    for words in (("checklist", "done", "call", "--note"), ("checklist", "done", "call", "--owner"),
                  ("checklist", "set", "call", "--owner")):  # fmt: skip
        assert run(*words, f"a{character}b", brief=brief).code == 2
    assert run("events", "set", "us-election", "--status", "open", "--note", f"a{character}b").code == 2
    assert not (tmp_path / ".kbrief").exists()


@pytest.mark.parametrize("form", ["table", "csv", "md", "json"])
def test_what_came_with_the_marks_is_shown_as_a_code(form: str, tmp_path: Path) -> None:
    """A file of marks that others wrote sends nothing to the screen that could steer it, in any format."""
    brief = in_folder(tmp_path)
    note = "ab\u202etxt.exe\u200f"
    (tmp_path / ".kbrief").mkdir()
    mark = {"who": "x\u2067", "when": "2026-11-22", "of": "0", "note": note}
    (tmp_path / ".kbrief" / "marks.json").write_text(json.dumps({"actions": {"call": mark}}, ensure_ascii=False))
    shown = run("checklist", "--format", form, brief=brief)
    assert shown.code == 0
    assert not any(character in shown.out + shown.err for character in "\u202e\u200f\u2067")
    assert "ab\\u202etxt.exe" in shown.out
    if form == "json":
        assert json.loads(shown.out)["items"][0]["note"] == note


@pytest.mark.parametrize("link", [".kbrief", ".kbrief/marks.json", ".kbrief/marks", ".kbrief/marks/desk.jsonl"])
def test_marks_that_lead_out_of_the_brief_are_refused(link: str, tmp_path: Path) -> None:
    """Whatever of the folder of marks is a link to elsewhere, nothing is read or made there."""
    brief = in_folder(tmp_path / "b")
    outside = tmp_path / "outside"
    outside.mkdir()
    place = tmp_path / "b" / link
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(outside / "new" if "." in place.name[1:] else outside)
    for words in (("checklist", "done", "call"), ("checklist", "set", "call", "--owner", "x")):
        ended = run(*words, brief=brief, environment={"LOGNAME": "desk"})
        assert (ended.code, "leads out of the brief" in ended.err) == (3, True)
    assert not list(outside.iterdir())


def git(folder: Path, *words: str) -> str:
    """Run git in a folder."""
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")
    return subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize("people", [("kim", "lee"), ("desk", "desk")], ids=["two", "one on two machines"])
def test_marks_of_two_people_merge(people: tuple[str, str], tmp_path: Path) -> None:
    """The folder says what it is; what two people marked, on the same item too, is joined by git without a conflict."""
    brief = in_folder(tmp_path)
    git(tmp_path, "init", "-q", ".")
    assert run("checklist", "set", "call", "--owner", "a", brief=brief, environment={"LOGNAME": people[0]}).code == 0
    assert "Commit this folder" in (tmp_path / ".kbrief" / "README.md").read_text()
    git(tmp_path, "add", "-A")
    assert ".lock" not in git(tmp_path, "ls-files")
    git(tmp_path, "commit", "-qm", "first")
    git(tmp_path, "checkout", "-qb", "other")
    assert run("checklist", "done", "call", "--note", "by a", brief=brief, environment={"LOGNAME": people[0]}).code == 0
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "a")
    git(tmp_path, "checkout", "-q", "main")
    assert (
        run("checklist", "set", "call", "--due", "2027-01-01", brief=brief, environment={"LOGNAME": people[1]}).code
        == 0
    )
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "b")
    git(tmp_path, "merge", "-q", "other", "-m", "both")
    (item,) = items("checklist", brief=brief)
    assert (item["done"], item["note"], item["due"]) == (True, "by a", "2027-01-01")
    assert run("checklist", "undo", "call", brief=brief, environment={"LOGNAME": people[1]}).code == 0
    assert not items("checklist", brief=brief)[0]["done"]

"""Options that do not go together, weights, dates of the environment, and where options stand."""

import json
from pathlib import Path

import pytest
from cli_runs import SHIPPED, answer, ids, items, point, run, said, small, write_brief

from kbrief.cli.context import CommandContext
from kbrief.cli.hints import hint_other_kind
from kbrief.errors import Message, UnknownName


@pytest.mark.parametrize("name", ["Trump", "TRUMP", "tr", "t", " trump "])
def test_an_administration_is_found_in_any_case_and_by_a_unique_beginning(name: str) -> None:
    """`-a tr` and `-a Trump` both mean trump."""
    assert answer("emphasize", "-a", name)["administration"] == "trump"


def test_events_and_formats_are_found_by_a_unique_beginning() -> None:
    """So are events, statuses and formats."""
    assert answer("hold", "-a", "h", "-g", "POST", "-g", "europe")["given"] == ["posture-review", "europe-rearmament"]
    assert json.loads(run("events", "--status", "OPEN", "--format", "J").out)["command"] == "events"


@pytest.mark.parametrize("command", ["emphasize", "minimize", "hold", "memo"])
def test_events_need_an_administration_that_inference_counts_for(command: str) -> None:
    """`--given` without an administration, or with --stated-only, ends in 2 and says what to do."""
    alone = run(command, "--given", "nk-nuclear-test")
    assert (alone.code, alone.out) == (2, "")
    assert "hint: add -a trump or -a harris" in alone.err
    both = run(command, "-a", "trump", "--given", "nk-nuclear-test", "--stated-only")
    assert (both.code, both.out) == (2, "")
    assert "--given cannot be used with --stated-only" in both.err


@pytest.mark.parametrize("command", [("explain", "ncg"), ("what-if", "nk-nuclear-test")])
def test_explain_and_what_if_need_one_too(command: tuple[str, ...]) -> None:
    """Events have nobody to move in `explain --given` and `what-if` either."""
    given = ("--given", "nk-nuclear-test") if command[0] == "explain" else ()
    assert run(*command, *given).code == 2


@pytest.mark.parametrize(
    "weights",
    [
        "", "president", "president=", "president=two", "president=-1", "president=nan", "president=inf",
        "president=1000001", "nobody=1", "source=0,common=0,president=0,team=0", "president=1,,team=1", "=1",
        "president=1,pres=2",
    ],
)  # fmt: skip
@pytest.mark.parametrize("command", [("emphasize",), ("explain", "ncg"), ("compare",), ("memo",)])
def test_bad_weights_end_in_2(command: tuple[str, ...], weights: str) -> None:
    """A weight that is none, of a criterion that is none, or no weight at all, ends in 2 with a hint."""
    ended = run(*command, "--weights", weights)
    assert (ended.code, ended.out) == (2, "")
    assert "\nhint: " in ended.err


def test_criteria_may_be_cut_short_and_weights_have_decimals() -> None:
    """`--weights pres=2.5,t=0` is read as people mean it."""
    assert ids("hold", "-a", "trump", "--weights", "pres=2.5, t=0") == ids(
        "hold", "-a", "trump", "--weights", "president=5,source=2,common=2,team=0"
    )


def test_a_comma_at_the_end_of_weights_is_passed_over() -> None:
    """What the shell completes with, or a hand that meant to go on, is no error."""
    assert items("emphasize", "--weights", "president=2,") == items("emphasize", "--weights", "president=2")


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("issue", "NCG"), "ncg is a point: kbrief explain ncg"),
        (("explain", "ukraine-war"), "ukraine-war is an issue: kbrief issue ukraine-war"),
        (("explain", "us-election"), "us-election is an event: kbrief what-if us-election -a trump"),
        (("what-if", "ncg", "-a", "trump"), "ncg is a point: kbrief explain ncg"),
        (("what-if", "posture-review", "trump", "-a", "h"), "trump is an administration: kbrief emphasize -a trump"),
        (("checklist", "done", "interests"), "interests is a step: kbrief checklist --step interests"),
        (("checklist", "--step", "interests-1"), "interests-1 is an action: kbrief checklist done interests-1"),
        (("emphasize", "--issue", "nuclear"), "nuclear is a tag: kbrief issues --tag nuclear"),
        (("emphasize", "--weights", "P8=1"), "P8 is a paragraph: kbrief trace P8"),
        (("issues", "--tag", "pacnet-77#p8"), "pacnet-77#P8 is a paragraph: kbrief trace pacnet-77#P8"),
        (("hold", "-a", "team"), "team is listed under criteria: kbrief trace team"),
    ],
)
def test_a_name_of_another_kind_leads_to_its_own_command(arguments: tuple[str, ...], hint: str) -> None:
    """What the brief knows under a name is said, with the line that shows it."""
    ended = run(*arguments)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.endswith(f"\nhint: {hint}\n")
    if "-a" not in hint:
        assert run(*hint.partition(": kbrief ")[2].split()).code == 0


def test_a_name_of_no_kind_keeps_its_own_hint(tmp_path: Path) -> None:
    """What the brief does not know, and what is no name of a brief, is told as ever, even where there is no brief."""
    assert "hint: did you mean ncg?" in run("explain", "ngc").err
    assert "hint: known: table, json, csv, md" in run("issues", "--format", "trump").err
    assert "did you mean" in run("check", "--explain", "unknown-refrence", brief=str(tmp_path)).err
    bare = write_brief(
        tmp_path / "b.yaml", small(events=[{"id": "gale", "name": "Gale", "kind": "past", "what": said()}])
    )
    assert "hint: gale is an event: kbrief trace gale" in run("issue", "gale", brief=bare).err


def test_a_brief_that_breaks_while_a_command_runs_does_not_hide_what_was_asked() -> None:
    """The hint is a service: where the brief cannot be read for it, the error stays as it is."""
    error = UnknownName(
        Message("unknown {what} {name!r}", what=Message("issue"), name="x"), Message("known: {names}", names="a")
    )
    assert hint_other_kind(error, CommandContext("nowhere")) is error
    assert hint_other_kind(UnknownName("plain words"), CommandContext("nowhere")).message == "plain words"


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        ("P99", "unknown paragraph 'P99'", "pacnet-77 has P1 to P26"),
        ("pacnet-77#P0", "unknown paragraph 'pacnet-77#P0'", "pacnet-77 has P1 to P26"),
        ("nosuch#P8", "unknown paragraph 'nosuch#P8'", "known: pacnet-77#P1, "),
        ("P8.foo", "unknown claim 'P8.foo'", "P8 is a paragraph: kbrief trace P8"),
        ("p99.foo", "unknown paragraph 'p99'", "pacnet-77 has P1 to P26"),
        ("ncg.xyz", "unknown claim 'ncg.xyz'", "did you mean ncg.say?"),
        ("ncg.qqqqqqqq", "unknown claim 'ncg.qqqqqqqq'", "known: ncg.reason, ncg.say, "),
        ("ncg.presidnet", "unknown claim 'ncg.presidnet'", "did you mean ncg.president."),
        ("zzz.xyz", "unknown claim 'zzz.xyz'", "known: indo-pacific-strategy.driver, "),
        ("zzz", "unknown id 'zzz'", "known: indo-pacific-strategy, "),
    ],
)
def test_what_cannot_be_traced_is_told_with_what_can(name: str, message: str, hint: str) -> None:
    """A paragraph is answered with paragraphs, and a claim with those on the same item."""
    ended = run("trace", name)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f"error: {message}\nhint: {hint}")


def test_a_deleted_working_folder_is_no_reason_to_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a brief that is named all goes as ever; without one the error says what is wrong."""
    single = write_brief(tmp_path / "b.yaml", small(points=[point("a")]))
    folder = tmp_path / "mine"
    assert run("new", str(folder), "--extends", SHIPPED).code == 0
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    for command in (("emphasize", "--width", "80"), ("trace", "source"), ("checklist",), ("memo",)):
        assert run(*command, brief=SHIPPED).code == run(*command, brief=str(folder)).code == 0
    assert run("emphasize", "--width", "300", "--brief", single).out.splitlines()[0].endswith(f"({single})")
    assert run("check", single).code == 0
    assert run("rate", "ncg", "president", "1", "-a", "trump", "--why", "So.", brief=str(folder)).code == 0
    assert run("checklist", "done", "interests-1", brief=str(folder)).code == 0
    for command in (("emphasize",), ("check",), ("diff", "--since", "HEAD")):
        ended = run(*command, brief="")
        assert ended.code == (1 if command == ("check",) else 3)
        assert "the current folder cannot be read: No such file or directory" in ended.err + ended.out
    for command in (("memo", "-o", "memo.md"), ("export", "out"), ("new", "mine")):
        assert run(*command).code == 4
    assert run("issues", "--brief", "b.yaml").code == 3


def test_equal_weights_by_hand_change_nothing() -> None:
    """Weights in the same ratio give the same items, tallies included."""
    weights = "source=3,common=3,president=3,team=3"
    assert items("emphasize", "-a", "trump", "--weights", weights) == items("emphasize", "-a", "trump")


@pytest.mark.parametrize("epoch", ["soon", "99999999999999", "99999999999999999999999999999999999"])
def test_an_impossible_day_is_told(epoch: str) -> None:
    """A SOURCE_DATE_EPOCH that gives no day ends in 2."""
    ended = run("issues", environment={"SOURCE_DATE_EPOCH": epoch})
    assert ended.code == 2
    assert "SOURCE_DATE_EPOCH" in ended.err


def test_the_day_is_the_environments_else_the_clocks() -> None:
    """The age of the source is counted to SOURCE_DATE_EPOCH; without one, to today."""
    then = run("issues", environment={"SOURCE_DATE_EPOCH": "1730419200"}).err
    assert "Oct 2024 (before the vote), 1 month old" in then
    now = run("issues", environment={"SOURCE_DATE_EPOCH": ""}).err
    assert "months old" in now
    assert "Oct 2024 (before the vote), 1 month old" not in now


def test_shared_options_stand_before_or_after_the_command() -> None:
    """`--format`, `--brief`, `--lang` and `--width` mean the same on either side; the nearer one wins."""
    after = run("issues", "--format", "csv")
    assert run("--format", "csv", "issues").out == after.out
    assert run("--format", "md", "issues", "--format", "csv").out == after.out
    assert run("--width", "60", "issues").out == run("issues", "--width", "60").out
    assert run("--brief", "rok-us-2024", "issues", brief="nowhere").code == 0
    assert run("--lang", "ko", "issues").err == run("issues", "--lang", "ko").err
    assert run("--lang", "ko", "issues", "--lang", "en").err == run("issues").err
    assert run("checklist", "--format", "csv", "done", "interests-1").out.startswith("id,step,done,")


@pytest.mark.parametrize(
    ("arguments", "option"),
    [
        (("checklist", "--step", "1", "done", "interests-1"), "--step cannot be used with done"),
        (("checklist", "--open", "undo", "interests-1"), "--open cannot be used with undo"),
        (
            ("events", "-a", "trump", "set", "us-election", "--status", "open"),
            "--administration cannot be used with set",
        ),
        (("--format", "json", "memo"), "memo takes no --format"),
    ],
)
def test_an_option_that_would_be_passed_over_is_refused(arguments: tuple[str, ...], option: str) -> None:
    """An option that the command would not heed ends in 2, and nothing is marked."""
    ended = run(*arguments)
    assert (ended.code, ended.out) == (2, "")
    assert option in ended.err
    assert not any(item["done"] for item in items("checklist"))


@pytest.mark.parametrize(
    ("setting", "spoken"), [("ko", ("핵심 현안",)), ("en", ("Key issues",)), ("", ("Key issues", "핵심 현안"))]
)
def test_the_language_is_the_options_else_the_environments(setting: str, spoken: tuple[str, ...]) -> None:
    """KBRIEF_LANG gives the language where --lang does not; where it does not either, the locale does."""
    environment = {"KBRIEF_LANG": setting}
    assert run("issues", environment=environment).err.startswith(spoken)
    assert run("issues", "--lang", "en", environment=environment).err.startswith("Key issues")


def test_an_unknown_language_of_the_environment_is_an_error() -> None:
    """A KBRIEF_LANG that is no language ends in 2."""
    assert run("issues", environment={"KBRIEF_LANG": "fr"}).code == 2


TWO_EVENTS = "names that contain it: nk-nuclear-test, russia-nuclear-threats"


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("issues", "nuclear"), "filter with --tag: kbrief issues --tag nuclear"),
        (("emphasize", "budget", "-a", "trump"), "filter with --search: kbrief emphasize -a trump --search budget"),
        (("issues", "harris"), "name an administration with -a: kbrief issues -a harris"),
        (("what-if", "nuclear", "-a", "trump"), TWO_EVENTS),
        (("events", "set", "nuclear", "--status", "open"), TWO_EVENTS),
    ],
)
def test_a_word_that_stands_alone_leads_to_its_option(arguments: tuple[str, ...], hint: str) -> None:
    """A word without an option is taken for an audience, a tag or a text to search; of events all that have it."""
    ended = run(*arguments)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.endswith(f"\nhint: {hint}\n")


@pytest.mark.parametrize("arguments", [("what-if", "Seventh", "-a", "trump"), ("issues", "--event", "seventh")])
def test_an_event_is_found_by_a_part_of_its_name(arguments: tuple[str, ...]) -> None:
    """A part of its id or name that no other event has is enough, wherever an event is asked for."""
    assert run(*arguments).code == 0

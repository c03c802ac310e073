"""`kbrief new`, `rate` and `schema`."""

import json
from pathlib import Path

import pytest
from cli_runs import items, point, run, small, write_brief

from kbrief.load.schema import schema_text


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder of one's own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def overlay() -> str:
    """Return the name of a new overlay on the shipped brief."""
    assert run("new", "mine", "--extends", "rok-us-2024").code == 0
    return "mine"


def test_new_says_what_it_wrote_and_what_to_type_next() -> None:
    """The page lists the files and leads on; the brief can be used at once."""
    ended = run("new", "mine", "--width", "100")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("New brief in mine: 7 files\n")
    assert "kbrief rate POINT CRITERION VALUE -a incumbent --why TEXT --brief mine" in ended.out
    strict = run("check", "mine", "--strict", "--format", "json")
    assert strict.code == 1
    assert {problem["rule"] for problem in json.loads(strict.out)["items"]} == {"example-left"}
    assert run("check", "mine").code == 0
    assert run("memo", "-a", "incumbent", brief="mine").out.startswith("# mine: talking points")


def test_new_is_told_in_korean() -> None:
    """The page is in the language that is asked for."""
    assert run("new", "mine", "--lang", "ko", "--width", "80").out.startswith("새 자료집: mine, 파일 7건")


def test_new_overwrites_nothing_and_takes_no_format(here: Path) -> None:
    """A folder that is there ends it in 4, a base that is not in 3, --format in 2."""
    (here / "mine").mkdir()
    assert run("new", "mine").code == 4
    assert run("new", "other", "--extends", "nowhere").code == 3
    assert run("new", "other", "--format", "json").code == 2
    assert not (here / "other").exists()


def test_new_begins_the_record_of_a_text(here: Path) -> None:
    """With --source the new brief holds the record of that text, which is found in it again."""
    (here / "paper.txt").write_text("One line.\nAnother line.\n")
    assert run("new", "mine", "--source", "paper.txt").code == 0
    assert "paper P2" in run("sources", "--verify", "paper.txt", brief="mine").out
    assert run("new", "other", "--source", "nowhere.txt").code == 3


def test_a_rating_that_begins_with_a_minus_is_no_option() -> None:
    """The value may be -1; the page says what it was, what it is, and where the point stands now."""
    brief = overlay()
    said = ("--why", "She said so.", "--cites", "P17, p11", "--by", "Kim")
    ended = run("rate", "ncg", "president", "-1", "-a", "harris", *said, "--brief", brief)
    assert ended.code == 0
    assert ended.err == "ncg.president.harris: +1 [inferred, outside] → -1 [inferred]\n"
    stands, reason, who, where = ended.out.splitlines()
    assert (stands, who, where) == (
        "list under Harris  EMPHASIZE (+3) → HOLD (+1)",
        "rated by           Kim",
        "written to         mine/data/ratings.yaml",
    )
    assert reason.startswith("the reason was     From outside the source")
    written = (Path(brief) / "data" / "ratings.yaml").read_text()
    assert "value: -1\n        basis: inferred\n        cites: [pacnet-77#P17, pacnet-77#P11]\n" in written
    line = written.splitlines().index("  ncg:") + 4
    assert f"mine/data/ratings.yaml:{line}" in run("trace", "ncg.president.harris", brief=brief).out


@pytest.mark.parametrize(
    ("value", "written"),
    [("+2", "value: 2"), ("2", "value: 2"), ("−2", "value: -2"), ("0", "value: 0"), ("Unknown", "basis: unknown")],
)
def test_a_rating_is_taken_as_people_type_it(value: str, written: str) -> None:
    """Signs may be written or left out, the minus sign may be a typographer's; unknown needs no reason."""
    brief = overlay()
    why = [] if value == "Unknown" else ["--why", "So it is."]
    assert run("rate", "NCG", "pres", value, "-a", "tr", *why, brief=brief).code == 0
    assert written in (Path(brief) / "data" / "ratings.yaml").read_text()


def test_a_rating_for_all_is_shown_under_each() -> None:
    """A criterion that is no perception is rated once; the page says what that does under every administration."""
    lines = run("rate", "ncg", "common", "-2", "--why", "So it is.", brief=overlay()).out.splitlines()
    assert [line.split("  ")[0] for line in lines] == [
        "list under Trump", "list under Harris", "no longer cited", "the reason was", "rated by", "written to",
    ]  # fmt: skip
    again = run("rate", "ncg", "common", "-2", "--why", "So it is.", "--width", "90", "--lang", "ko", brief="mine")
    assert "변동 없음" in again.out


def test_a_point_without_a_rating_gets_one(here: Path) -> None:
    """Where there was no rating the page says so; without administrations the list is that on stated evidence."""
    brief = write_brief(here / "own.yaml", small(points=[point("budget")]))
    ended = run("rate", "budget", "source", "2", "--why", "So it is.", brief=brief)
    assert ended.err == "budget.source: no rating → +2 [inferred]\n"
    assert ended.out.startswith("list with no audience assumed  HOLD (0) → EMPHASIZE (+2)")
    wrong = run("rate", "budget", "view", "2", "--why", "So it is.", brief=brief)
    assert (wrong.code, wrong.err.splitlines()[-1]) == (2, "hint: this brief has no administration")


ONE_LINE = "--why takes one line of text without control characters"


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (("ncg", "president", "1", "--why", "x"), "president is a perception: it is rated for each administration",
         "add -a trump or -a harris"),
        (("ncg", "common", "1", "-a", "trump", "--why", "x"),
         "common is not a perception: it is rated once, for all administrations", "leave --administration out"),
        (("ncg", "common", "-3", "--why", "x"), "'-3' is not a rating", "write -2, -1, 0, 1, 2 or unknown"),
        (("ncg", "common", "1"), "a rating needs a reason", "add --why TEXT, a sentence"),
        (("ncg", "common", "1", "--why", "a\nb"), ONE_LINE, "write a sentence"),
        (("ncg", "common", "1", "--why", " "), ONE_LINE, "write a sentence"),
        (("ncg", "common", "1", "--why", "x", "--cites", "P99"), "unknown paragraph 'P99'", "did you mean pacnet"),
        (("ncgg", "common", "1", "--why", "x"), "unknown point 'ncgg'", "did you mean ncg?"),
        (("ncg", "team2", "1", "--why", "x"), "unknown criterion 'team2'", "did you mean team?"),
        (("ncg", "team", "1", "-a", "biden", "--why", "x"), "unknown administration 'biden'", "known: trump, harris"),
    ],
)  # fmt: skip
def test_what_is_no_rating_is_told_and_nothing_written(arguments: tuple[str, ...], message: str, hint: str) -> None:
    """Wrong usage ends in 2 with what to type instead, and leaves the file alone."""
    brief = overlay()
    before = (Path(brief) / "data" / "ratings.yaml").read_text()
    ended = run("rate", *arguments, brief=brief)
    assert (ended.code, ended.err.splitlines()[0]) == (2, f"error: {message}")
    assert ended.err.splitlines()[1].startswith(f"hint: {hint}")
    assert (Path(brief) / "data" / "ratings.yaml").read_text() == before


def test_the_bundled_brief_is_not_written_to() -> None:
    """On the brief that comes with the program the hint says how to lay one's own on it."""
    ended = run("rate", "ncg", "common", "1", "--why", "x")
    assert ended.code == 2
    assert "hint: extend it: kbrief new my-brief --extends rok-us-2024" in ended.err


def test_an_option_that_there_is_not_is_not_passed_over() -> None:
    """A slip in an option's name ends in 2, although a minus may begin a value."""
    assert run("rate", "ncg", "common", "1", "--wy", "x", brief=overlay()).code == 2


def test_the_schema_is_printed() -> None:
    """`schema` prints JSON, with --overlay the form for overlays; it is what `new` writes."""
    assert json.loads(run("schema").out)["title"] == "A file of a brief"
    assert run("schema", "--overlay").out == schema_text(overlay=True)
    overlay()
    assert Path("mine/.kbrief-schema.json").read_text() == schema_text(overlay=True)


def test_a_record_is_dated_where_its_month_is_known(tmp_path: Path) -> None:
    """--published takes a month, and refuses what is none before anything is written."""
    text = tmp_path / "paper.txt"
    text.write_text("One line.\n")
    asked = ("new", str(tmp_path / "harbor"), "--source", str(text), "--published")
    wrong = run(*asked, "October 2024")
    assert (wrong.code, wrong.err.splitlines()[1]) == (2, "hint: write it as 2024-10")
    assert not (tmp_path / "harbor").exists()
    assert run(*asked, "2024-10").code == 0
    sources = {item["id"]: item["published"] for item in items("sources", brief=str(tmp_path / "harbor"))}
    assert sources["paper-text"] == "2024-10"

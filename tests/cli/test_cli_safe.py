"""What comes from outside, in names, settings and files, neither steers a terminal nor ends as a bug."""

import datetime as dt
import re
from pathlib import Path

import pytest
from cli_runs import READING, answer, ended, point, run, said, small, start, write_brief

from kbrief.cli.app import drop_impossible_sizes
from kbrief.cli.complete import is_plain
from kbrief.cli.context import local_day
from kbrief.load.yaml import read_value
from kbrief.model import Text
from kbrief.model.marks import text_hash

HOSTILE = "\x1b[31mred\u202e\x07\u200f"


def is_harmless(text: str) -> bool:
    """Whether text holds nothing that steers a terminal or turns text around."""
    return not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff]", text)


@pytest.mark.parametrize(
    "name", ["mine", "../my.yaml", "P2", "north#P4", "a=1,b=", "ncg.say", "~/x", "나의", ".git", "a+b@c"]
)
def test_a_plain_name_is_offered(name: str) -> None:
    """Ids, paths, citations and weights go to the shell as they are."""
    assert is_plain(name)


@pytest.mark.parametrize(
    "name",
    ["`touch x`", "$(touch x)", "a\nb", "a b", "a;b", "a&b", "a|b", "a>b", "a<b", "a*", "a?", "[a]", "{a,b}", "'a",
     '"a', "\\a", "-rf", "!a", "^a", "=a", "~a", "#a", "(a)", "a\tb", "a\x1bb", "a\u202eb", "%1", "", "a$b", "a\xa0b"],
)  # fmt: skip
def test_a_name_that_a_shell_would_evaluate_is_not_offered(name: str) -> None:
    """What a shell evaluates, expands, splits or takes for an option is left to be typed by hand."""
    assert not is_plain(name)


def test_names_of_folders_reach_no_shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a folder with hostile names, the plain ones alone are offered, one on a line, in each shell's form."""
    for name in ("plain", "$(touch PWNED)", "`touch PWNED`", "nn\nmm", "-rf", "a b"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path)
    asked = {"COMP_WORDS": "kbrief --brief ", "COMP_CWORD": "2", "_TYPER_COMPLETE_ARGS": "kbrief --brief ",
             "_TYPER_COMPLETE_FISH_ACTION": "get-args"}  # fmt: skip
    for shell in ("bash", "zsh", "fish"):
        offers = ended(start(environment={**asked, "_KBRIEF_COMPLETE": f"complete_{shell}"})).out
        assert re.findall(r"[\w.-]+", offers.replace("_arguments", "")) == ["rok-us-2024", "plain"]


@pytest.mark.parametrize("zone", ["<+25>-25", "<-99>99", "nowhere", ":", "\x01", "UTC+167:59:59", "a" * 3000])
def test_a_zone_that_no_clock_has_is_passed_over(zone: str) -> None:
    """Whatever TZ says, the run has a day."""
    environment = {"TZ": zone, "SOURCE_DATE_EPOCH": ""}
    assert ended(start("events", environment=environment)).code == 0


def test_the_day_is_that_of_utc_where_there_is_no_other() -> None:
    """A moment that the zone cannot tell has the day that it has in UTC."""

    class Nowhere(dt.datetime):
        def astimezone(self, _zone: object = None) -> "Nowhere":
            raise ValueError

    assert local_day(Nowhere(2026, 5, 1, tzinfo=dt.UTC)) == dt.date(2026, 5, 1)


@pytest.mark.parametrize("seconds", ["1e9", "-1", "9" * 30, "9" * 5000, "0x10", "٣", "253402300800", "-62135596801"])
def test_seconds_that_are_no_day_are_no_bug(seconds: str) -> None:
    """SOURCE_DATE_EPOCH is a number of seconds with a day, or is refused."""
    assert run("memo", "-a", "trump", environment={"SOURCE_DATE_EPOCH": seconds}).code in {0, 2}


@pytest.mark.parametrize("ending", ["docx", "html", "md", "json"])
@pytest.mark.parametrize("seconds", ["-62135596800", "-1", "0", "253402300799"])
def test_a_day_of_long_ago_can_be_written(seconds: str, ending: str, tmp_path: Path) -> None:
    """The first and the last day that a calendar has are days."""
    out = str(tmp_path / f"m.{ending}")
    assert run("memo", "-a", "trump", "-o", out, environment={"SOURCE_DATE_EPOCH": seconds}).code == 0


@pytest.mark.parametrize("size", ["0", "-5", "abc", "²", "٣", "1e3", "", " ", "99999999999999999999"])
def test_what_is_no_size_of_a_screen_is_passed_over(size: str) -> None:
    """COLUMNS, LINES and the like hold a number of up to four digits, or nothing."""
    environ = {"COLUMNS": size, "LINES": size, "TERMINAL_WIDTH": size, "HOME": size}
    drop_impossible_sizes(environ)
    assert environ == {"HOME": size}
    settings = {"COLUMNS": size, "LINES": size, "TERMINAL_WIDTH": size}
    assert run("--help", environment=settings).code == 0
    assert run("issues", environment=settings).code == 0


def test_a_size_of_a_screen_stays() -> None:
    """What is a size is not touched."""
    environ = {"COLUMNS": "120", "LINES": "0040"}
    drop_impossible_sizes(environ)
    assert environ == {"COLUMNS": "120", "LINES": "0040"}


@pytest.mark.parametrize(
    "arguments",
    [("memo", "-a", "trump", "-o", f"{HOSTILE}.md"), ("board", "-o", f"{HOSTILE}.html"),
     ("chart", "ranking", "-o", f"{HOSTILE}.svg"), ("export", HOSTILE, "--as", "json"), ("new", HOSTILE),
     ("check", HOSTILE), ("lint", HOSTILE), ("issue", HOSTILE), ("trace", HOSTILE), ("emphasize", "-a", HOSTILE),
     ("issues", "--search", HOSTILE), ("memo", "--template", HOSTILE, "-o", "x.md"), ("--lang", HOSTILE, "issues"),
     (HOSTILE,), ("what-if", HOSTILE), ("diff", HOSTILE, HOSTILE), ("sources", "--verify", HOSTILE),
     ("new", "x", "--source", HOSTILE)],
    ids=lambda arguments: arguments[0] if arguments[0].isascii() and arguments[0].isprintable() else "name",
)  # fmt: skip
def test_names_are_said_with_codes(arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is typed, what is said of it sends no escape and turns no text around; nor does JSON."""
    monkeypatch.chdir(tmp_path)
    for more in ((), ("--format", "json")):
        found = run(*arguments, *more)
        assert found.code in {0, 1, 2, 3, 4}
        assert is_harmless(found.out + found.err), (found.out, found.err)


def test_names_of_files_are_said_with_codes(tmp_path: Path) -> None:
    """A folder whose name holds an escape shows it as its code, in pages, problems and heads."""
    folder = tmp_path / f"b{HOSTILE}"
    brief = str(folder)
    write_brief(folder / "data" / "brief.yaml", small(points=[point("tea")]))
    for arguments in (*READING[:1], ("emphasize",), ("check",), ("checklist",), ("emphasize", "--width", "80"),
                      ("rate", "tea", "source", "1", "--why", "So."), ("check", "--format", "github"),
                      ("check", "--format", "sarif")):  # fmt: skip
        found = run(*arguments, brief=brief)
        shown = re.sub("\x1b\\[[0-9;]*m", "", found.out) if "--width" in arguments else found.out
        assert is_harmless(shown + found.err), arguments


def test_a_template_without_end_is_refused(tmp_path: Path) -> None:
    """A template that takes too long ends in 3, with the file and a hint, and nothing is written."""
    template = tmp_path / "t.md.j2"
    template.write_text("{{ 'x' * 10**11 }}")
    found = run("memo", "-a", "trump", "--template", str(template), "-o", str(tmp_path / "m.md"))
    assert (found.code, "uses more time or memory" in found.err) == (3, True)
    assert not (tmp_path / "m.md").exists()


def test_a_forged_entry_of_the_cache_is_passed_over(tmp_path: Path) -> None:
    """Whatever an entry with a right seal holds, the brief is read from its files."""
    import hashlib

    settings = {"XDG_CACHE_HOME": str(tmp_path)}
    first = run("emphasize", environment=settings)
    for text in (b'{"extends": [', b'{"extends": [5]}', b'{"extends": ["' + b"[" * 9999, b'{"extends": [' + b"[" * 9999,
                 b"[]", b"", b"{}", b"\xff", b'{"extends": ["kbrief:rok-us-2024"]}', b"[" * 99999):  # fmt: skip
        for entry in tmp_path.rglob("*.json"):
            entry.write_bytes(hashlib.sha256(text).hexdigest().encode() + b"\n" + text)
        assert run("emphasize", environment=settings) == first


FLOWING = ("Ports, quays and yards", "Steel, coal", "One, two", "Prices rose, 5 % in all")


@pytest.mark.parametrize("text", FLOWING)
def test_a_comma_between_braces_is_told(text: str, tmp_path: Path) -> None:
    """Where an unquoted comma has begun a new key, the hint says so; a slip of a key is still told as that."""
    brief = tmp_path / "b.yaml"
    head = "id: b\ntitle: B\nas_of: '2025-01'\ncriteria: [{id: a, name: A}]\ngaps:\n- {id: g, text: "
    brief.write_text(f"{head}{text}}}\n")
    assert "a comma starts a new key" in run("check", str(brief)).out
    brief.write_text(f"{head}No., shorts: x}}\n")
    assert "did you mean short?" in run("check", str(brief)).out


CONFLICT = "<<<<<<< HEAD\n{a}=======\n{b}>>>>>>> theirs\n"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "part", ["title: B\n", "# a remark\n", "- {id: a, name: A}\n", "criteria:\n", "[", "note: |\n  some\n"]
)
def test_a_merge_conflict_is_called_that(part: str, newline: str, tmp_path: Path) -> None:
    """Whatever stands between its marks, the place is that of the first of them."""
    brief = tmp_path / "b.yaml"
    text = "id: b\nas_of: '2025-01'\n" + CONFLICT.format(a=part, b=part)
    brief.write_bytes(text.replace("\n", newline).encode())
    found = run("check", str(brief)).out
    assert f"{brief.name}:3:1: a merge conflict is still here (yaml-conflict)" in found
    brief.write_text("title: |\n  a\n  <<<<<<< b\nid: b\n")
    assert "yaml-conflict" not in run("check", str(brief)).out


def test_what_nobody_sees_is_no_change(tmp_path: Path) -> None:
    """Blanks at the end of a text, and the way in which accents are written, change neither lists nor marks."""
    step = {"id": "s", "name": "S", "what": said("Café"), "given": said(), "actions": [{"id": "go", **said("Réponse")}]}
    one = write_brief(tmp_path / "a.yaml", small(steps=[step]))
    assert run("checklist", "done", "go", brief=one).code == 0
    step = step | {"what": said("Cafe\u0301 \n"), "actions": [{"id": "go", **said("Re\u0301ponse\n")}]}
    other = write_brief(tmp_path / "b.yaml", small(steps=[step]))
    assert "No difference: " in "".join(run("diff", one, other)[1:])
    Path(f"{one}.marks.json").replace(f"{other}.marks.json")
    assert answer("checklist", brief=other)["items"][0]["stale"] is False


def test_a_stamp_can_be_typed_as_the_hint_gives_it(tmp_path: Path) -> None:
    """A hash that YAML would read as a number is given in quotes: what is typed as given settles the warning."""
    words = (f"Text {n}." for n in range(100_000))
    english = next(word for word in words if re.fullmatch("[0-9]+(e[0-9]+)?", text_hash(Text(en=word))))
    brief = tmp_path / "b.yaml"
    head = "id: b\ntitle: B\nas_of: '2025-01'\nlanguages: [en, ko]\ncriteria: [{id: a, name: {en: A, ko: 에이}}]\n"
    gap = "gaps:\n- id: g\n  text: {{en: {en}, ko: 글, ko_of: {stamp}}}\n"
    brief.write_text(head + gap.format(en=english, stamp='"0000"'))
    (hint,) = re.findall(r"ko_of: (\S+)", run("check", str(brief)).out)
    brief.write_text(head + gap.format(en=english, stamp=hint))
    assert isinstance(read_value(f"a: {hint}".encode(), "x"), dict)
    assert "stale-translation" not in run("check", str(brief)).out
    assert "wrong-type" not in run("check", str(brief)).out

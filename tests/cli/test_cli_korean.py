"""Errors and problems in Korean: whatever is said of a run, in the language that the run speaks."""

import datetime as dt
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
import typer
from cli_runs import office, run, small, write_brief
from typer.main import get_command

from kbrief.cli.app import app, handle_errors
from kbrief.cli.hints import usage_error
from kbrief.cli.language import choose_language, language_from_arguments
from kbrief.errors import Message, UnknownName
from kbrief.i18n import translate_problem
from kbrief.load.check import check
from kbrief.load.find import Place

BRIEFS = Path(__file__).parent.parent / "briefs"
BAD = str(BRIEFS / "bad" / "several.yaml")
HANGUL = re.compile("[가-힣]")


def context() -> Any:
    """Return a context of the program before a command is known."""
    return get_command(app).make_context("kbrief", [], resilient_parsing=True)


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (("explain", "ncq"), "알 수 없는 의제: 'ncq'", "유사한 이름: ncg"),
        (("issues", "--tag", "zzz"), "알 수 없는 분야: 'zzz'", "사용 가능: burden-sharing, "),
        (("emphasise",), "알 수 없는 명령: 'emphasise'", "유사한 이름: emphasize"),
        (("hold", "-g", "europe"), "사건 가정에는 --administration 필요: ", "-a trump 또는 -a harris 추가"),
        (("memo", "--date", "2026-13-01"), "--date '2026-13-01': 날짜가 아님", "2026-12-31 형식으로 입력"),
        (("hold", "--weights", "team=x"), "--weights: team=x는 가중치가 아님", "가중치는 0 이상의 숫자. "),
        (("diff", "a"), "diff에는 자료집 2건, 또는 --since와 리비전 필요", "kbrief diff OLD NEW 또는 "),
        (("--nosuch",), "없는 옵션: --nosuch", "kbrief --help"),
        (
            ("issues", "--sot", "x"),
            "없는 옵션: --sot(유사한 이름: --format 또는 --sort 또는 --tag)",
            "kbrief issues --help",
        ),
        (("issue",), "인자 'ID' 누락", "kbrief issue --help"),
        (("events", "set", "us-election"), "옵션 '--status' 누락", "kbrief events set --help"),
        (("issues", "--tag"), "옵션 --tag에 값 필요", "kbrief issues --help"),
        (("check", "--strict=1"), "옵션 --strict: 값 사용 불가", "kbrief check --help"),
        (("--width", "abc"), "'--width': 정수가 아님('abc')", "kbrief --help"),
        (("issues", "--width", "5"), "'--width': 범위를 벗어남(5), 20 이상이어야 함", "kbrief issues --help"),
        (("issues", "--width", "5000"), "'--width': 범위를 벗어남(5000), 1000 이하여야 함", "kbrief issues --help"),
        (("trace", "a", "b"), "인자 초과: kbrief trace에는 'ID'만 입력", "kbrief trace --help"),
        (("background", "a"), "kbrief background: 인자 사용 불가", "kbrief background --help"),
        (("checklist", "don"), "알 수 없는 명령: 'don'", "유사한 이름: done"),
    ],
)
def test_wrong_usage_is_told_in_korean(arguments: tuple[str, ...], message: str, hint: str) -> None:
    """A name, an option or an argument that does not fit is said in a line with one hint, and ends in 2 as ever."""
    found = run(*arguments, environment={"KBRIEF_LANG": "ko"})
    assert (found.code, found.out) == (2, "")
    assert found.err.startswith(f"오류: {message}")
    assert f"\n참고: {hint}" in found.err
    assert len(found.err.splitlines()) == 2


def test_what_the_parser_seldom_says_keeps_its_english_behind_a_korean_lead() -> None:
    """An error of the parser that has no words here is told in the parser's, and with the line to type for help."""
    found = run("issues", "--width", "9" * 5000, "--lang", "ko")
    assert found.code == 2
    assert found.err.startswith("오류: Invalid value for '--width': ")
    assert "\n참고: kbrief issues --help" in found.err


@pytest.mark.parametrize("error", [typer.BadParameter("it is odd"), typer.TyperException("it is odd")])
def test_errors_without_attributes_keep_their_words(error: typer.TyperException) -> None:
    """An error that tells nothing about itself, or of a type that is not known, is said in its own words."""
    told = usage_error(error, context(), ["--lang", "ko"])
    assert (told.code, told.message, told.hint) == (2, error.format_message(), "kbrief --help")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--lang", "ko", "explain", "x"), ("explain", "--lang", "ko", "x"), ("explain", "x", "--lang=ko"),
        ("--lang", "en", "explain", "x", "--lang", "KO"), ("--lang", "ko", "explain", "x", "--lang", ""),
    ],
)  # fmt: skip
def test_the_language_is_taken_wherever_it_stands(arguments: tuple[str, ...]) -> None:
    """Before or behind the command, in either way of writing it, the last one that names a language counts."""
    assert run(*arguments).err.startswith("오류: 알 수 없는 의제: 'x'")


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [(("--lang", "xx"), {}), (("--lang=xx",), {"KBRIEF_LANG": "ko"}), ((), {"KBRIEF_LANG": "x"})],
)
def test_a_language_that_there_is_not_is_told_in_english(
    arguments: tuple[str, ...], environment: dict[str, str]
) -> None:
    """Who asks for a language that the program does not speak is told so in English, and which it speaks."""
    found = run("issues", *arguments, environment=environment)
    assert found.code == 2
    assert found.err.startswith("error: unknown language 'x")
    assert "\nhint: known: en, ko\n" in found.err


def test_the_languages_of_the_command_line_and_of_the_screens_are_found_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    """--lang goes before KBRIEF_LANG; without both the locale is asked; only screens raise what is wrong with it."""
    monkeypatch.setenv("KBRIEF_LANG", "ko")
    assert (choose_language(None), choose_language("en")) == ("ko", "en")
    assert (
        language_from_arguments([]),
        language_from_arguments(["--lang", "en"]),
        language_from_arguments(["--lang"]),
    ) == ("ko", "en", "ko")
    monkeypatch.delenv("KBRIEF_LANG")
    assert language_from_arguments(["--lang", "xx"]) == "en"
    with pytest.raises(UnknownName):
        choose_language("xx")


def test_errors_for_programs_are_in_the_language_asked_for() -> None:
    """The envelope's message and hint are in Korean; its keys, its code and the command are what they are."""
    told = json.loads(run("issues", "--tag", "zzz", "--lang", "ko", "-f", "json").err)
    assert list(told["error"]) == ["code", "message", "hint", "problems"]
    assert (told["kbrief"], told["command"]) == (1, "issues")
    assert (told["error"]["code"], told["error"]["message"]) == (2, "알 수 없는 분야: 'zzz'")
    assert told["error"]["hint"].startswith("사용 가능: ")
    assert json.loads(run("issues", "--brief", "x", "--lang", "ko", "-f", "json").err)["error"]["problems"][0] == {
        "file": "x", "line": 1, "column": 1, "rule": "brief-not-found", "level": "error",
        "message": "'x': 자료집 없음",
        "hint": "자료집은 data/brief.yaml이 있는 폴더, YAML 파일 하나, 또는 이름 rok-us-2024",
    }  # fmt: skip


def test_an_error_without_a_hint_has_none_in_korean_either(tmp_path: Path) -> None:
    """Where there is nothing to add, JSON says null and people get one line."""
    told = json.loads(run("lint", str(tmp_path / "no.md"), "--lang", "ko", "-f", "json").err)["error"]
    assert (told["message"], told["hint"]) == ("no.md를 읽을 수 없음: 해당 파일이나 폴더 없음", None)


def test_broken_yaml_is_told_in_korean_at_its_place(tmp_path: Path) -> None:
    """A file that is no YAML is told at file, line and column, whoever asks for the brief."""
    file = tmp_path / "b.yaml"
    file.write_text('id: b\ntitle: "T\n', encoding="utf-8")
    place = f"{file}:2:8: 이 자리에서 연 따옴표가 닫히지 않음 (yaml-syntax)\n"
    found = run("issues", "--lang", "ko", brief=str(file))
    assert (found.code, found.out) == (3, "")
    assert found.err == f"{place}오류: 자료집 b.yaml 사용 불가: 문제 1건\n참고: kbrief check {file}\n"
    checked = run("check", "--lang", "ko", brief=str(file))
    assert (checked.code, checked.out, checked.err) == (1, place, "오류 1건(자료집 1건)\n")


def test_a_bad_brief_is_checked_in_korean_in_every_form() -> None:
    """The table, JSON and GitHub's lines say in Korean what is wrong; rules, levels, ids and codes stay."""
    table = run("check", BAD, "--lang", "ko")
    assert table.code == 1
    assert table.out.startswith(f"{BAD}:4:8: as_of: 'today': 형식이 맞지 않음 (wrong-form) 참고: 월 형식: 2024-10\n")
    items = json.loads(run("check", BAD, "--lang", "ko", "-f", "json").out)["items"]
    assert items[0] == {
        "file": BAD, "line": 4, "column": 8, "rule": "wrong-form", "level": "error",
        "message": "as_of: 'today': 형식이 맞지 않음", "hint": "월 형식: 2024-10",
    }  # fmt: skip
    assert all(HANGUL.search(item["message"]) for item in items)
    lines = run("check", BAD, "--lang", "ko", "-f", "github").out.splitlines()
    assert lines[0].endswith(",line=4,col=8::as_of: 'today': 형식이 맞지 않음 (wrong-form) - 월 형식: 2024-10")
    assert len(lines) == len(items) == len(table.out.splitlines())


@pytest.mark.parametrize("example", sorted((BRIEFS / "bad").iterdir()), ids=lambda path: path.stem)
def test_every_problem_of_every_example_is_said_in_korean(example: Path) -> None:
    """What is found in each bad example is a message with Korean words, and so is what helps."""
    for problem in check(Place(example, example.name), dt.date(2020, 1, 1)):
        told = translate_problem(problem, "ko")
        for english, korean in ((problem.message, told.message), (problem.hint, told.hint)):
            assert english is None or (isinstance(english, Message) and korean and HANGUL.search(korean))


def test_more_problems_than_are_shown_are_counted_in_korean(tmp_path: Path) -> None:
    """The line that counts the rest is in Korean too."""
    brief = write_brief(tmp_path / "b.yaml", small(administrations=[{**office("a"), "color": 1}] * 120))
    found = run("issues", "--lang", "ko", brief=brief)
    assert "\n… 외 " in found.err
    assert found.err.count("알 수 없는 키: 'color'") == 100


def test_what_cannot_be_written_is_told_in_korean(tmp_path: Path) -> None:
    """A memo, tables and a picture that cannot be written say so with the reason, and that nothing has changed."""
    (tmp_path / "memo.md").mkdir()
    (tmp_path / "tables").write_text("a file")
    for arguments, why in (
        (("memo", "-o", f"{tmp_path}/memo.md"), "폴더임"),
        (("memo", "-o", f"{tmp_path}/no/memo.md"), "해당 파일이나 폴더 없음"),
        (("export", f"{tmp_path}/tables"), "[가-힣 ]+"),
        (("chart", "ranking", "-o", f"{tmp_path}/memo.md/x/y.svg"), "해당 파일이나 폴더 없음"),
    ):
        found = run(*arguments, "--lang", "ko")
        assert (found.code, found.out) == (4, "")
        assert re.search(rf"를 쓸 수 없음: .*{why}\n참고: 기존 내용은 그대로임\n", found.err)


def test_what_was_written_is_told_in_korean(tmp_path: Path) -> None:
    """So is what was written, by each command that writes."""
    for arguments in (
        ("memo", "-o", f"{tmp_path}/a.md"),
        ("chart", "ranking", "-o", f"{tmp_path}/a.svg"),
        ("board", "-o", f"{tmp_path}/a.html"),
    ):
        assert run(*arguments, "--lang", "ko").err == f"파일 저장: {arguments[-1]}\n"
    assert f"파일 저장: {tmp_path}/points.csv\n" in run("export", str(tmp_path), "--lang", "ko").err


def test_many_claims_are_counted_in_korean(tmp_path: Path) -> None:
    """Where a copy of the text holds nothing, the claims that fall are listed, the rest of them counted in Korean."""
    copy = tmp_path / "copy.txt"
    copy.write_text("Nothing of it.")
    assert re.search(r" 외 \d+건", run("sources", "--verify", str(copy), "--lang", "ko").out)
    assert "more)" in run("sources", "--verify", str(copy)).out


def test_a_bug_is_told_in_korean(capsys: pytest.CaptureFixture[str]) -> None:
    """A failure of the program's own is said with how to report it."""
    made = context()
    made.meta["kbrief.arguments"] = ["issues", "--lang", "ko"]
    with pytest.raises(typer.Exit):
        handle_errors(made, lambda: os.environ["NO KEY"])
    assert capsys.readouterr().err == (
        "프로그램 결함: KeyError: 'NO KEY'\n참고: --debug를 붙여 다시 실행한 뒤 출력 내용을 첨부하여 오류 신고\n"
    )

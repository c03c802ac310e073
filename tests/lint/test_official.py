"""`lint --house korea`: the rules K1 to K10 on documents of others."""

from pathlib import Path

import pytest

from kbrief.lint.official import OFFICIAL_LEVELS, OFFICIAL_MANUALS, OfficialFinding, has_korean, lint_official
from kbrief.lint.official.numbers import hangul_number, read_hangul_number
from kbrief.text import TextFile, read_text

RIGHT = Path(__file__).parent.parent / "official"


def found(text: str, *rules: str, form: str = "plain") -> list[OfficialFinding]:
    """Return what is found in a text, of some rules where they are named; every text here ends as it should."""
    file = TextFile("-", text, text, form)  # type: ignore[arg-type]
    return [finding for finding in lint_official(file) if not rules or finding.rule in rules]


def told(text: str, *rules: str) -> list[tuple[str, str]]:
    """Return what is said and what is right, without the words around it."""
    return [(str(finding.message), str(finding.hint)) for finding in found(text, *rules)]


@pytest.mark.parametrize("file", sorted(RIGHT.iterdir()), ids=lambda path: path.name)
def test_documents_that_keep_to_the_rules_are_let_be(file: Path) -> None:
    """A letter, a report, notes, eight levels and sixteen letters: none has a finding."""
    assert lint_official(read_text(str(file))) == ()


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ("2026.11.22.", "2026. 11. 22."),
        ("2026. 11. 22", "2026. 11. 22."),
        ("2026. 01. 05.", "2026. 1. 5."),
        ("2026-11-22", "2026. 11. 22."),
        ("2026/11/22", "2026. 11. 22."),
        ("2026년 11월 22일", "2026. 11. 22."),
        ("2026년 11월", "2026. 11."),
        ("11월 22일", "11. 22."),
        ("’26. 11. 22.", "2026. 11. 22."),
        ("'98.3.1.", "1998. 3. 1."),
        ("26.11.22.", "2026. 11. 22."),
        ("2026.  11. 22.", "2026. 11. 22."),
    ],
)
def test_a_date_in_another_form(said: str, right: str) -> None:
    """Each form is told with the right one, and the right one is let be."""
    assert told(f"회의는 {said} 개최함", "k2-dates") == [
        (f"the date “{said}” is not in the official form", f"write {right}")
    ]
    assert told(f"회의는 {right} 개최함", "k2-dates") == []


@pytest.mark.parametrize(
    "text",
    [
        "버전 2026.11.22 적용", "v2026.11.22를 설치", "서버 192.168.10.12", "1.2.3절", "주가 2026.11포인트",
        "제2026-11-22호", "전화 02-2026-1122", "2026년 예산", "11월 중", "6·25전쟁", "13월 45일", "2026. 13. 40.",
        "2026-11-22호", "report-2026-11-22.pdf", "3.5% 증가", "2026년 상반기", "11월 말", "2026.5명",
    ],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    """Versions, addresses, figures, numbers of documents, a year or a month alone."""
    assert told(text, "k2-dates") == []


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ("오후 3시 20분", "15:20"),
        ("오전 8시 10분", "08:10"),
        ("오후 3시", "15:00"),
        ("15시 20분", "15:20"),
        ("15시", "15:00"),
        ("오전 12시 30분", "00:30"),
        ("오후 12시 30분", "12:30"),
        ("3시 반", "03:30"),
        ("PM 3:20", "15:20"),
        ("3:20 pm", "15:20"),
        ("오후 3:20", "15:20"),
        ("15:20분", "15:20"),
    ],
)
def test_an_hour_in_another_form(said: str, right: str) -> None:
    """Each form is told with the right one, and the right one is let be."""
    assert told(f"회의는 {said}에 시작함", "k3-hours") == [
        (f"the time “{said}” is not in the official form", f"write {right}")
    ]
    assert told(f"회의는 {right}에 시작함", "k3-hours") == []


@pytest.mark.parametrize(
    "text",
    [
        "3시간 회의",
        "24시간 대기",
        "10시 방향",
        "축척 1:50",
        "3:2로 승리",
        "5개 시·군",
        "제3시험장",
        "3시점",
        "비율 3:20",
    ],
)
def test_what_is_no_hour(text: str) -> None:
    """Durations, directions, ratios, cities."""
    assert told(text, "k3-hours") == []


def test_a_short_hour_is_told_where_it_is_one() -> None:
    """Of one digit it is an hour in a span, behind a date, or before a particle of time."""
    assert told("9:30~11:00, 2026. 11. 22. 8:10, 7:05까지", "k3-hours") == [
        ("the time “9:30” is not in the official form", "write 09:30"),
        ("the time “8:10” is not in the official form", "write 08:10"),
        ("the time “7:05” is not in the official form", "write 07:05"),
    ]


def test_numbers_and_amounts() -> None:
    """Numerals in Hangul, wide digits and Chinese ones; amounts that are formal, and those that say two sums."""
    assert [hint for _, hint in told("이십삼 명, ２３명, 三十名이 참석", "k1-digits")] == [
        "write 23", "write 23", "write it in digits",
    ]  # fmt: skip
    assert told("한두 명, 수십 명, 만일 원하면, 십분 활용, 3만 명, 일일 점검", "k1-digits") == []
    right = "금234,580원(금이십삼만사천오백팔십원)"
    assert told(f"{right}, 예금 300원, 요금 1,500원, 총 30억 원", "k4-money") == []
    assert told("금 234,580원", "k4-money") == [
        ("the amount “금 234,580원” is not in the official form", f"write {right}")
    ]
    assert told("금3억원", "k4-money")[0][1] == "write 금300,000,000원(금삼억원)"
    assert "two different sums" in told("금234,580원(금이십삼만원)", "k4-money")[0][0]


@pytest.mark.parametrize("number", [1, 10, 110, 1_000, 10_000, 234_580, 100_000_000, 1_234_567_890_123])
def test_hangul_numbers_go_there_and_back(number: int) -> None:
    assert read_hangul_number(hangul_number(number)) == number


def test_hangul_that_is_no_number() -> None:
    assert read_hangul_number("이삼") is None
    assert read_hangul_number("가") is None


def order(*lines: str) -> list[tuple[int, str, str]]:
    text = "\n".join(lines)
    return [(f.line, str(f.message), str(f.hint)) for f in found(text, "k5-order")]


def test_marks_in_order() -> None:
    """A level that is skipped, a gap in the count, a count that does not begin at its first, 거 after 하."""
    assert order("1. 가나", "  1) 다라", "  2) 마바", "2. 사아") == [
        (2, "1) is directly under 1.", "the next level is 가.")
    ]
    assert order("1. 가나", "2. 다라", "4. 마바") == [(3, "4. follows 2.", "write 3.")]
    assert order("가. 하나", "나. 둘", "라. 넷") == [(3, "라. follows 나.", "write 다.")]
    assert order("2. 둘", "3. 셋") == [(1, "the items begin with 2.", "begin with 1.")]
    assert order("□ 하나", "  ― 둘", "  ― 셋", "□ 넷") == [(2, "― is directly under □", "the next level is ○")]
    letters = "가나다라마바사아자차카타파하"
    assert order(*(f"{letter}. 항목" for letter in [*letters, "거"])) == []
    assert order(*(f"{letter}. 항목" for letter in [*letters, "가"])) == [(15, "가. follows 하.", "after 하 comes 거")]


def test_what_is_no_item() -> None:
    """Dates at the edge, figures, names left blank, a subtitle in dashes, the rest of a sentence."""
    assert order("11. 22.(일) 회의", "3. 1. 기념식", "○○과 ○○○", "- 트럼프 행정부 가정 -", "-5% 감소") == []
    long = "이번 회의에는 관계 부처와 기관에서 모두 마흔다섯 명이 넘는 인원이 참석하여 논의하였으며 이어서 열린다고 한"
    assert order(long, "다. 그러나 다음 회의는 미정임") == []


def test_places() -> None:
    """The first level at the edge, two columns more at each further one, one blank behind a mark."""
    lines = ("1. 하나", "가. 둘", "나. 셋", "2.넷", "3.  다섯")
    told_places = [(f.lines, str(f.message), str(f.hint)) for f in found("\n".join(lines), "k6-places")]
    assert told_places == [
        ((2, 3), "a mark such as 가. is indented by 0 columns", "indent this level by 2 columns"),
        ((4,), "0 spaces after a mark such as 1.", "put one space after it"),
        ((5,), "2 spaces after a mark such as 1.", "put one space after it"),
    ]
    assert found("1. 하나\n가. 둘\n나. 셋\n2. 넷", "k6-places", form="paragraphs") == []


def test_a_single_item_bears_no_mark() -> None:
    assert [(f.line, f.rule) for f in found("1. 하나\n  가. 홀로\n2. 둘", "k7-single")] == [(2, "k7-single")]
    assert [f.line for f in found("□ 홀로\n  ○ 하나\n  ○ 둘", "k7-single")] == [1]
    assert found("1. 하나\n2. 둘\n제2장 다음\n1. 하나\n2. 둘", "k7-single") == []


def end(text: str) -> list[str]:
    return [str(finding.message) for finding in found(text, "k8-end")]


def test_the_end() -> None:
    """끝. two columns behind the last word; attachments with their counts."""
    assert end("내용입니다.  끝.") == []
    assert end("내용입니다.\n  끝.") == []
    assert end("내용입니다.\u00a0\u00a0끝.") == []
    assert end("내용입니다. 끝.") == ["끝. is not two columns after the last word"]
    assert end("내용입니다.끝.") == ["끝. is not two columns after the last word"]
    assert end("내용입니다.  끝") == ["끝 has no full stop"]
    assert end("전쟁의 끝") == ["the document has no 끝."]
    assert end("내용\n\n붙임  1. 계획서 1부.\n      2. 명단 2매.  끝.\n\n붙임 1. 계획서") == []
    assert end("내용\n\n붙임: 계획서  끝.") == [
        "붙임 is not followed by exactly two spaces",
        "an attachment has no count",
    ]
    assert end("내용\n\n붙임  1. 계획서 1부.  끝.") == ["a single attachment has a number"]


def test_letters_and_sentences() -> None:
    """Other letters belong in brackets; customary signs, abbreviations, units and titles are let be."""
    told_words = [
        (str(f.message), str(f.hint)) for f in found("韓美同盟과 policy를 익일 검토. " + "가" * 200, "k9-hangul")
    ]
    assert [message for message, _ in told_words] == ["“韓美同盟” is not in Hangul", "“policy” is not in Hangul"]
    assert found("美측과 NATO, 5km를 이동하고 북대서양조약기구(NATO)와 정책(policy)을 검토", "k9-hangul") == []
    messages = [str(f.message) for f in found("익일 검토. " + "가" * 200, "k10-sentences")]
    assert messages == ["there is an everyday word for “익일”", "the sentence has 200 letters"]
    assert found("시작일은 다음과 같음", "k10-sentences") == []


def test_a_text_without_korean_has_no_findings() -> None:
    file = TextFile("-", "on 2026-11-22", "on 2026-11-22")
    assert not has_korean(file)
    assert lint_official(file) == ()


def test_every_rule_has_a_level_and_a_manual() -> None:
    assert OFFICIAL_LEVELS.keys() == OFFICIAL_MANUALS.keys()


def test_a_long_text_takes_no_longer_than_its_length() -> None:
    """Signs that could begin anything, without end: a megabyte of them would else never be done."""
    long = " " * 200_000
    for text in (
        "(" * 50_000 + "가",
        "2026." * 20_000 + "가",
        "1. " * 20_000 + "가",
        "십" * 50_000,
        f"{long}끝{long}가",
    ):
        lint_official(TextFile("-", text, text))


def test_numbers_without_end_are_let_be() -> None:
    """Sums that no one names, and digits of which no number is made."""
    assert told(f"금{'1' * 5_000}원, 금{'9' * 25}원", "k4-money") == []
    assert len(told("\uff19" * 5_000 + "명", "k1-digits")) <= 300

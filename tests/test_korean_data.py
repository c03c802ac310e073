"""The shipped brief in Korean: every text, the labels as agreed, and the words that are not to be used."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kbrief import load_brief
from kbrief.model import OUTSIDE, Brief, Claim, Noun, Text

ROOT = Path(__file__).parent.parent
HANGUL = re.compile(r"[가-힣]")

POINTS = {
    "defense-budget": "국방비 비율(GDP 2.7%, 원문 수치)",
    "camp-humphreys": "캠프 험프리스의 전략적 가치",
    "values-alliance": "가치 기반 전략동맹(가치동맹)",
    "shipbuilding": "방산 기반: 조선",
    "fighter-jets": "방산 기반: 로우급(Low급) 전투기",
    "artillery-missiles": "방산 기반: 화포·미사일",
    "consultation-bodies": "복잡해 보이는 한미 국방협의체",
    "multilateral-systems": "복잡해 보이는 다자협의체",
    "prior-commitments": "신정부에 부담이 될 수 있는 기존 약속",
    "prior-directions": "신정부에 부담이 될 수 있는 기존 정책방향",
    "peninsula-responsibility": "한반도 방위에 대한 한국의 책임",
    "regional-effort": "역내 기여(한반도를 중심축으로)",
    "euro-atlantic-link": "인태–유럽·대서양 연계",
    "joint-responses": "도발 대비 한미 공동 대응 사전 준비",
    "ncg": "핵협의그룹(NCG) 성과 제도화",
    "trilateral": "한미일 협력(캠프 데이비드) 지속·제도화",
    "regional-architecture": "역내 안보 구조 강화 참여",
    "opcon": "전작권 전환 등 재배치 연계 현안",
    "technology-cooperation": "방산·군사기술 협력",
}
ISSUES = (
    "인도-태평양 전략 지속", "우크라이나 전쟁", "북한 핵 문제", "확장억제", "한미일 협력 및 미군 재배치",
    "방산·군사기술 협력",
)  # fmt: skip
EVENTS = (
    "7차 핵실험(화산-31)", "ICBM 정상각도 발사", "다탄두(MIRV) SLBM 시험", "해외주둔 미군 재배치 검토(GPR)",
    "美 대선 결과", "1기 초 북한 미사일 시험", "북한 헌법 개정", "중국 ICBM 발사", "러시아 핵위협·북러 밀착",
    "유럽 군비 증강",
)  # fmt: skip


@pytest.fixture(scope="module")
def brief() -> Brief:
    """The shipped brief."""
    return load_brief(ROOT)


def texts(value: Any, path: str = "") -> Iterator[tuple[str, Text]]:
    """Yield every text of a noun with its path."""
    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, Noun):
        for name in type(value).model_fields:
            yield from texts(getattr(value, name), f"{path}.{name}")
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from texts(item, f"{path}.{key}")
    elif isinstance(value, tuple):
        for n, item in enumerate(value):
            yield from texts(item, f"{path}.{getattr(item, 'id', n)}")


def claims(value: Any) -> Iterator[Claim]:
    """Yield every claim of a noun."""
    if isinstance(value, Claim):
        yield value
    if isinstance(value, Noun):
        for name in type(value).model_fields:
            yield from claims(getattr(value, name))
    elif isinstance(value, dict | tuple):
        for item in value.values() if isinstance(value, dict) else value:
            yield from claims(item)


def test_every_text_is_there_in_both_languages(brief: Brief) -> None:
    """Each text has English and Korean, and the Korean is Korean."""
    found = dict(texts(brief))
    assert len(found) > 600
    assert [path for path, text in found.items() if not text.en or not text.ko] == []
    assert [path for path, text in found.items() if not HANGUL.search(text.ko or "")] == []


def test_labels_are_as_agreed(brief: Brief) -> None:
    """Points, issues and events are called in Korean what the desk agreed on."""
    assert {point.id: point.label.ko for point in brief.points} == POINTS
    assert tuple(issue.name.ko for issue in brief.issues) == ISSUES
    assert tuple(event.name.ko for event in brief.events) == EVENTS


def test_no_text_uses_a_word_that_the_glossary_warns_of(brief: Brief) -> None:
    """The glossary's words to avoid stand in no text of the data, in either language."""
    avoided = {word for term in brief.glossary.values() for word in term.avoid}
    said = [(path, f"{text.en}\n{text.ko}") for path, text in texts(brief) if ".glossary." not in path]
    # A Latin letter before or after makes it another word; Hangul after it is a particle.
    forms = {word: re.compile(rf"(?<![A-Za-z]){re.escape(word)}(?![A-Za-z])", re.IGNORECASE) for word in avoided}
    assert {"유보", "안정성", "저급 전투기", "한일미", "low-grade"} <= avoided
    assert [(path, word) for path, text in said for word, form in forms.items() if form.search(text)] == []


def test_a_reason_from_outside_says_so_in_both_languages(brief: Brief) -> None:
    """`From outside the source:` and `원문 외 지식:` open the same reasons."""
    reasons = [claim.why for claim in claims(brief) if claim.why]
    outside = [why for why in reasons if (why.en or "").startswith(OUTSIDE)]
    assert len(outside) > 20
    assert [why for why in reasons if (why.ko or "").startswith("원문 외 지식:")] == outside


def test_paragraph_marks_are_the_same_in_both_languages(brief: Brief) -> None:
    """A text names the same paragraphs in Korean as in English."""
    mark = re.compile(r"P\d+")
    differing = [p for p, t in texts(brief) if set(mark.findall(t.en or "")) != set(mark.findall(t.ko or ""))]
    assert differing == []

"""Korean as a ministry writes it, in the shipped brief and in the program's own words: labels, terms, form, signs."""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from messages import help_texts

from kbrief import load_brief
from kbrief.i18n import catalog_file
from kbrief.i18n.particles import PARTICLES, fit_particle
from kbrief.model import OUTSIDE, Brief, Claim, Model, Text

ROOT = Path(__file__).parent.parent
HANGUL = re.compile(r"[가-힣]")

POINTS = {
    "defense-budget": "GDP 대비 국방비 비율",
    "camp-humphreys": "캠프 험프리스의 전략적 가치",
    "values-alliance": "가치 기반 전략동맹(가치동맹)",
    "shipbuilding": "방산 기반: 조선",
    "fighter-jets": "방산 기반: 로우(Low)급 전투기",
    "artillery-missiles": "방산 기반: 화포·미사일",
    "consultation-bodies": "복잡하고 혼란스러워 보이는 한미 국방협의체",
    "multilateral-systems": "복잡하고 혼란스러워 보이는 다자협의체",
    "prior-commitments": "신행정부에 부담이 될 수 있는 기존 합의·공약",
    "prior-directions": "신행정부에 부담이 될 수 있는 기존 정책방향",
    "peninsula-responsibility": "한반도 안보에 대한 우리의 분명한 책임",
    "regional-effort": "적극적 역내 기여(한반도를 핵심 축으로)",
    "euro-atlantic-link": "인태·유럽-대서양 연계",
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
    "북한 7차 핵실험(화산-31)", "북한 ICBM 정상각도 발사", "북한 다탄두(MIRV) SLBM 시험",
    "글로벌 방위태세 검토(GPR)", "美 대선 결과", "트럼프 1기 초 북한 미사일 시험", "북한 헌법 개정", "중국 ICBM 발사",
    "러시아 핵 위협·북러 밀착 심화", "유럽 군비 증강 가속",
)  # fmt: skip


@pytest.fixture(scope="module")
def brief() -> Brief:
    """The shipped brief."""
    return load_brief(ROOT)


def texts(value: Any, path: str = "") -> Iterator[tuple[str, Text]]:
    """Yield every text of a noun with its path."""
    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, Model):
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
    if isinstance(value, Model):
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


#: What is called by one name, and the other names that it once had.
ONE_NAME = {
    "협력국": r"파트너",
    "해외 군사태세, 글로벌 방위태세 검토(GPR)": r"해외 태세|글로벌 태세|글로벌 군사태세|재배치 검토",
    "국방전략서(NDS)": r"국가방위전략",
    "선제타격": r"선제공격",
    "비확산체제": r"비확산 체제",
    "미사일 방어망": r"미사일방어망|미사일방어",
    "현격한 입장차": r"극명|시각차|시각이 다르|입장 차(?!이)",
    "정파 입장": r"당파",
    "신행정부": r"신정부",
    "합의·공약": r"기존 약속",
    "동맹국(the country; 동맹 is the alliance)": r"동맹에 넘기|동맹이 스스로",
    "핵심 축": r"중심축",
    "먼저 제기하지 않음": r"먼저 꺼내|앞세우",
    "핵 위협": r"핵위협|핵능력|핵정책",
    "실전 배치": r"실전배치",
    "행정부 공통": r"공통 유효",
    "바이든 행정부": r"바이든 정부",
    "바이든의 정책방향": r"바이든의 방향",
    "직접 협상": r"직접 대화|북미 대화",
    "작성자 문안": r"작성자 표현|작성자가",
    "신뢰도": r"신뢰 수준|확신도",
    "상대측": r"상대가 제기",
    "자료집(a brief; 자료 is the source material)": r"이 자료의|새 자료:|자료 \d+건|자료 전체",
}

#: What stands in no Korean text, and how it is found.
SIGNS = {
    "a Western quotation mark": r"[\"'](?=[가-힣A-Za-z])|(?<=[가-힣A-Za-z])[\"']",
    "a semicolon, which Korean does not have": r";",
    "three periods": r"\.\.\.",
    "a full-width Latin letter, digit or sign": r"[\uff01-\uff5e\u3000]",
    "a Latin bracket where marks stand": r"\[(?:P\d|판단|원문|미확인)\w*\]",
    "a blank at an end": r"^\s.*[가-힣]|[가-힣].*\s$",
    "a blank before a bracket that explains": r"[가-힣A-Za-z\d] \((?!제기|발언|제시)",
    "a blank before a unit": r"\d (?:%|건|쪽|년|개월|차|단계|줄|부|개|가지|명)(?![가-힣])",
    "a date that is not as 2026. 11. 22.": r"\d{4}-\d{1,2}|\d{4}\.\d|\d{4}년 \d{1,2}월|\d{4}/\d",
    "a sentence that ends as speech does": r"[가-힣](?:다|(?<!필)요|까|죠)(?=[.!?]|$)|니다",
}

#: A particle behind a paragraph, a number or an acronym; and, behind Hangul, those that no Korean word ends in.
PARTICLE = re.compile(
    r"([A-Z]*\d+%?|[A-Z]{2,})(은|는|이|가|을|를|과|와|으로|로)(?![가-힣])|([가-힣])(를|와|으로)(?=의\b|\b)"
)

BOTH = {one: both for both, pair in PARTICLES.items() for one in pair}


def errors() -> set[str]:
    """Return the messages that quote what is typed: help texts, and what is made lazily, as errors and problems are."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "src/kbrief").rglob("*.py")]
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args]
    made = [call.args[0] for call in calls if getattr(call.func, "id", "") == "Message"]
    helps = {text for tree in trees for text in help_texts(tree)}
    return helps | {str(one.value) for one in made if isinstance(one, ast.Constant)}


@pytest.fixture(scope="module")
def said(brief: Brief) -> dict[str, str]:
    """Every Korean text of the brief and of the program's catalog, by its place or its English."""
    with catalog_file("ko").with_suffix(".po").open("rb") as file:
        catalog = read_po(file)
    quoting = errors()
    own = {
        f"words.{'messages' if message.id in quoting else 'pages'}.{message.context or ''}.{message.id}": form
        for message in catalog
        if message.id
        for form in ([message.string] if isinstance(message.string, str) else message.string or ())
    }
    return {path: text.ko or "" for path, text in texts(brief)} | own


def broken(said: Mapping[str, str], rules: Mapping[str, str]) -> Iterable[str]:
    """Return each text that breaks a rule, with the rule."""
    found = ((name, re.compile(rule)) for name, rule in rules.items())
    return [f"{path}: {name}: {text}" for name, rule in found for path, text in said.items() if rule.search(text)]


def test_one_thing_has_one_name(said: dict[str, str]) -> None:
    """A thing has one Korean name, in the brief and on every screen."""
    assert len(said) > 900
    assert broken({path: text for path, text in said.items() if ".glossary." not in path}, ONE_NAME) == []


def test_the_words_of_the_program_use_none_that_the_glossary_warns_of(brief: Brief, said: dict[str, str]) -> None:
    """유지율 is never 안정성, 판단 never 추정, 상황별 대응 never 유보, on the screens as in the data."""
    avoided = {word for term in brief.glossary.values() for word in term.avoid if HANGUL.search(word)}
    assert {"안정성", "추정", "유보", "미상"} <= avoided
    own = {path: text for path, text in said.items() if path.startswith("words.")}
    assert broken(own, {word: re.escape(word) for word in avoided}) == []


def test_signs_dates_units_and_endings_are_as_a_ministry_writes_them(said: dict[str, str]) -> None:
    """Curly quotes, no semicolon, 【】 for marks, `2026. 11. 22.`, 3건 without a blank; ~함, ~임 or a noun at the end.

    Messages are left out: they quote what is typed, as a date of another form.
    """
    own = {path: text for path, text in said.items() if not path.startswith("words.messages.")}
    assert broken(own, SIGNS) == []


def test_a_text_has_no_two_blanks_in_a_row(said: dict[str, str]) -> None:
    """Only the memo's own lines have them: between marks, and in the list of annexes."""
    assert {path.partition(" ")[0] for path, text in said.items() if "  " in text} <= {
        "words.pages..Approve", "words.pages..Marks:", "words.pages.marks.;", "words.pages..Annexes:",
    }  # fmt: skip


def test_particles_fit_what_they_follow(said: dict[str, str]) -> None:
    """P8은 and P14는, NCG를 and GPR을, 협력국과 and 나라와: a particle fits how what stands before it is read."""
    found = [(path, *filter(None, one.groups())) for path, text in said.items() for one in PARTICLE.finditer(text)]
    assert len(found) > 700
    assert [one for one in found if fit_particle(one[1], BOTH[one[2]]) != one[2]] == []


def test_no_particle_hangs_on_what_is_filled_in(said: dict[str, str]) -> None:
    """Behind a brace a form writes both of a particle, or none: what fills it may end on any sound."""
    own = {path: text for path, text in said.items() if path.startswith("words.")}
    assert broken(own, {"one particle": r"(?<!\})\}[”’]?(?:은|는|이|가|을|를|과|와|으로|로)(?![가-힣(])"}) == []

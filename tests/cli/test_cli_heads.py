"""The head lines of every screen, word for word as the shipped brief and the day of the run have them."""

import pytest
from cli_runs import run, typed

SOURCE = {
    "en": "Source: one commentary, PacNet #77, Oct 2024 (before the vote), 25 months old, not yet graded (F6).",
    "ko": "자료: 기고문 1건(PacNet #77, 2024. 10., 美 대선 이전), 25개월 경과, 출처 미평가(F6)",
}
EVENT = ("-g", "posture-review")
HEADS: list[tuple[tuple[tuple[str, ...], ...], str, str]] = [
    (
        (("kbrief",),),
        "P8's examples and cautions in our words. The article gives no numbers: all coding is ours.",
        "강조 예시와 신중 의제는 원문(P8), 점수는 모두 작성자 부여",
    ),
    (
        (("emphasize",), ("minimize",), ("explain", "ncg")),
        "No president assumed: perceptions count as unknown. The article ranks nothing: tallies are ours.",
        "행정부 미가정(인식은 미확인으로 처리). 원문에 순위·점수 없음",
    ),
    (
        (
            ("emphasize", "-a", "trump"),
            ("hold", "-a", "harris"),
            ("explain", "ncg", "-a", "trump"),
            ("hold", "-a", "trump", "--stated-only"),
        ),
        "It has no list by candidate: what differs from the other is our inference. Transition team: unknown.",
        "원문에 후보별 구분이 없어 행정부 간 차이는 모두 작성자 판단. 인수팀 성향 미확인",
    ),
    (
        (("compare",),),
        "All differences are our inference. P11 expects no wholly new path in either of its two cases.",
        "차이는 모두 작성자 판단. 원문은 상정한 두 경우 모두 전혀 새로운 길은 아니라고 봄(P11)",
    ),
    (
        (("events",), ("what-if", "posture-review", "-a", "trump")),
        "Events: the article's, without odds or dates. Effects: inferred. Break-even is no forecast.",
        "사건은 원문, 확률·시점은 원문에 없음. 영향은 판단, 전환 기준 확률은 전망이 아님",
    ),
    (
        (("issues",), ("issue", "ukraine-war", "-a", "trump")),
        "Driver, outlook, advice: the article's, in our words. Side named only where it names one.",
        "동인·전망·과제는 원문 요지. 정파 입장은 원문이 밝힌 경우만 표기",
    ),
    (
        (("strategy",), ("checklist",)),
        "Steps are the article's (P7); every action under them is ours.",
        "단계는 원문(P7), 세부 조치는 모두 작성자 제안",
    ),
    (
        (("background",),),
        "As the article tells it; not checked against other sources.",
        "원문 서술 기준이며 다른 자료와 대조하지 않음",
    ),
    (
        (("sources",), ("trace", "ncg")),
        "F6: not judged yet. It is not a low grade.",
        "F6: 아직 평가하지 않음(낮은 등급이 아님)",
    ),
]
CASES = [(command, english, korean) for commands, english, korean in HEADS for command in commands]


@pytest.mark.parametrize(("command", "english", "korean"), CASES, ids=[" ".join(case[0]) for case in CASES])
def test_every_screen_says_what_it_rests_on_and_how_far_to_trust_it(
    command: tuple[str, ...], english: str, korean: str
) -> None:
    """After the title come the source with its age and grade, and the screen's own line, in both languages."""
    for lang, line in (("en", english), ("ko", korean)):
        heads = run(*typed(command), "--lang", lang).err.splitlines()[1:3]
        assert heads == [SOURCE[lang], line]


@pytest.mark.parametrize("command", [("emphasize", *EVENT), ("explain", "ncg", *EVENT), ("what-if", "posture-review")])
def test_what_is_assumed_to_have_happened_is_a_third_line(command: tuple[str, ...]) -> None:
    """Events that are given are named, and what follows from them is told to be inference."""
    heads = [run(*command, "-a", "trump", "--lang", lang).err.splitlines()[3] for lang in ("en", "ko")]
    assert heads == [
        "Assumes it has happened: US review of global posture (GPR). How that moves perceptions is our inference.",
        "가정 상황: 글로벌 방위태세 검토(GPR). 인식 변화 폭은 작성자 판단",
    ]

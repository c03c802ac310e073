"""`lint` in Korean."""

from kbrief.words.forms.lint import LintWords

WORDS = LintWords(
    title="메시지 부합 여부({whom}): {verdict}",
    with_counts="{title}({counts})",
    verdicts={"yes": "부합", "in part": "일부 부합", "no": "불부합"},
    counts={
        "minimized-raised": "신중 대응 의제 언급 {count}건",
        "figure-differs": "원문과 다른 수치 {count}건",
        "likelihood-with-confidence": "가능성과 신뢰도 혼용 {count}건",
        "hold-raised": "상황별 대응 의제 언급 {count}건",
        "emphasized-missed": "강조 의제 누락 {count}건",
        "figure-uncleared": "확인 필요 수치 {count}건",
        "mixed-likelihood": "가능성 용어 혼용 {count}건",
        "word-to-avoid": "피해야 할 표현 {count}건",
    },
    raised="{point} 언급(“{quote}”): {list}({whom}). {reason}",
    missed="{point}({label}) 누락: {list}({whom}). {reason}",
    differs="“{quote}”: 원문 기록과 다름(기록: {value}, {what}) 【{cite}】",
    uncleared="“{quote}”({what}) 【{cite}】: {caution}",
    judgments="가능성(“{other}”)과 신뢰도(“{quote}”)를 한 문장에서 서술: 둘은 별개의 판단",
    rows="“{quote}”: 앞의 용어(“{other}”)와 계열이 다른 가능성 용어",
    avoid="“{quote}”: 피해야 할 표현. {note}",
    instead_minimized="{handling} (상대측 제기 시) {if_raised}",
    instead_hold="(제기 시에만 답변) {if_raised}",
    instead_missed="(발언요지) {say}",
    instead_differs="{value} 수치는 근거 문단과 함께 제시, 다른 수치는 출처 명시 필요",
    instead_cautioned="두 수치 모두 사용하지 않음({value}: {caution}), 다른 수치를 쓰려면 출처 명시 필요",
    instead_uncleared="확인 전 사용하지 않음",
    instead_judgments="신뢰도는 별도 문장으로 서술",
    instead_rows="한 계열로 통일: “{instead}”",
    instead_avoid="“{term}”(으)로 표기",
    following="분류와 사유",
)

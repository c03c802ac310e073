"""`check` in Korean."""

from kbrief.words.forms.check import CheckWords

WORDS = CheckWords(
    errors=("오류 1건", "오류 {count}건"),
    warnings=("주의 1건", "주의 {count}건"),
    briefs=("자료집 1건", "자료집 {count}건"),
    none="문제 없음({briefs})",
    one_kind="{found}({briefs})",
    both_kinds="{errors}, {warnings}({briefs})",
    warning="주의: {message}",
    about_warnings="주의는 사용에 지장 없음. --strict 지정 시 오류와 같이 처리",
    explain="규칙의 취지와 해결 방법",
    explained="{rule}({level})",
    checking="점검 중: {name}({n}/{all})",
)

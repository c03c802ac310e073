"""`new` and `rate` in Korean."""

from kbrief.words.forms.writing import WritingWords

WORDS = WritingWords(
    new_title="새 자료집: {folder}, 파일 {count}건",
    new_holds="내용은 예시이며 그대로도 점검을 통과함. 파일별로 내용을 바꾸어 사용",
    try_check="고칠 때마다 점검",
    try_lists="의제 분류",
    try_rate="점수 직접 부여",
    try_memo="보고서 작성",
    rated="{claim}: {old} → {new}",
    none="점수 없음",
    list="분류({whom})",
    stands="{list}({tally})",
    same="{where}, 변동 없음",
    file="기록 파일",
    why_there="사유와 반론",
    all_lists="다른 의제와 함께 본 분류",
)

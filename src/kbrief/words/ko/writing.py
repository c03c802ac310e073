"""`new` and `rate` in Korean."""

from kbrief.words.forms.writing import WritingWords

WORDS = WritingWords(
    new_title="새 자료: {folder}, 파일 {count}건",
    new_holds="현재 내용은 예시로, 점검을 통과한 상태. 파일별로 내용을 바꿔 쓸 것",
    try_check="고칠 때마다 점검",
    try_lists="의제 목록",
    try_rate="점수 직접 부여",
    try_memo="메모 작성",
    rated="{claim}: {old} → {new}",
    none="점수 없음",
    list="분류({whom})",
    stands="{list}({tally})",
    same="{where}, 변동 없음",
    file="기록 파일",
    why_there="사유와 반론",
    all_lists="목록 내 위치",
)

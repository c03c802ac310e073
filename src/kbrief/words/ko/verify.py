"""`sources --verify` in Korean."""

from kbrief.words.forms.verify import VerifyWords

WORDS = VerifyWords(
    title="{file}: 문단 {all}개 중 {found}개 확인, 인용 {cited}건 중 {held}건 유효",
    status={"found": "확인", "changed": "변경", "missing": "없음"},
    outcome="상태",
    line="행",
    between="예상 위치",
    from_to="{before}–{after} 사이",
    at_start="{after} 앞",
    at_end="{before} 뒤",
    alone="위치 무관",
    failing="이 사본으로는 확인되지 않는 근거: {claims}",
    legend="변경: 예상 위치에 다른 글이 있음(행은 그 글의 시작). 없음: 예상 위치에 아무 글도 없음",
    nothing="기록의 문단이 하나도 없음: 이 출처의 사본인지 확인 필요",
    trace="이 문단을 인용한 모든 근거",
    without="문단별 기록 내용",
)

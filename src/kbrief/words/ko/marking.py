"""Marks that were just set or taken back, in Korean."""

from kbrief.words.forms.marking import MarkingWords

WORDS = MarkingWords(
    done="{id}: 완료로 표시",
    undone="{id}: 표시 해제",
    none="해제할 표시 없음",
    event="{id}: {status}(으)로 표시",
    progress="{name}({id}): {all}건 중 {done}건 완료",
    kept="표시 저장 위치: {path}",
    changed="표시 변경: {names}",
    still_open="남은 조치",
    take_back="표시 해제",
    watch_list="관찰 대상",
)

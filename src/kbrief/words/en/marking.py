"""Marks that were just set or taken back, in English."""

from kbrief.words.forms.marking import MarkingWords

WORDS = MarkingWords(
    done="{id} is marked as done",
    undone="{id} is open again",
    none="Nothing was marked there.",
    event="{id} is marked as {status}",
    progress="{name} ({id}): {done} of {all} done",
    kept="Marks are kept in {path}",
    changed="Marked: {names}",
    still_open="what is still open",
    take_back="take it back",
    watch_list="the watch list",
)

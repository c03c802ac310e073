"""`new` and `rate` in English."""

from kbrief.words.forms.writing import WritingWords

WORDS = WritingWords(
    new_title="New brief in {folder}: {count} files",
    new_holds="It holds as it is. Its words are an example: put yours in their place, file by file.",
    try_check="whether it still holds, after each change",
    try_lists="its lists",
    try_rate="a rating of your own",
    try_memo="a memo of it",
    rated="{claim}: {old} → {new}",
    none="no rating",
    list="list {whom}",
    stands="{list} ({tally})",
    same="{where}, as before",
    file="written to",
    why_there="the reasons, and the case against",
    all_lists="where it now stands among the others",
)

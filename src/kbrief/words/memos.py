"""The words of the memo by language."""

from kbrief.model import Lang
from kbrief.words.en_memo import MEMO as EN
from kbrief.words.ko_memo import MEMO as KO
from kbrief.words.memo import MemoWords

MEMOS: dict[Lang, MemoWords] = {"en": EN, "ko": KO}

"""The words of `diff` by language."""

from kbrief.model import Lang
from kbrief.words.diff import DiffWords
from kbrief.words.en_diff import DIFF as EN
from kbrief.words.ko_diff import DIFF as KO

DIFFS: dict[Lang, DiffWords] = {"en": EN, "ko": KO}

"""The words of `new` and `rate` by language."""

from kbrief.model import Lang
from kbrief.words.en_writing import WRITING as EN
from kbrief.words.ko_writing import WRITING as KO
from kbrief.words.writing import WritingWords

WRITINGS: dict[Lang, WritingWords] = {"en": EN, "ko": KO}

"""The words of `check` by language."""

from kbrief.model import Lang
from kbrief.words.check import CheckWords
from kbrief.words.en_check import CHECK as EN
from kbrief.words.ko_check import CHECK as KO

CHECKS: dict[Lang, CheckWords] = {"en": EN, "ko": KO}

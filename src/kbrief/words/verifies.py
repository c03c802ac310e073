"""The words of `sources --verify` by language."""

from kbrief.model import Lang
from kbrief.words.en_verify import VERIFY as EN
from kbrief.words.ko_verify import VERIFY as KO
from kbrief.words.verify import VerifyWords

VERIFIES: dict[Lang, VerifyWords] = {"en": EN, "ko": KO}

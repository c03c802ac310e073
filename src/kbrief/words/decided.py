"""The words on sureness and change by language."""

from kbrief.model import Lang
from kbrief.words.decisions import DecisionWords
from kbrief.words.en_decisions import DECISIONS as EN
from kbrief.words.ko_decisions import DECISIONS as KO

DECIDED: dict[Lang, DecisionWords] = {"en": EN, "ko": KO}

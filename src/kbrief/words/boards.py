"""The words of the board by language."""

from kbrief.model import Lang
from kbrief.words.board import BoardWords
from kbrief.words.en_board import BOARD as EN
from kbrief.words.ko_board import BOARD as KO

BOARDS: dict[Lang, BoardWords] = {"en": EN, "ko": KO}

"""Written documents in Korean."""

from kbrief.words.forms.paper import PaperWords

WORDS = PaperWords(skip="본문 바로가기", scroll="표: {titles}")

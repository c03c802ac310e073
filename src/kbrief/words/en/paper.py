"""Written documents in English."""

from kbrief.words.forms.paper import PaperWords

WORDS = PaperWords(skip="Skip to the text", scroll="Table: {titles}")

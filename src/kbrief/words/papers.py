"""The words of written documents by language."""

from kbrief.model import Lang
from kbrief.words.paper import PaperWords

PAPERS: dict[Lang, PaperWords] = {
    "en": PaperWords(skip="Skip to the text", scroll="Table: {titles}"),
    "ko": PaperWords(skip="본문 바로가기", scroll="표: {titles}"),
}

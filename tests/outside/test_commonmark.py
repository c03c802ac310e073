"""The examples of the CommonMark specification: every word of the rendered page is read, and no other one.

They come from the source package of markdown-it-py (`tests/test_cmark_spec/commonmark.json`) or from the JSON that
spec.commonmark.org offers; COMMONMARK_EXAMPLES names the file. None is kept here.
"""

import json
import os
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from kbrief.text.addresses import without_addresses
from kbrief.text.markdown import blank_markup
from kbrief.text.marks import ZERO_WIDTH

EXAMPLES = os.environ.get("COMMONMARK_EXAMPLES", "")
UNREAD = {"script", "style", "del", "s", "strike", "code", "template", "title"}
IN_WORDS = {"a", "b", "i", "em", "strong", "span", "u", "sup", "sub", "bab", "c2c"}

#: Where we expect something else than a parser of HTML that knows no code within addresses: comments that HTML ends
#: earlier than CommonMark does (626), addresses next to words, which
#: are no words of a page (12, 480, 481, 526, 538, 599, 606, 609).
OTHERWISE = {12, 480, 481, 526, 538, 599, 606, 609, 626}


class Page(HTMLParser):
    """The words that a page shows, but for code and what is struck out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[Any]) -> None:
        """Begin an element."""
        del attrs
        self.depth += tag in UNREAD
        if tag not in UNREAD | IN_WORDS:
            self.pieces.append(" ")

    def handle_startendtag(self, tag: str, attrs: list[Any]) -> None:
        """Pass over an element without content."""
        del tag, attrs
        self.pieces.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """End an element."""
        if tag in UNREAD:
            self.depth = max(0, self.depth - 1)
        elif tag not in IN_WORDS:
            self.pieces.append(" ")

    def handle_data(self, data: str) -> None:
        """Keep text that is shown."""
        if not self.depth:
            self.pieces.append(data)


def words(text: str) -> list[str]:
    """Return the words of a text without its addresses."""
    return re.findall(r"\w+", re.sub(r"\b\w[\w.+-]*:\S+|\S+@\S+", "", without_addresses(text)))


@pytest.mark.skipif(not EXAMPLES, reason="COMMONMARK_EXAMPLES names no file of examples")
def test_each_word_of_the_examples_is_read() -> None:
    """The words of the prose are those of the page, in order, in every example but those that we read otherwise."""
    examples = json.loads(Path(EXAMPLES).read_text(encoding="utf-8"))
    others = set()
    for example in examples:
        page = Page()
        page.feed(example["html"])
        page.close()
        if words(blank_markup(example["markdown"]).replace(ZERO_WIDTH, "")) != words("".join(page.pieces)):
            others.add(example["example"])
    assert len(examples) > 600
    assert others <= OTHERWISE

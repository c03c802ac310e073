"""The record of a source made from its text: a fingerprint of each paragraph, and room for the rest."""

import hashlib
import json
from collections.abc import Iterable
from typing import NamedTuple

from kbrief.load.copies.readings import Line, Reading, words_of

RECORD = """\
# The record of a source: who, where, when, and a digest of each paragraph in our own words; none of its text.
# Paragraph n is the n-th non-empty line of the text. Fill in what is not known yet, write the digests, and set kind
# (body, heading, note, boilerplate). Figures go under their paragraph, as
#   figures: [{{value: 2.7 %, what: share of GDP}}]

id: "{id}"
name: {name}
title: {name}
author: not known yet
publisher: not known yet
published: "{month}"{remark}
kind: text
grade: {{reliability: F, credibility: 6}} # Admiralty: F6 is not yet graded, which is no low grade

paragraphs:
"""

PARAGRAPH = """\
  - n: {n}
    kind: body
    digest: Not summed up yet.
    words: {words}
    sha256: "{sha256}"
"""


UNDATED = " # not known yet: put in the month in which it appeared, in place of this one"


class Entitled(NamedTuple):
    """What is known of a source: its id, its title, and its month as 2024-10, or the month in which that was asked."""

    id: str
    title: str
    month: str
    is_dated: bool


def record_text(lines: Iterable[Line], known: Entitled) -> str:
    """Return the record of a text as YAML."""
    paragraphs = [line for line in lines if line[0].strip()]
    entries = []
    for n, line in enumerate(paragraphs, 1):
        words = Reading.of(words_of([line])).words
        sha256 = hashlib.sha256(" ".join(words).encode()).hexdigest()
        entries.append(PARAGRAPH.format(n=n, words=len(words), sha256=sha256))
    remark = "" if known.is_dated else UNDATED
    name = json.dumps(known.title, ensure_ascii=False)
    head = RECORD.format(id=known.id, name=name, month=known.month, remark=remark)
    return head + "".join(entries)

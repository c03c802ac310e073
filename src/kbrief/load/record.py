"""The record of a source made from its text: a fingerprint of each paragraph, and room for the rest."""

import hashlib
import json
from collections.abc import Iterable

from kbrief.load.readings import Line, Reading, words_of

RECORD = """\
# The record of a source: who, where, when, and a digest of each paragraph in our own words; none of its text.
# Paragraph n is the n-th non-empty line of the text. Fill in what is not known yet, write the digests, and set kind
# (body, heading, note, boilerplate). Figures go under their paragraph, as
#   figures: [{{value: 2.7 %, what: share of GDP}}]

id: {id}
name: {name}
title: {name}
author: not known yet
publisher: not known yet
published: "{month}"
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


def record_text(lines: Iterable[Line], name: str, title: str, month: str) -> str:
    """Return the record of a text as YAML: `name` its id, `month` as 2024-10."""
    paragraphs = [line for line in lines if line[0].strip()]
    entries = []
    for n, line in enumerate(paragraphs, 1):
        words = Reading.of(words_of([line])).words
        sha256 = hashlib.sha256(" ".join(words).encode()).hexdigest()
        entries.append(PARAGRAPH.format(n=n, words=len(words), sha256=sha256))
    head = RECORD.format(id=name, name=json.dumps(title, ensure_ascii=False), month=month)
    return head + "".join(entries)

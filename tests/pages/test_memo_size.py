"""A memo's body keeps to its pages and limits whatever the size of the brief, and counts what it leaves out."""

import json
from typing import Any

import pytest
from big_brief import brief as big_brief
from memo_briefs import TODAY
from memo_documents import rows

from kbrief.cli.commands.memo import first_that_fits
from kbrief.decide.compare import compare
from kbrief.decide.rank import rank
from kbrief.decide.scenario import Scenario
from kbrief.model import Brief, Lang
from kbrief.pages.document import Box, Bullets, Document, Heading, Table
from kbrief.pages.memo import memo
from kbrief.pages.memo.options import TIGHTEST, MemoOptions
from kbrief.pages.memo.rows import cut_words
from kbrief.pages.meta import Meta
from kbrief.render.typst import body_fits
from speaking import texts_in

SIZE = (10, 80, 12, 24)


def made(said: Any, names: tuple[str, ...] = ("office-0",), lang: Lang = "en", **form: Any) -> tuple[Document, Meta]:
    """Return the memo that is written as PDF and as a Word document, and what is told of it."""
    brief = Brief.model_validate_json(json.dumps(said))
    texts = texts_in(lang, brief, TODAY)
    ranked = rank(brief, Scenario(names[0])) if len(names) == 1 else compare(brief, names)
    meta = Meta(lang, "", TODAY, pages=1 if form.get("is_one_page") else 2)
    levels = (memo(ranked, texts, MemoOptions(tightness=level, **form), "0") for level in range(TIGHTEST + 1))
    return first_that_fits(levels, meta, [".pdf", ".docx"]), meta


def body(document: Document) -> Document:
    """Return what comes before the annexes."""
    parts = (n for n, block in enumerate(document.blocks) if isinstance(block, Heading) and block.level == 1)
    return document._replace(blocks=document.blocks[: next(parts, len(document.blocks))])


def wordy() -> dict[str, Any]:
    """Return a brief in which every text of every point goes on and on."""
    said = big_brief(4, 40, 3, 6)
    for point in said["points"]:
        for name in ("reason", "say", "if_raised", "handling"):
            point[name]["text"] = " ".join([point[name]["text"]] * 12)
        point["label"] = " ".join([point["label"]] * 3)
    return said


EVERY = tuple(f"office-{n}" for n in range(SIZE[2]))
CASES: dict[str, tuple[Any, tuple[str, ...]]] = {
    "large": (big_brief(*SIZE), ("office-0",)),
    "for all twelve": (big_brief(*SIZE), EVERY),
    "wordy": (wordy(), ("office-0",)),
    "wordy, for three": (wordy(), ("office-0", "office-1", "office-2")),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("form", [{}, {"is_one_page": True}, {"is_one_page": True, "kind": "action"}])
def test_the_body_keeps_to_its_pages(name: str, form: dict[str, Any]) -> None:
    """Two pages, and one where one is asked for, as PDF and in word processors; no bullet over 60 words."""
    said, names = CASES[name]
    document, meta = made(said, names, **form)
    assert body_fits(document, meta)
    assert body_fits(document, meta, is_loose=True)
    bullets = [item for block in body(document).blocks if isinstance(block, (Bullets, Box)) for item in block.items]
    assert max(len(item.split()) for item in bullets) <= 60
    assert all(len(block.rows) <= 10 for block in body(document).blocks if isinstance(block, Table))


def test_rows_of_the_list_itself_are_shown_among_many_that_a_source_wants_there() -> None:
    """However many listed points stand elsewhere now, some that stand here are in the table."""
    said = big_brief(4, 60, 1, 0)
    for point in said["points"]:
        point["listed"] = {"list": "emphasize", "basis": "stated", "cites": ["paper-0#P1"]}
    said["points"][8].pop("listed")
    document, _meta = made(said)
    here = [row for row in rows(document, "Emphasize: lead with") if row["#"] != "–"]
    assert len(here) >= 3


def test_a_text_that_is_too_long_is_cut_before_its_mark() -> None:
    """What is left out shows as `…`; a text that fits is as it was."""
    long = " ".join(["word"] * 80) + " [North P4, South P2]"
    short = cut_words(long)
    assert len(short.split()) == 60
    assert short.endswith("word … [North P4, South P2]")
    assert cut_words("Two  words. [inferred]") == "Two  words. [inferred]"

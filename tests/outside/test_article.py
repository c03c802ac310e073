"""The record against the article itself, where its text is at hand (KBRIEF_SOURCE_TEXT names it)."""

import hashlib
import os
import re
import subprocess
import unicodedata
from pathlib import Path

import pytest

from kbrief import load_brief

ROOT = Path(__file__).parent.parent.parent
TEXT = os.environ.get("KBRIEF_SOURCE_TEXT", "")
RUN = 8

pytestmark = pytest.mark.skipif(not TEXT, reason="KBRIEF_SOURCE_TEXT names no copy of the article")


def words(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold())


def runs(text: str) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[n : n + RUN]) for n in range(len(found) - RUN + 1)}


def test_every_fingerprint_is_that_of_the_article() -> None:
    """Number, word count and SHA-256 of each of the 26 paragraphs are recomputed from the text."""
    lines = [line for line in Path(TEXT).read_text(encoding="utf-8").splitlines() if line.strip()]
    record = load_brief(ROOT).sources[0].paragraphs
    expected = [
        (n, len(words(line)), hashlib.sha256(" ".join(words(line)).encode()).hexdigest())
        for n, line in enumerate(lines, 1)
    ]
    assert [(p.n, p.words, p.sha256) for p in record] == expected
    assert len(expected) == 26


def test_no_eight_words_of_the_article_stand_in_a_row_anywhere() -> None:
    """Facts, names and figures carry over, sentences do not: in no file of the project."""
    article = runs(Path(TEXT).read_text(encoding="utf-8"))
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    texts = {name: (ROOT / name).read_bytes().decode("utf-8", "ignore") for name in listed if (ROOT / name).is_file()}
    assert {name: found for name, text in texts.items() if (found := runs(text) & article)} == {}

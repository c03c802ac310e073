"""Addresses say nothing."""

import pytest

from kbrief.text.addresses import without_addresses
from kbrief.text.marks import without_editing_marks, without_front_matter


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("see ncg@example.org.", "see ."),
        ("see example.org/camp-david, now", "see , now"),
        ("see www.example.org/a?b=NCG now", "see now"),
        ("notes/camp-david.md and ./ncg/a and C:\\ncg\\b.docx", "and and"),
        ("read ncg.pdf", "read"),
        ("한미/한일 and/or U.S.-Korea 2.7 e.g. a.m.", "한미/한일 and/or U.S.-Korea 2.7 e.g. a.m."),
        ("주소는 www.mnd.go.kr이다", "주소는 이다"),
    ],
)
def test_addresses_are_blanked(text: str, left: str) -> None:
    """Mail, hosts and paths go with what follows in them; words with full stops and strokes stay."""
    assert " ".join(without_addresses(text).split()) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("---\na: b\n- c\n---\nText", "Text"),
        ("+++\na = 1\n[b]\nc = [\n 1]\n+++\nText", "Text"),
        ('{\n"a": 1\n}\nText', "Text"),
        (';;;\n"a": 1\n;;;\nText', "Text"),
        ("---\nWe speak.\n---\nText", "--- We speak. --- Text"),
        ("---\n---\nText", "--- --- Text"),
        ("{\nnot JSON\n}\nText", "{ not JSON } Text"),
        ("Text\n---\na: b\n---", "Text --- a: b ---"),
    ],
)
def test_front_matter_has_keys(text: str, left: str) -> None:
    """YAML, TOML or JSON at the top, with keys in it; a rule and prose are none."""
    blank = without_front_matter(text)
    assert len(blank) == len(text)
    assert " ".join(blank.split()) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a {--b--} c", "a c"),
        ("a {++b++} {==c==}{>>note<<}", "a b c"),
        ("a {~~old~>new~~} b", "a new b"),
        ("a {--b\n\nc--} d", "a {--b c--} d"),
        ("a {-- b", "a {-- b"),
    ],
)
def test_editing_marks(text: str, left: str) -> None:
    """What an editor deleted, replaced or noted goes; what is added or marked stays."""
    assert " ".join(without_editing_marks(text).replace("\u200b", "").split()) == left

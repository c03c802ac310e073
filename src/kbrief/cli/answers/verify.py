"""What `sources --verify` does with a copy of a source's text."""

from pathlib import Path

from kbrief.cli.output import Answer
from kbrief.cli.session import Session
from kbrief.export.items.verify import verify_items
from kbrief.load.copies.verify import read_copy, verify
from kbrief.load.find import printable
from kbrief.view.verify import verify_page


def verify_answer(session: Session, file: Path) -> Answer:
    """Return which paragraphs hold against the copy; something is found where one that is cited does not."""
    v, sought = session.voice, verify(session.brief, read_copy(file))
    return Answer(
        "sources",
        lambda: verify_page(sought, printable(str(file)), v),
        lambda: verify_items(sought),
        v.head("sources"),
        brief=v.brief,
        found=not all(one.holds for one in sought),
    )

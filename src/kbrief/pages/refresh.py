"""The page of a source that was compared with a new copy."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from kbrief.i18n import _
from kbrief.pages.document import Bullets, Column, Document, Heading, Row, Table
from kbrief.store.refresh import ParagraphChange, RefreshResult

#: The statuses in the order in which they are counted.
STATUS_ORDER = ("same", "moved", "changed", "new", "kept", "gone")


def status_label(status: str) -> str:
    """Return the word for the status of a paragraph."""
    labels = {
        "same": _("the same"), "moved": _("moved"), "changed": _("changed"), "new": _("new"), "gone": _("gone"),
        "kept": _("not in the copy"),
    }  # fmt: skip
    return labels[status]


def refresh_page(refreshed: RefreshResult, file: str, brief: str | None, *, is_dry: bool) -> Document:
    """Return the status of each paragraph that differs, and the claims to look at again."""
    counts = Counter(change.status for change in refreshed.changes)
    changes = [change for change in refreshed.changes if change.status != "same"]
    name = refreshed.source.id
    title = _("{id}: nothing is written yet", id=name) if is_dry else _("{id}: as the copy has it", id=name)
    option = f" --brief {brief}" if brief else ""
    return Document(
        title=title if refreshed.is_changed else _("{id}: the copy has the same paragraphs", id=name),
        blocks=(
            Bullets(tuple(f"{status_label(status)}: {counts[status]}" for status in STATUS_ORDER if counts[status])),
            *((_paragraph_table(changes),) if changes else ()),
            *_claim_blocks(refreshed),
            Bullets(tuple(_remarks(refreshed, file, is_dry=is_dry))),
        ),
        next_steps=((f"kbrief source show {name}{option}", _("its paragraphs, numbered")),),
    )


def _paragraph_table(changes: list[ParagraphChange]) -> Table:
    columns = (
        Column(_("paragraph")), Column(_("what became of it")), Column(_("words"), "right", drop_priority=1),
        Column(_("words of the copy"), can_wrap=True),
    )  # fmt: skip
    return Table(columns, tuple(_row(change) for change in changes))


def _row(change: ParagraphChange) -> Row:
    before, now = ("–" if count is None else str(count) for count in (change.before, change.words))
    words = before if before == now else f"{before} → {now}"
    return Row((f"P{change.n}", status_label(change.status), words, change.text))


def _claim_blocks(refreshed: RefreshResult) -> Iterator[Heading | Table]:
    """Yield a table of the claims to look at again, if there are any."""
    rows = tuple(
        Row((claim.path, f"{refreshed.source.id}#P{change.n}", status_label(change.status)))
        for change in refreshed.changes
        for claim in change.claims
    )
    if rows:
        yield Heading(_("Look at again: {count}", count=len(rows)))
        yield Table((Column(_("claim"), can_wrap=True), Column(_("paragraph")), Column(_("what became of it"))), rows)


def _remarks(refreshed: RefreshResult, file: str, *, is_dry: bool) -> Iterator[str]:
    """Yield what stays in the record, and where it was written."""
    statuses = {change.status for change in refreshed.changes}
    if "changed" in statuses:
        yield _("The digest of a paragraph that changed stays: read it again beside the new words.")
    if "kept" in statuses:
        yield _("What is not in the copy stays in the record while it is cited or has a digest.")
    if refreshed.is_changed and not is_dry:
        yield _("written to {file}", file=file)


def refresh_items(refreshed: RefreshResult) -> list[dict[str, Any]]:
    """Return the record of each paragraph: its status and the claims to look at again."""
    return [
        {
            "id": f"{refreshed.source.id}#P{change.n}",
            "status": "missing" if change.status == "kept" else change.status,
            "words_before": change.before,
            "words": change.words,
            "text": change.text or None,
            "claims": [claim.path for claim in change.claims],
        }
        for change in refreshed.changes
    ]

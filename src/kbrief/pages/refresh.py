"""The screen of a source that a changed copy was laid on."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from kbrief.i18n import _
from kbrief.pages.document import Bullets, Column, Document, Heading, Row, Table
from kbrief.store.refresh import ParagraphChange, RefreshResult

ORDER = ("same", "moved", "changed", "new", "kept", "gone")


def status_label(status: str) -> str:
    """Return the word for what became of a paragraph."""
    labels = {
        "same": _("the same"), "moved": _("moved"), "changed": _("changed"), "new": _("new"), "gone": _("gone"),
        "kept": _("not in the copy"),
    }  # fmt: skip
    return labels[status]


def refresh_page(found: RefreshResult, file: str, brief: str | None, *, is_dry: bool) -> Document:
    """Return what became of each paragraph that is not as it was, and the claims to look at again."""
    counts = Counter(change.status for change in found.changes)
    told = [change for change in found.changes if change.status != "same"]
    name = found.source.id
    title = _("{id}: nothing is written yet", id=name) if is_dry else _("{id}: as the copy has it", id=name)
    named = f" --brief {brief}" if brief else ""
    return Document(
        title=title if found.is_changed else _("{id}: the copy has the same paragraphs", id=name),
        blocks=(
            Bullets(tuple(f"{status_label(status)}: {counts[status]}" for status in ORDER if counts[status])),
            *((_paragraphs(told),) if told else ()),
            *_claims(found),
            Bullets(tuple(_remarks(found, file, is_dry=is_dry))),
        ),
        next_steps=((f"kbrief source show {name}{named}", _("its paragraphs, numbered")),),
    )


def _paragraphs(told: list[ParagraphChange]) -> Table:
    columns = (
        Column(_("paragraph")), Column(_("what became of it")), Column(_("words"), "right", drop_priority=1),
        Column(_("words of the copy"), can_wrap=True),
    )  # fmt: skip
    return Table(columns, tuple(_row(change) for change in told))


def _row(change: ParagraphChange) -> Row:
    before, now = ("–" if count is None else str(count) for count in (change.before, change.words))
    shown = before if before == now else f"{before} → {now}"
    return Row((f"P{change.n}", status_label(change.status), shown, change.text))


def _claims(found: RefreshResult) -> Iterator[Heading | Table]:
    rows = tuple(
        Row((claim.path, f"{found.source.id}#P{change.n}", status_label(change.status)))
        for change in found.changes
        for claim in change.claims
    )
    if rows:
        yield Heading(_("Look at again: {count}", count=len(rows)))
        yield Table((Column(_("claim"), can_wrap=True), Column(_("paragraph")), Column(_("what became of it"))), rows)


def _remarks(found: RefreshResult, file: str, *, is_dry: bool) -> Iterator[str]:
    statuses = {change.status for change in found.changes}
    if "changed" in statuses:
        yield _("The digest of a paragraph that changed stays: read it again beside the new words.")
    if "kept" in statuses:
        yield _("What is not in the copy stays in the record while it is cited or has a digest.")
    if found.is_changed and not is_dry:
        yield _("written to {file}", file=file)


def refresh_items(found: RefreshResult) -> list[dict[str, Any]]:
    """Return each paragraph with what became of it and the claims to look at again."""
    return [
        {
            "id": f"{found.source.id}#P{change.n}",
            "status": "missing" if change.status == "kept" else change.status,
            "words_before": change.before,
            "words": change.words,
            "text": change.text or None,
            "claims": [claim.path for claim in change.claims],
        }
        for change in found.changes
    ]

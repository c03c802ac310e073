"""The line that counts what is still to do in a brief."""

from kbrief.decide.unfinished import unfinished
from kbrief.i18n import _
from kbrief.model import Brief


def to_do_line(brief: Brief) -> str:
    """Return how much is still to do, and the command that lists it; empty if nothing is."""
    progress = unfinished(brief)
    parts = [
        text
        for count, text in (
            (progress.digests, _("digests {count} of {all}", count=progress.digests.open, all=progress.digests.all)),
            (
                progress.points,
                _("texts of points {count} of {all}", count=progress.points.open, all=progress.points.all),
            ),
            (
                progress.sources,
                _("facts of sources {count} of {all}", count=progress.sources.open, all=progress.sources.all),
            ),
        )
        if count.open
    ]
    return _("{things} (kbrief check)", things=", ".join(parts)) if parts else ""

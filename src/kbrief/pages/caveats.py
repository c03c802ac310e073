"""The second head line of each screen: what its numbers rest on."""

from typing import TYPE_CHECKING

from kbrief.errors import Message
from kbrief.i18n import _, pgettext
from kbrief.model import (
    ScreenName,
    as_readings,
)

if TYPE_CHECKING:
    from kbrief.pages.brief_text import BriefText


def unknown_views(texts: "BriefText") -> str:
    """Return which perceptions nobody is known to hold, empty where each is known of some point."""
    known = {
        criterion
        for point in texts.brief.points
        for criterion, rated in point.ratings.items()
        if isinstance(rated, dict)
        and any(reading.basis != "unknown" for cell in rated.values() for reading in as_readings(cell))
    }
    names = [texts.text(c.name) for c in texts.brief.criteria if c.perception and c.id not in known]
    return _("{criteria}: unknown.", criteria=pgettext("screens", "; ").join(names)) if names else ""


#: The second head line of each screen, for a brief that has none of its own.
NEUTRAL_CAVEATS: dict[ScreenName, Message] = {
    "start": Message("Lists as the sources give them, in this brief's words. Ratings and tallies are its coding."),
    "lists": Message("No audience assumed, so no perception counts. Tallies are this brief's coding."),
    "lists-administration": Message("Ratings marked as inferred are this brief's judgment, not the source's."),
    "given": Message("Assumes it has happened: {events}. How that moves perceptions is inference.", events="{events}"),
    "compare": Message("Differences rest on the bases shown with each point."),
    "events": Message("Effects of events are as the brief's files say, with their bases."),
    "issues": Message("As the sources tell it, in this brief's words."),
    "strategy": Message("Each action carries its own basis."),
    "background": Message("As the sources tell it; not checked against others."),
    "sources": Message("A grade of F6 means: not judged yet."),
    "lint": Message("Checks wording against this brief, not whether it is true."),
}

#: The head line of several events of one group.
ONE_GROUP = Message(
    "Of one group, so that only the largest shift on each point counts: {events}. If they exclude each other, give one.",
    events="{events}",
)

#: Where a head line is to say which perceptions nobody is known to hold.
UNKNOWN_PLACEHOLDER = "{unknown}"

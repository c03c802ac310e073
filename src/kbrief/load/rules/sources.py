"""Rules on sources: how old they are."""

from collections.abc import Iterator

from kbrief.errors import Message
from kbrief.load.rules.subject import Finding, Subject


def stale_source(subject: Subject) -> Iterator[Finding]:
    """With `--stale DAYS`, a source is not older than that many days, counted from the end of its month.

    Look for a newer one, or check again without the option: what is too old only you can say, so there is no default.
    """
    oldest = subject.oldest
    for n, source in enumerate(subject.brief.sources if oldest else ()):
        if source.published < f"{oldest:%Y-%m}":
            message = Message(
                "{source} is of {month}, older than {day}", source=source.id, month=source.published, day=oldest
            )
            yield Finding(("sources", n, "published"), message, Message("look for a newer one"))

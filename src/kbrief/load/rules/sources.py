"""Rules on sources: how old they are."""

from collections.abc import Iterator

from kbrief.load.rules.subject import Finding, Subject


def stale_source(subject: Subject) -> Iterator[Finding]:
    """With `--stale DAYS`, a source is not older than that many days, counted from the end of its month.

    Look for a newer one, or check again without the option: what is too old only you can say, so there is no default.
    """
    oldest = subject.oldest
    for n, source in enumerate(subject.brief.sources if oldest else ()):
        if source.published < f"{oldest:%Y-%m}":
            message = f"{source.id} is of {source.published}, older than {oldest}"
            yield Finding(("sources", n, "published"), message, "look for a newer one")

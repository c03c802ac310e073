"""Rules on what is still to do: nothing of it is false, and none of it is filled with what looks like data."""

from collections import defaultdict
from collections.abc import Iterator

from kbrief.errors import Message
from kbrief.load.rules.context import Finding, RuleContext
from kbrief.model import Point, Source

#: The texts of a point, in the order in which people write them.
SPOKEN = ("reason", "say", "if_raised", "handling", "case_against")

#: The text of an issue that is still to write where it only repeats the name.
DRIVEN = ("driver",)

#: How many words a reason in English has at least; in other languages one fewer.
FEWEST_WORDS = 3

#: On how many claims of a brief one reason may stand, word for word.
MOST_ALIKE = 12

#: The fingerprints of the paper in the example of `kbrief new`.
EXAMPLES = frozenset(
    {
        "d3c0e728f2005adedf35dcb6636bade61e39922e252b20c18f773753a7310cd2",
        "9005c7bd99875c8ef7e9bf27839e0137ec78522cfd6bf46f3c0c8a1c22411e77",
        "90cdd59c81d3136f56e27eee8bf319cead6e9ae9e3a26b90836543aa5030a774",
    }
)

#: The points of that example.
EXAMPLE_LABELS = frozenset({"Joint training of pilots", "Port fees that were raised last year"})


def to_do(subject: RuleContext) -> Iterator[Finding]:
    """What is not entered yet: who published a source and when, digests of paragraphs that are cited, texts of points.

    None of it keeps a brief from being used, and no placeholder takes its place: screens and memos say "not
    given", "no digest yet" or "not written yet". Enter it when it is known; `--strict` lets it count as an error.
    """
    cited = {cite for placed in subject.claims for cite in placed.claim.cites}
    for n, source in enumerate(subject.brief.sources):
        if missing := _unknown(source):
            message = Message("{source}: not given: {names}", source=source.id, names=", ".join(missing))
            yield Finding(("sources", n), message, _entering(source))
        wanted = [p for p in source.paragraphs if f"{source.id}#P{p.n}" in cited]
        undone = [p for p in wanted if p.digest is None]
        if undone:
            message = Message("{source}: digests: {count} of {all} to do, of paragraphs that are cited ({names})",
                              source=source.id, count=len(undone), all=len(wanted),
                              names=", ".join(f"P{p.n}" for p in undone[:12]))  # fmt: skip
            hint = Message(
                "write each in your own words: kbrief source digest {cite} TEXT "
                "(kbrief source show {source} --text FILE has its words)",
                cite=f"{source.id}#P{undone[0].n}",
                source=source.id,
            )
            yield Finding(("sources", n, "paragraphs"), message, hint, at_key=True)
    for n, issue in enumerate(subject.brief.issues):
        if issue.driver.basis == "unknown" and issue.driver.text == issue.name:
            message = Message("{issue}: not written yet: {names}", issue=issue.id, names=", ".join(DRIVEN))
            yield Finding(("issues", n, "driver"), message, Message("write each with text, basis, and cites or why"))
    for n, point in enumerate(subject.brief.points):
        if texts := _unwritten(point):
            message = Message("{point}: not written yet: {names}", point=point.id, names=", ".join(texts))
            yield Finding(("points", n), message, Message("write each with text, basis, and cites or why"))


def _entering(source: Source) -> Message:
    """Return how what is missing of a source is entered."""
    if source.paragraphs:
        return Message("add it to the record of the source")
    return Message(
        "add it to the record of the source; add its text with: kbrief source refresh {id} FILE", id=source.id
    )


def _unknown(source: Source) -> list[str]:
    missing = [] if source.author or source.publisher else ["author"]
    missing += [] if source.published else ["published"]
    return missing if source.paragraphs else [*missing, "paragraphs"]


def _unwritten(point: Point) -> list[str]:
    return [name for name in SPOKEN if getattr(point, name) is None]


def example_left(subject: RuleContext) -> Iterator[Finding]:
    """The example of `kbrief new` is still in the brief, and would be in its memo.

    Replace it with your own words, or remove it; `kbrief new --empty` makes a brief without it.
    """
    hint = Message("replace it with your own, or remove it")
    for n, source in enumerate(subject.brief.sources):
        if any(paragraph.sha256 in EXAMPLES for paragraph in source.paragraphs):
            yield Finding(("sources", n), Message("{id} is from the example", id=source.id), hint)
    for n, point in enumerate(subject.brief.points):
        if point.label.en in EXAMPLE_LABELS:
            yield Finding(("points", n), Message("{id} is from the example", id=point.id), hint)


def later_source(subject: RuleContext) -> Iterator[Finding]:
    """A source is not later than `as_of`, the month up to which the brief knows the world, and not later than today.

    Correct the date of the source if that is wrong; otherwise review the brief with what it says, and set
    `as_of`.
    """
    as_of, today = subject.brief.as_of, subject.today.isoformat()
    for n, source in enumerate(subject.brief.sources):
        if source.published and source.published[: len(as_of)] > as_of:
            about = {"source": source.id, "month": source.published, "as_of": as_of}
            message = Message("{source} is from {month}, later than the brief's as_of ({as_of})", **about)
            yield Finding(("sources", n, "published"), message, Message("correct the date, or set as_of"))
        elif source.published and source.published > today[: len(source.published)]:
            message = Message(
                "{source} is from {month}, a date in the future", source=source.id, month=source.published
            )
            yield Finding(("sources", n, "published"), message, Message("correct the date"))


def thin_reason(subject: RuleContext) -> Iterator[Finding]:
    """A reason says why: it has three words at least, and is not repeated word for word on a dozen claims.

    Write what makes you judge so. Where one reason holds for many points, say what it means for each.
    """
    alike: dict[str, list[tuple[str | int, ...]]] = defaultdict(list)
    for placed in subject.claims:
        why = placed.claim.why
        if why is None:
            continue
        lang, text = next(iter(why.by_language.items()))
        alike[" ".join(text.casefold().split())].append((*placed.at, "why"))
        if len(text.split()) < (FEWEST_WORDS if lang == "en" else FEWEST_WORDS - 1) and not _is_unspaced(text):
            message = _thin(placed.path, len(text.split()))
            yield Finding((*placed.at, "why"), message, Message("give the reason for the judgment in a sentence"))
    for places in alike.values():
        if len(places) > MOST_ALIKE:
            message = Message("{count} claims have the same reason", count=len(places))
            yield Finding(places[0], message, Message("say what it means for each claim"))


def _thin(path: str, count: int) -> Message:
    """Return that a reason has few words."""
    if count == 1:
        return Message("{path}: a reason of one word says little", path=path)
    return Message("{path}: a reason of {count} words says little", path=path, count=count)


def _is_unspaced(text: str) -> bool:
    """Whether a text is in a script that puts no spaces between words."""
    return any("\u3040" <= c <= "\u30ff" or "\u4e00" <= c <= "\u9fff" or "\u0e00" <= c <= "\u0e7f" for c in text)

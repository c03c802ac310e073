"""Which claims a name leads to, and which paragraphs stand behind them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kbrief.errors import Message, UnknownName, join_or
from kbrief.model import Brief, Text
from kbrief.model.claims import LocatedClaim, all_claims, all_items
from kbrief.model.lookup import resolve, suggest

#: A paragraph as people name it: `P8`, `pacnet-77#P8`.
PARAGRAPH = re.compile(r"(?:[^.]+#)?[Pp]\d+")

PARAGRAPH_WORD = Message("a paragraph")


@dataclass(frozen=True)
class Trace:
    """The claims found under a name, what the item is called, the source's own word for it, and the paragraphs."""

    id: str
    claims: tuple[LocatedClaim, ...]
    cites: tuple[str, ...]
    label: Text | None = None
    source_word: str | None = None


def trace(brief: Brief, name: str) -> Trace:
    """Return what `name` (an id, a claim's path, or a paragraph) leads to. Raises UnknownName."""
    claims = tuple(all_claims(brief))
    return _paragraph(brief, name, claims) or _claim(brief, name, claims) or _item(brief, name, claims)


def _paragraph(brief: Brief, name: str, claims: tuple[LocatedClaim, ...]) -> Trace | None:
    """Return what a paragraph says and which claims cite it; P8 will do where the brief has one source."""
    cites = _named_cites(brief, name)
    if not cites:
        return None
    citing = tuple(placed for placed in claims if not set(cites).isdisjoint(placed.claim.cites))
    return Trace(cites[0] if len(cites) == 1 else name, citing, cites)


def _named_cites(brief: Brief, name: str) -> tuple[str, ...]:
    """Return the citations that `P8`, `North#P3` or `north#P3,P5` means, none where it names no paragraphs."""
    source, citations = "", []
    for item in name.split(","):
        own, hash_mark, paragraph = item.strip().rpartition("#")
        source = own if hash_mark else source
        cite = _cite(brief, source, paragraph)
        if cite is None:
            return ()
        citations.append(cite)
    return tuple(dict.fromkeys(citations))


def _cite(brief: Brief, source: str, paragraph: str) -> str | None:
    """Return the citation of a paragraph of a source, by the source's id or name. Raises UnknownName if ambiguous."""
    wanted = paragraph.casefold()
    sources = [s for s in brief.sources if not source or source.casefold() in {s.id, s.name.casefold()}]
    matches = [(s, f"{s.id}#P{p.n}") for s in sources for p in s.paragraphs if f"p{p.n}" == wanted]
    if len(matches) > 1:
        message = Message("{paragraph}: which source?", paragraph=paragraph)
        raise UnknownName(message, join_or(*(cite for _source, cite in matches)))
    return matches[0][1] if matches else None


def _claim(brief: Brief, name: str, claims: tuple[LocatedClaim, ...]) -> Trace | None:
    """Return the claim of that path, or those below it."""
    wanted = name.casefold()
    if "." not in wanted:
        return None
    matches = tuple(p for p in claims if p.path.casefold() == wanted or p.path.casefold().startswith(f"{wanted}."))
    if not matches:
        raise _no_claim(brief, name, [placed.path for placed in claims])
    return Trace(matches[0].path if len(matches) == 1 else name, matches, _cites(matches))


def _item(brief: Brief, name: str, claims: tuple[LocatedClaim, ...]) -> Trace:
    items = {item_id: (at, item) for item_id, at, item in all_items(brief)}
    try:
        item_id = resolve(name, items, Message("id"))
    except UnknownName as error:
        raise (_no_paragraph(brief, name) if PARAGRAPH.fullmatch(name) else error) from error
    at, item = items[item_id]
    own = tuple(placed for placed in claims if placed.at[: len(at)] == at)
    label = getattr(item, "label", None) or getattr(item, "name", None) or getattr(item, "text", None)
    cites = dict.fromkeys((*getattr(item, "cites", ()), *_cites(own)))
    return Trace(
        item_id, own, tuple(cites), label if isinstance(label, Text) else None, getattr(item, "source_word", None)
    )


def _no_claim(brief: Brief, name: str, paths: Sequence[str]) -> UnknownName:
    """Return what to tell of a claim that there is not, by the item, or the paragraph, that its path begins with."""
    begun, claim = name.partition(".")[0], Message("claim")
    message = Message("unknown {what} {name!r}", what=claim, name=name)
    own = [path for path in paths if path.casefold().startswith(f"{begun.casefold()}.")]
    if own or not PARAGRAPH.fullmatch(begun):
        return UnknownName(message, suggest(name.casefold(), own or paths, claim))
    if not _named_cites(brief, begun):
        return _no_paragraph(brief, begun)
    shown = f"kbrief trace {begun}"
    return UnknownName(message, Message("{name} is {what}: {command}", name=begun, what=PARAGRAPH_WORD, command=shown))


def _no_paragraph(brief: Brief, name: str) -> UnknownName:
    """Return what to tell of a paragraph that there is not: which ones its source has."""
    paragraph, source_id = Message("paragraph"), name.partition("#")[0].casefold() if "#" in name else None
    message = Message("unknown {what} {name!r}", what=paragraph, name=name)
    sources = [source for source in brief.sources if source.paragraphs and source_id in (None, source.id.casefold())]
    if len(sources) != 1:
        return UnknownName(message, suggest(name, list(brief.paragraph_by_cite), paragraph))
    numbers = [source.n for source in sources[0].paragraphs]
    first, last = f"P{min(numbers)}", f"P{max(numbers)}"
    return UnknownName(message, Message("{source} has {first} to {last}", source=sources[0].id, first=first, last=last))


def _cites(claims: tuple[LocatedClaim, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cite for placed in claims for cite in placed.claim.cites))

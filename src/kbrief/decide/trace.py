"""Find the claims of a name and the paragraphs that they cite."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kbrief.errors import Message, UnknownName, join_or
from kbrief.model import Brief, Text
from kbrief.model.claims import LocatedClaim, all_claims, all_items
from kbrief.model.lookup import resolve, suggest

#: The name of a paragraph as people write it, such as `P8` or `pacnet-77#P8`.
PARAGRAPH_PATTERN = re.compile(r"(?:[^.]+#)?[Pp]\d+")

A_PARAGRAPH = Message("a paragraph")


@dataclass(frozen=True)
class Trace:
    """The claims and paragraphs found under a name, and the label of the item with the source's own word for it."""

    id: str
    claims: tuple[LocatedClaim, ...]
    cites: tuple[str, ...]
    label: Text | None = None
    source_word: str | None = None


def trace(brief: Brief, name: str) -> Trace:
    """Return the trace of a name, which is an id, the path of a claim, or a paragraph. Raises UnknownName."""
    claims = tuple(all_claims(brief))
    found = _trace_paragraph(brief, name, claims) or _trace_claim(brief, name, claims)
    return found or _trace_item(brief, name, claims)


def _trace_paragraph(brief: Brief, name: str, claims: tuple[LocatedClaim, ...]) -> Trace | None:
    """Return the claims that cite a paragraph, or None; `P8` is enough if the brief has one source."""
    cites = _named_cites(brief, name)
    if not cites:
        return None
    citing_claims = tuple(located for located in claims if not set(cites).isdisjoint(located.claim.cites))
    return Trace(cites[0] if len(cites) == 1 else name, citing_claims, cites)


def _named_cites(brief: Brief, name: str) -> tuple[str, ...]:
    """Return the citations that `P8`, `North#P3` or `north#P3,P5` means, none if it is no name of paragraphs."""
    source, citations = "", []
    for item in name.split(","):
        source_part, hash_mark, paragraph = item.strip().rpartition("#")
        source = source_part if hash_mark else source
        cite = _find_cite(brief, source, paragraph)
        if cite is None:
            return ()
        citations.append(cite)
    return tuple(dict.fromkeys(citations))


def _find_cite(brief: Brief, source: str, paragraph: str) -> str | None:
    """Return the citation of a paragraph of a source, by the source's id or name. Raises UnknownName if ambiguous."""
    normalized = paragraph.casefold()
    matches = [
        f"{candidate.id}#P{numbered.n}"
        for candidate in brief.sources
        if not source or source.casefold() in {candidate.id, candidate.name.casefold()}
        for numbered in candidate.paragraphs
        if f"p{numbered.n}" == normalized
    ]
    if len(matches) > 1:
        raise UnknownName(Message("{paragraph}: which source?", paragraph=paragraph), join_or(*matches))
    return matches[0] if matches else None


def _trace_claim(brief: Brief, name: str, claims: tuple[LocatedClaim, ...]) -> Trace | None:
    """Return the claim with a path, or those below it; None for a name that is no path. Raises UnknownName."""
    normalized = name.casefold()
    if "." not in normalized:
        return None
    matches = tuple(located for located in claims if f"{located.path.casefold()}.".startswith(f"{normalized}."))
    if not matches:
        raise _unknown_claim_error(brief, name, [located.path for located in claims])
    return Trace(matches[0].path if len(matches) == 1 else name, matches, _cites_of(matches))


def _trace_item(brief: Brief, name: str, claims: tuple[LocatedClaim, ...]) -> Trace:
    """Return the trace of an item by its id. Raises UnknownName."""
    items = {item_id: (loc, item) for item_id, loc, item in all_items(brief)}
    try:
        item_id = resolve(name, items, Message("id"))
    except UnknownName as error:
        raise (_unknown_paragraph_error(brief, name) if PARAGRAPH_PATTERN.fullmatch(name) else error) from error
    loc, item = items[item_id]
    item_claims = tuple(located for located in claims if located.at[: len(loc)] == loc)
    label = getattr(item, "label", None) or getattr(item, "name", None) or getattr(item, "text", None)
    cites = dict.fromkeys((*getattr(item, "cites", ()), *_cites_of(item_claims)))
    source_word = getattr(item, "source_word", None)
    return Trace(item_id, item_claims, tuple(cites), label if isinstance(label, Text) else None, source_word)


def _unknown_claim_error(brief: Brief, name: str, paths: Sequence[str]) -> UnknownName:
    """Return the error for an unknown claim, with a hint about the item or paragraph at the start of its path."""
    item_name, claim = name.partition(".")[0], Message("claim")
    message = Message("unknown {what} {name!r}", what=claim, name=name)
    candidates = [path for path in paths if path.casefold().startswith(f"{item_name.casefold()}.")]
    if candidates or not PARAGRAPH_PATTERN.fullmatch(item_name):
        return UnknownName(message, suggest(name.casefold(), candidates or paths, claim))
    if not _named_cites(brief, item_name):
        return _unknown_paragraph_error(brief, item_name)
    command = f"kbrief trace {item_name}"
    hint = Message("{name} is {what}: {command}", name=item_name, what=A_PARAGRAPH, command=command)
    return UnknownName(message, hint)


def _unknown_paragraph_error(brief: Brief, name: str) -> UnknownName:
    """Return the error for an unknown paragraph, with the range of paragraphs of its source."""
    paragraph, source_id = Message("paragraph"), name.partition("#")[0].casefold() if "#" in name else None
    message = Message("unknown {what} {name!r}", what=paragraph, name=name)
    sources = [source for source in brief.sources if source.paragraphs and source_id in (None, source.id.casefold())]
    if len(sources) != 1:
        return UnknownName(message, suggest(name, list(brief.paragraph_by_cite), paragraph))
    numbers = [source.n for source in sources[0].paragraphs]
    first, last = f"P{min(numbers)}", f"P{max(numbers)}"
    return UnknownName(message, Message("{source} has {first} to {last}", source=sources[0].id, first=first, last=last))


def _cites_of(claims: tuple[LocatedClaim, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cite for located in claims for cite in located.claim.cites))

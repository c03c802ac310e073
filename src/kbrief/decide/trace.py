"""Which claims a name leads to, and which paragraphs stand behind them."""

from dataclasses import dataclass

from kbrief.errors import UnknownName
from kbrief.model import Brief, Text
from kbrief.model.claims import Placed, all_claims, all_items
from kbrief.model.names import pick, suggestion


@dataclass(frozen=True)
class Trace:
    """The claims found under a name, what the item is called, the source's own word for it, and the paragraphs."""

    id: str
    claims: tuple[Placed, ...]
    cites: tuple[str, ...]
    label: Text | None = None
    source_word: str | None = None


def trace(brief: Brief, name: str) -> Trace:
    """Return what `name` (an id, a claim's path, or a paragraph) leads to. Raises UnknownName."""
    claims = tuple(all_claims(brief))
    return _paragraph(brief, name, claims) or _claim(name, claims) or _item(brief, name, claims)


def _paragraph(brief: Brief, name: str, claims: tuple[Placed, ...]) -> Trace | None:
    """Return what a paragraph says and which claims cite it; P8 will do where the brief has one source."""
    wanted = name if "#" in name else f"{brief.sources[0].id}#{name}" if len(brief.sources) == 1 else name
    cite = next((known for known in brief.paragraph_by_cite if known.casefold() == wanted.casefold()), None)
    if cite is None:
        return None
    return Trace(cite, tuple(placed for placed in claims if cite in placed.claim.cites), (cite,))


def _claim(name: str, claims: tuple[Placed, ...]) -> Trace | None:
    """Return the claim of that path, or those below it."""
    wanted = name.casefold()
    if "." not in wanted:
        return None
    found = tuple(p for p in claims if p.path.casefold() == wanted or p.path.casefold().startswith(f"{wanted}."))
    if not found:
        paths = [placed.path for placed in claims]
        message = f"unknown claim {name!r}"
        raise UnknownName(message, suggestion(wanted, paths, "claim"))
    return Trace(found[0].path if len(found) == 1 else name, found, _cites(found))


def _item(brief: Brief, name: str, claims: tuple[Placed, ...]) -> Trace:
    items = {item_id: (at, item) for item_id, at, item in all_items(brief)}
    found = pick(name, items, "id")
    at, item = items[found]
    own = tuple(placed for placed in claims if placed.at[: len(at)] == at)
    label = getattr(item, "label", None) or getattr(item, "name", None) or getattr(item, "text", None)
    cites = dict.fromkeys((*getattr(item, "cites", ()), *_cites(own)))
    return Trace(
        found, own, tuple(cites), label if isinstance(label, Text) else None, getattr(item, "source_word", None)
    )


def _cites(claims: tuple[Placed, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cite for placed in claims for cite in placed.claim.cites))

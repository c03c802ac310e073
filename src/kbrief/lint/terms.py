"""Terms as a draft may have them: English inflected, Korean with particles, over line ends, and never within a word.

A term of a brief is words, in which five signs have a meaning: `shared ~ values` allows up to three words between,
`Kohle*` any ending, `NATO + Indo-Pacific` asks for both in one sentence, in any order, `OPCON!` counts whoever is near,
and `Camp David?` only with a name near by and as no place. Names of three countries (`US-ROK-Japan`) are found in
every order.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, islice, permutations
from typing import NamedTuple

from kbrief.lint.korean import HEAD, START
from kbrief.lint.term_patterns import TermPattern, parse_term, pattern
from kbrief.lint.text import Folded, fold, join_hyphens, on_one_line, sentence_of
from kbrief.model import Point, Term

#: How far apart the parts of a term with `+` may be.
MAX_APART = 400

#: How far apart they may be to be quoted together.
MAX_QUOTED = 60

#: How many characters a term with all that may stand between its words takes.
REACH = 240

#: How many times the beginning of a term is followed up in a text, and how many of its places count.
MAX_ATTEMPTS, MAX_PLACES = 20_000, 3_000

_BEGINS = {False: re.compile(START), True: re.compile(HEAD)}
#: By how many letters the words of a text are indexed.
INDEXED = 4

_WORD = re.compile(r"\w+")
_ENGLISH = re.compile(r"(?<![a-z\d])[a-z\d]{1,4}")
#: What three or more names joined by one sign look like.
_LIST = re.compile(r"\w[\w. ]{0,14}(?:([-·])\w[\w. ]{0,14})(?:\1\w[\w. ]{0,14})")


class TermMatch(NamedTuple):
    """A point's term in a draft: the points, from where to where in the original, and the words as they stand there.

    `sure` are the points that the term stands for, whoever is near; `places` those of which it is a place too.
    """

    points: tuple[str, ...]
    start: int
    stop: int
    quote: str
    sure: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()


class Reading(NamedTuple):
    """A draft as terms are sought in it: as it is, folded, with words joined that hyphens break, and its sentences.

    `words` are all its words, once each, `parts` the places of parts of terms that have been looked for, and
    `positions` the places of English words in each folded text by how they begin.
    """

    text: str
    folded: tuple[Folded, ...]
    starts: Sequence[int]
    words: str
    parts: dict[str, list[tuple[int, int]]]
    positions: tuple[Mapping[str, Sequence[int]], ...]


def reading(text: str, folded: Folded, starts: Sequence[int]) -> Reading:
    """Return a draft for its terms to be found."""
    folds = (folded, *join_hyphens(folded))
    words = set().union(*(_WORD.findall(fold.text) for fold in folds))
    return Reading(text, folds, starts, "\n".join(words), {}, tuple(_index(fold.text) for fold in folds))


def _index(folded: str) -> Mapping[str, Sequence[int]]:
    """Return the places of English words by their first letters."""
    places: dict[str, list[int]] = {}
    for found in _ENGLISH.finditer(folded):
        places.setdefault(found[0], []).append(found.start())
    return places


def _beginning_at(index: Mapping[str, Sequence[int]], beginning: str) -> Iterable[int]:
    """Return the places of words that begin so, in order."""
    first = re.split(r"[^a-z\d]", beginning, maxsplit=1)[0][:INDEXED]
    if len(first) == INDEXED:
        return index.get(first, ())
    return sorted(chain.from_iterable(places for word, places in index.items() if word.startswith(first)))


def find_terms(points: Iterable[Point], draft: Reading, glossary: Iterable[Term] = ()) -> list[TermMatch]:
    """Return where a text has terms of the points, in order; where terms overlap, the longest one counts.

    One with other words between its own takes nothing from others.
    """
    loose: set[tuple[int, int]] = set()
    spans: dict[tuple[int, int], dict[str, str]] = {}
    for point in points:
        for term in terms_of(point, glossary):
            sign = term[-1:] if term[-1:] in {"!", "?"} else ""
            for span in islice(term_spans(term.rstrip("!?"), draft), MAX_PLACES):
                found = spans.setdefault(span, {})
                loose |= {span} if " ~ " in term or " + " in term else set()
                found[point.id] = _stronger(found.get(point.id, sign), sign)
    taken = bytearray(len(draft.text) + 1)
    matches = []
    for start, stop in sorted(spans, key=lambda span: (span[0] - span[1], span)):
        is_loose = (start, stop) in loose
        if taken.find(1, start, start + 1 if is_loose else stop) < 0:
            if not is_loose:
                taken[start:stop] = b"\1" * (stop - start)
            quote = on_one_line(draft.text[start:stop])
            found = spans[start, stop]
            matches.append(TermMatch(tuple(found), start, stop, quote, _with_sign(found, "!"), _with_sign(found, "?")))
    return sorted(matches, key=lambda match: match.start)


def _stronger(one: str, other: str) -> str:
    """Return the sign that asks for less: `!` for nothing, none for what the point says, `?` for a name near by."""
    return min(one, other, key=("!", "", "?").index)


def _with_sign(found: Mapping[str, str], sign: str) -> frozenset[str]:
    return frozenset(point for point, own in found.items() if own == sign)


def terms_of(point: Point, glossary: Iterable[Term] = ()) -> tuple[str, ...]:
    """Return the terms by which a draft raises a point, in every language; its labels where it has none.

    What the glossary avoids for one of them is another: who writes it names the same thing.
    """
    own = (*point.terms.en, *point.terms.ko)
    terms = dict.fromkeys(own or (label for label in (point.label.en, point.label.ko) if label))
    folded = {fold(term.rstrip("!?")).text for term in terms}
    for entry in glossary:
        names = {fold(name).text for text in (entry.term.en, entry.term.ko) if text for name in _names(text)}
        if names & folded:
            terms |= dict.fromkeys(entry.avoid)
    return tuple(terms)


def _names(term: str) -> Iterator[str]:
    """Yield the names in a term: before the parenthesis, and those in it."""
    before, _, rest = term.partition("(")
    yield from filter(None, (before.strip(), *(part.strip(" )") for part in rest.split(","))))


def term_spans(term: str, draft: Reading) -> Iterator[tuple[int, int]]:
    """Yield where a term stands in the original; one with `+` where the first of its parts does."""
    first, *others = (part.strip() for part in re.split(r"\s\+\s", term))
    spans = _part_spans(first, draft)
    if not others:
        yield from spans
        return
    found = [_part_spans(other, draft) for other in others if spans]
    for start, stop in spans:
        sentence = sentence_of(draft.starts, start)
        beside = [_beside(start, sentence, part, draft.starts) for part in found]
        if all(beside):
            near = [span for span in beside if span and abs(span[0] - start) <= MAX_QUOTED]
            yield min(start, *(first for first, _ in near), start), max(stop, *(last for _, last in near), stop)


def _beside(
    place: int, sentence: int, spans: Sequence[tuple[int, int]], starts: Sequence[int]
) -> tuple[int, int] | None:
    """Return the span that is in the sentence of a place and nearest to it, None where none is near."""
    at = bisect_left(spans, (place, 0))
    there = [
        span
        for span in spans[max(0, at - 1) : at + 2]
        if sentence_of(starts, span[0]) == sentence and abs(span[0] - place) <= MAX_APART
    ]
    return min(there, key=lambda span: abs(span[0] - place), default=None)


def _part_spans(part: str, draft: Reading) -> list[tuple[int, int]]:
    """Return where a part of a term stands, in order; each part is looked for once."""
    if part not in draft.parts:
        terms = [term for term in map(parse_term, _orders(part)) if term and _may_be_in(term, draft.words)]
        found = (
            span
            for term in terms
            for folded, index in zip(draft.folded, draft.positions, strict=True)
            for beginning in term.beginnings
            for span in _spans(term, _places(beginning, folded.text, index), draft.text, folded)
        )
        draft.parts[part] = sorted(set(found))
    return draft.parts[part]


def _may_be_in(term: "TermPattern", words: str) -> bool:
    """Whether a text has all words of a term, by how they begin."""
    return all(stem in words for stem in term.stems)


@lru_cache(maxsize=1 << 12)
def _orders(term: str) -> tuple[str, ...]:
    """Return a term; of the names of three countries that one sign joins, every order of them."""
    joined = _LIST.fullmatch(term)
    names = term.split(joined[1]) if joined else []
    is_list = len(names) == 3 and all(len(name) == 1 or name[0].isupper() for name in names)  # noqa: PLR2004
    if not joined or not is_list:
        return (term,)
    return tuple(dict.fromkeys((term, *(joined[1].join(order) for order in permutations(names)))))


def _places(beginning: str, folded: str, index: Mapping[str, Sequence[int]]) -> Iterator[int]:
    """Yield where a beginning is: that of an English word by the index, any other one by looking for it."""
    if beginning[:1].isascii():
        yield from (place for place in _beginning_at(index, beginning) if folded.startswith(beginning, place))
        return
    at = folded.find(beginning)
    while at >= 0:
        yield at
        at = folded.find(beginning, at + 1)


def _spans(term: TermPattern, places: Iterable[int], text: str, folded: Folded) -> Iterator[tuple[int, int]]:
    """Yield where a term that begins at one of some places stands in the original."""
    begins, ends, last = _BEGINS[term.is_korean], term.ends, term.stems[-1] if len(term.stems) > 1 else ""
    body: re.Pattern[str] | None = None
    stop = 0
    for at in islice(places, MAX_ATTEMPTS):
        is_near = not last or folded.text.find(last, at + 1, at + REACH) >= 0
        if at < stop or not is_near or not begins.match(folded.text, at):
            continue
        body = body or pattern(term)
        found = body.match(folded.text, at)
        if not found or not ends.match(folded.text, found.end()):
            continue
        first, end = folded.origin(at, found.end())
        stop = found.end()
        if first < end and not (term.needs_capitals and not text[first:end].rstrip("s").isupper()):
            yield first, end

"""Find the terms of points in a draft: inflected in English, with particles in Korean, and across line ends.

A term is words with up to five signs: `shared ~ values` allows up to three words between, `Kohle*` any ending,
`NATO + Indo-Pacific` needs both in one sentence in any order, `OPCON!` counts whatever subject is near, and
`Camp David?` only with a subject near by and not as a place. Names of three countries (`US-ROK-Japan`) are found in any
order.
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

#: How many characters the parts of a term with `+` may be apart.
MAX_APART = 400

#: How many characters they may be apart to be quoted together.
MAX_QUOTED = 60

#: The most characters of a term with all that may be between its words.
MAX_TERM_LENGTH = 240

#: How many places with the beginning of a term are checked, and how many places of a term count.
MAX_ATTEMPTS, MAX_PLACES = 20_000, 3_000

_BEGINS = {False: re.compile(START), True: re.compile(HEAD)}
#: How many letters of the words of a text are indexed.
INDEXED_LETTERS = 4

_WORD = re.compile(r"\w+")
_ENGLISH = re.compile(r"(?<![a-z\d])[a-z\d]{1,4}")
#: How many names a list has that is found in any order.
LISTED_NAMES = 3

#: Three or more names joined by the same sign.
_LIST = re.compile(r"\w[\w. ]{0,14}(?:([-·])\w[\w. ]{0,14})(?:\1\w[\w. ]{0,14})")


class TermMatch(NamedTuple):
    """A term in a draft: the points that have it, start and stop in the original, and the words there.

    `sure` are the points that it raises whatever subject is near, `places` those for which it may be a place.
    """

    points: tuple[str, ...]
    start: int
    stop: int
    quote: str
    sure: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()


class IndexedDraft(NamedTuple):
    """A draft prepared for the search of terms: its text, folded texts (one with hyphens joined), sentence starts.

    `words` are all different words, `part_spans` caches the spans of parts of terms, and `word_places` are the places of
    English words in each folded text by their first letters.
    """

    text: str
    folded_texts: tuple[Folded, ...]
    sentence_starts: Sequence[int]
    words: str
    part_spans: dict[str, list[tuple[int, int]]]
    word_places: tuple[Mapping[str, Sequence[int]], ...]


def index_draft(text: str, folded: Folded, starts: Sequence[int]) -> IndexedDraft:
    """Return a draft prepared for the search of terms."""
    folds = (folded, *join_hyphens(folded))
    words = set().union(*(_WORD.findall(fold.text) for fold in folds))
    return IndexedDraft(text, folds, starts, "\n".join(words), {}, tuple(_index(fold.text) for fold in folds))


def _index(folded: str) -> Mapping[str, Sequence[int]]:
    """Return the places of English words by their first letters."""
    places: dict[str, list[int]] = {}
    for match in _ENGLISH.finditer(folded):
        places.setdefault(match[0], []).append(match.start())
    return places


def _places_in_index(index: Mapping[str, Sequence[int]], beginning: str) -> Iterable[int]:
    """Return the places of the words that may have a beginning, in order."""
    first = re.split(r"[^a-z\d]", beginning, maxsplit=1)[0][:INDEXED_LETTERS]
    if len(first) == INDEXED_LETTERS:
        return index.get(first, ())
    return sorted(chain.from_iterable(places for word, places in index.items() if word.startswith(first)))


def find_terms(points: Iterable[Point], draft: IndexedDraft, glossary: Iterable[Term] = ()) -> list[TermMatch]:
    """Return the terms of points in a draft, in order; of overlapping terms, only the longest one counts.

    A term with other words between its own overlaps none.
    """
    signs_by_span, loose_spans = _term_spans_of(points, draft, glossary)
    taken = bytearray(len(draft.text) + 1)
    matches = []
    for span in sorted(signs_by_span, key=lambda span: (span[0] - span[1], span)):
        start, stop = span
        is_loose = span in loose_spans
        if taken.find(1, start, start + 1 if is_loose else stop) < 0:
            if not is_loose:
                taken[start:stop] = b"\1" * (stop - start)
            signs = signs_by_span[span]
            quote = on_one_line(draft.text[start:stop])
            matches.append(TermMatch(tuple(signs), start, stop, quote, _with_sign(signs, "!"), _with_sign(signs, "?")))
    return sorted(matches, key=lambda match: match.start)


def _term_spans_of(
    points: Iterable[Point], draft: IndexedDraft, glossary: Iterable[Term]
) -> tuple[dict[tuple[int, int], dict[str, str]], set[tuple[int, int]]]:
    """Return the signs of the terms at each span by their points, and the spans of terms with words between."""
    signs_by_span: dict[tuple[int, int], dict[str, str]] = {}
    loose_spans: set[tuple[int, int]] = set()
    for point in points:
        for term in terms_of(point, glossary):
            sign = term[-1:] if term[-1:] in {"!", "?"} else ""
            for span in islice(term_spans(term.rstrip("!?"), draft), MAX_PLACES):
                signs = signs_by_span.setdefault(span, {})
                signs[point.id] = _weaker_sign(signs.get(point.id, sign), sign)
                if " ~ " in term or " + " in term:
                    loose_spans.add(span)
    return signs_by_span, loose_spans


def _weaker_sign(sign: str, other_sign: str) -> str:
    """Return the sign with the weaker condition: `!` has none, no sign has that of the point, `?` needs a subject near."""
    return min(sign, other_sign, key=("!", "", "?").index)


def _with_sign(signs: Mapping[str, str], wanted: str) -> frozenset[str]:
    return frozenset(point for point, sign in signs.items() if sign == wanted)


def terms_of(point: Point, glossary: Iterable[Term] = ()) -> tuple[str, ...]:
    """Return the terms of a point in every language, its labels if it has none.

    The words that the glossary avoids for a term are terms too, since they mean the same.
    """
    own_terms = (*point.terms.en, *point.terms.ko)
    terms = dict.fromkeys(own_terms or (label for label in (point.label.en, point.label.ko) if label))
    folded = {fold(term.rstrip("!?")).text for term in terms}
    for entry in glossary:
        names = {fold(name).text for text in (entry.term.en, entry.term.ko) if text for name in _names(text)}
        if names & folded:
            terms |= dict.fromkeys(entry.avoid)
    return tuple(terms)


def _names(term: str) -> Iterator[str]:
    """Yield the names in a glossary term: that before the parenthesis, and those within."""
    before, _, rest = term.partition("(")
    yield from filter(None, (before.strip(), *(part.strip(" )") for part in rest.split(","))))


def term_spans(term: str, draft: IndexedDraft) -> Iterator[tuple[int, int]]:
    """Yield the places of a term in the original; one with `+` is at its first part."""
    first, *others = (part.strip() for part in re.split(r"\s\+\s", term))
    spans = _part_spans(first, draft)
    if not others:
        yield from spans
        return
    other_spans = [_part_spans(other, draft) for other in others if spans]
    for start, stop in spans:
        sentence = sentence_of(draft.sentence_starts, start)
        beside = [_nearest_span(start, sentence, part, draft.sentence_starts) for part in other_spans]
        if all(beside):
            near = [span for span in beside if span and abs(span[0] - start) <= MAX_QUOTED]
            yield min(start, *(first for first, _ in near), start), max(stop, *(last for _, last in near), stop)


def _nearest_span(
    place: int, sentence: int, spans: Sequence[tuple[int, int]], starts: Sequence[int]
) -> tuple[int, int] | None:
    """Return the span in the sentence of a place that is closest to it, None if none is near enough."""
    index = bisect_left(spans, (place, 0))
    candidates = [
        span
        for span in spans[max(0, index - 1) : index + 2]
        if sentence_of(starts, span[0]) == sentence and abs(span[0] - place) <= MAX_APART
    ]
    return min(candidates, key=lambda span: abs(span[0] - place), default=None)


def _part_spans(part: str, draft: IndexedDraft) -> list[tuple[int, int]]:
    """Return the places of a part of a term, in order; each part is searched once."""
    if part not in draft.part_spans:
        terms = [term for term in map(parse_term, _orders(part)) if term and _may_be_in(term, draft.words)]
        spans = (
            span
            for term in terms
            for folded, index in zip(draft.folded_texts, draft.word_places, strict=True)
            for beginning in term.beginnings
            for span in _spans(term, _places(beginning, folded.text, index), draft.text, folded)
        )
        draft.part_spans[part] = sorted(set(spans))
    return draft.part_spans[part]


def _may_be_in(term: "TermPattern", words: str) -> bool:
    """Whether a text has the beginnings of all words of a term."""
    return all(stem in words for stem in term.stems)


@lru_cache(maxsize=1 << 12)
def _orders(term: str) -> tuple[str, ...]:
    """Return a term, and if it is three names joined by one sign, also in every other order."""
    joined = _LIST.fullmatch(term)
    names = term.split(joined[1]) if joined else []
    is_list = len(names) == LISTED_NAMES and all(len(name) == 1 or name[0].isupper() for name in names)
    if not joined or not is_list:
        return (term,)
    return tuple(dict.fromkeys((term, *(joined[1].join(order) for order in permutations(names)))))


def _places(beginning: str, folded: str, index: Mapping[str, Sequence[int]]) -> Iterator[int]:
    """Yield the places of a beginning: of an English word by the index, of any other one by searching."""
    if beginning[:1].isascii():
        yield from (place for place in _places_in_index(index, beginning) if folded.startswith(beginning, place))
        return
    place = folded.find(beginning)
    while place >= 0:
        yield place
        place = folded.find(beginning, place + 1)


def _spans(term: TermPattern, places: Iterable[int], text: str, folded: Folded) -> Iterator[tuple[int, int]]:
    """Yield the places in the original of a term that begins at one of some places in the folded text."""
    begins, ends, last_stem = _BEGINS[term.is_korean], term.ends, term.stems[-1] if len(term.stems) > 1 else ""
    body: re.Pattern[str] | None = None
    stop = 0
    for start in islice(places, MAX_ATTEMPTS):
        is_near = not last_stem or folded.text.find(last_stem, start + 1, start + MAX_TERM_LENGTH) >= 0
        if start < stop or not is_near or not begins.match(folded.text, start):
            continue
        body = body or pattern(term)
        match = body.match(folded.text, start)
        if not match or not ends.match(folded.text, match.end()):
            continue
        text_start, text_stop = folded.origin(start, match.end())
        stop = match.end()
        if text_start < text_stop and not (
            term.needs_capitals and not text[text_start:text_stop].rstrip("s").isupper()
        ):
            yield text_start, text_stop

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
from posixpath import commonprefix
from typing import NamedTuple

from kbrief.lint.korean import EDGE, ENDS_IN_NOUN, HEAD, JOINT, NOUN_TAIL, START, TAIL
from kbrief.lint.text import Folded, alternation, fold, join_hyphens, on_one_line, sentence_of
from kbrief.model import Point, Term

#: White space with at most one end of a line in it, as wrapped text has it, and no end of a paragraph.
SPACE = r"(?:[^\S\n\u2029]*+\n?[^\S\n\u2029]*+(?<=\s))"

#: American spellings and others.
SPELLINGS = (("defense", "defence"), ("offense", "offence"), ("ization", "isation"), ("armor", "armour"),
             ("center", "centre"), ("cooperat", "co-operat"))  # fmt: skip

#: Up to how many letters a term in capitals has to stand in capitals: shorter ones are words in small letters.
MAX_CAPITALS = 3

#: How far apart the parts of a term with `+` may be.
MAX_APART = 400

#: How far apart they may be to be quoted together.
MAX_QUOTED = 60

#: How many characters a term with all that may stand between its words takes.
REACH = 240

#: How many times the beginning of a term is followed up in a text, and how many of its places count.
MAX_ATTEMPTS, MAX_PLACES = 20_000, 3_000

_BEGINS = {False: re.compile(START), True: re.compile(HEAD)}
_ENDS = {is_noun: re.compile(rf"(?:'s|'|s')?{NOUN_TAIL if is_noun else TAIL}{EDGE}") for is_noun in (False, True)}
#: By how many letters the words of a text are indexed.
INDEXED = 4

_WORD = re.compile(r"\w+")
_ENGLISH = re.compile(r"(?<![a-z\d])[a-z\d]{1,4}")
_ANYWHERE = re.compile("")
_PIECE = re.compile(r"\w+|[^\w\s]|\s+(?!%)")
_SIGN_BLANKS = re.compile(r"\s*~\s*")
#: What looks like a plural and is a name: `Humphreys`.
_NAME = re.compile(r"\b[A-Z][a-z]+s\b")
#: What three or more names joined by one sign look like.
_LIST = re.compile(r"\w[\w. ]{0,14}(?:([-·])\w[\w. ]{0,14})(?:\1\w[\w. ]{0,14})")

#: How signs and short words in a term are written too: `friendshoring`, `한미일`, `한-미-일`, `U.S.`.
_AS_WRITTEN = {
    "-": rf"(?:{SPACE}?[-/\u00b7]{SPACE}?|{SPACE})?",
    "\u00b7": rf"(?:{SPACE}?[-/\u00b7,\u2022]{SPACE}?)?",
    "%": rf"{SPACE}?%",
    "and": r"(?:and|&)",
    "us": r"u\.?s\.?",
    "*": r"[\w-]{0,40}",
}
_NO_GAP = "to|of|in|for|by|on|with|from|that|which|who|is|are|was|were|be|been|has|have|had|as|at|not|no"
_GAP = rf"(?:'s?)?(?:{SPACE}|-)(?:(?:(?!(?:{_NO_GAP})\b)[^\W\d_][\w'-]{{0,30}}|&),?(?:{SPACE}|-)){{0,3}}"
_KOREAN_GAP = rf"[가-힣a-z·,()]{{0,8}}{SPACE}?(?:[^\s.?!]{{1,12}}{SPACE}){{0,3}}"

_HANGUL = re.compile("[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]")


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


@lru_cache(maxsize=1 << 12)
def exact_pattern(word: str) -> re.Pattern[str]:
    """Return what finds a word in folded text as it is written, over line ends, and never within a longer word.

    The pattern begins with letters, which is what a search is fast for, and looks back after them.
    """
    first, *others = (re.escape(part) for part in fold(word).text.split())
    body = SPACE.join((rf"{first}(?<!\w{first})", *others))
    return re.compile(body + ("" if _HANGUL.search(word[-1:]) else r"(?!\w)"))


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


class TermPattern(NamedTuple):
    """A term as it is sought: its words and what stands between, which are names, how all begin and may end."""

    words: tuple[str, ...]
    names: frozenset[str]
    is_korean: bool
    needs_capitals: bool

    @property
    def is_phrase(self) -> bool:
        """Whether it has several words, of which one may be a verb."""
        return sum(word.isalpha() for word in self.words) > 1

    @property
    def beginnings(self) -> tuple[str, ...]:
        """What the forms of the term begin with."""
        first = self.words[0]
        if first == "us":
            return ("us", "u.s")
        forms = self.inflections(first) if _is_english(first) and first not in _AS_WRITTEN else ()
        return tuple(sorted({form[:4] for form in forms})) or (self._stem(first),)

    @property
    def stems(self) -> tuple[str, ...]:
        """What every form of each of its words begins with."""
        return tuple(self._stem(word) for word in self.words if word[0].isalnum())

    def _stem(self, word: str) -> str:
        if word in _AS_WRITTEN:
            return ""
        return commonprefix([*self.inflections(word)]) if _is_english(word) else word

    @property
    def ends(self) -> re.Pattern[str]:
        """What may follow the term."""
        last = self.words[-1]
        return _ENDS[last.endswith(ENDS_IN_NOUN)] if last[-1].isalnum() else _ANYWHERE

    def inflections(self, word: str) -> frozenset[str]:
        """Return the forms of one of its words."""
        return inflections(word, is_phrase=self.is_phrase, is_name=word in self.names)


@lru_cache(maxsize=1 << 12)
def parse_term(term: str) -> TermPattern | None:
    """Return how a term is sought, None for one without letters or digits."""
    words = tuple(_PIECE.findall(_SIGN_BLANKS.sub("~", fold(term).text.strip())))
    if not words or not any(word[0].isalnum() for word in words) or words[0] in {"~", "*"}:
        return None
    names = frozenset(name.casefold() for name in _NAME.findall(term))
    needs_capitals = term.isascii() and term.isupper() and len(term) <= MAX_CAPITALS
    return TermPattern(words, names, bool(_HANGUL.search(term)), needs_capitals)


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


@lru_cache(maxsize=1 << 12)
def pattern(term: TermPattern) -> re.Pattern[str]:
    """Return what finds a term in folded text, its beginning and end left open."""
    return re.compile("".join(_part(word, term) for word in term.words))


def _part(word: str, term: TermPattern) -> str:
    """Return a pattern for one word of a term, or for what stands between two."""
    if word.isspace():
        return rf"{JOINT}{SPACE}?" if term.is_korean else rf"(?:'s?)?(?:{SPACE}|-)"
    if word == "~":
        return _KOREAN_GAP if term.is_korean else _GAP
    if word in _AS_WRITTEN:
        return _AS_WRITTEN[word]
    return _short(term.inflections(word)) if _is_english(word) else re.escape(word)


def _short(forms: frozenset[str]) -> str:
    """Return a pattern for the forms of a word: what they begin with, then their ends, which is quick to compile."""
    stem = commonprefix([*forms])
    return f"{stem}(?:{alternation(form[len(stem) :] for form in forms)})"


def _is_english(word: str) -> bool:
    return word.isascii() and word.isalpha()


@lru_cache(maxsize=1 << 12)
def inflections(word: str, *, is_phrase: bool = False, is_name: bool = False) -> frozenset[str]:
    """Return the forms of an English word in small letters: singular and plural; those of a verb too in a phrase."""
    if len(word) < 3 or is_name:  # noqa: PLR2004 - of, in, to
        return frozenset((word,))
    spellings = _spellings(word)
    bases = [base for spelling in spellings for base in _bases(spelling)]
    verbs = [form for spelling in spellings for form in _verb_forms(spelling)] if is_phrase else []
    return frozenset((*bases, *map(_plural, bases), *verbs))


def _spellings(word: str) -> tuple[str, ...]:
    both = [word]
    for american, british in SPELLINGS:
        both += [word.replace(american, british), word.replace(british, american)]
    return tuple(dict.fromkeys(both))


def _bases(word: str) -> Iterator[str]:
    """Yield a word, and its singular where it looks like a plural."""
    yield word
    if word.endswith("ies"):
        yield f"{word[:-3]}y"
    elif re.search(r"(?:s|x|z|ch|sh)es$", word):
        yield word[:-2]
    elif re.search(r"[^sui]s$", word):
        yield word[:-1]


def _plural(word: str) -> str:
    if re.search(r"[^aeiou]y$", word):
        return f"{word[:-1]}ies"
    return f"{word}es" if re.search(r"(?:s|x|z|ch|sh)$", word) else f"{word}s"


def _verb_forms(word: str) -> tuple[str, str]:
    stem = word.removesuffix("e")
    return f"{stem}ed", f"{stem}ing"

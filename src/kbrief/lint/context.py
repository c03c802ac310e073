"""Whether a draft asserts a point of the alliance, or only mentions its words: whose matter, a quotation, a denial."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import Literal, NamedTuple

from kbrief.lint.data import word_lists
from kbrief.lint.terms import Reading, TermMatch, term_spans
from kbrief.lint.text import Folded, alternation, block_starts, fold, sentence_of
from kbrief.model import Point

#: Why words are only a mention: of somebody else's matter, of another subject, quoted, or denied.
Reason = Literal["", "whose", "nobody", "matter", "place", "quotation", "denial"]

#: How many sentences before one may say of whom it speaks.
MAX_SENTENCES_BEFORE = 2

#: How many characters of a draft say of whom it speaks as a whole.
SAMPLE = 100_000

#: Groups that are the alliance's own or nobody in particular: none of them makes a matter somebody else's.
_OWN = frozenset(("alliance", "ours", "ROK", "US", "civil", "Indo-Pacific"))
_ANYBODY = frozenset(("ours", "US"))
_SHORT = 3

_AROUND = 70
_DENIED = re.compile(
    r"(?<!\w)(?:no|not|never|neither|nor|without|cannot|rather than|instead of|\w{2,6}n't)"
    r"\s(?:[\w'-]{1,20}[ \n]){0,4}\Z"
)
_KOREAN_DENIED = re.compile(
    r"[가-힣]{0,8}(?:\s[가-힣]{1,8}){0,2}?\s?(?:지\s?(?:는\s|도\s)?(?:않|못|말)|아니|없(?:다|음|으며|고|습|는|었|이\s)|안\s|못\s?하)"
)
_AT = re.compile(
    r"(?<!\w)(?:at|in|to|from|near|visit(?:ed|ing|s)?|left|leave|leaving|depart(?:ed|ing)?|outside)\s+\Z", re.IGNORECASE
)
_AT_KOREAN = re.compile(r"에서|에는?(?![가-힣])|으?로(?![가-힣])|까지|[을를]\s?(?:방문|찾)")
_STATE = re.compile(r",\s+[A-Z]")
_OWNER = re.compile(r"[은는이가의도측군에와과,]|정부|당국|\s?정부|(?![가-힣])(?!\s?전쟁)")
_QUOTE = re.compile(r'"[^"\n\u2029]{12,600}"|\u2018[^\u2018\u2019\n]{12,600}\u2019')
_SAYING = re.compile(
    r"(?<!\w)(?:said|says|saying|told|asked|asks|argued|argues|wrote|writes|claimed|claims|quoted"
    r"|according to|called|calls|put it)(?!\w)"
    r"|(?:라고|다고|이라며|라며|고\s?(?:말|밝|주장|했|보도|전)|했다는|라는\s?(?:주장|발언|지적))"
)


class Subject(NamedTuple):
    """Somebody or something named in a draft: the group, and from where to where in the folded text."""

    group: str
    start: int
    stop: int


@cache
def _groups() -> Mapping[str, str]:
    """Return the group of each name, the names folded."""
    lists = word_lists("subjects.txt")
    return {fold(name).text: group for group, names in lists.items() for name in names}


@cache
def _names() -> re.Pattern[str]:
    english = alternation(re.escape(name) for name in _groups() if name.isascii())
    korean = alternation(re.escape(name) for name in _groups() if not name.isascii())
    return re.compile(
        rf"(?<![^\W_가-힣])(?:{english})(?:'s|s'|s)?(?![a-z\d])|(?<![^\W_a-z가-힣])(?:{korean})".replace(
            "\\ ", r"\s{1,9}"
        )
    )


class Contexts:
    """The subjects of a draft, and what its sentences say of a point."""

    def __init__(self, draft: Reading) -> None:
        self._draft = draft
        self._folded: Folded = draft.folded[0]
        self._blocks = block_starts(draft.text)
        self._terms: dict[str, list[int]] = {}
        self._subjects: dict[int, Sequence[Subject]] = {}

    def _find_subjects(self, start: int, stop: int) -> Iterator[Subject]:
        groups, offsets, text = _groups(), self._folded.offsets, self._draft.text
        first, last = bisect_left(offsets, start), bisect_left(offsets, stop)
        for found in _names().finditer(self._folded.text, first, last):
            name = " ".join(found[0].split())
            group = groups.get(name) or groups.get(re.sub(r"'s$|s'$|s$", "", name)) or ""
            begin, end = offsets[found.start()], offsets[found.end()]
            if name == "us" and text[begin] == "u":
                group = "ours"
            is_small = name.isascii() and len(name) <= _SHORT and group != "ours" and not text[begin:end][:2].isupper()
            if group and not is_small:
                yield Subject(group, begin, end)

    def _within(self, start: int, stop: int) -> Sequence[Subject]:
        """Return the subjects of a sentence; each sentence is looked at once."""
        if start not in self._subjects:
            self._subjects[start] = [*self._find_subjects(start, stop)]
        return self._subjects[start]

    def _sentence(self, number: int) -> tuple[int, int]:
        starts = self._draft.starts
        return starts[number], starts[number + 1] if number + 1 < len(starts) else len(self._draft.text)

    def reason(self, point: Point, match: TermMatch, *, is_error: bool) -> Reason:
        """Return why the words at a place only mention a point, empty where the draft raises it there."""
        start, stop = match.start, match.stop
        number = sentence_of(self._draft.starts, start)
        first, last = self._sentence(number)
        there = self._within(first, last)
        topics = {subject.group for subject in there if subject.start < stop and subject.stop > start} - _OWN
        named = [s for s in there if (s.start >= stop or s.stop <= start) and s.group not in topics]
        if self._has(point.terms.unless, named, (first, last)):
            return "matter"
        near = point.terms.near if point.id not in match.sure else ()
        if point.id in match.places and (place := self._place(near, match, named)):
            return place
        if near and (whose := self._whose(point, named, number, start)):
            return whose
        return self._manner(start, stop, first, last) if is_error else ""

    def _place(self, near: Sequence[str], match: TermMatch, named: Sequence[Subject]) -> Reason:
        """Return whether a name is that of a place there, or nobody near by makes it more."""
        text = self._draft.text
        if _AT.search(text[max(0, match.start - 20) : match.start]) or _AT_KOREAN.match(text, match.stop):
            return "place"
        if _STATE.match(text, match.stop):
            return "place"
        groups = {subject.group for subject in named} - {"ours", "US"}
        return "" if groups & set(near) else "nobody"

    def _whose(self, point: Point, named: Sequence[Subject], number: int, place: int) -> Reason:
        """Return whether a sentence speaks of somebody else, or of nobody whom the point is about."""
        near = point.terms.near
        before = [subject for subject in named if subject.start < place]
        others = [s for s in named if s.group not in _OWN and s.group not in near and self._is_owner(s)]
        if others and before and before[-1] in others:
            return "whose"
        span = self._sentence(number)
        # Beside other countries, `we` and the United States may be their partners as well as ours.
        telling = [word for word in near if word not in _ANYBODY] if others else near
        if self._has(telling, self._within(*span), span):
            return ""
        if others:
            return "whose"
        is_free = "nobody" in near or self._is_said_before(near, number, place) or self._is_of_draft(near)
        return "" if is_free else "nobody"

    def _is_of_draft(self, near: Iterable[str]) -> bool:
        """Whether the draft as a whole speaks of whom the point is about rather than of other countries."""
        own, others = max((self._counts[group] for group in near), default=0), self._counts["others"]
        if not own and self._counts["US"]:
            return False
        return own >= others

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(subject.group for subject in self._find_subjects(0, min(len(self._draft.text), SAMPLE)))

    def _is_owner(self, subject: Subject) -> bool:
        """Whether a name can be whose matter it is, as `우크라이나 전쟁` is not."""
        text = self._draft.text
        return text[subject.start : subject.stop].isascii() or bool(_OWNER.match(text, subject.stop))

    def _is_said_before(self, near: Iterable[str], number: int, place: int) -> bool:
        """Whether the sentences before, in the same paragraph, speak of whom the point is about."""
        block = self._blocks[sentence_of(self._blocks, place)]
        earliest = max(0, number - MAX_SENTENCES_BEFORE)
        for earlier in range(number - 1, earliest - 1, -1):
            span = self._sentence(earlier)
            if span[1] <= block:
                return False
            named = self._within(*span)
            if self._has(near, named, span):
                return True
            if any(subject.group not in _OWN for subject in named):
                return False
        return False

    def _has(self, wanted: Iterable[str], named: Sequence[Subject], span: tuple[int, int]) -> bool:
        """Whether a sentence has one of some groups or words."""
        groups = {subject.group for subject in named}
        return any(word in groups if word in _group_names() else self._has_word(word, span) for word in wanted)

    def _has_word(self, word: str, span: tuple[int, int]) -> bool:
        if word not in self._terms:
            self._terms[word] = sorted(start for start, _ in term_spans(word, self._draft))
        starts = self._terms[word]
        at = bisect_left(starts, span[0])
        return at < len(starts) and starts[at] < span[1]

    def _manner(self, start: int, stop: int, first: int, last: int) -> Reason:
        """Return whether words are quoted from somebody or denied."""
        block = self._blocks[sentence_of(self._blocks, start)]
        text = self._draft.text
        if text[block : block + 20].lstrip().startswith(">"):
            return "quotation"
        sentence = fold(text[first:last])
        begin, end = bisect_left(sentence.offsets, start - first), bisect_left(sentence.offsets, stop - first)
        quotes = (found.span() for found in _QUOTE.finditer(sentence.text))
        if any(a < begin and end < b for a, b in quotes) and _SAYING.search(sentence.text):
            return "quotation"
        before = sentence.text[max(0, begin - _AROUND) : begin]
        after = sentence.text[end : end + _AROUND]
        return "denial" if _DENIED.search(before) or _KOREAN_DENIED.match(after) else ""


@cache
def _group_names() -> frozenset[str]:
    return frozenset(word_lists("subjects.txt"))

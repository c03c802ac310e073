"""Tell terms that raise a point from terms that are only a mention: somebody else's matter, a quotation, a denial."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import Literal, NamedTuple

from kbrief.lint.data import word_lists
from kbrief.lint.terms import IndexedDraft, TermMatch, term_spans
from kbrief.lint.text import Folded, alternation, block_starts, fold, sentence_of
from kbrief.model import Point

#: Why a term is only a mention, "" if it raises its point.
Reason = Literal["", "whose", "nobody", "matter", "place", "quotation", "denial"]

#: How many sentences before a term are searched for the subject.
MAX_SENTENCES_BEFORE = 2

#: How many characters of a draft are searched for its main subject.
SAMPLE_LENGTH = 100_000

#: The groups of subjects that do not make a matter somebody else's.
_OWN = frozenset(("alliance", "ours", "ROK", "US", "civil", "Indo-Pacific"))
_ANYBODY = frozenset(("ours", "US"))

#: Names up to this length are read as names only with a capital letter.
_MAX_SHORT_NAME = 3

#: How many characters around a term are searched for a denial.
_DENIAL_DISTANCE = 70
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
    """A name in a draft: the group of subjects that it is in, and its start and stop in the text."""

    group: str
    start: int
    stop: int

    def overlaps(self, start: int, stop: int) -> bool:
        """Whether the name shares a character with a span."""
        return self.start < stop and self.stop > start


@cache
def _groups() -> Mapping[str, str]:
    """Return the group of each folded name."""
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


class MentionFinder:
    """Finds the subjects of the sentences of a draft, and whether a term raises a point there."""

    def __init__(self, draft: IndexedDraft) -> None:
        self._draft = draft
        self._folded: Folded = draft.folded_texts[0]
        self._blocks = block_starts(draft.text)
        self._terms: dict[str, list[int]] = {}
        self._subjects: dict[int, Sequence[Subject]] = {}

    def _find_subjects(self, start: int, stop: int) -> Iterator[Subject]:
        """Yield the names between two places; short names only in capitals, since they may be words."""
        groups, offsets, text = _groups(), self._folded.offsets, self._draft.text
        first, last = bisect_left(offsets, start), bisect_left(offsets, stop)
        for match in _names().finditer(self._folded.text, first, last):
            name = " ".join(match[0].split())
            group = groups.get(name) or groups.get(re.sub(r"'s$|s'$|s$", "", name)) or ""
            subject = Subject(group, offsets[match.start()], offsets[match.end()])
            original = text[subject.start : subject.stop]
            if name == "us" and original.startswith("u"):
                subject = subject._replace(group="ours")
            is_short = name.isascii() and len(name) <= _MAX_SHORT_NAME and subject.group != "ours"
            if group and not (is_short and not original[:2].isupper()):
                yield subject

    def _subjects_in(self, start: int, stop: int) -> Sequence[Subject]:
        """Return the subjects of a sentence; each sentence is searched once."""
        if start not in self._subjects:
            self._subjects[start] = [*self._find_subjects(start, stop)]
        return self._subjects[start]

    def _sentence(self, number: int) -> tuple[int, int]:
        starts = self._draft.sentence_starts
        return starts[number], starts[number + 1] if number + 1 < len(starts) else len(self._draft.text)

    def reason(self, point: Point, match: TermMatch, *, is_error: bool) -> Reason:
        """Return why a term only mentions a point, "" if it raises it; the manner counts only for errors."""
        start, stop = match.start, match.stop
        number = sentence_of(self._draft.sentence_starts, start)
        sentence_start, sentence_stop = self._sentence(number)
        subjects = self._subjects_in(sentence_start, sentence_stop)
        topics = {subject.group for subject in subjects if subject.overlaps(start, stop)} - _OWN
        others = [s for s in subjects if not s.overlaps(start, stop) and s.group not in topics]
        if self._has(point.terms.unless, others, (sentence_start, sentence_stop)):
            return "matter"
        near = point.terms.near if point.id not in match.sure else ()
        if point.id in match.places and (place := self._place(near, match, others)):
            return place
        if near and (owner := self._owner(point, others, number, start)):
            return owner
        return self._manner(start, stop, sentence_start, sentence_stop) if is_error else ""

    def _place(self, near: Sequence[str], match: TermMatch, subjects: Sequence[Subject]) -> Reason:
        """Return "place" for a name that is only a place, "nobody" if no subject of the point is near."""
        text = self._draft.text
        if _AT.search(text[max(0, match.start - 20) : match.start]) or _AT_KOREAN.match(text, match.stop):
            return "place"
        if _STATE.match(text, match.stop):
            return "place"
        groups = {subject.group for subject in subjects} - {"ours", "US"}
        return "" if groups & set(near) else "nobody"

    def _owner(self, point: Point, subjects: Sequence[Subject], number: int, place: int) -> Reason:
        """Return "whose" if a sentence is about somebody else, "nobody" if it has no subject of the point."""
        near = point.terms.near
        before = [subject for subject in subjects if subject.start < place]
        others = [
            subject
            for subject in subjects
            if subject.group not in _OWN and subject.group not in near and self._is_owner(subject)
        ]
        if others and before and before[-1] in others:
            return "whose"
        span = self._sentence(number)
        # With other countries in the sentence, `we` and the United States may be their partners as well as ours.
        wanted = [word for word in near if word not in _ANYBODY] if others else near
        if self._has(wanted, self._subjects_in(*span), span):
            return ""
        if others:
            return "whose"
        is_free = "nobody" in near or self._is_in_sentences_before(near, number, place) or self._is_main_subject(near)
        return "" if is_free else "nobody"

    def _is_main_subject(self, near: Iterable[str]) -> bool:
        """Whether the whole draft is about the subjects of the point rather than about other countries."""
        own_count, other_count = max((self._counts[group] for group in near), default=0), self._counts["others"]
        if not own_count and self._counts["US"]:
            return False
        return own_count >= other_count

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(subject.group for subject in self._find_subjects(0, min(len(self._draft.text), SAMPLE_LENGTH)))

    def _is_owner(self, subject: Subject) -> bool:
        """Whether a name can be the owner of a matter: 우크라이나 is none in `우크라이나 전쟁`."""
        text = self._draft.text
        return text[subject.start : subject.stop].isascii() or bool(_OWNER.match(text, subject.stop))

    def _is_in_sentences_before(self, near: Iterable[str], number: int, place: int) -> bool:
        """Whether the sentences before, in the same paragraph, are about the subjects of the point."""
        block = self._blocks[sentence_of(self._blocks, place)]
        earliest = max(0, number - MAX_SENTENCES_BEFORE)
        for earlier in range(number - 1, earliest - 1, -1):
            span = self._sentence(earlier)
            if span[1] <= block:
                return False
            subjects = self._subjects_in(*span)
            if self._has(near, subjects, span):
                return True
            if any(subject.group not in _OWN for subject in subjects):
                return False
        return False

    def _has(self, wanted: Iterable[str], subjects: Sequence[Subject], span: tuple[int, int]) -> bool:
        """Whether a sentence has any of some groups of subjects or words."""
        groups = {subject.group for subject in subjects}
        return any(word in groups if word in _group_names() else self._has_word(word, span) for word in wanted)

    def _has_word(self, word: str, span: tuple[int, int]) -> bool:
        if word not in self._terms:
            self._terms[word] = sorted(start for start, _ in term_spans(word, self._draft))
        starts = self._terms[word]
        index = bisect_left(starts, span[0])
        return index < len(starts) and starts[index] < span[1]

    def _manner(self, start: int, stop: int, sentence_start: int, sentence_stop: int) -> Reason:
        """Return "quotation" or "denial" if a term is quoted from somebody or denied, else ""."""
        block = self._blocks[sentence_of(self._blocks, start)]
        text = self._draft.text
        if text[block : block + 20].lstrip().startswith(">"):
            return "quotation"
        sentence = fold(text[sentence_start:sentence_stop])
        begin, end = (
            bisect_left(sentence.offsets, start - sentence_start),
            bisect_left(sentence.offsets, stop - sentence_start),
        )
        quotes = (match.span() for match in _QUOTE.finditer(sentence.text))
        if any(quote_start < begin and end < quote_stop for quote_start, quote_stop in quotes) and _SAYING.search(
            sentence.text
        ):
            return "quotation"
        before = sentence.text[max(0, begin - _DENIAL_DISTANCE) : begin]
        after = sentence.text[end : end + _DENIAL_DISTANCE]
        return "denial" if _DENIED.search(before) or _KOREAN_DENIED.match(after) else ""


@cache
def _group_names() -> frozenset[str]:
    return frozenset(word_lists("subjects.txt"))

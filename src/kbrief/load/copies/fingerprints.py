"""Fingerprints sought in windows over a sequence of words: linear in the text for each number of words."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, combinations, product

from kbrief.load.copies.readings import Reading, Word, readings

Print = tuple[int, bytes]
"""A fingerprint: how many words, and the SHA-256 of them with one space between, in UTF-8."""

Span = tuple[int, int]
"""From which word of a text, up to which, that one excluded."""

MOST_BROKEN = 6
"""With how many words that may go on over the end of a line every choice is tried: 64 of them."""


def spans_of(words: Sequence[Word], wanted: Iterable[Print]) -> dict[Print, tuple[Span, ...]]:
    """Return where each fingerprint is found, from the first on, in the first reading of the text that has it."""
    spans: dict[Print, tuple[Span, ...]] = {}
    left = set(wanted)
    for reading in readings(words):
        found = defaultdict(list)
        for start, print_ in _Seeker(reading).seek(left):
            found[print_].append((reading.covers[start][0], reading.covers[start + print_[0] - 1][1]))
        spans |= {print_: tuple(sorted(places)) for print_, places in found.items()}
        left -= spans.keys()
    return spans | _either_way(words, left, spans.values()) if spans else spans


def _either_way(
    words: Sequence[Word], wanted: Iterable[Print], taken: Iterable[tuple[Span, ...]]
) -> dict[Print, tuple[Span, ...]]:
    """Return where fingerprints are found if some words that end a line with a hyphen go on and others do not.

    Only lines outside what is found already are looked at, and windows with at most MOST_BROKEN such words.
    """
    covered = bytearray(len(words))
    for start, stop in chain.from_iterable(taken):
        covered[start:stop] = b"\1" * (stop - start)
    kept = [n for n, word in enumerate(words) if not word.runs_along]
    starts = [k for k, n in enumerate(kept) if words[n].begins and not covered[n]]
    broken = [*accumulate((words[n].goes_on for n in kept), initial=0)]
    spans: dict[Print, tuple[Span, ...]] = {}
    for (length, print_), k in product(wanted, starts):
        # Windows without a choice, or with too many, are told by counting: there may be a million.
        inside = broken[min(k + length + 1, len(kept))] - broken[k + 1]
        if not 0 < inside <= MOST_BROKEN:
            continue
        for stop in _choices(words, kept[k : k + length + MOST_BROKEN], length, print_):
            spans[length, print_] = ((kept[k], stop),)
    return spans


def _choices(words: Sequence[Word], window: Sequence[int], length: int, print_: bytes) -> Iterator[int]:
    """Yield the end of the words that have a fingerprint if some of those that are broken are mended."""
    broken = [k for k, n in enumerate(window) if k and words[n].goes_on]
    for count in range(1, len(window) - length + 1):
        inside = [k for k in broken if k < length + count]
        for mended in combinations(inside, count) if len(inside) <= MOST_BROKEN else ():
            if _print(words, window[: length + count], mended) == print_:
                yield window[length + count - 1] + 1


def _print(words: Sequence[Word], window: Sequence[int], mended: Collection[int]) -> bytes:
    """Return the fingerprint of the words of a window, some of them put to the word before."""
    text = "".join(words[n].text if k in mended else f" {words[n].text}" for k, n in enumerate(window))
    return hashlib.sha256(text.removeprefix(" ").encode()).digest()


class _Seeker:
    """Looks for fingerprints in one reading."""

    def __init__(self, reading: Reading) -> None:
        encoded = [word.encode() for word in reading.words]
        self._begins = reading.begins
        self._count = len(encoded)
        self._text = b" ".join(encoded)
        self._starts = tuple(accumulate((len(word) + 1 for word in encoded), initial=0))

    def seek(self, wanted: Iterable[Print]) -> Iterator[tuple[int, Print]]:
        """Yield (word, fingerprint) for all that begin a line or follow one found, then for the rest anywhere.

        A paragraph commonly begins a line: in a true copy hardly a window has to be looked at.
        """
        by_length = _by_length(wanted)
        missing = _by_length(wanted)
        ahead, seen = [*reversed(self._begins)], bytearray(self._count + 1)
        while ahead:
            start = ahead.pop()
            if seen[start]:
                continue
            seen[start] = 1
            for length, print_ in self._at(start, by_length):
                missing[length].discard(print_)
                ahead.append(start + length)
                yield start, (length, print_)
        for length, prints in missing.items():
            yield from self._anywhere(length, prints, seen)

    def _at(self, start: int, wanted: Mapping[int, set[bytes]]) -> Iterator[Print]:
        for length, prints in wanted.items():
            if start + length <= self._count and (print_ := self._print(start, length)) in prints:
                yield length, print_

    def _anywhere(self, length: int, prints: set[bytes], seen: bytearray) -> Iterator[tuple[int, Print]]:
        for start in range(self._count - length + 1) if prints else ():
            if not seen[start] and (print_ := self._print(start, length)) in prints:
                yield start, (length, print_)

    def _print(self, start: int, length: int) -> bytes:
        return hashlib.sha256(self._text[self._starts[start] : self._starts[start + length] - 1]).digest()


def _by_length(wanted: Iterable[Print]) -> dict[int, set[bytes]]:
    prints: dict[int, set[bytes]] = defaultdict(set)
    for length, print_ in wanted:
        prints[length].add(print_)
    return prints

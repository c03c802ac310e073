"""Marks of items in Korean official documents: their order (K5), their places (K6) and single ones (K7)."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kbrief.errors import Message
from kbrief.lint.official.finding import Line, OfficialFinding

LETTERS = "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허"
"""The letters that count items: after 하 comes 거."""

SAMPLES = ("1.", "가.", "1)", "가)", "(1)", "(가)", "①", "㉮")
"""The kinds of marks that count, from the first level on."""

SIGNS = ("□", "○", "―", "·")
"""The signs that mark levels, from the first on."""

LONG_LINE = 35
"""From how many letters on a line may be one that goes on in the next."""

_L = f"[{LETTERS}]"
_COUNTED = re.compile(
    rf"(?P<k0>\d{{1,2}})\.|(?P<k1>{_L})\.|(?P<k4>\(\d{{1,2}}\))|(?P<k5>\({_L}\))|(?P<k2>\d{{1,2}})\)|(?P<k3>{_L})\)"
    "|(?P<k6>[①-⑳])|(?P<k7>[㉮-㉻])"
)
_SIGN = re.compile(r"(?P<s0>[□■])|(?P<s1>[○◯●]|[oㅇ](?=[ \u00a0\u3000\t]))|(?P<s2>[―—–\-])|(?P<s3>[·・•∙ㆍ])")
_GAP = re.compile(r"[ \u00a0\u3000\t]*")
_DAY = re.compile(r"\d{1,2}\.[ \u00a0]?\d{1,2}(?:\.|\()")
_HANGUL = re.compile("[가-힣「『“\u2018(\u4e00-\u9fff]")
_DASHED = re.compile(r"[\-―—–].*[\-―—–]\Z")
_PART = re.compile(r"(?:[\u2160-\u216b]|[IVX]{1,4})\.|제\s?\d{1,3}\s?[장절편조]|붙임|별지|별첨|참고(?:\s|자료)")
_ENDED = re.compile(r"(?:[.!?:)\]】」]|[음함됨임것안])\Z")
_AFTER_HA = 14


class Item(NamedTuple):
    """A line that begins with a mark: its kind (counted or a sign), its level from 0, and its place in the count."""

    line: Line
    is_counted: bool
    level: int
    ordinal: int
    mark: str
    column: int
    gap: str

    @property
    def kind(self) -> tuple[bool, int]:
        """What the items of one group share."""
        return self.is_counted, self.level

    @property
    def sample(self) -> str:
        """A mark of its kind."""
        return (SAMPLES if self.is_counted else SIGNS)[self.level]


class _Group:
    """Items of a kind under one item."""

    def __init__(self, first: Item) -> None:
        self.first, self.last, self.size = first, first, 1


def read_item(line: Line) -> Item | None:
    """Return the item that a line begins, None for one without a mark."""
    text = line.item.lstrip(" \u00a0\u3000\t")
    lead = line.item[: len(line.item) - len(text)]
    found = _COUNTED.match(text) or _SIGN.match(text)
    if not found or _DAY.match(text) or _DASHED.match(text.rstrip()):
        return None
    name = found.lastgroup or ""
    gap = (_GAP.match(text, found.end()) or found)[0]
    rest = text[found.end() + len(gap) :]
    if not rest or (not gap and not _HANGUL.match(rest)):
        return None
    if not gap and name in {"k4", "k5", "k3", "k2"} and rest.startswith("("):
        return None
    is_counted, level = name.startswith("k"), int(name[1])
    column = sum(2 if sign == "\u3000" else 1 for sign in lead) if "\t" not in lead else -1
    return Item(line, is_counted, level, _place(name, found[name]), found[0], column, gap)


def _place(name: str, sign: str) -> int:
    """Return the place of a mark in its count, from 1."""
    bare = sign.strip("()")
    if name in {"k1", "k3", "k5"}:
        return LETTERS.index(bare) + 1
    if name in {"k0", "k2", "k4"}:
        return int(bare)
    return ord(bare) - ord("①" if name == "k6" else "㉮") + 1 if name in {"k6", "k7"} else 0


def check_items(lines: Sequence[Line], *, has_columns: bool) -> Iterator[OfficialFinding]:
    """Yield what is wrong with the marks of a document; `has_columns` where blanks set its indents."""
    yield from _Outline(has_columns=has_columns).read(lines)


class _Outline:
    """The groups of items that are open at a line, from the outermost on."""

    def __init__(self, *, has_columns: bool) -> None:
        self._has_columns = has_columns
        self._open: list[_Group] = []
        self._squares: list[_Group] = []

    def read(self, lines: Sequence[Line]) -> Iterator[OfficialFinding]:
        """Yield the findings of all lines."""
        before = ""
        for line in lines:
            text = line.item.strip()
            item = None if line.is_cell else read_item(line)
            if item and not self._is_wrapped(item, before):
                yield from self._take(item)
            elif text and (line.is_heading or _PART.match(text)):
                yield from self._close_to(0)
            before = "" if line.is_cell else text
        yield from self._close_to(0)
        if sum(group.size for group in self._squares) == 1:
            yield _single(self._squares[0].first)

    def _is_wrapped(self, item: Item, before: str) -> bool:
        """Whether a line is the rest of a sentence that only looks like an item: one out of count after no end."""
        group = next((group for group in self._open if group.first.kind == item.kind), None)
        is_next = item.ordinal == (group.last.ordinal + 1 if group else 1) or item.ordinal <= 1
        return item.is_counted and not is_next and len(before) >= LONG_LINE and not _ENDED.search(before)

    def _take(self, item: Item) -> Iterator[OfficialFinding]:
        depth = next((n for n, group in enumerate(self._open) if group.first.kind == item.kind), None)
        if depth is None:
            yield from self._begin(item)
        else:
            yield from self._close_to(depth + 1)
            yield from self._go_on(self._open[depth], item)
        yield from self._places(item)

    def _begin(self, item: Item) -> Iterator[OfficialFinding]:
        """Open a group under the items that are open."""
        if not item.is_counted:
            above = next((n for n, group in enumerate(self._open) if _is_below(group.first, item)), None)
            yield from self._close_to(len(self._open) if above is None else above)
        parent = self._open[-1].first if self._open else None
        if parent and parent.is_counted == item.is_counted and item.level != parent.level + 1:
            yield _skipped(item, parent)
        if item.ordinal > 1:
            first = item.mark.replace(str(item.ordinal), "1") if item.level % 2 == 0 else item.sample
            message = Message("the items begin with {mark}", mark=item.mark)
            yield _finding("k5-order", item, message, Message("begin with {mark}", mark=first))
        self._open.append(_Group(item))

    def _go_on(self, group: _Group, item: Item) -> Iterator[OfficialFinding]:
        """Take the next item of a group: it counts on, or begins anew."""
        due = group.last.ordinal + 1
        is_new = item.is_counted and item.ordinal == 1
        if is_new and group.last.ordinal == _AFTER_HA and "하" in group.last.mark:
            message = Message("{mark} follows {last}", mark=item.mark, last=group.last.mark)
            yield _finding("k5-order", item, message, Message("after 하 comes 거"))
            is_new = False
        elif item.is_counted and not is_new and item.ordinal != due:
            message = Message("{mark} follows {last}", mark=item.mark, last=group.last.mark)
            yield _finding("k5-order", item, message, Message("write {right}", right=_marked(item, due)))
        if is_new:
            yield from self._end(group)
            self._open[-1] = _Group(item)
        else:
            group.last, group.size = item, group.size + 1

    def _places(self, item: Item) -> Iterator[OfficialFinding]:
        """Yield what is wrong with where an item and its text begin."""
        if item.gap not in {" ", "\u00a0", "\t"}:
            blanks = len(item.gap)
            message = Message("{count} blanks stand behind a mark such as {mark}", count=blanks, mark=item.sample)
            yield _finding("k6-places", item, message, Message("put one blank behind it"))
        due = self._columns_due(item)
        if self._has_columns and item.column != -1 and due and item.column not in due:
            message = Message("a mark such as {mark} stands {count} columns in", mark=item.sample, count=item.column)
            yield _finding("k6-places", item, message, Message("{count} columns are due at this level", count=due[-1]))

    def _columns_due(self, item: Item) -> tuple[int, ...]:
        """Return where a mark may stand, the usual place last: two columns in from the level above it."""
        if len(self._open) == 1:
            return tuple(2 * n for n in range(0 if item.is_counted else item.level, -1, -1))
        above = self._open[-2].first
        if above.column < 0:
            return ()
        is_new_chain = not item.is_counted and item.level == 0
        return (0, above.column + 2) if is_new_chain else (above.column + 2,)

    def _close_to(self, depth: int) -> Iterator[OfficialFinding]:
        """Close the groups from a depth on."""
        while len(self._open) > depth:
            yield from self._end(self._open.pop())

    def _end(self, group: _Group) -> Iterator[OfficialFinding]:
        """Yield that a group has a single item; squares count over the whole document, as parts stand between them."""
        if group.first.kind == (False, 0):
            self._squares.append(group)
        elif group.size == 1:
            yield _single(group.first)


def _is_below(first: Item, item: Item) -> bool:
    """Whether a group of signs is of a deeper level than an item."""
    return not first.is_counted and first.level > item.level


def _marked(item: Item, count: int) -> str:
    """Return the mark of an item's kind at a place of the count."""
    if item.level in {6, 7}:
        return chr(ord(item.sample) + count - 1)
    sign = str(count) if item.level % 2 == 0 else LETTERS[min(count, len(LETTERS)) - 1]
    return item.sample.replace("1", sign).replace("가", sign)


def _skipped(item: Item, parent: Item) -> OfficialFinding:
    kinds = SAMPLES if item.is_counted else SIGNS
    right = kinds[min(parent.level + 1, len(kinds) - 1)]
    message = Message("{mark} stands under {last}", mark=item.mark, last=parent.mark)
    return _finding("k5-order", item, message, Message("the next level is {mark}", mark=right))


def _single(item: Item) -> OfficialFinding:
    message = Message("a single item bears the mark {mark}", mark=item.mark)
    return _finding("k7-single", item, message, Message("leave the mark out"))


def _finding(rule: str, item: Item, message: Message, hint: Message) -> OfficialFinding:
    lead = len(item.line.item) - len(item.line.item.lstrip(" \u00a0\u3000\t"))
    return OfficialFinding(rule, item.line.number, item.line.start + lead + 1, message, hint)  # type: ignore[arg-type]

"""Check the marks of items in Korean official documents: order (K5), places (K6) and single items (K7)."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kbrief.errors import Message
from kbrief.lint.official.finding import Line, OfficialFinding, OfficialRule

#: The letters that count items: after 하 comes 거.
LETTERS = "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허"

#: A mark of each counted level, the first level first.
SAMPLES = ("1.", "가.", "1)", "가)", "(1)", "(가)", "①", "㉮")

#: The sign of each uncounted level, the first level first.
SIGNS = ("□", "○", "―", "·")

#: The least number of characters of a line that may continue on the next one.
LONG_LINE = 35

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
    """A line that begins with a mark: whether it is counted or a sign, its level from 0, and its number."""

    line: Line
    is_counted: bool
    level: int
    ordinal: int
    mark: str
    column: int
    gap: str

    @property
    def kind(self) -> tuple[bool, int]:
        """Whether it is counted, and its level, which all items of a group share."""
        return self.is_counted, self.level

    @property
    def sample(self) -> str:
        """A mark of its level."""
        return (SAMPLES if self.is_counted else SIGNS)[self.level]


class _Group:
    """The items of one kind under the same item."""

    def __init__(self, first: Item) -> None:
        self.first, self.last, self.size = first, first, 1


def read_item(line: Line) -> Item | None:
    """Return the item that begins on a line, None for a line without a mark."""
    text = line.content.lstrip(" \u00a0\u3000\t")
    indent = line.content[: len(line.content) - len(text)]
    match = _COUNTED.match(text) or _SIGN.match(text)
    if not match or _DAY.match(text) or _DASHED.match(text.rstrip()):
        return None
    name = match.lastgroup or ""
    gap = (_GAP.match(text, match.end()) or match)[0]
    content = text[match.end() + len(gap) :]
    if not content or (not gap and not _HANGUL.match(content)):
        return None
    if not gap and name in {"k4", "k5", "k3", "k2"} and content.startswith("("):
        return None
    is_counted, level = name.startswith("k"), int(name[1])
    column = sum(2 if sign == "\u3000" else 1 for sign in indent) if "\t" not in indent else -1
    return Item(line, is_counted, level, _place(name, match[name]), match[0], column, gap)


def _place(name: str, sign: str) -> int:
    """Return the place of a mark in its count, from 1."""
    bare = sign.strip("()")
    if name in {"k1", "k3", "k5"}:
        return LETTERS.index(bare) + 1
    if name in {"k0", "k2", "k4"}:
        return int(bare)
    return ord(bare) - ord("①" if name == "k6" else "㉮") + 1 if name in {"k6", "k7"} else 0


def check_items(lines: Sequence[Line], *, has_columns: bool) -> Iterator[OfficialFinding]:
    """Yield the findings of marks in a document; `has_columns` if it is indented with spaces."""
    yield from _Outline(has_columns=has_columns).read(lines)


class _Outline:
    """Reads the items of a document, and keeps the groups that are open at a line, the outermost first."""

    def __init__(self, *, has_columns: bool) -> None:
        self._has_columns = has_columns
        self._open: list[_Group] = []
        self._squares: list[_Group] = []

    def read(self, lines: Sequence[Line]) -> Iterator[OfficialFinding]:
        """Yield the findings of all lines."""
        previous = ""
        for line in lines:
            text = line.content.strip()
            item = None if line.is_cell else read_item(line)
            if item and not self._is_wrapped(item, previous):
                yield from self._add_item(item)
            elif text and (line.is_heading or _PART.match(text)):
                yield from self._close_to(0)
            previous = "" if line.is_cell else text
        yield from self._close_to(0)
        if sum(group.size for group in self._squares) == 1:
            yield _single_item(self._squares[0].first)

    def _is_wrapped(self, item: Item, previous: str) -> bool:
        """Whether a line only looks like an item: its number does not follow, and the line before has no end."""
        group = next((group for group in self._open if group.first.kind == item.kind), None)
        is_next = item.ordinal == (group.last.ordinal + 1 if group else 1) or item.ordinal <= 1
        return item.is_counted and not is_next and len(previous) >= LONG_LINE and not _ENDED.search(previous)

    def _add_item(self, item: Item) -> Iterator[OfficialFinding]:
        depth = next((n for n, group in enumerate(self._open) if group.first.kind == item.kind), None)
        if depth is None:
            yield from self._open_group(item)
        else:
            yield from self._close_to(depth + 1)
            yield from self._continue_group(self._open[depth], item)
        yield from self._check_places(item)

    def _open_group(self, item: Item) -> Iterator[OfficialFinding]:
        """Open a group under the open ones."""
        if not item.is_counted:
            depth = next((n for n, group in enumerate(self._open) if _is_below(group.first, item)), None)
            yield from self._close_to(len(self._open) if depth is None else depth)
        parent = self._open[-1].first if self._open else None
        if parent and parent.is_counted == item.is_counted and item.level != parent.level + 1:
            yield _skipped_level(item, parent)
        if item.ordinal > 1:
            first = item.mark.replace(str(item.ordinal), "1") if item.level % 2 == 0 else item.sample
            message = Message("the items begin with {mark}", mark=item.mark)
            yield _finding("k5-order", item, message, Message("begin with {mark}", mark=first))
        self._open.append(_Group(item))

    def _continue_group(self, group: _Group, item: Item) -> Iterator[OfficialFinding]:
        """Add the next item to a group, or begin a new one with it."""
        expected = group.last.ordinal + 1
        is_new = item.is_counted and item.ordinal == 1
        if is_new and group.last.ordinal == _AFTER_HA and "하" in group.last.mark:
            message = Message("{mark} follows {last}", mark=item.mark, last=group.last.mark)
            yield _finding("k5-order", item, message, Message("after 하 comes 거"))
            is_new = False
        elif item.is_counted and not is_new and item.ordinal != expected:
            message = Message("{mark} follows {last}", mark=item.mark, last=group.last.mark)
            yield _finding("k5-order", item, message, Message("write {right}", right=_mark_with_number(item, expected)))
        if is_new:
            yield from self._end_group(group)
            self._open[-1] = _Group(item)
        else:
            group.last, group.size = item, group.size + 1

    def _check_places(self, item: Item) -> Iterator[OfficialFinding]:
        """Yield the findings of the places at which an item and its text begin."""
        if item.gap not in {" ", "\u00a0", "\t"}:
            count = len(item.gap)
            message = Message("{count} spaces after a mark such as {mark}", count=count, mark=item.sample)
            yield _finding("k6-places", item, message, Message("put one space after it"))
        expected = self._expected_columns(item)
        if self._has_columns and item.column != -1 and expected and item.column not in expected:
            message = Message(
                "a mark such as {mark} is indented by {count} columns", mark=item.sample, count=item.column
            )
            yield _finding(
                "k6-places", item, message, Message("indent this level by {count} columns", count=expected[-1])
            )

    def _expected_columns(self, item: Item) -> tuple[int, ...]:
        """Return the columns at which a mark may be, the usual one last: two columns after that of the level above."""
        if len(self._open) == 1:
            return tuple(2 * n for n in range(0 if item.is_counted else item.level, -1, -1))
        parent = self._open[-2].first
        if parent.column < 0:
            return ()
        is_new_chain = not item.is_counted and item.level == 0
        return (0, parent.column + 2) if is_new_chain else (parent.column + 2,)

    def _close_to(self, depth: int) -> Iterator[OfficialFinding]:
        """Close the groups from a depth on, and yield their findings."""
        while len(self._open) > depth:
            yield from self._end_group(self._open.pop())

    def _end_group(self, group: _Group) -> Iterator[OfficialFinding]:
        """Yield the finding of a group with a single item; squares count in the whole document, as parts separate them."""
        if group.first.kind == (False, 0):
            self._squares.append(group)
        elif group.size == 1:
            yield _single_item(group.first)


def _is_below(first: Item, item: Item) -> bool:
    """Whether a sign is of a deeper level than an item."""
    return not first.is_counted and first.level > item.level


def _mark_with_number(item: Item, number: int) -> str:
    """Return the mark with a number that is of an item's kind."""
    if item.level in {6, 7}:
        return chr(ord(item.sample) + number - 1)
    character = str(number) if item.level % 2 == 0 else LETTERS[min(number, len(LETTERS)) - 1]
    return item.sample.replace("1", character).replace("가", character)


def _skipped_level(item: Item, parent: Item) -> OfficialFinding:
    marks = SAMPLES if item.is_counted else SIGNS
    expected = marks[min(parent.level + 1, len(marks) - 1)]
    message = Message("{mark} is directly under {last}", mark=item.mark, last=parent.mark)
    return _finding("k5-order", item, message, Message("the next level is {mark}", mark=expected))


def _single_item(item: Item) -> OfficialFinding:
    message = Message("a single item has the mark {mark}", mark=item.mark)
    return _finding("k7-single", item, message, Message("remove the mark"))


def _finding(rule: OfficialRule, item: Item, message: Message, hint: Message) -> OfficialFinding:
    indent = len(item.line.content) - len(item.line.content.lstrip(" \u00a0\u3000\t"))
    return OfficialFinding(rule, item.line.number, item.line.start + indent + 1, message, hint)

"""The rows of the memo: points or groups of points, and how many of them are shown."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kbrief.decide.rank import Placement, Ranking
from kbrief.i18n import _
from kbrief.model import ListName
from kbrief.pages.brief_text import BriefText

#: The least number of rows that stand on a list, however many displaced ones its source lists there.
MIN_ROWS_ON_LIST = 3

#: The greatest number of words of a bullet.
MAX_BULLET_WORDS = 60

#: The mark at the end of a text: `[P8]`.
_MARK = re.compile(r"(?:\[[^\[\]]{1,200}\]|【[^【】]{1,200}】)$")

#: The greatest number of words of the names in one line.
MAX_WORDS = 40


@dataclass(frozen=True, slots=True)
class MemoRow:
    """A row of a list: a point, or the points of a group."""

    members: tuple[Placement, ...]
    is_elsewhere: bool

    @property
    def first(self) -> Placement:
        """The point that gives the row its place."""
        return self.members[0]

    @property
    def is_listed(self) -> bool:
        """Whether a source lists one of the points."""
        return any(member.source_lists for member in self.members)

    @property
    def is_moved(self) -> bool:
        """Whether an event shifts a rating of one of the points."""
        return any(rating.shifts for member in self.members for rating in member.ratings)

    def label(self, texts: BriefText) -> str:
        """Return the name of the point, or of the group with its members in brackets."""
        labels = [texts.text(member.point.label) for member in self.members]
        group = texts.brief.groups.get(self.first.point.group or "")
        if len(labels) == 1 or group is None:
            return labels[0]
        name = texts.text(group.label)
        members = ", ".join(label.removeprefix(name).lstrip(": ") for label in labels)
        return _("{name} ({members})", name=name, members=members)


def memo_rows(ranking: Ranking, name: ListName, *, is_grouped: bool = True) -> tuple[MemoRow, ...]:
    """Return the rows of a list by rank, and after them those that only a source lists there.

    With `is_grouped`, points of one group are one row.
    """
    on_list = _grouped(ranking.points_on(name), is_elsewhere=False, is_grouped=is_grouped)
    return on_list + _grouped(ranking.displaced(name), is_elsewhere=True, is_grouped=is_grouped)


def _grouped(placements: Sequence[Placement], *, is_elsewhere: bool, is_grouped: bool) -> tuple[MemoRow, ...]:
    members: dict[str, list[Placement]] = {}
    for placement in placements:
        group = placement.point.group if is_grouped else None
        members.setdefault(group or f"point {placement.point.id}", []).append(placement)
    return tuple(MemoRow(tuple(group), is_elsewhere) for group in members.values())


def limit_rows(
    rows: Sequence[MemoRow],
    max_rows: int,
    max_listed: int,
    count_words: Callable[[MemoRow], int],
    max_words: int,
) -> tuple[tuple[MemoRow, ...], tuple[MemoRow, ...]]:
    """Return (shown, left out) of rows, so that the shown ones have no more than `max_words` words.

    Rows that events move or sources list come first, up to `max_listed`, then others, up to `max_rows`. Some rows that
    stand on the list are shown however many displaced ones there are, and at least one row is shown.
    """
    limited = _most_important(rows, max_rows, max_listed)
    fitting = {id(row) for row in _fitting(limited, count_words, max_words)}
    shown = tuple(row for row in rows if id(row) in fitting)
    return shown, tuple(row for row in rows if id(row) not in fitting)


def _most_important(rows: Sequence[MemoRow], max_rows: int, max_listed: int) -> list[MemoRow]:
    """Return the rows that events move or sources list, then others, up to the limits."""
    listed = sorted((row for row in rows if row.is_listed or row.is_moved), key=lambda row: not row.is_moved)
    others = [row for row in rows if not (row.is_listed or row.is_moved)]
    count_on_list = sum(not row.is_elsewhere for row in listed[:max_listed])
    others = others[: max(0, max_rows - len(listed), MIN_ROWS_ON_LIST - count_on_list)]
    return [*listed[: max_listed - len(others)], *others]


def _fitting(rows: Sequence[MemoRow], count_words: Callable[[MemoRow], int], max_words: int) -> list[MemoRow]:
    """Return the rows that fit so many words, but at least one: first the moved, then the displaced and the listed."""
    fitting: list[MemoRow] = []
    for row in sorted(rows, key=lambda row: (not row.is_moved, row.is_elsewhere, not row.is_listed)):
        max_words -= count_words(row)
        if max_words >= 0 or not fitting:
            fitting.append(row)
    return fitting


def cut_words(text: str, maximum: int = MAX_BULLET_WORDS) -> str:
    """Return a text with `maximum` words at most; one that is cut ends in `…` and keeps the mark at its end."""
    words = text.split()
    if len(words) <= maximum:
        return text
    mark = _MARK.search(text)
    end = mark[0].split() if mark else []
    return " ".join((*words[: maximum - len(end) - 1], "…", *end))


def first_names(names: Sequence[str], maximum: int, max_words: int = MAX_WORDS, separator: str = "") -> str:
    """Return the first names in a line, up to so many names and words, and how many follow."""
    shown: list[str] = []
    for name in names[:maximum]:
        max_words -= len(name.split())
        if shown and max_words < 0:
            break
        shown.append(name)
    line = (separator or _("; ")).join(shown)
    left = len(names) - len(shown)
    if not left:
        return line
    # Where a name has a comma of its own, the count behind it would seem to be part of it.
    if any("," in name for name in shown):
        return _("{names}; and {count} more", names=line, count=left)
    return _("{names} and {count} more", names=line, count=left)

"""What the drafter of a memo sets, and how much of each list a memo shows."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal, get_args

from kbrief.model import ListName, SpokenField

Kind = Literal["info", "action"]
KINDS: tuple[Kind, ...] = get_args(Kind)

#: The highest tightness of a memo, which shows least.
TIGHTEST = 6

#: The least number of rows of a list, however tight the memo is.
MIN_ROWS = 1

#: The greatest number of words of a cell in the tightest memo.
MAX_TIGHT_CELL_WORDS = 45

#: The greatest number of rows of each list on two pages, and on one, which only counts the points on hold.
MAX_ROWS: dict[ListName, int] = {"emphasize": 6, "minimize": 6, "hold": 3}
MAX_SHORT_ROWS: dict[ListName, int] = {"emphasize": 6, "minimize": 5, "hold": 0}

#: The greatest number of rows of a list that sources list or events move.
MAX_LISTED_ROWS = 10

#: The greatest number of words in the rows of each list, on two pages and on one.
MAX_ROW_WORDS: dict[ListName, int] = {"emphasize": 330, "minimize": 420, "hold": 150}
MAX_SHORT_ROW_WORDS: dict[ListName, int] = {"emphasize": 230, "minimize": 230, "hold": 0}

#: The texts of a point in a row of each list, on two pages and on one.
SPOKEN_ON: dict[ListName, tuple[SpokenField, ...]] = {
    "emphasize": ("say",),
    "minimize": ("handling", "if_raised"),
    "hold": ("if_raised",),
}
SHORT_SPOKEN_ON: dict[ListName, tuple[SpokenField, ...]] = SPOKEN_ON | {"minimize": ("if_raised",)}


@dataclass(frozen=True)
class MemoOptions:
    """The options of a memo: header lines, kind, length, pictures and annexes.

    `marking` is by default that of an internal draft, and none if it is empty. `topic` is what the brief is about,
    where its own title does not say. The higher the `tightness`, up to TIGHTEST, the less of each list is shown; the
    rest is counted.
    """

    recipient: str = ""
    sender: str = ""
    subject: str = ""
    date: dt.date | None = None
    marking: str | None = None
    kind: Kind = "info"
    is_one_page: bool = False
    is_points: bool = False
    has_pictures: bool = False
    overlay: str = ""
    topic: str = ""
    has_annexes: bool = True
    tightness: int = 0

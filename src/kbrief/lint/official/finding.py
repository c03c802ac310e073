"""The rules for Korean official documents, their findings, and the lines that are checked."""

from typing import Literal, NamedTuple

from kbrief.errors import Level, Message

OfficialRule = Literal[
    "k1-digits", "k2-dates", "k3-hours", "k4-money", "k5-order", "k6-places", "k7-single", "k8-end", "k9-hangul",
    "k10-sentences",
]  # fmt: skip

#: The level of each rule: an error if it leaves no choice, a warning if a document may have a reason.
OFFICIAL_LEVELS: dict[OfficialRule, Level] = {
    "k1-digits": "warning",
    "k2-dates": "error",
    "k3-hours": "error",
    "k4-money": "error",
    "k5-order": "error",
    "k6-places": "warning",
    "k7-single": "warning",
    "k8-end": "warning",
    "k9-hangul": "warning",
    "k10-sentences": "warning",
}

OFFICIAL_MANUALS: dict[OfficialRule, str] = {
    "k1-digits": (
        "Korean official documents write numbers in Arabic digits: 23명, not 이십삼 명 or ２３명. Words such as 한두 and "
        "수십 do not count as numbers."
    ),
    "k2-dates": (
        "A date is `2026. 11. 22.`: digits with a full stop after year, month and day, a space after year and month, "
        "no leading zero, no 년, 월, 일. Versions, addresses and figures are not reported, nor is a year or a month alone."
    ),
    "k3-hours": "Times use 24 hours, with a colon and two digits each: `15:20`, `08:10`. Durations (3시간) are not reported.",
    "k4-money": (
        "An amount that begins with 금 is written `금234,580원(금이십삼만사천오백팔십원)`: digits with commas, then the "
        "same amount in Hangul in brackets. Amounts in running text are not reported."
    ),
    "k5-order": (
        "Item marks are 1. 가. 1) 가) (1) (가) ① ㉮ from the first level down, or □ ○ ― ·. Items of a level follow each "
        "other without a gap; after 하 comes 거."
    ),
    "k6-places": (
        "The first level starts at the left edge, each further level two columns in, with one space between a mark and "
        "its text. In Markdown, and where a document sets its indents by styles, only the space is checked."
    ),
    "k7-single": "An item that is the only one of its level has no mark. Tables are not checked.",
    "k8-end": (
        "A document ends with 끝. two columns after its last word, or after its list of attachments: "
        "`붙임  1. 계획서 1부.`, each with its count, a single one without a number. Pages of attachments may follow."
    ),
    "k9-hangul": (
        "Official documents are in Hangul, with Chinese characters and other letters in brackets after it. Customary "
        "signs for countries (美, 中, 日), abbreviations (NATO) and names of titles are not reported."
    ),
    "k10-sentences": (
        "Sentences are short (here up to 150 letters), and words that sound like orders or are no longer used are "
        "replaced with everyday ones: 반드시 for 필히, 다음 날 for 익일."
    ),
}  # fmt: skip


class OfficialFinding(NamedTuple):
    """A finding and its place: line (or paragraph) and column from 1; `others` are further lines with the same."""

    rule: OfficialRule
    line: int
    column: int
    message: Message
    hint: Message
    others: tuple[int, ...] = ()

    @property
    def lines(self) -> tuple[int, ...]:
        """All lines with the finding, in order."""
        return (self.line, *self.others)


class Line(NamedTuple):
    """A line of the file, and its prose: of the same length, with markup and addresses blanked.

    `content` is the line without the markup before it; it begins at the column `start` of the line, from 0.
    """

    number: int
    text: str
    prose: str
    content: str
    start: int = 0
    is_heading: bool = False
    is_cell: bool = False

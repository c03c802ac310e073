"""What a writer is told beside the document."""

import datetime as dt
from typing import NamedTuple

from kbrief.model import Lang


class Meta(NamedTuple):
    """About a document: its language, its title for readers' lists, its day, who wrote it, the marking of each page.

    `pages` is how many pages what comes before the annexes should fit. With no other clock asked, the same document
    and the same `Meta` give the same bytes.
    """

    lang: Lang
    title: str
    date: dt.date
    author: str = ""
    marking: str = ""
    pages: int = 2


class Template(NamedTuple):
    """A user's template as read: the name that messages use, and its bytes."""

    name: str
    data: bytes

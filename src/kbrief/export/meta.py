"""What a writer is told beside the document."""

import datetime as dt
from typing import NamedTuple

from kbrief.model import Lang


class Meta(NamedTuple):
    """About a document: its language, its title for readers' lists, its day, who wrote it, the marking of each page.

    With no other clock asked, the same document and the same `Meta` give the same bytes.
    """

    lang: Lang
    title: str
    date: dt.date
    author: str = ""
    marking: str = ""


class Template(NamedTuple):
    """A user's template as read: the name that messages use, and its bytes."""

    name: str
    data: bytes

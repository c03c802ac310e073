"""The words of written documents: a class of their own, as only writers load them."""

from typing import NamedTuple


class PaperWords(NamedTuple):
    """What a page says beside its document."""

    skip: str
    scroll: str

"""The words of `new` and `rate`: only those commands load them."""

from typing import NamedTuple


class WritingWords(NamedTuple):
    """What is said of what was written."""

    new_title: str
    new_holds: str
    try_check: str
    try_lists: str
    try_rate: str
    try_memo: str
    rated: str
    none: str
    list: str
    stands: str
    same: str
    file: str
    why_there: str
    all_lists: str

"""The words for files that were written: only commands that write load them."""

from typing import NamedTuple


class FileWords(NamedTuple):
    """What is said of a file that was written."""

    wrote: str
    no_browser: str

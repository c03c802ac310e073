"""Read the word lists of the linter."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_HEADING = re.compile(r"\[([^\]]+)\]")


@cache
def word_lists(name: str) -> Mapping[str, tuple[str, ...]]:
    """Return the lists of a file by their headings `[name]`; words are separated by commas, or by spaces without one."""
    lists: dict[str, list[str]] = {}
    words: list[str] = []
    for line in (files("kbrief.lint") / name).read_text("utf-8").splitlines():
        if heading := _HEADING.match(line):
            words = lists.setdefault(heading[1], [])
        elif line and not line.startswith("#"):
            words += [word.strip() for word in line.split(",") if word.strip()] if "," in line else line.split()
    return {heading: tuple(dict.fromkeys(items)) for heading, items in lists.items()}

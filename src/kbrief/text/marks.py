"""Blank out front matter and editing marks, which are not text of the page."""

import json
import re
from collections.abc import Iterator

#: Replaces a syntax character inside a word, since it does not split the word.
ZERO_WIDTH = "\u200b"

#: Marks the end of a paragraph without an empty line.
PARAGRAPH_END = "\u2029"

#: How many characters front matter may have.
MAX_FRONT_MATTER = 100_000

_FENCES = {"---": ("---", "..."), "+++": ("+++",), ";;;": (";;;",)}
_YAML_KEY = re.compile(r"[\"']?[\w.-]+[\"']?[ \t]*:(?:\s|\Z)")
_TOML_KEY = re.compile(r"[\"']?[\w.-]+[\"']?[ \t]*=|\[{1,2}[\w. \"'-]+\]")
_NO_KEY = re.compile(r"\s|[#-]|\Z")
_EDITING = re.compile(r"\{--|--\}|\{~~|~>|~~\}|\{>>|<<\}|\{\+\+|\+\+\}|\{==|==\}")
_ENDS = {"{--": "--}", "{~~": "~>", "{>>": "<<}"}
_SIGNS = frozenset(("{++", "++}", "{==", "==}"))


def blanked(text: str) -> str:
    """Return a text with spaces for all but its line ends."""
    return re.sub(r"[^\n]", " ", text)


def without_front_matter(text: str) -> str:
    """Return a text with the YAML, TOML or JSON at its top blanked out, if it has keys."""
    stop = _front_matter(text)
    return blanked(text[:stop]) + text[stop:] if stop else text


def _front_matter(text: str) -> int:
    if text.startswith("{\n"):
        return _json_front_matter(text)
    first, _, _ = text[:MAX_FRONT_MATTER].partition("\n")
    ends = _FENCES.get(first.rstrip(), ())
    lines = text[:MAX_FRONT_MATTER].split("\n")
    stop = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() in ends), 0)
    if not stop or not _has_keys(lines[1:stop], first.rstrip()):
        return 0
    return min(len(text), len("\n".join(lines[: stop + 1])) + 1)


def _has_keys(lines: list[str], fence: str) -> bool:
    """Whether all lines that are not indented begin with a key."""
    key = _TOML_KEY if fence == "+++" else _YAML_KEY
    if fence == ";;;":
        return any('":' in line for line in lines)
    starts = [line for line in lines if fence == "+++" or not _NO_KEY.match(line)]
    is_key = [bool(key.match(line)) for line in starts]
    return any(is_key) and (fence == "+++" or all(is_key))


def _json_front_matter(text: str) -> int:
    try:
        value, stop = json.JSONDecoder().raw_decode(text[:MAX_FRONT_MATTER])
    except (ValueError, RecursionError):
        return 0
    is_whole = isinstance(value, dict) and bool(value) and text[stop : stop + 1] in {"", "\n"}
    return stop if is_whole else 0


def without_editing_marks(text: str) -> str:
    r"""Return a text without CriticMarkup: deletions, replaced text, comments and the marks are blanked out.

    A mark that is opened has to be closed in the same paragraph.
    """
    pieces, position = [], 0
    for start, stop, is_text in _edits(text):
        pieces += [text[position:start], blanked(text[start:stop]) if is_text else ZERO_WIDTH * (stop - start)]
        position = stop
    return "".join((*pieces, text[position:])) if pieces else text


def _edits(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield (start, stop, whether it is text) of each part to blank out."""
    opened: re.Match[str] | None = None
    for match in _EDITING.finditer(text):
        mark = match[0]
        if opened and mark == _ENDS[opened[0]]:
            if "\n\n" not in text[opened.end() : match.start()]:
                yield opened.start(), match.end(), True
            opened = None
        elif mark in _ENDS:
            opened = match
        elif not opened and (mark in _SIGNS or (mark == "~~}" and text.rfind("~>", 0, match.start()) >= 0)):
            yield match.start(), match.end(), False

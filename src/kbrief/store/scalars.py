"""How a value is written in YAML: in the style of the one that it replaces, or as `add` and `rate` write it."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from kbrief.errors import BriefError
from kbrief.load.yaml import read_value

INDENT = 2

_PLAIN = re.compile(r"[a-z][a-z-]*(?:[a-z0-9-]*#P[0-9]+)?")
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})

#: How wide the lines of a folded text may be where the old one does not show it.
WIDTH = 118


def flow_text(value: Any) -> str:
    """Return a value as YAML on one line."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key}: {flow_text(inner)}' for key, inner in value.items())}}}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(flow_text(inner) for inner in value)}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and not (_PLAIN.fullmatch(value) and value not in _WORDS):
        return json.dumps(value, ensure_ascii=False)
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def entry_lines(key: str, value: Any, column: int, *, is_rating: bool = False) -> Iterator[str]:
    """Yield a key with its value in lines from a column on; a mapping that holds mappings has a line for each key.

    So has each rating, as `kbrief rate` writes it.
    """
    indent = " " * column
    is_open = isinstance(value, Mapping) and (
        is_rating or any(isinstance(inner_value, Mapping) for inner_value in value.values())
    )
    if not is_open or key in {"why", "text"}:
        yield f"{indent}{key}: {flow_text(value)}"
        return
    yield f"{indent}{key}:"
    for name, inner in value.items():
        yield from entry_lines(name, inner, column + INDENT, is_rating=is_rating)


def restyled(raw: str, value: Any, *, is_in_flow: bool) -> str:
    """Return a value in the style of an old one; in double quotes where that cannot say it."""
    if not isinstance(value, str):
        return flow_text(value)
    if raw[:1] in {"|", ">"} and "\n" in raw:
        text = _block(raw, value)
    elif raw[:1] == "'":
        text = f"'{value.replace(chr(39), chr(39) * 2)}'"
    elif raw[:1] == '"':
        text = json.dumps(value, ensure_ascii=False)
    else:
        text = value
    return text if text and _is_read_back(text, value, is_in_flow=is_in_flow) else json.dumps(value, ensure_ascii=False)


def _is_read_back(text: str, value: str, *, is_in_flow: bool) -> bool:
    """Whether what is written as the value of a key is read back as a text, but for a line end that nobody sees."""
    whole = f"{{a: {text}}}\n" if is_in_flow else f"a: {text}\n"
    try:
        data: Any = read_value(whole.encode(), "")
    except BriefError:
        return False
    value_read = data.get("a")
    return len(data) == 1 and isinstance(value_read, str) and value_read in {value, f"{value}\n"}


def _block(raw: str, value: str) -> str | None:
    """Return a text as a block (`|` or `>`) with the head of an old one; lines at both ends that still fit stay."""
    head, _, body = raw.replace("\r\n", "\n").partition("\n")
    old = body.split("\n")
    indent = " " * (len(old[0]) - len(old[0].lstrip()))
    lines = [line[len(indent) :] for line in old]
    if head.startswith("|"):
        return "\n".join((head, *(indent + line if line else "" for line in value.split("\n"))))
    if "\n" in value or "" in lines or re.search(r"^\s|\s{2}|\s$", value):
        return None
    return "\n".join((head, *(indent + line for line in _folded(lines, value, len(indent)))))


def _folded(old: list[str], value: str, column: int) -> list[str]:
    """Return a text in lines no wider than the old ones, of which those at both ends that still fit stay."""
    first = 0
    while first < len(old) and value.startswith(f"{old[first]} "):
        value = value[len(old[first]) + 1 :]
        first += 1
    last = len(old)
    while last > first and value.endswith(f" {old[last - 1]}"):
        last -= 1
        value = value[: -len(old[last]) - 1]
    width = max(WIDTH - column, *(len(line) for line in old)) if len(old) == 1 else max(len(line) for line in old)
    middle: list[str] = []
    for word in value.split(" "):
        if middle and len(middle[-1]) + 1 + len(word) <= width:
            middle[-1] += f" {word}"
        else:
            middle.append(word)
    return [*old[:first], *middle, *old[last:]]

"""Read and write CSL-JSON, the format of Zotero, Mendeley, pandoc and citation processors."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NoReturn

from kbrief.errors import Message
from kbrief.text.bibliography.entry import EXTENSION, KINDS, RawEntry, csl_type, date_parts
from kbrief.text.decode import raise_unreadable

_SPACE = " \t\n\r"


def read(text: str, name: str) -> Sequence[RawEntry]:
    """Return the entries of a list in CSL-JSON, or of the list under the key `items`. Raises BriefError."""
    try:
        return [_entry(item, line, name) for item, line in _items(text, name)]
    except json.JSONDecodeError as error:
        _reject(name, error.lineno, error.colno, Message("this is not JSON"))
    except (ValueError, RecursionError):
        _reject(name, 1, 1, Message("this is not JSON"))


def _items(text: str, name: str) -> Iterator[tuple[Any, int]]:
    """Yield (entry, its line); the lines of entries under the key `items` are not known, and given as 1."""
    start = len(text) - len(text.lstrip(_SPACE))
    if text[start : start + 1] == "[":
        yield from _list_items(text, name, start + 1)
        return
    value = json.loads(text)
    items = value.get("items") if isinstance(value, dict) else None
    yield from ((item, 1) for item in (items if isinstance(items, list) else [value]))


def _list_items(text: str, name: str, position: int) -> Iterator[tuple[Any, int]]:
    """Yield (entry, its line) of a list whose first entry is at a position."""
    decoder, line, counted = json.JSONDecoder(), 1, 0
    while True:
        position = _skip_space(text, position)
        if text[position : position + 1] == "]":
            break
        line, counted = line + text.count("\n", counted, position), position
        item, position = decoder.raw_decode(text, position)
        yield item, line
        position = _skip_space(text, position)
        if text[position : position + 1] not in {",", "]"}:
            _reject(name, text.count("\n", 0, position) + 1, 1, Message("a comma is missing between two entries"))
        position += text[position] == ","
    if _skip_space(text, position + 1) != len(text):
        _reject(name, text.count("\n", 0, position) + 1, 1, Message("text after the end of the list"))


def _skip_space(text: str, position: int) -> int:
    while text[position : position + 1] and text[position] in _SPACE:
        position += 1
    return position


def _reject(name: str, line: int, column: int, message: Message) -> NoReturn:
    hint = Message("export it as CSL JSON again")
    raise_unreadable(name, (line, column), "bibliography", message, hint)


def _entry(item: Any, line: int, name: str) -> RawEntry:
    if not isinstance(item, dict):
        _reject(name, line, 1, Message("this is not a CSL-JSON entry, which is a mapping"))
    texts = {key: value for key, value in item.items() if isinstance(value, str)}
    fields = {
        "title": texts.get("title", ""),
        "shorttitle": texts.get("title-short", "") or texts.get("shortTitle", ""),
        "publisher": texts.get("publisher", "") or texts.get("container-title", ""),
        "kind": KINDS.get(texts.get("type", ""), ""),
        "url": texts.get("URL", ""),
        "doi": texts.get("DOI", ""),
    }
    custom = item.get("custom")
    key = item.get("id", "")
    return RawEntry(
        str(key) if isinstance(key, (str, int)) else "",
        line, fields, list(_authors(item.get("author"))), _date(item.get("issued")),
        extension=custom.get(EXTENSION) if isinstance(custom, dict) else None,
    )  # fmt: skip


def _authors(names: Any) -> Iterator[str]:
    for name in names if isinstance(names, list) else ():
        if isinstance(name, dict):
            order = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
            parts = [name[key] for key in order if isinstance(name.get(key), str)]
            literal = name.get("literal")
            yield literal if isinstance(literal, str) else " ".join(parts)


def _date(issued: Any) -> Sequence[str]:
    if not isinstance(issued, dict):
        return date_parts(issued) if isinstance(issued, str) else ()
    parts = issued.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        return [str(part) for part in parts[0][:3] if isinstance(part, (str, int))]
    return next((date_parts(issued[key]) for key in ("raw", "literal") if isinstance(issued.get(key), str)), [])


def write(records: Iterable[dict[str, Any]]) -> str:
    """Return records as CSL-JSON."""
    return json.dumps([_item(record) for record in records], ensure_ascii=False, indent=2) + "\n"


def _item(record: dict[str, Any]) -> dict[str, Any]:
    item: dict[str, Any] = {"id": record["id"], "type": csl_type(record.get("kind")), "title": record["title"]}
    if record.get("name") and record["name"] != record["title"]:
        item["title-short"] = record["name"]
    if author := record.get("author"):
        item["author"] = [{"literal": author}]
    if published := record.get("published"):
        item["issued"] = {"date-parts": [[int(part) for part in published.split("-")]]}
    item |= {csl_key: record[key] for key, csl_key in (("publisher", "publisher"), ("url", "URL")) if record.get(key)}
    if EXTENSION in record:
        item["custom"] = {EXTENSION: record[EXTENSION]}
    return item

"""CSL-JSON: the form of Zotero, Mendeley, pandoc and citation processors."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NoReturn

from kbrief.errors import Message
from kbrief.text.bibliography.entry import EXTENSION, KINDS, RawEntry, csl_type, date_parts
from kbrief.text.decode import raise_unreadable

_SPACE = " \t\n\r"


def read(text: str, name: str) -> Sequence[RawEntry]:
    """Return the entries of a list in CSL-JSON, also of one within `items`. Raises BriefError."""
    try:
        return [_entry(item, line, name) for item, line in _items(text, name)]
    except json.JSONDecodeError as error:
        _refuse(name, error.lineno, error.colno, Message("this is no JSON"))
    except (ValueError, RecursionError):
        _refuse(name, 1, 1, Message("this is no JSON"))


def _items(text: str, name: str) -> Iterator[tuple[Any, int]]:
    """Yield each entry with its line."""
    start = len(text) - len(text.lstrip(_SPACE))
    if text[start : start + 1] != "[":
        whole = json.loads(text)
        items = whole.get("items") if isinstance(whole, dict) else None
        yield from ((item, 1) for item in (items if isinstance(items, list) else [whole]))
        return
    decoder, at, line, counted = json.JSONDecoder(), start + 1, 1, 0
    while True:
        at = _skip(text, at)
        if text[at : at + 1] == "]":
            break
        line, counted = line + text.count("\n", counted, at), at
        item, at = decoder.raw_decode(text, at)
        yield item, line
        at = _skip(text, at)
        if text[at : at + 1] not in {",", "]"}:
            _refuse(name, text.count("\n", 0, at) + 1, 1, Message("a comma is missing between two entries"))
        at += text[at] == ","
    if _skip(text, at + 1) != len(text):
        _refuse(name, text.count("\n", 0, at) + 1, 1, Message("text stands after the end of the list"))


def _skip(text: str, at: int) -> int:
    while text[at : at + 1] and text[at] in _SPACE:
        at += 1
    return at


def _refuse(name: str, line: int, column: int, message: Message) -> NoReturn:
    hint = Message("export it again, as CSL JSON")
    raise_unreadable(name, (line, column), "bibliography", message, hint)


def _entry(item: Any, line: int, name: str) -> RawEntry:
    if not isinstance(item, dict):
        _refuse(name, line, 1, Message("this is no entry of CSL-JSON, which is a mapping"))
    said = {key: value for key, value in item.items() if isinstance(value, str)}
    fields = {
        "title": said.get("title", ""),
        "shorttitle": said.get("title-short", "") or said.get("shortTitle", ""),
        "publisher": said.get("publisher", "") or said.get("container-title", ""),
        "kind": KINDS.get(said.get("type", ""), ""),
        "url": said.get("URL", ""),
        "doi": said.get("DOI", ""),
    }
    custom = item.get("custom")
    key = item.get("id", "")
    return RawEntry(
        str(key) if isinstance(key, (str, int)) else "",
        line, fields, list(_authors(item.get("author"))), _date(item.get("issued")),
        kept=custom.get(EXTENSION) if isinstance(custom, dict) else None,
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
    item |= {own: record[key] for key, own in (("publisher", "publisher"), ("url", "URL")) if record.get(key)}
    if EXTENSION in record:
        item["custom"] = {EXTENSION: record[EXTENSION]}
    return item

"""Briefs made up from briefs that hold: other ids, odd texts, extreme values, parts that are gone; each still holds."""

import json
import random
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

from kbrief.load.check import check_layer
from kbrief.load.extends import merge_layers
from kbrief.load.find import BriefFile, Place, bundled
from kbrief.load.layers import Layer, read_layer
from kbrief.store.new import TEMPLATES

Data = dict[str, Any]
Way = tuple[str | int, ...]

#: What a text may well say.
TEXTS = (
    "x", "한", "👩‍👩‍👧 🇰🇷 ☑️", "الفهرس العربي", "שלום (x)", "word " * 400, "x" * 3_000, "한" * 2_000, "a\nb\n\nc",
    "\u202fx\u00a0", "e\u0301" * 40, "ﷺ", "\u200b", "[bold]x[/]", "<b>&amp;</b>", "{name} %s {0}", "# x\n- y\n```",
    "=1+1", "-x", "|", "\\", "likely, almost certainly", "−2", "$x$ #let y", "P8", "9" * 40, "_ * ` ~",
    "\u0130\u0131 \u00df \u017f", "\U0001d518\U0001d7d9",
    "\u0e33\u0e49" * 20, "A" * 40 + "-" + "b" * 40, ". . . .", "?!", "\ufeff", "http://x.y/" + "z" * 300,
)  # fmt: skip

#: What an id may well be.
IDS = ("x", "a" * 60, "none", "null", "true", "p8", "all", "list", "help", "n0", "e-e", "zz-9", "trump", "open", "csv")

NUMBERS = (-2, -1, 0, 1, 2, 1e-9, 1e9, 0.1, 100)
TEXT_KEYS = frozenset(
    [
        "en",
        "ko",
        "text",
        "label",
        "why",
        "name",
        "title",
        "short",
        "say",
        "reason",
        "what",
        "handling",
        "case_against",
        "if_raised",
        "author",
        "publisher",
        "role",
        "note",
        "digest",
        "place",
        "kind",
        "timing",
        "term",
        "grade",
        "url",
        "views",
    ]
)
OPTIONAL = (
    "administrations", "events", "points", "issues", "steps", "considerations", "sources", "gaps", "tensions",
    "context", "precedents", "glossary", "tags", "groups", "head_lines", "weights", "ratings", "languages",
)  # fmt: skip


def base(name: str) -> Data:
    """Return a brief that holds, as plain data: `shipped`, or `template` for the one that `new` writes."""
    folder = TEMPLATES / "brief"
    place = bundled() if name == "shipped" else Place(folder, "template", prefix="")
    found: Data = deepcopy(merge_layers(read_layer(place))[0].data)
    return found


def holds(data: Data) -> bool:
    """Whether plain data are a brief that holds."""
    try:
        text = json.dumps(data).encode()
    except (TypeError, ValueError):
        return False
    found = check_layer(Layer(Place(Path("m.yaml"), "m.yaml"), (BriefFile("m.yaml", text, is_record=False),)))
    return found.is_valid and found.brief is not None


def mutant(seed: int, name: str) -> Data:
    """Return a brief that holds after some changes; one that it would not survive is not made."""
    chance = random.Random(seed)  # noqa: S311 - the same each time is what is wanted
    data = base(name)
    for part in chance.sample(OPTIONAL, chance.randint(0, 5)):
        data = _if_holds(data, _without(data, part))
    for _ in range(chance.randint(3, 10)):
        changed = deepcopy(data)
        for _ in range(chance.choice((1, 1, 5, 30))):
            chance.choice((_say, _say, _number, _drop, _repeat, _rename, _cut))(changed, chance)
        data = _if_holds(data, changed)
    return data


def _if_holds(old: Data, new: Data) -> Data:
    return new if new != old and holds(new) else old


def ways(value: Any, at: Way = ()) -> Iterator[Way]:
    """Yield every place in plain data."""
    yield at
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inner:
        yield from ways(item, (*at, key))


def _at(data: Any, way: Way) -> Any:
    for step in way:
        data = data[step]
    return data


def _pick(data: Data, chance: random.Random, fits: Any) -> Way:
    found = [way for way in ways(data) if way and fits(way, _at(data, way))]
    return chance.choice(found) if found else ()


def _say(data: Data, chance: random.Random) -> None:
    """Say an odd text somewhere."""
    if way := _pick(data, chance, lambda way, value: way[-1] in TEXT_KEYS and isinstance(value, str)):
        _at(data, way[:-1])[way[-1]] = chance.choice(TEXTS)


def _number(data: Data, chance: random.Random) -> None:
    """Put an extreme number in the place of another."""
    if way := _pick(data, chance, lambda _, value: isinstance(value, int | float) and not isinstance(value, bool)):
        _at(data, way[:-1])[way[-1]] = chance.choice(NUMBERS)


def _drop(data: Data, chance: random.Random) -> None:
    """Leave a key or an item out."""
    if way := _pick(data, chance, lambda way, _: len(way) > 1):
        del _at(data, way[:-1])[way[-1]]


def _cut(data: Data, chance: random.Random) -> None:
    """Empty a list or a mapping."""
    if way := _pick(data, chance, lambda _, value: isinstance(value, dict | list) and value):
        _at(data, way).clear()


def _repeat(data: Data, chance: random.Random) -> None:
    """Repeat an item, with an id of its own where it has one."""
    if way := _pick(data, chance, lambda way, _: isinstance(way[-1], int)):
        item = deepcopy(_at(data, way))
        if isinstance(item, dict) and "id" in item:
            item["id"] = f"{item['id']}-{chance.randint(2, 99)}"[:60]
        _at(data, way[:-1]).append(item)


def _rename(data: Data, chance: random.Random) -> None:
    """Give something another id, wherever it is named."""
    if way := _pick(data, chance, lambda way, value: way[-1] == "id" and isinstance(value, str)):
        old, new = _at(data, way), chance.choice(IDS)
        renamed = _named(data, old, new)
        data.clear()
        data.update(renamed)


def _named(value: Any, old: str, new: str) -> Any:
    if isinstance(value, dict):
        return {_named(key, old, new): _named(item, old, new) for key, item in value.items()}
    if isinstance(value, list):
        return [_named(item, old, new) for item in value]
    if isinstance(value, str) and value.startswith((f"{old}#", f"{old}.")):
        return new + value[len(old) :]
    return new if value == old else value


def _without(data: Data, section: str) -> Data:
    """Return a brief without a section, and without what names something in it."""
    lost = {item["id"] for item in _items(data.get(section)) if isinstance(item, dict) and "id" in item}
    lost |= set(data[section]) if isinstance(data.get(section), dict) else set()
    return {key: _unnamed(value, lost) for key, value in data.items() if key != section}


def _items(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _unnamed(value: Any, lost: set[str]) -> Any:
    if isinstance(value, dict):
        return {key: _unnamed(item, lost) for key, item in value.items() if key not in lost and not _lost(item, lost)}
    if isinstance(value, list):
        return [_unnamed(item, lost) for item in value if not _lost(item, lost)]
    return value


def _lost(value: Any, lost: set[str]) -> bool:
    return isinstance(value, str) and (value in lost or value.partition("#")[0] in lost)

"""Changes of claims, texts and values in a few words each."""

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from kbrief.decide.diff import Change, Entry
from kbrief.model import Claim, Lang, Noun, Rating, Shift, Statement, Text
from kbrief.view.trace import claim_text
from kbrief.words.forms.diff import DiffWords
from kbrief.words.voice import Voice

TEXT_KEYS = tuple(Text.model_fields)


def phrases(entry: Entry, words: DiffWords, v: Voice) -> Iterator[str]:
    """Yield what changed in an item: values one by one, then what has other words, reasons or new translations."""
    others: dict[str, list[str]] = {words.reworded: [], words.reason: [], words.translated: []}
    for change in entry.changes:
        name = _name(entry, change, words)
        said = _phrase(change, name, words, v)
        if said in others:
            others[said].append(name)
        else:
            yield said
    yield from (form.format(names=", ".join(names)) for form, names in others.items() if names)


def _name(entry: Entry, change: Change, words: DiffWords) -> str:
    """Return what a change is about: `president for trump`, `say`, `signs.2`; the item's own id for all of it."""
    steps = change.path.split(".")[1:]
    kinds = {type(value) for value in (change.old, change.new)}
    if Rating in kinds and len(steps) == 2:  # noqa: PLR2004 - criterion and administration
        return words.rating.format(criterion=steps[0], administration=steps[1])
    if Shift in kinds:
        return words.shift.format(point=steps[0], criterion=steps[1], administration=steps[2])
    return ".".join(steps) or entry.id


def _phrase(change: Change, name: str, words: DiffWords, v: Voice) -> str:
    """Return a change in a few words, or the form under which it is told together with others."""
    old, new = change.old, change.new
    worded = [value for value in (old, new) if isinstance(value, (Claim, Text))]
    if len(worded) > 1:
        return words.translated if is_translation(old, new) else _other_claim(old, new, name, words, v)
    if worded:
        sign = words.kinds["added" if old is None else "removed"]
        return sign + words.value.format(name=name, value=_valued(worded[0], words, v)).rstrip()
    if isinstance(old, tuple) and isinstance(new, tuple):
        return _in_row(old, new, name, words)
    before, after = (words.nothing if value is None else plain_value(value) for value in (old, new))
    return words.value.format(name=name, value=words.becomes.format(old=before, new=after))


def plain_value(value: Any) -> str:
    """Return a value that is neither claim nor text, in a line."""
    if isinstance(value, Noun):
        return value.model_dump_json(exclude_none=True)
    if isinstance(value, float):
        return f"{value:g}"
    return ", ".join(str(part) for part in value) if isinstance(value, tuple) else str(value)


def _in_row(old: tuple[Any, ...], new: tuple[Any, ...], name: str, words: DiffWords) -> str:
    """Return what a row of plain values gained and lost, or that its order changed."""
    gained = [f"+{part}" for part in new if part not in old]
    lost = [f"-{part}" for part in old if part not in new]
    if not gained and not lost:
        return words.order.format(name=name)
    return words.value.format(name=name, value=", ".join((*gained, *lost)))


def _other_claim(old: Claim | Text, new: Claim | Text, name: str, words: DiffWords, v: Voice) -> str:
    before, after = _says(old, v), _says(new, v)
    bases = [v.basis_of(value) for value in (old, new) if isinstance(value, Claim)]
    if before != after and len(set(bases)) == 1:
        return words.value.format(name=name, value=words.becomes.format(old=before, new=_valued(new, words, v)))
    if before != after:
        pair = words.becomes.format(old=_valued(old, words, v), new=_valued(new, words, v))
        return words.value.format(name=name, value=pair)
    if len(set(bases)) > 1:
        pair = words.becomes.format(old=bases[0], new=bases[1])
        return words.value.format(name=name, value=words.with_basis.format(value=after, basis=pair).strip())
    is_reworded = isinstance(old, Text) or (isinstance(old, Statement) and old.text != getattr(new, "text", None))
    return words.reworded if is_reworded else words.reason


def _valued(value: Any, words: DiffWords, v: Voice) -> str:
    """Return a claim's value with its basis, nothing for a text."""
    if not isinstance(value, Claim):
        return ""
    if isinstance(value, Rating) and value.basis == "unknown":
        return _says(value, v)
    return words.with_basis.format(value=_says(value, v), basis=v.basis_of(value)).strip()


def _says(value: Any, v: Voice) -> str:
    """Return the value of a claim that is no statement, empty for what is made of words."""
    return claim_text(value, v) if isinstance(value, Claim) and not isinstance(value, Statement) else ""


def is_translation(old: Noun, new: Noun) -> bool:
    """Whether all that is new is texts in a language that they were not in before."""
    before, after = (value.model_dump(exclude_none=True) for value in (old, new))
    return bool(before == _without_new_languages(after, before))


def _without_new_languages(value: Any, old: Any) -> Any:
    if not isinstance(value, Mapping) or not isinstance(old, Mapping):
        return value
    return {
        key: _without_new_languages(item, old.get(key))
        for key, item in value.items()
        if key in old or key not in TEXT_KEYS
    }


def reworded_texts(entry: Entry, words: DiffWords, v: Voice) -> Iterator[str]:
    """Yield the old and new wording of each text that changed, in each language that it was in or is only in now."""
    for change in entry.changes:
        old, new = _text(change.old), _text(change.new)
        for lang, before, after in _wordings(old, new):
            name = _name(entry, change, words) + ("" if lang == v.lang else f".{lang}")
            quoted = [f"“{text}”" if text else words.nothing for text in (before, after)]
            yield f"{name}: {words.becomes.format(old=quoted[0], new=quoted[1])}"


def _text(value: Any) -> Text | None:
    found = value.text if isinstance(value, Statement) else value
    return found if isinstance(found, Text) else None


def _wordings(old: Text | None, new: Text | None) -> Iterator[tuple[Lang, str | None, str | None]]:
    """Yield (language, old wording, new wording) where they differ, but for new translations."""
    for lang in get_args(Lang):
        before, after = (getattr(text, lang, None) for text in (old, new))
        if before != after and (before or old is None):
            yield lang, before, after

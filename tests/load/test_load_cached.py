"""A brief as JSON in the cache: what is read back is what was written."""

from pathlib import Path

import pytest

from kbrief import model as models
from kbrief.errors import BriefError
from kbrief.load.brief import load_brief
from kbrief.load.cached import from_json, to_json
from kbrief.model import Brief, Model
from kbrief.model.claims import LocatedClaim, all_claims

GOOD = Path(__file__).parent.parent / "briefs" / "good"


def valid_briefs() -> list[Brief]:
    """Return the bundled brief, and each brief of the tests that holds."""
    briefs = [load_brief("rok-us-2024")]
    for path in sorted(GOOD.iterdir()):
        try:
            briefs.append(load_brief(path))
        except BriefError:
            continue
    return briefs


def set_fields(located: LocatedClaim) -> tuple[str, frozenset[str]]:
    """Return where a claim stands, and which of its fields were set."""
    return located.path, frozenset(located.claim.model_fields_set)


def test_a_brief_is_read_back_as_it_was() -> None:
    """Every value, type and default is the same, and so is which fields were set and what JSON it gives."""
    briefs = valid_briefs()
    assert len(briefs) > 20
    for brief in briefs:
        again = from_json(to_json(brief))
        assert again == brief
        assert again is not None
        assert again.model_dump_json() == brief.model_dump_json()
        assert again.model_dump_json(exclude_unset=True) == brief.model_dump_json(exclude_unset=True)
        assert [*map(set_fields, all_claims(again))] == [*map(set_fields, all_claims(brief))]


def test_a_brief_from_the_cache_is_frozen() -> None:
    """A model that was built without its validator refuses changes as any other, and copies as any other."""
    brief = from_json(to_json(load_brief("rok-us-2024")))
    assert brief
    with pytest.raises(ValueError, match="frozen"):
        brief.id = "other"  # type: ignore[misc]
    assert brief.model_copy(deep=True) == brief
    assert brief.points[0].terms.model_copy() == brief.points[0].terms


def test_every_model_of_a_brief_can_be_named() -> None:
    """The cache names a model by its class, which `kbrief.model` has to have."""
    written = to_json(load_brief("rok-us-2024")).decode()
    names = {part.partition('"')[0] for part in written.split('{"":"')[1:]}
    assert len(names) > 20
    everything = {cls.__name__ for cls in walk(Model) if cls.__module__ in BRIEF_MODULES}
    assert names <= everything <= set(dir(models))


BRIEF_MODULES = {f"kbrief.model.{name}" for name in ("agenda", "brief", "claims", "events", "points", "sources")}


def walk(cls: type[Model]) -> set[type[Model]]:
    """Return all classes that descend from a class."""
    return {below for child in cls.__subclasses__() for below in (child, *walk(child))}


@pytest.mark.parametrize(
    "text",
    [b"", b"{}", b"[]", b"1", b'{"": "Brief"', b'{"": "Text", "en": "x"}', b'{"": "nothing"}', b'{"": ["Brief"]}',
     b'{"": "annotations"}', b'{"": "as_readings"}', b"[" * 5000 + b"]" * 5000],
)  # fmt: skip
def test_what_is_no_brief_is_none(text: bytes) -> None:
    """Whatever else stands there is passed over."""
    assert from_json(text) is None


def test_other_languages_keep_their_order(tmp_path: Path) -> None:
    """Texts and terms in languages beyond English and Korean come back in the order of the file."""
    path = tmp_path / "brief.yaml"
    text = "{zh: zz, fr: ff, de: dd, pt-BR: pp, es: ee}"
    terms = "{zh: [z], fr: [f], de: [d], en: [e]}"
    path.write_text(
        "id: many\ntitle: Many\nas_of: '2025-01'\nlanguages: [en, ko, zh, fr, de, pt-BR, es]\n"
        "criteria: [{id: a, name: A}, {id: b, name: B}]\n"
        f"points: [{{id: p, label: {text}, terms: {terms}}}]\n"
    )
    brief = load_brief(path)
    again = from_json(to_json(brief))
    assert again is not None
    assert list(again.points[0].label.by_language) == ["zh", "fr", "de", "pt-BR", "es"]
    assert repr(again) == repr(brief)
    assert again.points[0].label.model_fields_set == brief.points[0].label.model_fields_set
    assert again.points[0].terms.model_fields_set == brief.points[0].terms.model_fields_set


@pytest.mark.parametrize(
    "text", [b'{"": "Brief"}', b'{"": "Text", "en": "x", "": "Brief"}', b'{"": "Gap", "id": "x", "y": 1}']
)
def test_fields_of_another_version_are_not_read(text: bytes) -> None:
    """A model without a field that it needs, or with one that it does not know, makes the entry none."""
    assert from_json(text) is None

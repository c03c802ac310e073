"""Sections of a brief: none is passed over by what goes through all of them."""

from typing import get_args

from kbrief.model import Brief, Model
from kbrief.model.claims import SECTIONS


def item_sections() -> set[str]:
    """Return the sections that hold items with ids."""
    sections = set()
    for name, field in Brief.model_fields.items():
        items = get_args(field.annotation)[:1]
        if items and isinstance(items[0], type) and issubclass(items[0], Model) and "id" in items[0].model_fields:
            sections.add(name)
    return sections


def test_every_section_is_checked_and_traced() -> None:
    """The claims of each section are walked: without that none of them would be checked, cited or traced."""
    assert item_sections() == set(SECTIONS)

"""DISK → NOUNS: the only room that reads; find, YAML with places, validation, rules, marks, cache."""

from kbrief.load.brief import Loaded, load, load_brief
from kbrief.load.find import BUNDLED, Place, find_brief

__all__ = ["BUNDLED", "Loaded", "Place", "find_brief", "load", "load_brief"]

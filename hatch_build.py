"""Compile the message catalogs when kbrief is built or installed: locale/*/LC_MESSAGES/kbrief.po to kbrief.mo."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogHook(BuildHookInterface):  # type: ignore[type-arg]
    """Write each compiled catalog beside its source."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile every catalog; called by hatchling before a wheel or an editable install is made."""
        del version, build_data
        for source in Path(self.root, "src/kbrief/locale").glob("*/LC_MESSAGES/kbrief.po"):
            compile_catalog(source)


def compile_catalog(source: Path) -> None:
    """Write the compiled form of a catalog beside it."""
    with source.open("rb") as file:
        catalog = read_po(file, abort_invalid=True)
    with source.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalog)

"""Every test runs with folders of its own and without the user's settings."""

from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("kbrief", deadline=None, print_blob=True)
settings.load_profile("kbrief")


@pytest.fixture(autouse=True)
def _own_folders(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep the cache and the marks of a test apart from the user's, and the day fixed."""
    home: Path = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795348800")
    for name in ("KBRIEF_BRIEF", "KBRIEF_LANG", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERMINAL_WIDTH"):
        monkeypatch.delenv(name, raising=False)

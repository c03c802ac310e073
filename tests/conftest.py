"""Every test runs with folders of its own and without the user's settings; outside judges only where they are named.

HYPOTHESIS_PROFILE=large tries 500 examples of each property instead of 20.
"""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from hatch_build import compile_catalog  # noqa: E402 - the build's own function

for source in ROOT.glob("src/kbrief/locale/*/LC_MESSAGES/kbrief.po"):
    compiled = source.with_suffix(".mo")
    if not compiled.is_file() or compiled.stat().st_mtime < source.stat().st_mtime:
        compile_catalog(source)

from kbrief.i18n import use_language  # noqa: E402 - reads the catalogs that have just been compiled

OUTSIDE = Path(__file__).parent / "outside"

# Neither a deadline nor the check for slow data: both look at the clock, and fail on a busy machine.
untimed = settings(deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("small", untimed, max_examples=20)
settings.register_profile("large", untimed, max_examples=500)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "small"))


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave tests/outside out of a run that does not name it: its judges take minutes, and are not everywhere."""
    named = (config.invocation_params.dir / argument.split("::")[0] for argument in config.args)
    return (collection_path == OUTSIDE and not any(path.resolve().is_relative_to(OUTSIDE) for path in named)) or None


@pytest.fixture(autouse=True)
def _own_folders(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep the cache and the marks of a test apart from the user's, and the day fixed."""
    use_language("en")
    home: Path = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795348800")
    for name in ("KBRIEF_BRIEF", "KBRIEF_LANG", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERMINAL_WIDTH"):
        monkeypatch.delenv(name, raising=False)

"""The public names of the package; .ci/lint checks style, types and the wheel."""

from pathlib import Path

import pytest

import kbrief

ROOT = Path(__file__).parent.parent


def test_public_names_exist_and_shadow_no_module() -> None:
    """Every name of `kbrief.__all__` is there; a name that is not is an AttributeError."""
    modules = {path.name.removesuffix(".py") for path in (ROOT / "src" / "kbrief").iterdir()}
    assert all(getattr(kbrief, name) is not None for name in kbrief.__all__)
    assert dir(kbrief) == sorted(kbrief.__all__)
    assert not modules & set(kbrief.__all__)
    with pytest.raises(AttributeError, match="no_such_name"):
        kbrief.no_such_name  # noqa: B018 - the access is what is tested

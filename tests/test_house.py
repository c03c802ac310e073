"""What the package offers by name; lint, types and the wheel are held by .ci/lint."""

from pathlib import Path

import pytest

import kbrief

ROOT = Path(__file__).parent.parent


def test_public_names_exist_and_none_is_a_room() -> None:
    """Every name of `kbrief.__all__` is there; a name that is not is an AttributeError."""
    rooms = {path.name.removesuffix(".py") for path in (ROOT / "src" / "kbrief").iterdir()}
    assert all(getattr(kbrief, name) is not None for name in kbrief.__all__)
    assert dir(kbrief) == sorted(kbrief.__all__)
    assert not rooms & set(kbrief.__all__)
    with pytest.raises(AttributeError, match="no_such_name"):
        kbrief.no_such_name  # noqa: B018 - the access is what is tested

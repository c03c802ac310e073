"""The gates of the house: lint, format, types, and a wheel that works in an empty folder."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import kbrief

ROOT = Path(__file__).parent.parent
CHECKED = ("src", "tests", "benchmarks", "docs")


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("gate", [["check", "--no-cache"], ["format", "--check", "--no-cache"]])
def test_ruff_is_content(gate: list[str]) -> None:
    """All of ruff's rules hold, and the code is formatted."""
    result = run(sys.executable, "-m", "ruff", *gate, *CHECKED)
    assert result.returncode == 0, result.stdout + result.stderr


def test_mypy_is_content() -> None:
    """Types hold under mypy's strict rules."""
    result = run(sys.executable, "-m", "mypy")
    assert result.returncode == 0, result.stdout + result.stderr


def test_packages_import_only_those_below_them() -> None:
    """import-linter keeps the contracts of pyproject.toml: the order of the packages, and who knows which library."""
    result = run(sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache")
    assert result.returncode == 0, result.stdout + result.stderr


def test_public_names_exist_and_none_is_a_room() -> None:
    """Every name of `kbrief.__all__` is there; a name that is not is an AttributeError."""
    rooms = {path.name.removesuffix(".py") for path in (ROOT / "src" / "kbrief").iterdir()}
    assert all(getattr(kbrief, name) is not None for name in kbrief.__all__)
    assert dir(kbrief) == sorted(kbrief.__all__)
    assert not rooms & set(kbrief.__all__)
    with pytest.raises(AttributeError, match="no_such_name"):
        kbrief.no_such_name  # noqa: B018 - the access is what is tested


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without a network from what is installed."""
    folder = tmp_path_factory.mktemp("wheel")
    result = run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder))
    assert result.returncode == 0, result.stderr
    return next(folder.glob("*.whl"))


def test_the_wheel_carries_the_brief_its_types_and_its_license(wheel: Path) -> None:
    """The wheel holds the bundled brief, `py.typed` and LICENSE, and no test."""
    names = zipfile.ZipFile(wheel).namelist()
    assert {"kbrief/bundled/data/brief.yaml", "kbrief/bundled/seeds/pacnet-77.yaml", "kbrief/py.typed"} <= set(names)
    assert any(name.endswith("LICENSE") for name in names)
    assert not [name for name in names if "test" in name]


def test_the_wheel_works_in_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    """Unpacked from the wheel, in an empty folder, kbrief lists the six issues in order and writes the memo."""
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    empty = tmp_path / "empty"
    empty.mkdir()
    # Coverage would follow the run into the unpacked copy and count it as a second program.
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("COVERAGE")}
    environment = {**inherited, "PYTHONPATH": str(site)}

    def call(*arguments: str) -> str:
        result = subprocess.run(
            [sys.executable, "-P", "-m", "kbrief", *arguments],
            cwd=empty, env=environment, capture_output=True, text=True, check=True,
        )  # fmt: skip
        return result.stdout

    answer = json.loads(call("issues", "--format", "json"))
    assert [item["id"] for item in answer["items"]] == [
        "indo-pacific-strategy", "ukraine-war", "north-korea-nuclear", "extended-deterrence",
        "trilateral-redeployment", "defense-technology",
    ]  # fmt: skip
    memo = call("memo", "--administration", "trump")
    assert all(word in memo for word in ("2.7", "Camp Humphreys", "shipbuilding", "[P8", "[inferred]", "[unknown]"))

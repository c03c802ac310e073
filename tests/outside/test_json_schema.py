"""The schema in the hands of another program, where one that validates is installed."""

from pathlib import Path

import pytest

from kbrief.load.schema import file_schema
from kbrief.load.yamlread import read_yaml

jsonschema = pytest.importorskip("jsonschema")

ROOT = Path(__file__).parent.parent.parent
BRIEFS = ROOT / "tests" / "briefs"
TEMPLATES = ROOT / "src" / "kbrief" / "load" / "templates"
WHOLE = [*ROOT.glob("data/*.yaml"), *ROOT.glob("seeds/*.yaml"), *TEMPLATES.glob("brief/*/*.yaml"),
         *BRIEFS.glob("good/*.yaml"), *BRIEFS.glob("good/base/data/*.yaml")]  # fmt: skip
OVERLAYS = [*TEMPLATES.glob("overlay/*/*.yaml"), *BRIEFS.glob("good/overlay/data/*.yaml")]
WRONG = ["unknown-key", "missing-key", "wrong-value", "wrong-type", "wrong-form"]


def faults(file: Path, *, overlay: bool) -> list[str]:
    validator = jsonschema.Draft202012Validator(file_schema(overlay=overlay))
    return [error.message for error in validator.iter_errors(read_yaml(file.read_bytes(), file.name))]


def test_the_schema_is_a_schema() -> None:
    """Both forms hold under the rules of 2020-12."""
    for overlay in (False, True):
        jsonschema.Draft202012Validator.check_schema(file_schema(overlay=overlay))


@pytest.mark.parametrize("file", WHOLE, ids=lambda path: path.stem)
def test_files_that_hold_are_valid(file: Path) -> None:
    """The shipped brief, the template and the good examples have no fault."""
    assert faults(file, overlay=False) == []


@pytest.mark.parametrize("file", OVERLAYS, ids=lambda path: path.stem)
def test_overlays_that_hold_are_valid_as_overlays(file: Path) -> None:
    """Files that say only what they change have no fault under the schema of overlays."""
    assert faults(file, overlay=True) == []


@pytest.mark.parametrize("name", WRONG)
def test_what_the_schema_forbids_is_found(name: str) -> None:
    """A file that breaks the schema of kbrief breaks this one."""
    assert faults(BRIEFS / "bad" / f"{name}.yaml", overlay=False)

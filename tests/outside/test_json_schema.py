"""The schema in the hands of another program, where one that validates is installed."""

from pathlib import Path

import pytest

from kbrief.load.schema import file_schema
from kbrief.load.yaml import read_value

jsonschema = pytest.importorskip("jsonschema")

ROOT = Path(__file__).parent.parent.parent
BRIEFS = ROOT / "tests" / "briefs"
TEMPLATES = ROOT / "src" / "kbrief" / "load" / "templates"
WHOLE = [*ROOT.glob("data/*.yaml"), *ROOT.glob("seeds/*.yaml"), *TEMPLATES.glob("brief/*/*.yaml"),
         *BRIEFS.glob("good/*.yaml"), *BRIEFS.glob("good/base/data/*.yaml")]  # fmt: skip
OVERLAYS = [*TEMPLATES.glob("overlay/*/*.yaml"), *BRIEFS.glob("good/overlay/data/*.yaml")]
WRONG = ["unknown-key", "missing-key", "wrong-value", "wrong-type", "wrong-form"]


#: Slips in the shipped brief, one each.
EDITS = [
    ("data/points.yaml", "value: 2", "value: 3"), ("data/points.yaml", "basis: stated", "basis: says"),
    ("data/points.yaml", "pacnet-77#P8", "P8"), ("data/points.yaml", "id: defense-budget", "id: Defense Budget"),
    ("data/points.yaml", "    say:", "    says:"), ("data/points.yaml", "list: emphasize", "list: push"),
    ("data/points.yaml", "en:", "english:"), ("data/brief.yaml", 'as_of: "2024-10"', "as_of: 2024"),
    ("data/brief.yaml", "id: rok-us-2024", "id: [a]"), ("data/events.yaml", "kind: expected", "kind: maybe"),
    ("data/events.yaml", "- id: nk-nuclear-test", "- ident: x"), ("data/issues.yaml", "kind: bipartisan", "kind: both"),
    ("data/strategy.yaml", "steps:", "stepps:"), ("data/background.yaml", "gaps:", "gaps: 5\ntags:"),
    ("seeds/pacnet-77.yaml", 'sha256: "', 'sha256: "zz'), ("seeds/pacnet-77.yaml", "kind: body", "kind: text"),
    ("seeds/pacnet-77.yaml", "reliability: F", "reliability: Z"), ("seeds/pacnet-77.yaml", "digest:", "summary:"),
]  # fmt: skip


def faults(file: Path, *, overlay: bool) -> list[str]:
    return faults_of(file.read_bytes(), overlay=overlay)


def faults_of(data: bytes, *, overlay: bool) -> list[str]:
    validator = jsonschema.Draft202012Validator(file_schema(overlay=overlay))
    return [error.message for error in validator.iter_errors(read_value(data, "a.yaml"))]


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


@pytest.mark.parametrize(("name", "old", "new"), EDITS)
def test_a_slip_in_the_shipped_brief_is_found(name: str, old: str, new: str) -> None:
    """One wrong value, key or type in a file that holds is a fault."""
    text = (ROOT / name).read_text(encoding="utf-8")
    assert old in text
    assert faults_of(text.replace(old, new, 1).encode(), overlay=False)

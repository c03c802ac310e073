"""Build the wheel without a network, look into it, and run it unpacked in an empty folder."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent
NEEDED = {"kbrief/bundled/data/brief.yaml", "kbrief/bundled/seeds/pacnet-77.yaml", "kbrief/py.typed"}
ISSUES = ["indo-pacific-strategy", "ukraine-war", "north-korea-nuclear", "extended-deterrence",
          "trilateral-redeployment", "defense-technology"]  # fmt: skip
IN_MEMO = ("talking points, under Trump", "Camp Humphreys", "shipbuilding", "[P18]")


def ensure(holds: object, what: str) -> None:
    """End the program where something does not hold."""
    if not holds:
        sys.exit(f"wheel: {what}")


def build(folder: Path) -> Path:
    """Return the wheel, built into a folder."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return next(folder.glob("*.whl"))


def call(site: Path, folder: Path, *arguments: str) -> str:
    """Return what the unpacked program says in a folder."""
    settings = {"PYTHONPATH": str(site), "XDG_CACHE_HOME": str(folder), "SOURCE_DATE_EPOCH": "1795348800"}
    command = [sys.executable, "-P", "-m", "kbrief", *arguments]
    return subprocess.run(
        command, cwd=folder, env=os.environ | settings, capture_output=True, text=True, check=True
    ).stdout


def main() -> None:
    """Hold that the wheel carries the brief, its types and its license, and works where nothing else is."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        wheel = zipfile.ZipFile(build(folder))
        names = wheel.namelist()
        ensure(set(names) >= NEEDED, f"lacks {NEEDED - set(names)}")
        ensure(any(name.endswith("LICENSE") for name in names), "has no license")
        ensure(not [name for name in names if "test" in name], "holds tests")
        site, empty = folder / "site", folder / "empty"
        wheel.extractall(site)
        empty.mkdir()
        items = json.loads(call(site, empty, "issues", "--format", "json"))["items"]
        ensure([item["id"] for item in items] == ISSUES, "lists other issues")
        memo = call(site, empty, "memo", "--administration", "trump")
        ensure(all(word in memo for word in IN_MEMO), "writes another memo")


if __name__ == "__main__":
    main()

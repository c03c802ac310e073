"""What two people rate in two branches, merged by git."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbrief.load.brief import load
from kbrief.load.find import Place
from kbrief.load.yaml import read_value
from kbrief.store.merging import insert_rating, point_remark
from kbrief.store.new import NewBriefOptions, new_brief
from kbrief.store.rate import write_rating

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

POINTS = ("tea", "rice", "salt", "wine")
CLAIM: dict[str, Any] = {"value": 1, "basis": "inferred", "why": "They told us so."}
EMPTY = "# ours\nratings: {} # so far\n  # each below its name\n" + "".join(map(point_remark, POINTS)) + "id: x\n"
SOME = "ratings:\n  tea:\n    source: {value: 1, basis: unknown}\n  # of salt\n  salt:\n    source: {basis: unknown}\n"


def git(folder: Path, *arguments: str) -> None:
    """Run git in a folder."""
    person = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    subprocess.run(("git", *person, *arguments), cwd=folder, check=True, capture_output=True)


def branches(folder: Path, ratings: dict[str, tuple[str, ...]]) -> Place:
    """Rate a point in a branch each, all from the same start, and merge them."""
    place = Place(folder, folder.name)
    git(folder, "init", "--quiet", "--initial-branch=main", ".")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=start")
    for name, path in ratings.items():
        git(folder, "checkout", "--quiet", "-b", name, "main")
        write_rating(place, path, CLAIM)
        git(folder, "add", "--all")
        git(folder, "commit", "--quiet", "--message", name)
    git(folder, "checkout", "--quiet", "main")
    for name in ratings:
        git(folder, "merge", "--quiet", "--no-edit", name)
    return place


def test_neighbors_in_a_new_overlay_merge(tmp_path: Path) -> None:
    """Three people rate three points that follow each other, none of which was rated before."""
    place, _ = new_brief(NewBriefOptions(tmp_path / "mine", "2026-11", "rok-us-2024"))
    points = ("trilateral", "ncg", "regional-architecture")
    branches(place.path, {f"b-{point}": (point, "source") for point in points})
    merged = load(place).brief.point_by_id
    assert [merged[point].readings("source", None)[0].value for point in points] == [1, 1, 1]


def test_neighbors_in_a_brief_of_ones_own_merge(tmp_path: Path) -> None:
    """Points that have no rating yet take them themselves."""
    folder = tmp_path / "mine"
    (folder / "data").mkdir(parents=True)
    points = "".join(f"  - id: {point}\n    label: {point.title()}\n" for point in POINTS)
    criteria = "criteria: [{id: source, name: Source}, {id: use, name: Use}]\n"
    (folder / "data" / "brief.yaml").write_text(f'id: mine\ntitle: Mine\nas_of: "2026-11"\n{criteria}')
    (folder / "data" / "points.yaml").write_text(f"points:\n{points}")
    place = branches(folder, {f"b-{point}": (point, "source") for point in POINTS})
    assert all(point.readings("source", None)[0].value == 1 for point in load(place).brief.points)


@pytest.mark.parametrize(
    ("text", "path", "result"),
    [
        (EMPTY, ("rice", "use"),
         EMPTY.replace("ratings: {} #", "ratings: #").replace("  # salt", "  rice:\n    use:\n      x: 1\n  # salt")),
        (SOME, ("rice", "use"), SOME.replace("  # of salt", "  rice:\n    use:\n      x: 1\n  # of salt")),
        (SOME, ("wine", "use"), SOME + "  wine:\n    use:\n      x: 1\n"),
        (SOME, ("nobody", "use"), SOME + "  nobody:\n    use:\n      x: 1\n"),
        (SOME.replace("tea", "cake"), ("tea", "use"),
         SOME.replace("tea", "cake").replace("ratings:\n", "ratings:\n  tea:\n    use:\n      x: 1\n")),
        ("ratings: {tea: {}}\n", ("rice", "use"), "ratings: {tea: {}, rice: {use: {x: 1}}}\n"),
    ],
)  # fmt: skip
def test_where_a_new_point_goes(text: str, path: tuple[str, ...], result: str) -> None:
    """Below its name where that stands, else in the order of the points; every other line stays."""
    for old, new in ((text, result), (text.replace("\n", "\r\n"), result.replace("\n", "\r\n"))):
        assert insert_rating(old, ("ratings", *path), {"x": 1}, POINTS) == new


def ratings(text: str) -> Any:
    """Return the section of a text."""
    data: Any = read_value(text.encode(), "x") or {}
    return data.get("ratings")


@given(st.lists(st.sampled_from(POINTS), min_size=1, max_size=8), st.sampled_from([EMPTY, SOME, "id: x\n", ""]))
def test_ratings_one_after_the_other_are_all_there(names: list[str], text: str) -> None:
    """Whatever their order; the lines of the start are there too, but for the sign of an empty section."""
    start, wanted = text, dict(ratings(text) or {})
    for n, name in enumerate(names):
        text = insert_rating(text, ("ratings", name, f"c{n}"), {"x": n}, POINTS)
        wanted[name] = {**wanted.get(name, {}), f"c{n}": {"x": n}}
    assert ratings(text) == wanted
    lines = text.splitlines()
    assert all(line.replace("{} ", "") in lines for line in start.splitlines())

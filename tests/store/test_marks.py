"""Marks on disk: where, read, and changed by many at once."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kbrief.errors import BriefError, OutputError
from kbrief.load.find import Place, bundled, bundled_root
from kbrief.model.marks import Mark, Marks
from kbrief.store.atomic import file_lock
from kbrief.store.marks import marks_path, read_marks, update_marks


def marking(name: str) -> Callable[[Marks], Marks]:
    """Return a change that marks an action."""
    mark = Mark(who="someone", when="2026-11-22", of="0")
    return lambda marks: marks.model_copy(update={"actions": marks.actions | {name: mark}})


def test_marks_live_with_the_brief_or_with_the_user(tmp_path: Path) -> None:
    """One's own brief keeps its marks beside it, the bundled one under the user's data."""
    (tmp_path / "one.yaml").touch()
    assert marks_path(Place(tmp_path, "mine"), Path("/u")) == tmp_path / ".kbrief" / "marks.json"
    assert marks_path(Place(tmp_path / "one.yaml", "one"), Path("/u")) == tmp_path / "one.yaml.marks.json"
    assert marks_path(Place(tmp_path, "name", is_bundled=True), Path("/u")) == Path("/u/marks/rok-us-2024.json")


def test_a_brief_has_one_place_for_its_marks_whatever_leads_to_it(tmp_path: Path) -> None:
    """A link to a file or a folder, and the bundled brief's own folder as in a checkout, have the same marks."""
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "one.yaml").touch()
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "two.yaml").symlink_to("real/one.yaml")
    for path in (tmp_path / "two.yaml", tmp_path / "link" / "one.yaml"):
        assert marks_path(Place(path, "one"), Path("/u")) == tmp_path / "real" / "one.yaml.marks.json"
    assert marks_path(Place(tmp_path / "link", "mine"), Path("/u")) == tmp_path / "real" / ".kbrief" / "marks.json"
    by_name = marks_path(bundled(), Path("/u"))
    assert marks_path(Place(bundled_root(), "kbrief"), Path("/u")) == by_name == Path("/u/marks/rok-us-2024.json")


def test_marks_of_a_team_stay_theirs(tmp_path: Path) -> None:
    """A file that several may write to stays so, and a link to it stays a link."""
    shared, link = tmp_path / "shared.json", tmp_path / "marks.json"
    shared.write_text('{"kbrief": 1}')
    shared.chmod(0o664)
    link.symlink_to(shared)
    update_marks(link, marking("a"))
    assert (link.is_symlink(), set(read_marks(shared).actions)) == (True, {"a"})
    assert shared.stat().st_mode & 0o777 == 0o664


def test_many_at_once_lose_nothing(tmp_path: Path) -> None:
    """Each of two hundred changes made at the same time is kept."""
    file = tmp_path / "deep" / "marks.json"
    names = [f"a-{n}" for n in range(200)]
    with ThreadPoolExecutor(200) as pool:
        list(pool.map(lambda name: update_marks(file, marking(name)), names))
    assert set(read_marks(file).actions) == set(names)
    assert {path.name for path in file.parent.iterdir()} <= {"marks.json", "marks.json.lock"}


def test_no_file_is_no_marks(tmp_path: Path) -> None:
    """Where nobody has marked anything there is nothing to read."""
    assert read_marks(tmp_path / "gone" / "marks.json") == Marks()


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("{", ""),
        ("[]", ""),
        ('{"actions": {"a": {"who": "x"}}}', " (at actions.a.when)"),
        ('{"kbrief": 2}', " (at kbrief)"),
    ],
)
def test_marks_that_cannot_be_read_are_told_and_kept(text: str, where: str, tmp_path: Path) -> None:
    """A damaged file is an error that says where, and no change overwrites it."""
    file = tmp_path / "marks.json"
    file.write_text(text)
    for change in (None, marking("a")):
        with pytest.raises(BriefError) as caught:
            read_marks(file) if change is None else update_marks(file, change)
        assert caught.value.message == f"the marks in {file} cannot be read{where}"
    assert file.read_text() == text


def test_a_pipe_in_their_place_is_not_opened(tmp_path: Path) -> None:
    """What is no regular file is refused, not taken for no marks."""
    os.mkfifo(tmp_path / "marks.json")
    with pytest.raises(BriefError):
        read_marks(tmp_path / "marks.json")


def test_a_folder_that_cannot_be_written_is_an_output_error(tmp_path: Path) -> None:
    """Where no file can be made the error says which, and why."""
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="cannot be written"):
        update_marks(tmp_path / "file" / "marks.json", marking("a"))


def test_who_waits_too_long_for_others_is_told(tmp_path: Path) -> None:
    """While another holds the lock nothing is written, and the error says what to do."""
    file = tmp_path / "marks.json"
    with file_lock(file), pytest.raises(OutputError, match="another process"):
        update_marks(file, marking("a"), timeout=0.01)
    assert not file.exists()


def test_a_change_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    """A change that cannot be written down leaves what stood there."""
    file = tmp_path / "marks.json"
    update_marks(file, marking("a"))
    old = file.read_text()
    bad = Mark.model_construct(who="\ud800", when="2026-11-22", of="0")
    with pytest.raises(Exception, match="surrogates"):
        update_marks(file, lambda marks: marks.model_copy(update={"actions": {"b": bad}}))
    assert file.read_text() == old


def test_a_write_that_fails_leaves_nothing_beside(tmp_path: Path) -> None:
    """Where the file cannot be put in its place (a folder has come there) no half-written one stays."""
    file = tmp_path / "marks.json"

    def change(marks: Marks) -> Marks:
        file.mkdir()
        return marks

    with pytest.raises(OutputError, match="cannot be written"):
        update_marks(file, change)
    assert {path.name for path in tmp_path.iterdir()} <= {"marks.json", "marks.json.lock"}

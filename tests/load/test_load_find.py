"""Which brief is meant, and which of its files are read."""

import os
from pathlib import Path

import pytest
from load_builders import HEADER, folder

from kbrief.errors import BriefError
from kbrief.files import escape_control_characters, read_file
from kbrief.limits import MAX_BRIEF_BYTES, MAX_FILE_BYTES
from kbrief.load import find
from kbrief.load.find import Place, bundled, bundled_root, find_brief, read_files, read_files_or_raise

NO_SETTINGS: dict[str, str] = {}


def refusal(path: Path, within: Path | None = None) -> tuple[str, str]:
    """Return the rule and message of a file that must be refused."""
    with pytest.raises(BriefError) as caught:
        read_file(path, within)
    (problem,) = caught.value.problems
    return problem.rule, problem.message


def test_what_is_asked_for_beats_the_setting_which_beats_the_folder(tmp_path: Path) -> None:
    """--brief wins over KBRIEF_BRIEF, that over the nearest folder upward, and that over the bundled brief."""
    asked, named, near = (folder(tmp_path / name, {"data/brief.yaml": HEADER}).path for name in ("a", "b", "c"))
    (near / "deep" / "down").mkdir(parents=True)
    assert find_brief(str(asked), {"KBRIEF_BRIEF": str(named)}, near).path == asked
    assert find_brief(None, {"KBRIEF_BRIEF": str(named)}, near).path == named
    assert find_brief(None, NO_SETTINGS, near / "deep" / "down").path == near
    assert find_brief(None, NO_SETTINGS, tmp_path) == bundled()


@pytest.mark.parametrize("name", ["rok-us-2024", "kbrief:rok-us-2024", "ROK-US-2024", "Kbrief:Rok-us-2024"])
def test_the_bundled_brief_has_a_name_in_any_case(name: str, tmp_path: Path) -> None:
    """The bundled brief is found by its name from anywhere, and its files are named from its root."""
    place = find_brief(name, NO_SETTINGS, tmp_path)
    assert place.is_bundled
    assert "data/brief.yaml" in {part.name for part in read_files_or_raise(place)}


def test_the_bundled_brief_lies_in_a_wheel_or_beside_the_source() -> None:
    """In this checkout the bundled brief is the project's own root."""
    assert (bundled_root() / "data" / "brief.yaml").is_file()
    assert find_brief(str(bundled_root()), NO_SETTINGS, Path("/")).is_bundled == (bundled_root().name == "bundled")


@pytest.mark.parametrize(
    ("name", "hint"),
    [("nothing", "a brief is a folder with"), (".", "a folder is a brief if it contains data/brief.yaml"),
     ("x" * 5000, "it cannot be read: File name too long"), ("\x1b[31m", "a brief is a folder with"),
     ("", "a folder is a brief"), ("nothing/..", "a brief is a folder with")],
)  # fmt: skip
def test_no_brief_is_told_with_what_a_brief_is(
    name: str, hint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that leads nowhere, be it empty, is an error with a hint, and can do nothing to a terminal."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BriefError) as caught:
        find_brief(name, NO_SETTINGS, tmp_path)
    (problem,) = caught.value.problems
    assert problem.rule == "brief-not-found"
    assert hint in str(problem.hint)
    assert str(problem).isprintable()


def test_a_setting_that_leads_nowhere_is_named(tmp_path: Path) -> None:
    """Who did not type the name learns where it comes from."""
    with pytest.raises(BriefError, match="KBRIEF_BRIEF"):
        find_brief(None, {"KBRIEF_BRIEF": str(tmp_path / "gone")}, tmp_path)


def test_a_brief_is_all_yaml_under_data_and_seeds(tmp_path: Path) -> None:
    """Files come in the order of their names, records last; hidden files and other endings are not read."""
    files = {"data/brief.yaml": HEADER, "data/b.yml": "", "data/deep/a.yaml": "", "data/.#b.yaml": "", "data/x.txt": ""}
    place = folder(tmp_path, files | {"seeds/s.yaml": "id: s", "data/c.yaxml": "", "other/d.yaml": ""})
    parts = read_files_or_raise(place)
    assert [part.name for part in parts] == ["data/b.yml", "data/brief.yaml", "data/deep/a.yaml", "seeds/s.yaml"]
    assert [part.is_record for part in parts] == [False, False, False, True]


def test_files_are_named_from_where_the_user_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a prefix a file's name leads there from the working folder; a single file is named as it was typed."""
    path = folder(tmp_path / "mine", {"data/brief.yaml": HEADER, "data/\x1b.yaml": ""}).path
    monkeypatch.chdir(tmp_path)
    assert [part.name for part in read_files_or_raise(Place(path, "mine"))] == [
        "mine/data/\\x1b.yaml",
        "mine/data/brief.yaml",
    ]
    single = Place(Path("mine/data/brief.yaml"), "brief.yaml")
    assert [part.name for part in read_files_or_raise(single)] == ["mine/data/brief.yaml"]


def test_every_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """One bad file hides neither another nor the good ones."""
    place = folder(tmp_path, {"data/brief.yaml": HEADER})
    (tmp_path / "data" / "a.yaml").mkdir()
    os.mkfifo(tmp_path / "data" / "b.yaml")
    (tmp_path / "data" / "c.yaml").symlink_to("/etc/hostname")
    (tmp_path / "data" / "d.yaml").symlink_to("nowhere")
    (tmp_path / "data" / "e.yaml").symlink_to("e.yaml")
    parts, problems = read_files(place)
    assert [part.name for part in parts] == ["data/brief.yaml"]
    assert [(problem.file, problem.rule) for problem in problems] == [
        ("data/a.yaml", "file-kind"), ("data/b.yaml", "file-kind"), ("data/c.yaml", "file-link"),
        ("data/d.yaml", "file-unreadable"), ("data/e.yaml", "file-unreadable"),
    ]  # fmt: skip
    with pytest.raises(BriefError) as caught:
        read_files_or_raise(place)
    assert caught.value.problems == problems


def test_what_stands_where_a_folder_should_is_told(tmp_path: Path) -> None:
    """A file named `seeds`, or a folder that cannot be looked into, is told; no folder of that name is no fault."""
    place = folder(tmp_path, {"data/brief.yaml": HEADER, "seeds": "no folder"})
    (problem,) = read_files(place)[1]
    assert (problem.file, problem.rule, problem.message) == (
        "seeds", "file-unreadable", "seeds cannot be read: Not a directory",
    )  # fmt: skip
    (tmp_path / "seeds").unlink()
    assert read_files(place)[1] == ()


def test_folders_in_a_circle_and_links_to_folders_are_not_walked(tmp_path: Path) -> None:
    """A link to a folder leads nowhere new: what is read is what lies under data and seeds."""
    place = folder(tmp_path, {"data/brief.yaml": HEADER})
    (tmp_path / "data" / "loop").symlink_to("..")
    (tmp_path / "data" / "etc").symlink_to("/etc")
    assert [part.name for part in read_files_or_raise(place)] == ["data/brief.yaml"]


def test_a_link_within_the_brief_is_followed(tmp_path: Path) -> None:
    """A symbolic link may lead to another file of the same brief, and the brief itself may be a link."""
    folder(tmp_path / "real", {"data/brief.yaml": HEADER, "kept/tags.yaml": "tags: {}"})
    (tmp_path / "real" / "data" / "tags.yaml").symlink_to("../kept/tags.yaml")
    (tmp_path / "link").symlink_to("real")
    assert len(read_files_or_raise(Place(tmp_path / "link", "link", prefix=""))) == 2


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    """A file above the limit is told with its size; one at the limit is read."""
    large = tmp_path / "large.yaml"
    with large.open("wb") as out:
        out.truncate(MAX_FILE_BYTES + 1)
    assert refusal(large) == (
        "file-size",
        f"large.yaml has {MAX_FILE_BYTES + 1:,} bytes; the limit is {MAX_FILE_BYTES:,}",
    )
    os.truncate(large, MAX_FILE_BYTES)
    assert len(read_file(large)) == MAX_FILE_BYTES


def test_many_files_may_not_be_larger_than_one(tmp_path: Path) -> None:
    """A brief whose files are too large together is refused at the one that is too much, and the rest is not read."""
    place = folder(tmp_path, {"data/brief.yaml": HEADER})
    for name in "abc":
        with (tmp_path / "data" / f"{name}.yaml").open("wb") as out:
            out.truncate(MAX_BRIEF_BYTES // 2 + 1)
    parts, (problem,) = read_files(place)
    assert (parts, problem.file, problem.rule) == ((), "data/b.yaml", "file-size")


def test_devices_and_folders_are_not_opened(tmp_path: Path) -> None:
    """What is no regular file is refused by its kind."""
    assert refusal(Path("/dev/zero")) == ("file-kind", "zero is not a regular file")
    assert refusal(tmp_path)[0] == "file-kind"


def test_a_path_that_cannot_be_asked_about_is_no_file() -> None:
    """A name that is too long for the system leads to no file, and raises nothing."""
    assert not find.is_file(Path("x" * 5000))
    assert find.missing_brief_hint(Path("x" * 5000)).startswith("it cannot be read")


def test_control_characters_are_written_out() -> None:
    """A name is shown with its escapes, other letters as they are."""
    assert escape_control_characters("a\x1b\n브") == "a\\x1b\\n브"


@pytest.mark.parametrize("name", ["data", "seeds"])
def test_a_folder_that_leads_out_of_the_brief_is_not_walked(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`data` or `seeds` as a link to elsewhere is one problem, and nothing beyond it is looked at."""
    elsewhere = folder(tmp_path / "elsewhere", {"data/brief.yaml": HEADER, "seeds/a.yaml": "id: a"}).path
    brief = folder(tmp_path / "brief", {f"{'seeds' if name == 'data' else 'data'}/brief.yaml": HEADER})
    (brief.path / name).symlink_to(elsewhere / name)
    walked: list[str] = []
    real = os.walk
    monkeypatch.setattr(os, "walk", lambda top, *more, **said: walked.append(str(top)) or real(top, *more, **said))  # type: ignore[func-returns-value]
    parts, problems = read_files(brief)
    assert (parts, [problem.rule for problem in problems]) == ((), ["file-link"])
    assert name in problems[0].file
    assert str(brief.path / name) not in walked


def test_a_folder_may_be_a_link_within_the_brief(tmp_path: Path) -> None:
    """What a link within the brief leads to is read as if it stood there."""
    brief = folder(tmp_path, {"data/brief.yaml": HEADER, "records/a.yaml": "id: a"})
    (tmp_path / "seeds").symlink_to("records")
    assert [part.name for part in read_files_or_raise(brief)] == ["data/brief.yaml", "seeds/a.yaml"]


def test_a_folder_of_too_many_files_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only so many files and folders are looked at; where there are more, none of them is read."""
    monkeypatch.setattr(find, "MAX_ENTRIES", 3)
    files = {"data/brief.yaml": HEADER, "seeds/a.yaml": "", "seeds/b.yaml": "", "seeds/c.txt": ""}
    assert not read_files(folder(tmp_path, files))[1]
    parts, problems = read_files(folder(tmp_path, files | {"seeds/deep/d.txt": ""}))
    assert (parts, [(problem.rule, problem.message) for problem in problems]) == (
        (), [("file-size", "seeds contains more than 3 files and folders")]
    )  # fmt: skip

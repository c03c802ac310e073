"""What is written of briefs: whole or not at all, and never over anything."""

import resource
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from load_builders import HEADER, OFFICE, POINT, file, folder

from kbrief.errors import BriefError, OutputError
from kbrief.load.brief import load
from kbrief.load.check import check
from kbrief.load.find import Place
from kbrief.load.yaml import read_value
from kbrief.store.atomic import file_lock
from kbrief.store.new import SCHEMA_FILE, NewBriefOptions, new_brief, slugify
from kbrief.store.rate import write_rating

RATING = {"value": 2, "basis": "inferred", "why": "It was asked for."}
TRUMP = ("budget", "president", "trump")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder of one's own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def made(start: NewBriefOptions) -> Path:
    """Return the folder of a new brief, of which is told at most that it holds the example, and what is to do."""
    place, files = new_brief(start)
    found = check(Place(place.path, "new", prefix=""))
    assert {problem.rule for problem in found} <= {"example-left", "to-do"}
    assert {path.relative_to(place.path).as_posix() for path in place.path.rglob("*") if path.is_file()} == set(files)
    return place.path


def test_a_new_brief_holds_and_says_what_it_was_asked_to(here: Path) -> None:
    """A new brief has no problem, its id from its folder and its month from the day."""
    path = made(NewBriefOptions(Path("Our Own_brief 2"), "2026-11"))
    brief = load(Place(path, "new")).brief
    assert (brief.id, brief.title.en, brief.as_of) == ("our-own-brief-2", "Our Own brief 2", "2026-11")
    assert len(brief.points) == 2
    assert (path.stat().st_mode & 0o777, (here / path / "data" / "brief.yaml").exists()) == (0o755, True)


def test_each_file_leads_editors_to_a_schema_beside_it(here: Path) -> None:
    """The first line of every file names the schema that was written with it."""
    for name, extends in (("a", None), ("b", "rok-us-2024")):
        path = made(NewBriefOptions(here / name, "2026-11", extends))
        for one in path.rglob("*.yaml"):
            first = one.read_text().splitlines()[0]
            assert (one.parent / first.removeprefix("# yaml-language-server: $schema=")).resolve() == path / SCHEMA_FILE


@pytest.mark.parametrize("extends", ["rok-us-2024", "kbrief:rok-us-2024"])
def test_an_overlay_of_the_bundled_brief_names_it(extends: str, here: Path) -> None:
    """However the bundled brief is named, the overlay extends it by its name."""
    path = made(NewBriefOptions(here / "mine", "2026-11", extends))
    assert '\nextends: "kbrief:rok-us-2024"\n' in (path / "data" / "brief.yaml").read_text()
    brief = load(Place(path, "mine")).brief
    assert (brief.id, brief.as_of, len(brief.points)) == ("mine", "2026-11", 19)


def test_an_overlay_of_ones_own_brief_finds_it_from_where_it_stands(here: Path) -> None:
    """The path to the base leads from the new folder, also where a link lies between."""
    file(here / "base.yaml", HEADER, OFFICE, POINT)
    (here / "deep" / "down").mkdir(parents=True)
    (here / "link").symlink_to("deep/down")
    path = made(NewBriefOptions(Path("link/mine"), "2026-11", "base.yaml"))
    assert 'extends: "../../../base.yaml"' in (path / "data" / "brief.yaml").read_text()
    assert [point.id for point in load(Place(path, "mine")).brief.points] == ["budget"]


def test_a_record_is_begun_from_a_text(here: Path) -> None:
    """Each non-empty line of the text is a paragraph with its fingerprint; none of its words are kept."""
    (here / "Some Paper.txt").write_text("The first line.\n\n  Second \u201cline\u201d, here\n")
    path = made(NewBriefOptions(here / "mine", "2026-11", sources=(Path("Some Paper.txt"),)))
    record: Any = read_value((path / "seeds" / "some-paper-text.yaml").read_bytes(), "a")
    assert (record["id"], record["name"]) == ("some-paper-text", "Some Paper")
    assert not {"author", "publisher", "published"} & set(record)
    assert [(paragraph["n"], paragraph["words"]) for paragraph in record["paragraphs"]] == [(1, 3), (2, 3)]
    text = (path / "seeds" / "some-paper-text.yaml").read_text()
    assert "first" not in text
    dated = made(NewBriefOptions(here / "dated", "2026-11", sources=(Path("Some Paper.txt"),), published="2024-10"))
    assert 'published: "2024-10"\n' in (dated / "seeds" / "some-paper-text.yaml").read_text()


@pytest.mark.parametrize("name", ["2026", "true", "null", "1e5", "no"])
def test_a_name_that_yaml_would_read_as_something_else_is_a_name(name: str, here: Path) -> None:
    """The id of a new brief is text, whatever its folder is called."""
    assert load(Place(made(NewBriefOptions(here / name, "2026-11")), name)).brief.id == name


def test_the_id_of_a_record_is_cut_to_fit(here: Path) -> None:
    """A long name that is cut behind a hyphen still makes an id."""
    (here / f"{'a' * 58} bcd.txt").write_text("One line.\n")
    path = made(NewBriefOptions(here / "mine", "2026-11", sources=(Path(f"{'a' * 58} bcd.txt"),)))
    assert f"{'a' * 58}-text" in [one.id for one in load(Place(path, "mine")).brief.sources]


@pytest.mark.parametrize("name", ["there", "full", "file", "link"])
def test_nothing_is_overwritten(name: str, here: Path) -> None:
    """Whatever already exists, be it an empty folder or a link to nowhere, is left alone."""
    (here / "there").mkdir()
    folder(here / "full", {"data/brief.yaml": "mine"})
    (here / "file").write_text("mine")
    (here / "link").symlink_to("nowhere")
    with pytest.raises(OutputError, match="already exists"):
        new_brief(NewBriefOptions(Path(name), "2026-11"))
    assert names(here) == ["file", "full", "link", "there"]


def test_what_cannot_be_written_leaves_nothing(here: Path) -> None:
    """Under a file no folder can be made; the error says so."""
    (here / "file").write_text("mine")
    with pytest.raises(OutputError, match="cannot be written"):
        new_brief(NewBriefOptions(Path("file/mine"), "2026-11"))
    assert names(here) == ["file"]


def test_a_brief_that_would_not_hold_is_not_written(here: Path) -> None:
    """An overlay on a brief with a problem is refused with that problem."""
    file(here / "base.yaml", HEADER, "threshold: 0\n")
    with pytest.raises(BriefError) as caught:
        new_brief(NewBriefOptions(Path("mine"), "2026-11", "base.yaml"))
    assert [problem.rule for problem in caught.value.problems] == ["wrong-value"]
    with pytest.raises(BriefError):
        new_brief(NewBriefOptions(Path("mine"), "2026-11", "nowhere"))
    assert names(here) == ["base.yaml"]


@pytest.mark.parametrize(
    ("text", "name"),
    [("A  B", "a-b"), ("été", "e-te"), ("서울", "my-brief"), ("../x", "x"), ("a" * 80, "a" * 64), ("--", "my-brief")],
)
def test_the_id_that_comes_nearest(text: str, name: str) -> None:
    """Any name becomes an id that people can type."""
    assert slugify(text) == name
    assert set(slugify(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


UNRATED = POINT.replace("      president: {trump: {value: -1, basis: inferred, why: He said so.}}\n", "")


def whole(root: Path) -> Place:
    """Return a brief in a folder that lacks nothing but a rating."""
    return folder(root, {"data/brief.yaml": HEADER + OFFICE, "data/points.yaml": UNRATED})


def rating_of(place: Place) -> Any:
    return load(place).brief.points[0].readings("president", "trump")[0]


def overlay(root: Path) -> Place:
    """Return a brief in a folder that is laid on one that lacks nothing but a rating."""
    base = file(root / "base.yaml", HEADER, OFFICE, UNRATED)
    return folder(root / "mine", {"data/brief.yaml": f"id: mine\nextends: ../{base.path.name}\n"})


def test_a_rating_of_a_point_of_another_brief_goes_into_a_file_of_its_own(tmp_path: Path) -> None:
    """In a folder the section stands in data/ratings.yaml, which is made where there is none; no other file changes."""
    place = overlay(tmp_path)
    assert write_rating(place, TRUMP, RATING) == place.path / "data" / "ratings.yaml"
    assert rating_of(place).value == 2
    assert (tmp_path / "base.yaml").read_text() == HEADER + OFFICE + UNRATED
    write_rating(place, TRUMP, {"basis": "unknown"})
    assert rating_of(place).basis == "unknown"
    assert (
        place.path / "data" / "ratings.yaml"
    ).read_text() == "ratings:\n  budget:\n    president:\n      trump:\n        basis: unknown\n"


def test_a_rating_goes_where_the_point_has_it(tmp_path: Path) -> None:
    """A rating that the brief's own point has is replaced there, so that none stands in two places."""
    remarked = POINT.replace("president: {trump: {", "president: # his\n        trump: # so far\n          {")
    remarked = remarked.replace("He said so.}}", "He said so.}")
    for number, text in enumerate((POINT, remarked, POINT.replace("\n", "\r\n"))):
        place = folder(tmp_path / f"{number}", {"data/brief.yaml": HEADER + OFFICE, "data/points.yaml": text.encode()})
        points = place.path / "data" / "points.yaml"
        assert write_rating(place, TRUMP, RATING) == points
        assert rating_of(place).value == 2
        assert not (place.path / "data" / "ratings.yaml").exists()
        assert points.read_bytes().startswith(text.encode().partition(b"president")[0])
        assert ("# his" in text, "# so far" in text) == (
            "# his" in points.read_text(),
            "# so far" in points.read_text(),
        )
        assert not [problem for problem in check(place) if problem.rule == "rated-twice"]


def test_a_rating_that_stands_in_the_section_stays_there(tmp_path: Path) -> None:
    """Where the section has the rating, which counts, it is replaced there, and the other one is told."""
    ratings = "ratings:\n  budget:\n    president:\n      trump: {basis: unknown}\n"
    place = folder(tmp_path, {"data/brief.yaml": HEADER + OFFICE, "data/points.yaml": POINT, "data/z.yaml": ratings})
    assert [(problem.rule, problem.level) for problem in check(place)] == [("rated-twice", "warning")]
    assert write_rating(place, TRUMP, RATING) == place.path / "data" / "z.yaml"
    assert rating_of(place).value == 2


def test_a_rating_goes_where_the_section_stands(tmp_path: Path) -> None:
    """A section in another file, or in a single file, is written there; remarks, marks of order and the mode stay."""
    place = whole(tmp_path / "mine")
    other = place.path / "data" / "z.yaml"
    other.write_bytes(b"\xef\xbb\xbf# mine\r\nratings: {} # here\r\n")
    other.chmod(0o640)
    (place.path / "kept").mkdir()
    other.rename(place.path / "kept" / "z")
    other.symlink_to("../kept/z")
    assert write_rating(place, TRUMP, RATING) == other
    assert other.is_symlink()
    assert other.stat().st_mode & 0o777 == 0o640
    assert other.read_bytes().startswith(b"\xef\xbb\xbf# mine\r\nratings: # here\r\n  budget:\r\n")
    single = file(tmp_path / "one.yaml", HEADER, OFFICE, UNRATED)
    assert write_rating(single, TRUMP, RATING) == single.path
    assert single.path.read_text().startswith(HEADER + OFFICE + UNRATED + "      president:\n")
    assert rating_of(single).value == 2


def test_a_rating_that_the_point_lacks_goes_into_the_point(tmp_path: Path) -> None:
    """Where the brief has no section of ratings; below what the point has, or in a point without any."""
    bare = UNRATED.partition("    ratings:\n")[0]
    for number, text in enumerate((UNRATED, bare, UNRATED.replace("\n", "\r\n"), bare + "    ratings: {} # none\n")):
        place = folder(tmp_path / f"{number}", {"data/brief.yaml": HEADER + OFFICE, "data/points.yaml": text.encode()})
        assert write_rating(place, TRUMP, RATING) == place.path / "data" / "points.yaml"
        assert rating_of(place).value == 2
        assert names(place.path / "data") == ["brief.yaml", "points.yaml"]


def test_the_new_file_leads_editors_to_the_schema_where_there_is_one(here: Path) -> None:
    """Beside a schema the file of ratings begins with the line that names it."""
    path = made(NewBriefOptions(here / "mine", "2026-11", "rok-us-2024"))
    write_rating(Place(path, "mine"), ("ncg", "president", "trump"), RATING)
    assert (path / "data" / "ratings.yaml").read_text().startswith("# yaml-language-server: ")


@pytest.mark.parametrize(
    ("path", "rating"), [(("budgte", "president", "trump"), RATING), (TRUMP, {"value": 5, "basis": "inferred"})]
)
def test_a_rating_with_which_the_brief_would_not_hold_is_not_written(
    path: tuple[str, ...], rating: dict[str, Any], tmp_path: Path
) -> None:
    """The brief is checked with the rating before anything is written."""
    place = whole(tmp_path / "mine")
    with pytest.raises(BriefError, match="would be invalid with this rating") as caught:
        write_rating(place, path, rating)
    assert caught.value.problems
    assert not (place.path / "data" / "ratings.yaml").exists()


def test_a_brief_that_does_not_hold_is_not_rated(tmp_path: Path) -> None:
    """A file that cannot be read is told before anything is written."""
    place = whole(tmp_path / "mine")
    (place.path / "data" / "z.yaml").write_text("a: [")
    with pytest.raises(BriefError, match="is invalid"):
        write_rating(place, TRUMP, RATING)


@pytest.mark.parametrize("text", ["? ratings\n: ~\n", "? ratings\n: {budget: {source: {basis: unknown}}}\n"])
def test_a_file_in_an_odd_style_is_left_alone(text: str, tmp_path: Path) -> None:
    """Where no claim can be put in without a change of the rest nothing is written, elsewhere it is put in right."""
    place = whole(tmp_path / "mine")
    odd = place.path / "data" / "ratings.yaml"
    odd.write_text(text)
    if "~" not in text:
        write_rating(place, TRUMP, RATING)
        assert rating_of(place).value == 2
        return
    with pytest.raises(BriefError, match="a rating cannot be added"):
        write_rating(place, TRUMP, RATING)
    assert odd.read_text() == text


def test_a_point_in_an_odd_style_leaves_its_rating_to_the_section(tmp_path: Path) -> None:
    """Where it cannot be put into the point, it goes into a file of ratings."""
    odd = UNRATED.partition("    ratings:\n")[0] + "    ? ratings\n    : ~\n"
    place = folder(tmp_path / "mine", {"data/brief.yaml": HEADER + OFFICE, "data/points.yaml": odd})
    assert write_rating(place, TRUMP, RATING) == place.path / "data" / "ratings.yaml"
    assert rating_of(place).value == 2
    assert (place.path / "data" / "points.yaml").read_text() == odd


def test_a_file_that_takes_no_rating_is_named(tmp_path: Path) -> None:
    """Where there is no room for the file the error tells which it is, and nothing is left of it."""
    place = overlay(tmp_path)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, hard))
    try:
        with pytest.raises(OutputError, match=r"ratings\.yaml cannot be written: File too large"):
            write_rating(place, TRUMP, RATING)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "ratings.yaml" not in " ".join(names(place.path / "data"))


def test_ratings_through_a_link_are_not_lost(tmp_path: Path) -> None:
    """Eight at once, half of them by another name of the same file, each leave their rating."""
    points = "".join(POINT.removeprefix("points:\n").replace("budget", f"budget-{n}") for n in range(8))
    single = file(tmp_path / "one.yaml", HEADER, OFFICE, f"points:\n{points}")
    (tmp_path / "two.yaml").symlink_to("one.yaml")

    def rate(n: int) -> None:
        place = Place(tmp_path / ("one.yaml" if n % 2 else "two.yaml"), "one")
        write_rating(place, (f"budget-{n}", "president", "trump"), RATING)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(rate, range(8)))
    assert single.path.read_text().count("It was asked for.") == 8
    assert (tmp_path / "two.yaml").is_symlink()


def test_who_waits_too_long_for_others_is_told(tmp_path: Path) -> None:
    """While another writes ratings nothing is written."""
    place = whole(tmp_path / "mine")
    (place.path / ".kbrief").mkdir()
    with file_lock(place.path / ".kbrief" / "ratings"), pytest.raises(OutputError, match="another process"):
        write_rating(place, TRUMP, RATING, timeout=0.01)


def test_a_folder_that_takes_no_file_is_an_output_error(tmp_path: Path) -> None:
    """Where the lock cannot be made the error says why."""
    place = whole(tmp_path / "mine")
    (place.path / ".kbrief").write_text("")
    with pytest.raises(OutputError, match="cannot be written"):
        write_rating(place, TRUMP, RATING)

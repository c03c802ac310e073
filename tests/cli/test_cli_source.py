"""`source` and `new --source`: from papers to records, on the screen and as JSON."""

from pathlib import Path

import pytest
from cli_runs import items, run

FIRST = "The ferry is to run each hour until October, says the harbor board."
SECOND = "The islands were not asked, and say so."


def said(*arguments: str, brief: str) -> str:
    """Return all that a run says."""
    ended = run(*arguments, brief=brief)
    return ended.raw + ended.err


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with two papers."""
    monkeypatch.chdir(tmp_path)
    Path("east.txt").write_text(f"{FIRST}\n")
    Path("west.txt").write_text(f"{SECOND}\n")
    return tmp_path


def test_one_command_adds_a_source_to_a_brief_that_is_there(folder: Path) -> None:
    """`new` takes several papers, `source add` one more; all are listed."""
    Path("third.txt").write_text("A third view is held by the pilots.\n")
    assert run("new", "mine", "--empty", "--source", "east.txt", "--source", "west.txt").code == 0
    added = run("source", "add", "third.txt", "--author", "P. Ilot", "--published", "2026-05", brief="mine")
    assert added.code == 0, added.err
    assert "P. Ilot" in added.out
    assert (folder / "mine" / "seeds" / "third-text.yaml").is_file()
    listed = items("source", "list", brief="mine")
    assert [(one["id"], one["age_months"] is None) for one in listed] == [
        ("east-text", True), ("third-text", False), ("west-text", True),
    ]  # fmt: skip
    assert items("source", brief="mine") == listed


def test_an_unknown_day_is_shown_as_not_given(folder: Path) -> None:
    """No screen gives an age, an author or a day that nobody has entered."""
    assert folder
    assert run("new", "mine", "--empty", "--source", "east.txt").code == 0
    assert "not given" in run("sources", brief="mine").out
    line = said("issues", brief="mine")
    assert "date not given" in line
    assert "0 months" not in line
    run("source", "add", "west.txt", brief="mine")
    assert said("issues", brief="mine").count("date not given") >= 2
    for command in (("memo",), ("source",), ("source", "show", "east-text"), ("sources",), ("memo", "-o", "m.html")):
        shown = run(*command, brief="mine")
        assert shown.code == 0, shown.err
        assert "None" not in shown.raw + shown.err


def test_the_words_of_a_copy_stand_beside_each_number(folder: Path) -> None:
    """`show --text` has the words of the file at hand, and says which it does not have."""
    assert folder
    run("new", "mine", "--empty", "--source", "east.txt", "--source", "west.txt")
    (one,) = items("source", "show", "east", "--text", "east.txt", brief="mine")
    assert [(p["n"], p["text"]) for p in one["paragraphs"]] == [(1, FIRST)]
    (other,) = items("source", "show", "east-text", "--text", "west.txt", brief="mine")
    assert [p["text"] for p in other["paragraphs"]] == [None]
    assert "not in the copy" in run("source", "show", "east", "--text", "west.txt", brief="mine").out
    assert run("source", "show", "north", brief="mine").code == 2


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("--published", "May 2026"), "write it as 2024, 2024-10 or 2024-10-24"),
        (("--published", "2026-13"), "write it as 2024, 2024-10 or 2024-10-24"),
        (("--grade", "Z9"), "write a letter A-F and a digit 1-6, e.g. B2"),
        (("--id", "My Id"), "use lowercase letters a-z, digits and hyphens"),
        (("west.txt", "--name", "Both"), "add them one by one"),
        (("--author", "\x1b[1mA"), "write one line without control characters, or leave the option out"),
    ],
)
def test_what_cannot_be_taken_is_told_before_anything_is_written(
    arguments: tuple[str, ...], hint: str, folder: Path
) -> None:
    """Each error ends in 2 and says what to type."""
    run("new", "mine", "--empty")
    ended = run("source", "add", "east.txt", *arguments, brief="mine")
    assert (ended.code, ended.err.splitlines()[-1]) == (2, f"hint: {hint}")
    assert not (folder / "mine" / "seeds").exists()


def test_the_bundled_brief_takes_no_paper(folder: Path) -> None:
    """What comes with the program is not written to."""
    assert folder
    assert run("source", "add", "east.txt").code == 2


def test_the_same_text_ends_in_3_and_names_the_id(folder: Path) -> None:
    """A copy under another name is refused."""
    run("new", "mine", "--empty", "--source", "east.txt")
    (folder / "copy.txt").write_text(f"Another headline\n\n{FIRST}\n")
    ended = run("source", "add", "copy.txt", brief="mine")
    assert (ended.code, "east-text" in ended.err) == (3, True)


def test_options_of_new_that_do_not_go_together(folder: Path) -> None:
    """One date for two papers, and an empty overlay, are refused."""
    assert folder
    two = ("new", "mine", "--source", "east.txt", "--source", "west.txt", "--published", "2026-01")
    assert run(*two).code == 2
    assert run("new", "mine", "--empty", "--extends", "rok-us-2024").code == 2
    assert not Path("mine").exists()


def test_a_bibliography_comes_in_and_goes_out(folder: Path) -> None:
    """Entries become sources, those without a text are told at their line; the export is read back the same."""
    (folder / "refs.bib").write_text(
        "@report{east, title={The east}, author={{The Board}}, date={2026-05-04}}\n@misc{far, title={Far off}}\n"
    )
    run("new", "mine", "--empty")
    added = run("source", "add", "--from", "refs.bib", "east.txt", brief="mine")
    assert added.code == 0, added.err
    assert "refs.bib:2: this entry has no text" in added.out
    assert "kbrief source refresh far FILE" in added.out
    listed = run("source", "list", brief="mine").out
    assert "May 4, 2026" in listed
    for form, ending in (("csl", "json"), ("bibtex", "bib"), ("ris", "ris")):
        out = run("source", "export", "--as", form, brief="mine")
        assert out.code == 0, out.err
        assert run("source", "export", "--as", form, "-o", f"out.{ending}", brief="mine").code == 0
        run("new", form, "--empty")
        again = run("source", "add", "--from", f"out.{ending}", brief=form)
        assert again.code == 0
        assert "0, 0 of them body" not in again.out
        assert items("source", "list", brief=form) == items("source", "list", brief="mine")
    assert "Left as they are" in run("source", "add", "--from", "refs.bib", brief="mine").out


def test_a_changed_copy_is_laid_on_its_source(folder: Path) -> None:
    """What changed is shown first with --dry-run, then written; claims to look at again are named."""
    run("new", "mine", "--empty", "--source", "east.txt")
    run("add", "point", "hourly", "--label", "Hourly", "--rate", "source=1", "--cites", "east-text#P1", brief="mine")
    (folder / "now.txt").write_text(f"New head\n\n{FIRST.replace('hour', 'two hours')}\n")
    record = folder / "mine" / "seeds" / "east-text.yaml"
    before = record.read_bytes()
    dry = run("source", "refresh", "east", "now.txt", "--dry-run", brief="mine")
    assert (dry.code, record.read_bytes()) == (0, before), dry.err
    assert "nothing is written yet" in dry.out + dry.err
    assert "hourly.source" in dry.out
    told = items("source", "refresh", "east", "now.txt", brief="mine")
    assert [(one["id"], one["status"], one["claims"]) for one in told] == [
        ("east-text#P2", "new", []), ("east-text#P1", "changed", ["hourly.source"]),
    ]  # fmt: skip
    assert record.read_bytes() != before
    assert run("source", "refresh", "east", "now.txt").code == 2


def test_a_source_of_the_future_has_no_age(folder: Path) -> None:
    """It is told as one on every screen, in the memo and by `check --strict`."""
    assert folder
    run("new", "mine", "--empty", "--source", "east.txt")
    run("source", "add", "west.txt", "--published", "2199-01", brief="mine")
    for command in (("issues",), ("memo",), ("source",), ("sources",), ("emphasize",)):
        shown = said(*command, brief="mine")
        assert "0 months" not in shown
        assert "a date in the future" in shown or command == ("sources",)
    assert [one["age_months"] for one in items("source", brief="mine")] == [None, None]
    checked = run("check", "mine", "--strict")
    assert (checked.code, "later than the brief's as_of" in checked.out) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "no paper is given"),
        (("--from", "east.txt"), "is not a bibliography"),
        (("--from", "nowhere.bib"), "cannot be read"),
        (("--from", "refs.bib", "--author", "A"), "--author cannot be used with --from"),
    ],
)
def test_a_bibliography_that_cannot_be_taken_is_told(arguments: tuple[str, ...], message: str, folder: Path) -> None:
    """Nothing to add, no bibliography, or options that each entry says itself."""
    run("new", "mine", "--empty")
    ended = run("source", "add", *arguments, brief="mine")
    assert ended.code in {2, 3}
    assert message in ended.err
    assert not (folder / "mine" / "seeds").exists()


def test_a_page_that_is_all_menu_is_refused(folder: Path) -> None:
    """Links and footers are no article, whether elements or mere rows of links say so."""
    (folder / "a.html").write_text("<nav><a href=/>Home</a></nav><footer>Imprint</footer>")
    (folder / "b.html").write_text("<ul>" + "<li><a href=/x>Go there now</a></li>" * 9 + "</ul><p>End</p>")
    (folder / "c.html").write_text("<p><a href=/x>Only a link to it</a></p>")
    run("new", "mine", "--empty")
    for name in ("a.html", "c.html"):
        ended = run("source", "add", name, brief="mine")
        assert (ended.code, "has no article" in ended.err) == (3, True)
    run("source", "add", "b.html", brief="mine")
    assert [len(one["paragraphs"]) for one in items("source", brief="mine")] == [1]

"""Papers that are taken into a brief: of every kind, each once, all of them or none."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from kbrief.errors import BriefError, OutputError
from kbrief.files import display_path
from kbrief.load.brief import load
from kbrief.load.check import check
from kbrief.load.find import Place
from kbrief.model import Source
from kbrief.store.atomic import file_lock
from kbrief.store.new import NewBriefOptions, SourceFacts, new_brief
from kbrief.store.sources import add_sources

NOTHING = SourceFacts()
FIRST = "The lock on the canal is to be rebuilt by spring, as the board has said."
SECOND = "Barge owners ask for a slot of two weeks in which nothing is closed."


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """An empty brief of one's own, and the working folder above it."""
    monkeypatch.chdir(tmp_path)
    return new_brief(NewBriefOptions(Path("canal"), "2026-11", empty=True))[0]


def paper(name: str, *paragraphs: str) -> Path:
    path = Path(name)
    path.write_text("\n\n".join(paragraphs) + "\n")
    return path


def sources(place: Place) -> dict[str, Source]:
    return {source.id: source for source in load(place).brief.sources}


def word(path: Path, *paragraphs: str) -> Path:
    """Write a Word document of a few paragraphs."""
    document = pytest.importorskip("docx").Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(str(path))
    return path


def pdf(path: Path, *lines: str, password: str = "") -> Path:
    """Write a PDF of one page, without a library that writes text."""
    pypdf = pytest.importorskip("pypdf")
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(612, 792)
    font = DictionaryObject({
        NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
        NameObject("/BaseFont"): NameObject("/Helvetica"),
    })  # fmt: skip
    page[NameObject("/Resources")] = DictionaryObject(
        {
            NameObject("/Font"): DictionaryObject({NameObject("/F1"): writer._add_object(font)})  # noqa: SLF001
        }
    )
    stream = DecodedStreamObject()
    shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
    stream.set_data(f"BT /F1 12 Tf 50 700 Td {shown} ET".encode())
    page[NameObject("/Contents")] = writer._add_object(stream)  # noqa: SLF001
    writer.add_metadata({"/Title": "The canal in figures", "/Author": "I. Waters"})
    if password:
        writer.encrypt(password)
    with path.open("wb") as file:
        writer.write(file)
    return path


def test_papers_become_records_of_a_brief_that_still_holds(place: Place) -> None:
    """Each paper gets a record with what is known of it and nothing that is not."""
    one, two = paper("north.txt", FIRST, SECOND), paper("south.txt", "Nobody has asked us, say the villages.")
    added = add_sources(place, (one, two), SourceFacts(author="N. North", grade="B2"), "2026-11")
    assert [entry.id for entry in added] == ["north-text", "south-text"]
    found = sources(place)["north-text"]
    assert (found.author, found.publisher, found.published, str(found.grade)) == ("N. North", None, None, "B2")
    assert [(p.n, p.kind, p.digest) for p in found.paragraphs] == [(1, "body", None), (2, "body", None)]
    assert "error" not in {problem.level for problem in check(place)}
    record = (place.path / "seeds" / "north-text.yaml").read_text()
    assert record.startswith("# yaml-language-server")
    assert not any(word in record for word in ("canal", "barge", "not known yet", "Not summed up"))


def test_a_paper_of_the_same_name_gets_another_id(place: Place) -> None:
    """Two papers of one name, in two folders, are two sources."""
    Path("other").mkdir()
    add_sources(place, (paper("note.txt", FIRST), paper("other/note.txt", SECOND)), NOTHING, "2026-11")
    assert set(sources(place)) == {"note-text", "note-text-2"}


@pytest.mark.parametrize("headline", ["", "A headline of another paper altogether"])
def test_the_same_text_is_refused_with_the_id_that_has_it(headline: str, place: Place) -> None:
    """A reprint is told by its fingerprints, whatever its file, its wrapping and its headline; nothing is written."""
    add_sources(place, (paper("north.txt", FIRST, SECOND),), NOTHING, "2026-11")
    wrapped = SECOND.replace(" two ", "\ntwo ")
    page = Path("again.html")
    page.write_text(f"<h1>{headline}</h1><p>{FIRST}</p><p>{wrapped}</p>")
    with pytest.raises(BriefError, match="as north-text"):
        add_sources(place, (paper("new.txt", "Something else is said here."), page), NOTHING, "2026-11")
    assert list(sources(place)) == ["north-text"]


def test_two_copies_in_one_go_are_refused(place: Place) -> None:
    """Of papers that are added together one text counts once too."""
    with pytest.raises(BriefError, match="as a-text"):
        add_sources(place, (paper("a.txt", FIRST), paper("b.txt", FIRST)), NOTHING, "2026-11")
    assert not sources(place)


def test_a_text_of_one_shared_paragraph_is_another_text(place: Place) -> None:
    """A paper that quotes a paragraph of another one is its own."""
    long = "Here the paper goes on at length, " + "and on " * 40
    add_sources(place, (paper("a.txt", FIRST), paper("b.txt", FIRST, long)), NOTHING, "2026-11")
    assert len(sources(place)) == 2


def test_word_mail_markdown_and_pages_say_who_and_when(place: Place) -> None:
    """Each kind of file gives its paragraphs and what it says of itself."""
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["Date"] = (
        "On the lock",
        "Ada Lock <ada@example.org>",
        "Mon, 5 Oct 2026 09:00 +0000",
    )
    mail.set_content(f"{SECOND}\n\n> an older mail\n")
    Path("mail.eml").write_bytes(mail.as_bytes())
    Path("page.html").write_text(
        "<head><title>The lock</title><meta name=author content='B. Page'><meta name=date content=2025-03-02></head>"
        f"<nav>Home</nav><main><h1>The lock</h1><p>{FIRST}</p></main><footer>Imprint</footer>"
    )
    marked = paper("notes.md", "# Notes on the locks", "Ships wait for nine hours at most.")
    papers = (Path("mail.eml"), Path("page.html"), marked, word(Path("w.docx"), "A line of Word.", "And one more."))
    add_sources(place, papers, NOTHING, "2026-11")
    found = sources(place)
    told = {name: (one.title, one.author, one.published) for name, one in found.items()}
    assert told == {
        "mail-text": ("On the lock", "Ada Lock", "2026-10-05"), "page-text": ("The lock", "B. Page", "2025-03-02"),
        "notes-text": ("Notes on the locks", None, None), "w-text": ("w", None, None),
    }  # fmt: skip
    kinds = {name: [p.kind for p in one.paragraphs] for name, one in found.items()}
    assert kinds == {
        "mail-text": ["body"], "page-text": ["heading", "body"], "notes-text": ["heading", "body"],
        "w-text": ["body", "body"],
    }  # fmt: skip


def test_a_pdf_gives_its_text(place: Place) -> None:
    """The lines of a page are joined into paragraphs; title and author are the file's own."""
    added = add_sources(place, (pdf(Path("figures.pdf"), "Nine barges wait.", "Two are empty."),), NOTHING, "2026-11")
    found = sources(place)["figures-text"]
    assert (found.title, found.author) == ("The canal in figures", "I. Waters")
    assert "Nine barges wait." in " ".join(added[0].text.texts)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("locked.pdf", "is locked with a password"),
        ("scan.pdf", "has no text on its 1 pages: it may be scanned"),
        ("broken.pdf", "is not a PDF that can be read"),
        ("empty.txt", "has no text"),
        ("no.eml", "is not an e-mail"),
        ("old.docx", "is not a Word document"),
        ("nowhere.txt", "cannot be read"),
    ],
)
def test_a_paper_that_cannot_be_read_is_told_and_nothing_is_written(name: str, message: str, place: Place) -> None:
    """The error names the file and the problems with it; the papers beside it are not taken in by halves."""
    pdf(Path("locked.pdf"), "Text.", password="secret")  # noqa: S106 - of a file of this test
    pdf(Path("scan.pdf"))
    Path("broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    Path("empty.txt").write_text("\n \n")
    Path("no.eml").write_text("no head lines at all")
    Path("old.docx").write_text("no archive")
    with pytest.raises(BriefError, match=message) as caught:
        add_sources(place, (paper("good.txt", FIRST), Path(name)), NOTHING, "2026-11")
    assert name in str(caught.value)
    assert not sources(place)


def test_nothing_is_overwritten(place: Place) -> None:
    """A file that has the record's name is left alone, be it a link to nowhere."""
    link = place.path / "seeds"
    link.mkdir()
    (link / "note-text.yaml").symlink_to("nowhere")
    with pytest.raises((OutputError, BriefError)):
        add_sources(place, (paper("note.txt", FIRST),), NOTHING, "2026-11")
    assert not (link / "nowhere").exists()


def test_an_id_that_is_taken_is_refused(place: Place) -> None:
    """The id of a criterion, too, is no id for a source."""
    with pytest.raises(BriefError, match="already used"):
        add_sources(place, (paper("a.txt", FIRST),), NOTHING, "2026-11", name="audience")
    add_sources(place, (paper("a.txt", FIRST),), NOTHING, "2026-11", name="lock-paper")
    assert list(sources(place)) == ["lock-paper"]


def test_a_brief_in_one_file_has_no_place_for_records(place: Place) -> None:
    """The error says what to type."""
    single = Path("one.yaml")
    single.write_bytes((place.path / "data" / "brief.yaml").read_bytes())
    with pytest.raises(BriefError, match="in one file"):
        add_sources(Place(single, "one"), (paper("a.txt", FIRST),), NOTHING, "2026-11")


def test_who_waits_too_long_for_others_is_told(place: Place) -> None:
    """While another takes papers in nothing is written."""
    (place.path / ".kbrief").mkdir()
    with file_lock(place.path / ".kbrief" / "sources"), pytest.raises(OutputError, match="another process"):
        add_sources(place, (paper("a.txt", FIRST),), NOTHING, "2026-11", timeout=0.01)
    assert not (place.path / "seeds").exists(), display_path(place.path)

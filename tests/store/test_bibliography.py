"""Bibliographies in three forms: read, written, read again, and taken into a brief."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbrief.errors import BriefError
from kbrief.load.brief import load
from kbrief.load.check import check
from kbrief.load.find import Place, find_place
from kbrief.model import Source
from kbrief.store.bibliography import source_records
from kbrief.store.new import NewBriefOptions, SourceFacts, new_brief
from kbrief.store.sources import AddedSource, add_sources
from kbrief.text.bibliography import FORMS, read_bibliography, write_bibliography
from kbrief.text.bibliography.latex import from_latex, to_latex

ENDINGS = {"csl": "json", "bibtex": "bib", "ris": "ris"}
ZOTERO = """[
{"id": "http://zotero.org/users/1/items/AB", "type": "article-newspaper", "title": "Winter <i>runs</i>",
 "container-title": "Harbor News", "author": [{"family": "Holm", "given": "Ida", "non-dropping-particle": "van"}],
 "issued": {"date-parts": [["2025", 3, 9]]}, "URL": "https://news.example.org/winter"},
{"id": 7, "type": "report", "title": "Locks", "issued": {"raw": "2024-05"}, "DOI": "10.1000/182"}
]"""
BIBTEX = r"""Exported on a Monday.
@string{hb = "Harbor " # "Board"}
@comment{ @article{not, title = {this}} }
@ARTICLE{Holm:2025, author = {Holm, Ida and {The Crew's Union} and van der Berg, Jan}, title = {The {ROK} \& na{\"\i}ve
  caf\'{e}}, journal = hb, year = 2025, month = mar, url = {https://a.example/b\_c}}
@online(second, title = "Quoted {"}braces{"}", date = {2024-05-31})
"""
RIS = (
    "\ufeffTY  - RPRT\r\nID  - r1\r\nTI  - A report\r\n on two lines\r\nAU  - Doe, Jane\r\nA1  - The Board\r\n"
    "DA  - 2024/05/\r\nPB  - Board\r\nUR  - https://a.example/r\r\nER  - \r\n\r\n"
    "TY  - NEWS\r\nT1  - News\r\nPY  - 2023\r\nER  -\r\n"
)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """An empty brief of one's own, and the working folder above it."""
    monkeypatch.chdir(tmp_path)
    return new_brief(NewBriefOptions(Path("canal"), "2026-11", empty=True))[0]


def sources(place: Place) -> dict[str, Source]:
    return {source.id: source for source in load(place).brief.sources}


def take(place: Place, text: str, name: str, *papers: str) -> tuple[AddedSource, ...]:
    Path(name).write_text(text)
    return add_sources(place, [Path(p) for p in papers], SourceFacts(), "2026-11", bibliography=Path(name))


def told(text: str, name: str) -> list[tuple[str | None, ...]]:
    """Return key, title, author, publisher, date and address of what a file says."""
    Path(name).write_text(text)
    keys = ("title", "author", "publisher", "published", "url")
    return [(entry.key, *(entry.record.get(key) for key in keys)) for entry in read_bibliography(Path(name))]


def test_each_form_is_read_as_its_programs_write_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names, dates, addresses, macros, accents and lines that go on."""
    monkeypatch.chdir(tmp_path)
    assert told(ZOTERO, "refs.json") == [
        ("http://zotero.org/users/1/items/AB", "Winter runs", "Ida van Holm", "Harbor News", "2025-03-09",
         "https://news.example.org/winter"),
        ("7", "Locks", None, None, "2024-05", "https://doi.org/10.1000/182"),
    ]  # fmt: skip
    assert told(BIBTEX, "refs.bib") == [
        ("Holm:2025", "The ROK & naïve café", "Ida Holm, The Crew's Union, Jan van der Berg", "Harbor Board", "2025-03",
         "https://a.example/b_c"),
        ("second", 'Quoted "braces"', None, None, "2024-05-31", None),
    ]  # fmt: skip
    assert told(RIS, "refs.ris") == [
        ("r1", "A report on two lines", "Jane Doe, The Board", "Board", "2024-05", "https://a.example/r"),
        ("", "News", None, None, "2023", None),
    ]
    assert told(RIS, "refs.txt") == told(RIS, "refs.ris")


LINE = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12)
RECORD = st.fixed_dictionaries(
    {"id": st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4})?", fullmatch=True), "name": LINE, "title": LINE, "kind": LINE,
     "grade": st.just({"reliability": "B", "credibility": 2})},
    optional={"author": LINE, "publisher": LINE, "url": st.just("https://a.example/{x}_y~%&#"),
              "published": st.sampled_from(["2024", "2024-02", "2024-02-29"]), "views": LINE, "role": LINE},
)  # fmt: skip


@given(st.lists(RECORD, min_size=1, max_size=3), st.sampled_from(FORMS))
def test_what_a_record_has_comes_back(records: list[dict[str, object]], form: str) -> None:
    """Whatever signs stand in a record, its entry gives the same one."""
    from kbrief.text.bibliography import READERS
    from kbrief.text.bibliography.entry import make_entry

    assert [make_entry(raw).record for raw in READERS[form](write_bibliography(records, form), "x")] == records


@given(LINE)
def test_latex_is_escaped_and_read_back(text: str) -> None:
    """What is escaped is read as it was, but for what LaTeX writes in ASCII."""
    plain = text.replace("-", "").replace("`", "").replace("'", "")
    assert from_latex(to_latex(plain)) == from_latex(plain) or from_latex(to_latex(plain)) == plain


@pytest.mark.parametrize("form", FORMS)
def test_a_brief_goes_round(form: str, place: Place) -> None:
    """The records of the bundled brief, exported and taken in again, are the same: digests, figures, both languages."""
    records = source_records(load(find_place("rok-us-2024")).brief)
    take(place, write_bibliography(records, form), f"refs.{ENDINGS[form]}")
    assert source_records(load(place).brief) == records
    assert not {problem.level for problem in check(place)} & {"error"}


def test_entries_get_their_text_and_those_without_are_told_at_their_line(place: Place) -> None:
    """A file that the entry names, a paper named as its key; else the record has no paragraph yet."""
    Path("files").mkdir()
    Path("files/a.txt").write_text("The text of the first.\n")
    Path("holm-2025.txt").write_text("The text of the second.\n")
    Path("outside.txt").write_text("x")
    text = (
        "@misc{one, title={One}, file={Full:files/a.txt:text/plain}}\n"
        "@misc{Holm_2025, title={Two}}\n"
        "@misc{three, title={Three}, url={https://a.example/3}}\n"
        "@misc{four, title={Four}, file={../outside.txt}}\n"
        "@misc{five, title={Five}, file={files/none.txt}}\n"
    )
    added = take(place, text, "refs.bib", "holm-2025.txt")
    assert {one.id: str(one.note) for one in added} == {
        "one": "", "holm-2025": "",
        "three": "refs.bib:3: this entry has no text, so nothing can be cited from it yet",
        "four": "refs.bib:4: its file ../outside.txt is not in the folder of the bibliography",
        "five": "refs.bib:5: its file files/none.txt does not exist",
    }  # fmt: skip
    assert [len(one.paragraphs) for one in sources(place).values()] == [0, 0, 1, 1, 0]
    assert any("paragraphs" in problem.message for problem in check(place))
    before = {path: path.read_bytes() for path in place.path.rglob("*.yaml")}
    again = take(place, text, "refs.bib")
    assert [one.is_known for one in again] == [True] * 5
    assert {path: path.read_bytes() for path in place.path.rglob("*.yaml")} == before


@pytest.mark.parametrize(
    ("name", "text", "line", "message"),
    [
        ("a.json", "[" * 100_000, 1, "this is not JSON"),
        ("a.json", '[{"id": "a", "title": "A"}\n{"id": "b"}]', 2, "a comma is missing"),
        ("a.json", '[{"id": "a", "title": "A"},\n"b"]', 2, "not a CSL-JSON entry"),
        ("a.json", '[{"id": "a", "title": 5}]', 1, "has no title"),
        ("a.json", '[{"id": "a", "title": "A"}] more', 1, "after the end"),
        ("a.json", '[{"id":"a","title":"A","custom":{"kbrief":{"paragraphs":5}}}]', 1, "paragraphs of this entry"),
        ("a.json", '[{"id":"a","title":"A","custom":{"kbrief":{"views":"\\ud800"}}}]', 1, "is invalid"),
        ("a.bib", "@misc{a, title = {open", 1, "is not closed"),
        ("a.bib", '@misc{a, title = "open {" } ', 1, "is not closed"),
        ("a.bib", "\n@misc{a, title}", 2, "a field looks like title = {…}"),
        ("a.bib", "@string{a = {x}}" + "@string{a = a # a}" * 40 + "@misc{b, title = a}", 1, "expands to"),
        ("a.bib", "% nothing", 1, "has no entries"),
        ("a.ris", "AU  - Doe\nTY  - GEN\n", 1, "before the first entry"),
        ("a.ris", "TY  - GEN\nER  - \n", 1, "has no title"),
        ("a.txt", "Some text.", 1, "is not a bibliography"),
    ],
)
def test_what_is_amiss_is_told_at_its_line_and_nothing_is_written(
    name: str, text: str, line: int, message: str, place: Place
) -> None:
    """Cut short, deep, without titles, of another form, or made to grow: an error at the entry."""
    with pytest.raises(BriefError) as caught:
        take(place, text, name)
    (problem,) = caught.value.problems
    assert (problem.line, message in problem.message) == (line, True), problem
    assert not sources(place)


def test_a_paper_of_no_entry_is_refused(place: Place) -> None:
    """A text that no entry is of is not taken in by guessing."""
    Path("other.txt").write_text("x y z\n")
    with pytest.raises(BriefError, match="belongs to no entry"):
        take(place, ZOTERO, "refs.json", "other.txt")


def test_the_same_text_under_two_entries_is_refused(place: Place) -> None:
    """Two entries that name one file are one text."""
    Path("a.txt").write_text("The very same words stand here.\n")
    with pytest.raises(BriefError, match=r"already has the text of .*, as one"):
        take(place, "@misc{one,title={1},file={a.txt}}@misc{two,title={2},file={a.txt}}", "r.bib")


def test_what_is_not_confirmed_is_not_written(place: Place) -> None:
    """Whoever is asked sees what would be written, and may refuse by raising."""

    def refuse(found: object) -> None:
        raise BriefError(json.dumps(str(found)))

    Path("a.txt").write_text("Words.\n")
    with pytest.raises(BriefError):
        add_sources(place, [Path("a.txt")], SourceFacts(), "2026-11", confirm=refuse)
    assert not sources(place)

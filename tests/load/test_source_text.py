"""The text of a source as its record is begun from it, and what a hostile one costs."""

import textwrap
import time
import unicodedata
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from kbrief.errors import BriefError
from kbrief.text.decode import as_stored, decode
from kbrief.verify.normal import normalize_text
from kbrief.verify.page import read_page
from kbrief.verify.source_text import SourceText, read_source
from kbrief.verify.verify import find_fingerprints, read_copy
from kbrief.verify.words import split_words

PARAGRAPHS = (
    "The lighthouse was lit again in the spring, after the harbor office had found the money for its lamp.",
    "Its keeper lives in the town now; he counts the ships from his kitchen and writes each of them into a book.",
    "Ships that come in from the north see the lamp first. Those from the south see the mole, as they always did.",
)

SITE = """<!doctype html><html><head><title>The lamp | Harbor News</title>
<meta name="author" content="Ida Holm"><meta property="og:site_name" content="Harbor News">
<script type="application/ld+json">{"datePublished": "2023-04-09T08:00:00Z"}</script></head><body>
<header><p>Harbor News</p></header><div class="sidebar box"><p>Read more of this, and of that</p></div>
<div role="main"><h1>The lamp</h1><p>The lamp burns
again since March.</p><p>Nobody had asked<br>the keeper.</p><aside><p>Subscribe!</p></aside>
<figure><img src="x"><figcaption>The lamp at night</figcaption></figure></div>
<form><p>Your mail address</p></form><div role="contentinfo"><p>Imprint</p></div></body></html>"""


def read(tmp_path: Path, text: str, name: str = "a.txt") -> SourceText:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return read_source(tmp_path / name)


def paragraphs(tmp_path: Path, text: str, name: str = "a.txt") -> list[str]:
    return [" ".join(passage.words) for passage in read(tmp_path, text, name).passages]


def plain(text: str) -> str:
    return " ".join(word.text for word in split_words([(text, 1)]))


@pytest.mark.parametrize("between", ["\n\n", "\n\n\n", "\n \n"])
@pytest.mark.parametrize("width", [48, 64, 80])
def test_wrapped_lines_are_joined(tmp_path: Path, width: int, between: str) -> None:
    """Lines as wide as a mail or a page has them make up the paragraphs that were wrapped."""
    text = between.join(textwrap.fill(paragraph, width) for paragraph in PARAGRAPHS)
    assert paragraphs(tmp_path, text) == [plain(paragraph) for paragraph in PARAGRAPHS]


def test_wrapped_paragraphs_without_an_empty_line_are_told_by_their_last_line(tmp_path: Path) -> None:
    """A line that is shorter than it had to be ends a paragraph; so does what begins a list."""
    text = "\n".join(textwrap.fill(paragraph, 58) for paragraph in PARAGRAPHS[:2])
    assert paragraphs(tmp_path, text) == [plain(paragraph) for paragraph in PARAGRAPHS[:2]]
    listed = "\n".join(textwrap.fill(f"- {p}", 58, subsequent_indent="  ") for p in PARAGRAPHS)
    assert paragraphs(tmp_path, listed) == [plain(paragraph) for paragraph in PARAGRAPHS]


def test_a_line_a_paragraph_stays_a_line_a_paragraph(tmp_path: Path) -> None:
    """Text that nobody wrapped is not joined: whole sentences, short lines, and lines of any length."""
    for lines in (PARAGRAPHS, ("One two three", "Four five six", "Seven"), [p * 3 for p in PARAGRAPHS]):
        assert len(paragraphs(tmp_path, "\n".join(lines))) == 3


def test_broken_words_and_pages_do_not_part_a_paragraph(tmp_path: Path) -> None:
    """A word broken at the end of a line is mended, and a sentence goes on over the end of a page."""
    text = (
        "The keeper of the lamp at the end of the har-\nbor counts the ships, and\n3\n"
        "\fthose that he misses he\nguesses.\n4\n"
    )
    assert paragraphs(tmp_path, text) == [
        "the keeper of the lamp at the end of the harbor counts the ships and those that he misses he guesses"
    ]


def test_what_is_recorded_is_found_in_its_own_file(tmp_path: Path) -> None:
    """The fingerprints of a record hold against the text from which it was begun."""
    wrapped = "\n\n".join(textwrap.fill(paragraph, 48) for paragraph in PARAGRAPHS)
    for name, text in (("a.txt", wrapped.replace("harbor office", "har-\nbor office")), ("a.html", SITE)):
        found = read(tmp_path, text, name).passages
        prints = {(len(p.words), sha256(" ".join(p.words).encode()).digest()) for p in found}
        assert set(find_fingerprints(split_words(read_copy(tmp_path / name)), prints)) == prints


def test_an_article_is_told_from_what_stands_around_it(tmp_path: Path) -> None:
    """Menus, forms and footers are no paragraphs; title, author, publisher and month are the page's own."""
    found = read(tmp_path, SITE, "page.html")
    assert [(p.kind, " ".join(p.words)) for p in found.passages] == [
        ("heading", "the lamp"), ("body", "the lamp burns again since march"), ("body", "nobody had asked the keeper"),
        ("note", "the lamp at night"),
    ]  # fmt: skip
    assert found[1:5] == ("The lamp", "Ida Holm", "Harbor News", "2023-04-09")


def test_a_page_without_an_article_is_all_of_it_but_what_stands_around() -> None:
    """Where only menus are left, nothing is; what is not closed runs to the end; ends of nothing do nothing."""
    for page, lines in (
        ("<p>a</p></div><nav>b</nav><p>c<p>d", ["a", "c", "d"]),
        ("<nav><p>only menus", []),
        ("<main><p>x</p></main><p>" + "word " * 9, ["x", "word " * 9]),
        ("<p>one<br>two<br><br>three", ["one", "two", "three"]),
        ("<article><header><h1>T</h1></header><p>b", ["T", "b"]),
    ):
        assert [line for block in read_page(page).blocks for line in block.lines] == lines


def test_what_a_page_says_of_itself_is_one_line_and_short() -> None:
    """Line breaks, signs that are not seen and long texts do not come into a record; addresses are no authors."""
    said = read_page(
        "<meta name=author content='https://a.example/b'><meta name=dc.creator content='A\n\u202eB&#10;C'>"
        f"<meta property='article:published_time' content='2023-13-01'>"
        f"<time datetime='2022-3-01'>x</time><title>{'t' * 900}"
    )
    assert (said.author, said.date, len(said.title), said.publisher) == ("A B C", "2022-03-01", 200, "")


@pytest.mark.parametrize(
    ("text", "coding"),
    [("부두를 다시 준설함\n", "iso2022_kr"), ("港を浚う\n", "iso2022_jp"), ("港口 and\n", "hz"), ("부두", "utf-32")],
)
def test_codes_that_shift_or_have_a_mark_are_read(text: str, coding: str) -> None:
    """A code of seven bits, as of mail, is told by its escapes."""
    assert decode(text.encode(coding), "a") == text


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"\x1b$AVPND\x1b(B", "ISO-2022"), (b"\x1b$)C\x0e", "ISO-2022"),
        (b"\x1b[31mred", "character U"), (b"a\x0eb\x0f", "character U"),
    ],
)  # fmt: skip
def test_a_code_that_is_not_known_is_refused(data: bytes, told: str) -> None:
    """What shifts to letters that are not known is no text, and its place is told."""
    with pytest.raises(BriefError, match=told):
        decode(data, "a")


@pytest.mark.parametrize("text", ["", " \n\f\n", "\ufeff"])
def test_a_file_without_text_is_no_source(tmp_path: Path, text: str) -> None:
    """Nothing is recorded of nothing, and the file is named."""
    for name in ("a.txt", "a.html"):
        with pytest.raises(BriefError, match=r"a\.(txt|html) has no text"):
            read(tmp_path, text, name)


def test_signs_of_a_shift_in_a_text_are_its_own() -> None:
    """Braces after a tilde are no Chinese, cut off or not."""
    for text in ("a ~{ b ~} c", "~{", "x ~{ab"):
        assert decode(text.encode(), "a") == text


def test_a_name_is_found_however_its_folder_stores_it(tmp_path: Path) -> None:
    """Composed or decomposed, a name is the same name; one that is nowhere stays as it is."""
    composed, decomposed = (unicodedata.normalize("NFC", "부두 é.txt"), unicodedata.normalize("NFD", "부두 é.txt"))
    for stored, typed in ((composed, decomposed), (decomposed, composed)):
        folder = tmp_path / str(len(stored))
        folder.mkdir()
        (folder / stored).write_text("x")
        assert as_stored(folder / typed) == folder / stored
        assert read_copy(folder / typed)
    for missing in (tmp_path / "no.txt", tmp_path / "no" / "a.txt"):
        assert as_stored(missing) == missing


def test_texts_are_made_alike_as_ever() -> None:
    """Marks in any order, expanded or not, come out as they do from the standard library, many or few."""
    for text in ("ﬁ Ä", "e\u0327\u0301", "q" + "\u0f73\u0301\u0344" * 40, "!?" * 50 + "\u0301" * 40 + "Å", "가각" * 9):
        assert normalize_text(text) == unicodedata.normalize("NFKC", text).casefold()


def seconds(run: Callable[[str], object], text: str) -> float:
    began = time.process_time()
    run(text)
    return time.process_time() - began


def words_in(text: str) -> object:
    return split_words([(line, n) for n, line in enumerate(text.split("\n"))])


@pytest.mark.parametrize("run", [read_page, words_in])
@pytest.mark.parametrize(
    "shape",
    ["x", "a-", "_", "가", "x\u00ad", "-\u200b", "e\u0301\u0327" , "\u0327\u0301", "\u0f73", "<p", "<div>",
     "</div>", "<a =", "<b x", "<nav>x</nav>",
     "<meta a", "&#", "1 ", "ab-\n", "\f1\n", "x" * 99 + "-"],
)  # fmt: skip
def test_twice_as_much_costs_about_twice(run: Callable[[str], object], shape: str) -> None:
    """No shape of a text costs the square of its length: sixteen times as much is far from 256 times the time."""
    n = 5_000 // len(shape)
    small, large = (min(seconds(run, shape * k + " z") for _ in range(2)) for k in (n, 16 * n))
    assert large < 80 * max(small, 0.002)


def test_a_word_file_says_its_title_and_author(tmp_path: Path) -> None:
    """Of the core properties; a file in which they cannot be read has none."""
    docx = pytest.importorskip("docx")
    word = docx.Document()
    word.core_properties.title, word.core_properties.author = "Buses  instead", "The union"
    word.add_paragraph("Buses would do.")
    word.save(str(tmp_path / "a.docx"))
    assert read_source(tmp_path / "a.docx")[1:3] == ("Buses instead", "The union")
    with zipfile.ZipFile(tmp_path / "a.docx") as whole, zipfile.ZipFile(tmp_path / "b.docx", "w") as bare:
        for part in whole.namelist():
            bare.writestr(part, b"<broken" if part == "docProps/core.xml" else whole.read(part))
    assert read_source(tmp_path / "b.docx")[1:3] == ("", "")

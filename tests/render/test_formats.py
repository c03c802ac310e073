"""JSON, CSV and Markdown: what is written is what is read back."""

import csv
import io
import json
import re
from typing import Any

import pytest
from export_documents import EMPTY_CHART
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from kbrief import load_brief
from kbrief.pages.document import Box, Bullets, Column, Document, Fields, Heading, Paragraph, Picture, Row, Table
from kbrief.records import to_json
from kbrief.records.cells import escape_formula
from kbrief.records.rows import to_csv
from kbrief.render.markdown import escape_line_start, escape_markdown, to_markdown

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
OURS = {"text", "text_special", "strong_open", "strong_close", "softbreak", "hardbreak"}
NASTY = st.text(alphabet='ab1 []()*_#>+-=~`|\\<&;!.:"/xX@%$\t', min_size=1, max_size=12).filter(str.strip)


def test_the_envelope_has_its_keys_in_order() -> None:
    """Version of the form, command, brief, setting, notes, items; without a brief there is none."""
    brief = load_brief("rok-us-2024")
    text = to_json("x", [{"id": "é"}], ("n",), brief, administration=None, given=[])
    assert list(json.loads(text)) == ["kbrief", "command", "brief", "administration", "given", "notes", "items"]
    assert '"é"' in text
    assert text.endswith("}\n")
    assert json.loads(to_json("x", [], ())) == {"kbrief": 1, "command": "x", "notes": [], "items": []}


@given(st.lists(st.dictionaries(st.sampled_from("abc"), st.text(alphabet='a,"\n;=é', max_size=5)), max_size=4))
def test_text_in_csv_is_read_back_as_it_was(items: list[dict[str, str]]) -> None:
    """Commas, quotes and line ends arrive; a key that an item lacks is empty."""
    read = list(csv.DictReader(io.StringIO(to_csv(items), newline="")))
    keys = list(dict.fromkeys(key for item in items for key in item))
    if keys and len(keys) > 1:
        assert read == [{key: escape_formula(item.get(key, "")) for key in keys} for item in items]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (["a", "b"], "a; b"), ([], ""), ([{"a": 1, "b": None}], "a: 1"), ([["é"]], "é"), ({}, ""),
        ([{"text": "-a", "basis": "stated"}, {"text": "b"}], "'-a; b"), ({"text": "x"}, "x"), ([True, None], "true; "),
        (True, "true"), (False, "false"), (None, ""), (0.5, "0.5"), (-2, "-2"), ("-2", "-2"), ("+1.5 %", "'+1.5 %"),
        ("-1,000.5", "-1,000.5"), ("=1+1", "'=1+1"), ("@SUM(A1)", "'@SUM(A1)"), ("-x", "'-x"), ("+82-2-1", "'+82-2-1"),
        ("\t=1", "'\t=1"), ("\rx", "'\nx"), ("a\r\nb", "a\nb"), (" =1", "' =1"), ("\uff1d1+1", "'\uff1d1+1"),
        ("−2", "−2"), ("a=1", "a=1"),
    ],
)  # fmt: skip
def test_a_value_in_csv_is_one_cell(value: Any, cell: str) -> None:
    """Lists are joined, deeper values are words, nothing is empty; what a spreadsheet would compute has a mark."""
    read = list(csv.reader(io.StringIO(to_csv([{"id": "x", "v": value}]), newline="")))
    assert read[1][:2] == ["x", cell]


def test_no_items_are_the_head_of_their_command() -> None:
    """Without items there is the head alone, and none where nothing is known of it."""
    assert to_csv([]) == ""
    assert to_csv([], "hold").startswith("id,label,list,rank,")
    assert to_csv([], "hold").count("\n") == 1
    assert to_csv([{"id": "a"}], bom=True) == "\ufeffid\na\n"


def test_a_value_with_keys_of_its_own_is_a_column_each() -> None:
    """No cell of CSV holds JSON: a claim has its text, basis and cites apart, a comparison a row an administration."""
    claim = {"basis": "stated", "cites": ["a#P1"], "text": "x"}
    assert to_csv([{"id": "a", "c": claim}, {"id": "b"}]) == "id,c,c_basis,c_cites\na,x,stated,a#P1\nb,,,\n"
    both = {"id": "a", "lists": {"n": "hold", "s": "hold"}, "scores": {"n": 0.5, "s": None}, "d": {"k": 1}}
    assert to_csv([both]) == "id,administration,list,score,d_k\na,n,hold,0.5,1\na,s,hold,,1\n"
    assert to_csv([{"id": "a", "digests": {"x#P1": "one", "x#P2": "two"}}]) == 'id,digests\na,"x#P1: one, x#P2: two"\n'


def seen(document: Document) -> list[str]:
    """Return what a reader of the page's Markdown sees: tokens of blocks, and the texts in them."""
    found = []
    for token in READER.parse(to_markdown(document)):
        if token.type == "inline":
            assert {child.type for child in token.children or ()} <= OURS, to_markdown(document)
            found.append("".join(child.content for child in token.children or ()))
        else:
            found.append(token.type)
    return found


@given(NASTY, NASTY)
def test_markdown_shows_any_text_as_the_characters_it_is(one: str, two: str) -> None:
    """In headings, paragraphs, lists, fields and cells nothing of the text is read as markup; pictures are left out."""
    table = Table((Column(one), Column(two, "right")), (Row((one, two), two),), "notes")
    document = Document(
        one, (one, two), (Heading(one, 3), Paragraph(two), Bullets((one, two)), Heading(two),
                          Fields(((one, two), ("", two))), table, Box(one, (two,)), Picture(EMPTY_CHART, one, two)),
        footnotes=(two,),
    )  # fmt: skip
    a, b = (re.sub(r"\t+", " ", text).strip() for text in (one, two))
    texts = [text for text in seen(document) if not text.endswith(("_open", "_close"))]
    assert texts == [a, a + b, a, b, a, b, b, f"{a}: {b}", b, a, b, "notes", a, b, b, a, b, b]


def test_a_page_in_markdown() -> None:
    """Title, head lines, headings of each level, fields, tables with notes, and footnotes."""
    rows = (Row(("1=", "+4"), "why"), Row(("2", "-1")))
    document = Document(
        "T", ("h1", "h2"), (Heading("H", 2), Heading("h", 3), Table((Column("#"), Column("n", "right")), rows, "note"),
                            Table((Column("x"),), (), empty="nothing"), Paragraph("one\n  two.  End.")),
        footnotes=("foot",),
        next_steps=(("kbrief x", "not in a file"),),
    )  # fmt: skip
    assert to_markdown(document) == (
        "# T\n\nh1  \nh2\n\n## H\n\n### h\n\n| # | n | note |\n| --- | ---: | --- |\n| 1= | +4 | why |\n| 2 | -1 |  |\n"
        "\nnothing\n\none  \ntwo.  End.\n\nfoot\n"
    )
    assert to_markdown(Document("T")) == "# T\n"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("[P8] stays", "[P8] stays"), ("[a](b)", r"\[a\](b)"), ("[a]: b", r"\[a\]: b"), ("snake_case", "snake_case"),
        ("_a_", r"\_a\_"), ("a|b", r"a\|b"), ("AT&T", "AT&T"), ("&lt;", r"\&lt;"), ("a\n\tb  c ", "a b  c"),
        ("#1", "#1"),
    ],
)  # fmt: skip
def test_only_what_would_be_read_as_markup_is_escaped(text: str, written: str) -> None:
    """Marks and plain words stay readable in the source of the page."""
    assert escape_markdown(text) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("# a", r"\# a"), ("- a", r"\- a"), ("+1", r"\+1"), ("> a", r"\> a"), ("===", r"\==="), ("1. a", r"1\. a"),
        ("1)", r"1\)"), ("2.7 % of GDP", "2.7 % of GDP"), ("[x] a", r"\[x] a"), ("[P8] a", "[P8] a"),
    ],
)  # fmt: skip
def test_what_begins_a_line_begins_nothing_else(text: str, written: str) -> None:
    """Headings, lists, quotes, rules and tasks are not begun by a text; a number with a fraction is left alone."""
    assert escape_line_start(text) == written

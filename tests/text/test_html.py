"""The text of HTML pages."""

from html import escape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbrief.text.html import html_lines


class Standard(HTMLParser):
    """What the standard library reads."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        self.texts.append(data)


def text_of(page: str) -> list[str]:
    return [text for text, _ in html_lines(page)]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>One</p><p>Two</p>", ["One", "Two"]),
        ("<b>N</b>orth <a href='x'>K</a>orea<wbr>n", ["North Korean"]),
        ("a<br>b<hr/>c", ["a", "b", "c"]),
        ("x &amp; y &lt;z&gt; &#8217;&nbsp;&hellip;", ["x & y <z> ’\xa0…"]),
        ("a<script>var b = '<p>';</script>c", ["ac"]),
        ("a<STYLE>p{}</Style >c<svg/>d<svg><title>t</title></svg>e", ["acde"]),
        ("a<script>never closed", ["a"]),
        ("a<!-- b <p> --!>c<!-->d<!--->e<!-- open", ["acde"]),
        ("<!DOCTYPE html><?xml y?>a</ >b</>c<!x>d", ["abcd"]),
        ("<p title='a > b' alt=\"c > d\" x=y>in</p>", ["in"]),
        ("<p it's>in</p>", ["in"]),
        ("a <p class='never closed>b", ["a "]),
        ("a < b <3 &", ["a < b <3 &"]),
        ("a&#10;b", ["a b"]),
        ("<td>1</td><td>2</td>", ["1", "2"]),
    ],
)
def test_what_a_reader_sees(page: str, expected: list[str]) -> None:
    """Tags, comments, scripts and styles go, entities are read, words stay whole and blocks apart."""
    assert text_of(page) == expected


def test_lines_are_those_of_the_source() -> None:
    """A stretch has the line where it begins, whatever stands between in tags and comments."""
    page = "<html\n>\n<!-- a\nb -->one<b\n>two</b>\nthree<p\n\n>four<script>\n\n</script>five\n</p>six"
    assert list(html_lines(page)) == [("onetwo", 4), ("three", 6), ("fourfive", 8), ("six", 11)]


@given(
    st.lists(st.sampled_from(["word", " ", "<", ">", "\n", "<p>", "</p>", "<b x='>'>", "<!--", "-->", "&amp;", "="]))
)
def test_any_page_is_taken_to_its_end(pieces: list[str]) -> None:
    """Whatever is or is not closed, lines rise and no line is beyond the page."""
    page = "".join(pieces)
    lines = [line for _, line in html_lines(page)]
    assert lines == sorted(lines)
    assert not lines or lines[-1] <= page.count("\n") + 1


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=20), max_size=6))
def test_escaped_text_comes_back(texts: list[str]) -> None:
    """What is put into paragraphs, escaped, is what is read, as the standard parser reads it too."""
    texts = [text for text in texts if text.strip()]
    page = "".join(f'<p class="x">{escape(text)}</p>' for text in texts)
    standard = Standard()
    standard.feed(page)
    standard.close()
    assert text_of(page) == texts == standard.texts


def test_what_is_not_closed_costs_no_more_than_its_length() -> None:
    """A megabyte of openings that are never closed is read in one pass: the standard parser would take minutes."""
    for opening in ("<!--", "<a b='", "<a ", "</a", "<?", "<script>", "<", '<a b="', "&", "<a =", "<!"):
        assert len(list(html_lines(f"one{opening * 100_000}"))) == 1

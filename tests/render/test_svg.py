"""Shapes and lines of text."""

from export_documents import xml
from hypothesis import given
from hypothesis import strategies as st

from kbrief.render.charts import Canvas, format_number, text_width, wrap_evenly, wrap_text


def test_a_syllable_is_wider_than_a_letter() -> None:
    """Widths tell Hangul, capitals, digits and small letters apart."""
    assert text_width("가") > text_width("%") > text_width("M") > text_width("1") > text_width("a") > 0


@given(st.text(alphabet="abc 가나 D%9", max_size=60), st.floats(min_value=1.1, max_value=30))
def test_lines_hold_the_whole_text_and_none_is_wider_than_asked(text: str, width: float) -> None:
    """Nothing is cut: the letters come out in order; a line is never wider than the width."""
    for broken in (wrap_text(text, width), wrap_evenly(text, width)):
        assert "".join(broken).replace(" ", "") == text.replace(" ", "")
        assert all(text_width(line) <= width for line in broken)


def test_a_long_word_is_broken_and_lines_are_balanced() -> None:
    """A word wider than a line is parted; two lines come out about equal, without a lonely last word."""
    assert wrap_text("x" * 30, 6) == ["x" * 11, "x" * 11, "x" * 8]
    assert wrap_text("a " + "x" * 12, 6) == ["a", "x" * 11, "x"]
    assert wrap_text("Earlier commitments that could burden the new team", 24)[1] == "new team"
    assert wrap_evenly("Earlier commitments that could burden the new team", 24)[1].startswith("could burden")


def test_text_is_escaped_and_the_picture_is_whole_xml() -> None:
    """What a label says is text, in the picture and in its title and description."""
    canvas = Canvas(100, "<t>", 'a "b" & c')
    canvas.text(0, 10, "<b>&", font_weight="bold")
    canvas.rect(0, 0, 1.25, 2, fill="#fff")
    canvas.line(0, 0, 1, 1, "#000")
    root = xml(canvas.svg(20, 13, "#111111", 16))
    space = "{http://www.w3.org/2000/svg}"
    assert root.findtext(f"{space}title") == "<t>"
    assert root.findtext(f"{space}desc") == 'a "b" & c'
    assert root.findtext(f".//{space}text") == "<b>&"
    assert root.get("viewBox") == "-16 -16 132 52"


def test_numbers_are_short() -> None:
    """A whole number has no fraction."""
    assert (format_number(2.0), format_number(1.25), format_number(-0.5)) == ("2", "1.2", "-0.5")

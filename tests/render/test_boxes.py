"""Boxes and pictures where no picture can be drawn: on screens, in pipes, in Markdown."""

from export_documents import EMPTY_CHART
from rich.console import Console

from kbrief.pages.document import Box, Bullets, Document, Picture, flatten
from kbrief.render.markdown import to_markdown
from kbrief.render.plain import plain_lines
from kbrief.render.terminal import TerminalPage

BLOCKS = flatten(
    Box("Summary", ("# lead with ships", "say less")), Picture(EMPTY_CHART, "Where points stand", "Ships +4"), None
)
PAGE = Document("T", (), BLOCKS)


def test_screen_shows_a_box_by_its_edge_and_a_picture_by_its_text() -> None:
    """A box has its title and an edge before each line; a picture says what it shows."""
    console = Console(width=60, markup=False)
    with console.capture() as capture:
        console.print(TerminalPage(PAGE))
    lines = [line.rstrip() for line in capture.get().splitlines() if line.strip()]
    assert lines == ["T", "Summary", "| - # lead with ships", "| - say less", "Where points stand: Ships +4"]


def test_pipe_has_a_line_each() -> None:
    """In a pipe the title, each line of a box and the text of a picture are lines."""
    assert list(plain_lines(PAGE)) == ["Summary", "# lead with ships", "say less", "Where points stand: Ships +4"]


def test_markdown_quotes_a_box_and_leaves_a_picture_out() -> None:
    """A box is a quotation with a list; what a picture shows stands in the tables as well."""
    made = to_markdown(PAGE)
    assert "> **Summary**\n>\n> - \\# lead with ships\n> - say less" in made
    assert made.endswith("> - say less\n")


def test_blocks_are_told_from_groups_of_blocks() -> None:
    """Boxes and pictures, which are tuples too, are taken whole."""
    assert flatten([Bullets(("a",))], BLOCKS[0], BLOCKS[1]) == (Bullets(("a",)), *BLOCKS)

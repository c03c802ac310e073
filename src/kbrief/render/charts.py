"""Draw charts as SVG."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from html import escape
from itertools import groupby
from unicodedata import east_asian_width

from kbrief.errors import Message, WrongUsage, require_installed
from kbrief.i18n import _
from kbrief.i18n.direction import balance_isolates
from kbrief.i18n.labels import stability_label
from kbrief.model import ListName
from kbrief.pages.chart_data import ChartLabels, MatrixChart, MatrixRow, RankedRow, RankingChart, StandaloneText
from kbrief.pages.document import Picture

#: The approximate widths, in em, of small Latin letters, digits, capitals and wide signs; a Hangul syllable takes 1.
FONTS = "'Noto Sans CJK KR', 'Noto Sans KR', 'Malgun Gothic', 'Apple SD Gothic Neo', sans-serif"
SMALL_WIDTH, DIGIT_WIDTH, CAPITAL_WIDTH, SIGN_WIDTH = 0.52, 0.57, 0.66, 0.95


class Canvas:
    """A picture of `width` pixels that grows downward; screen readers read its `title` and `alt`."""

    def __init__(self, width: int, title: str, alt: str) -> None:
        self.width = width
        self._about = f"<title>{escape(title)}</title><desc>{escape(alt)}</desc>"
        self._parts: list[str] = []

    def rect(self, x: float, y: float, width: float, height: float, **look: str | float) -> None:
        """Draw a rectangle; `look` holds attributes such as fill and stroke."""
        self._parts.append(f"<rect{_attributes(x=x, y=y, width=width, height=height, **look)}/>")

    def line(self, x1: float, y1: float, x2: float, y2: float, stroke: str) -> None:
        """Draw a hairline."""
        self._parts.append(f"<line{_attributes(x1=x1, y1=y1, x2=x2, y2=y2, stroke=stroke)}/>")

    def text(self, x: float, y: float, text: str, **look: str | float) -> None:
        """Write a line of text whose baseline is at `y`."""
        self._parts.append(f"<text{_attributes(x=x, y=y, **look)}>{escape(balance_isolates(text))}</text>")

    def svg(self, height: float, size: float, color: str, margin: float = 0) -> str:
        """Return the picture on white; `size` is the font size in pixels, `color` the default color of text."""
        full_width, full_height = self.width + 2 * margin, height + 2 * margin
        box = " ".join(format_number(value) for value in (-margin, -margin, full_width, full_height))
        size_and_role = _attributes(width=full_width, height=full_height, viewBox=box, role="img")
        background = _attributes(x=-margin, y=-margin, width=full_width, height=full_height, fill="#ffffff")
        content = f"<rect{background}/><g{_attributes(font_family=FONTS, font_size=size, fill=color)}>{''.join(self._parts)}</g>"
        return f'<svg xmlns="http://www.w3.org/2000/svg"{size_and_role}>{self._about}{content}</svg>\n'


def _attributes(**values: str | float) -> str:
    """Return XML attributes: `font_size` becomes `font-size`, and numbers get at most one decimal."""
    return "".join(
        f' {name.replace("_", "-")}="{escape(value if isinstance(value, str) else format_number(value))}"'
        for name, value in values.items()
    )


def format_number(value: float) -> str:
    """Return a number with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")


def text_width(text: str) -> float:
    """Return the approximate width of a text, in em."""
    return sum(map(_letter_width, text))


@cache
def _letter_width(letter: str) -> float:
    if east_asian_width(letter) in "WF":
        return 1
    if letter.isupper():
        return CAPITAL_WIDTH
    return SIGN_WIDTH if letter in "%m–…" else DIGIT_WIDTH if letter.isdigit() or letter in "+−=" else SMALL_WIDTH


def wrap_text(text: str, width: float) -> list[str]:
    """Return a text broken into lines of at most `width` em, at blanks if possible; no text is lost."""
    lines = [""]
    for word in text.split():
        for n, piece in enumerate(_break_word(word, width)):
            joined = f"{lines[-1]} {piece}" if lines[-1] and n == 0 else piece
            if n == 0 and text_width(joined) <= width:
                lines[-1] = joined
            elif lines[-1]:
                lines.append(piece)
            else:
                lines[-1] = piece
    return lines


def wrap_evenly(text: str, width: float) -> list[str]:
    """Return a text broken into as few lines as by `wrap_text`, but of about equal length."""
    lines = wrap_text(text, width)
    narrower = (wrap_text(text, width * tenths / 10) for tenths in range(5, 10))
    return next((candidate for candidate in narrower if len(candidate) == len(lines)), lines)


def _break_word(word: str, width: float) -> Iterator[str]:
    """Yield the pieces of a word, more than one if it is wider than a line."""
    piece = ""
    for letter in word:
        if piece and text_width(piece + letter) > width:
            yield piece
            piece = ""
        piece += letter
    yield piece


#: The width of a picture, its font size and the distance of its lines, in pixels.
WIDTH = 720
FONT_SIZE = 13
LINE_HEIGHT = 16

#: The right edge of the numbers; the axis, and how far bars reach from it; the left edge and width of stability bars.
VALUE_X, AXIS_X, BAR_LENGTH, STABILITY_X, STABILITY_WIDTH = 350, 455.5, 90, 564.5, 100

#: The left edge of the cells of the matrix; the margin of a standalone picture.
CELLS_X, MARGIN = 330, 16

TEXT_COLOR = "#1a1a1a"
QUIET_COLOR = "#555555"
RULE_COLOR = "#b4b4b4"
FILL_COLORS: Mapping[ListName, str] = {"emphasize": "#1f5fa8", "hold": "#6a737b", "minimize": "#9c4a00"}
TINT_COLORS: Mapping[ListName, str] = {"emphasize": "#dbe8f7", "hold": "#f0f1f2", "minimize": "#f8e3d3"}


def to_svg(picture: Picture) -> str:
    """Return a picture as SVG, with its title and alternative text."""
    chart = picture.chart
    canvas = Canvas(WIDTH, picture.title, picture.alt)
    y = _draw_title(canvas, chart.standalone)
    y = _draw_ranking(canvas, y, chart) if isinstance(chart, RankingChart) else _draw_matrix(canvas, y, chart)
    height = _draw_notes(canvas, y, chart.standalone)
    return canvas.svg(height, FONT_SIZE, TEXT_COLOR, MARGIN if chart.standalone else 0)


def draw(picture: Picture, ending: str) -> bytes:
    """Return a picture as a file of that ending, .svg or .png. Raises WrongUsage, MissingExtra."""
    writer = WRITERS.get(ending.casefold())
    if writer is None:
        message = Message(
            "{ending} is not a supported picture format", ending=ending or Message("a file name without an ending")
        )
        raise WrongUsage(message, Message("known: {names}", names=", ".join(WRITERS)))
    return writer(to_svg(picture))


def _png(svg: str) -> bytes:
    require_installed("typst", extra="pdf")
    from kbrief.render.typst import to_png

    return to_png(svg)


#: The function that writes each format of pictures, by ending.
WRITERS: dict[str, Callable[[str], bytes]] = {".svg": str.encode, ".png": _png}


def _draw_ranking(canvas: Canvas, y: float, chart: RankingChart) -> float:
    """Draw the points, list by list, with bars on an axis from −maximum to +maximum, and return their lower edge."""
    canvas.text(VALUE_X, y, chart.labels.measure, fill=QUIET_COLOR, text_anchor="end")
    if any(row.stability is not None for row in chart.rows):
        canvas.text(STABILITY_X, y, stability_label(), fill=QUIET_COLOR)
    for name, group in groupby(chart.rows, key=lambda row: row.list):
        y = _draw_list_heading(canvas, y, chart.labels.list_name(name))
        for row in group:
            y = _draw_ranked_row(canvas, y, row, chart.maximum)
    return y


def _draw_list_heading(canvas: Canvas, y: float, name: str) -> float:
    """Draw the heading of a list under a line and return the top of its first row."""
    canvas.line(0, y + 28.5, WIDTH, y + 28.5, RULE_COLOR)
    canvas.text(0, y + 22, name, font_weight="bold")
    return y + 34


def _draw_ranked_row(canvas: Canvas, y: float, row: RankedRow, maximum: float) -> float:
    """Draw a row (label, number, bar from the axis, framed bar of stability) and return the top of the next one."""
    lines = wrap_evenly(row.label, (VALUE_X - 40) / FONT_SIZE)
    _draw_lines(canvas, 0, y + 13, lines)
    middle = y + (len(lines) - 1) * LINE_HEIGHT / 2
    canvas.text(VALUE_X, middle + 13, row.value_text, text_anchor="end", font_weight="bold")
    reach = BAR_LENGTH * max(-1, min(1, row.value / maximum))
    canvas.rect(min(AXIS_X, AXIS_X + reach), middle + 3, abs(reach), 12, fill=FILL_COLORS[row.list])
    canvas.line(AXIS_X, middle - 1, AXIS_X, middle + 19, QUIET_COLOR)
    if row.stability is not None:
        canvas.rect(STABILITY_X, middle + 3.5, STABILITY_WIDTH, 11, fill="#ffffff", stroke=QUIET_COLOR)
        canvas.rect(STABILITY_X, middle + 3.5, STABILITY_WIDTH * row.stability, 11, fill=QUIET_COLOR)
        canvas.text(WIDTH, middle + 13, row.stability_text, text_anchor="end")
    return y + len(lines) * LINE_HEIGHT + 6


def _draw_matrix(canvas: Canvas, y: float, chart: MatrixChart) -> float:
    """Draw points by administrations, whose cells show the list and the number, and return their lower edge."""
    step = (WIDTH - CELLS_X) / max(1, len(chart.administrations))
    heads = [wrap_text(name, (step - 12) / FONT_SIZE) for name in chart.administrations]
    for n, lines in enumerate(heads):
        _draw_lines(canvas, CELLS_X + (n + 0.5) * step, y, lines, font_weight="bold", text_anchor="middle")
    y += LINE_HEIGHT * max((len(lines) for lines in heads), default=1) - 8
    for row in chart.rows:
        y = _draw_matrix_row(canvas, y, row, chart.labels, step)
    return y


def _draw_matrix_row(canvas: Canvas, y: float, row: MatrixRow, labels: ChartLabels, step: float) -> float:
    """Draw a row of the matrix and return the top of the next one."""
    cells = [
        wrap_text(_("{list} {value}", list=labels.list_name(name), value=value_text), (step - 12) / FONT_SIZE)
        for name, value_text in row.cells
    ]
    label = wrap_evenly(row.label, (CELLS_X - 20) / FONT_SIZE)
    count = max(len(lines) for lines in (label, *cells))
    for n, (name, _value) in enumerate(row.cells):
        canvas.rect(
            CELLS_X + n * step + 1,
            y + 1,
            step - 2,
            count * LINE_HEIGHT + 8,
            fill=TINT_COLORS[name],
            stroke=FILL_COLORS[name],
        )
    middles = (0.0, *(CELLS_X + (n + 0.5) * step for n in range(len(cells))))
    for n, (x, lines) in enumerate(zip(middles, (label, *cells), strict=True)):
        top = y + 17 + (count - len(lines)) * LINE_HEIGHT / 2
        _draw_lines(canvas, x, top, lines, text_anchor="middle" if n else "start")
    return y + count * LINE_HEIGHT + 12


def _draw_lines(canvas: Canvas, x: float, y: float, lines: Sequence[str], **look: str | float) -> None:
    """Draw the lines of a wrapped text, the first with its baseline at `y`."""
    for n, line in enumerate(lines):
        canvas.text(x, y + n * LINE_HEIGHT, line, **look)


def _draw_title(canvas: Canvas, standalone: StandaloneText | None) -> float:
    """Draw the title of a standalone picture and return the baseline of the next line."""
    y = 16.0
    for line in wrap_text(standalone.title, WIDTH / 17) if standalone else []:
        canvas.text(0, y + 2, line, font_size=17, font_weight="bold")
        y += 24
    return y + 4 if standalone else y


def _draw_notes(canvas: Canvas, y: float, standalone: StandaloneText | None) -> float:
    """Draw the notes of a standalone picture and return its height."""
    for note in standalone.notes if standalone else ():
        for line in wrap_text(note, WIDTH / 12):
            y += 16
            canvas.text(0, y, line, font_size=12, fill=QUIET_COLOR)
    return y + 8

"""Draw charts as SVG."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from html import escape
from itertools import groupby
from typing import NamedTuple
from unicodedata import east_asian_width

from kbrief.i18n import _
from kbrief.i18n.direction import balanced
from kbrief.model import LISTS, ListName
from kbrief.pages.document import Picture

FONTS = "'Noto Sans CJK KR', 'Noto Sans KR', 'Malgun Gothic', 'Apple SD Gothic Neo', sans-serif"
SMALL, DIGIT, LARGE, WIDEST = 0.52, 0.57, 0.66, 0.95
"""About the width in em of a small Latin letter, a digit or sign, a capital, and a percent sign; a syllable takes 1."""


class Canvas:
    """A picture of `width` pixels that grows downward; `title` and `alt` are what a screen reader says of it."""

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
        self._parts.append(f"<text{_attributes(x=x, y=y, **look)}>{escape(balanced(text))}</text>")

    def svg(self, height: float, size: float, ink: str, margin: float = 0) -> str:
        """Return the picture on white; `size` is the size of its text in pixels, `ink` the color where none is said."""
        wide, high = self.width + 2 * margin, height + 2 * margin
        box = " ".join(number(value) for value in (-margin, -margin, wide, high))
        frame = _attributes(width=wide, height=high, viewBox=box, role="img")
        ground = _attributes(x=-margin, y=-margin, width=wide, height=high, fill="#ffffff")
        inside = (
            f"<rect{ground}/><g{_attributes(font_family=FONTS, font_size=size, fill=ink)}>{''.join(self._parts)}</g>"
        )
        return f'<svg xmlns="http://www.w3.org/2000/svg"{frame}>{self._about}{inside}</svg>\n'


def _attributes(**values: str | float) -> str:
    """Return attributes; `font_size` is written `font-size`, a number with at most one decimal."""
    return "".join(
        f' {name.replace("_", "-")}="{escape(value if isinstance(value, str) else number(value))}"'
        for name, value in values.items()
    )


def number(value: float) -> str:
    """Return a number with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")


def text_width(text: str) -> float:
    """Return about how wide a text is, in em."""
    return sum(map(_letter_width, text))


@cache
def _letter_width(letter: str) -> float:
    if east_asian_width(letter) in "WF":
        return 1
    if letter.isupper():
        return LARGE
    return WIDEST if letter in "%m–…" else DIGIT if letter.isdigit() or letter in "+−=" else SMALL


def wrap_text(text: str, width: float) -> list[str]:
    """Return a text broken into lines of at most `width` em, at blanks where there are any; nothing is cut."""
    lines = [""]
    for word in text.split():
        for n, piece in enumerate(_pieces(word, width)):
            joined = f"{lines[-1]} {piece}" if lines[-1] and n == 0 else piece
            if n == 0 and text_width(joined) <= width:
                lines[-1] = joined
            elif lines[-1]:
                lines.append(piece)
            else:
                lines[-1] = piece
    return lines


def wrap_evenly(text: str, width: float) -> list[str]:
    """Return a text broken into as few lines, of about equal length."""
    lines = wrap_text(text, width)
    narrower = (wrap_text(text, width * tenths / 10) for tenths in range(5, 10))
    return next((tried for tried in narrower if len(tried) == len(lines)), lines)


def _pieces(word: str, width: float) -> Iterator[str]:
    """Yield a word, in pieces where it is wider than a line."""
    piece = ""
    for letter in word:
        if piece and text_width(piece + letter) > width:
            yield piece
            piece = ""
        piece += letter
    yield piece


WIDTH = 720
SIZE = 13
LEADING = 16
"""The width of a picture, the size of its text and the distance of its lines, in pixels."""

TALLY, AXIS, REACH, STAYS, BAR = 350, 455.5, 90, 564.5, 100
"""Where the numbers end, where the axis stands and how far bars reach from it; where the frames begin, their width."""

CELLS, MARGIN = 330, 16
"""Where the cells of the matrix begin; the margin of a picture that stands alone."""

INK = "#1a1a1a"
QUIET = "#555555"
RULE = "#b4b4b4"
FILL: Mapping[ListName, str] = {"emphasize": "#1f5fa8", "hold": "#6a737b", "minimize": "#9c4a00"}
TINT: Mapping[ListName, str] = {"emphasize": "#dbe8f7", "hold": "#f0f1f2", "minimize": "#f8e3d3"}


class RankedRow(NamedTuple):
    """A point of the ranking: its list, its tally or score, its stability (0 to 1); both numbers also as written."""

    label: str
    list: ListName
    value: float
    written: str
    share: float | None = None
    stays: str = ""


class MatrixRow(NamedTuple):
    """A point under each administration: its list, and its tally or score as written."""

    label: str
    cells: tuple[tuple[ListName, str], ...]


class StandaloneText(NamedTuple):
    """What a picture that stands alone says above and below itself; in a document the page says it."""

    title: str
    notes: tuple[str, ...] = ()


class ChartLabels(NamedTuple):
    """How a picture names things: its own words, the names of the lists, and what the number is called."""

    lists: Mapping[ListName, str]
    measure: str


def ranking_picture(
    rows: Sequence[RankedRow], terms: ChartLabels, title: str, most: float, frame: StandaloneText | None = None
) -> Picture:
    """Return the points list by list in the order given, numbers on an axis from −most to +most."""
    alt = ranking_alt(rows, terms)
    canvas = Canvas(WIDTH, title, alt)
    y = _above(canvas, frame)
    canvas.text(TALLY, y, terms.measure, fill=QUIET, text_anchor="end")
    if any(row.share is not None for row in rows):
        canvas.text(STAYS, y, _("stays"), fill=QUIET)
    for name, group in groupby(rows, key=lambda row: row.list):
        y = _list_rule(canvas, y, terms.lists[name])
        for row in group:
            y = _ranked_row(canvas, y, row, most)
    return Picture(canvas.svg(_below(canvas, y, frame), SIZE, INK, MARGIN if frame else 0), title, alt)


def _list_rule(canvas: Canvas, y: float, name: str) -> float:
    canvas.line(0, y + 28.5, WIDTH, y + 28.5, RULE)
    canvas.text(0, y + 22, name, font_weight="bold")
    return y + 34


def _ranked_row(canvas: Canvas, y: float, row: RankedRow, most: float) -> float:
    """Draw a row: label, number, bar from the axis, stability as a bar in a frame; return where the next begins."""
    lines = wrap_evenly(row.label, (TALLY - 40) / SIZE)
    for n, line in enumerate(lines):
        canvas.text(0, y + 13 + n * LEADING, line)
    middle = y + (len(lines) - 1) * LEADING / 2
    canvas.text(TALLY, middle + 13, row.written, text_anchor="end", font_weight="bold")
    reach = REACH * max(-1, min(1, row.value / most))
    canvas.rect(min(AXIS, AXIS + reach), middle + 3, abs(reach), 12, fill=FILL[row.list])
    canvas.line(AXIS, middle - 1, AXIS, middle + 19, QUIET)
    if row.share is not None:
        canvas.rect(STAYS, middle + 3.5, BAR, 11, fill="#ffffff", stroke=QUIET)
        canvas.rect(STAYS, middle + 3.5, BAR * row.share, 11, fill=QUIET)
        canvas.text(WIDTH, middle + 13, row.stays, text_anchor="end")
    return y + len(lines) * LEADING + 6


def matrix_picture(
    rows: Sequence[MatrixRow],
    administrations: Sequence[str],
    terms: ChartLabels,
    title: str,
    frame: StandaloneText | None = None,
) -> Picture:
    """Return the points down and the administrations across; a cell says the list and the number."""
    alt = matrix_alt(rows, administrations, terms)
    canvas = Canvas(WIDTH, title, alt)
    y = _above(canvas, frame)
    step = (WIDTH - CELLS) / max(1, len(administrations))
    heads = [wrap_text(name, (step - 12) / SIZE) for name in administrations]
    for n, lines in enumerate(heads):
        for k, line in enumerate(lines):
            canvas.text(CELLS + (n + 0.5) * step, y + k * LEADING, line, font_weight="bold", text_anchor="middle")
    y += LEADING * max((len(lines) for lines in heads), default=1) - 8
    for row in rows:
        y = _matrix_row(canvas, y, row, terms, step)
    return Picture(canvas.svg(_below(canvas, y, frame), SIZE, INK, MARGIN if frame else 0), title, alt)


def _matrix_row(canvas: Canvas, y: float, row: MatrixRow, terms: ChartLabels, step: float) -> float:
    cells = [
        wrap_text(_("{list} {value}", list=terms.lists[name], value=written), (step - 12) / SIZE)
        for name, written in row.cells
    ]
    label = wrap_evenly(row.label, (CELLS - 20) / SIZE)
    count = max(len(lines) for lines in (label, *cells))
    for n, (name, _value) in enumerate(row.cells):
        canvas.rect(CELLS + n * step + 1, y + 1, step - 2, count * LEADING + 8, fill=TINT[name], stroke=FILL[name])
    middles = (0.0, *(CELLS + (n + 0.5) * step for n in range(len(cells))))
    for n, (x, lines) in enumerate(zip(middles, (label, *cells), strict=True)):
        top = y + 17 + (count - len(lines)) * LEADING / 2
        for k, line in enumerate(lines):
            canvas.text(x, top + k * LEADING, line, text_anchor="middle" if n else "start")
    return y + count * LEADING + 12


def _above(canvas: Canvas, frame: StandaloneText | None) -> float:
    """Write the title of a picture that stands alone; return the baseline of the next line."""
    y = 16.0
    for line in wrap_text(frame.title, WIDTH / 17) if frame else []:
        canvas.text(0, y + 2, line, font_size=17, font_weight="bold")
        y += 24
    return y + 4 if frame else y


def _below(canvas: Canvas, y: float, frame: StandaloneText | None) -> float:
    """Write the notes of a picture that stands alone; return its height."""
    for note in frame.notes if frame else ():
        for line in wrap_text(note, WIDTH / 12):
            y += 16
            canvas.text(0, y, line, font_size=12, fill=QUIET)
    return y + 8


def ranking_alt(rows: Sequence[RankedRow], terms: ChartLabels) -> str:
    """Return what the ranking says, list by list."""
    parts = []
    for name in LISTS:
        told = [
            _("{point} {value}", point=row.label, value=row.written)
            if row.share is None
            else _("{point} {value} (stays {share})", point=row.label, value=row.written, share=row.stays)
            for row in rows
            if row.list == name
        ]
        points = _("; ").join(told) or _("no point")
        parts.append(_("{list}: {points}.", list=terms.lists[name], points=points))
    return " ".join(parts)


def matrix_alt(rows: Sequence[MatrixRow], administrations: Sequence[str], terms: ChartLabels) -> str:
    """Return what the matrix says, point by point."""
    return " ".join(
        _(
            "{point}: {cells}.",
            point=row.label,
            cells=_("; ").join(
                who + " " + _("{list} {value}", list=terms.lists[name], value=written)
                for who, (name, written) in zip(administrations, row.cells, strict=True)
            ),
        )
        for row in rows
    )

"""Pictures as SVG from plain code: shapes and text with attributes only, so that no page's style rules are needed."""

from collections.abc import Iterator
from functools import cache
from html import escape
from unicodedata import east_asian_width

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
        self._parts.append(f"<text{_attributes(x=x, y=y, **look)}>{escape(text)}</text>")

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


def lines_of(text: str, width: float) -> list[str]:
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


def balanced(text: str, width: float) -> list[str]:
    """Return a text broken into as few lines, of about equal length."""
    lines = lines_of(text, width)
    narrower = (lines_of(text, width * tenths / 10) for tenths in range(5, 10))
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

"""Convert between plain text and the LaTeX commands in the fields of BibTeX."""

import re
from unicodedata import normalize

#: The combining characters for the commands that put an accent on the next letter.
ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328",
    "b": "\u0331",
}  # fmt: skip

#: The characters for the commands that take no argument.
LETTERS = {
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å",
    "AA": "Å", "i": "i", "j": "j", "dh": "ð", "th": "þ", "dj": "đ", "textendash": "–", "textemdash": "—",
    "textquoteleft": "\u2018", "textquoteright": "\u2019", "textquotedblleft": "“", "textquotedblright": "”",
    "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "ldots": "…", "dots": "…",
    "textellipsis": "…", "S": "§", "pounds": "£", "texteuro": "€", "euro": "€",
}  # fmt: skip

_SIGN = re.compile(
    r"""\\(?P<accent>[`'^~=."]|[uvHcdbkr](?![A-Za-z]))\s*+\{?\s*+\\?(?P<letter>[^\W\d_])\s*+\}?"""
    r"""|\\(?P<name>[A-Za-z]{1,40})(?:\s++|\{\})?|\\(?P<sign>.)|(?P<dash>---?)|(?P<quote>``|'')|(?P<rest>[{}~])""",
    re.DOTALL,
)
_ESCAPED = re.compile(r"[\\{}&%$#_~^]")


def from_latex(text: str) -> str:
    """Return a text with LaTeX commands replaced by their characters, without braces."""
    return normalize("NFC", _SIGN.sub(_plain, text)) if _SIGN.search(text) else text


def _plain(match: re.Match[str]) -> str:
    if match["accent"]:
        return match["letter"] + ACCENTS[match["accent"]]
    if match["name"]:
        return LETTERS.get(match["name"], "")
    if match["sign"]:
        return " " if match["sign"].isspace() else match["sign"]
    if match["dash"]:
        return "–" if len(match["dash"]) == len("--") else "—"
    if match["quote"]:
        return "“" if match["quote"] == "``" else "”"
    return " " if match["rest"] == "~" else ""


def to_latex(text: str) -> str:
    """Return a text with the special characters of LaTeX escaped."""
    names = {"\\": "textbackslash", "~": "textasciitilde", "^": "textasciicircum"}
    return _ESCAPED.sub(lambda match: f"\\{names[match[0]]}{{}}" if match[0] in names else f"\\{match[0]}", text)

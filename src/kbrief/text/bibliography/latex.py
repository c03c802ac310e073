"""The signs of LaTeX in the fields of BibTeX."""

import re
from unicodedata import normalize

ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328",
    "b": "\u0331",
}  # fmt: skip
"""The commands that set a sign on the letter after them."""

LETTERS = {
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å",
    "AA": "Å", "i": "i", "j": "j", "dh": "ð", "th": "þ", "dj": "đ", "textendash": "–", "textemdash": "—",
    "textquoteleft": "\u2018", "textquoteright": "\u2019", "textquotedblleft": "“", "textquotedblright": "”",
    "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "ldots": "…", "dots": "…",
    "textellipsis": "…", "S": "§", "pounds": "£", "texteuro": "€", "euro": "€",
}  # fmt: skip
"""The commands that stand for a letter."""

_SIGN = re.compile(
    r"""\\(?P<accent>[`'^~=."]|[uvHcdbkr](?![A-Za-z]))\s*+\{?\s*+\\?(?P<letter>[^\W\d_])\s*+\}?"""
    r"""|\\(?P<name>[A-Za-z]{1,40})(?:\s++|\{\})?|\\(?P<sign>.)|(?P<dash>---?)|(?P<quote>``|'')|(?P<rest>[{}~])""",
    re.DOTALL,
)
_ESCAPED = re.compile(r"[\\{}&%$#_~^]")


def from_latex(text: str) -> str:
    """Return a text without the commands and braces of LaTeX."""
    return normalize("NFC", _SIGN.sub(_plain, text)) if _SIGN.search(text) else text


def _plain(found: re.Match[str]) -> str:
    if found["accent"]:
        return found["letter"] + ACCENTS[found["accent"]]
    if found["name"]:
        return LETTERS.get(found["name"], "")
    if found["sign"]:
        return " " if found["sign"].isspace() else found["sign"]
    if found["dash"]:
        return "–" if len(found["dash"]) == len("--") else "—"
    if found["quote"]:
        return "“" if found["quote"] == "``" else "”"
    return " " if found["rest"] == "~" else ""


def to_latex(text: str) -> str:
    """Return a text with the signs escaped that LaTeX takes as commands."""
    names = {"\\": "textbackslash", "~": "textasciitilde", "^": "textasciicircum"}
    return _ESCAPED.sub(lambda sign: f"\\{names[sign[0]]}{{}}" if sign[0] in names else f"\\{sign[0]}", text)

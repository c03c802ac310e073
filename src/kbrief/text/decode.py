"""Texts that are no briefs, drafts and copies of a source: bytes to characters, or a clear refusal."""

import os
import re
import unicodedata
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from pathlib import Path
from typing import NoReturn

from kbrief.errors import BriefError, Message, Problem
from kbrief.load.encoding import character_name, line_column

#: How files begin that are no text, what they are, and what to do.
SIGNATURES = {
    b"%PDF-": (Message("a PDF"), Message("turn it into text first, as with pdftotext")),
    b"PK\x03\x04": (Message("a ZIP archive (as .docx, .hwpx and .odt are)"), Message("save it as text")),
    b"\xd0\xcf\x11\xe0": (Message("a binary office document (as .doc and .hwp are)"), Message("save it as text")),
    b"{\\rtf": (Message("an RTF document"), Message("save it as text")),
    b"From: <Saved by": (Message("a web archive (as .mhtml is)"), Message("save the page as HTML alone")),
    b"bplist": (Message("a web archive (as .webarchive is)"), Message("save the page as HTML alone")),
    b"\x89PNG": (Message("a picture"), Message("type out its text, or have it recognized")),
    b"\xff\xd8\xff": (Message("a picture"), Message("type out its text, or have it recognized")),
}

#: The encodings that a page of HTML may declare, as browsers read them.
CHARSETS = {
    "utf-8": "utf-8", "utf8": "utf-8", "us-ascii": "utf-8",
    "windows-1252": "cp1252", "iso-8859-1": "cp1252", "latin1": "cp1252",
    "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "windows-949": "cp949", "cp949": "cp949",
}  # fmt: skip

#: The byte order marks by which a file says its encoding; that of UTF-32 begins as that of UTF-16 does.
MARKS = (
    (BOM_UTF32_LE, "utf-32"), (BOM_UTF32_BE, "utf-32"), (BOM_UTF16_LE, "utf-16"), (BOM_UTF16_BE, "utf-16"),
)  # fmt: skip

#: The signs by which 7-bit codes of mail shift to other letters, and the code.
SHIFTS = {
    re.compile(rb"\x1b\$\)C"): "iso2022_kr",
    re.compile(rb"\x1b\$\([A-Z]|\x1b\([JI]|\x1b\$[B@]"): "iso2022_jp_ext",
    re.compile(rb"(?:\A|[^~])~\{(?:[!-}][!-~])+~\}"): "hz",
}

#: The most characters that a draft or a copy may have: a thousand pages have three million.
MAX_TEXT_LENGTH = 8_000_000

_DECLARED = re.compile(rb"<meta\b[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_HTML = re.compile(rb"(?:\s|<!--.*?-->|<\?.*?\?>)*+<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
#: Characters that no text has: they tell another kind of file, or a code that shifts to other letters by them.
_CONTROL = re.compile("[\0\x0e\x0f\x1b]")

#: How a code of ISO-2022 shifts to other letters.
_SHIFT = re.compile(rb"\x1b[$(]")

#: How many bytes are looked at to tell what a file is.
_HEAD = 4096


def looks_like_html(data: bytes, suffix: str) -> bool:
    """Whether a file is HTML, by its ending or by how it begins."""
    return suffix.casefold() in {".html", ".htm", ".xhtml"} or bool(_HTML.match(data[:_HEAD].removeprefix(BOM_UTF8)))


def declared_charset(data: bytes) -> str:
    """Return the encoding that a page of HTML declares, UTF-8 where it declares none that is known."""
    found = _DECLARED.search(data[:_HEAD])
    return CHARSETS.get(found[1].decode("ascii", "replace").casefold(), "utf-8") if found else "utf-8"


def decode(data: bytes, name: str, charset: str = "utf-8") -> str:
    r"""Return the text of a file, its line ends as `\\n`. Raises BriefError (rules text-*) for what is no text."""
    for signature, (what, hint) in SIGNATURES.items():
        if data.startswith(signature):
            raise_unreadable(
                name, (1, 1), "text-kind", Message("{name} is {what}, not text", name=name, what=what), hint
            )
    encoding = _encoding(data, charset)
    try:
        text = data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, "replace")
        message = Message(
            "{name} is not text: the byte 0x{byte:02X} is no {encoding} here",
            name=name, byte=data[error.start], encoding=encoding.upper(),
        )  # fmt: skip
        raise_unreadable(
            name, line_column(before, len(before)), "text-encoding", message, Message("save the file as UTF-8")
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if found := _CONTROL.search(text):
        at = found.start()
        if data.isascii() and _SHIFT.search(data):
            message = Message("{name} is in a 7-bit code (ISO-2022) that cannot be read here", name=name)
            raise_unreadable(name, line_column(text, at), "text-encoding", message, Message("save the file as UTF-8"))
        message = Message(
            "{name} is not text: it holds the character {character}", name=name, character=character_name(text[at])
        )
        raise_unreadable(name, line_column(text, at), "text-kind", message, Message("save the file as UTF-8 text"))
    return text


def _encoding(data: bytes, charset: str) -> str:
    """Return the encoding that a file's own bytes tell, else the one that is expected."""
    marked = next((encoding for mark, encoding in MARKS if data.startswith(mark)), None)
    if marked or not data.isascii():
        return marked or charset
    return next((code for shift, code in SHIFTS.items() if shift.search(data) and _is_in(data, code)), charset)


def _is_in(data: bytes, code: str) -> bool:
    """Whether bytes are text in a 7-bit code; where its escapes are cut short they are refused as controls."""
    try:
        return data.decode(code).isascii() is False
    except UnicodeDecodeError:
        return False


def as_stored(path: Path) -> Path:
    """Return a path as its folder has it: some systems store names decomposed, and people type them composed."""
    if os.path.lexists(path):
        return path
    wanted = unicodedata.normalize("NFC", path.name)
    try:
        there = sorted(path.parent.iterdir())
    except (OSError, ValueError):
        return path
    return next((one for one in there if unicodedata.normalize("NFC", one.name) == wanted), path)


def check_length(name: str, characters: int) -> None:
    """Raise BriefError for a text that is longer than anyone writes or reads."""
    if characters > MAX_TEXT_LENGTH:
        message = Message(
            "{name} has {count:,} characters of text; the limit is {most:,}",
            name=name,
            count=characters,
            most=MAX_TEXT_LENGTH,
        )
        raise_unreadable(name, (1, 1), "file-size", message, Message("split it"))


def place_of(text: str, at: int) -> tuple[int, int]:
    """Return the line and column of a character."""
    return line_column(text, at)


def raise_unreadable(name: str, place: tuple[int, int], rule: str, message: Message, hint: Message) -> NoReturn:
    """Raise the BriefError for a file that cannot be taken, with its place."""
    raise BriefError(message, hint, (Problem(name, *place, rule, "error", message, hint),))

"""Decode drafts and copies of sources to text, or reject them with a clear message."""

import os
import re
import unicodedata
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from pathlib import Path
from typing import NoReturn

from kbrief.errors import BriefError, Message, Problem
from kbrief.files import character_name, line_column

#: The first bytes of files that are not text, what these files are, and what to do.
SIGNATURES = {
    b"%PDF-": (Message("a PDF"), Message("convert it to text first, for example with pdftotext")),
    b"PK\x03\x04": (Message("a ZIP archive (as .docx, .hwpx and .odt are)"), Message("save it as text")),
    b"\xd0\xcf\x11\xe0": (Message("a binary office document (as .doc and .hwp are)"), Message("save it as text")),
    b"{\\rtf": (Message("an RTF document"), Message("save it as text")),
    b"From: <Saved by": (Message("a web archive (as .mhtml is)"), Message("save the page as HTML only")),
    b"bplist": (Message("a web archive (as .webarchive is)"), Message("save the page as HTML only")),
    b"\x89PNG": (Message("a picture"), Message("type out its text, or have it recognized")),
    b"\xff\xd8\xff": (Message("a picture"), Message("type out its text, or have it recognized")),
}

#: The encodings that a page of HTML may declare, and what browsers read them as.
CHARSETS = {
    "utf-8": "utf-8", "utf8": "utf-8", "us-ascii": "utf-8",
    "windows-1252": "cp1252", "iso-8859-1": "cp1252", "latin1": "cp1252",
    "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "windows-949": "cp949", "cp949": "cp949",
}  # fmt: skip

#: Byte order marks and their encodings; UTF-32 comes first, as its mark begins like that of UTF-16.
BYTE_ORDER_MARKS = (
    (BOM_UTF32_LE, "utf-32"), (BOM_UTF32_BE, "utf-32"), (BOM_UTF16_LE, "utf-16"), (BOM_UTF16_BE, "utf-16"),
)  # fmt: skip

#: The escape sequences of the 7-bit encodings of mail, and the encoding.
SEVEN_BIT_CODES = {
    re.compile(rb"\x1b\$\)C"): "iso2022_kr",
    re.compile(rb"\x1b\$\([A-Z]|\x1b\([JI]|\x1b\$[B@]"): "iso2022_jp_ext",
    re.compile(rb"(?:\A|[^~])~\{(?:[!-}][!-~])+~\}"): "hz",
}

#: The most characters that a draft or a copy may have: a thousand pages have three million.
MAX_TEXT_LENGTH = 8_000_000

_DECLARED = re.compile(rb"<meta\b[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_HTML = re.compile(rb"(?:\s|<!--.*?-->|<\?.*?\?>)*+<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
#: Characters that no text has: they mark another kind of file, or a 7-bit encoding that shifts by them.
_CONTROL = re.compile("[\0\x0e\x0f\x1b]")

#: The start of an escape sequence of ISO-2022.
_SHIFT = re.compile(rb"\x1b[$(]")

#: How many bytes are read to recognize the kind of a file.
_HEAD_BYTES = 4096


def looks_like_html(data: bytes, suffix: str) -> bool:
    """Whether a file is HTML, by its suffix or by its first bytes."""
    return suffix.casefold() in {".html", ".htm", ".xhtml"} or bool(
        _HTML.match(data[:_HEAD_BYTES].removeprefix(BOM_UTF8))
    )


def declared_charset(data: bytes) -> str:
    """Return the encoding that a page of HTML declares, UTF-8 if it declares none or an unknown one."""
    match = _DECLARED.search(data[:_HEAD_BYTES])
    return CHARSETS.get(match[1].decode("ascii", "replace").casefold(), "utf-8") if match else "utf-8"


def decode(data: bytes, name: str, charset: str = "utf-8") -> str:
    r"""Return the text of a file, with `\\n` as line ends. Raises BriefError (rules text-*) if it is not text."""
    for signature, (what, hint) in SIGNATURES.items():
        if data.startswith(signature):
            message = Message("{name} is {what}, not text", name=name, what=what)
            raise_unreadable(name, (1, 1), "text-kind", message, hint)
    text = _decode_as(data, name, _encoding(data, charset)).replace("\r\n", "\n").replace("\r", "\n")
    if match := _CONTROL.search(text):
        _reject_control(name, text, match.start(), is_seven_bit=data.isascii() and bool(_SHIFT.search(data)))
    return text


def _decode_as(data: bytes, name: str, encoding: str) -> str:
    """Return the text of bytes in an encoding, without a byte order mark. Raises BriefError."""
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        prefix = data[: error.start].decode(encoding, "replace")
        message = Message(
            "{name} is not text: the byte 0x{byte:02X} is not valid {encoding}",
            name=name, byte=data[error.start], encoding=encoding.upper(),
        )  # fmt: skip
        raise_unreadable(
            name, line_column(prefix, len(prefix)), "text-encoding", message, Message("save the file as UTF-8")
        )


def _reject_control(name: str, text: str, index: int, *, is_seven_bit: bool) -> NoReturn:
    """Raise the BriefError for a control character."""
    place = line_column(text, index)
    if is_seven_bit:
        message = Message("{name} is in a 7-bit encoding (ISO-2022) that is not supported", name=name)
        raise_unreadable(name, place, "text-encoding", message, Message("save the file as UTF-8"))
    character = character_name(text[index])
    message = Message("{name} is not text: it contains the character {character}", name=name, character=character)
    raise_unreadable(name, place, "text-kind", message, Message("save the file as UTF-8 text"))


def _encoding(data: bytes, charset: str) -> str:
    """Return the encoding that the bytes of a file show, else the expected one."""
    marked_encoding = next((encoding for mark, encoding in BYTE_ORDER_MARKS if data.startswith(mark)), None)
    if marked_encoding or not data.isascii():
        return marked_encoding or charset
    return next(
        (code for pattern, code in SEVEN_BIT_CODES.items() if pattern.search(data) and _is_encoded_in(data, code)),
        charset,
    )


def _is_encoded_in(data: bytes, code: str) -> bool:
    """Whether bytes are text in a 7-bit encoding; incomplete escapes are rejected later, as control characters."""
    try:
        return data.decode(code).isascii() is False
    except UnicodeDecodeError:
        return False


def as_stored(path: Path) -> Path:
    """Return a path as stored in its folder: some systems store names decomposed, and people type them composed."""
    if os.path.lexists(path):
        return path
    wanted = unicodedata.normalize("NFC", path.name)
    try:
        siblings = sorted(path.parent.iterdir())
    except (OSError, ValueError):
        return path
    return next((sibling for sibling in siblings if unicodedata.normalize("NFC", sibling.name) == wanted), path)


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


def place_of(text: str, index: int) -> tuple[int, int]:
    """Return the line and column of a character."""
    return line_column(text, index)


def raise_unreadable(name: str, place: tuple[int, int], rule: str, message: Message, hint: Message) -> NoReturn:
    """Raise the BriefError for a file that cannot be read, with its place."""
    raise BriefError(message, hint, (Problem(name, *place, rule, "error", message, hint),))

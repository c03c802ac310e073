"""Make zip archives the same byte for byte, and number what is in them."""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from kbrief.pages.document import Meta

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip entry can bear."""


def normalize_zip(container: bytes) -> bytes:
    """Return a zip container with the same entries, none of which tells when it was written."""
    out = BytesIO()
    with ZipFile(BytesIO(container)) as old, ZipFile(out, "w") as new:
        for entry in old.infolist():
            made = ZipInfo(entry.filename, EPOCH)
            made.compress_type = ZIP_STORED if entry.compress_type == ZIP_STORED else ZIP_DEFLATED
            made.external_attr = 0o600 << 16
            new.writestr(made, old.read(entry))
    return out.getvalue()


_OWN_ID = re.compile(r'(<hp:(?:p|tbl|pic|header|footer|headerApply|footerApply)\b[^>]*?\b(?:id|idRef)=")(\d+)(?=")')
_INSTANCE = re.compile(r'(<hp:pic\b[^>]*?\binstid=")(\d+)(?=")')


def renumber_ids(container: bytes, meta: Meta) -> bytes:
    """Return the container with numbers in order where python-hwpx draws them at random, and its language set."""
    out = BytesIO()
    with ZipFile(BytesIO(container)) as old, ZipFile(out, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename.startswith("Contents/section"):
                data = _in_order(data.decode()).encode()
            elif entry.filename == "Contents/content.hpf":
                data = re.sub(rb"<opf:language>.*?</opf:language>|<opf:language */>", _language(meta), data)
            new.writestr(entry, data)
    return out.getvalue()


def _language(meta: Meta) -> bytes:
    return f"<opf:language>{meta.text_language}</opf:language>".encode()


def _in_order(section: str) -> str:
    """Return a section whose own numbers run from 1, in the order in which they first stand."""
    numbers: dict[str, int] = {}

    def numbered(found: re.Match[str]) -> str:
        return f"{found[1]}{numbers.setdefault(found[2], len(numbers) + 1)}"

    return _INSTANCE.sub(numbered, _OWN_ID.sub(numbered, section))

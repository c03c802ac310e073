"""Make zip archives reproducible: no dates, and ids in order."""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from kbrief.pages.meta import Meta

#: The earliest date that a zip entry can have.
EPOCH = (1980, 1, 1, 0, 0, 0)


def normalize_zip(container: bytes) -> bytes:
    """Return a zip container with the same entries, all dated alike."""
    out = BytesIO()
    with ZipFile(BytesIO(container)) as old, ZipFile(out, "w") as new:
        for entry in old.infolist():
            info = ZipInfo(entry.filename, EPOCH)
            info.compress_type = ZIP_STORED if entry.compress_type == ZIP_STORED else ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            new.writestr(info, old.read(entry))
    return out.getvalue()


_ELEMENT_ID = re.compile(r'(<hp:(?:p|tbl|pic|header|footer|headerApply|footerApply)\b[^>]*?\b(?:id|idRef)=")(\d+)(?=")')
_INSTANCE_ID = re.compile(r'(<hp:pic\b[^>]*?\binstid=")(\d+)(?=")')


def renumber_ids(container: bytes, meta: Meta) -> bytes:
    """Return an HWPX container with ids in order, where python-hwpx draws them at random, and with its language set."""
    out = BytesIO()
    with ZipFile(BytesIO(container)) as old, ZipFile(out, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename.startswith("Contents/section"):
                data = _renumber_section(data.decode()).encode()
            elif entry.filename == "Contents/content.hpf":
                data = re.sub(rb"<opf:language>.*?</opf:language>|<opf:language */>", _language_tag(meta), data)
            new.writestr(entry, data)
    return out.getvalue()


def _language_tag(meta: Meta) -> bytes:
    return f"<opf:language>{meta.text_language}</opf:language>".encode()


def _renumber_section(section: str) -> str:
    """Return a section whose ids run from 1, in the order in which they first occur."""
    numbers: dict[str, int] = {}

    def renumber(match: re.Match[str]) -> str:
        return f"{match[1]}{numbers.setdefault(match[2], len(numbers) + 1)}"

    return _INSTANCE_ID.sub(renumber, _ELEMENT_ID.sub(renumber, section))

"""Zip containers that come out the same each time: fixed dates, one compression, the order as it was."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip entry can bear."""


def fixed(container: bytes) -> bytes:
    """Return a zip container with the same entries, none of which tells when it was written."""
    out = BytesIO()
    with ZipFile(BytesIO(container)) as old, ZipFile(out, "w") as new:
        for entry in old.infolist():
            made = ZipInfo(entry.filename, EPOCH)
            made.compress_type = ZIP_STORED if entry.compress_type == ZIP_STORED else ZIP_DEFLATED
            made.external_attr = 0o600 << 16
            new.writestr(made, old.read(entry))
    return out.getvalue()

"""The shipped memo and a hostile document, in files, for programs that are not ours to judge."""

import sys
from pathlib import Path

from kbrief.export.meta import Meta
from kbrief.export.writers import write_document
from kbrief.model.document import Document

sys.path.insert(0, str(Path(__file__).parent.parent / "export"))

from export_documents import figure, hostile, meta, sample


def documents() -> dict[str, tuple[Document, Meta]]:
    """Return documents by name: every kind of block in both languages, and one that says what formats misread."""
    korean = sample("ko")
    return {
        "en": (sample("en"), meta("en")),
        "ko": (korean, meta("ko")),
        "hostile": (hostile(), meta("en")),
        "long": (korean._replace(blocks=korean.blocks * 12), meta("ko")),
    }


def files(folder: Path, ending: str) -> list[Path]:
    """Write the documents in a format, and return their paths."""
    made = []
    for name, (document, about) in documents().items():
        path = folder / f"{name}{ending}"
        path.write_bytes(write_document(document, ending, about))
        made.append(path)
    return made


__all__ = ["documents", "figure", "files", "hostile", "meta", "sample"]

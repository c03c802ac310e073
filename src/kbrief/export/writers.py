"""Which format a file's ending means, and the way from a document to its bytes."""

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from kbrief.errors import WrongUsage
from kbrief.export.meta import Meta, Template
from kbrief.export.needs import needed
from kbrief.export.plaindoc import printable
from kbrief.model.document import Document

Writer = Callable[..., str | bytes]

HOUSE_STYLE = ".docx"
"""The ending of a template that is a Word document; any other is a text template."""


class Format(NamedTuple):
    """A format: its writer as `module:function`, the extra that installs what it needs, and what that is."""

    writer: str
    extra: str = ""
    needs: tuple[str, ...] = ()
    is_binary: bool = False


FORMATS = {
    ".md": Format("writers:to_markdown"),
    ".markdown": Format("writers:to_markdown"),
    ".html": Format("html:to_html"),
    ".htm": Format("html:to_html"),
    ".json": Format("plaindoc:to_json"),
    ".pdf": Format("pdf:to_pdf", "pdf", ("typst",), is_binary=True),
    ".docx": Format("docx:to_docx", "docx", ("docx", "typst"), is_binary=True),
    ".hwpx": Format("hwpx:to_hwpx", "hwpx", ("hwpx", "typst"), is_binary=True),
}
"""The formats by ending."""


def write_document(document: Document, ending: str, meta: Meta, template: Template | None = None) -> bytes:
    """Return a document in the format of an ending such as `.pdf`, in a user's template where one is given.

    Raises WrongUsage, MissingExtra, BriefError for a template that does not hold, OutputError for what cannot be shown.
    """
    writer = writer_of(ending, template)
    written = writer(*printable((document, meta)), *([template] if template else []))
    return written if isinstance(written, bytes) else written.encode()


def writer_of(ending: str, template: Template | None = None) -> Writer:
    """Return the writer for an ending and a template. Raises WrongUsage for what does not fit, MissingExtra."""
    ending = ending.casefold()
    if template and not template.name.casefold().endswith(HOUSE_STYLE):
        return _filler(ending)
    known = FORMATS.get(ending)
    if known is None:
        message = f"{ending or 'no ending'} is no format"
        raise WrongUsage(message, f"known: {', '.join(FORMATS)}; any other with --template")
    if template and ending != HOUSE_STYLE:
        message = f"a {HOUSE_STYLE} template does not go with {ending}"
        raise WrongUsage(message, f"write a {HOUSE_STYLE} file, or use a text template")
    return loaded(known)


def _filler(ending: str) -> Writer:
    """Return what fills a text template."""
    known = FORMATS.get(ending)
    if known and known.is_binary:
        message = f"a text template does not go with {ending}"
        raise WrongUsage(message, f"a house style for {HOUSE_STYLE} is a {HOUSE_STYLE} file; {ending} takes no text")
    return loaded(Format("html:to_html" if known == FORMATS[".html"] else "html:to_text"))


def loaded(known: Format) -> Writer:
    """Return the writer of a format. Raises MissingExtra where a library that it needs is not installed."""
    needed(*known.needs, extra=known.extra)
    module, _, function = known.writer.partition(":")
    writer: Writer = getattr(import_module(f"kbrief.export.{module}"), function)
    return writer


def to_markdown(document: Document, _meta: Meta) -> str:
    """Return a document as Markdown."""
    from kbrief.export import formats

    return formats.to_markdown(document)

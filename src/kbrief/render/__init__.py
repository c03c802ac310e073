"""Which format a file's ending means, and the way from a document to its bytes."""

from collections.abc import Callable, Iterable
from importlib import import_module
from importlib.util import find_spec
from typing import NamedTuple

from kbrief.entry_points import entry_point_names, load_entry_point
from kbrief.errors import Message, WrongUsage, require_all_installed, require_installed
from kbrief.pages.document import Document, Meta, UserTemplate

Writer = Callable[..., str | bytes]

HOUSE_STYLE = ".docx"
"""The ending of a template that is a Word document; any other is a text template."""


class Format(NamedTuple):
    """A format: its writer as `module:function`, the extra that installs what it needs, and what that is.

    The writer takes a `Document` and a `Meta` and returns text or bytes. An installed package adds a format by an entry
    point of the group `kbrief.formats`, named as the ending and leading to a `Format`.
    """

    writer: str
    extra: str = ""
    needs: tuple[str, ...] = ()
    is_binary: bool = False


FORMATS = {
    ".md": Format("kbrief.render:to_markdown"),
    ".markdown": Format("kbrief.render:to_markdown"),
    ".html": Format("kbrief.render.html:to_html"),
    ".htm": Format("kbrief.render.html:to_html"),
    ".json": Format("kbrief.render.data:to_json"),
    ".pdf": Format("kbrief.render.typst:to_pdf", "pdf", ("typst",), is_binary=True),
    ".docx": Format("kbrief.render.docx:to_docx", "docx", ("docx", "typst"), is_binary=True),
}
"""The formats that come with the program, by ending; `find_format` knows those of entry points too."""

#: Registered by an entry point, as a format of another package is.
HWPX = Format("kbrief.render.hwpx:to_hwpx", "hwpx", ("hwpx", "typst"), is_binary=True)


PAGED = {".pdf": False, ".docx": True, ".hwpx": True}
"""The formats with pages, and whether their text runs wider than in ours: word processors differ from desk to desk."""


def fits_pages(document: Document, meta: Meta, endings: Iterable[str]) -> bool:
    """Return whether the body fits its pages in each of the formats that have pages. Raises OutputError."""
    measures = sorted({PAGED[ending.casefold()] for ending in endings if ending.casefold() in PAGED})
    if not measures or find_spec("typst") is None:
        return True
    from kbrief.render.typst import fits

    return all(fits(document, meta, is_loose=measure) for measure in measures)


def find_format(ending: str) -> Format | None:
    """Return the format of an ending, None where there is none. Raises OutputError for an entry point that fails."""
    ending = ending.casefold()
    if ending in FORMATS:
        return FORMATS[ending]
    found: Format | None = load_entry_point("kbrief.formats", ending.removeprefix("."))
    return found


def known_endings() -> list[str]:
    """Return the endings of all formats."""
    return [*FORMATS, *(f".{name}" for name in entry_point_names("kbrief.formats"))]


def render_document(document: Document, ending: str, meta: Meta, template: UserTemplate | None = None) -> bytes:
    """Return a document in the format of an ending such as `.pdf`, in a user's template where one is given.

    Raises WrongUsage, MissingExtra, BriefError for a template that does not hold, OutputError for what cannot be shown.
    """
    from kbrief.render.data import printable, without_single_marks

    writer = writer_of(ending, template)
    laid_out = without_single_marks(document) if meta.lang == "ko" else document
    written = writer(*printable((laid_out, meta)), *([template] if template else []))
    return written if isinstance(written, bytes) else written.encode()


def ensure_installed(endings: Iterable[str], find: Callable[[str], object] = find_spec) -> None:
    """Raise MissingExtra, once for all of these formats, where what they need is not installed: `find` gives None."""
    formats = [form for form in map(find_format, endings) if form]
    require_all_installed({form.extra: form.needs for form in formats if form.extra}, find)


def writer_of(ending: str, template: UserTemplate | None = None) -> Writer:
    """Return the writer for an ending and a template. Raises WrongUsage for what does not fit, MissingExtra."""
    ending = ending.casefold()
    if template and not template.name.casefold().endswith(HOUSE_STYLE):
        return _filler(ending)
    known = find_format(ending)
    if known is None:
        message = Message("{ending} is no format", ending=ending or Message("no ending"))
        raise WrongUsage(
            message, Message("known: {names}; any other with --template", names=", ".join(known_endings()))
        )
    if template and ending != HOUSE_STYLE:
        message = Message("a {style} template does not go with {ending}", style=HOUSE_STYLE, ending=ending)
        raise WrongUsage(message, Message("write a {style} file, or use a text template", style=HOUSE_STYLE))
    return loaded(known)


def _filler(ending: str) -> Writer:
    """Return what fills a text template."""
    known = find_format(ending)
    if known and known.is_binary:
        message = Message("a text template does not go with {ending}", ending=ending)
        hint = Message(
            "a house style for {style} is a {style} file; {ending} takes no text", style=HOUSE_STYLE, ending=ending
        )
        raise WrongUsage(message, hint)
    return loaded(FORMATS[".html"] if known == FORMATS[".html"] else Format("kbrief.render.html:to_text"))


def loaded(known: Format) -> Writer:
    """Return the writer of a format. Raises MissingExtra where a library that it needs is not installed."""
    require_installed(*known.needs, extra=known.extra)
    module, _, function = known.writer.partition(":")
    writer: Writer = getattr(import_module(module), function)
    return writer


def to_markdown(document: Document, _meta: Meta) -> str:
    """Return a document as Markdown."""
    from kbrief.render import markdown

    return markdown.to_markdown(document)

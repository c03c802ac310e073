"""Choose the format that a file's ending means, and render a document in it."""

from collections.abc import Callable, Iterable
from importlib import import_module
from importlib.util import find_spec
from typing import NamedTuple

from kbrief.entry_points import entry_point_names, load_entry_point
from kbrief.errors import Message, WrongUsage, require_all_installed, require_installed
from kbrief.pages.document import Document
from kbrief.pages.meta import Meta, UserTemplate

Writer = Callable[..., str | bytes]

#: The ending of a template that is a Word document; any other is a text template.
STYLE_TEMPLATE = ".docx"


class Format(NamedTuple):
    """A format: its writer as `module:function`, the extra that installs what it needs, and what that is.

    The writer takes a `Document` and a `Meta` and returns text or bytes. An installed package adds a format by an entry
    point of the group `kbrief.formats`, named like the ending without its dot, that points to a `Format`.
    """

    writer: str
    extra: str = ""
    needs: tuple[str, ...] = ()
    is_binary: bool = False


#: The formats that come with the program, by ending; `find_format` knows those of entry points too.
FORMATS = {
    ".md": Format("kbrief.render:to_markdown"),
    ".markdown": Format("kbrief.render:to_markdown"),
    ".html": Format("kbrief.render.html:to_html"),
    ".htm": Format("kbrief.render.html:to_html"),
    ".json": Format("kbrief.render.data:to_json"),
    ".pdf": Format("kbrief.render.typst:to_pdf", "pdf", ("typst",), is_binary=True),
    ".docx": Format("kbrief.render.docx:to_docx", "docx", ("docx", "typst"), is_binary=True),
}

#: Registered by an entry point, as a format of another package is.
HWPX = Format("kbrief.render.hwpx:to_hwpx", "hwpx", ("hwpx", "typst"), is_binary=True)


#: The formats with pages, and whether to allow for wider text: the fonts of word processors differ between machines.
PAGED_FORMATS = {".pdf": False, ".docx": True, ".hwpx": True}


def fits_pages(document: Document, meta: Meta, endings: Iterable[str]) -> bool:
    """Return whether the body fits its pages in each of the formats that have pages. Raises OutputError."""
    is_loose_options = sorted(
        {PAGED_FORMATS[ending.casefold()] for ending in endings if ending.casefold() in PAGED_FORMATS}
    )
    if not is_loose_options or find_spec("typst") is None:
        return True
    from kbrief.render.typst import body_fits

    return all(body_fits(document, meta, is_loose=is_loose) for is_loose in is_loose_options)


def find_format(ending: str) -> Format | None:
    """Return the format of an ending, or None. Raises OutputError for an entry point that fails."""
    ending = ending.casefold()
    if ending in FORMATS:
        return FORMATS[ending]
    format_: Format | None = load_entry_point("kbrief.formats", ending.removeprefix("."))
    return format_


def known_endings() -> list[str]:
    """Return the endings of all formats."""
    return [*FORMATS, *(f".{name}" for name in entry_point_names("kbrief.formats"))]


def render_document(document: Document, ending: str, meta: Meta, template: UserTemplate | None = None) -> bytes:
    """Return a document in the format of an ending such as `.pdf`, filled into the user's template if there is one.

    Raises WrongUsage, MissingExtra, BriefError for an invalid template, OutputError for what cannot be shown.
    """
    from kbrief.render.data import replace_unprintable, unmark_single_items

    writer = find_writer(ending, template)
    document = unmark_single_items(document) if meta.lang == "ko" else document
    content = writer(*replace_unprintable((document, meta)), *([template] if template else []))
    return content if isinstance(content, bytes) else content.encode()


def ensure_installed(endings: Iterable[str], find: Callable[[str], object] = find_spec) -> None:
    """Raise one MissingExtra for all libraries that these formats need and that are not installed.

    `find` returns None for a module that is not installed.
    """
    formats = [format_ for format_ in map(find_format, endings) if format_]
    require_all_installed({format_.extra: format_.needs for format_ in formats if format_.extra}, find)


def find_writer(ending: str, template: UserTemplate | None = None) -> Writer:
    """Return the writer for an ending and a template. Raises WrongUsage where they do not go together, MissingExtra."""
    ending = ending.casefold()
    if template and not template.name.casefold().endswith(STYLE_TEMPLATE):
        return _template_writer(ending)
    format_ = find_format(ending)
    if format_ is None:
        message = Message(
            "{ending} is not a supported format", ending=ending or Message("a file name without an ending")
        )
        raise WrongUsage(
            message, Message("known: {names}; any other ending needs --template", names=", ".join(known_endings()))
        )
    if template and ending != STYLE_TEMPLATE:
        message = Message("a {style} template cannot be used for {ending}", style=STYLE_TEMPLATE, ending=ending)
        raise WrongUsage(message, Message("write a {style} file, or use a text template", style=STYLE_TEMPLATE))
    return load_writer(format_)


def _template_writer(ending: str) -> Writer:
    """Return the writer that fills a text template, as HTML or as plain text."""
    format_ = find_format(ending)
    if format_ and format_.is_binary:
        message = Message("a text template cannot be used for {ending}", ending=ending)
        hint = Message(
            "use a {style} file as the house style for {style}; {ending} takes no text template",
            style=STYLE_TEMPLATE,
            ending=ending,
        )
        raise WrongUsage(message, hint)
    return load_writer(FORMATS[".html"] if format_ == FORMATS[".html"] else Format("kbrief.render.html:to_text"))


def load_writer(format_: Format) -> Writer:
    """Return the writer of a format. Raises MissingExtra where a library that it needs is not installed."""
    require_installed(*format_.needs, extra=format_.extra)
    module, _, function = format_.writer.partition(":")
    writer: Writer = getattr(import_module(module), function)
    return writer


def to_markdown(document: Document, _meta: Meta) -> str:
    """Return a document as Markdown."""
    from kbrief.render import markdown

    return markdown.to_markdown(document)

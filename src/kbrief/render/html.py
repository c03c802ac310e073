"""Write a document as one HTML page."""

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kbrief.errors import BriefError, Message, Problem
from kbrief.i18n import _
from kbrief.i18n.direction import FIRST, LAST
from kbrief.pages.document import Document, Meta, UserTemplate
from kbrief.render import sandbox
from kbrief.render.data import document_data


def page_header_css(marking: str) -> str:
    """Return the rule that prints the marking on every page; what is no letter or digit is escaped."""
    text = "".join(c if c.isalnum() else f"\\{ord(c):x} " for c in marking)
    return f'@page {{ @top-center {{ content: "{text}"; font: bold 9pt sans-serif; }} }}\n'


def page_size_css(meta: Meta) -> str:
    """Return the rule that sets the paper on which the page is printed."""
    return f"@page {{ size: {'A4' if meta.page == 'a4' else 'letter'}; }}\n"


TEMPLATES = Path(__file__).parent / "templates"
PAGE, STYLE = "page.html.j2", "page.css"


def to_html(document: Document, meta: Meta, template: UserTemplate | None = None) -> str:
    """Return a document as one HTML file that loads nothing, by the shipped template or the user's."""
    shipped = _shipped()
    given = _given(document, meta, shipped)
    if template:
        return _filled(template, given, autoescape=True)
    return _with_bdi(shipped.get_template(PAGE).render(given)) + "\n"


_NO_TEXT = re.compile(r"(<head>.*?</head>|<svg.*?</svg>|<[^<>]*>)", re.DOTALL)


def _with_bdi(page: str) -> str:
    """Return a page with `bdi` for isolates in its text; attributes and pictures, which have no room for it, keep them."""
    if FIRST not in page:
        return page
    parts = _NO_TEXT.split(page)
    parts[::2] = (part.replace(FIRST, "<bdi>").replace(LAST, "</bdi>") for part in parts[::2])
    return "".join(parts)


def to_text(document: Document, meta: Meta, template: UserTemplate) -> str:
    """Return a document as a user's template for a text format puts it; nothing is escaped."""
    return _filled(template, _given(document, meta, _shipped()), autoescape=False)


def _shipped() -> Environment:
    """Return the environment of the shipped templates."""
    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)


def _given(document: Document, meta: Meta, shipped: Environment) -> dict[str, Any]:
    """Return what templates see: `document`, `meta`, `words`, and the style of the page with its hash for the CSP."""
    sizes = page_size_css(meta) + page_header_css(meta.marking) + _size_css(meta)
    style = shipped.get_template(STYLE).render() + sizes
    digest = b64encode(sha256(style.encode()).digest()).decode()
    words = {"skip": _("Skip to the text"), "scroll": _("Table: {titles}")}
    return {**document_data(document, meta), "words": words, "style": style, "style_hash": f"sha256-{digest}"}


def _size_css(meta: Meta) -> str:
    """Return the style of text of a set size, none of it smaller, on the paper that is asked for."""
    if not meta.size:
        return ""
    paper = "@page { size: A6; margin: 12mm 8mm; }" if meta.is_card else ""
    size = f"{meta.size:g}pt"
    return (
        f"body, .quiet, table, footer {{ font-size: {size}; }} @media print {{ html {{ font-size: {size}; }} }} {paper}"
    )


def _filled(template: UserTemplate, given: dict[str, Any], *, autoescape: bool) -> str:
    """Return a user's template filled in. Raises BriefError with the file and line of what does not hold."""
    try:
        source = template.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _fault(template, 1, Message("it is not text in UTF-8")) from error
    filled = sandbox.fill(template.name, source, given, autoescape=autoescape)
    if filled.kind:
        raise _fault(template, filled.line, _what_is_wrong(filled))
    return filled.text


def _what_is_wrong(filled: sandbox.Filled) -> Message:
    if filled.kind == "tag":
        return Message("{tag}: a template may not read other files", tag=filled.said)
    if filled.kind == "limit":
        return Message("it takes more time or memory, or makes more text, than a template may")
    return Message("{said}", said=filled.said) if filled.said else Message("it does not parse")


def _fault(template: UserTemplate, line: int, what: Message) -> BriefError:
    hint = Message("a template sees `document`, `meta`, `words`, `style` and `style_hash`: see docs/templates.md")
    problem = Problem(template.name, line, 1, "template", "error", what, hint)
    return BriefError(Message("the template {name} does not hold", name=template.name), hint, (problem,))

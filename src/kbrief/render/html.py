"""Write a document as one HTML page."""

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kbrief.errors import BriefError, Message, Problem
from kbrief.i18n import _
from kbrief.i18n.direction import ISOLATE_END, ISOLATE_START
from kbrief.pages.document import Document
from kbrief.pages.meta import Meta, UserTemplate
from kbrief.render import sandbox
from kbrief.render.data import document_data


def page_header_css(marking: str) -> str:
    """Return the CSS rule that prints the marking on every page, with all but letters and digits escaped."""
    text = "".join(c if c.isalnum() else f"\\{ord(c):x} " for c in marking)
    return f'@page {{ @top-center {{ content: "{text}"; font: bold 9pt sans-serif; }} }}\n'


def page_size_css(meta: Meta) -> str:
    """Return the CSS rule that sets the paper size."""
    return f"@page {{ size: {'A4' if meta.page == 'a4' else 'letter'}; }}\n"


TEMPLATES = Path(__file__).parent / "templates"
PAGE, STYLE = "page.html.j2", "page.css"


def to_html(document: Document, meta: Meta, template: UserTemplate | None = None) -> str:
    """Return a document as one HTML file that loads nothing, made from the shipped template or the user's."""
    shipped = _shipped_templates()
    values = _template_values(document, meta, shipped)
    if template:
        return _fill_template(template, values, autoescape=True)
    return _with_bdi(shipped.get_template(PAGE).render(values)) + "\n"


_MARKUP = re.compile(r"(<head>.*?</head>|<svg.*?</svg>|<[^<>]*>)", re.DOTALL)


def _with_bdi(page: str) -> str:
    """Return a page with `bdi` elements for the isolates in its text; attributes and pictures keep the isolates."""
    if ISOLATE_START not in page:
        return page
    parts = _MARKUP.split(page)
    parts[::2] = (part.replace(ISOLATE_START, "<bdi>").replace(ISOLATE_END, "</bdi>") for part in parts[::2])
    return "".join(parts)


def to_text(document: Document, meta: Meta, template: UserTemplate) -> str:
    """Return a document filled into a user's template for a text format; nothing is escaped."""
    return _fill_template(template, _template_values(document, meta, _shipped_templates()), autoescape=False)


def _shipped_templates() -> Environment:
    """Return the environment of the shipped templates."""
    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)


def _template_values(document: Document, meta: Meta, shipped: Environment) -> dict[str, Any]:
    """Return the variables of templates: `document`, `meta`, `words`, `style`, and the hash of the style for the CSP."""
    sizes = page_size_css(meta) + page_header_css(meta.marking) + _size_css(meta)
    style = shipped.get_template(STYLE).render() + sizes
    style_hash = b64encode(sha256(style.encode()).digest()).decode()
    labels = {"skip": _("Skip to the text"), "scroll": _("Table: {titles}")}
    return {**document_data(document, meta), "words": labels, "style": style, "style_hash": f"sha256-{style_hash}"}


def _size_css(meta: Meta) -> str:
    """Return the style for a fixed font size, on cards with their paper; empty without a fixed size."""
    if not meta.size:
        return ""
    paper = "@page { size: A6; margin: 12mm 8mm; }" if meta.is_card else ""
    size = f"{meta.size:g}pt"
    return (
        f"body, .quiet, table, footer {{ font-size: {size}; }} @media print {{ html {{ font-size: {size}; }} }} {paper}"
    )


def _fill_template(template: UserTemplate, values: dict[str, Any], *, autoescape: bool) -> str:
    """Return a user's template filled in. Raises BriefError with the file and line of the fault."""
    try:
        source = template.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _template_error(template, 1, Message("it is not UTF-8 text")) from error
    result = sandbox.fill(template.name, source, values, autoescape=autoescape)
    if result.kind:
        raise _template_error(template, result.line, _problem_message(result))
    return result.text


def _problem_message(result: sandbox.FilledTemplate) -> Message:
    if result.kind == "tag":
        return Message("{tag}: a template may not read other files", tag=result.message)
    if result.kind == "limit":
        return Message("it uses more time or memory, or writes more text, than a template may")
    return Message("{said}", said=result.message) if result.message else Message("it cannot be parsed")


def _template_error(template: UserTemplate, line: int, message: Message) -> BriefError:
    hint = Message("a template can use `document`, `meta`, `words`, `style` and `style_hash`: see docs/templates.md")
    problem = Problem(template.name, line, 1, "template", "error", message, hint)
    return BriefError(Message("the template {name} is invalid", name=template.name), hint, (problem,))

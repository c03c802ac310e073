"""Open a user's Word document as a house style, safely, and repair what a word processor would repair."""

from copy import deepcopy
from io import BytesIO
from typing import Any

import docx
from docx.document import Document as Word
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.coreprops import CoreProperties
from docx.opc.parts.coreprops import CorePropertiesPart
from docx.oxml.coreprops import CT_CoreProperties
from docx.oxml.ns import qn

from kbrief.errors import BriefError, Message, Problem
from kbrief.pages.meta import UserTemplate
from kbrief.text.archives import ensure_small


def open_template(template: UserTemplate) -> Word:
    """Return a user's Word document without its text; styles, page, header and footer stay.

    Raises BriefError for a file that is too large, and whatever python-docx raises for one that is not a Word document.
    """
    ensure_small(template.name, template.data)
    word = docx.Document(BytesIO(template.data))
    body = word.element.body
    if body is None:
        raise ValueError(Message("it has no body"))
    for child in [child for child in body if child.tag != qn("w:sectPr")]:
        body.remove(child)
    _repair_section(word)
    _repair_styles(word)
    _repair_properties(word)
    return word


def template_error(template: UserTemplate, error: Exception) -> BriefError:
    """Return the error for a template that python-docx cannot work with."""
    message = Message("the template {name} cannot be used", name=template.name)
    problem_message = Message(
        "it is not a Word document: {said}", said=f"{error}".split("\n")[0] or type(error).__name__
    )
    hint = Message("save it as .docx in a word processor")
    return BriefError(message, hint, (Problem(template.name, 1, 1, "template", "error", problem_message, hint),))


def _repair_section(word: Word) -> None:
    """Give a document one page setup: its last section, with default measures where it has none or invalid ones."""
    body = word.element.body
    sections = [child for child in body if child.tag == qn("w:sectPr")]
    for section in sections[:-1]:
        body.remove(section)
    default_section = docx.Document().element.body.find(qn("w:sectPr"))
    if not sections:
        body.append(deepcopy(default_section))
        return
    for tag in ("w:pgSz", "w:pgMar"):
        if not _is_readable(sections[-1].find(qn(tag))):
            for element in sections[-1].findall(qn(tag)):
                sections[-1].remove(element)
            default = default_section.find(qn(tag))
            getattr(sections[-1], f"_insert_{tag[2:]}")(deepcopy(default))


def _is_readable(page: Any) -> bool:
    """Whether the measures of a page or of its margins are valid numbers."""
    if page is None:
        return False
    is_size = page.tag == qn("w:pgSz")
    minimum = _MIN_SIZE if is_size else -_MAX_MEASURE
    texts = [page.get(qn(f"w:{name}")) for name in (_SIZES if is_size else _MARGINS)]
    try:
        measures = [int(text) for text in texts if text is not None]
    except ValueError:
        return False
    return page.get(qn("w:orient")) in _ORIENTATIONS and all(minimum <= value <= _MAX_MEASURE for value in measures)


_SIZES = ("w", "h")
_MARGINS = ("top", "right", "bottom", "left", "header", "footer", "gutter")
_ORIENTATIONS = (None, "portrait", "landscape")

#: The smallest size of a page and the largest of a page or a margin, in twentieths of a point.
_MIN_SIZE, _MAX_MEASURE = 2_000, 31_680

_BOOLEANS = frozenset(("1", "0", "true", "false", "on", "off"))
_STYLE_TYPES = frozenset(("paragraph", "character", "table", "numbering"))


def _repair_styles(word: Word) -> None:
    """Remove the styles without a name, an id or a valid type, which cannot be used."""
    styles = word.styles.element
    for style in list(styles.iter(qn("w:style"))):
        name = style.find(qn("w:name"))
        is_named = name is not None and name.get(qn("w:val")) and style.get(qn("w:styleId"))
        if style.get(qn("w:default"), "1") not in _BOOLEANS:
            del style.attrib[qn("w:default")]
        if style.get(qn("w:type")) is None:
            style.set(qn("w:type"), "paragraph")  # the default of the format
        if not is_named or style.get(qn("w:type")) not in _STYLE_TYPES:
            style.getparent().remove(style)


def _repair_properties(word: Word) -> None:
    """Replace invalid document properties with empty ones."""
    package: Any = word.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.CORE_PROPERTIES and not _has_properties(relation):
            del package.rels[key]
    properties = package.core_properties
    properties.title = ""


def _has_properties(relation: Any) -> bool:
    if relation.is_external or not isinstance(relation.target_part, CorePropertiesPart):
        return False
    return isinstance(relation.target_part.element, CT_CoreProperties) and bool(
        CoreProperties(relation.target_part.element)
    )

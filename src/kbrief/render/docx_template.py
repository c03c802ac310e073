"""A user's Word document as a house style: opened safely, and made whole where a word processor would."""

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
from kbrief.pages.document import UserTemplate
from kbrief.text.archives import ensure_small


def open_template(template: UserTemplate) -> Word:
    """Return a user's Word document without its text; styles, page, header and footer stay.

    Raises BriefError for what is too large or no Word document, and what python-docx raises.
    """
    ensure_small(template.name, template.data)
    word = docx.Document(BytesIO(template.data))
    body = word.element.body
    if body is None:
        raise ValueError(Message("it has no body"))
    for child in [child for child in body if child.tag != qn("w:sectPr")]:
        body.remove(child)
    _mend_section(word)
    _mend_styles(word)
    _mend_properties(word)
    return word


def refused(template: UserTemplate, error: Exception) -> BriefError:
    """Return what to tell of a template that a library cannot work with."""
    message = Message("the template {name} cannot be used", name=template.name)
    what = Message("it is no Word document: {said}", said=f"{error}".split("\n")[0] or type(error).__name__)
    hint = Message("save it as .docx in a word processor")
    return BriefError(message, hint, (Problem(template.name, 1, 1, "template", "error", what, hint),))


def _mend_section(word: Word) -> None:
    """Give a document a page where it says none, or one that cannot be read: the page of our own."""
    body = word.element.body
    sections = [child for child in body if child.tag == qn("w:sectPr")]
    for one in sections[:-1]:
        body.remove(one)
    ours = docx.Document().sections[-1]
    if not sections:
        body.append(deepcopy(ours._sectPr))  # noqa: SLF001 - python-docx has no way of its own to the XML
        return
    for tag in ("w:pgSz", "w:pgMar"):
        if not _is_readable(sections[-1].find(qn(tag))):
            for bad in sections[-1].findall(qn(tag)):
                sections[-1].remove(bad)
            good = ours._sectPr.find(qn(tag))  # noqa: SLF001
            getattr(sections[-1], f"_insert_{tag[2:]}")(deepcopy(good))


def _is_readable(page: Any) -> bool:
    """Whether the measures of a page are numbers that a page can have."""
    if page is None:
        return False
    names = ("w", "h") if page.tag == qn("w:pgSz") else ("top", "right", "bottom", "left", "header", "footer", "gutter")
    try:
        said = [page.get(qn(f"w:{name}")) for name in names]
        sizes = [int(value) for value in said if value is not None]
        orientation = page.get(qn("w:orient"))
    except ValueError:
        return False
    is_page = page.tag == qn("w:pgSz")
    return all(_LEAST[is_page] <= size <= _MOST for size in sizes) and orientation in {None, "portrait", "landscape"}


_LEAST = {True: 2_000, False: -31_680}
_MOST = 31_680
"""The least measures of a page and of its margins, and the most of both, in twentieths of a point."""

_SWITCHES = frozenset(("1", "0", "true", "false", "on", "off"))
_TYPES = frozenset(("paragraph", "character", "table", "numbering"))


def _mend_styles(word: Word) -> None:
    """Take out the styles that have no name, no id or no type that there is: nothing can be set in them."""
    styles = word.styles.element
    for style in list(styles.iter(qn("w:style"))):
        name = style.find(qn("w:name"))
        is_named = name is not None and name.get(qn("w:val")) and style.get(qn("w:styleId"))
        if style.get(qn("w:default"), "1") not in _SWITCHES:
            del style.attrib[qn("w:default")]
        if style.get(qn("w:type")) is None:
            style.set(qn("w:type"), "paragraph")  # as the format has it
        if not is_named or style.get(qn("w:type")) not in _TYPES:
            style.getparent().remove(style)


def _mend_properties(word: Word) -> None:
    """Put empty properties in place of those that are none."""
    package: Any = word.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.CORE_PROPERTIES and not _has_properties(relation):
            del package.rels[key]
    about = package.core_properties
    about.title = ""


def _has_properties(relation: Any) -> bool:
    if relation.is_external or not isinstance(relation.target_part, CorePropertiesPart):
        return False
    return isinstance(relation.target_part.element, CT_CoreProperties) and bool(
        CoreProperties(relation.target_part.element)
    )

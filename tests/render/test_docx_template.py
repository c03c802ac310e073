"""Word documents as house styles that a word processor opens, and some that only look like one."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO

import docx
import pytest
from export_documents import meta, sample
from test_render_docx import house_style, lines

from kbrief.errors import BriefError
from kbrief.pages.meta import UserTemplate
from kbrief.render.docx import to_docx

MAIN, STYLES, ABOUT, TYPES = "word/document.xml", "word/styles.xml", "docProps/core.xml", "[Content_Types].xml"


def changed(name: str, change: Callable[[str], str], *more: tuple[str, bytes]) -> UserTemplate:
    """Return a house style with one part changed, and more parts."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(house_style())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            text = old.read(entry)
            new.writestr(entry, change(text.decode()) if entry == name else text)
        for entry, data in more:
            new.writestr(entry, data)
    return UserTemplate("office.docx", out.getvalue())


def without(pattern: str) -> Callable[[str], str]:
    return lambda text: re.sub(pattern, "", text, flags=re.DOTALL)


def instead(pattern: str, by: str) -> Callable[[str], str]:
    return lambda text: re.sub(pattern, by, text, flags=re.DOTALL)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        (MAIN, without("<w:sectPr.*?</w:sectPr>")),
        (MAIN, without("<w:pg(Mar|Sz)[^>]*>")),
        (MAIN, instead('w:left="[^"]*"', 'w:left="2.5cm"')),
        (MAIN, instead('w:right="[^"]*"', 'w:right="99999999999"')),
        (MAIN, instead('w:left="[^"]*"', 'w:left="12000"')),
        (MAIN, instead('w:w="[^"]*"', 'w:w="0"')),
        (MAIN, instead('w:h="[^"]*"', 'w:h=""')),
        (MAIN, instead("<w:pgSz ", '<w:pgSz w:orient="slant" ')),
        (MAIN, instead("(<w:sectPr.*?</w:sectPr>)", r"\1\1")),
        (STYLES, instead("</w:styles>", "<w:style/><w:style w:type='odd' w:styleId='q'/></w:styles>")),
        (STYLES, instead('w:type="paragraph"', 'w:type="sentence"')),
        (STYLES, instead('<w:name w:val="Title"/>', "<w:name/>")),
        (STYLES, without(' w:styleId="[^"]*"')),
        (STYLES, without(' w:type="paragraph"')),
        (STYLES, instead('w:default="1"', 'w:default="perhaps"')),
        (STYLES, instead('w:basedOn w:val="[^"]*"', 'w:basedOn w:val="nosuch"')),
        (
            STYLES,
            lambda text: text.replace("</w:styles>", "<w:style><w:name w:val='n'/></w:style>" * 100 + "</w:styles>"),
        ),
        (STYLES, without("<w:style .*</w:style>")),
        (ABOUT, lambda _: "<properties/>"),
        (ABOUT, instead("<dcterms:created.*?</dcterms:created>", "<created>soon</created>")),
        (TYPES, instead("application/vnd.openxmlformats-package.core-properties.xml", "application/xml")),
        ("_rels/.rels", without('<Relationship [^>]*core-properties"[^>]*>')),
    ],
)
def test_what_a_template_lacks_is_our_own(name: str, change: Callable[[str], str]) -> None:
    """A page without measures, styles without names and properties that are none do not keep a memo from being made."""
    template = changed(name, change)
    assert template.data != house_style()
    made = to_docx(sample(), meta("en"), template)
    assert sample().title in "\n".join(lines(made))
    assert docx.Document(BytesIO(made)).core_properties.author == "Desk"
    section = docx.Document(BytesIO(made)).sections[-1]
    assert section.page_width is not None
    assert section.page_width > 0


@pytest.mark.parametrize(
    ("name", "change"),
    [
        (MAIN, instead("<w:body>.*</w:body>", "")),
        (MAIN, lambda _: "<a/>"),
        (MAIN, lambda text: text[:-20]),
        (STYLES, lambda _: "<a/>"),
        (TYPES, instead("wordprocessingml.document.main", "spreadsheetml.sheet.main")),
    ],
)
def test_what_is_no_template_is_named(name: str, change: Callable[[str], str]) -> None:
    """Whatever a library says while it is used, the error names the template, and its message is not empty."""
    with pytest.raises(BriefError) as caught:
        to_docx(sample(), meta("en"), changed(name, change))
    (problem,) = caught.value.problems
    assert (problem.file, problem.rule) == ("office.docx", "template")
    assert not problem.message.endswith(": ")


@pytest.mark.parametrize("name", ["word/media/image1.png", "word/document", "a.XML", "notes.rel"])
@pytest.mark.parametrize("coding", ["utf-8", "utf-16"])
def test_what_can_be_parsed_counts_whatever_its_name(name: str, coding: str) -> None:
    """A part goes by how it begins, not by its ending."""
    bomb = f"\n <a>{'<b/>' * 2_200_000}</a>".encode(coding)
    with pytest.raises(BriefError, match="unpacks to") as caught:
        to_docx(sample(), meta("en"), changed("", str, (name, bomb)))
    assert caught.value.problems[0].rule == "file-size"


def test_pictures_do_not_count_as_text() -> None:
    """A house style with a large picture is one."""
    picture = b"\x89PNG" + bytes(9_000_000)
    assert to_docx(sample(), meta("en"), changed("", str, ("word/media/image1.png", picture)))


def test_a_long_name_is_cut_in_the_properties_alone() -> None:
    """A property has at most 255 characters."""
    about = meta("en")._replace(author="Office of " * 40, title="T" * 300)
    made = docx.Document(BytesIO(to_docx(sample(), about))).core_properties
    assert (len(made.author), len(made.title)) == (255, 255)

"""The HTML page, and users' templates."""

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from export_documents import DAY, HOSTILE, hostile, meta, missing, sample, written

from kbrief.errors import BriefError
from kbrief.pages.meta import Meta, UserTemplate
from kbrief.render.html import to_html, to_text


class Page(HTMLParser):
    """A page as its tags, and its text outside style and pictures."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.inside: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a tag; what is inside style and pictures is no text."""
        self.tags.append((tag, dict(attrs)))
        self.inside += [tag] if tag in {"style", "svg"} else []

    def handle_endtag(self, tag: str) -> None:
        """Leave style or a picture."""
        self.inside = self.inside[:-1] if self.inside[-1:] == [tag] else self.inside

    def handle_data(self, data: str) -> None:
        """Take a text."""
        self.text += [data] if not self.inside else []

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """Return the attributes of every tag of a name."""
        return [attributes for name, attributes in self.tags if name == tag]


def fill(source: str, name: str = "my.html.j2") -> str:
    """Return the sample in a template of a user's."""
    return to_html(sample(), meta("en"), UserTemplate(name, source.encode()))


def fault(source: bytes) -> tuple[int, str]:
    """Return where and why a template is refused."""
    with pytest.raises(BriefError) as caught:
        to_text(sample(), meta("en"), UserTemplate("my.txt", source))
    (problem,) = caught.value.problems
    assert (problem.file, problem.rule, caught.value.code) == ("my.txt", "template", 3)
    return problem.line, problem.message


def test_page_loads_nothing_and_allows_only_its_own_style() -> None:
    """The content security policy denies all but the one style sheet, by its hash; nothing links elsewhere."""
    text = written(".html").decode()
    page = Page(text)
    style = text[text.index("<style>") + 7 : text.index("</style>")]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policies = [tag.get("content") or "" for tag in page.all("meta") if tag.get("http-equiv")]
    assert policies == [f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"]
    assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in page.tags}
    assert not [a for _, a in page.tags if "style" in a or any(name.startswith("on") for name in a)]
    assert "http" not in text.replace('xmlns="http://www.w3.org/2000/svg"', "").replace("http-equiv", "")


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_page_says_its_language_and_its_structure(lang: str) -> None:
    """It has a language, a title, a skip link to the text, and table heads that say what they head."""
    page = Page(written(".html", "ko" if lang == "ko" else "en").decode())
    assert page.all("html") == [{"lang": lang}]
    assert page.all("a")[0]["href"] == "#text"
    assert page.all("main")[0]["id"] == "text"
    heads = [tag.get("scope") for tag in page.all("th")]
    assert (heads.count("col"), heads.count("row")) == (4, 2)
    levels = [tag for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels == ["h1", "h2", "h2", "h2", "h3"]
    assert {"class": "part"} in page.all("h2")


def test_all_text_arrives_as_the_characters_it_is() -> None:
    """Markup in data is text on the page, in attributes, and in the title."""
    page = to_html(hostile(), Meta("en", HOSTILE[0], DAY, HOSTILE[7], HOSTILE[0]))
    parsed = Page(page)
    shown = "\n".join(parsed.text)
    assert missing(hostile(), shown) == set()
    assert "script" not in {tag for tag, _ in parsed.tags}
    assert {"name": "author", "content": HOSTILE[7]} in parsed.all("meta")


def test_marking_is_printed_on_every_page_and_cannot_leave_its_string() -> None:
    """The print style carries the marking; whatever could end the string is escaped."""
    page = to_html(sample(), meta("en")._replace(marking='a"; } </style><b>\n한글'))
    style = page[page.index("<style>") : page.index("</style>")]
    assert 'content: "a\\22 \\3b \\20 \\7d \\20 \\3c \\2f style\\3e \\3c b\\3e \\a 한글"' in style
    assert page.count("</style>") == 1


def test_shipped_page_serves_as_a_users_template() -> None:
    """The shipped template is a start: as a user's template it gives the same page."""
    from kbrief.render.html import PAGE, TEMPLATES

    source = (TEMPLATES / PAGE).read_text(encoding="utf-8")
    mine, shipped = ("".join(page.split()) for page in (fill(source), to_html(sample(), meta("en"))))
    assert mine == shipped


def test_users_template_sees_plain_data() -> None:
    """A text template gets title, blocks, language and date; HTML is escaped, other text is not."""
    source = "{{ document.title }}|{{ meta.lang }}|{{ meta.date }}|{{ document.blocks[0].pairs[0].value }}|<{{ '<' }}"
    assert fill(source).endswith("A title|en|2026-11-22|Nov 22, 2026|<&lt;")
    assert to_text(sample(), meta("en"), UserTemplate("a.txt", source.encode())).endswith("|<<")


@pytest.mark.parametrize(
    ("source", "line", "said"),
    [
        (b"one\n{{ 1 + }}", 2, "unexpected"),
        (b"one\ntwo\n{{ nothing }}", 3, "'nothing' is undefined"),
        (b"{% for x in document.blocks %}\n{{ x.nothing.deeper }}\n{% endfor %}", 2, "has no attribute 'nothing'"),
        (b"\n{{ 1 // 0 }}", 2, "by zero"),
        (b"one\n{% macro m() %}{{ m() }}{% endmacro %}\n{{ m() }}", 2, "recursion"),
        (b"{% for i in range(1000000000) %}{% endfor %}", 1, "Range too big"),
        (b"caf\xe9", 1, "UTF-8"),
    ],
)
def test_error_in_a_template_names_its_file_and_line(source: bytes, line: int, said: str) -> None:
    """Whatever goes wrong in a template is told with the place in it."""
    found = fault(source)
    assert found[0] == line
    assert said in found[1]


@pytest.mark.parametrize(
    ("source", "what"),
    [
        (b"a\n{% include '/etc/passwd' %}", "include"),
        (b"a\n{% extends 'page.html.j2' %}", "extends"),
        (b"a\n{% import 'x' as y %}", "import"),
        (b"a\n{% from 'x' import y %}", "fromimport"),
        (b"a\n{% if 0 %}{% include 'x' %}{% endif %}", "include"),
    ],
)
def test_template_that_asks_for_other_files_is_refused(source: bytes, what: str) -> None:
    """A template is one file: it reads no other, not even in a branch that is never taken."""
    assert fault(source) == (2, f"{what}: a template may not read other files")


@pytest.mark.parametrize(
    "source",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ document.__init__.__globals__ }}",
        "{{ document.blocks.append(1) }}",
        "{{ '{0.__class__}'.format(1) }}",
        "{{ self.__init__ }}",
    ],
)
def test_template_stays_in_its_sandbox(source: str) -> None:
    """A template reaches nothing of Python's insides and changes nothing."""
    assert fault(source.encode())[0] == 1


def test_the_template_of_the_manual_works() -> None:
    """The start that docs/templates.md gives fills in, with every block of the memo."""
    page = (Path(__file__).parent.parent.parent / "docs" / "templates.md").read_text(encoding="utf-8")
    source = page.split("```jinja\n")[1].split("```")[0]
    made = to_text(sample("ko"), meta("ko"), UserTemplate("mine.txt", source.encode()))
    assert missing(sample("ko"), made) <= {
        "#",
        "의제",
        "Tally",
        "Note",
        "Summary",
        "A title",
        "made by kbrief",
        "nothing here",
    }
    assert "1= | 조선부터 먼저 제기 | +4 | noted" in made

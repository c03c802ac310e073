"""The board as a file: one page that runs its own script and style alone."""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser

import pytest
from board_briefs import SAID, data_of, event, made, page_of, point, side

from kbrief.board import ONLY_IN_HTML, as_json
from kbrief.model import Lang
from kbrief.render.html import page_header_css


class Seen(HTMLParser):
    """The tags of a page, and the text of each element that has a class or an id, by that name."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self.open: list[tuple[str, list[str]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        values = dict(attrs)
        self.tags.append((tag, values))
        names = list(dict.fromkeys([*(values.get("class") or "").split(), values.get("id") or tag]))
        self.open.append((tag, names))
        for name in names:
            self.texts.setdefault(name, []).append("")

    def handle_endtag(self, tag: str) -> None:
        """End an element, and those within it that have no end."""
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Add a text to every element that it stands in."""
        for _, names in self.open:
            for name in names:
                self.texts[name][-1] += data


def digest(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def test_the_policy_lets_in_this_style_and_this_script_alone() -> None:
    """Everything is denied but the style and the script that stand here, by their hashes; no attribute runs code."""
    page = page_of()
    seen = Seen(page)
    (policy,) = (v["content"] or "" for t, v in seen.tags if t == "meta" and v.get("http-equiv"))
    style = page[page.index("<style>") + 7 : page.index("</style>")]
    script = page[page.rindex("<script>") + 8 : page.rindex("</script>")]
    assert policy.startswith("default-src 'none'; ")
    assert f"style-src {digest(style)};" in policy
    assert f"script-src {digest(script)};" in policy
    names = {name for _, values in seen.tags for name in values}
    assert not [name for name in names if name.startswith("on") or name in {"style", "src", "action"}]
    assert {v["href"] for _, v in seen.tags if "href" in v} == {"#lists", "data:,"}
    assert not re.search(r"\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon|innerHTML|eval\(", script)


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_the_shipped_board_is_small_and_the_same_on_every_run(lang: Lang) -> None:
    """Under 250 kB in either language, byte for byte the same for the same brief and day."""
    page = page_of(lang=lang)
    assert len(page.encode()) < 250_000
    assert page == page_of(lang=lang)
    assert f'<html lang="{lang}"' in page


def test_the_data_in_the_page_is_the_boards_data() -> None:
    """The script's data reads back as it was made, whatever characters it holds."""
    page = page_of(marking="</script> & \u2028 <!--")
    (text,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', page)
    data = data_of(marking="</script> & \u2028 <!--")
    assert json.loads(text) == json.loads(json.dumps({k: v for k, v in data.items() if k not in ONLY_IN_HTML}))
    assert as_json("<>&\u2028\u2029") == '"\\u003c\\u003e\\u0026\\u2028\\u2029"'


def test_without_javascript_the_page_says_what_to_type() -> None:
    """The lists are made by the script; where it is off, a sentence names the command for the same lists."""
    seen = Seen(page_of())
    assert "kbrief memo -a trump -o memo.html" in seen.texts["notice"][0]
    assert "kbrief memo -o memo.html" in Seen(page_of(made())).texts["notice"][0]


def test_the_table_has_a_column_for_each_audience_and_what_follows_from_all() -> None:
    """How to treat a point, or for a brief whose audiences decide together the joint list and who blocks it."""
    heads = Seen(page_of()).texts["th"]
    assert heads == ["point", "No audience", "Trump", "Harris", "treat as"]
    sides = [side("one"), side("two")]
    together = Seen(page_of(made(mode="together", points=[point("a")], administrations=sides))).texts["th"]
    assert together == ["point", "No audience", "One", "Two", "joint list", "blocked by"]


def test_the_script_is_the_modules_without_what_joins_them() -> None:
    """No import, no export and no comment of a line of its own is left; each module's functions are there once."""
    page = page_of()
    script = page[page.rindex("<script>") + 8 : page.rindex("</script>")]
    assert not re.search(r"^(import|export|//|/\*\*\n)", script, re.MULTILINE)
    names = re.findall(r"^(?:(?:async )?function|const|let) (\w+)", script, re.MULTILINE)
    assert len(names) == len(set(names))
    assert {"rank", "stability", "showMatrix", "asText"} <= set(names)


def test_what_a_brief_lacks_is_left_out() -> None:
    """No switch without administrations, no toggle without events, no part without content; the lists stay."""
    seen = Seen(page_of(made(points=[point("only")])))
    assert not {"who", "events", "matrix", "tile", "treat"} & set(seen.texts)
    one = Seen(page_of(made(administrations=[side("solo")], events=[event("gale")])))
    assert "who" in one.texts
    assert not {"events", "matrix", "treat"} & set(one.texts)
    assert one.texts["empty"] == ["No point is on this list."] * 3


def test_hostile_text_is_escaped_wherever_it_stands() -> None:
    """Markup in names, texts, ids of nothing and the marking makes no element; the running head is escaped for CSS."""
    bad = "</script></style><img src=x onerror=alert(1)>\u202e{{ 7*7 }}"
    said = {**SAID, "text": bad, "why": bad}
    brief = made(
        title=bad,
        points=[point("a", label=bad, say=said)],
        administrations=[{**side("solo"), "name": bad}],
        events=[event("gale", {"a": {"solo": 1}}, signs=[said]) | {"name": bad}],
    )
    seen = Seen(page_of(brief, marking=bad))
    assert "img" not in {tag for tag, _ in seen.tags}
    assert [tag for tag, _ in seen.tags].count("script") == 2
    assert "\u202e" not in page_of(brief, marking=bad)
    assert (
        page_header_css('a"}<') == '@page { @top-center { content: "a\\22 \\7d \\3c "; font: bold 9pt sans-serif; } }\n'
    )

"""The board as a file: one page that runs its own script and style alone, and shows its first state without either."""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser

import pytest
from board_briefs import SAID, SHIPPED, data_of, event, made, page_of, point, rating, shipped, side

from kbrief.board import as_json
from kbrief.decide.rank import rank
from kbrief.decide.scenario import Scenario
from kbrief.model import LISTS, Brief, Lang
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

    def points(self) -> list[str]:
        """The ids of the cards, in the order of the page."""
        return [name for _, values in self.tags if (name := values.get("data-point"))]


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
    """Under 400 kB in either language, byte for byte the same for the same brief and day."""
    page = page_of(lang=lang)
    assert len(page.encode()) < 400_000
    assert page == page_of(lang=lang)
    assert f'<html lang="{lang}"' in page


def test_the_data_in_the_page_is_the_boards_data() -> None:
    """The script's data reads back as it was made, whatever characters it holds."""
    page = page_of(marking="</script> & \u2028 <!--")
    (text,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', page)
    assert json.loads(text) == json.loads(json.dumps(data_of(marking="</script> & \u2028 <!--")))
    assert as_json("<>&\u2028\u2029") == '"\\u003c\\u003e\\u0026\\u2028\\u2029"'


@pytest.mark.parametrize("brief", [SHIPPED, SHIPPED.model_copy(update={"weights": {"source": 3.0}})])
def test_the_first_state_is_there_as_html(brief: Brief) -> None:
    """Without JavaScript: the first administration's lists in order, with tally or score, stability, marks, notes."""
    seen, ranking = Seen(page_of(brief)), rank(brief, Scenario("trump"))
    assert seen.points() == [placement.point.id for name in LISTS for placement in ranking.points_on(name)]
    assert seen.texts["whom"][0] == "The lists under Trump"
    unit = "tally" if ranking.weighting.has_equal_weights else "score"
    assert set(seen.texts["unit"]) == {unit}
    assert seen.texts["trust-line"] == [shipped()["head"]["with"]]
    notes = [note for note in seen.texts["note"] if note]
    assert any("Moved here by inference: on stated evidence" in note for note in notes)
    assert len(seen.texts["matrix"]) == 1
    assert "emphasize, whoever governs" in seen.texts["matrix"][0]


def test_points_that_the_source_lists_and_that_moved_are_kept_on_its_list() -> None:
    """Under an administration that moves them, the source's points stay on their list without rank, and say where."""
    sides = SHIPPED.administrations[::-1]
    page = page_of(SHIPPED.model_copy(update={"administrations": sides}))
    strays = [values["data-elsewhere"] for _, values in Seen(page).tags if "data-elsewhere" in values]
    assert strays == ["prior-commitments", "prior-directions"]
    assert "The source lists it here; now on hold: inference +1." in page


def test_a_point_that_the_source_asks_for_and_that_is_kept_low_says_so() -> None:
    """The paragraph that asks for it is named in its row, and exactly on the line is told too."""
    views = {"solo": rating(-2, "inferred")}
    brief = made(
        threshold=25,
        points=[point("wish", ratings={"source": rating(1), "view": views})],
        administrations=[side("solo")],
    )
    seen = Seen(page_of(brief))
    assert "The source asks for it (s P1); keeping it low is inference." in seen.texts["note"][0]
    assert seen.texts["unit"] == ["tally, exactly on the line"]


def test_what_a_brief_lacks_is_left_out() -> None:
    """No switch without administrations, no toggle without events, no part without content; the lists stay."""
    seen = Seen(page_of(made(points=[point("only")])))
    assert seen.points() == ["only"]
    assert not {"who", "events", "matrix", "tile", "treat"} & set(seen.texts)
    assert seen.texts["whom"][0] == "The lists with no audience assumed"
    one = Seen(page_of(made(administrations=[side("solo")], events=[event("gale")])))
    assert "who" in one.texts
    assert not {"events", "matrix", "treat"} & set(one.texts)
    assert one.texts["empty"] == ["No point stands on this list."] * 3


@pytest.mark.parametrize(("events", "told"), [(8, ""), (9, "up to two at once"), (91, "one at a time")])
def test_the_page_says_how_many_events_it_takes(events: int, told: str) -> None:
    """Beyond all sets the page says that it takes two events, or one, and which command takes any number."""
    brief = made(
        points=[point("a")],
        administrations=[side("solo")],
        events=[event(f"e{n}", {"a": {"solo": 1}}) for n in range(events)],
    )
    text = Seen(page_of(brief)).texts["events"][0]
    assert told in text
    assert ("kbrief emphasize --given" in text) == bool(told)


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
    assert seen.texts["name"][0] == bad.replace("\u202e", "\ufffd")
    assert "\u202e" not in page_of(brief, marking=bad)
    assert (
        page_header_css('a"}<') == '@page { @top-center { content: "a\\22 \\7d \\3c "; font: bold 9pt sans-serif; } }\n'
    )

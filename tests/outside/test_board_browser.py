"""The board in Debian's Chromium: it shows what the program says, by keyboard, on a phone, in either language."""

import datetime as dt
import json
import random
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from board_answers import SIDES as AUDIENCES
from board_answers import random_brief
from board_pages import Page, Row, axe_source, fragment, start
from typer.testing import CliRunner

from kbrief import load_brief
from kbrief.board import board
from kbrief.cli.app import app
from kbrief.decide.compare import compare
from kbrief.decide.rank import Ranking, rank
from kbrief.decide.scenario import Scenario, marked_scenario
from kbrief.decide.stability import stability
from kbrief.i18n.formats import format_signed
from kbrief.model import LISTS, Brief, Lang
from kbrief.model.marks import Mark, Marks, Status
from kbrief.pages.brief_text import BriefText
from kbrief.pages.disputes import DISPUTED, is_disputed
from speaking import texts_in

SHIPPED = load_brief("rok-us-2024")
SIDES = tuple(side.id for side in SHIPPED.administrations)
LABELS = {point.id: point.label.in_language("en") for point in SHIPPED.points}
EVENTS = tuple(event.id for event in SHIPPED.events if event.shifts)
PAIRS = random.Random(1).sample(list(combinations(EVENTS, 2)), 10)  # noqa: S311 - any ten
SETTINGS = [(None, ()), *((side, given) for side in SIDES for given in [(), *((e,) for e in EVENTS), *PAIRS])]
HOSTILE = (
    "</script><script>window.hacked = 1</script>",
    "<img src=x onerror='window.hacked = 1'>",
    "javascript:window.hacked=1",
    "{name} {events} ${7*7} {{ 7*7 }} {% raw %}",
    "<!--<script>",
    "'\"><svg onload=hacked()>",
    "one\u202eenon\u202c \u2066two\u2069 \u2028 \x00",
)


@pytest.fixture(scope="module")
def driver() -> Iterator[Any]:
    """One browser for all tests."""
    found = start()
    yield found
    found.quit()


def brief_texts(brief: Brief, lang: Lang = "en") -> BriefText:
    return texts_in(lang, brief, dt.date(2026, 11, 22))


def shown(driver: Any, folder: Path, brief: Brief, lang: Lang = "en") -> Page:
    """Write a brief's board and open it."""
    path = folder / f"{brief.id}-{lang}.html"
    path.write_text(board(brief_texts(brief, lang), Marks(), "", "0" * 8), encoding="utf-8")
    return Page(driver, path.as_uri())


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped brief's board in English, as a file."""
    path = tmp_path_factory.mktemp("board") / "board.html"
    path.write_text(board(brief_texts(SHIPPED), Marks(), "", "0" * 8), encoding="utf-8")
    return path


@pytest.fixture
def page(driver: Any, file: Path) -> Iterator[Page]:
    """The shipped brief's board in English; whatever a test does, the browser has nothing to complain of."""
    found = Page(driver, file.as_uri())
    yield found
    assert found.complaints() == []


def point(name: str, label: str = "", **more: Any) -> dict[str, Any]:
    """Return a talking point as plain data."""
    said = {"text": f"said of {name}", "basis": "inferred", "why": "because"}
    texts = dict.fromkeys(("reason", "say", "if_raised", "handling", "case_against"), said)
    return {"id": name, "label": label or name, **texts, **more}


def made(**sections: Any) -> Brief:
    """Return a brief from plain data."""
    criteria = [{"id": "source", "name": "Source"}, {"id": "view", "name": "View", "perception": True}]
    return Brief.model_validate_json(
        json.dumps({"id": "made", "title": "Made", "as_of": "2025-01", "criteria": criteria, **sections})
    )


def marked(status: Status) -> Mark:
    return Mark(who="desk", when="2026-11-01", of="x", status=status)


def asked(who: str | None, given: tuple[str, ...]) -> tuple[list[list[Row]], list[list[str]]]:
    """Return the three lists as the program gives them in JSON: rows, and ids of points that stand elsewhere."""
    rows, elsewhere = [], []
    options = [*(["-a", who] if who else []), *(option for event in given for option in ("--given", event))]
    for name in LISTS:
        result = CliRunner().invoke(app, [name, *options, "--format", "json", "--brief", "rok-us-2024"])
        items = json.loads(result.stdout)["items"]
        here = [item for item in items if item["rank"] is not None]
        ranks = [item["rank"] for item in here]
        rows.append([
            Row(
                item["id"], f"{item['rank']}{'=' if ranks.count(item['rank']) > 1 else ''}",
                format_signed(item["tally"], "0", "−") + (DISPUTED if item["contested"] else ""),
                f"stays {percent(item['stability'])}",
            )
            for item in here
        ])  # fmt: skip
        elsewhere.append([item["id"] for item in items if item["rank"] is None])
    return rows, elsewhere


def percent(share: float) -> str:
    return brief_texts(SHIPPED).percent(Fraction(share).limit_denominator(1000))


def placed(ranking: Ranking) -> list[list[Row]]:
    """Return the three lists of a ranking as the page shows them."""
    rows, texts = [], brief_texts(SHIPPED)
    for name in LISTS:
        ranks = [placement.rank for placement in ranking.points_on(name)]
        rows.append([
            Row(
                p.point.id, f"{p.rank}{'=' if ranks.count(p.rank) > 1 else ''}",
                format_signed(p.displayed_score, "0", "−") + (DISPUTED if is_disputed(p, texts) else ""),
                f"stays {texts.percent(stability(p, ranking.weighting).share)}",
            )
            for p in ranking.points_on(name)
        ])  # fmt: skip
    return rows


@pytest.mark.parametrize(("who", "given"), SETTINGS)
def test_every_state_shows_what_the_program_says(page: Page, who: str | None, given: tuple[str, ...]) -> None:
    """For every administration, each single event and ten pairs: order, ranks, tallies, stability and strays agree."""
    page.click(f"input[name=who][value='{who or ''}']")
    for event in given:
        page.click(f"input[value='{event}']")
    assert (page.lists(), page.elsewhere()) == asked(who, given)


def test_toggles_move_points_and_say_so(page: Page) -> None:
    """Switching to the other side and toggling two events: the change is said in a live region, and undone again."""
    page.click("input[value=harris]")
    page.click("input[value=trump]")
    page.click("input[value=nk-nuclear-test]")
    said = [f"{LABELS[name]}: hold → emphasize" for name in ("joint-responses", "ncg")]
    assert page.text("#changes") == "".join(said)
    assert page.run("return document.querySelector('#changes').getAttribute('role')") == "status"
    assert page.text("[data-point=ncg] .was") == "was hold"
    page.click("input[value=posture-review]")
    assert page.text("#changes") == f"{LABELS['opcon']}: hold → minimize"
    assert "Seventh North Korean nuclear test, US review of global posture (GPR)" in page.text("#trust")
    page.click("input[value=nk-icbm-test]")
    assert page.text("#changes") == "No point changes lists."
    page.click("input[value=europe-rearmament]")
    assert (
        page.text("#changes")
        == "No point changes lists. Shifted: Linking the Indo-Pacific and the Euro-Atlantic 0 → +1."
    )


def test_random_weightings_agree_with_the_program(page: Page) -> None:
    """The page adds up scores exactly: lists, order, ranks, scores and how surely points stand are the program's."""
    draw = random.Random(7)  # noqa: S311 - the same weightings on every run
    values = ("0", "0.1", "0.3333333333333333", "0.37", "0.5", "1", "2", "2.25", "3", "10", "999999.999999", "1000000")
    tried = 0
    while tried < 60:
        weights = {criterion.id: draw.choice(values) for criterion in SHIPPED.criteria}
        if len(set(weights.values())) == 1:
            continue
        who, given = draw.choice((None, *SIDES)), tuple(e for e in EVENTS if draw.random() < 0.3)
        page.go(fragment(who, given, weights))
        scenario = Scenario(who, given if who else ())
        ranking = rank(SHIPPED, scenario, {name: float(value) for name, value in weights.items()})
        assert page.lists() == placed(ranking), (who, given, weights)
        tried += 1


def test_weights_are_typed_or_dragged_and_wrong_ones_refused(page: Page) -> None:
    """A typed weight counts at once; what is no number, or leaves none, is told and changes nothing."""
    page.click("#weights summary")
    box = page.driver.find_element("css selector", "input[type=text][data-criterion=president]")
    box.send_keys(*["\ue017"] * 3, "\ue003" * 5, "3")
    assert page.lists() == placed(rank(SHIPPED, Scenario("trump"), {"president": 3}))
    assert "president:3" in page.run("return location.hash")
    assert page.run("return document.querySelector('input[type=range][data-criterion=president]').value") == "3"
    for wrong in ("x", "-1", "1e3", "1000001", "0x10"):
        box.send_keys("\ue003" * 9, wrong)
        assert page.text("#fault") == "A weight is a number from 0 to 1,000,000."
        assert box.get_attribute("aria-invalid") == "true"
    page.click("#weights-back")
    assert page.lists() == asked("trump", ())[0]
    for criterion in ("source", "common", "president", "team"):
        field = page.driver.find_element("css selector", f"input[type=text][data-criterion={criterion}]")
        field.send_keys("\ue003" * 9, "0")
    assert page.text("#fault") == "Every criterion has weight 0: give one of them a weight."


def test_a_link_reopens_a_state_and_unknown_names_are_passed_over(page: Page) -> None:
    """The fragment of one page gives the same lists in another; what it says of unknown names is ignored."""
    page.click("input[value=harris]")
    page.click("input[value=posture-review]")
    kept, lists = page.run("return location.hash"), page.lists()
    assert kept == "#who=harris&given=posture-review"
    page.open(kept)
    assert page.lists() == lists
    page.open("#who=nobody&given=no-such,posture-review,%00,<b>&weights=no:3,source:x,team:-1&more=1")
    assert page.lists() == asked("trump", ("posture-review",))[0]
    page.open("#who=none&given=posture-review&weights=source:0,common:0,president:0,team:0")
    assert page.lists() == asked(None, ())[0]
    page.click("#start-over")
    assert page.lists() == asked("trump", ())[0]
    assert page.complaints() == []


def test_events_are_off_where_no_administration_is_assumed(page: Page) -> None:
    """Under "none" the toggles are off and say why; they count again under an administration."""
    page.click("input[value=nk-nuclear-test]")
    page.click("input[name=who][value='']")
    assert page.count("input[name=event]:disabled") == len(EVENTS)
    assert page.count("input[name=event]:checked") == 0
    assert not page.run("return document.querySelector('#events-off').hidden")
    assert page.run("return location.hash") == "#who=none"
    page.click("input[value=trump]")
    assert page.lists() == asked("trump", ("nk-nuclear-test",))[0]


def test_the_matrix_follows_the_events(page: Page) -> None:
    """The table has every point under every administration, given the same events, with how to treat it."""
    page.click("input[value=nk-nuclear-test]")
    cells = page.run("return [...document.querySelectorAll('#matrix tbody tr')].map((r) => r.textContent)")
    for n, found in enumerate(SHIPPED.points):
        for side in SIDES:
            placement = rank(SHIPPED, Scenario(side, ("nk-nuclear-test",))).placements[n]
            assert f"{placement.list} {format_signed(placement.tally or 0, '0', '−')}" in cells[n], found.id
    ncg = next(text for text in cells if text.startswith("Making the NCG"))
    assert ncg.endswith("emphasize, for all")
    page.go("#weights=president:3")
    items = compare(SHIPPED, (), None, {"president": 3}).items
    treated = page.run("return [...document.querySelectorAll('td.treat')].map((cell) => cell.textContent)")
    assert treated == [f"{item.recommended}{', for all' if item.no_regret else ''}" for item in items]


def test_cards_and_traces_open_by_keyboard_and_give_the_focus_back(page: Page) -> None:
    """Enter opens a point's card and a claim's trace, Back returns, Escape closes, and the focus is where it was."""
    page.run("document.querySelector('[data-point=ncg] .name').focus()")
    page.press("ENTER")
    assert page.text("#sheet-title") == "Making the NCG's results lasting"
    assert "kbrief explain ncg -a trump" in page.text("#sheet-body")
    page.run("document.querySelector('[data-open=\"claim:ncg.president.trump\"]').focus()")
    page.press("ENTER")
    assert page.text("#sheet-title") == "ncg.president.trump"
    assert "From outside the source" in page.text("#sheet-body")
    digest = SHIPPED.paragraph_by_cite["pacnet-77#P8"].digest
    assert digest is not None
    assert digest.in_language("en") in page.text("#sheet-body")
    page.click("#back")
    assert page.text("#sheet-title") == "Making the NCG's results lasting"
    page.press("ESCAPE")
    assert page.count("dialog[open]") == 0
    assert page.focused("data-open") == "point:ncg"


def test_every_card_and_every_claim_opens(page: Page) -> None:
    """Each point, issue, event and administration has a card, and each claim in it a trace; none complains."""
    opened = page.run("""
      const seen = new Set(), waiting = [...document.querySelectorAll('[data-open]')].map((n) => n.dataset.open);
      while (waiting.length) {
        const target = waiting.pop();
        if (seen.has(target)) continue;
        seen.add(target);
        const button = document.createElement('button');
        button.dataset.open = target;
        document.body.append(button);
        button.click();
        button.remove();
        if (!document.querySelector('#sheet-title').textContent) throw new Error(target);
        waiting.push(...[...document.querySelectorAll('#sheet-body [data-open]')].map((n) => n.dataset.open));
        document.querySelector('#sheet').close();
      }
      return [...seen];
    """)
    kinds = {"point": SHIPPED.points, "issue": SHIPPED.issues, "event": SHIPPED.events, "administration": SIDES}
    for kind, found in kinds.items():
        assert sum(target.startswith(f"{kind}:") for target in opened) == len(found)
    assert sum(target.startswith("claim:") for target in opened) > 200
    assert page.complaints() == []


def test_everything_works_by_keyboard_and_nothing_hides_behind_the_bars(page: Page) -> None:
    """Tab reaches every control, none of them hidden behind the marking or the head lines; arrows and space act."""
    page.size(360, 640)
    page.open()
    reached = set()
    for _ in range(400):
        page.press("TAB")
        at = page.run("""
          const node = document.activeElement, spot = node.getBoundingClientRect();
          const bottom = document.querySelector('#trust').getBoundingClientRect().top;
          const top = document.querySelector('.marking').getBoundingClientRect().bottom;
          const isBar = !!node.closest('#trust, .skip');
          const isSeen = isBar || (spot.bottom > top && spot.top < bottom);
          return [node === document.body, isSeen, node.value || node.dataset.open || node.id || node.tagName];
        """)
        if at[0]:
            break
        assert at[1], at[2]
        reached.add(at[2])
    assert {"trump", *EVENTS, "point:ncg", "copy", "issue:ukraine-war", "event:us-election"} <= reached
    page.run("document.querySelector('input[value=trump]').focus()")
    page.press("ARROW_RIGHT")
    assert page.text("#whom") == "The lists under Harris"
    page.run("document.querySelector('input[value=posture-review]').focus()")
    page.press("SPACE")
    assert page.lists() == asked("harris", ("posture-review",))[0]


@pytest.mark.parametrize("width", [360, 768, 1440, 2560])
def test_nothing_is_cut_off_at_any_width(page: Page, width: int) -> None:
    """No page is wider than its window; marking and head lines are in sight wherever one scrolls, and stay small."""
    height = 640 if width < 768 else 1000
    page.size(width, height)
    page.open("#given=nk-nuclear-test")
    assert page.run("return document.documentElement.scrollWidth") <= width
    for share in (0, 0.3, 1):
        page.run("scrollTo({ top: arguments[0] * document.body.scrollHeight, behavior: 'instant' })", share)
        top, bottom, taken = page.run("""
          const head = document.querySelector('.marking').getBoundingClientRect();
          const foot = document.querySelector('#trust').getBoundingClientRect();
          return [head.top, foot.bottom, head.height + foot.height];
        """)
        assert (round(top), round(bottom)) == (0, height)
        assert taken < height / 4


def test_points_glide_unless_the_reader_wants_no_motion(page: Page) -> None:
    """With motion a toggle starts animations on the cards that move; with reduced motion there is none."""
    count = "return document.getAnimations().filter((a) => a.effect.target.matches('.card')).length"
    page.click("input[value=nk-nuclear-test]")
    assert page.run(count) == 0
    page.look(motion="no-preference")
    page.click("input[value=nk-nuclear-test]")
    assert page.run(count) > 1


def test_no_request_leaves_the_page_and_nothing_is_complained_of(page: Page) -> None:
    """From opening to copying, the one file is all that is asked for, and the console stays empty."""
    page.requests()
    page.open()
    for selector in (
        "input[value=harris]",
        "input[value=nk-nuclear-test]",
        "[data-point=ncg] .name",
        "#close",
        "#copy",
    ):
        page.click(selector)
    assert page.requests() == [page.address]
    assert page.complaints() == []


def test_the_copied_text_has_the_lists_and_a_memo_line_that_runs(page: Page) -> None:
    """Where the browser does not let the page copy, the text is shown, selected: lists, marking, and the memo line."""
    page.open("#who=harris&given=nk-nuclear-test&weights=president:2.5")
    page.run("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.click("#copy")
    text = page.run("return document.querySelector('textarea').value")
    assert page.run("return getSelection().toString() || document.activeElement.value") == text
    assert text.startswith("INTERNAL DRAFT, not for counterparts\n")
    assert all(row.point in text for rows in page.lists() for row in rows)
    assert all(f"({stray})" in text for strays in page.elsewhere() for stray in strays)
    assert "(prior-commitments) +4.5: The source lists it here; with your weights it stands on hold." in text
    line = next(line for line in text.splitlines() if line.startswith("kbrief memo"))
    options = ["-a", "harris", "--given", "nk-nuclear-test", "--weights", "president=2.5"]
    assert line.split()[2:] == options
    assert CliRunner().invoke(app, ["memo", *options, "--brief", "rok-us-2024"]).exit_code == 0


def test_a_copied_text_is_said_to_be_copied(page: Page) -> None:
    """Where the browser lets the page copy, the clipboard has the text and the page says so."""
    page.run(
        "Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (t) => { window.kept = t; } } })"
    )
    page.click("#copy")
    assert "kbrief memo -a trump" in page.run("return window.kept")
    assert page.text("#changes").startswith("Copied")


def test_print_leaves_the_panel_out(page: Page) -> None:
    """On paper there are marking, head lines, lists and tables, and nothing to click."""
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    hidden = "return getComputedStyle(document.querySelector(arguments[0])).display === 'none'"
    assert [page.run(hidden, name) for name in (".panel", ".marking", "#trust", ".cards", "#matrix")] == [
        True, False, False, False, False,
    ]  # fmt: skip
    assert page.run("return getComputedStyle(document.querySelector('#trust')).position") == "static"


def test_without_javascript_a_sentence_says_what_to_type(page: Page) -> None:
    """With scripts off the page names the command that gives the same lists, and shows no switch that does nothing."""
    page.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    page.open()
    page.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    assert "kbrief memo -a trump -o memo.html" in page.text("noscript")
    assert page.run("return getComputedStyle(document.querySelector('.panel')).display") == "none"


def test_axe_finds_nothing_wrong(driver: Any, tmp_path: Path) -> None:
    """In both languages, light and dark, on phone, desk and wall; with a card open, and with the panel's parts open."""
    axe = axe_source()
    for lang in ("en", "ko"):
        page = shown(driver, tmp_path, SHIPPED, lang)
        for scheme in ("light", "dark"):
            page.look(scheme)
            for width in (360, 1440, 2560):
                page.size(width, 900)
                page.open("#given=nk-nuclear-test")
                assert page.violations(axe) == [], (lang, scheme, width)
            page.open("#who=none&weights=president:2")
            page.run("for (const part of document.querySelectorAll('details')) part.open = true")
            assert page.violations(axe) == [], (lang, scheme, "none, weights")
            for target in ("point:ncg", "issue:ukraine-war", "event:nk-icbm-test", "administration:trump"):
                page.open("#given=nk-nuclear-test")
                page.click(f"[data-open='{target}']")
                assert page.violations(axe) == [], (lang, scheme, target)


def test_korean_speaks_korean(driver: Any, tmp_path: Path) -> None:
    """The page in Korean says changes, head lines and the memo line for that language."""
    page = shown(driver, tmp_path, SHIPPED, "ko")
    page.click("input[value=nk-nuclear-test]")
    assert page.run("return document.documentElement.lang") == "ko"
    assert "상황별 대응 → 강조" in page.text("#changes")
    assert [[row[:3] for row in rows] for rows in page.lists()] == [
        [row[:3] for row in rows] for rows in asked("trump", ("nk-nuclear-test",))[0]
    ]
    page.run("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.click("#copy")
    copied = page.run("return document.querySelector('textarea').value")
    assert "kbrief memo -a trump --given nk-nuclear-test --lang ko" in copied
    assert page.complaints() == []


def test_hostile_text_stays_text(driver: Any, tmp_path: Path) -> None:
    """Markup, scripts, addresses, templates and direction overrides in data are shown as characters everywhere."""
    said = {"text": " ".join(HOSTILE), "basis": "inferred", "why": HOSTILE[1]}
    names = iter(HOSTILE * 4)
    shift = {"view": {"side": {"by": 4, "basis": "inferred", "why": HOSTILE[0]}}}
    texts = dict.fromkeys(("reason", "say", "if_raised", "handling", "case_against"), said)
    brief = made(
        title=HOSTILE[0],
        criteria=[{"id": "source", "name": next(names)}, {"id": "view", "name": next(names), "perception": True}],
        head_lines={"given": f"{HOSTILE[1]} {{events}}", "lists": HOSTILE[0]},
        points=[point(f"p{n}", text, **texts) for n, text in enumerate(HOSTILE)],
        administrations=[{"id": "side", "name": next(names), "transition_team": said, "tendencies": [said]}],
        events=[
            {"id": "gale", "name": HOSTILE[3], "kind": "past", "what": said, "signs": [said], "shifts": {"p0": shift}}
        ],
        issues=[
            {
                "id": "storm", "name": HOSTILE[1], "driver": said, "outlook": said, "actions": [said],
                "alignment": {"kind": "unmarked", "basis": "unknown"}, "tags": [], "cites": [],
            }
        ],
    )  # fmt: skip
    path = tmp_path / "hostile.html"
    path.write_text(board(brief_texts(brief), Marks(), HOSTILE[1] + HOSTILE[6], "0"), encoding="utf-8")
    page = Page(driver, path.as_uri())
    page.click("input[name=event]")
    for target in ("point:p0", "issue:storm", "event:gale", "administration:side"):
        page.click(f"[data-open='{target}']")
        for text in HOSTILE[:6]:
            assert text in page.text("#sheet-body") or target == "point:p0"
        page.click("#close")
    assert page.text("[data-point=p1] .name") == HOSTILE[1]
    assert page.text("[data-point=p3] .name") == HOSTILE[3]
    assert "\u202e" not in page.run("return document.documentElement.innerHTML")
    assert page.count("img, iframe, object, embed, a:not(.skip)") == 0
    assert page.count("svg:not(.bar)") == 0
    assert page.run("return window.hacked") is None
    assert page.complaints() == []


def test_what_a_brief_lacks_is_left_out(driver: Any, tmp_path: Path) -> None:
    """No administrations, no events, no issues, one point: no switch and no empty part, and the page stays whole."""
    page = shown(driver, tmp_path, made(points=[point("only")]))
    assert [[row.point for row in rows] for rows in page.lists()] == [[], ["only"], []]
    assert page.count("input[name=who], input[name=event], #matrix, .tile") == 0
    page.click("[data-point=only] .name")
    assert "kbrief explain only" in page.text("#sheet-body")
    assert page.complaints() == []
    page = shown(driver, tmp_path, made())
    assert page.text(".column .empty") == "No point is on this list."
    assert page.complaints() == []


def test_any_number_of_events_can_be_given(driver: Any, tmp_path: Path) -> None:
    """Sixty events on forty points: any of them together, as the program ranks them; what people marked is fixed."""
    draw = random.Random(2)  # noqa: S311 - the same brief on every run
    brief = random_brief(draw, points=40, events=60)
    marks = Marks(events={"e0": marked("observed"), "e1": marked("ruled-out")})
    path = tmp_path / "many.html"
    path.write_text(board(brief_texts(brief), marks, "", "0" * 8), encoding="utf-8")
    page = Page(driver, path.as_uri())
    for _ in range(12):
        who, given = draw.choice(AUDIENCES), tuple(f"e{n}" for n in range(2, 60) if draw.random() < 0.4)
        page.go(fragment(who, given))
        shown_lists = page.lists()
        ranking = rank(brief, marked_scenario(Scenario(who, given), brief, marks))
        assert [[row[:3] for row in rows] for rows in shown_lists] == [
            [row[:3] for row in rows] for rows in placed(ranking)
        ]
    boxes = "return ['e0', 'e1'].map((name) => document.querySelector(`input[value=${name}]`))"
    assert page.run(f"{boxes}.map((box) => [box.checked, box.disabled])") == [[True, True], [False, True]]
    assert "Counts as happened, as marked: Event 0." in page.text("#trust")
    page.run("document.querySelector('#find').focus()")
    page.press("p39")
    assert page.count(".card[data-point]:not([hidden]), #matrix tbody tr:not([hidden])") == 2
    assert page.complaints() == []


def test_stated_evidence_alone_leaves_inference_out(page: Page) -> None:
    """The switch gives the lists of --stated-only, turns the events off, and stands in the address and the command."""
    page.click("input[value=nk-nuclear-test]")
    page.click("input[name=stated]")
    assert page.lists() == placed(rank(SHIPPED, Scenario("trump", stated_only=True)))
    assert page.count("input[name=event]:disabled") == len(EVENTS)
    assert page.run("return location.hash") == "#basis=stated"
    page.click("[data-point=ncg] .name")
    assert "kbrief explain ncg -a trump --stated-only" in page.text("#sheet-body")


def test_audiences_that_decide_together(driver: Any, tmp_path: Path) -> None:
    """Each row says the joint list and who blocks the point; the table has both as columns, as compare prints them."""
    views = {
        name: {who: {"value": value, "basis": "inferred", "why": "because"} for who, value in rated.items()}
        for name, rated in {"ours": {"one": 2, "two": 2}, "theirs": {"one": 2, "two": -2}}.items()
    }
    points = [point(name, ratings={"view": view}) for name, view in views.items()]
    sides = [{"id": name, "name": name.title()} for name in ("one", "two")]
    page = shown(driver, tmp_path, made(mode="together", points=points, administrations=sides))
    assert page.text("[data-point=ours] .note").endswith(" Together: emphasize.")
    assert page.text("[data-point=theirs] .note").endswith("Together: minimize, blocked by Two.")
    cells = "(row) => [...row.cells].map((cell) => cell.textContent)"
    rows = page.run(f"return [...document.querySelectorAll('#matrix tbody tr')].map({cells})")
    assert [row[-2:] for row in rows] == [["emphasize", "–"], ["minimize", "Two"]]
    assert page.complaints() == []


def test_uneven_weights_of_a_brief_show_scores(driver: Any, tmp_path: Path) -> None:
    """Where the brief's own weights differ, the page shows scores as the program gives them, with stability."""
    brief = SHIPPED.model_copy(update={"weights": {"source": 2.0, "common": 1.0, "president": 0.5, "team": 0.0}})
    page = shown(driver, tmp_path, brief)
    page.click("input[value=nk-nuclear-test]")
    expected = placed(rank(brief, Scenario("trump", ("nk-nuclear-test",))))
    assert [[row[:3] for row in rows] for rows in page.lists()] == [[row[:3] for row in rows] for rows in expected]
    assert all(row.share for rows in page.lists() for row in rows)
    assert "score" in page.text("[data-point=ncg] .unit")

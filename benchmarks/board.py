"""How fast the board answers, in Chromium slowed down four times, as ratios to an empty page with the same bytes.

    python benchmarks/board.py [ROUNDS]

Two boards, the shipped brief's and that of 300 points and 8 administrations, stand beside an empty page of the same
size each. Each round loads all four in turn and toggles one event on each; medians of the rounds' ratios are printed.
Needs Debian's chromium and chromium-driver, and selenium.
"""

import datetime as dt
import json
import random
import statistics
import sys
import tempfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from kbrief import load_brief
from kbrief.board import board
from kbrief.i18n import use_language
from kbrief.model import Brief
from kbrief.model.marks import Marks
from kbrief.pages.brief_text import BriefText

SLOWDOWN = 4
POINTS, ADMINISTRATIONS, EVENTS = 300, 8, 6
MOST_TOGGLE = 5
"""How many times the small board's toggle the large one's may take."""

EMPTY = (
    '<!DOCTYPE html><html lang="en"><title>empty</title><label><input type="checkbox" name="event">x</label><p>-</p>'
    "<script>document.querySelector('input').addEventListener('change', () => {"
    " document.querySelector('p').textContent += '-'; });</script>"
    '<script type="application/json">"{padding}"</script></html>'
)
READY = "return performance.getEntriesByType('navigation')[0].domInteractive"
TOGGLE = """
const done = arguments[0], box = document.querySelector("input[name=event]"), start = performance.now();
box.click();
requestAnimationFrame(() => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => done(performance.now() - start);
  port2.postMessage(0);
});
"""


def texts_in(lang: str, brief: Brief, day: dt.date) -> BriefText:
    """Speak a language from now on, and return the texts of a brief in it."""
    use_language(lang)
    return BriefText(brief, day)


def large_brief() -> Brief:
    """Return a brief of 300 points, 8 administrations and 6 events that shift 12 points each."""
    draw = random.Random(1)  # noqa: S311 - the same brief on every run
    sides = [f"side-{n}" for n in range(ADMINISTRATIONS)]
    said = {"text": "What is said of it, in a line of its own.", "basis": "inferred", "why": "why"}

    def rated() -> dict[str, Any]:
        basis = draw.choice(("stated", "inferred", "unknown"))
        return {"basis": basis} if basis == "unknown" else {"basis": basis, "value": draw.randint(-2, 2)}

    def point(n: int) -> dict[str, Any]:
        views = {name: {side: rated() for side in sides} for name in ("president", "team")}
        texts = dict.fromkeys(("reason", "say", "if_raised", "handling", "case_against"), said)
        ratings = {"source": rated(), "common": rated(), **views}
        return {"id": f"point-{n}", "label": f"The point with the number {n}", "ratings": ratings, **texts}

    def event(n: int) -> dict[str, Any]:
        shift = {"president": {side: {"basis": "inferred", "by": draw.choice((-2, -1, 1, 2))} for side in sides}}
        shifts = {f"point-{k}": shift for k in draw.sample(range(POINTS), 12)}
        return {"id": f"event-{n}", "name": f"Event {n}", "kind": "expected", "what": said, "shifts": shifts}

    criteria = ("source", "common", "president", "team")
    data = {
        "id": "large",
        "title": "A large brief",
        "as_of": "2024-10",
        "criteria": [{"id": name, "name": name, "perception": name in {"president", "team"}} for name in criteria],
        "points": [point(n) for n in range(POINTS)],
        "administrations": [{"id": side, "name": side, "transition_team": said} for side in sides],
        "events": [event(n) for n in range(EVENTS)],
    }
    return Brief.model_validate_json(json.dumps(data))


def chromium() -> Any:
    """Return a browser without a window, slowed down."""
    webdriver, service = import_module("selenium.webdriver"), import_module("selenium.webdriver.chrome.service")
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1440,900"):
        options.add_argument(argument)
    driver = webdriver.Chrome(options=options, service=service.Service("/usr/bin/chromedriver"))
    driver.execute_cdp_cmd("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    return driver


def pages(folder: Path) -> dict[str, str]:
    """Write both boards and an empty page as large as each; return their addresses."""
    addresses = {}
    for name, brief in (("small", load_brief("rok-us-2024")), ("large", large_brief())):
        page = board(texts_in("en", brief, dt.date(2026, 11, 22)), Marks(), "", "0")
        padding = "x" * (len(page.encode()) - len(EMPTY) + len("{padding}"))
        for kind, text in ((name, page), (f"{name} empty", EMPTY.replace("{padding}", padding))):
            path = folder / f"{kind.replace(' ', '-')}.html"
            path.write_text(text, encoding="utf-8")
            addresses[kind] = path.as_uri()
        print(f"{name}: {len(page.encode()):,} bytes")
    return addresses


def measured(driver: Any, address: str) -> tuple[float, float]:
    """Return the milliseconds to the first possible click, and from a toggle to its paint."""
    driver.get("about:blank")
    driver.get(address)
    return float(driver.execute_script(READY)), float(driver.execute_async_script(TOGGLE))


def main() -> None:
    """Run the rounds and print the ratios."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    driver = chromium()
    try:
        with tempfile.TemporaryDirectory() as folder:
            addresses = pages(Path(folder))
            for address in addresses.values():
                measured(driver, address)
            rows = [{kind: measured(driver, address) for kind, address in addresses.items()} for _ in range(rounds)]
    finally:
        driver.quit()
    for n, what in enumerate(("first click", "toggle to paint")):
        for name in ("small", "large"):
            ratio = statistics.median(row[name][n] / row[f"{name} empty"][n] for row in rows)
            time = statistics.median(row[name][n] for row in rows)
            print(f"{what:15} {name} / empty page of its size {ratio:6.2f}   ({time:.0f} ms)")
    report(lambda row: row["large"][1] / row["small"][1], rows)


def report(
    ratio: Callable[[dict[str, tuple[float, float]]], float], rows: list[dict[str, tuple[float, float]]]
) -> None:
    """Print the large board's toggle against the small one's, beside the aim."""
    found = statistics.median(ratio(row) for row in rows)
    verdict = "ok" if found <= MOST_TOGGLE else "MISSED"
    print(f"toggle to paint large / small {found:6.2f}   aim at most {MOST_TOGGLE}   {verdict}")


if __name__ == "__main__":
    main()

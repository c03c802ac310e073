"""What the board of a large brief costs, and how fast it answers in Chromium slowed down four times.

    python benchmarks/board.py [ROUNDS]

The large brief has 40 issues, 400 points, 12 audiences and 60 events, with a text of its own for every claim. First
`kbrief board` is held against `kbrief check` of it, by CPU time, in turn in each round. Then two boards, the shipped
brief's and the large one's, stand beside an empty page of the same size each: each round loads all four and toggles one
event on each. Medians of the rounds' ratios are printed.
Needs Debian's chromium and chromium-driver, and selenium; without them only the first part is run.
"""

import json
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

import yaml

SLOWDOWN = 4
ISSUES, POINTS, AUDIENCES, EVENTS = 40, 400, 12, 60
#: How many times the cost of a check the board may cost, and how long its page may be.
MOST_CHECKS, MOST_BYTES = 2, 1_500_000

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


CRITERIA = ("source", "common", "view")
SIDES = tuple(f"side-{n}" for n in range(AUDIENCES))


def large_brief() -> dict[str, Any]:
    """Return a large brief as plain data; each event shifts 12 points."""
    draw = random.Random(1)  # noqa: S311 - the same brief on every run
    return {
        "id": "large",
        "title": "A large brief",
        "as_of": "2024-10",
        "criteria": [{"id": name, "name": name, "perception": name == "view"} for name in CRITERIA],
        "issues": [_issue(n) for n in range(ISSUES)],
        "points": [_point(n, draw) for n in range(POINTS)],
        "administrations": [{"id": side, "name": f"The office {side}"} for side in SIDES],
        "events": [_event(n, draw) for n in range(EVENTS)],
    }


def _said(what: str) -> dict[str, Any]:
    text = f"What is said of {what}, in a sentence as long as those that people write in a brief of their own."
    return {"text": text, "basis": "inferred", "why": f"Our reading of {what}, for want of a paper on it."}


def _rated(what: str, draw: random.Random) -> dict[str, Any]:
    basis = draw.choice(("inferred", "inferred", "unknown"))
    why = f"How {what} looks to us."
    return {"basis": basis} if basis == "unknown" else {"basis": basis, "value": draw.randint(-2, 2), "why": why}


def _issue(n: int) -> dict[str, Any]:
    said = {"driver": _said(f"issue {n}"), "actions": [_said(f"act {n}")]}
    return {
        "id": f"issue-{n}",
        "name": f"Issue {n}",
        **said,
        "alignment": {"kind": "unmarked", "basis": "unknown"},
        "cites": [],
    }


def _point(n: int, draw: random.Random) -> dict[str, Any]:
    views = {side: _rated(f"point {n} to {side}", draw) for side in SIDES}
    texts = {name: _said(f"{name} {n}") for name in ("reason", "say", "if_raised", "handling", "case_against")}
    ratings = {"source": _rated(f"point {n}", draw), "common": _rated(f"{n} in common", draw), "view": views}
    own = {"id": f"point-{n}", "label": f"The point with the number {n}", "issue": f"issue-{n % ISSUES}"}
    return {**own, "ratings": ratings, **texts}


def _event(n: int, draw: random.Random) -> dict[str, Any]:
    by = {
        side: {"basis": "inferred", "by": draw.choice((-2, -1, 1, 2)), "why": f"As {side} would see it."}
        for side in draw.sample(SIDES, 3)
    }
    shifts = {f"point-{k}": {"view": by} for k in draw.sample(range(POINTS), 12)}
    return {"id": f"event-{n}", "name": f"Event {n}", "kind": "expected", "what": _said(f"event {n}"), "shifts": shifts}


def cpu(*command: str) -> float:
    """Return the seconds of CPU that a command takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "kbrief", *command], capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def cost(brief: Path, folder: Path, rounds: int) -> None:
    """Print the cost of the board against that of a check, the size of its page, and the aims."""
    os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
    page = folder / "large.html"
    write = ("board", "--brief", str(brief), "-o", str(page))
    cpu(*write)
    ratios = []
    for _ in range(rounds):
        held = cpu("check", "--brief", str(brief))
        ratios.append(cpu(*write) / held)
    size, ratio = page.stat().st_size, statistics.median(ratios)
    verdict = "ok" if ratio <= MOST_CHECKS else "MISSED"
    print(f"board / check of {POINTS} points {ratio:5.2f}   aim at most {MOST_CHECKS}   {verdict}")
    print(f"its page {size:,} bytes   aim at most {MOST_BYTES:,}   {'ok' if size <= MOST_BYTES else 'MISSED'}")


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


def pages(large: Path, folder: Path) -> dict[str, str]:
    """Write both boards and an empty page as large as each; return their addresses."""
    addresses: dict[str, str] = {}
    for name, brief in (("small", "rok-us-2024"), ("large", str(large))):
        path = folder / f"{name}.html"
        cpu("board", "--brief", brief, "--lang", "en", "-o", str(path))
        padding = "x" * (path.stat().st_size - len(EMPTY) + len("{padding}"))
        empty = folder / f"{name}-empty.html"
        empty.write_text(EMPTY.replace("{padding}", padding), encoding="utf-8")
        addresses |= {name: path.as_uri(), f"{name} empty": empty.as_uri()}
    return addresses


def measured(driver: Any, address: str) -> tuple[float, float]:
    """Return the milliseconds to the first possible click, and from a toggle to its paint."""
    driver.get("about:blank")
    driver.get(address)
    return float(driver.execute_script(READY)), float(driver.execute_async_script(TOGGLE))


def answers(large: Path, folder: Path, rounds: int) -> None:
    """Print how fast both boards answer, as ratios to an empty page of their size."""
    driver = chromium()
    try:
        addresses = pages(large, folder)
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


def main() -> None:
    """Run the rounds and print the ratios."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        brief = folder / "brief.yaml"
        plain = json.loads(json.dumps(large_brief()))  # what is used twice is written twice, without anchors
        brief.write_text(yaml.dump(plain, Dumper=yaml.CSafeDumper, sort_keys=False, width=110))
        cost(brief, folder, rounds)
        if shutil.which("chromedriver"):
            answers(brief, folder, rounds)


if __name__ == "__main__":
    main()

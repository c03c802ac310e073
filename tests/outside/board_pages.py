"""Chromium with a board in it: how tests open pages, act on them, and read what they show."""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import pytest

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
ROOT = Path(__file__).parent.parent.parent

READ = """
return [...document.querySelectorAll('.column')].map((column) => ({
  here: [...column.querySelectorAll('[data-point]')].map((card) => [
    card.dataset.point, card.querySelector('.rank').textContent, card.querySelector('.whole').textContent,
    card.querySelector('.stays').hidden ? '' : card.querySelector('.share').textContent,
  ]),
  elsewhere: [...column.querySelectorAll('[data-elsewhere]')].map((card) => card.dataset.elsewhere),
}));
"""
GO = """
const [hash, done] = arguments;
if (location.hash === hash) done();
else {
  addEventListener('hashchange', () => done(), { once: true });
  location.hash = hash;
}
"""
AXE = """
const done = arguments[0];
axe.run(document, { resultTypes: ['violations'] }).then((found) =>
  done(found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target).join(', ')}`)));
"""


class Row(NamedTuple):
    """A card as it is shown."""

    point: str
    rank: str
    whole: str
    share: str


def start() -> Any:
    """Return Debian's Chromium without a window; a reason to skip where it, its driver or selenium is absent."""
    webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
    if not CHROMIUM or not DRIVER:
        pytest.skip("Debian's chromium and chromium-driver are not installed")
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1440,900"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    service = import_module("selenium.webdriver.chrome.service").Service(DRIVER)
    driver = webdriver.Chrome(options=options, service=service)
    driver.set_script_timeout(120)
    return driver


def axe_source() -> str:
    """Return axe-core's script from KBRIEF_AXE_CORE, else from node_modules here or of npm; skip if absent."""
    inside = Path("axe-core") / "axe.min.js"
    found = [Path(os.environ["KBRIEF_AXE_CORE"])] if "KBRIEF_AXE_CORE" in os.environ else []
    found.append(ROOT / "node_modules" / inside)
    if npm := shutil.which("npm"):
        listed = subprocess.run([npm, "root", "--global"], capture_output=True, text=True, check=False)
        found.append(Path(listed.stdout.strip()) / inside)
    for path in found:
        if path.is_file():
            return path.read_text(encoding="utf-8")
    pytest.skip("axe-core is not installed: npm install axe-core")


class Page:
    """One board in the browser."""

    def __init__(self, driver: Any, address: str) -> None:
        """Show the page at an address, light, without motion, on a desk."""
        self.driver, self.address = driver, address
        self.look()
        self.size(1440, 900)
        self.open()

    def open(self, fragment: str = "") -> None:
        """Open the page anew, with a fragment."""
        self.driver.get("about:blank")
        self.driver.get(self.address + fragment)

    def go(self, fragment: str) -> None:
        """Change the fragment of the open page."""
        self.driver.execute_async_script(GO, fragment)

    def look(self, scheme: str = "light", motion: str = "reduce") -> None:
        """Set what the reader prefers."""
        features = {"prefers-color-scheme": scheme, "prefers-reduced-motion": motion}
        pairs = [{"name": name, "value": value} for name, value in features.items()]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": pairs})

    def size(self, width: int, height: int) -> None:
        """Set the size of the window, in pixels."""
        values = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", values)

    def run(self, script: str, *arguments: Any) -> Any:
        """Return what a script returns."""
        return self.driver.execute_script(script, *arguments)

    def click(self, selector: str) -> None:
        """Click what a selector finds, wherever it stands."""
        self.run("document.querySelector(arguments[0]).click()", selector)

    def text(self, selector: str) -> str:
        """Return the text of what a selector finds."""
        return str(self.run("return document.querySelector(arguments[0]).textContent", selector))

    def count(self, selector: str) -> int:
        """Return how many a selector finds."""
        return int(self.run("return document.querySelectorAll(arguments[0]).length", selector))

    def focused(self, name: str) -> Any:
        """Return an attribute of what has the focus."""
        return self.run("return document.activeElement.getAttribute(arguments[0])", name)

    def press(self, *keys: str) -> None:
        """Press keys, such as TAB, or type text, where the focus is."""
        known = import_module("selenium.webdriver.common.keys").Keys
        chain = import_module("selenium.webdriver").ActionChains(self.driver)
        chain.send_keys(*(getattr(known, key, key) for key in keys)).perform()

    def lists(self) -> list[list[Row]]:
        """Return the rows of the three lists."""
        return [[Row(*row) for row in column["here"]] for column in self.run(READ)]

    def elsewhere(self) -> list[list[str]]:
        """Return the points that the source puts on each list and that stand elsewhere."""
        return [column["elsewhere"] for column in self.run(READ)]

    def complaints(self) -> list[str]:
        """Return what the browser has said on its console."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requests(self) -> list[str]:
        """Return the addresses that were asked for since this was last called."""
        messages = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        sent = [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]
        return [url for url in sent if not url.startswith(("about:", "data:"))]

    def violations(self, axe: str) -> list[str]:
        """Return what axe-core finds wrong, with every part of the page laid out."""
        self.run("for (const part of document.querySelectorAll('.part')) part.style.contentVisibility = 'visible'")
        self.run(axe)
        return [str(found) for found in self.driver.execute_async_script(AXE)]


def fragment(who: str | None, given: tuple[str, ...] = (), weights: Mapping[str, str] | None = None) -> str:
    """Return the fragment for a state."""
    weighed = ",".join(f"{name}:{value}" for name, value in (weights or {}).items())
    return f"#who={who or 'none'}&given={','.join(given)}&weights={weighed}"

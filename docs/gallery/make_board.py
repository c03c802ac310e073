"""Take the pictures of the board: light, dark with an event given, a card, on a phone, and in Korean.

    python docs/gallery/make_board.py

Needs Debian's chromium and chromium-driver, and selenium. The pictures are those of the shipped brief on a fixed day.
"""

import base64
import datetime as dt
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

from kbrief import load_brief
from kbrief.export.board import board
from kbrief.model import Lang
from kbrief.model.marks import Marks
from kbrief.words import Voice, words_in

HERE = Path(__file__).parent
DAY = dt.date(2026, 11, 22)
CLICK = "document.querySelector(arguments[0]).click()"
SHOTS: tuple[tuple[str, Lang, str, tuple[int, int], tuple[str, ...]], ...] = (
    ("board-light", "en", "light", (1200, 800), ()),
    ("board-dark", "en", "dark", (1200, 800), ("input[value=nk-nuclear-test]",)),
    ("board-card", "en", "light", (1200, 800), ("input[value=nk-nuclear-test]", "[data-open='point:ncg']")),
    ("board-phone", "en", "light", (360, 740), ("input[value=harris]",)),
    ("board-korean", "ko", "light", (1200, 800), ("input[value=nk-nuclear-test]",)),
)
"""The name of each picture, its language, light or dark, its size, and what is clicked before it is taken."""


def chromium() -> Any:
    """Return a browser without a window that draws text in grays, which keeps pictures small."""
    webdriver, service = import_module("selenium.webdriver"), import_module("selenium.webdriver.chrome.service")
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-lcd-text"):
        options.add_argument(argument)
    return webdriver.Chrome(options=options, service=service.Service("/usr/bin/chromedriver"))


def picture(driver: Any, address: str, scheme: str, size: tuple[int, int], clicks: tuple[str, ...]) -> bytes:
    """Return the page at an address as PNG, after some clicks, without motion."""
    features = {"prefers-color-scheme": scheme, "prefers-reduced-motion": "reduce"}
    pairs = [{"name": name, "value": value} for name, value in features.items()]
    screen = {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": pairs})
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
    driver.get("about:blank")
    driver.get(address)
    for selector in clicks:
        driver.execute_script(CLICK, selector)
    return base64.b64decode(driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})["data"])


def main() -> None:
    """Write every picture beside this file."""
    driver = chromium()
    try:
        with tempfile.TemporaryDirectory() as folder:
            for name, lang, scheme, size, clicks in SHOTS:
                page = Path(folder) / f"{name}.html"
                voice = Voice(words_in(lang), load_brief("rok-us-2024"), DAY)
                page.write_text(board(voice, Marks(), "", "0" * 8), encoding="utf-8")
                (HERE / f"{name}.png").write_bytes(picture(driver, page.as_uri(), scheme, size, clicks))
    finally:
        driver.quit()


if __name__ == "__main__":
    main()

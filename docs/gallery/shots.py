"""What both makers of pictures share: a browser, a page of it as PNG, and PNG files that are small."""

import base64
from importlib import import_module
from io import BytesIO
from typing import Any

CLICK = "document.querySelector(arguments[0]).click()"


def chromium() -> Any:
    """Return a browser without a window that draws text in grays, which keeps pictures small."""
    webdriver, service = import_module("selenium.webdriver"), import_module("selenium.webdriver.chrome.service")
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-lcd-text"):
        options.add_argument(argument)
    return webdriver.Chrome(options=options, service=service.Service("/usr/bin/chromedriver"))


def picture(driver: Any, address: str, scheme: str, size: tuple[int, int], clicks: tuple[str, ...] = ()) -> bytes:
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


def small(png: bytes, colors: int = 32) -> bytes:
    """Return a picture in few colors, which text and plain bars need no more of."""
    image = import_module("PIL.Image").open(BytesIO(png)).convert("RGB")
    out = BytesIO()
    image.quantize(colors, dither=0).save(out, "PNG", optimize=True)
    return out.getvalue()

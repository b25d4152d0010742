"""Takes the README's screenshots of the example, `maps/` and its editor's page -> `docs/*.png`, in a Chromium.

Run after `make map`, in an environment with the `dev` extra: `python scripts/screenshots.py`.
"""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parent.parent
MAPS, DOCS = ROOT / "maps", ROOT / "docs"
LARGEST = 150_000
"""Bytes of a screenshot."""
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--force-color-profile=srgb"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """What is shown: a page of `maps/` with the end of its address, and the name of a stop to choose."""

    page: str = "index.html"
    address: str = ""
    chosen: str = ""
    width: int = 1240
    height: int = 780
    dark: bool = False


SHOTS = {
    "first-view": Shot(),
    "popup-dark": Shot(chosen="Tapachula", dark=True),
    "timeline": Shot(page="2018-10-first.html", address="#day=2018-10-30"),
    "phone": Shot(page="2018-10-first.html", chosen="Juchitán", width=390, height=780),
}

OPENED = "2018-10-22-isthmus-dispatch-tapachula.md"
"""The article that the editor's page shows."""


def taken(browser: Browser, shot: Shot) -> bytes:
    """The screenshot of a map."""
    context = browser.new_context(
        viewport={"width": shot.width, "height": shot.height},
        color_scheme="dark" if shot.dark else "light",
        reduced_motion="reduce",
        locale="en-GB",
        offline=True,
    )
    page: Page = context.new_page()
    page.goto((MAPS / shot.page).as_uri() + shot.address)
    if shot.chosen:
        page.locator("button.pick", has_text=shot.chosen).first.click()
        page.mouse.move(0, 0)
        page.wait_for_timeout(300)  # until the popup is in view
    seen = small(page)
    context.close()
    return seen


def edited(browser: Browser) -> bytes:
    """The editor's page of the example, with an article open."""
    command = [sys.executable, "-m", "routes", "serve", str(ROOT), "--offline", "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        page = browser.new_page(viewport={"width": 1440, "height": 860}, reduced_motion="reduce", locale="en-GB")
        page.goto(server.stdout.readline().strip() if server.stdout else "")
        page.locator("#list-names li").first.wait_for()
        page.locator("#articles").select_option("articles/" + OPENED)
        page.locator("#article h2", has_text="Tapachula").wait_for()
        seen = small(page)
        page.close()
        server.send_signal(signal.SIGINT)
    return seen


def small(page: Page) -> bytes:
    """What is seen of a page, as a PNG of 256 colours."""
    seen = Image.open(io.BytesIO(page.screenshot()))
    out = io.BytesIO()
    seen.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def main() -> int:
    """Writes every screenshot; ends with 1 where one is too large."""
    too_large = 0
    with sync_playwright() as playwright:
        executable = os.environ.get("ROUTES_CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        DOCS.mkdir(exist_ok=True)
        shots = {name: partial(taken, browser, shot) for name, shot in SHOTS.items()}
        for name, take in {**shots, "editor": partial(edited, browser)}.items():
            png = take()
            (DOCS / f"{name}.png").write_bytes(png)
            print(f"docs/{name}.png: {len(png):,} bytes", file=sys.stderr)
            too_large += len(png) > LARGEST
        browser.close()
    return min(too_large, 1)


if __name__ == "__main__":
    sys.exit(main())

"""A real Chromium without a network, and the pages that it opens from disk."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from opened import Count, Open, Opened
from playwright.sync_api import Browser, Error, sync_playwright

from routes.model import Atlas
from routes.webmap import page

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def executable() -> str | None:
    """ROUTES_CHROMIUM, else the system's, else None for Playwright's own."""
    return os.environ.get("ROUTES_CHROMIUM") or shutil.which("chromium")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        try:
            chromium = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        except Error as error:
            pytest.fail(
                f"no Chromium to test with: run scripts/browser.sh, or set ROUTES_CHROMIUM ({error.message[:200]})"
            )
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def count(browser: Browser) -> Iterator[Count]:
    """Counts a screenshot's pixels, in an empty page of the same browser."""
    page = browser.new_page()
    yield Count(page=page)
    page.close()


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Writes an atlas's page to disk and opens it from there: `show(atlas, width=390, dark=True)`."""
    contexts = []

    def show(
        atlas: Atlas,
        *,
        width: int = 1400,
        height: int = 900,
        dark: bool = False,
        scripts: bool = True,
        locale: str = "en-GB",
        address: str = "",
        calm: bool = True,
        **more: str,
    ) -> Opened:
        file = tmp_path / "index.html"
        file.write_text(page(atlas, title="The caravans of autumn 2018"), encoding="utf-8")
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce" if calm else "no-preference",
            offline=True,
            locale=locale,
            java_script_enabled=scripts,
            **more,
        )
        contexts.append(context)
        opened = Opened(page=context.new_page())
        opened.page.on("console", lambda message: opened.said.append(message.text))
        opened.page.on("pageerror", lambda error: opened.said.append(str(error)))
        opened.page.on("request", lambda request: opened.requests.append(request.url))
        context.route(
            "**/*", lambda route: route.continue_() if route.request.url.startswith(file.as_uri()) else route.abort()
        )
        opened.page.goto(file.as_uri() + address)
        return opened

    yield show
    for context in contexts:
        context.close()

"""A real Chromium without a network, and the pages that it opens from disk."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from opened import Count, Open, Opened, Shelf
from playwright.sync_api import Browser, Error, sync_playwright

from routes.model import Atlas

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def pytest_itemcollected(item: pytest.Item) -> None:
    """In a browser the page's script is what is tested; to count the lines of Python too makes these tests slow."""
    item.add_marker("no_cover")


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


@pytest.fixture(scope="session")
def shelf(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    """The pages that are open already."""
    kept = Shelf(browser=browser, folder=tmp_path_factory.mktemp("pages"))
    yield kept
    kept.clear()


@pytest.fixture
def show(shelf: Shelf) -> Iterator[Open]:
    """Opens an atlas's page from disk: `show(atlas, width=390, dark=True)`.

    To open one takes two seconds: a page that a test before had open is put back by what the address can do, and only
    with `fresh` or an `address` is it a new one. What a test does to a page that its address does not hold asks for
    `fresh`.
    """

    def show(atlas: Atlas, *, fresh: bool = False, address: str = "", **wished: object) -> Opened:
        return shelf.new(atlas, address, **wished) if fresh or address else shelf.kept(atlas, **wished)

    yield show
    shelf.drop()

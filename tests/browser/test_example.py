"""The repository's own example, as somebody opens it from disk who has no network."""

from __future__ import annotations

from datetime import date
from gzip import compress
from pathlib import Path

import pytest
from opened import Count
from playwright.sync_api import Browser

from routes.building import Built, build
from routes.gazetteer.geocoding import GeocoderSettings
from routes.project import open_project

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parent.parent.parent
LINES = """() => JSON.parse(document.getElementById('atlas').textContent).routes
    .map((route, index) => route.stops && document.querySelector('.leg.r' + index))
    .filter((line) => line).map((line) => getComputedStyle(line).getPropertyValue('--line'))"""
"""The colours of all caravans that were seen in more than a state."""
LAND = {"light": "#fbfaf6", "dark": "#262b30"}


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Built:
    opened, _ = open_project(ROOT, maps=tmp_path_factory.mktemp("example"))
    return build(opened, geocoder=GeocoderSettings(offline=True), today=date(2026, 11, 21), tell=lambda _: None)


def pages(built: Built) -> list[Path]:
    return [built.index.parent / name for name in built.files if name.endswith(".html")]


def test_every_page_is_small(example: Built) -> None:
    for page in pages(example):
        html = page.read_bytes()
        assert len(html) <= 300_000, page.name
        assert len(compress(html)) <= 100_000, page.name


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_page_draws_its_land_and_all_its_routes_and_asks_nobody(
    browser: Browser, count: Count, example: Built, theme: str
) -> None:
    drawn = 0
    for file in pages(example):
        page = browser.new_page(viewport={"width": 1400, "height": 900}, color_scheme=theme, offline=True)
        requests: list[str] = []
        said: list[str] = []
        page.on("request", lambda request, requests=requests: requests.append(request.url))
        page.on("console", lambda message, said=said: said.append(message.text))
        page.on("pageerror", lambda error, said=said: said.append(str(error)))
        page.goto(file.as_uri())
        seen = page.locator("#chart").screenshot()
        lines = page.evaluate(LINES)
        assert count(seen, LAND[theme]) > 100_000, file.name
        assert min((count(seen, line) for line in lines), default=101) > 100, file.name
        drawn += len(lines)
        assert (requests, said) == ([file.as_uri()], [])
        page.close()
    assert drawn > 8

"""The map, the lists, the page for readers without scripts, and the data tell of the same stops and events."""

from __future__ import annotations

import csv as csv_format
import io
import json
import re

import pytest
from opened import Open, unfold
from playwright.sync_api import Page

from atlases import crowded
from routes.exports import csv, geojson
from routes.model import Atlas

pytestmark = pytest.mark.browser

Stops = list[tuple[str, str]]
"""Of each caravan its stops, as number and place."""

TABLES = """() => [...document.querySelectorAll('.plain table')].map((table) =>
    [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.textContent)))"""


def in_the_atlas(atlas: Atlas) -> Stops:
    return sorted((str(stop.seq), stop.place.name) for route in atlas.routes for stop in route.waypoints)


def in_the_tables(atlas: Atlas, page: Page) -> tuple[Stops, int]:
    """The stops of the tables for readers without scripts, and how many events stand there."""
    tables = page.evaluate(TABLES)
    rows = [row for table in tables[: len(atlas.routes)] for row in table if row[0]]
    return sorted((number, place.split(",")[0]) for number, _, place, *_ in rows), len(tables[len(atlas.routes)])


def in_the_lists(page: Page) -> tuple[Stops, int]:
    """The stops of the lists beside the map, and how many events stand there."""
    unfold(page)
    rows = page.locator("#side ol > li .pick").all()
    told = [(row.locator(".badge").inner_text(), row.locator("b").first.inner_text()) for row in rows]
    events = page.locator("#side details", has_text=re.compile("^Border events")).locator("li")
    return sorted(told), events.count()


def on_the_map(page: Page) -> tuple[int, int]:
    """How many stops and events the marks of the map tell of."""
    words = "; ".join(page.locator(".site").evaluate_all("all => all.map((site) => site.getAttribute('aria-label'))"))
    stops = len(re.findall(r"stop \d+ of ", words))
    return stops, len(words.split("; ")) - stops


@pytest.mark.parametrize("which", ["sample", "crowded"])
def test_map_lists_tables_and_data_tell_of_the_same(show: Open, atlas: Atlas, which: str) -> None:
    told = atlas if which == "sample" else crowded()
    stops = in_the_atlas(told)
    page = show(told).page
    assert in_the_tables(told, page) == (stops, len(told.events))
    assert in_the_lists(page) == (stops, len(told.events))
    placed = [event for event in told.events if event.place and event.place.feature not in ("A", "L")]
    assert on_the_map(page) == (len(stops), len(placed))
    features = [feature["properties"] for feature in json.loads(geojson(told))["features"]]
    points = [(str(one["seq"]), one["name"]) for one in features if one["kind"] == "waypoint"]
    assert sorted(points) == stops
    assert len([one for one in features if one["kind"] == "event"]) == len(told.events)
    table = csv_format.DictReader(io.StringIO(csv(told)))
    assert sorted((row["seq"], row["name"]) for row in table) == stops


def test_the_page_without_scripts_has_the_same_and_a_picture(show: Open, atlas: Atlas) -> None:
    page = show(atlas, scripts=False).page
    assert in_the_tables(atlas, page) == (in_the_atlas(atlas), len(atlas.events))
    picture = page.locator("svg.still")
    assert picture.is_visible()
    assert picture.get_attribute("aria-label") == "Map"
    drawn = sum(
        len(set(d.split("M"))) - 1
        for d in picture.locator(".dots").evaluate_all("all => all.map((path) => path.getAttribute('d'))")
    )
    assert drawn <= len(in_the_atlas(atlas))
    assert drawn >= 0.8 * len(in_the_atlas(atlas))  # two at one place, at this size, are one dot

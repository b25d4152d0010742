"""What a reader can tell apart at first view, where five caravans share one way."""

from __future__ import annotations

import pytest
from opened import Open
from playwright.sync_api import Page

from atlases import crowded
from routes.model import Atlas

pytestmark = pytest.mark.browser

SIZES = [(1400, 900), (800, 700), (390, 844)]
HIDDEN = """() => [...document.querySelectorAll('.site')].filter((site) => {
    const part = site.querySelector(site.classList.contains('small') ? '.point' : '.row');
    const { left, top, width, height } = part.getBoundingClientRect();
    const hit = document.elementFromPoint(left + width / 2, top + height / 2);
    return !hit || hit.closest('.site') !== site;
}).map((site) => site.getAttribute('aria-label'))"""
MET = """(query) => {
    const boxes = [...document.querySelectorAll(query)].map((element) => element.getBoundingClientRect());
    const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
    return boxes.flatMap((a, i) => boxes.slice(0, i).filter((b) => meet(a, b))).length;
}"""


def marks(page: Page) -> int:
    return page.locator(".site").count()


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_at_first_view_at_most_one_mark_in_ten_is_hidden(show: Open, width: int, height: int) -> None:
    page = show(crowded(), width=width, height=height).page
    assert marks(page) > 35
    assert len(page.evaluate(HIDDEN)) <= 0.1 * marks(page)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_names_and_numbers_never_lie_on_each_other(show: Open, atlas: Atlas, width: int, height: int) -> None:
    for told in (crowded(), atlas):
        page = show(told, width=width, height=height).page
        assert page.evaluate(MET, ".label.on, .site:not(.small) .row") == 0


def test_the_ends_of_every_caravan_are_numbered_at_first_view(show: Open, atlas: Atlas) -> None:
    page = show(atlas).page
    seen = page.locator(".badge.stop:visible:not(.minor)").all_inner_texts()
    assert {"1", "14", "6", "4"} <= set(seen)


def test_numbers_come_as_one_zooms_in(show: Open) -> None:
    page = show(crowded()).page
    before = page.locator(".site.small").count()
    page.evaluate("map_routes.setView([14.9, -92.2], 9, { animate: false })")
    assert page.locator(".site.small").count() < before / 2


def test_events_of_one_place_are_one_mark_with_their_number(show: Open, atlas: Atlas) -> None:
    page = show(atlas).page
    bridge = page.locator(".site[aria-label^='Rodolfo Robles bridge:']")
    assert bridge.locator(".badge.event").count() == 1
    assert bridge.locator(".badge.event .n").inner_text() == "2"
    assert "Clash, 19 October 2018; Death, 28 October 2018" in (bridge.get_attribute("aria-label") or "")


def test_every_stop_can_be_reached_with_the_keyboard(show: Open) -> None:
    page = show(crowded()).page
    assert page.locator(".site[tabindex='0'][aria-label]").count() == marks(page)


def test_caravans_on_one_way_run_side_by_side(show: Open, atlas: Atlas) -> None:
    page = show(atlas).page
    page.evaluate("map_routes.setView([14.8, -92.2], 10, { animate: false })")
    ends = page.evaluate(
        """() => [0, 1].map((index) => [...document.querySelectorAll(`#chart .leg.r${index}`)]
            .map((path) => path.getAttribute('d')).filter((d) => d !== 'M0 0').map((d) => d.split('Q')[0]))"""
    )
    assert not set(ends[0]) & set(ends[1])

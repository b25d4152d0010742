"""Ten thousand stops on one page: what matters most of what is seen has elements, and all else can be reached."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from opened import Open, Opened
from playwright.sync_api import Page, expect

from atlases import many
from routes.model import Atlas

pytestmark = pytest.mark.browser

ELEMENTS = "document.getElementsByTagName('*').length"
DOTS = """() => {
    const drawn = document.querySelector('#chart canvas');
    const copy = new OffscreenCanvas(drawn.width, drawn.height).getContext('2d');
    copy.drawImage(drawn, 0, 0);
    const { data } = copy.getImageData(0, 0, drawn.width, drawn.height);
    let seen = 0;
    for (let i = 3; i < data.length; i += 4) seen += data[i] > 0;
    return seen;
}"""


@pytest.fixture(scope="module")
def huge() -> Atlas:
    return many(10_000)


@pytest.fixture
def opened(show: Open, huge: Atlas) -> Opened:
    opened = show(huge)
    opened.page.wait_for_selector("#key")
    return opened


def quiet(opened: Opened) -> bool:
    return opened.said == [] and len(opened.requests) == 1


def find(page: Page, name: str) -> str:
    """What opens for a name in the search box."""
    page.get_by_label("Find a place").fill(name)
    page.get_by_label("Find a place").press("Enter")
    return page.locator(".leaflet-popup .told").last.inner_text()


def test_the_page_says_nothing_in_the_console_and_has_few_elements(opened: Opened) -> None:
    page = opened.page
    assert "100 caravans, 10,000 stops" in page.locator(".summary").inner_text()
    assert page.evaluate(ELEMENTS) < 5_000
    assert page.evaluate(DOTS) > 20_000
    assert quiet(opened)


def test_every_stop_is_found_by_its_name_and_tells_its_quote(opened: Opened) -> None:
    assert "83: day 57." in find(opened.page, "camp 57 of 83")
    assert "0: day 1." in find(opened.page, "Camp 1 of 0")
    assert "99: day 99." in find(opened.page, "CAMP 99 OF 99")
    assert opened.page.evaluate(ELEMENTS) < 5_000
    assert quiet(opened)


def test_names_are_suggested_as_one_types(opened: Opened) -> None:
    opened.page.get_by_label("Find a place").press_sequentially("camp 57 of 8")
    names = opened.page.locator("#places option").evaluate_all("all => all.map((option) => option.value)")
    assert "Camp 57 of 83" in names
    assert len(names) <= 20


def test_as_one_zooms_in_every_stop_seen_can_be_reached_with_the_keyboard(opened: Opened) -> None:
    page = opened.page
    page.evaluate("map_routes.setView([24.0, -102.5], 12, { animate: false })")
    seen = page.locator(".site[tabindex='0'][aria-label]")
    assert 0 < seen.count() < 200
    first = seen.first
    name = (first.get_attribute("aria-label") or "").partition(":")[0]
    first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".leaflet-popup .told:focus")
    assert page.locator(".leaflet-popup .told h2").inner_text() == name
    assert page.locator("path.leg").count() > 0  # legs are elements again, with their words
    assert quiet(opened)


def test_a_click_on_a_dot_of_the_picture_opens_its_stop(opened: Opened) -> None:
    page = opened.page
    at = page.evaluate("map_routes.latLngToContainerPoint([15.5 + 0.17 * 50 + 0.2, -88 - 0.29 * 50])")
    chart = page.locator(".folium-map").bounding_box()
    assert chart
    page.mouse.click(chart["x"] + at["x"], chart["y"] + at["y"])
    assert "day 50." in page.locator(".leaflet-popup .told").inner_text()
    assert quiet(opened)


def test_a_long_list_has_the_rows_that_are_near_and_says_which_of_how_many_each_is(show: Open, huge: Atlas) -> None:
    opened = show(huge, fresh=True)
    page = opened.page
    page.wait_for_selector("#key")
    page.locator("#side > .batch").first.evaluate("batch => batch.scrollIntoView()")
    first = page.locator("#side details.list", has_text="Caravan 0")
    first.locator("summary").click()
    expect(first.locator("[role=listitem]").first).to_have_attribute("aria-setsize", "100")
    last = first.locator(".batch").last
    assert last.locator("[role=listitem]").count() == 0
    last.evaluate("batch => batch.scrollIntoView()")
    row = last.locator("[role=listitem][aria-posinset='100']")
    row.wait_for()
    assert "Camp 100 of 0" in row.inner_text()
    row.locator("button").focus()
    page.keyboard.press("Enter")
    assert "0: day 100." in page.locator(".leaflet-popup .told").inner_text()
    assert page.evaluate(ELEMENTS) < 6_000
    assert quiet(opened)


def test_every_caravan_has_its_switch_and_its_list(opened: Opened) -> None:
    page = opened.page
    before = page.evaluate(DOTS)
    page.locator("#key .batch").last.scroll_into_view_if_needed()
    switch = page.locator("#key label", has_text="Caravan 99")
    switch.locator("input").uncheck()
    assert 0 < page.evaluate(DOTS) < before
    page.locator("#side > .batch").last.scroll_into_view_if_needed()
    page.locator("#side summary", has_text="Caravan 99").click()
    expect(page.locator("#side details.list", has_text="Caravan 99")).to_contain_text("Camp 1 of 99")
    assert quiet(opened)


def test_the_timeline_and_the_other_language_work(opened: Opened) -> None:
    page = opened.page
    page.get_by_role("button", name="Timeline").click()
    assert page.locator(".time .day span").count() <= 51
    assert page.locator(".site").count() <= 200
    page.get_by_role("button", name="Español").click()
    assert "10.000 paradas" in page.locator(".summary").inner_text()
    assert quiet(opened)


def test_axe_finds_nothing(opened: Opened) -> None:
    find(opened.page, "camp 57 of 83")
    found = Axe().run(opened.page)
    assert found.violations_count == 0, found.generate_report()


def test_without_scripts_the_first_rows_stand_in_tables(show: Open, huge: Atlas) -> None:
    page = show(huge, scripts=False).page
    assert "The first 300 of 10,008 rows." in page.locator(".plain p").first.inner_text()
    assert page.locator(".plain tbody tr").count() == 300

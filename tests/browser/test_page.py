"""The page as a reader meets it: opened from disk in a real browser that has no network."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from opened import Count, Open, Opened, unfold
from playwright.sync_api import Locator, Page

from routes.model import Atlas

pytestmark = pytest.mark.browser

LAND = {"light": "#fbfaf6", "dark": "#262b30"}


def colour(page: Page, name: str) -> str:
    """The colour of a caravan's line, as the browser resolves it, in hexadecimal."""
    return page.evaluate(
        """(name) => {
            const { routes } = JSON.parse(document.getElementById('atlas').textContent);
            const index = routes.findIndex((route) => route.name === name);
            return getComputedStyle(document.querySelector('.leg.r' + index)).getPropertyValue('--line');
        }""",
        name,
    )


def picture(page: Page) -> bytes:
    return page.locator("#chart").screenshot()


def site(page: Page, name: str) -> None:
    """Opens the popup of a place with the mouse."""
    page.locator(f".site[aria-label^='{name}:']").locator(".badge:visible, .point:visible").first.click()


def switch(page: Page, name: str) -> Locator:
    """The checkbox of a caravan or of a type of event."""
    return page.locator("#key label", has_text=name).locator("input")


def chiapas(page: Page) -> Locator:
    """The row of the state that was reported without a town."""
    return page.locator("#side ul button.pick", has_text="Chiapas")


def choose(page: Page, name: str) -> None:
    """Chooses the first stop of this name in the list."""
    page.locator("button.pick", has_text=name).first.click()


def quiet(opened: Opened) -> bool:
    return opened.said == [] and len(opened.requests) == 1 and opened.requests[0].startswith("file:")


@pytest.mark.parametrize("width", [1400, 390])
def test_opens_from_disk_and_draws_basemap_and_routes_without_a_request(
    show: Open, count: Count, atlas: Atlas, width: int
) -> None:
    opened = show(atlas, width=width, fresh=True)
    seen = picture(opened.page)
    assert count(seen, LAND["light"]) > 20_000
    for route in atlas.routes:
        assert count(seen, colour(opened.page, route.caravan.name)) > 100
    assert quiet(opened)


def test_draws_in_the_dark_too(show: Open, count: Count, atlas: Atlas) -> None:
    opened = show(atlas, dark=True)
    seen = picture(opened.page)
    assert count(seen, LAND["dark"]) > 100_000
    assert count(seen, colour(opened.page, "First caravan")) > 100
    assert quiet(opened)


def test_a_click_on_a_stop_shows_its_quote_with_article_and_link(show: Open, atlas: Atlas) -> None:
    opened = show(atlas)
    site(opened.page, "Juchitán")
    told = opened.page.locator(".leaflet-popup .told")
    assert "Juchitán opened its bus station to them." in told.inner_text()
    assert "30 October 2018 · Arrived" in told.inner_text()
    site(opened.page, "Tijuana")
    link = opened.page.locator(".leaflet-popup").get_by_role("link", name="Tijuana counts the first arrivals")
    assert link.get_attribute("href") == "https://example.org/tijuana"
    assert link.get_attribute("rel") == "noopener noreferrer"
    assert quiet(opened)


def test_a_popup_in_the_corner_keeps_off_the_buttons(show: Open, atlas: Atlas) -> None:
    page = show(atlas).page
    page.evaluate("map_routes.setView([30.5, -113.5], 7, { animate: false })")
    site(page, "Tijuana")
    popup, whole = page.locator(".leaflet-popup").bounding_box(), page.locator(".whole").bounding_box()
    assert popup
    assert whole
    assert popup["x"] > whole["x"] + whole["width"]


def test_one_popup_tells_of_all_stops_and_events_at_a_place(show: Open, atlas: Atlas) -> None:
    page = show(atlas).page
    site(page, "Tecún Umán")
    assert page.locator(".leaflet-popup h3").all_inner_texts() == [
        "3 First caravan",
        "3 Second caravan",
        "2 Salvadoran caravan",
        " Border closed",
    ]


@pytest.mark.parametrize("calm", [True, False])
def test_who_asks_for_less_motion_has_the_map_and_its_popups_move_at_once(show: Open, atlas: Atlas, calm: bool) -> None:
    page = show(atlas, calm=calm).page
    site(page, "San Pedro Sula")
    assert page.evaluate("map_routes.closePopup() && !document.querySelector('.leaflet-popup')") == calm
    page.evaluate("map_routes.stop(); window.landed = 0; map_routes.on('moveend', () => window.landed++)")
    assert page.evaluate("map_routes.panBy([60, 0]) && window.landed") == calm
    page.evaluate(
        "new Promise((done) => { const look = () => window.landed ? done() : setTimeout(look, 20); look(); })"
    )
    assert page.evaluate("window.landed") == 1


def test_sources_that_differ_are_said(show: Open, atlas: Atlas) -> None:
    page = show(atlas).page
    site(page, "San Pedro Sula")
    told = page.locator(".leaflet-popup .told").inner_text()
    assert "Sources differ: 12 October 2018 says The Courier; 13 October 2018 says El Correo." in told
    assert "Salieron la madrugada del 13 de octubre." in told


def test_a_caravan_that_is_switched_off_is_gone_from_the_map_and_comes_back(
    show: Open, count: Count, atlas: Atlas
) -> None:
    opened = show(atlas)
    page, green = opened.page, colour(opened.page, "Salvadoran caravan")
    before = count(picture(page), green)
    switch(page, "Salvadoran caravan").uncheck()
    assert count(picture(page), green) == 0
    switch(page, "Salvadoran caravan").check()
    assert count(picture(page), green) == before
    assert quiet(opened)


def test_a_type_of_event_that_is_switched_off_is_gone(show: Open, atlas: Atlas) -> None:
    page = show(atlas).page
    assert page.locator(".site[aria-label^='Mexicali:']").count() == 1
    switch(page, "Detention").uncheck()
    assert page.locator(".site[aria-label^='Mexicali:']").count() == 0


def test_choosing_a_stop_in_the_list_moves_the_map_and_opens_it(show: Open, atlas: Atlas) -> None:
    page = show(atlas).page
    choose(page, "Nuevo Ranchito")
    told = page.locator(".leaflet-popup .told").inner_text()
    assert "no date given" in told
    assert told.count("reviewed") == told.count("has not been reviewed") == 1
    assert page.locator(".leaflet-popup .told .badge.hollow").count() == 1
    assert page.locator(".site[aria-label^='Nuevo Ranchito:'] .badge.hollow").count() >= 1
    assert page.evaluate("map_routes.getZoom()") >= 9


def test_a_popup_opened_from_the_list_begins_with_the_name_of_the_place(show: Open, atlas: Atlas) -> None:
    page = show(atlas, width=1000, height=360).page
    choose(page, "San Pedro Sula")
    scroller = page.locator(".leaflet-popup-scrolled")
    assert scroller.locator("h2").inner_text() == "San Pedro Sula"
    assert scroller.evaluate("e => e.scrollHeight > e.clientHeight && e.scrollTop === 0")


def test_the_keyboard_opens_a_stop_and_escape_closes_it_and_returns(show: Open, atlas: Atlas) -> None:
    page = show(atlas).page
    page.locator(".site[aria-label^='Guadalajara:']").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".leaflet-popup .told:focus")
    page.keyboard.press("Escape")
    page.wait_for_selector(".leaflet-popup", state="detached")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith("Guadalajara:")


def test_a_tick_tells_of_the_crossing(show: Open, atlas: Atlas) -> None:
    page = show(atlas).page
    choose(page, "Esquipulas")
    page.keyboard.press("Escape")
    page.locator(".leaflet-popup").wait_for(state="detached")  # it fades
    page.locator("path.tick-hit").first.dispatch_event("click")
    assert "From Honduras into Guatemala" in page.locator(".leaflet-popup .told").inner_text()


def test_areas_articles_and_names_without_a_place_are_listed(show: Open, atlas: Atlas) -> None:
    page = show(atlas).page
    side = page.locator("#side")
    for title in ("Border events", "Names that could not be placed", "Articles", "How this was made"):
        side.locator("summary", has_text=title).click()
    text = side.inner_text()
    for words in (
        "Also reported, without a town",
        "Chiapas",
        "The president threatened",
        "Rancho El Ocotillo",
        "Salen a pie",
    ):
        assert words in text
    assert page.locator(".site[aria-label^='Chiapas:']").count() == 0


def test_a_state_without_a_town_is_drawn_as_a_region_while_it_is_chosen(show: Open, atlas: Atlas) -> None:
    opened = show(atlas)
    page = opened.page
    assert page.locator("#chart path.area").count() == 0
    chiapas(page).click()
    region = page.locator("#chart path.area.r0")
    box, chart = region.bounding_box(), page.locator(".folium-map").bounding_box()
    assert box
    assert chart
    assert box["width"] > 200
    assert chart["x"] <= box["x"] < box["x"] + box["width"] <= chart["x"] + chart["width"]
    assert page.locator(".leaflet-tooltip").inner_text() == "Somewhere in Chiapas"
    page.keyboard.press("Escape")
    assert region.count() == 0
    chiapas(page).click()
    choose(page, "Tapachula")
    assert region.count() == 0
    assert quiet(opened)


def test_no_label_lies_on_another(show: Open, atlas: Atlas) -> None:
    page = show(atlas).page
    boxes = page.locator(".label.on").evaluate_all(
        "all => all.map((e) => e.getBoundingClientRect()).map((r) => [r.left, r.top, r.right, r.bottom])"
    )
    assert len(boxes) > 10
    met = [
        (a, b)
        for i, a in enumerate(boxes)
        for b in boxes[:i]
        if a[0] < b[2] - 1 and b[0] < a[2] - 1 and a[1] < b[3] - 1 and b[1] < a[3] - 1
    ]
    assert met == []


def test_a_phone_has_no_sideways_scroll(show: Open, atlas: Atlas) -> None:
    page = show(atlas, width=390, height=844).page
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_without_scripts_there_are_tables_and_no_empty_map(show: Open, atlas: Atlas) -> None:
    page = show(atlas, scripts=False).page
    assert page.locator("table").count() == 5
    assert page.locator("#chart").is_hidden()
    assert "Juchitán" in page.locator("table").first.inner_text()
    number = page.locator("table tr", has_text="Juchitán").first.locator("a")
    quote = page.locator(number.get_attribute("href") or "")
    assert quote.locator("q").inner_text() == "Juchitán opened its bus station to them."


def test_without_scripts_the_routes_are_drawn_in_their_colours_light_and_dark(
    show: Open, count: Count, atlas: Atlas
) -> None:
    for dark in (False, True):
        opened = show(atlas, scripts=False, dark=dark)
        seen = opened.page.locator("svg.still").screenshot()
        assert count(seen, LAND["dark" if dark else "light"]) > 50_000
        for line in opened.page.locator("svg.still .dots").all():
            color = line.evaluate("path => getComputedStyle(path).getPropertyValue('--line')")
            assert count(seen, color) > 50
        assert quiet(opened)


def test_the_legend_is_folded_on_a_phone_and_open_beside_the_map(show: Open, atlas: Atlas) -> None:
    phone = show(atlas, width=390, height=844).page
    assert not phone.locator("#key legend").first.is_visible()
    phone.locator(".legend > summary").click()
    assert phone.locator("#key legend").first.is_visible()
    wide = show(atlas).page
    assert wide.locator("#key legend").first.is_visible()
    assert not wide.locator(".legend > summary").is_visible()


def test_the_page_says_how_not_to_use_it(show: Open, atlas: Atlas) -> None:
    for scripts in (True, False):
        assert "do not use it to find people" in show(atlas, scripts=scripts).page.locator("footer").inner_text()


def test_a_hostile_atlas_runs_nothing_and_shows_its_texts(show: Open, hostile_atlas: Atlas) -> None:
    opened = show(hostile_atlas)
    page = opened.page
    unfold(page)
    for mark in page.locator(".site").all():
        mark.dispatch_event("click")
    for line in page.locator("path.leaflet-interactive").all():
        line.dispatch_event("mouseover")
    assert page.evaluate("window.hit") is None
    assert page.locator("#chart img, #side img, #side script, .leaflet-popup script").count() == 0
    assert "{{7*7}}{% raw %}{# x #}<img src=x" in page.locator("#side").inner_text()
    assert quiet(opened)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [1400, 390])
def test_axe_finds_nothing(show: Open, atlas: Atlas, dark: bool, width: int) -> None:
    page = show(atlas, dark=dark, width=width).page
    site(page, "Tecún Umán") if width > 400 else choose(page, "Tapachula")
    unfold(page)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_axe_finds_nothing_where_a_region_is_drawn(show: Open, atlas: Atlas) -> None:
    page = show(atlas, dark=True).page
    chiapas(page).click()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_in_the_tables_for_readers_without_scripts(show: Open, atlas: Atlas, dark: bool) -> None:
    page = show(atlas, dark=dark, fresh=True).page
    page.evaluate("document.documentElement.classList.remove('js')")  # as without scripts, where axe cannot run
    assert page.locator("svg.still").is_visible()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()

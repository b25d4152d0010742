"""What a reader can choose: the language, the day, a place; and that the address keeps it."""

from __future__ import annotations

import dataclasses

import pytest
from axe_playwright_python.sync_playwright import Axe
from opened import Open, Opened
from playwright.sync_api import Page, expect

from routes.model import Atlas

pytestmark = pytest.mark.browser


def quiet(opened: Opened) -> bool:
    return opened.said == [] and len(opened.requests) == 1


def asked(page: Page) -> str:
    return page.evaluate("location.hash")


def told(page: Page) -> str:
    return page.locator(".time .day").inner_text()


def test_the_whole_page_is_in_spanish_after_one_click(show: Open, atlas: Atlas) -> None:
    opened = show(atlas)
    page = opened.page
    page.get_by_role("button", name="Español").click()
    assert page.locator("html").get_attribute("lang") == "es"
    text = page.locator("body").inner_text()
    for words in (
        "3 caravanas, 25 paradas y 8 sucesos en la frontera, según 7 artículos, octubre–noviembre de 2018.",
        "Las líneas unen lugares mencionados; no son caminos.",
        "Sucesos en la frontera",
        "12 de octubre de 2018",
        "Las fuentes difieren: 12 de octubre de 2018 según The Courier",
    ):
        assert words in text
    for words in ("Caravans", "Border events", "Whole map", "Timeline", "Articles", "Sources differ"):
        assert words not in text
    assert "MÉXICO" in page.locator(".label.country").all_inner_texts()
    assert asked(page) == "#lang=es"
    assert quiet(opened)


@pytest.mark.parametrize("address", ["#lang=es", "?lang=es"])
def test_the_address_chooses_the_language(show: Open, atlas: Atlas, address: str) -> None:
    page = show(atlas, address=address).page
    assert page.get_by_role("button", name="Español").get_attribute("aria-pressed") == "true"
    assert page.locator("#key legend").first.inner_text() == "Caravanas"


def test_else_the_browser_chooses_it_and_the_form_of_dates(show: Open, atlas: Atlas) -> None:
    assert show(atlas, locale="es-MX").page.locator("html").get_attribute("lang") == "es"
    american = show(atlas, locale="en-US").page
    assert "October 12, 2018" in american.locator("#side").inner_text()
    assert show(atlas, locale="de-DE").page.locator("html").get_attribute("lang") == "en"


def test_quotes_titles_and_doubts_say_what_language_they_are_in(show: Open, atlas: Atlas) -> None:
    page = show(atlas, address="#lang=es").page
    assert page.locator("blockquote", has_text="They left the bus station").get_attribute("lang") == "en"
    assert page.locator(".doubt[lang=en]", has_text="No article gives a day").count() == 1


def test_doubts_are_in_the_language_of_the_reader(show: Open, atlas: Atlas) -> None:
    page = show(atlas).page
    assert "1,350.5 km a day: no source tells of a vehicle" in page.locator("#side").inner_text()
    page.get_by_role("button", name="Español").click()
    way = page.locator(".way span", has_text="1350,5 km al día: ninguna fuente habla de un vehículo")
    assert way.count() == 1
    assert way.get_attribute("lang") is None


def test_the_timeline_is_off_until_it_is_asked_for(show: Open, atlas: Atlas) -> None:
    page = show(atlas).page
    assert page.get_by_role("button", name="Timeline").get_attribute("aria-pressed") == "false"
    assert not page.locator(".time input").is_visible()
    assert page.locator(".site[aria-label^='Tijuana:']").count() == 1


def test_the_timeline_shows_what_was_reported_up_to_a_day_and_says_what_happened(show: Open, atlas: Atlas) -> None:
    opened = show(atlas)
    page = opened.page
    page.get_by_role("button", name="Timeline").click()
    assert told(page) == "12 October 2018\nSan Pedro Sula: First caravan, Left"
    assert page.locator(".site").count() == 1
    page.locator(".time input").focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    assert page.locator(".time input").get_attribute("aria-valuetext") == "18 October 2018"
    assert "Tecún Umán: First caravan, Arrived" in told(page)
    assert told(page).count("18 October 2018") == 1
    assert page.locator(".site[aria-label^='Tijuana:']").count() == 0
    assert page.locator(".site.now[aria-label^='Tecún Umán:']").count() == 1
    page.get_by_role("button", name="Later day").click()
    assert told(page).startswith("19 October 2018\n")
    assert "Rodolfo Robles bridge: Clash" in told(page)
    page.get_by_role("button", name="Timeline").click()
    assert page.locator(".site[aria-label^='Tijuana:']").count() == 1
    assert quiet(opened)


def test_the_timeline_plays_and_pauses(show: Open, atlas: Atlas) -> None:
    page = show(atlas, address="#day=2018-10-12").page
    page.get_by_role("button", name="Play").click()
    expect(page.locator(".time .day")).to_contain_text("15 October 2018")
    page.get_by_role("button", name="Pause").click()
    assert page.get_by_role("button", name="Play").is_visible()


def test_a_link_shows_the_same_view(show: Open, atlas: Atlas) -> None:
    page = show(atlas).page
    page.get_by_role("button", name="Español").click()
    page.locator("#key label", has_text="Second caravan").locator("input").uncheck()
    page.get_by_role("button", name="Cronología").click()
    page.evaluate("map_routes.setView([15, -91], 8, { animate: false })")
    address = asked(page)
    again = show(atlas, address=address).page
    assert asked(again) == address == "#lang=es&day=2018-10-12&off=2018-10-second&map=8%2F15.000%2F-91.000"
    assert again.evaluate("map_routes.getZoom()") == 8
    assert not again.locator("#key label", has_text="Second caravan").locator("input").is_checked()
    assert "12 de octubre de 2018\nSan Pedro Sula: First caravan, Salió" in told(again)
    again.evaluate("location.hash = '#lang=en&day=2018-10-21'")
    again.wait_for_selector("html[lang=en]")
    assert "21 October 2018\nTapachula" in told(again)


@pytest.mark.parametrize("calm", [True, False])
def test_a_small_route_fills_the_map_from_the_start(show: Open, atlas: Atlas, calm: bool) -> None:
    route = atlas.routes[2]
    few = dataclasses.replace(route, waypoints=route.waypoints[1:3], legs=route.legs[1:2], crossings=())
    page = show(Atlas(routes=(few,)), calm=calm).page
    page.wait_for_timeout(400)  # until what might be flying has landed
    boxes = [site.bounding_box() for site in page.locator(".site").all()]
    assert max(box["y"] for box in boxes if box) - min(box["y"] for box in boxes if box) > 120


def test_names_lie_beside_their_marks_in_a_view_from_the_address(show: Open, atlas: Atlas) -> None:
    def names(page: Page) -> dict[str, tuple[int, int]]:
        boxes = (
            "all => all.map((e) => [e.textContent, e.getBoundingClientRect()]).map(([t, r]) => [t, [r.x | 0, r.y | 0]])"
        )
        return dict(page.locator(".label.on").evaluate_all(boxes))

    linked = show(atlas, address="#map=7/15.3/-92.5").page
    moved = show(atlas).page
    moved.evaluate("map_routes.setView([15.3, -92.5], 7, { animate: false })")
    assert len(names(linked)) > 3
    assert names(linked) == names(moved)


@pytest.mark.parametrize(
    "address", ["#day=x&map=a/b/c&lang=xx&off=%00,<b>", "#map=//&day=9999", "#map=1e999/91/1", "#%E0%A4%A"]
)
def test_a_senseless_address_does_no_harm(show: Open, atlas: Atlas, address: str) -> None:
    opened = show(atlas, address=address)
    assert opened.page.locator(".site").count() > 5
    assert quiet(opened)


def test_a_place_is_found_by_its_name_in_any_writing(show: Open, atlas: Atlas) -> None:
    page = show(atlas).page
    box = page.get_by_label("Find a place")
    box.fill("juchitan")
    box.press("Enter")
    assert "Juchitán opened its bus station to them." in page.locator(".leaflet-popup .told").inner_text()
    assert "Tecún Umán" in page.locator("#places option").evaluate_all("all => all.map((option) => option.value)")
    page.keyboard.press("Escape")
    box.fill("Atlantis")
    box.press("Enter")
    assert page.locator(".find [role=status]").inner_text() == "No stop of this name"


def test_a_printed_page_has_the_map_and_no_buttons(show: Open, atlas: Atlas) -> None:
    page = show(atlas, fresh=True).page
    page.emulate_media(media="print")
    assert page.locator("#chart").is_visible()
    for part in (".whole", ".leaflet-control-zoom", ".find", ".languages", ".time"):
        assert page.locator(part).is_hidden()


def test_a_printed_page_has_every_list_unfolded_and_the_whole_map(show: Open, atlas: Atlas) -> None:
    page = show(atlas, width=760, height=1000, fresh=True).page
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    assert "Salen a pie de San Pedro Sula" in page.locator("#side").inner_text()
    page.wait_for_function("map_routes.getBounds().contains([[15.5, -88.03], [32.51, -117.04]])", timeout=5000)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details[open]").count() == 1


def test_on_a_phone_the_timeline_lies_below_the_map(show: Open, atlas: Atlas) -> None:
    page = show(atlas, width=390, height=844, address="#day=2018-10-30").page
    chart, time = page.locator(".folium-map").bounding_box(), page.locator(".time").bounding_box()
    assert chart
    assert time
    assert time["y"] >= chart["y"] + chart["height"]


def test_forced_colours_leave_lines_and_marks(show: Open, atlas: Atlas) -> None:
    opened = show(atlas, forced_colors="active")
    color = "path => getComputedStyle(path).stroke"
    lines = {opened.page.locator(f"path.leg.r{n}").first.evaluate(color) for n in range(3)}
    assert len(lines) == 3
    assert quiet(opened)


@pytest.mark.parametrize(("width", "dark"), [(1400, False), (1400, True), (390, False)])
def test_axe_finds_nothing_in_spanish_with_the_timeline_open(show: Open, atlas: Atlas, width: int, dark: bool) -> None:
    page = show(atlas, width=width, dark=dark, address="#lang=es&day=2018-10-30").page
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()

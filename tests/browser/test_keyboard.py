"""The page without a mouse: every stop of the Tab key has a name, and everything can be done from there."""

from __future__ import annotations

import pytest
from opened import Open
from playwright.sync_api import Page

from routes.model import Atlas

pytestmark = pytest.mark.browser

FOCUSED = """() => {
    const now = document.activeElement;
    const seen = (window.seen = window.seen || new Set());
    if (now === document.body || seen.has(now)) return null;
    seen.add(now);
    return now.tagName + '.' + (now.getAttribute('class') || now.id);
}"""


def named(page: Page) -> list[tuple[str, str]]:
    """Every stop of the Tab key, as tag and class, with the name that a screen reader says."""
    session = page.context.new_cdp_session(page)
    found = []
    page.keyboard.press("Tab")
    while kind := page.evaluate(FOCUSED):
        answer = session.send("Runtime.evaluate", {"expression": "document.activeElement"})
        tree = session.send("Accessibility.getPartialAXTree", {"objectId": answer["result"]["objectId"]})
        found.append((kind, tree["nodes"][0].get("name", {}).get("value", "")))
        page.keyboard.press("Tab")
    return found


def tab_to(page: Page, query: str, most: int = 200) -> None:
    """Presses Tab until what has the focus fits."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(query) => document.activeElement.matches(query)", query):
            return
    raise AssertionError(f"no Tab leads to {query}")


@pytest.mark.parametrize(("width", "height"), [(1400, 900), (390, 844)])
def test_every_stop_of_the_tab_key_has_a_name(show: Open, atlas: Atlas, width: int, height: int) -> None:
    found = named(show(atlas, width=width, height=height, address="#day=2018-11-20").page)
    assert [kind for kind, name in found if not name.strip()] == []
    assert {"INPUT.find", "BUTTON.play", "INPUT.", "P.day", "A.skip", "BUTTON.pick"} <= {kind for kind, _ in found}
    assert len([kind for kind, _ in found if "site" in kind]) >= 15


def test_a_stop_is_reached_read_and_left(show: Open, atlas: Atlas) -> None:
    page = show(atlas).page
    tab_to(page, ".site[aria-label^='Huixtla:']")
    page.keyboard.press("Enter")
    page.wait_for_selector(".leaflet-popup .told:focus")
    assert "For two days Huixtla fed them." in page.locator(".told").inner_text()
    tab_to(page, ".told a", most=3)
    page.keyboard.press("Escape")
    page.wait_for_selector(".leaflet-popup", state="detached")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith("Huixtla:")


def test_time_is_moved_and_a_route_switched_off(show: Open, atlas: Atlas) -> None:
    page = show(atlas).page
    tab_to(page, ".switch-time")
    page.keyboard.press("Enter")
    tab_to(page, ".time input")
    page.keyboard.press("End")
    assert page.locator(".time input").get_attribute("aria-valuetext") == "25 November 2018"
    page.keyboard.press("ArrowLeft")
    assert page.locator(".time .day").inner_text().startswith("20 November 2018\nTijuana: Second caravan")
    lines = page.locator("#chart .leg").count()
    tab_to(page, "#key input[type=checkbox]")
    page.keyboard.press("Space")
    assert page.locator("#chart .leg").count() < lines


def test_the_map_can_be_skipped(show: Open, atlas: Atlas) -> None:
    page = show(atlas).page
    tab_to(page, ".skip")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.getElementById('side').contains(document.activeElement)")


def test_from_a_popup_the_keyboard_goes_back_to_the_list(show: Open, atlas: Atlas) -> None:
    page = show(atlas, width=390, height=844).page
    tab_to(page, "button.pick")
    page.keyboard.press("Enter")
    page.wait_for_selector(".leaflet-popup .told:focus")
    assert page.locator(".pick[aria-current]").count() == 1
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('.pick[aria-current]')")
    assert page.evaluate("document.activeElement.getBoundingClientRect().bottom <= innerHeight")

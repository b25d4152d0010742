"""The snippet of `routes embed` in a real page: narrow and wide, two on one page, with and without scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from routes.embedding import Shown, embedded
from routes.model import Atlas
from routes.webmap import page

pytestmark = pytest.mark.browser

Host = Callable[..., Page]
OVERFLOWS = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
SCROLLS = "() => document.documentElement.scrollHeight > document.documentElement.clientHeight + 1"


@pytest.fixture(scope="module")
def map_page(tmp_path_factory: pytest.TempPathFactory, atlas: Atlas) -> Path:
    file = tmp_path_factory.mktemp("embed") / "maps" / "index.html"
    file.parent.mkdir()
    file.write_text(page(atlas, title="The caravans of autumn 2018"), encoding="utf-8")
    return file


@pytest.fixture
def host(browser: Browser, map_page: Path) -> Iterator[Host]:
    """A page with these snippets, opened from disk: `host(Shown(lang="es"), width=640)`."""
    contexts = []

    def host(*shown: Shown, width: int = 900, scripts: bool = True, height: int | None = None) -> Page:
        frames = [embedded(map_page, "maps/index.html", one, height=height) for one in shown]
        file = map_page.parent.parent / "article.html"
        article = "<p>An article, around the map.</p>"
        start = (
            '<!DOCTYPE html><meta name="viewport" content="width=device-width"><title>A</title><body style="margin:0">'
        )
        file.write_text(start + article + article.join(frames) + article, encoding="utf-8")
        context = browser.new_context(
            viewport={"width": width, "height": 800}, java_script_enabled=scripts, offline=True, locale="en-GB"
        )
        contexts.append(context)
        opened = context.new_page()
        opened.goto(file.as_uri())
        return opened

    yield host
    for context in contexts:
        context.close()


def inner(opened: Page, number: int = 0) -> Frame:
    """The map in the frame of that number, drawn."""
    opened.locator("iframe").nth(number).scroll_into_view_if_needed()
    frame = opened.frames[number + 1]
    expect(frame.locator("html.js .site").first).to_be_attached()
    return frame


def box(opened: Page, number: int = 0) -> tuple[float, float]:
    found = opened.locator("iframe").nth(number).bounding_box()
    assert found
    return found["width"], found["height"]


@pytest.mark.parametrize("width", [320, 640, 1200])
def test_two_frames_on_one_page_are_as_wide_as_it_and_as_high_as_their_maps(host: Host, width: int) -> None:
    opened = host(Shown(), Shown(lang="es"), width=width)
    for number in (0, 1):
        frame = inner(opened, number)
        if width < 900:
            opened.wait_for_function("(at) => document.querySelectorAll('iframe')[at].style.height", arg=number)
            assert not frame.evaluate(SCROLLS), "the whole map is seen without a second bar to scroll by"
        else:
            assert box(opened, number) == (1200, 900)
        assert box(opened, number)[0] == width
        assert not frame.evaluate(OVERFLOWS)
    assert not opened.evaluate(OVERFLOWS)
    expect(inner(opened, 1).get_by_role("button", name="Todo el mapa")).to_be_visible()
    expect(inner(opened, 0).get_by_role("button", name="Whole map")).to_be_visible()


def test_a_frame_follows_what_is_unfolded_in_its_map(host: Host) -> None:
    opened = host(Shown(), Shown(), width=400)
    frame = inner(opened)
    before, other = box(opened)[1], box(opened, 1)[1]
    frame.locator(".list > summary").first.click()
    opened.wait_for_function("(high) => document.querySelector('iframe').offsetHeight > high + 100", arg=before)
    assert box(opened, 1)[1] == other
    frame.locator(".list > summary").first.click()
    opened.wait_for_function("(high) => document.querySelector('iframe').offsetHeight === high", arg=before)


def test_one_caravan_on_one_day_in_one_language(host: Host) -> None:
    frame = inner(host(Shown(caravan="2018-10-second", day=date(2018, 11, 1), lang="es")))
    checked = frame.locator("#key fieldset").first.locator("input")
    assert [box.is_checked() for box in checked.all()] == [False, True, False]
    expect(frame.locator(".switch-time")).to_have_attribute("aria-pressed", "true")
    assert frame.evaluate("document.documentElement.lang") == "es"
    assert "caravan=2018-10-second" in frame.url
    checked.first.check()
    frame.wait_for_function("!location.hash.includes('caravan') && location.hash.includes('off=')")


def test_the_bare_map_is_the_map_alone_and_fills_its_frame(host: Host) -> None:
    opened = host(Shown(caravan="2018-10-first", bare=True), width=360, height=500)
    frame = inner(opened)
    assert box(opened) == (360, 500)
    assert frame.evaluate("document.querySelector('#chart').getBoundingClientRect().height") == 500
    for part in ("header", "#side", "footer"):
        expect(frame.locator(part).first).to_be_hidden()
    assert not frame.evaluate(SCROLLS)
    frame.get_by_role("button", name="Timeline").click()
    assert "bare=1" in frame.url


def test_without_scripts_the_frame_keeps_its_shape_and_shows_the_tables(host: Host) -> None:
    opened = host(Shown(), width=800, scripts=False)
    assert box(opened) == (800, 600)
    opened.locator("iframe").scroll_into_view_if_needed()
    expect(opened.frame_locator("iframe").locator(".still")).to_be_visible()


def test_a_frame_that_is_folded_at_first_is_drawn_when_it_is_shown(host: Host) -> None:
    opened = host(Shown(), width=1200)
    opened.evaluate("document.body.innerHTML = `<div hidden>${document.body.innerHTML}</div>`")
    frame = opened.locator("iframe").element_handle().content_frame()  # the new one; the old one is on its way out
    assert frame is not None
    frame.wait_for_function("document.querySelector('html.js')")
    assert frame.locator(".site").count() == 0
    opened.evaluate("document.querySelector('div').hidden = false")
    expect(inner(opened).get_by_role("button", name="Whole map")).to_be_visible()


def test_a_page_that_says_nonsense_of_its_height_changes_nothing(host: Host) -> None:
    opened = host(Shown(), width=600)
    frame = inner(opened)
    opened.wait_for_function("document.querySelector('iframe').style.height")
    high = box(opened)[1]
    for said in ("{}", "null", "'x'", "{ routes: 'x' }", "{ routes: -5 }", "{ routes: NaN }"):
        frame.evaluate(f"parent.postMessage({said}, '*')")
    opened.evaluate("postMessage({ routes: 3 }, '*')")  # and from a window that is no frame of a map
    opened.evaluate("new Promise((done) => setTimeout(done, 100))")
    assert box(opened)[1] == high

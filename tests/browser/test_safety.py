"""The page where it is not alone: in a frame, and with a script that somebody put into it."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest
from opened import Open
from playwright.sync_api import Browser, expect

from routes.model import Atlas
from routes.webmap import page

pytestmark = pytest.mark.browser

INJECTED = """async () => {
    const script = document.createElement('script');
    script.textContent = 'window.hit = 1';
    const picture = new Image();
    picture.setAttribute('onerror', 'window.hit = 2');
    picture.src = 'https://example.org/a.png';
    const box = document.createElement('div');
    box.innerHTML = '<b style="color: rgb(1, 2, 3)" onclick="window.hit = 3">x</b>';
    document.body.append(script, picture, box);
    box.firstChild.click();
    const sent = await fetch('https://example.org/').then(() => true, () => false);
    return [window.hit, getComputedStyle(box.firstChild).color === 'rgb(1, 2, 3)', sent];
}"""


def test_the_policy_stops_scripts_styles_and_requests_that_are_not_the_pages_own(show: Open, atlas: Atlas) -> None:
    opened = show(atlas, fresh=True)
    assert opened.page.evaluate(INJECTED) == [None, False, False]
    for stopped in ("inline script", "inline event handler", "inline style", "the image", "Connecting to"):
        assert any(stopped in words and "Content Security Policy" in words for words in opened.said)


@pytest.mark.parametrize("how", ["srcdoc", "src"])
def test_two_pages_work_in_sandboxed_frames(browser: Browser, tmp_path: Path, atlas: Atlas, how: str) -> None:
    html, inner = page(atlas), tmp_path / "inner.html"
    inner.write_text(html, encoding="utf-8")
    inside = escape(html) if how == "srcdoc" else inner.as_uri()
    frame = f'<iframe sandbox="allow-scripts" width="700" height="900" {how}="{inside}"></iframe>'
    outer = tmp_path / "outer.html"
    outer.write_text(f"<!DOCTYPE html><title>Two maps</title>{frame}{frame}", encoding="utf-8")
    opened = browser.new_page(locale="en-GB")
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.goto(outer.as_uri())
    for number in range(2):
        opened.locator("iframe").nth(number).scroll_into_view_if_needed()  # else a browser may leave it undrawn
        frame = opened.frame_locator("iframe").nth(number)
        frame.get_by_role("button", name="Español").click()
        expect(frame.locator("#key legend").first).to_have_text("Caravanas")
        assert frame.locator(".site").count() > 10
    opened.close()
    assert said == []

"""Tiles: never without being asked for, and then from one server only."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from zlib import compress, crc32

import pytest
from opened import Count
from playwright.sync_api import Browser, Page

from routes.model import Atlas
from routes.webmap import Tiles, page

pytestmark = pytest.mark.browser

COLOUR = "#80c040"


def png() -> bytes:
    """One pixel of COLOUR."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return len(content).to_bytes(4) + name + content + crc32(name + content).to_bytes(4)

    header, pixel = bytes((0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0)), compress(b"\0" + bytes.fromhex(COLOUR[1:]))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixel) + chunk(b"IEND", b"")


class Server(BaseHTTPRequestHandler):
    """Gives the same tile for every address."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "image/png")
        self.end_headers()
        self.wfile.write(png())

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    running = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    running.server_close()


def opened(browser: Browser, file: Path, atlas: Atlas, url: str) -> tuple[Page, list[str], list[str]]:
    """The page with tiles of that address, its requests and its console."""
    file.write_text(page(atlas, tiles=Tiles(url=url, attribution="© <b>Tiles</b> & co")), encoding="utf-8")
    shown = browser.new_page(viewport={"width": 1200, "height": 800}, reduced_motion="reduce")
    requests: list[str] = []
    said: list[str] = []
    shown.on("request", lambda request: requests.append(request.url))
    shown.on("console", lambda message: said.append(message.text))
    shown.goto(file.as_uri())
    return shown, requests, said


def test_tiles_lie_below_the_routes_and_their_maker_is_named(
    browser: Browser, count: Count, tmp_path: Path, atlas: Atlas, server: str
) -> None:
    shown, requests, said = opened(browser, tmp_path / "a.html", atlas, server + "/{z}/{x}/{y}.png")
    shown.wait_for_selector(".tiled")
    shown.wait_for_function("[...document.querySelectorAll('.leaflet-tile')].every((tile) => tile.complete)")
    picture = shown.locator("#chart").screenshot()
    assert count(picture, COLOUR) > 300_000
    assert shown.locator(".leg").count() > 10
    assert shown.locator(".credit").inner_text() == "© <b>Tiles</b> & co"
    assert {url.split("/")[2] for url in requests if not url.startswith("file:")} == {server.removeprefix("http://")}
    assert said == []
    assert shown.evaluate("fetch('http://127.0.0.1:1/').then(() => 1, () => 0)") == 0
    shown.close()


def test_where_no_tile_comes_the_outlines_and_their_names_are_there(
    browser: Browser, tmp_path: Path, atlas: Atlas
) -> None:
    shown, _, _ = opened(browser, tmp_path / "b.html", atlas, "http://127.0.0.1:1/{z}/{x}/{y}.png")
    assert shown.locator("#chart path.land").count() == 1
    assert shown.locator(".label.country.on").first.is_visible()
    shown.close()

"""When a real Chromium that opens a page has nothing left to do; `-` where there is none.

The pages of others that want files from elsewhere get Leaflet from the package, a line in jQuery's place, and no tiles.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import Any

__all__ = ["Browser"]

_IDLE = """() => new Promise((done) =>
    requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(() => done(true)))))"""
_DRAWN = "() => document.querySelector('#key, .leaflet-marker-icon')"
_JQUERY = """window.$ = (html) => {
    const made = document.createElement('template');
    made.innerHTML = html;
    return [made.content.firstElementChild];
};"""
_ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")


class Browser:
    """A headless Chromium: `with Browser(60) as browser: browser.idle(html)`; needs Playwright."""

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._playwright: Any = None
        self._chromium: Any = None

    def __enter__(self) -> Browser:
        path = os.environ.get("ROUTES_CHROMIUM") or shutil.which("chromium")
        try:
            from playwright.sync_api import Error, sync_playwright
        except ImportError:
            return self
        self._playwright = sync_playwright().start()
        try:
            self._chromium = self._playwright.chromium.launch(executable_path=path, args=list(_ARGUMENTS))
        except Error:
            self._chromium = None
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for opened, end in ((self._chromium, "close"), (self._playwright, "stop")):
            if opened:
                getattr(opened, end)()

    def idle(self, html: str) -> tuple[str, str]:
        """Seconds from opening the page on disk to the first idle moment after it is drawn, and those of its thread.

        The first are the wall's, and grow where others use the machine; the second are the processor's.
        """
        if not self._chromium:
            return "-", "-"
        context = self._chromium.new_context(viewport={"width": 1400, "height": 900})
        context.route(lambda url: not url.startswith("file:"), _answered)
        try:
            with tempfile.TemporaryDirectory() as folder:
                file = Path(folder, "index.html")
                file.write_text(html, encoding="utf-8")
                return self._opened(context, file.as_uri())
        finally:
            context.close()

    def _opened(self, context: Any, address: str) -> tuple[str, str]:  # noqa: ANN401 - Playwright's
        from playwright.sync_api import TimeoutError as TooLong

        page = context.new_page()
        page.set_default_timeout(self._patience * 1000)
        session = context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        start = time.perf_counter()
        try:
            page.goto(address)
            page.wait_for_function(_DRAWN, polling=50)
            page.evaluate(_IDLE)
        except TooLong:
            return f"not in {self._patience:.0f}", "-"
        seconds = time.perf_counter() - start
        figures = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
        return f"{seconds:.2f}", f"{figures['TaskDuration']:.2f}"


def _answered(route: Any) -> None:  # noqa: ANN401 - a route of Playwright's
    """Leaflet from the package; whatever else a page wants is empty."""
    name = route.request.url.rpartition("/")[2]
    if name in ("leaflet.js", "leaflet.css"):
        route.fulfill(body=files("routes.webmap").joinpath("vendor", name).read_text(encoding="utf-8"))
    elif name.startswith("jquery"):
        route.fulfill(body=_JQUERY)
    else:
        route.fulfill(body="")

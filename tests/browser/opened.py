"""What the browser tests hand around: an open page, and a count of a screenshot's pixels."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page

from routes.model import Atlas
from routes.webmap import page

__all__ = ["Count", "Open", "Opened", "Shelf", "unfold"]

MOST = 5
"""Open pages that are kept: each is a process of the browser."""

COUNT = """async ([png, color, within]) => {
    const image = await createImageBitmap(await (await fetch('data:image/png;base64,' + png)).blob());
    const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
    canvas.drawImage(image, 0, 0);
    const all = canvas.getImageData(0, 0, image.width, image.height).data;
    const want = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
    let count = 0;
    for (let i = 0; i < all.length; i += 4) {
        if (want.every((value, channel) => Math.abs(all[i + channel] - value) <= within)) count++;
    }
    return count;
}"""


@dataclass
class Opened:
    """An open page, with every request it made and every word in its console."""

    page: Page
    requests: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


Open = Callable[..., Opened]


def unfold(page: Page) -> None:
    """Opens every list of the page."""
    folded = page.locator("details:not([open]) > summary:visible")
    while folded.count():
        folded.first.click()


BACK = """() => new Promise((done) => {
    map_routes.stop(); // else the end of a flight could write over the address below
    addEventListener('hashchange', () => {
        for (const fold of document.querySelectorAll('#side details')) fold.open = false;
        document.querySelector('.legend').open = matchMedia('(min-width: 900px)').matches;
        const first = document.querySelector('#side .list');
        if (first) first.open = true;
        document.activeElement?.blur();
        scrollTo(0, 0);
        delete window.seen;
        done();
    }, { once: true });
    location.hash = '#back=' + Math.random();
})"""
"""What the address holds is put back by an empty one (language, day, switches, view), all else here."""


@dataclass
class Shelf:
    """Opens pages, and keeps those that the next test can use. A text is made once for each atlas."""

    browser: Browser
    folder: Path
    written: dict[int, tuple[Atlas, Path]] = field(default_factory=dict)
    open: dict[object, Opened] = field(default_factory=dict)
    dropped: list[BrowserContext] = field(default_factory=list)

    def kept(self, atlas: Atlas, **wished: object) -> Opened:
        """The page as it is at first; a page that is open twice at a time, or has no scripts, is a new one."""
        if not wished.get("scripts", True):
            return self.new(atlas, **wished)
        key = (id(atlas), *sorted(wished.items()))
        found = self.open.pop(key, None)
        if found:
            found.page.mouse.move(0, 0)
            found.page.evaluate(BACK)
        else:
            found = self._opened(atlas, "", **wished)
        self.open[key] = found
        if len(self.open) > MOST:
            self.open.pop(next(iter(self.open))).page.context.close()
        return found

    def new(self, atlas: Atlas, address: str = "", **wished: object) -> Opened:
        """A page that is closed after the test."""
        made = self._opened(atlas, address, **wished)
        self.dropped.append(made.page.context)
        return made

    def drop(self) -> None:
        """Closes the new ones."""
        while self.dropped:
            self.dropped.pop().close()

    def clear(self) -> None:
        """Closes all."""
        for one in self.open.values():
            one.page.context.close()

    def _opened(
        self,
        atlas: Atlas,
        address: str,
        *,
        width: int = 1400,
        height: int = 900,
        dark: bool = False,
        scripts: bool = True,
        locale: str = "en-GB",
        calm: bool = True,
        **more: str,
    ) -> Opened:
        url = self._file(atlas).as_uri()
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce" if calm else "no-preference",
            offline=True,
            locale=locale,
            java_script_enabled=scripts,
            **more,
        )
        opened = Opened(page=context.new_page())
        opened.page.on("console", lambda message: opened.said.append(message.text))
        opened.page.on("pageerror", lambda error: opened.said.append(str(error)))
        opened.page.on("request", lambda request: opened.requests.append(request.url))
        context.route("**/*", lambda route: route.continue_() if route.request.url.startswith(url) else route.abort())
        opened.page.goto(url + address)
        return opened

    def _file(self, atlas: Atlas) -> Path:
        if id(atlas) not in self.written:
            file = self.folder / f"{len(self.written)}.html"
            file.write_text(page(atlas, title="The caravans of autumn 2018"), encoding="utf-8")
            self.written[id(atlas)] = atlas, file  # with the atlas, else another could get its id
        return self.written[id(atlas)][1]


@dataclass
class Count:
    """Counts the pixels of a PNG that have the colour `#rrggbb`, give or take a few steps in each channel."""

    page: Page

    def __call__(self, png: bytes, color: str, within: int = 6) -> int:
        return self.page.evaluate(COUNT, [b64encode(png).decode(), color, within])

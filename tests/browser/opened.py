"""What the browser tests hand around: an open page, and a count of a screenshot's pixels."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Page

__all__ = ["Count", "Open", "Opened", "unfold"]

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


@dataclass
class Count:
    """Counts the pixels of a PNG that have the colour `#rrggbb`, give or take a few steps in each channel."""

    page: Page

    def __call__(self, png: bytes, color: str, within: int = 6) -> int:
        return self.page.evaluate(COUNT, [b64encode(png).decode(), color, within])

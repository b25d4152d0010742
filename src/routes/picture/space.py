"""What is still free on the picture, and where a label can go."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from routes.picture.frame import Box, Pixel

__all__ = ["Room", "beside", "distance", "shortened", "text_width"]

CELL, FINE = 48, 6
"""Pixels of a side."""

NARROW = frozenset("ijlt.,:;'|!()[]fr ‘’·1I")
WIDE = frozenset("mwMW@%—")

DIRECTIONS = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1))
"""Right, left, above, below, then the corners: where a reader looks first."""


def text_width(text: str, size: float) -> float:
    """About how many pixels the text takes in a common sans-serif; marks that combine take none."""
    return size * sum(char_width(char) for char in text)


def char_width(char: str) -> float:
    """In ems."""
    if unicodedata.combining(char):
        return 0.0
    if char in NARROW:
        return 0.32
    if char in WIDE or unicodedata.east_asian_width(char) in "WF":
        return 0.95
    return 0.70 if char.isupper() else 0.57


def shortened(text: str, size: float, width: float) -> str:
    """The text, cut with an ellipsis where it is too wide."""
    if text_width(text, size) <= width:
        return text
    used, kept = text_width("…", size), ""
    for char in text:
        used += size * char_width(char)
        if used > width:
            break
        kept += char
    return kept.rstrip() + "…"


@dataclass(slots=True)
class Room:
    """The boxes taken so far within `bounds`, in cells, so that looking up is quick however many there are.

    `crossed` are the finer cells that a line runs through: a label may stand there when nothing else is left. `untried`
    are the places around a point where no disc was looked for yet: what is taken stays so.
    """

    bounds: Box
    taken: dict[tuple[int, int], list[Box]] = field(default_factory=dict)
    crossed: set[tuple[int, int]] = field(default_factory=set)
    untried: dict[tuple[Pixel, float], Iterator[Pixel]] = field(default_factory=dict)

    def is_free(self, box: Box) -> bool:
        """Whether nothing is there, and it is within the bounds."""
        return self.bounds.holds(box) and not hits(self.taken, box)

    def is_crossed(self, box: Box) -> bool:
        """Whether a line runs through it."""
        return not self.crossed.isdisjoint(cells(box, FINE))

    def take(self, box: Box) -> None:
        """Nothing else goes there."""
        put(self.taken, box)

    def cross(self, start: Pixel, end: Pixel) -> None:
        """A line runs there."""
        count = max(1, round(math.dist(start, end) / FINE))
        for step in range(count + 1):
            x, y = (one + (other - one) * step / count for one, other in zip(start, end, strict=True))
            self.crossed.add((int(x // FINE), int(y // FINE)))

    def spot(self, at: Pixel, radius: float) -> Pixel:
        """The free place for a disc that is nearest to the point, and is taken; the point itself where all is full."""
        for x, y in self.untried.setdefault((at, radius), around(at, radius)):
            box = Box(left=x - radius, top=y - radius, right=x + radius, bottom=y + radius)
            if self.is_free(box):
                self.take(box)
                return x, y
        return at


def beside(at: Pixel, size: tuple[float, float], gap: float) -> Iterator[Box]:
    """Where a label of that width and height can stand, `gap` pixels from the point."""
    width, height = size
    for right, down in DIRECTIONS:
        left = at[0] + right * gap - (0 if right > 0 else width if right < 0 else width / 2)
        top = at[1] + down * gap - (0 if down > 0 else height if down < 0 else height / 2)
        yield Box(left=left, top=top, right=left + width, bottom=top + height)


def distance(box: Box, at: Pixel) -> float:
    """From the point to the box, 0 inside."""
    right = max(box.left - at[0], 0, at[0] - box.right)
    down = max(box.top - at[1], 0, at[1] - box.bottom)
    return math.hypot(right, down)


def hits(boxes: Mapping[tuple[int, int], list[Box]], box: Box) -> bool:
    """Whether one of them meets the box."""
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    for cell in cells(box):
        for other in boxes.get(cell, ()):
            if other.left < right and left < other.right and other.top < bottom and top < other.bottom:
                return True  # as `Box.meets`, of hundreds of thousands of boxes
    return False


def put(boxes: dict[tuple[int, int], list[Box]], box: Box) -> None:
    """Into every cell that it touches."""
    for cell in cells(box):
        boxes.setdefault(cell, []).append(box)


def cells(box: Box, size: int = CELL) -> Iterator[tuple[int, int]]:
    """The cells that the box touches."""
    for column in range(int(box.left // size), int(box.right // size) + 1):
        for line in range(int(box.top // size), int(box.bottom // size) + 1):
            yield column, line


def around(at: Pixel, radius: float) -> Iterator[Pixel]:
    """The point, then places around it, farther and farther."""
    yield at
    for step in (1.1, 2.2, 3.3, 4.4):
        for right, down in DIRECTIONS:
            reach = 2 * radius * step * (0.75 if right and down else 1)
            yield at[0] + right * reach, at[1] + down * reach

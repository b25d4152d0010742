"""A part of the picture with a map on it: the main map, or the inset that shows a crowded part of it larger."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from routes.picture.frame import Box, Frame, Pixel
from routes.picture.space import Room
from routes.picture.theme import Theme

__all__ = ["Panel", "inset_frame", "window_of"]

INSET = (470.0, 330.0)
"""Pixels of an inset, width and height."""

GAP = 14.0
"""Pixels between an inset and the edge of the map."""

ZOOMS = (5.0, 4.0, 3.2, 2.6)
"""How much larger an inset shows things; the first that shows nearly all that is crowded is taken."""

NEARLY_ALL = 0.85
CROWDED = 20.0
"""Stops closer than this, in pixels, stand in each other's way."""

FEWEST, MOST = 6, 400
"""With fewer stops in each other's way no inset is needed; with more stops on the map than that, it is no help."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """Where to draw, what is free there, and the part (`hidden`) whose stops an inset shows instead."""

    frame: Frame
    room: Room
    theme: Theme
    lang: str
    hidden: Box | None = None

    def shows(self, at: Pixel) -> bool:
        """Whether a stop at this pixel is numbered and named here."""
        return within(at, self.frame.box) and not (self.hidden and within(at, self.hidden))


def inset_frame(main: Frame, stops: Sequence[Pixel], lines: Iterable[tuple[Pixel, Pixel]]) -> Frame | None:
    """The frame of the inset that the main map needs: where its stops are crowded, in the emptiest corner; or None."""
    if len(stops) > MOST:
        return None
    points = Counter(stops)
    beside = {at: sum(points[other] for other in points if math.dist(at, other) < CROWDED) for at in points}
    crowded = [at for at in stops if beside[at] > 1]
    if len(crowded) < FEWEST:
        return None
    window, zoom = crowded_window(crowded)
    samples = [point for line in lines for point in sampled(*line)]
    corners = [box for box in corner_boxes(main.box) if not box.grown(GAP).meets(window)]
    outside = [at for at in stops if not within(at, window)]
    free = [box for box in corners if not any(within(at, box.grown(GAP)) for at in outside)]
    if not free:
        return None
    box = min(free, key=lambda corner: sum(within(at, corner) for at in samples))
    return replace(
        main,
        box=box,
        scale=main.scale * zoom,
        west=main.west + (window.left - main.box.left) / main.scale,
        north=main.north + (window.top - main.box.top) / main.scale,
    )


def window_of(inset: Frame, main: Frame) -> Box:
    """Which part of the main map the inset shows."""
    left = main.box.left + (inset.west - main.west) * main.scale
    top = main.box.top + (inset.north - main.north) * main.scale
    share = main.scale / inset.scale
    return Box(
        left=left,
        top=top,
        right=left + (inset.box.right - inset.box.left) * share,
        bottom=top + (inset.box.bottom - inset.box.top) * share,
    )


def crowded_window(crowded: Sequence[Pixel]) -> tuple[Box, float]:
    """The window around most of the crowded stops, and by how much it is enlarged."""
    points = Counter(crowded)  # a caravan has many stops at one place
    for zoom in ZOOMS:
        window = max((centred(at, zoom, points) for at in sorted(points)), key=lambda box: held(box, points))
        if held(window, points) >= NEARLY_ALL * len(crowded):
            break
    return window, zoom


def centred(at: Pixel, zoom: float, points: Iterable[Pixel]) -> Box:
    """The window in the middle of the points near `at`."""
    window = window_at(at, zoom)
    near = [point for point in points if within(point, window)]
    xs, ys = [x for x, _ in near], [y for _, y in near]
    return window_at(((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2), zoom)


def window_at(at: Pixel, zoom: float) -> Box:
    """The window with its middle there."""
    width, height = INSET[0] / zoom / 2, INSET[1] / zoom / 2
    return Box(left=at[0] - width, top=at[1] - height, right=at[0] + width, bottom=at[1] + height)


def held(window: Box, points: Mapping[Pixel, int]) -> int:
    """How many points it holds well within its edge; each counts as often as it is there."""
    inner = window.grown(-6)
    left, top, right, bottom = inner.left, inner.top, inner.right, inner.bottom
    counts = (count for (x, y), count in points.items() if left <= x <= right and top <= y <= bottom)
    return sum(counts)  # as `within`, of hundreds of thousands of points


def corner_boxes(box: Box) -> list[Box]:
    """Where an inset can be: lower left first, then clockwise."""
    width, height = INSET
    lefts, tops = (box.left + GAP, box.right - GAP - width), (box.top + GAP, box.bottom - GAP - height)
    places = ((lefts[0], tops[1]), (lefts[0], tops[0]), (lefts[1], tops[0]), (lefts[1], tops[1]))
    return [Box(left=left, top=top, right=left + width, bottom=top + height) for left, top in places]


def within(at: Pixel, box: Box) -> bool:
    """Whether the box holds the point."""
    return box.left <= at[0] <= box.right and box.top <= at[1] <= box.bottom


def sampled(start: Pixel, end: Pixel) -> list[Pixel]:
    """Points along the segment, its ends among them."""
    return [(start[0] + (end[0] - start[0]) * i / 24, start[1] + (end[1] - start[1]) * i / 24) for i in range(25)]

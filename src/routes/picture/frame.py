"""Web Mercator, framed: degrees to pixels, and lines cut at the frame's edge.

Pixels count from the picture's upper left corner, y downwards.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from routes.model import Position

__all__ = ["Box", "Frame", "Pixel", "clipped_line", "clipped_ring", "framed", "mercator"]

Pixel = tuple[float, float]

PADDING = 0.09
"""Share of the frame that is kept free on each side of the outermost points."""

LEAST_DEGREES = 3.0
"""What a frame shows at least, in degrees of longitude: a single stop needs its surroundings."""

DEFAULT = (Position(lat=13.0, lon=-117.5), Position(lat=33.0, lon=-86.0))
"""Shown when there is nothing to show: from Honduras to the border of the United States."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle of pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def grown(self, by: float) -> Box:
        """Larger by so many pixels on each side; smaller where negative."""
        return Box(left=self.left - by, top=self.top - by, right=self.right + by, bottom=self.bottom + by)

    def holds(self, other: Box) -> bool:
        """Whether the other lies within it."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.right <= self.right
            and other.bottom <= self.bottom
        )

    def meets(self, other: Box) -> bool:
        """Whether the two have a pixel in common."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Where on the picture the map is (`box`), and which part of the world it shows.

    `west` and `north` are the Mercator coordinates of its upper left corner, `scale` pixels for the earth's girth.
    """

    box: Box
    west: float
    north: float
    scale: float

    def pixel(self, position: Position) -> Pixel:
        """Where the position is drawn."""
        return self.pixel_of(position.lon, position.lat)

    def pixel_of(self, lon: float, lat: float) -> Pixel:
        """The same for bare degrees."""
        return self.at(*mercator(lon, lat))

    def at(self, x: float, y: float) -> Pixel:
        """The same for Mercator coordinates."""
        return self.box.left + (x - self.west) * self.scale, self.box.top + (y - self.north) * self.scale

    @property
    def degrees(self) -> float:
        """How many degrees of longitude it shows."""
        return 360 * (self.box.right - self.box.left) / self.scale


def mercator(lon: float, lat: float) -> tuple[float, float]:
    """X from 0 at the antimeridian to 1, y from 0 at the equator downwards, in the earth's girth."""
    held = math.radians(max(-85.0, min(85.0, lat)))
    return lon / 360 + 0.5, -math.asinh(math.tan(held)) / (2 * math.pi)


def framed(positions: Iterable[Position], box: Box) -> Frame:
    """The frame that shows all positions, as large as the box allows."""
    points = [mercator(position.lon, position.lat) for position in list(positions) or DEFAULT]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    north, south = min(y for _, y in points), max(y for _, y in points)
    width, height = box.right - box.left, box.bottom - box.top
    room = 1 - 2 * PADDING
    least = LEAST_DEGREES / 360
    scale = min(width * room / max(east - west, least), height * room / max(south - north, least * height / width))
    return Frame(
        box=box,
        west=(west + east - width / scale) / 2,
        north=(north + south - height / scale) / 2,
        scale=scale,
    )


# --- cutting -----------------------------------------------------------------------------------


def clipped_ring(ring: Sequence[Pixel], box: Box) -> list[Pixel]:
    """The part of a ring within the box (Sutherland and Hodgman), with edges along the box's own."""
    result = list(ring)
    for axis, edge, sign in ((0, box.left, 1), (0, box.right, -1), (1, box.top, 1), (1, box.bottom, -1)):
        before, result = result, []
        inside = [sign * (point[axis] - edge) >= 0 for point in before]
        starts = zip(before[-1:] + before[:-1], inside[-1:] + inside[:-1], strict=True)
        for (start, start_inside), end, end_inside in zip(starts, before, inside, strict=True):
            if start_inside != end_inside:
                result.append(cut(start, end, axis, edge))
            if end_inside:
                result.append(end)
    return result


def clipped_line(line: Sequence[Pixel], box: Box) -> list[list[Pixel]]:
    """The stretches of a line that come near the box: whole segments, since what sticks out is masked anyway."""
    result: list[list[Pixel]] = []
    joined = False
    for start, end in pairwise(line):
        span = Box(
            left=min(start[0], end[0]),
            top=min(start[1], end[1]),
            right=max(start[0], end[0]) + 0.01,
            bottom=max(start[1], end[1]) + 0.01,
        )
        if not span.meets(box):
            joined = False
            continue
        if joined:
            result[-1].append(end)
        else:
            result.append([start, end])
        joined = True
    return result


def cut(start: Pixel, end: Pixel, axis: int, edge: float) -> Pixel:
    """Where the segment meets the edge."""
    share = (edge - start[axis]) / (end[axis] - start[axis])
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share

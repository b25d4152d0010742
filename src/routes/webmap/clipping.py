"""Outlines cut to a box, so that a page carries only the ground that it can show.

Points are `(lon, lat)` in degrees. The box does not span the antimeridian.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from math import hypot

from routes.model import BoundingBox

__all__ = ["Line", "clipped_line", "clipped_ring", "thinned"]

Point = tuple[float, float]
Line = Sequence[Point]


def clipped_ring(ring: Line, box: BoundingBox) -> list[Point]:
    """The part of a closed ring's area inside the box, as a closed ring along its edges; empty where there is none.

    Sutherland and Hodgman, 1974: the ring is cut at one side of the box after the other.
    """
    points = list(ring)
    if not points or _apart(*_corners(points), box):
        return []
    if all(_holds(box, corner) for corner in _corners(points)):
        return points
    for axis, limit, sign in ((0, box.west, 1), (0, box.east, -1), (1, box.south, 1), (1, box.north, -1)):
        points = list(_cut(points, axis, limit, sign))
    return [*points, points[0]] if points and points[0] != points[-1] else points


def clipped_line(line: Line, box: BoundingBox) -> Iterator[list[Point]]:
    """The runs of the line that touch the box, each with one point to spare outside it."""
    run: list[Point] = []
    for start, end in pairwise(line):
        if _apart(start, end, box):
            if run:
                yield run
            run = []
        else:
            run = [*run, end] if run else [start, end]
    if run:
        yield run


def thinned(line: Line, allowed: Callable[[float, float], float]) -> list[Point]:
    """The line without the points that it can do without: it strays at most by `allowed(x, y)` at each of them.

    Douglas and Peucker, 1973. A closed ring is halved first, as its two ends are one point.
    """
    if len(line) < 3:
        return list(line)
    halves = [0, len(line) // 2, len(line) - 1] if line[0] == line[-1] else [0, len(line) - 1]
    kept, stretches = set(halves), list(pairwise(halves))
    while stretches:
        first, last = stretches.pop()
        strays = [(_stray(line[at], line[first], line[last]) / allowed(*line[at]), at) for at in range(first + 1, last)]
        most, at = max(strays, default=(0.0, first))
        if most > 1:
            kept.add(at)
            stretches += [(first, at), (at, last)]
    return [line[at] for at in sorted(kept)]


def _stray(point: Point, start: Point, end: Point) -> float:
    """How far the point lies from the straight line between the other two."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    share = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length if length else 0.0
    share = min(1.0, max(0.0, share))
    return hypot(point[0] - start[0] - share * dx, point[1] - start[1] - share * dy)


def _cut(points: Sequence[Point], axis: int, limit: float, sign: int) -> Iterator[Point]:
    inside = [(point[axis] - limit) * sign >= 0 for point in points]
    ends = zip(points, inside, strict=True)
    for (start, start_in), (end, end_in) in pairwise([*zip(points[-1:], inside[-1:], strict=True), *ends]):
        if start_in != end_in:
            share = (limit - start[axis]) / (end[axis] - start[axis])
            yield (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)
        if end_in:
            yield end


def _corners(line: Line) -> tuple[Point, Point]:
    """The south-west and the north-east of what it spans."""
    lons, lats = zip(*line, strict=True)
    return (min(lons), min(lats)), (max(lons), max(lats))


def _holds(box: BoundingBox, point: Point) -> bool:
    return box.west <= point[0] <= box.east and box.south <= point[1] <= box.north


def _apart(start: Point, end: Point, box: BoundingBox) -> bool:
    """Whether both ends lie beyond the same side of the box."""
    lons, lats = (start[0], end[0]), (start[1], end[1])
    return max(lons) < box.west or min(lons) > box.east or max(lats) < box.south or min(lats) > box.north

"""Where the straight line between two places crosses a border.

What is known of a place (its declared country) is better than what an outline says of its position, so:

* a line begins in the country that its start is declared in and ends in that of its end;
* whatever else the outlines say within `TOLERANCE_KM` of either end is not believed;
* a third country counts only when the line runs more than `TOLERANCE_KM` through it: less is a corner that a road
  would go round;
* a line that comes back to a country where it was before has not left it, so one country at both ends is no crossing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from routes.model import Position
from routes.outlines.countries import ground, outline

__all__ = ["TOLERANCE_KM", "BorderCrossing", "border_crossings"]

TOLERANCE_KM = 25.0
"""How far an outline may be wrong: Natural Earth's puts one border town in four on the wrong side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BorderCrossing:
    """Where a line leaves one country and enters the next, both as ISO alpha-2 codes."""

    position: Position
    leaving: str
    entering: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A part of the line within one country; `first` and `last` are shares of the line's length, 0 at its start."""

    country: str
    first: float
    last: float


def border_crossings(start: Position, end: Position, *, leaving: str, entering: str) -> tuple[BorderCrossing, ...]:
    """The borders on the straight line, in its order; `leaving` and `entering` are the ends' declared countries."""
    if leaving == entering:
        return ()
    believed = [
        stretch
        for stretch in stretches(start, end)
        if believable(stretch, start.km_to(end), leaving=leaving, entering=entering)
    ]
    ends = Stretch(country=leaving, first=0, last=0), Stretch(country=entering, first=1, last=1)
    path = without_returns([ends[0], *believed, ends[1]])
    return tuple(
        BorderCrossing(
            position=between(start, end, share=(one.last + other.first) / 2),
            leaving=one.country,
            entering=other.country,
        )
        for one, other in pairwise(path)
    )


def stretches(start: Position, end: Position) -> list[Stretch]:
    """What the outlines say of the line, in its order; the sea is nobody's."""
    import shapely

    line = shapely.LineString([(start.lon, start.lat), (end.lon, end.lat)])
    if not line.length:
        return []
    found = []
    for code in ground().near(line):
        for part in shapely.get_parts(shapely.intersection(line, outline(code))):
            along = [line.project(shapely.Point(xy), normalized=True) for xy in shapely.get_coordinates(part)]
            if along:
                found.append(Stretch(country=code, first=min(along), last=max(along)))
    return sorted(found, key=lambda stretch: (stretch.first, stretch.last, stretch.country))


def believable(stretch: Stretch, km: float, *, leaving: str, entering: str) -> bool:
    """Whether the outlines are to be believed here; `km` is the length of the whole line."""
    tolerance = TOLERANCE_KM / km
    if stretch.country == leaving:
        return stretch.first <= max(0.5, 1 - tolerance)
    if stretch.country == entering:
        return stretch.last >= min(0.5, tolerance)
    return min(stretch.last, 1 - tolerance) - max(stretch.first, tolerance) > tolerance


def without_returns(path: Sequence[Stretch]) -> list[Stretch]:
    """The path without its loops: from each country on from where the line was there last."""
    result: list[Stretch] = []
    for stretch in path:
        back = next((i for i, earlier in enumerate(result) if earlier.country == stretch.country), len(result))
        first = min((earlier.first for earlier in result[back : back + 1]), default=stretch.first)
        result[back:] = [Stretch(country=stretch.country, first=first, last=stretch.last)]
    return result


def between(start: Position, end: Position, *, share: float) -> Position:
    """The point at a share of the straight line, 0 the start, 1 the end."""
    return Position(
        lat=start.lat + (end.lat - start.lat) * share,
        lon=start.lon + (end.lon - start.lon) * share,
    )

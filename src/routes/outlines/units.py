"""The outline of a first-level unit, for a report that names a state or department and no town.

The lines between units come from another source than the outlines of countries and seldom end just at a border or a
shore: an end that no other line meets is led on to the nearest point of the country's outline.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from routes.lasting import lasting
from routes.model import BoundingBox, Place, Position
from routes.outlines.countries import known_country, outline
from routes.outlines.topology import Coordinates, topology

if TYPE_CHECKING:
    import shapely

__all__ = ["unit_outline"]

LED_ON = 0.4
"""Degrees by which an end is led on at most; and how far the unit may reach beyond the box that is told of it."""
UNIT = 4.0
"""Degrees within which a unit is looked for whose box is not told."""
BEYOND = 1.02
"""A little farther than to the border, so that the lines meet."""


@cache
def unit_outline(place: Place) -> Coordinates:
    """The ring around a state or department; empty for what is none, and where no outline fits the place's box."""
    if place.kind != "state" or not known_country(place.country or ""):
        return ()
    return tuple((x, y) for x, y in _ring(place.country or "", place.bbox or _around(place.position), place.position))


@lasting
def _ring(country: str, box: BoundingBox, position: Position) -> list[list[float]]:
    import shapely

    window = (box.west - 1, box.south - 1, box.east + 1, box.north + 1)
    border = shapely.boundary(shapely.clip_by_rect(outline(country), *window))
    every = map(shapely.LineString, topology("states").lines())
    lines = [line for line in every if shapely.box(*window).intersects(line)]
    met = Counter(end for line in lines for end in (line.coords[0], line.coords[-1]))
    ends = [end for end, times in met.items() if times == 1]
    ways = (shapely.shortest_line(shapely.Point(end), border) for end in ends)
    led = [_longer(way) for way in ways if 0 < shapely.length(way) < LED_ON]
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(shapely.unary_union([border, *lines, *led]))))
    at = shapely.Point(position.lon, position.lat)
    around = shapely.box(box.west - LED_ON, box.south - LED_ON, box.east + LED_ON, box.north + LED_ON)
    found = [face for face in faces if face.covers(at) and around.covers(face)]
    return [[x, y] for x, y in found[0].exterior.coords] if found and lines else []


def _around(position: Position) -> BoundingBox:
    lat, lon = position.lat, position.lon
    return BoundingBox(west=lon - UNIT, south=lat - UNIT, east=lon + UNIT, north=lat + UNIT)


def _longer(way: shapely.LineString) -> shapely.LineString:
    import shapely

    (x, y), (to_x, to_y) = way.coords
    return shapely.LineString([(x, y), (x + (to_x - x) * BEYOND, y + (to_y - y) * BEYOND)])

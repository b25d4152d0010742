"""Whose ground a position is.

Distances are kilometres on a plane that touches the earth at the position: within 1 % up to a few hundred km.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from routes.model import Position
from routes.outlines.topology import topology

if TYPE_CHECKING:
    import shapely

__all__ = ["KM_PER_DEGREE", "Ground", "country_at", "doubt_km", "ground", "km_outside", "known_country", "outline"]

KM_PER_DEGREE = math.pi * 6371.0 / 180
"""Kilometres of a degree of latitude on the sphere of `Position.km_to`."""

SHORE_KM = 5.0
"""How far off the drawn shore a position still counts as ashore: piers, and bays that simplifying has smoothed."""

DOUBTS = (((-125.0, 3.0, -60.0, 45.0), 0.0), ((-11.0, 34.0, 45.0, 60.0), 0.0), ((-30.0, -90.0, 180.0, 90.0), 8.0))
"""The boxes of `scripts/outlines.py` (west, south, east, north), and how many km off the outlines towns lie."""
DOUBT_KM = 35.0
"""The same outside these boxes."""


def country_at(position: Position) -> str | None:
    """The country whose outline holds the position, or the nearest one within 5 km of its shore; None at sea."""
    import shapely

    near = ground().near(shapely.Point(position.lon, position.lat).buffer(4 * SHORE_KM / KM_PER_DEGREE))
    km, code = min(((km_between(outline(code), position), code) for code in near), default=(math.inf, ""))
    return code if km <= SHORE_KM else None


def km_outside(position: Position, country: str) -> float:
    """How far the position lies outside the country's outline: 0 inside. Raises KeyError for an unknown country."""
    import shapely

    shape = outline(country)
    if shapely.intersects_xy(shape, position.lon, position.lat):
        return 0.0
    return km_between(shape, position)


def doubt_km(position: Position) -> float:
    """How far the outlines may be off around the position, beyond the usual few kilometres."""
    for (west, south, east, north), km in DOUBTS:
        if west <= position.lon <= east and south <= position.lat <= north:
            return km
    return DOUBT_KM


def known_country(code: str) -> bool:
    """Whether there is an outline for this ISO alpha-2 code; a few dependencies and the smallest states have none."""
    return code in topology("countries").countries


def km_between(shape: shapely.Geometry, position: Position) -> float:
    """The distance to the shape, 0 inside."""
    import shapely

    width = math.cos(math.radians(position.lat))
    flat = shapely.transform(shape, lambda xy: xy * [width, 1.0])
    return float(shapely.distance(flat, shapely.Point(position.lon * width, position.lat))) * KM_PER_DEGREE


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The box of each part of a country, in a tree; `codes` names the countries in the order of the boxes."""

    codes: tuple[str, ...]
    tree: shapely.STRtree

    def near(self, shape: shapely.Geometry) -> list[str]:
        """The countries of which a part can touch the shape: its box does."""
        return sorted({self.codes[i] for i in self.tree.query(shape)})


@cache
def ground() -> Ground:
    """Made on the first question: about 0.1 s, most of it the import of shapely."""
    import shapely

    outlines = topology("countries")
    rings = [(code, outlines.ring(outer)) for code, parts in outlines.countries.items() for outer, *_ in parts]
    boxes = [shapely.box(*map(min, zip(*ring, strict=True)), *map(max, zip(*ring, strict=True))) for _, ring in rings]
    return Ground(codes=tuple(code for code, _ in rings), tree=shapely.STRtree(boxes))


@cache
def outline(country: str) -> shapely.Geometry:
    """A country's polygons as one valid shape; simplifying can make a ring cross itself, or an island touch another.

    Raises KeyError where there is none.
    """
    import shapely

    outlines = topology("countries")
    rings = [[outlines.ring(ring) for ring in polygon] for polygon in outlines.countries[country]]
    polygons = shapely.MultiPolygon([(outer, holes) for outer, *holes in rings])
    if shapely.is_valid(polygons):
        return polygons
    return shapely.unary_union(shapely.make_valid(shapely.get_parts(polygons), method="structure"))

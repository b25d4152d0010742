"""Whose ground a position is.

Distances are kilometres on a plane that touches the earth at the position: within 1 % up to a few hundred km.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from routes.model import Position
from routes.outlines.topology import Topology, topology

if TYPE_CHECKING:
    import shapely

__all__ = ["KM_PER_DEGREE", "Ground", "country_at", "ground", "km_outside", "known_country"]

KM_PER_DEGREE = math.pi * 6371.0 / 180
"""Kilometres of a degree of latitude on the sphere of `Position.km_to`."""

SHORE_KM = 5.0
"""How far off the drawn shore a position still counts as ashore: piers, and bays that simplifying has smoothed."""


def country_at(position: Position) -> str | None:
    """The country whose outline holds the position, or the nearest one within 5 km of its shore; None at sea."""
    import shapely

    held = ground()
    point = shapely.Point(position.lon, position.lat)
    near = held.tree.query(point.buffer(4 * SHORE_KM / KM_PER_DEGREE))
    km, code = min(((km_between(held.shapes[i], position), held.codes[i]) for i in near), default=(math.inf, ""))
    return code if km <= SHORE_KM else None


def km_outside(position: Position, country: str) -> float:
    """How far the position lies outside the country's outline: 0 inside. Raises KeyError for an unknown country."""
    import shapely

    shape = ground().country(country)
    if shapely.intersects_xy(shape, position.lon, position.lat):
        return 0.0
    return km_between(shape, position)


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
    """All countries' outlines, with a tree to find those that a line or point may touch."""

    codes: tuple[str, ...]
    shapes: tuple[shapely.Geometry, ...]
    tree: shapely.STRtree

    def country(self, code: str) -> shapely.Geometry:
        """One country's outline. Raises KeyError where there is none."""
        if code not in self.codes:
            raise KeyError(code)
        return self.shapes[self.codes.index(code)]


@cache
def ground() -> Ground:
    """Made on the first question: about 0.1 s, most of it the import of shapely."""
    import shapely

    outlines = topology("countries")
    codes = tuple(sorted(outlines.countries))
    shapes = tuple(outline(outlines, code) for code in codes)
    return Ground(codes=codes, shapes=shapes, tree=shapely.STRtree(shapes))


def outline(outlines: Topology, code: str) -> shapely.Geometry:
    """A country's polygons as one valid shape; simplifying can make a ring cross itself."""
    import shapely

    polygons = (
        shapely.Polygon(outlines.ring(outer), [outlines.ring(hole) for hole in holes])
        for outer, *holes in outlines.countries[code]
    )
    return shapely.unary_union([shapely.make_valid(polygon, method="structure") for polygon in polygons])

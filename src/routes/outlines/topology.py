"""The files under `data/`: arcs that shapes share, in whole steps, as `scripts/outlines.py` writes them.

A topology has `scale` (steps to a degree), `arcs` (x, y, then dx, dy, ...; longitude first) and shapes that name
arcs by number, `~n` for arc n from its end to its start. A polygon is a list of rings, the outer one first.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import accumulate
from typing import Literal

__all__ = ["Coordinates", "Topology", "topology"]

Coordinates = tuple[tuple[float, float], ...]
"""x, y: longitude before latitude, as GeoJSON and shapely have it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topology:
    """One file. `countries` and `land` hold polygons, `borders` numbers of arcs; an arc is worked out where asked."""

    scale: int
    arcs: list[list[int]]
    countries: dict[str, list[list[list[int]]]]
    land: list[list[list[int]]]
    borders: list[int]

    def ring(self, numbers: list[int]) -> Coordinates:
        """The arcs joined into one closed ring."""
        points: list[tuple[float, float]] = []
        for number in numbers:
            arc = self.arc(number) if number >= 0 else self.arc(~number)[::-1]
            points.extend(arc[1:] if points else arc)
        return tuple(points)

    def arc(self, number: int) -> Coordinates:
        """One arc, `[x, y, dx, dy, ...]` in steps, as absolute degrees."""
        steps, scale = self.arcs[number], self.scale
        return tuple(
            (x / scale, y / scale) for x, y in zip(accumulate(steps[::2]), accumulate(steps[1::2]), strict=True)
        )

    def lines(self) -> tuple[Coordinates, ...]:
        """The borders, each shared one once."""
        return tuple(map(self.arc, self.borders))

    def land_rings(self) -> tuple[Coordinates, ...]:
        """The shores: outer rings and those of inland seas."""
        return tuple(self.ring(ring) for polygon in self.land for ring in polygon)


@cache
def topology(name: Literal["countries", "states", "world"]) -> Topology:
    """One of the files, read once: about 20 ms."""
    text = resources.files("routes.outlines").joinpath(f"data/{name}.json").read_text(encoding="utf-8")
    raw = json.loads(text)
    return Topology(
        scale=raw["scale"],
        arcs=raw["arcs"],
        countries=raw.get("countries", {}),
        land=raw.get("land", []),
        borders=raw["borders"],
    )

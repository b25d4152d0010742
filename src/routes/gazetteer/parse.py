"""`gazetteer.yaml` into places; each entry keeps the way back to its lines.

    places:
      - id: tapachula
        name: Tapachula
        names:
          - {text: Tapachula de Córdova y Ordóñez, lang: es}
        class: P
        kind: city
        country: MX
        lat: 14.9039
        lon: -92.2575

What can be said of one entry without any other and without a map is checked here, the rest in
`routes.gazetteer.check`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from routes.files import Value
from routes.gazetteer.schema import (
    DAY,
    TEXT,
    Entry,
    Form,
    Schema,
    list_of,
    number,
    one_of,
    pattern,
    read_entries,
    record,
    whole_number,
)
from routes.model import BoundingBox, Feature, Place, PlaceName, Position, Problem

__all__ = ["COUNTRY", "FORM", "ID", "NAMES", "names_of", "parse_gazetteer", "read_gazetteer", "swapped"]

ID = pattern(r"^[a-z0-9][a-z0-9-]*$", "an id (small letters a-z, digits, hyphens)", example="ciudad-hidalgo")
"""The id of a place or a caravan."""

COUNTRY = pattern(r"^[A-Z]{2}$", "a country code (ISO 3166-1 alpha-2)", example="MX")
"""The code of a country."""

_ADMIN1 = pattern(r"^[A-Z]{2}-[A-Z0-9]{1,3}$", "the code of a state or department (ISO 3166-2)", example="MX-CHP")
_LANG = pattern(r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$", "a language code (ISO 639)", example="es")

NAMES = list_of(record({"text": TEXT, "lang": _LANG}, {"kind": one_of("official", "short", "press", "historical")}))
"""Other forms of a name, each with its language."""

_LAT, _LON = number(-90, 90), number(-180, 180)
_WORDS = list_of(TEXT)
_LINK: Schema = {**TEXT, "strict": False, "coerce_numbers_to_str": True}

_REQUIRED: dict[str, Schema] = {
    "id": ID,
    "name": TEXT,
    "class": one_of(*get_args(Feature)),
    "kind": TEXT,
    "lat": _LAT,
    "lon": _LON,
}
_OPTIONAL: dict[str, Schema] = {
    "names": NAMES,
    "aliases": _WORDS,
    "country": COUNTRY,
    "countries": list_of(COUNTRY),
    "admin1": _ADMIN1,
    "bbox": {"type": "tuple", "items_schema": [_LON, _LAT, _LON, _LAT]},
    "radius_km": number(0, 5000),
    "precision": TEXT,
    "certainty": TEXT,
    "valid": TEXT,
    "part_of": ID,
    "links": {"type": "dict", "keys_schema": TEXT, "values_schema": _LINK},
    "population": whole_number(0, 10**10),
    "source": TEXT,
    "verified": DAY,
    "not_when": _WORDS,
    "prefer_near": list_of(ID),
    "sensitivity": TEXT,
    "notes": TEXT,
}


def parse_gazetteer(text: str | bytes, file: str) -> tuple[tuple[Place, ...], tuple[Problem, ...]]:
    """The places of a gazetteer that are right, in the order of the file, and every problem with the others.

    `file` is the name for the problems' addresses. An entry with a mistake is left out; it never stops the rest.
    """
    entries, problems = read_gazetteer(text, file)
    return tuple(entry.value for entry in entries), problems


def read_gazetteer(text: str | bytes, file: str) -> tuple[tuple[Entry[Place], ...], tuple[Problem, ...]]:
    """As `parse_gazetteer`, each place in an entry that knows its lines: what `check_gazetteer` takes."""
    return read_entries(text, file, FORM)


def swapped(written: Mapping[str, Value]) -> str:
    """The mend of a position of which one number is out of range: the other way round where that is one, else ""."""
    lat, lon = written.get("lat"), written.get("lon")
    if not isinstance(lat, int | float) or not isinstance(lon, int | float):
        return ""
    if abs(lat) > 90 and abs(lat) <= 180 and abs(lon) <= 90:
        return f"looks swapped; lat: {lon}, lon: {lat}?"
    return ""


def names_of(fields: Mapping[str, Any]) -> tuple[PlaceName, ...]:
    """The forms in `names`, then those in `aliases`, none twice."""
    forms = [PlaceName(text=form["text"], lang=form["lang"]) for form in fields.get("names", ())]
    forms += [PlaceName(text=text) for text in fields.get("aliases", ())]
    return tuple(dict.fromkeys(forms))


def _place(fields: Mapping[str, Any]) -> Place:
    """A place of checked fields. Without `country` the first of `countries` is its country."""
    countries = tuple(dict.fromkeys((*filter(None, [fields.get("country")]), *fields.get("countries", ()))))
    return Place(
        id=fields["id"],
        name=fields["name"],
        names=tuple(dict.fromkeys((PlaceName(text=fields["name"]), *names_of(fields)))),
        feature=fields["class"],
        kind=fields["kind"],
        country=countries[0] if countries else None,
        countries=countries,
        admin1=fields.get("admin1"),
        position=Position(lat=fields["lat"], lon=fields["lon"]),
        bbox=_box(fields["bbox"]) if "bbox" in fields else None,
        population=fields.get("population", 0),
        part_of=fields.get("part_of"),
        not_when=tuple(fields.get("not_when", ())),
        prefer_near=tuple(fields.get("prefer_near", ())),
        source=fields.get("source", ""),
        notes=fields.get("notes", ""),
    )


def _box(sides: tuple[float, float, float, float]) -> BoundingBox:
    west, south, east, north = sides
    return BoundingBox(west=west, south=south, east=east, north=north)


FORM = Form(
    root="places",
    noun="place",
    schema=record(_REQUIRED, _OPTIONAL),
    make=_place,
    identify=lambda place: place.id,
    mends={"lat": swapped, "lon": swapped},
)
"""The form of a gazetteer: which fields a place has, and how they are checked."""

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
    about,
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

NAMES = list_of(
    record(
        {
            "text": about(TEXT, "The name as that language writes it."),
            "lang": about(_LANG, "The language (ISO 639), such as es."),
        },
        {"kind": about(one_of("official", "short", "press", "historical"), "What kind of form it is.")},
    )
)
"""Other forms of a name, each with its language."""

_LAT, _LON = number(-90, 90), number(-180, 180)
_WORDS = list_of(TEXT)
_LINK: Schema = {**TEXT, "strict": False, "coerce_numbers_to_str": True}

_REQUIRED: dict[str, Schema] = {
    "id": about(ID, "What other records call it by."),
    "name": about(TEXT, "The name that the map shows."),
    "class": about(
        one_of(*get_args(Feature)),
        "A GeoNames feature class: A country, state; P town; H water; L region; R road; S spot; T mountain, island.",
    ),
    "kind": about(
        TEXT, "A word: country, state (any first-level unit), city, town, crossing, bridge, river, shelter..."
    ),
    "lat": about(_LAT, "Degrees north of the equator (WGS 84)."),
    "lon": about(_LON, "Degrees east of Greenwich (WGS 84); west of it less than 0."),
}
_OPTIONAL: dict[str, Schema] = {
    "names": about(NAMES, "Forms of the name that one language uses; what kind of form is for the reader of the file."),
    "aliases": about(_WORDS, "Forms of the name that every language uses. Accents and case need not be repeated."),
    "country": about(COUNTRY, "Its country (ISO 3166-1)."),
    "countries": about(list_of(COUNTRY), "Both sides, of what lies on a border; the first is where it is counted."),
    "admin1": about(_ADMIN1, "Its state, department or province (ISO 3166-2)."),
    "bbox": about(
        {"type": "tuple", "items_schema": [_LON, _LAT, _LON, _LAT]}, "[west, south, east, north] in degrees."
    ),
    "radius_km": about(number(0, 5000), "How far from lat and lon it may lie."),
    "precision": about(TEXT, "What lat and lon are those of."),
    "certainty": about(TEXT, "Whether it lies there."),
    "valid": about(TEXT, "When it was there."),
    "part_of": about(ID, "The id of the larger place that it belongs to."),
    "links": about({"type": "dict", "keys_schema": TEXT, "values_schema": _LINK}, "Where more is said of it."),
    "population": about(whole_number(0, 10**10), "Its inhabitants; of places of one name the largest is likelier."),
    "source": about(TEXT, "Where its position is from."),
    "verified": about(DAY, "When somebody last held its position against a map."),
    "not_when": about(_WORDS, "Words that, next to the name, say that this place is not meant."),
    "prefer_near": about(list_of(ID), "Ids of places whose company makes this one likelier than others of its name."),
    "sensitivity": about(TEXT, "Whether its position may be shown."),
    "notes": about(TEXT, "For other editors."),
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

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

from collections.abc import Mapping, Sequence
from typing import Any, get_args

from routes.files import Value
from routes.gazetteer.again import Records, places_again
from routes.gazetteer.schema import (
    DAY,
    INTERVAL,
    TEXT,
    Entry,
    Form,
    Mend,
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
from routes.model import (
    BoundingBox,
    Certainty,
    Feature,
    Place,
    PlaceName,
    Position,
    Precision,
    Problem,
    Sensitivity,
)

__all__ = ["COUNTRY", "FORM", "ID", "NAMES", "names_of", "parse_again", "parse_gazetteer", "read_gazetteer", "swapped"]

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
_LINK = pattern(
    r"^(?:https?://[^\s/]\S*|gn:\d+|wd:Q\d+|osm:[nwr]\d+)$",
    "an address of the web, nor a number of GeoNames (gn:), Wikidata (wd:) or OpenStreetMap (osm:)",
    example="https://example.org/, gn:3516109, wd:Q1012904 or osm:n1234",
)

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
    "radius_km": about(number(0, 5000), "How far from lat and lon it may lie; from 10 km on it is drawn as uncertain."),
    "precision": about(
        one_of(*get_args(Precision)),
        "What lat and lon are: those of the spot, of the town it is in, or only somewhere in its region or country;"
        " the last two are drawn as uncertain.",
    ),
    "certainty": about(one_of(*get_args(Certainty)), "Whether it lies there; doubtful is drawn as uncertain."),
    "valid": about(INTERVAL, "When it was there; a stop or event on other days carries a doubt."),
    "part_of": about(ID, "The id of the larger place that it belongs to."),
    "links": about(list_of(_LINK), "Where more is said of it: addresses, gn:3516109, wd:Q1012904, osm:n1234."),
    "population": about(whole_number(0, 10**10), "Its inhabitants; of places of one name the largest is likelier."),
    "source": about(TEXT, "Where its position is from."),
    "verified": about(DAY, "When somebody last held its position against a map."),
    "not_when": about(_WORDS, "Words that, next to the name, say that this place is not meant."),
    "prefer_near": about(list_of(ID), "Ids of places whose company makes this one likelier than others of its name."),
    "sensitivity": about(
        one_of(*get_args(Sensitivity)),
        "public; coarse: every output has its position to a tenth of a degree; hidden: no output has it at all.",
    ),
    "notes": about(TEXT, "For other editors."),
}


def parse_gazetteer(text: str | bytes, file: str) -> tuple[tuple[Place, ...], tuple[Problem, ...]]:
    """The places of a gazetteer that are right, in the order of the file, and every problem with the others.

    `file` is the name for the problems' addresses. An entry with a mistake is left out; it never stops the rest.
    """
    entries, problems = read_gazetteer(text, file)
    return tuple(entry.value for entry in entries), problems


def parse_again(
    text: str, file: str, last: Records, places: Sequence[Place]
) -> tuple[tuple[Place, ...], tuple[Problem, ...]]:
    """As `parse_gazetteer`, quicker where most records are the `last` ones, which gave these places."""

    def sound(some: str) -> tuple[Place, ...] | None:
        found, problems = parse_gazetteer(some, file)
        return None if problems else found

    again = places_again(text, last, places, sound)
    return parse_gazetteer(text, file) if again is None else (again, ())


def read_gazetteer(text: str | bytes, file: str) -> tuple[tuple[Entry[Place], ...], tuple[Problem, ...]]:
    """As `parse_gazetteer`, each place in an entry that knows its lines: what `check_gazetteer` takes."""
    return read_entries(text, file, FORM)


def swapped(written: Mapping[str, Value]) -> Mend | None:
    """What is wrong with a position of which one number is out of range, where it is right the other way round."""
    lat, lon = written.get("lat"), written.get("lon")
    if not isinstance(lat, int | float) or not isinstance(lon, int | float):
        return None
    if abs(lat) > 90 and abs(lat) <= 180 and abs(lon) <= 90:
        return Mend("lon", f"{lon} looks swapped with lat", f"lat: {lon}, lon: {lat}?")
    return None


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
        radius_km=fields.get("radius_km", 0.0),
        precision=fields.get("precision"),
        certainty=fields.get("certainty", "certain"),
        valid=fields.get("valid"),
        sensitivity=fields.get("sensitivity", "public"),
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
"""What `gazetteer.yaml` holds; each field's schema says what it is for (`metadata.about`)."""

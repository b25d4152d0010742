"""How surely `routes check` finds a wrong position: a thousand right records, each spoiled in every way."""

from __future__ import annotations

import json
import math
import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from routes.gazetteer.check import check_gazetteer
from routes.gazetteer.parse import parse_gazetteer, read_gazetteer
from routes.gazetteer.positions import TOWN_KM
from routes.gazetteer.towns import look_up
from routes.gazetteer.world import world_places
from routes.model import Place, PlaceName, Position

ROOT = Path(__file__).parents[1]
CURATED, _ = parse_gazetteer((ROOT / "gazetteer.yaml").read_bytes(), "gazetteer.yaml")
WORLD = [place for place in world_places() if place.id not in {curated.id for curated in CURATED}]
RECORDS = [*CURATED, *WORLD]
SAMPLE = random.Random(2018).sample(RECORDS, 1000)  # noqa: S311 - a fixed choice
UNITS = [place for place in CURATED if place.kind == "state"]

Spoil = Callable[[random.Random, Place], Place]


def record(place: Place) -> str:
    """The place as a line of a gazetteer."""
    box = place.bbox
    fields = {
        "id": place.id,
        "name": place.name,
        "aliases": [name.text for name in place.names[1:]],
        "class": place.feature,
        "kind": place.kind,
        "country": place.country,
        "countries": list(place.countries),
        "admin1": place.admin1,
        "lat": place.position.lat,
        "lon": place.position.lon,
        "bbox": [box.west, box.south, box.east, box.north] if box else None,
    }
    return f"- {json.dumps({name: value for name, value in fields.items() if value not in (None, [])})}\n"


def found(places: Sequence[Place]) -> set[str]:
    """The ids of the places that `routes check` has something to say of, apart from the names that they share.

    They stand in a gazetteer with the right states of the shipped one, as a user's places do.
    """
    ids = {place.id for place in places}
    lines = [*places, *(unit for unit in UNITS if unit.id not in ids)]
    entries, problems = read_gazetteer("places:\n" + "".join(map(record, lines)), "g.yaml")
    told = (*problems, *(problem for problem in check_gazetteer(entries) if "is also a name" not in problem.what))
    by_line = dict(enumerate(lines, start=2))
    return {by_line[problem.line or 0].id for problem in told}


def at(place: Place, lat: float, lon: float) -> Place:
    return replace(place, position=Position(lat=round(lat, 4), lon=round(lon, 4)))


def minutes(degrees: float) -> float:
    """14 degrees 54 minutes, for 14.9, written 14.54."""
    whole = int(abs(degrees))
    return math.copysign(whole + round((abs(degrees) - whole) * 60) / 100, degrees)


def swapped(_: random.Random, place: Place) -> Place:
    return at(place, place.position.lon, place.position.lat)


def without_sign(rng: random.Random, place: Place) -> Place:
    lat, lon = place.position.lat, place.position.lon
    return rng.choice([at(place, -lat, lon), at(place, lat, -lon)])


def zero(_: random.Random, place: Place) -> Place:
    return at(place, 0, 0)


def decimal_slip(rng: random.Random, place: Place) -> Place:
    by_lat, by_lon = rng.choice([(10, 1), (0.1, 1), (1, 10), (1, 0.1)])
    return at(place, place.position.lat * by_lat, place.position.lon * by_lon)


def ten_degrees_off(rng: random.Random, place: Place) -> Place:
    lat, lon = rng.choice([(10, 0), (-10, 0), (0, 10), (0, -10)])
    return at(place, place.position.lat + lat, place.position.lon + lon)


def in_minutes(_: random.Random, place: Place) -> Place:
    return at(place, minutes(place.position.lat), minutes(place.position.lon))


def in_a_wrong_country(rng: random.Random, place: Place) -> Place:
    other = rng.choice([code for code in ("MX", "GT", "HN", "US", "GR", "HU") if code not in place.countries])
    return replace(place, country=other, countries=(other, *place.countries[1:]))


def is_known_town(place: Place) -> bool:
    """Whether a bundled list has a town of this name here."""
    towns = [town for name in place.names for town in look_up(name.text, place.countries)]
    return place.feature == "P" and any(place.position.km_to(town.position) <= TOWN_KM for town in towns)


def has_a_country(place: Place) -> bool:
    return place.country is not None and place.feature != "A"


@pytest.mark.parametrize(
    ("spoil", "counts", "share"),
    [
        (swapped, None, 0.99),
        (without_sign, None, 0.99),
        (zero, None, 0.99),
        (decimal_slip, None, 0.99),
        (ten_degrees_off, None, 0.99),
        (in_minutes, is_known_town, 0.90),
        (in_a_wrong_country, has_a_country, 0.97),
    ],
)
def test_a_spoiled_record_is_found(spoil: Spoil, counts: Callable[[Place], bool] | None, share: float) -> None:
    rng = random.Random(2018)  # noqa: S311 - a fixed choice
    spoiled = [spoil(rng, place) for place in SAMPLE if counts is None or counts(place)]
    missed = {place.id for place in spoiled} - found(spoiled)
    assert 1 - len(missed) / len(spoiled) >= share, f"{spoil.__name__}: {len(missed)} of {len(spoiled)}: {missed}"


def test_right_records_raise_no_alarm() -> None:
    assert len(found(RECORDS)) <= 0.001 * len(RECORDS)


def test_a_twin_alias_is_found() -> None:
    rng = random.Random(2018)  # noqa: S311 - a fixed choice
    told = 0
    for _ in range(1000):
        place, other = rng.sample(CURATED, 2)
        twin = replace(place, names=(*place.names, PlaceName(text=other.name)))
        rules = "".join(rule(one) for one in (twin, other))
        entries, _ = read_gazetteer(f"places:\n{rules}", "g.yaml")
        told += any("is also a name" in problem.what for problem in check_gazetteer(entries))
    assert told >= 850


def rule(place: Place) -> str:
    """The place as a line, with the rules that tell it from others of its name."""
    rules = {"not_when": place.not_when, "prefer_near": place.prefer_near}
    fields = "".join(f", {json.dumps(name)}: {json.dumps(value)}" for name, value in rules.items() if value)
    return record(place).rstrip().removesuffix("}") + fields + "}\n"


# --- what is said ------------------------------------------------------------------------------

CHIAPAS = (
    "- {id: chiapas, name: Chiapas, class: A, kind: state, country: MX, admin1: MX-CHP, lat: 16.5, lon: -92.5,"
    " bbox: [-94.14, 14.53, -90.37, 17.99]}\n"
)
LOOK = "Or add `verified:` with the day on which you looked"


def said(entry: str) -> list[str]:
    """The problems with an entry in a gazetteer that has Chiapas."""
    entries, problems = read_gazetteer(f"places:\n{CHIAPAS}- {{id: a, {entry}}}\n", "g.yaml")
    assert problems == ()
    return [f"{problem.severity} {problem}" for problem in check_gazetteer(entries)]


TAPACHULA = "name: Tapachula, class: P, kind: city, country: MX, admin1: MX-CHP"
BRIDGE = "name: Puente, class: S, kind: bridge, countries: [GT, MX]"


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        (
            f"{TAPACHULA}, lat: 14.54, lon: -92.16",
            "warning g.yaml:3:84: places[1].lat: 14.54 looks like degrees and minutes written as a decimal number;"
            f" lat: 14.9, lon: -92.2667? {LOOK}",
        ),
        (
            f"{TAPACHULA}, lat: 15.9039, lon: -92.2575",
            "warning g.yaml:3:84: places[1].lat: lies 111 km from where the bundled list has Tapachula;"
            f" lat: 14.905, lon: -92.259? {LOOK}",
        ),
        (
            f"{TAPACHULA}, lat: 24.9039, lon: -102.2575",
            "warning g.yaml:3:84: places[1].lat: lies 1138 km outside chiapas (line 2);"
            " lat: 14.905, lon: -92.259? Or mend admin1",
        ),
        (
            f"{TAPACHULA}, lat: 14.9039, lon: -9.22575",
            "error g.yaml:3:98: places[1].lon: -9.22575 looks as if its decimal point had slipped;"
            " lat: 14.9039, lon: -92.2575?",
        ),
        (
            "name: Ciudad Hidalgo, class: P, kind: town, country: GT, lat: 14.6797, lon: -92.1467",
            "warning g.yaml:3:64: places[1].country: GT is not where the bundled list has Ciudad Hidalgo: it has it"
            " here in MX; write MX, or add `verified:` with the day on which you looked",
        ),
        (
            "name: Arriaga, class: P, kind: town, country: MX, admin1: MX-OAX, lat: 16.2356, lon: -93.8997",
            "warning g.yaml:3:69: places[1].admin1: MX-OAX is not where the bundled list has Arriaga: it has it here in"
            " MX-CHP; write MX-CHP, or add `verified:` with the day on which you looked",
        ),
        (
            f"{BRIDGE}, lat: 14.9, lon: -92.26",
            "warning g.yaml:3:75: places[1].lat: lies 10 km from GT, which it is said to be a bridge of;"
            " mend lat and lon, or the countries",
        ),
    ],
)
def test_a_wrong_position_is_told_with_its_mend(entry: str, problem: str) -> None:
    assert said(entry) == [problem]


@pytest.mark.parametrize("field", ["verified: 2018-10-12", "radius_km: 120"])
def test_who_looked_or_gives_a_radius_is_believed(field: str) -> None:
    assert said(f"{TAPACHULA}, lat: 15.9039, lon: -92.2575, {field}") == []

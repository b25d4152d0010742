"""Where places lie, held against what is known: outlines of countries, boxes of states, and towns of the same name.

Outlines misplace towns on a border by some kilometres, and a town's position can be anywhere in the town, hence the
tolerances; `radius_km` of a place is added to them. What has `verified`, the day on which somebody looked, is not held
against towns of its name.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

from routes.folding import NormalizedName, normalize_name
from routes.gazetteer.schema import Entry
from routes.gazetteer.towns import look_up
from routes.gazetteer.world import world_places
from routes.model import BoundingBox, Feature, Place, Position, Problem, Severity
from routes.outlines import TOLERANCE_KM, country_at, doubt_km, km_outside, known_country

__all__ = ["WARNING_KM", "contains", "misplaced"]

WARNING_KM = 5.0
"""A place farther than this outside its country is a warning, farther than `TOLERANCE_KM` an error."""
ABROAD_KM = 100.0
"""The same for what has no one point."""
TOWN_KM = 3.0
"""How far a town may lie from where the bundled lists have it, beyond its own extent."""
PEOPLE_PER_KM2 = 5000
"""How densely towns are settled, to reckon their extent: one of a million reaches 8 km from its middle."""
WIDE_KM = 500.0
"""How far a country, region or river may lie from where the world list has it: its middle is a matter of opinion."""

PlaceEntry = Entry[Place]
Boxes = Mapping[str, PlaceEntry]
"""Places with a box, by their id, first-level units by their code too."""

# Rivers, regions, islands and countries have no one point: theirs may lie abroad, or at sea.
_WIDE: tuple[Feature, ...] = ("H", "L", "T")
_ON_BORDERS = ("crossing", "bridge")
# Lands of which the outlines show a part as another country's: who holds it.
_HELD_BY = {"EH": "MA"}


def misplaced(entries: Sequence[PlaceEntry]) -> Iterator[Problem]:
    """What is wrong with the places' positions, at most one problem each: of the surest rule that finds one."""
    with_box = [entry for entry in entries if entry.value.bbox]
    boxes = {entry.value.id: entry for entry in with_box}
    boxes |= {str(entry.value.admin1): entry for entry in with_box if entry.value.kind == "state"}
    for entry in entries:
        yield from islice((found for rule in _RULES for found in rule(entry, boxes)), 1)


def contains(box: BoundingBox, position: Position) -> bool:
    """Whether the position is in the box, which may span the antimeridian."""
    east_of_west, west_of_east = position.lon >= box.west, position.lon <= box.east
    inside = east_of_west and west_of_east if box.west <= box.east else east_of_west or west_of_east
    return inside and box.south <= position.lat <= box.north


# --- outlines and boxes ------------------------------------------------------------------------


def _at_zero(entry: PlaceEntry, _: Boxes) -> Iterator[Problem]:
    if entry.value.position == Position(lat=0, lon=0):
        yield entry.problem(("lat",), "lat: 0, lon: 0 is a point in the sea", "look the place up")


def _outside_country(entry: PlaceEntry, _: Boxes) -> Iterator[Problem]:
    place = entry.value
    codes = _outlined(place)
    km = _km_outside(place.position, codes) - place.radius_km if codes else 0.0
    if km > TOLERANCE_KM and (slip := _slip(place, codes)):
        yield entry.problem((slip.field,), f"{slip.written:.9g} {slip.what}", f"{_lat_lon(slip.meant)}?")
    elif km > (ABROAD_KM if _is_wide(place) else WARNING_KM):
        found = country_at(place.position)
        what = f"lies {km:.0f} km outside {' or '.join(place.countries)}" + (f", in {found}" if found else "")
        yield entry.problem(("lat",), what, _look_up(place, "the country"), severity=_severity(km))


def _off_border(entry: PlaceEntry, _: Boxes) -> Iterator[Problem]:
    """A crossing joins two countries, so it lies at both."""
    place = entry.value
    if place.kind in _ON_BORDERS and len(place.countries) == 2 and (codes := _outlined(place)):
        km, code = max((_km_outside(place.position, [code]) - place.radius_km, code) for code in codes)
        if km > WARNING_KM:
            what = f"lies {km:.0f} km from {code}, which it is said to be a {place.kind} of"
            yield entry.problem(("lat",), what, "mend lat and lon, or the countries", severity=_severity(km))


def _outside_whole(entry: PlaceEntry, boxes: Boxes) -> Iterator[Problem]:
    """Outside the box of its first-level unit, or of the place that it is part of."""
    place = entry.value
    for field in ("admin1", "part_of"):
        whole = boxes.get(getattr(place, field) or "")
        if whole is None or whole is entry or _is_wide(place) or not whole.value.bbox:
            continue
        km = _km_to_box(place.position, whole.value.bbox) - place.radius_km
        if km > TOLERANCE_KM:
            what = f"lies {km:.0f} km outside {whole.value.id} (line {whole.line})"
            yield entry.problem(("lat",), what, _look_up(place, field), severity="warning")


def _is_wide(place: Place) -> bool:
    return place.feature in _WIDE or place.kind == "country"


def _severity(km: float) -> Severity:
    return "error" if km > TOLERANCE_KM else "warning"


def _outlined(place: Place) -> list[str]:
    """The place's countries; none where one of them has no outline."""
    return list(place.countries) if all(map(known_country, place.countries)) else []


def _km_outside(position: Position, countries: Collection[str]) -> float:
    """How far outside all of these countries, after what the outlines may be off by there."""
    codes = {*countries, *(_HELD_BY[code] for code in countries if code in _HELD_BY)}
    return max(0.0, min(km_outside(position, code) for code in codes) - doubt_km(position))


def _km_to_box(position: Position, box: BoundingBox) -> float:
    if contains(box, position):
        return 0.0
    lat = min(max(position.lat, box.south), box.north)
    lons = [position.lon] if contains(box, Position(lat=lat, lon=position.lon)) else [box.west, box.east]
    return min(position.km_to(Position(lat=lat, lon=lon)) for lon in lons)


class _Slip(NamedTuple):
    """What probably happened to a position: the field and its number, in words, and the position that was meant."""

    field: str
    written: float
    what: str
    meant: Position


def _slip(place: Place, countries: Collection[str]) -> _Slip | None:
    """The first slip that explains how the place came to lie far outside its country."""
    known = _namesakes(place)
    for slip in _slips(place.position.lat, place.position.lon):
        in_country = _km_outside(slip.meant, countries) <= WARNING_KM
        if in_country and (not known or any(_is_near(slip.meant, other) for other in known)):
            return slip
    return None


def _slips(lat: float, lon: float) -> Iterator[_Slip]:
    slips = (
        ("lon", "looks swapped with lat", lon, lat),
        ("lon", "looks as if it had lost its sign", lat, -lon),
        ("lat", "looks as if it had lost its sign", -lat, lon),
        ("lon", "looks swapped with lat, and a sign lost", lon, -lat),
        ("lon", "looks swapped with lat, and a sign lost", -lon, lat),
        ("lat", "looks as if both had lost their signs", -lat, -lon),
        ("lat", "looks as if its decimal point had slipped", lat * 10, lon),
        ("lat", "looks as if its decimal point had slipped", lat / 10, lon),
        ("lon", "looks as if its decimal point had slipped", lat, lon * 10),
        ("lon", "looks as if its decimal point had slipped", lat, lon / 10),
    )
    for field, what, meant_lat, meant_lon in slips:
        if abs(meant_lat) <= 90 and abs(meant_lon) <= 180:
            meant = Position(lat=round(meant_lat, 6), lon=round(meant_lon, 6))
            yield _Slip(field, lat if field == "lat" else lon, what, meant)


# --- places of the same name -------------------------------------------------------------------


def _in_minutes(entry: PlaceEntry, _: Boxes) -> Iterator[Problem]:
    """14 degrees 54 minutes, written 14.54 and not 14.9."""
    place, known = entry.value, _namesakes(entry.value)
    if _is_verified(entry) or any(_is_near(place.position, other, place.radius_km) for other in known):
        return
    meant = _from_minutes(place.position)
    if any(_is_near(meant, other) for other in known if other.feature == "P"):
        what = f"{place.position.lat:.9g} looks like degrees and minutes written as a decimal number"
        yield entry.problem(("lat",), what, f"{_lat_lon(meant)}? Or {_VERIFY}", severity="warning")


def _in_another_land(entry: PlaceEntry, _: Boxes) -> Iterator[Problem]:
    """A town that the lists have at this position, but in another country or first-level unit."""
    place = entry.value
    if place.feature != "P" or _is_verified(entry) or len(place.countries) > 1 or _namesakes(place):
        return
    here = next((town for town in _of_name(place) if _is_near(place.position, town)), None)
    if here is None:
        return
    field = "admin1" if here.country == place.country else "country"
    written, right = getattr(place, field), getattr(here, field)
    what = f"{written} is not where the bundled list has {here.name}: it has it here in {right}"
    yield entry.problem((field,), what, f"write {right}, or {_VERIFY}", severity="warning")


def _far_from_namesakes(entry: PlaceEntry, _: Boxes) -> Iterator[Problem]:
    """Away from every place of this name in its country or unit."""
    place, known = entry.value, _namesakes(entry.value)
    if not known or _is_verified(entry) or any(_is_near(place.position, other, place.radius_km) for other in known):
        return
    meant = _meant(place, known)
    what = f"lies {place.position.km_to(meant.position):.0f} km from where the bundled list has {meant.name}"
    yield entry.problem(("lat",), what, f"{_lat_lon(meant.position)}? Or {_VERIFY}", severity="warning")


_VERIFY = "add `verified:` with the day on which you looked"


def _is_verified(entry: PlaceEntry) -> bool:
    return "verified" in entry.written


def _namesakes(place: Place) -> list[Place]:
    """The places of the bundled lists that share a name and the country, and where that is known the unit."""
    same = [other for other in _of_name(place) if other.country == place.country]
    if place.admin1 and place.feature == "P":
        own = [other for other in same if other.admin1 == place.admin1]
        return own or [other for other in same if not other.admin1]
    return same


def _of_name(place: Place) -> Iterator[Place]:
    for key in {normalize_name(name.text): None for name in place.names}:
        yield from (other for other in _world().get(key, ()) if _level(other) == _level(place))
        yield from look_up(key) if place.feature == "P" else ()


def _level(place: Place) -> str:
    """What keeps a state apart from the country or the city of its name."""
    return place.kind if place.feature == "A" else place.feature


@cache
def _world() -> Mapping[NormalizedName, Sequence[Place]]:
    found: dict[NormalizedName, list[Place]] = defaultdict(list)
    for place in world_places():
        for key in {normalize_name(name.text) for name in place.names}:
            found[key].append(place)
    return found


def _is_near(position: Position, known: Place, radius_km: float = 0.0) -> bool:
    """Whether the position can be that of the place, as the lists have it."""
    reach = TOWN_KM + math.sqrt(known.population / PEOPLE_PER_KM2 / math.pi) if known.feature == "P" else WIDE_KM
    return position.km_to(known.position) <= reach + radius_km


def _from_minutes(position: Position) -> Position:
    """The position that 14.54 and -92.16 are, when they stand for 14 degrees 54 minutes and 92 degrees 16 minutes."""
    lat, lon = (math.copysign(int(abs(x)) + abs(x) % 1 / 0.6, x) for x in (position.lat, position.lon))
    return Position(lat=round(lat, 4), lon=round(lon, 4))


def _look_up(place: Place, field: str) -> str:
    """The mend of a position: where a list has the place, where one does."""
    known = _namesakes(place)
    return f"{_lat_lon(_meant(place, known).position)}? Or mend {field}" if known else f"mend lat and lon, or {field}"


def _meant(place: Place, known: Sequence[Place]) -> Place:
    """The largest of the namesakes, of equals the nearest."""
    return min(known, key=lambda other: (-other.population, place.position.km_to(other.position)))


def _lat_lon(position: Position) -> str:
    return f"lat: {position.lat:.9g}, lon: {position.lon:.9g}"


_RULES: tuple[Callable[[PlaceEntry, Boxes], Iterator[Problem]], ...] = (
    _at_zero,
    _in_minutes,
    _outside_country,
    _off_border,
    _outside_whole,
    _in_another_land,
    _far_from_namesakes,
)

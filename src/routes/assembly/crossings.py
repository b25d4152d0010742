"""Where a route crosses borders: from the outlines, drawn to the nearest crossing point that is known.

A place on a border (a bridge, a border river) belongs to both sides: the caravan is still in the country that it
came from when it gets there, and crosses on its way on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from routes.assembly.sources import source_order
from routes.model import Crossing, DateSpan, Leg, Place, Source, Waypoint
from routes.outlines import BorderCrossing, border_crossings, country_at

__all__ = ["SNAP_KM", "crossing_points", "crossings"]

SNAP_KM = 60.0
"""How far from the straight line's crossing a curated crossing point may lie to be the one that was meant."""

CROSSING_KINDS = ("crossing", "bridge")


def crossing_points(places: Mapping[str, Place]) -> dict[str, Place]:
    """The curated places where two countries meet, in order of their ids."""
    return {
        name: place
        for name, place in sorted(places.items())
        if place.kind in CROSSING_KINDS and len(place.countries) == 2
    }


def crossings(waypoints: Sequence[Waypoint], legs: Iterable[Leg], places: Mapping[str, Place]) -> tuple[Crossing, ...]:
    """The crossings on the legs that were gone, in their order."""
    known = crossing_points(places).values()
    by_seq = {stop.seq: stop for stop in waypoints}
    result: list[Crossing] = []
    side: str | None = None
    for leg in legs:
        if leg.planned:
            continue
        start, end = by_seq[leg.start], by_seq[leg.end]
        leaving, entering = sides(side, start.place, end.place)
        if leaving and entering:
            found = border_crossings(start.place.position, end.place.position, leaving=leaving, entering=entering)
            result += [crossing(one, start, end, nearest(one, known)) for one in found]
        side = entering
    return tuple(result)


def sides(coming_from: str | None, start: Place, end: Place) -> tuple[str | None, str | None]:
    """The countries that the leg leaves and enters; the same one where the border is not crossed yet."""
    leaving = coming_from or (one_of(start, country_of(end)) if len(start.countries) > 1 else country_of(start))
    return leaving, one_of(end, leaving)


def one_of(place: Place, preferred: str | None) -> str | None:
    """The preferred country where the place lies on its border, else the place's own."""
    return preferred if preferred in place.countries else country_of(place)


def country_of(place: Place) -> str | None:
    """As declared, else as the outlines say."""
    return place.country or country_at(place.position)


def nearest(found: BorderCrossing, known: Iterable[Place]) -> Place | None:
    """The nearest curated crossing point that joins the two countries."""
    pair = {found.leaving, found.entering}
    near = [(place.position.km_to(found.position), place.id, place) for place in known if {*place.countries} == pair]
    km, _, place = min(near, key=lambda one: one[:2], default=(SNAP_KM + 1, "", None))
    return place if km <= SNAP_KM else None


def crossing(found: BorderCrossing, start: Waypoint, end: Waypoint, place: Place | None) -> Crossing:
    """One crossing, dated between the two ends of its leg."""
    sources = {claim.source for stop in (start, end) for claim in stop.claims if claim.status != "planned"}
    return Crossing(
        caravan=end.caravan,
        leg_start=start.seq,
        leg_end=end.seq,
        countries=(found.leaving, found.entering),
        position=place.position if place else found.position,
        place=place,
        date=between(start.date, end.date),
        sources=tuple(sorted(sources, key=source_key)),
    )


def source_key(source: Source) -> tuple[object, str]:
    """An order that is the same for equal places in two articles."""
    return (source_order(source), source.quote)


def between(start: DateSpan | None, end: DateSpan | None) -> DateSpan | None:
    """From the last day of the one to the first of the other; None where one is unknown."""
    if start is None or end is None:
        return None
    return DateSpan(first=min(start.last, end.first), last=max(start.last, end.first))

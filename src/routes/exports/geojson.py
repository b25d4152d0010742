"""An atlas as GeoJSON (RFC 7946): longitude before latitude, one feature to a line, keys in alphabetical order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from routes.exports.credit import credit
from routes.model import Atlas, BorderEvent, Claim, Crossing, DateSpan, Leg, Place, Position, Route, Source, Waypoint

__all__ = ["geojson"]

Json = dict[str, object]

DECIMALS = 6
"""Of a degree: about 0.1 m, as RFC 7946 advises."""


def geojson(atlas: Atlas) -> str:
    """A feature collection: per caravan its waypoints, legs and crossings, then all events.

    Each feature's properties have `kind` (waypoint, leg, crossing or event), `caravan`, `date` (a day, `a/b` or null),
    `status` (waypoint, leg) or `type` (crossing, event), and `sources` (article, quote, start, end; `rulings`, the
    ids of an editor's rulings, where there are any). An event without a place has a null geometry. The
    collection has an `attribution` where a place is GeoNames'.
    """
    features = [*(one for route in atlas.routes for one in route_features(route)), *event_features(atlas.events)]
    lines = ",\n".join(json.dumps(one, ensure_ascii=False, sort_keys=True, allow_nan=False) for one in features)
    owed = credit(atlas)
    head = f'"attribution": "{owed}", ' if owed else ""
    return f'{{{head}"features": [\n{lines}\n], "type": "FeatureCollection"}}\n'


def route_features(route: Route) -> Iterator[Json]:
    """All of one route."""
    by_seq = {stop.seq: stop for stop in route.waypoints}
    for stop in route.waypoints:
        yield feature(f"{stop.caravan}/waypoint/{stop.seq}", point(stop.place.position), waypoint(stop))
    for one in route.legs:
        start, end = by_seq[one.start], by_seq[one.end]
        line: Json = {"type": "LineString", "coordinates": [pair(stop.place.position) for stop in (start, end)]}
        yield feature(f"{one.caravan}/leg/{one.start}-{one.end}", line, leg(one, start, end))
    for number, crossed in enumerate(route.crossings, start=1):
        yield feature(f"{crossed.caravan}/crossing/{number}", point(crossed.position), crossing(crossed))


def event_features(events: Iterable[BorderEvent]) -> Iterator[Json]:
    """All events, numbered in their order."""
    for number, one in enumerate(events, start=1):
        yield feature(f"event/{number}", point(one.place.position) if one.place else None, event(one))


def feature(feature_id: str, geometry: Json | None, properties: Json) -> Json:
    """One feature."""
    return {"type": "Feature", "id": feature_id, "geometry": geometry, "properties": properties}


# --- properties --------------------------------------------------------------------------------


def waypoint(stop: Waypoint) -> Json:
    """A waypoint's properties."""
    return {
        "kind": "waypoint",
        "caravan": stop.caravan,
        "seq": stop.seq,
        "date": text(stop.date),
        "dated_from": stop.dated_from,
        "status": stop.status,
        **named(stop.place),
        "place_source": stop.place_source,
        "doubts": list(stop.doubts),
        "sources": cited(sources_of(stop.claims)),
        "conflicts": [{"date": text(one.date), "sources": cited(sources_of(one.claims))} for one in stop.conflicts],
    }


def leg(one: Leg, start: Waypoint, end: Waypoint) -> Json:
    """A leg's properties; its status is that of the waypoint that it leads to."""
    return {
        "kind": "leg",
        "caravan": one.caravan,
        "start": one.start,
        "end": one.end,
        "date": text(between(start.date, end.date)),
        "status": end.status,
        "km": one.km,
        "days": one.days,
        "planned": one.planned,
        "doubts": list(one.doubts),
        "sources": cited((*sources_of(start.claims), *sources_of(end.claims))),
    }


def crossing(one: Crossing) -> Json:
    """A crossing's properties."""
    return {
        "kind": "crossing",
        "caravan": one.caravan,
        "date": text(one.date),
        "type": "crossing",
        "countries": list(one.countries),
        **named(one.place),
        "sources": cited(one.sources),
    }


def event(one: BorderEvent) -> Json:
    """An event's properties."""
    return {
        "kind": "event",
        "caravan": one.caravan,
        "date": text(one.date),
        "type": one.type,
        **named(one.place),
        "doubts": list(one.doubts),
        "sources": cited(one.sources),
    }


def named(place: Place | None) -> Json:
    """Which place it is."""
    return {
        "place": place.id if place else None,
        "name": place.name if place else None,
        "country": place.country if place else None,
    }


def sources_of(claims: Iterable[Claim]) -> tuple[Source, ...]:
    """In the claims' order."""
    return tuple(claim.source for claim in claims)


def cited(sources: Iterable[Source]) -> list[Json]:
    """Each source once."""
    once = {(source.article, source.span): source for source in sources}
    return [
        {"article": source.article, "quote": source.quote, "start": source.span.start, "end": source.span.end}
        | ({"rulings": list(source.rulings)} if source.rulings else {})
        | ({"outlets": list(source.outlets)} if source.outlets else {})
        for source in once.values()
    ]


# --- small forms -------------------------------------------------------------------------------


def text(day: DateSpan | None) -> str | None:
    """`2018-10-12`, `2018-10-12/2018-10-14` or null."""
    return str(day) if day else None


def between(start: DateSpan | None, end: DateSpan | None) -> DateSpan | None:
    """From the last day of the one to the first of the other; what is known where one is missing."""
    if start is None or end is None:
        return start or end
    return DateSpan(first=min(start.last, end.first), last=max(start.last, end.first))


def pair(position: Position) -> list[float]:
    """Longitude, latitude."""
    return [round(position.lon, DECIMALS), round(position.lat, DECIMALS)]


def point(position: Position) -> Json:
    """A point."""
    return {"type": "Point", "coordinates": pair(position)}

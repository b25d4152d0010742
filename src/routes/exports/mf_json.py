"""An atlas as OGC Moving Features JSON (MF-JSON Prism of OGC 19-045r3), for MovingPandas, MobilityDB and their like.

A feature for each caravan with a day: a `MovingPoint`, with the stop, its days, its status and its sources at each
instant as `temporalProperties`. A feature of one instant for each crossing and event that has a day and a place.

The format has instants and no days: each is midnight (UTC) of a day, and the days as they are told stand in `date`. A
stop of several days has two instants; several stops of one day stand seconds apart, in their order. Nobody was seen
between them, so that they are `Discrete`. What has no instant (stops that are planned or without a day) stands under
`unmoved` in the properties, where no other program looks for it. What cannot be held: events and caravans without a
day, legs with their doubts, areas, names without a place.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, time

from routes.exports.credit import credit
from routes.exports.geojson import Json, crossing, event, event_features, pair, sources_of, text, waypoint
from routes.exports.told import citation, instants, once, remarks
from routes.model import Atlas, BorderEvent, DateSpan, Position, Route, Waypoint

__all__ = ["mf_json"]

CRS = {"type": "Name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
TRS = {"type": "Name", "properties": {"name": "urn:ogc:data:time:iso8601"}}


def mf_json(atlas: Atlas) -> str:
    """A feature collection, one feature to a line."""
    features = [*(one for route in atlas.routes for one in _route(route)), *_events(atlas.events)]
    lines = ",\n".join(json.dumps(one, ensure_ascii=False, sort_keys=True, allow_nan=False) for one in features)
    owed = credit(atlas)
    told = f'"attribution": "{owed}", ' if owed else ""
    head = f'{told}"crs": {json.dumps(CRS)}, "trs": {json.dumps(TRS)}, "type": "FeatureCollection"'
    return f'{{{head}, "features": [\n{lines}\n]}}\n'


def _route(route: Route) -> Iterator[Json]:
    moved = instants(route.waypoints)
    if moved:
        seen = {stop.seq for _, stop in moved}
        unmoved = [waypoint(stop) for stop in route.waypoints if stop.seq not in seen]
        yield _caravan(route, moved, {"unmoved": unmoved} if unmoved else {})
    for number, one in enumerate(route.crossings, start=1):
        if one.date:
            yield _moment(f"{one.caravan}/crossing/{number}", one.position, one.date, crossing(one))


def _caravan(route: Route, moved: Sequence[tuple[datetime, Waypoint]], more: Json) -> Json:
    caravan, stops = route.caravan, [stop for _, stop in moved]
    told = {
        "date": [text(stop.date) for stop in stops],
        "status": [stop.status for stop in stops],
        "place": [stop.place.id for stop in stops],
        "name": [stop.place.name for stop in stops],
        "doubts": ["; ".join(remarks(stop)) for stop in stops],
        "sources": ["; ".join(citation(one) for one in once(sources_of(stop.claims))) for stop in stops],
    }
    times = [_iso(moment) for moment, _ in moved]
    values = {key: {"type": "Text", "values": found, "interpolation": "Discrete"} for key, found in told.items()}
    return {
        **_feature(caravan.id, times, [stop.place.position for stop in stops]),
        "temporalProperties": [{"datetimes": times, **values}],
        "properties": {"kind": "caravan", "caravan": caravan.id, "name": caravan.name, **more},
    }


def _events(events: Sequence[BorderEvent]) -> Iterator[Json]:
    """Numbered as in the GeoJSON."""
    for one, feature in zip(events, event_features(events), strict=True):
        if one.date and one.place:
            yield _moment(str(feature["id"]), one.place.position, one.date, event(one))


def _moment(feature_id: str, position: Position, day: DateSpan, properties: Json) -> Json:
    times = [_iso(datetime.combine(day.first, time(), UTC))]
    return {**_feature(feature_id, times, [position]), "properties": properties}


def _feature(feature_id: str, times: Sequence[str], positions: Iterable[Position]) -> Json:
    points = [pair(position) for position in positions]
    moving = {"type": "MovingPoint", "datetimes": list(times), "coordinates": points, "interpolation": "Discrete"}
    return {"type": "Feature", "id": feature_id, "temporalGeometry": moving, "time": [times[0], times[-1]]}


def _iso(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"

"""An atlas as GeoParquet 1.1 (geoparquet.org), for DuckDB, GeoPandas and databases.

A row for each waypoint, leg, crossing and event, as in the GeoJSON and in its order, with days as dates. Its sources
are lists of one length: `quotes[n]` stands in `articles[n]`, at the characters `spans[n]`. What cannot be held: areas,
names without a place.
"""

from __future__ import annotations

import io
import json
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from routes.exports.credit import credit
from routes.exports.geojson import between, sources_of
from routes.exports.told import once, remarks
from routes.model import Atlas, DateSpan, Place, Position, Route, Source
from routes.parquet import Kind, write_table

__all__ = ["geoparquet"]

KINDS: Mapping[str, Kind] = {
    **dict.fromkeys(("kind", "caravan"), "text"),
    **dict.fromkeys(("seq", "end_seq"), "whole"),
    **dict.fromkeys(("date_from", "date_to"), "day"),
    **dict.fromkeys(("dated_from", "status", "type", "place", "name", "country", "place_source"), "text"),
    "km": "number",
    "days": "whole",
    "planned": "truth",
    **dict.fromkeys(("doubts", "articles", "titles", "publishers", "urls", "published", "quotes", "spans"), "texts"),
    "geometry": "bytes",
}
"""The columns in order."""
WKB_POINT, WKB_LINE = 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row; `positions` are none, one, or the two ends of a leg."""

    kind: str
    caravan: str | None
    positions: tuple[Position, ...]
    date: DateSpan | None
    place: Place | None = None
    doubts: Iterable[str] = ()
    sources: Sequence[Source] = ()
    more: dict[str, Any] = field(default_factory=dict)


def geoparquet(atlas: Atlas) -> bytes:
    """The file's bytes. Raises RoutesError where pyarrow is not installed."""
    rows = [*(row for route in atlas.routes for row in _route_rows(route)), *_event_rows(atlas)]
    values = [_values(row) for row in rows]
    columns = {name: [row.get(name) for row in values] for name in KINDS}
    out = io.BytesIO()
    owed = credit(atlas)
    about = {"geo": json.dumps(_geo(rows)), **({"attribution": owed} if owed else {})}
    write_table(out, [columns], KINDS, about)
    return out.getvalue()


def _geo(rows: Sequence[Row]) -> dict[str, Any]:
    """What GeoParquet says of the column; without a `crs` it is longitude and latitude, WGS 84."""
    shapes = {1: "Point", 2: "LineString"}
    types = sorted({shapes[len(row.positions)] for row in rows if row.positions})
    column = {"encoding": "WKB", "geometry_types": types}
    return {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}


def _route_rows(route: Route) -> Iterator[Row]:
    by_seq = {stop.seq: stop for stop in route.waypoints}
    for stop in route.waypoints:
        yield Row(
            kind="waypoint",
            caravan=stop.caravan,
            positions=(stop.place.position,),
            date=stop.date,
            place=stop.place,
            doubts=remarks(stop),
            sources=sources_of(stop.claims),
            more={
                "seq": stop.seq,
                "status": stop.status,
                "dated_from": stop.dated_from,
                "place_source": stop.place_source,
            },
        )
    for leg in route.legs:
        start, end = by_seq[leg.start], by_seq[leg.end]
        yield Row(
            kind="leg",
            caravan=leg.caravan,
            positions=(start.place.position, end.place.position),
            date=between(start.date, end.date),
            doubts=leg.doubts,
            sources=(*sources_of(start.claims), *sources_of(end.claims)),
            more={
                "seq": leg.start,
                "end_seq": leg.end,
                "status": end.status,
                "km": leg.km,
                "days": leg.days,
                "planned": leg.planned,
            },
        )
    for one in route.crossings:
        yield Row(
            kind="crossing",
            caravan=one.caravan,
            positions=(one.position,),
            date=one.date,
            place=one.place,
            sources=one.sources,
            more={"seq": one.leg_start, "end_seq": one.leg_end, "type": "crossing"},
        )


def _event_rows(atlas: Atlas) -> Iterator[Row]:
    for event in atlas.events:
        yield Row(
            kind="event",
            caravan=event.caravan,
            positions=(event.place.position,) if event.place else (),
            date=event.date,
            place=event.place,
            doubts=event.doubts,
            sources=event.sources,
            more={"type": event.type, "place_source": event.place_source},
        )


def _values(row: Row) -> dict[str, Any]:
    place = row.place
    return {
        "kind": row.kind,
        "caravan": row.caravan,
        "date_from": row.date.first if row.date else None,
        "date_to": row.date.last if row.date else None,
        "place": place.id if place else None,
        "name": place.name if place else None,
        "country": place.country if place else None,
        "doubts": list(row.doubts),
        **_sources(once(row.sources)),
        "geometry": _wkb(row.positions),
        **row.more,
    }


def _sources(sources: Sequence[Source]) -> dict[str, list[str | None]]:
    return {
        "articles": [source.article for source in sources],
        "titles": [source.title for source in sources],
        "publishers": [source.publisher for source in sources],
        "urls": [source.url for source in sources],
        "published": [source.published.isoformat() if source.published else None for source in sources],
        "quotes": [source.quote for source in sources],
        "spans": [f"{source.span.start}:{source.span.end}" for source in sources],
    }


def _wkb(positions: Sequence[Position]) -> bytes | None:
    """Well-known binary, the least byte first."""
    if not positions:
        return None
    pairs = b"".join(struct.pack("<dd", position.lon, position.lat) for position in positions)
    if len(positions) == 1:
        return struct.pack("<bI", 1, WKB_POINT) + pairs
    return struct.pack("<bII", 1, WKB_LINE, len(positions)) + pairs

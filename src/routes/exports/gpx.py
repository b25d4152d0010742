"""An atlas as GPX 1.1 (topografix.com/GPX/1/1), for programs of maps and for receivers.

Every stop, dated crossing of a border and event with a place is a waypoint (`wpt`), with its status or kind in `type`;
every caravan is a track, a segment for each stretch that legs join.

GPX has instants and no days: `time` is midnight (UTC) of the first day, and the days as they are told stand in `desc`.
A track has only what was reached and not what is planned; in it a stop of several days has two points, and several
stops of one day stand seconds apart, in their order. Quotes stand in `cmt`, other days and doubts in `desc`, as text.
What cannot be held: doubts of legs, the characters of a quote, events without a place, areas, names without a place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, time
from xml.etree.ElementTree import Element

from routes.exports.credit import credit
from routes.exports.geojson import DECIMALS, sources_of, text
from routes.exports.told import citation, happened, instants, journeys, once, remarks
from routes.exports.xml import document, element
from routes.markup import web_address
from routes.model import Atlas, BorderEvent, Crossing, DateSpan, Position, Route, Source, Waypoint

__all__ = ["gpx"]

NAMESPACE = "http://www.topografix.com/GPX/1/1"


def gpx(atlas: Atlas) -> str:
    """All waypoints, by caravan, then the events, then a track for each caravan."""
    points = [
        *(point for route in atlas.routes for point in _route_points(route)),
        *(_event(event, event.place.position) for event in atlas.events if event.place),
    ]
    tracks = [_track(route) for route in atlas.routes if journeys(route)]
    owed = credit(atlas)
    about = element("metadata", [element("desc", owed)]) if owed else None
    return document(element("gpx", (about, *points, *tracks), xmlns=NAMESPACE, version="1.1", creator="routes"))


def _route_points(route: Route) -> Iterator[Element]:
    yield from (_stop(stop) for stop in route.waypoints)
    yield from (_crossing(one) for one in route.crossings)


def _stop(stop: Waypoint) -> Element:
    told = (f"{stop.caravan}, stop {stop.seq}: {stop.status} {text(stop.date) or 'on a day not given'}", *remarks(stop))
    described = _described(stop.place.name, told, sources_of(stop.claims), stop.status)
    return _point("wpt", stop.place.position, _moment(stop.date), described)


def _crossing(one: Crossing) -> Element:
    told = (f"{one.caravan}: between {' and '.join(one.countries)}, {text(one.date) or 'on a day not given'}",)
    name = one.place.name if one.place else "-".join(one.countries)
    return _point("wpt", one.position, _moment(one.date), _described(name, told, one.sources, "border"))


def _event(event: BorderEvent, position: Position) -> Element:
    told = (": ".join(filter(None, (event.caravan, text(event.date) or "on a day not given"))), *event.doubts)
    return _point("wpt", position, _moment(event.date), _described(happened(event), told, event.sources, event.type))


def _described(name: str, told: Iterable[str], sources: Sequence[Source], kind: str) -> list[Element]:
    """In the order of the schema."""
    cited = once(sources)
    publishers = dict.fromkeys(source.publisher or source.title for source in cited)
    addresses = {url: source.title for source in cited if (url := web_address(source.url))}
    return [
        element("name", name),
        element("cmt", "\n".join(citation(source) for source in cited)),
        element("desc", "; ".join(told)),
        element("src", "; ".join(filter(None, publishers))),
        *(element("link", [element("text", title)], href=url) for url, title in addresses.items()),
        element("type", kind),
    ]


def _track(route: Route) -> Element:
    segments = [element("trkseg", _segment(stops)) for stops in journeys(route)]
    return element("trk", (element("name", route.caravan.name), element("type", route.caravan.id), *segments))


def _segment(stops: Sequence[Waypoint]) -> Iterator[Element]:
    """The points of one stretch, with the instants of those that are dated."""
    dated: dict[int, list[datetime]] = {}
    for moment, stop in instants(stops):
        dated.setdefault(stop.seq, []).append(moment)
    for stop in stops:
        for when in dated.get(stop.seq, [None]):
            yield _point("trkpt", stop.place.position, when, [element("name", stop.place.name)])


def _point(tag: str, position: Position, when: datetime | None, told: Iterable[Element]) -> Element:
    moment = element("time", f"{when:%Y-%m-%dT%H:%M:%SZ}") if when else None
    place = {"lat": f"{position.lat:.{DECIMALS}f}", "lon": f"{position.lon:.{DECIMALS}f}"}
    return element(tag, (moment, *told), **place)


def _moment(day: DateSpan | None) -> datetime | None:
    return datetime.combine(day.first, time(), UTC) if day else None

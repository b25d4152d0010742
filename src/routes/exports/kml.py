"""An atlas as KML 2.2 (OGC 07-147r2), for Google Earth and other globes.

A folder for each caravan with its stops, legs and crossings, and one for the events. Days are a `TimeSpan`, from the
first to the last; all that was read stands in `ExtendedData`, and the same as text to read in `description`, which is
markup to a globe and is therefore escaped twice. What cannot be held: areas, names without a place, and that a day is
a day: a `TimeSpan` ends where its last day begins, as programs read it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from xml.etree.ElementTree import Element

from routes.colours import Ink, inks
from routes.exports.credit import credit
from routes.exports.geojson import DECIMALS, between, sources_of, text
from routes.exports.told import citation, happened, once, remarks
from routes.exports.xml import document, element
from routes.model import Atlas, BorderEvent, Crossing, DateSpan, Leg, Position, Route, Source, Waypoint

__all__ = ["kml"]

NAMESPACE = "http://www.opengis.net/kml/2.2"
FAINT, FULL = "80", "ff"
"""How much covers what is below it, in hexadecimal: of lines that are planned or doubtful, and of all others."""


def kml(atlas: Atlas) -> str:
    """The document: styles, then a folder for each caravan, then one of the events."""
    owed = credit(atlas)
    about = [element("name", "routes"), *([element("description", owed)] if owed else [])]
    parts = [*about, *_styles(inks([route.caravan for route in atlas.routes]))]
    parts += [element("Folder", _folder(route, f"#r{at}")) for at, route in enumerate(atlas.routes)]
    if atlas.events:
        parts.append(element("Folder", (element("name", "events"), *map(_event, atlas.events))))
    return document(element("kml", [element("Document", parts)], xmlns=NAMESPACE))


def _styles(drawn: Iterable[Ink]) -> Iterator[Element]:
    for at, ink in enumerate(drawn):
        yield from (_style(f"r{at}{cover}", _line(ink.light, cover)) for cover in (FULL, FAINT))
    yield _style("event")


def _style(name: str, *looks: Element) -> Element:
    """The balloon shows what is escaped here, and nothing else."""
    return element("Style", (*looks, element("BalloonStyle", [element("text", "$[description]")])), id=name)


def _line(color: str, cover: str) -> Element:
    """KML writes a colour as cover, blue, green, red."""
    red, green, blue = color[1:3], color[3:5], color[5:7]
    return element("LineStyle", (element("color", f"{cover}{blue}{green}{red}"), element("width", "3")))


def _folder(route: Route, style: str) -> Iterator[Element]:
    by_seq = {stop.seq: stop for stop in route.waypoints}
    yield element("name", route.caravan.name)
    yield from (_stop(stop, style + FULL) for stop in route.waypoints)
    yield from (_leg(leg, by_seq[leg.start], by_seq[leg.end], style) for leg in route.legs)
    yield from (_crossing(one, style + FULL) for one in route.crossings)


def _stop(stop: Waypoint, style: str) -> Element:
    told = {
        "kind": "waypoint",
        "caravan": stop.caravan,
        "seq": str(stop.seq),
        "date": text(stop.date) or "",
        "dated_from": stop.dated_from or "",
        "status": stop.status,
        "place": stop.place.id,
        "country": stop.place.country or "",
        "place_source": stop.place_source,
        "doubts": "\n".join(remarks(stop)),
        "sources": _cited(sources_of(stop.claims)),
    }
    return _placemark(stop.place.name, stop.date, style, told, _point(stop.place.position))


def _leg(leg: Leg, start: Waypoint, end: Waypoint, style: str) -> Element:
    told = {
        "kind": "leg",
        "caravan": leg.caravan,
        "date": text(between(start.date, end.date)) or "",
        "status": end.status,
        "km": f"{leg.km:.1f}",
        "days": "" if leg.days is None else str(leg.days),
        "doubts": "\n".join(leg.doubts),
    }
    line = [_coordinates(stop.place.position) for stop in (start, end)]
    shape = element("LineString", (element("tessellate", "1"), element("coordinates", " ".join(line))))
    cover = FAINT if leg.planned or leg.doubts else FULL
    name = f"{start.place.name} \N{EN DASH} {end.place.name}"
    return _placemark(name, between(start.date, end.date), style + cover, told, shape)


def _crossing(one: Crossing, style: str) -> Element:
    told = {
        "kind": "crossing",
        "caravan": one.caravan,
        "date": text(one.date) or "",
        "countries": " ".join(one.countries),
        "place": one.place.id if one.place else "",
        "sources": _cited(one.sources),
    }
    name = one.place.name if one.place else "-".join(one.countries)
    return _placemark(name, one.date, style, told, _point(one.position))


def _event(event: BorderEvent) -> Element:
    told = {
        "kind": "event",
        "caravan": event.caravan or "",
        "date": text(event.date) or "",
        "type": event.type,
        "place": event.place.id if event.place else "",
        "doubts": "\n".join(event.doubts),
        "sources": _cited(event.sources),
    }
    shape = _point(event.place.position) if event.place else None
    return _placemark(happened(event), event.date, "#event", told, shape)


def _placemark(name: str, when: DateSpan | None, style: str, told: Mapping[str, str], shape: Element | None) -> Element:
    """In the order of the schema."""
    rows = "".join(f"<p>{escape(key)}: {escape(value)}</p>" for key, value in told.items() if value)
    fields = [element("Data", [element("value", value)], name=key) for key, value in told.items() if value]
    return element(
        "Placemark",
        (
            element("name", name),
            element("description", f"<h3>{escape(name)}</h3>{rows}"),
            element("TimeSpan", _span(when)) if when else None,
            element("styleUrl", style),
            element("ExtendedData", fields),
            shape,
        ),
    )


def _span(when: DateSpan) -> Iterable[Element]:
    return element("begin", when.first.isoformat()), element("end", when.last.isoformat())


def _cited(sources: Sequence[Source]) -> str:
    return "\n".join(" ".join(filter(None, (citation(source), source.url))) for source in once(sources))


def _point(position: Position) -> Element:
    return element("Point", [element("coordinates", _coordinates(position))])


def _coordinates(position: Position) -> str:
    return f"{position.lon:.{DECIMALS}f},{position.lat:.{DECIMALS}f}"

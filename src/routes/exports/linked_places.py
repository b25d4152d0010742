"""An atlas as Linked Places Format 1.3 (GeoJSON-LD), for the World Historical Gazetteer and the Pelagios Network.

A feature for each caravan, of the type route: a point for each stop and a line for each leg, each with its own `when`,
certainty and citations, and a relation to the place of each stop. A feature for each of these places, with the days on
which a caravan was there. Facts of the format as in `routes.gazetteer.formats.lpf`.

The status of a stop, its days where others tell, and its doubts stand in the label of its relation, as text. What
cannot be held: the characters of a quote (quotes stand in `descriptions`), crossings and events, areas, names without
a place. Of a caravan without any day the feature has no `when`, which the format asks for.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from routes.exports.credit import credited
from routes.exports.geojson import Json, between, pair, point, sources_of
from routes.exports.told import once, remarks
from routes.gazetteer.formats import Publication, lpf
from routes.gazetteer.records import record_of
from routes.markup import web_address
from routes.model import Atlas, DateSpan, Leg, Place, Route, Source, Waypoint

__all__ = ["linked_places"]

ROUTE = {"identifier": "aat:300265365", "label": "route", "sourceLabels": [{"label": "caravan", "lang": "en"}]}
BASE = Publication(year=0)
"""Ids become addresses as in an export of the gazetteer, so that the two go together; its year is not used."""


def linked_places(atlas: Atlas) -> str:
    """A FeatureCollection: the caravans, then the places in the order of their ids; one feature a line."""
    stops: dict[str, list[Waypoint]] = {}
    for stop in (stop for route in atlas.routes for stop in route.waypoints):
        stops.setdefault(stop.place.id, []).append(stop)
    features = [*(_caravan(route) for route in atlas.routes), *(_place(stops[name]) for name in sorted(stops))]
    lines = ",\n".join(json.dumps(_filled(feature), ensure_ascii=False, sort_keys=True) for feature in features)
    return f'{{"type": "FeatureCollection", "@context": {json.dumps(lpf.CONTEXT)}, "features": [\n{lines}\n]}}\n'


def _filled(feature: Json) -> Json:
    """Without what is empty, but for a geometry, which has to be there."""
    return {key: value for key, value in feature.items() if value or key == "geometry"}


def _caravan(route: Route) -> Json:
    stops, by_seq = route.waypoints, {stop.seq: stop for stop in route.waypoints}
    sources = once(source for stop in stops for source in sources_of(stop.claims))
    shapes = [*map(_stop, stops), *(_leg(leg, by_seq[leg.start], by_seq[leg.end]) for leg in route.legs)]
    names = dict.fromkeys((route.caravan.name, *(name.text for name in route.caravan.names)))
    return {
        "@id": lpf.identifier(f"caravan/{route.caravan.id}", BASE),
        "type": "Feature",
        "properties": {"title": route.caravan.name, "fclasses": ["R"], **_countries(stop.place for stop in stops)},
        "when": _when(*(stop.date for stop in stops if stop.status != "planned")),
        "names": [{"toponym": name, **(_cited(sources) if at == 0 else {})} for at, name in enumerate(names)],
        "types": [ROUTE],
        "geometry": {"type": "GeometryCollection", "geometries": shapes},
        "relations": [_relation(stop) for stop in stops],
        "descriptions": [_description(source) for source in sources],
    }


def _stop(stop: Waypoint) -> Json:
    return _filled({**point(stop.place.position), **_known(stop), **_cited(sources_of(stop.claims))})


def _leg(leg: Leg, start: Waypoint, end: Waypoint) -> Json:
    line = [pair(stop.place.position) for stop in (start, end)]
    certainty = "uncertain" if leg.planned or leg.doubts else "less-certain"  # a join of reported places, not a road
    shape = {"type": "LineString", "coordinates": line, "when": _when(between(start.date, end.date))}
    return _filled({**shape, "certainty": certainty})


def _relation(stop: Waypoint) -> Json:
    """`arrived at Tapachula`."""
    label = "; ".join((f"{stop.seq}. {stop.status}: {stop.place.name}", *remarks(stop)))
    to = {"relationType": "gvp:tgn3000_related_to", "relationTo": lpf.identifier(stop.place.id, BASE), "label": label}
    return _filled({**to, **_known(stop), **_cited(sources_of(stop.claims))})


def _known(stop: Waypoint) -> Json:
    """When, and how sure it is: a stop that is planned or doubtful is uncertain, one of which papers differ less."""
    certainty = "certain"
    if stop.doubts or stop.status == "planned":
        certainty = "uncertain"
    elif stop.conflicts:
        certainty = "less-certain"
    return {"when": _when(stop.date), "certainty": certainty}


def _place(stops: Sequence[Waypoint]) -> Json:
    place = stops[0].place
    sources = once(source for stop in stops for source in sources_of(stop.claims))
    others = dict.fromkeys((form.text, form.lang) for form in place.names if form.text != place.name)
    return {
        "@id": lpf.identifier(place.id, BASE),
        "type": "Feature",
        "properties": {"title": place.name, "fclasses": [place.feature], **_countries([place])},
        "when": _when(*(stop.date for stop in stops if stop.status != "planned")),
        "names": [
            {"toponym": place.name, **_cited(sources)},
            *({"toponym": name, **({"lang": lang} if lang else {})} for name, lang in others),
        ],
        "types": [lpf.place_type(record_of(place))],
        "geometry": {**point(place.position), **_owed(place)},
    }


def _owed(place: Place) -> Json:
    """Where its position is from, where that is told."""
    return {"citations": [{"label": credited(place)}]} if place.source else {}


def _when(*days: DateSpan | None) -> Json:
    """The days, each once; nothing where none is known."""
    known = sorted(dict.fromkeys(day for day in days if day))
    return {"timespans": list(map(_timespan, known))} if known else {}


def _timespan(day: DateSpan) -> Json:
    start: Json = {"start": {"in": day.first.isoformat()}}
    return start if day.days == 1 else {**start, "end": {"in": day.last.isoformat()}}


def _countries(places: Iterable[Place]) -> Json:
    found = list(dict.fromkeys(place.country for place in places if place.country))
    return {"ccodes": found} if found else {}


def _cited(sources: Iterable[Source]) -> Json:
    """An article once, with its year and address where they are known."""
    return {"citations": list({source.article: _citation(source) for source in sources}.values())}


def _citation(source: Source) -> Json:
    label = ", ".join(filter(None, (source.title, source.publisher))) or source.article
    year = {"year": source.published.year} if source.published else {}
    url = web_address(source.url)
    return {"label": label, **year, **({"@id": url} if url else {})}


def _description(source: Source) -> Json:
    return {"value": source.quote, "source": web_address(source.url) or source.article}

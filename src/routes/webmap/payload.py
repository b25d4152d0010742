"""An atlas as the plain lists and mappings that the page's script reads: codes, days and numbers, no markup.

Everything that is said twice is numbered: a place, an article, a quote is written once and pointed to by its index.
What is empty is left out, and so is what goes without saying: the number of a stop that is its place in the list, and
the status "arrived". Days are ISO 8601, a range has `/` between its days. The words around them are the page's.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from routes.model import (
    UNREVIEWED,
    Article,
    Atlas,
    BorderEvent,
    Claim,
    Crossing,
    DateSpan,
    Doubt,
    Leg,
    Place,
    Position,
    Route,
    Source,
    Waypoint,
)  # fmt: skip

from .areas import area_outline
from .regions import countries, unit

__all__ = ["Json", "dates", "payload", "positions", "safe_url"]

Json = dict[str, Any]


def payload(atlas: Atlas) -> Json:
    """What the page shows, without the basemap, as the page's script reads it.

    Routes, events and unplaced names point into the lists `places` and `quotes` by index, quotes into `articles`.
    """
    tables = _Tables(atlas.articles)
    body = {
        "routes": [_route(route, tables) for route in atlas.routes],
        "events": [_event(event, tables) for event in atlas.events],
        "unplaced": [{"text": name.text, "quotes": tables.quotes(name.sources)} for name in atlas.unplaced],
    }
    return {**body, "places": tables.places, "articles": tables.articles, "quotes": tables.texts}


def dates(atlas: Atlas) -> list[DateSpan | None]:
    """The days of all stops and events; None for each that has none."""
    return [stop.date for route in atlas.routes for stop in route.waypoints] + [event.date for event in atlas.events]


def positions(atlas: Atlas) -> list[Position]:
    """Where something is drawn: stops, and events that have a place."""
    stops = [stop.place.position for route in atlas.routes for stop in route.waypoints]
    return stops + [event.place.position for event in atlas.events if event.place and _is_point(event.place)]


def safe_url(url: str | None) -> str | None:
    """The address where it is a web page's; None for every other scheme and for what is no address."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


_SPOTS = ("R", "S")
"""Bridges, crossings, stadiums: on the map a town is named before any of them."""


class _Tables:
    """The places, articles and quotes that were pointed to so far, each once, in the order of first use."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self.places: list[Json] = []
        self.articles: list[Json] = []
        self.texts: list[list[int | str]] = []
        self._index: dict[object, int] = {}  # a path, an index with a quote, an id with a position
        self._known = {article.path: article for article in articles}
        for article in self._known.values():
            self._article(article)

    def place(self, place: Place) -> int:
        """The index of the place."""
        key = (place.id, place.position.lat, place.position.lon)
        if key not in self._index:
            at = [round(place.position.lat, 4), round(place.position.lon, 4)]
            told = _short(
                {
                    "name": place.name,
                    "unit": unit(place),
                    "in": countries(place),
                    "spot": place.feature in _SPOTS,
                    "at": at,
                    "outline": area_outline(place),
                }
            )
            self._index[key] = _put(told, self.places)
        return self._index[key]

    def quote(self, source: Source) -> int:
        """The index of the quote: its article's index, and its words."""
        index = self._article(self._known.get(source.article, source))
        key = (index, source.quote)
        if key not in self._index:
            self._index[key] = _put([index, source.quote], self.texts)
        return self._index[key]

    def cited(self, source: Source) -> Json:
        """The index of the quote, and the rulings of an editor that it is owed to."""
        return _short({"quote": self.quote(source), "ruled": ", ".join(source.rulings)})

    def quotes(self, sources: Iterable[Source]) -> list[int | Json]:
        """The indexes of the sources' quotes; with the rulings where there are some."""
        return [_alone(self.cited(source)) for source in sources]

    def _article(self, told: Article | Source) -> int:
        path = told.path if isinstance(told, Article) else told.article
        if path in self._index:
            return self._index[path]
        known = {
            "title": told.title or path,
            "publisher": ", ".join(filter(None, (told.publisher, *told.outlets))),
            "date": told.published.isoformat() if told.published else "",
            "url": safe_url(told.url),
            "lang": told.lang if isinstance(told, Article) else "",
        }
        return self._index.setdefault(path, _put(_short(known), self.articles))


def _put(told: Any, into: list[Any]) -> int:  # noqa: ANN401 - what the list holds
    """The index of what was put at the end of the list."""
    into.append(told)
    return len(into) - 1


def _route(route: Route, tables: _Tables) -> Json:
    return _short(
        {
            "id": route.caravan.id,
            "name": route.caravan.name,
            "found": not route.caravan.registered,
            "stops": [_stop(stop, tables, number) for number, stop in enumerate(route.waypoints, start=1)],
            "legs": [_leg(leg) for leg in route.legs],
            "crossings": [_crossing(crossing, tables) for crossing in route.crossings],
            "areas": [_stop(area, tables, area.seq) for area in route.areas],
        }
    )


def _stop(stop: Waypoint, tables: _Tables, number: int) -> Json:
    others = [claim for other in stop.conflicts for claim in other.claims]
    return _short(
        {
            "seq": None if stop.seq == number else stop.seq,
            "place": tables.place(stop.place),
            "date": _iso(stop.date),
            "from": "" if stop.dated_from == "date" else stop.dated_from,
            "status": "" if stop.status == "arrived" else stop.status,
            "hollow": stop.place_source == "geocoder" or stop.place.is_uncertain,
            "unsure": stop.place.is_uncertain,
            "conflict": _conflict(stop, tables),
            "doubts": _doubts(stop),
            "quotes": [_claim(claim, stop, tables) for claim in (*stop.claims, *others)],
        }
    )


def _doubts(told: Waypoint | BorderEvent | Leg) -> list[str | list[str | dict[str, str]]]:
    """Each as its code and what is put in, else in words; without the one that the page says where a mark is hollow."""
    doubts = (doubt for doubt in told.doubts if doubt != UNREVIEWED)
    return [[doubt.code, doubt.values] if isinstance(doubt, Doubt) else doubt for doubt in doubts]


def _conflict(stop: Waypoint, tables: _Tables) -> list[Json]:
    """The days that the sources give, each with the articles that do; empty where they agree."""
    if not stop.conflicts:
        return []
    sides = [(stop.date, stop.claims), *((other.date, other.claims) for other in stop.conflicts)]
    told = [(_iso(when), [tables.texts[tables.quote(claim.source)][0] for claim in claims]) for when, claims in sides]
    return [{"date": when, "articles": list(dict.fromkeys(who))} for when, who in told]


def _claim(claim: Claim, stop: Waypoint, tables: _Tables) -> int | Json:
    """The index of the claim's quote; with its day and status where they are not those of the stop."""
    told = tables.cited(claim.source)
    if claim.status != stop.status:
        told["status"] = claim.status
    if claim.date is not stop.date and claim.date != stop.date:
        told["date"] = _iso(claim.date)
    return _alone(told)


def _alone(told: Json) -> int | Json:
    """The index of a quote that nothing else is said of."""
    return told if len(told) > 1 else int(told["quote"])


def _leg(leg: Leg) -> list[int | Json]:
    """From which stop to which, kilometres, days (0 where they are not known); then what only some legs have."""
    more = _short({"planned": leg.planned, "doubts": _doubts(leg)})
    return [leg.start, leg.end, round(leg.km), leg.days or 0, *([more] if more else [])]


def _crossing(crossing: Crossing, tables: _Tables) -> Json:
    return _short(
        {
            "start": crossing.leg_start,
            "end": crossing.leg_end,
            "at": [round(crossing.position.lat, 4), round(crossing.position.lon, 4)],
            "countries": list(crossing.countries),
            "near": crossing.place.name if crossing.place else "",
            "date": _iso(crossing.date),
            "quotes": tables.quotes(crossing.sources),
        }
    )


def _event(event: BorderEvent, tables: _Tables) -> Json:
    unsure = event.place is not None and event.place.is_uncertain
    return _short(
        {
            "type": event.type,
            "caravan": event.caravan,
            "place": tables.place(event.place) if event.place else None,
            "area": event.place is not None and not _is_point(event.place),
            "date": _iso(event.date),
            "hollow": event.place_source == "geocoder" or unsure,
            "unsure": unsure,
            "doubts": _doubts(event),
            "quotes": tables.quotes(event.sources),
        }
    )


def _is_point(place: Place) -> bool:
    """Whether it can be drawn as a point: a country, a state or a region is true of an event, but lies nowhere."""
    return place.feature not in ("A", "L")


def _iso(value: DateSpan | None) -> str:
    return str(value) if value else ""


def _short(values: Json) -> Json:
    """Without what is empty: the script reads a missing key as nothing. A 0 is an index and stays."""
    return {key: value for key, value in values.items() if value or type(value) is int}

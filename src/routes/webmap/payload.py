"""An atlas as the plain lists and mappings that the page's script reads: words and numbers, no markup.

Everything that is said twice is numbered: a place, an article is written once and pointed to by its index.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from routes.model import (
    Article,
    Atlas,
    BorderEvent,
    Claim,
    Crossing,
    DateSpan,
    Leg,
    Place,
    PlaceSource,
    Position,
    Route,
    Source,
    Waypoint,
)  # fmt: skip

from .regions import country_name, region
from .words import DATED_FROM, EVENTS, STATUSES, conflict, counted, day, period, short, span

__all__ = ["Json", "payload", "positions", "safe_url", "summary"]

Json = dict[str, Any]
UNREVIEWED = "This place was found by a geocoder and has not been reviewed."


def payload(atlas: Atlas) -> Json:
    """What the page shows, without the basemap, as the page's script reads it.

    Routes, events and unplaced names point into the lists `places` and `quotes` by index, quotes into `articles`.
    """
    tables = _Tables(atlas.articles)
    years = {value.first.year for value in dates(atlas) if value}
    body = {
        "routes": [_route(route, index, tables, len(years) > 1) for index, route in enumerate(atlas.routes)],
        "events": [_event(event, tables) for event in atlas.events],
        "eventTypes": EVENTS,
        "unplaced": [{"text": name.text, "quotes": tables.quotes(name.sources)} for name in atlas.unplaced],
        "summary": summary(atlas),
        "counts": _counts(atlas),
    }
    return {**body, "places": tables.places, "articles": tables.articles, "quotes": tables.texts}


def dates(atlas: Atlas) -> list[DateSpan | None]:
    """The days of all stops and events; None for each that has none."""
    return [stop.date for route in atlas.routes for stop in route.waypoints] + [event.date for event in atlas.events]


def summary(atlas: Atlas) -> str:
    """One sentence: `3 caravans, 24 stops and 9 border events, as reported in 12 articles, October 2018.`."""
    stops = counted(sum(len(route.waypoints) for route in atlas.routes), "stop")
    events = counted(len(atlas.events), "border event")
    said = f"{counted(len(atlas.routes), 'caravan')}, {stops} and {events}, as reported in "
    said += counted(len(atlas.articles), "article")
    when = period(dates(atlas))
    return f"{said}, {when}." if when else f"{said}."


def safe_url(url: str | None) -> str | None:
    """The address where it is a web page's; None for every other scheme and for what is no address."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


class _Tables:
    """The places and articles that were pointed to so far, each once, in the order of first use."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self.places: list[Json] = []
        self.articles: list[Json] = []
        self.texts: list[Json] = []
        self._text_index: dict[tuple[int, str], int] = {}
        self._place_index: dict[tuple[str, float, float], int] = {}
        self._article_index: dict[str, int] = {}
        self._langs = {article.path: article.lang for article in articles}
        for article in articles:
            self._article(article.path, article.title, article.publisher, article.url, day(article.published))

    def place(self, place: Place) -> int:
        """The index of the place."""
        key = (place.id, place.position.lat, place.position.lon)
        if key not in self._place_index:
            self._place_index[key] = len(self.places)
            at = [round(place.position.lat, 5), round(place.position.lon, 5)]
            self.places.append({"name": place.name, "in": region(place), "at": at})
        return self._place_index[key]

    def quote(self, source: Source, note: str = "") -> Json:
        """One quote: the index of its text, and what it says where that differs from the rest."""
        index = self._article(source.article, source.title, source.publisher, source.url, day(source.published))
        key = (index, source.quote)
        if key not in self._text_index:
            self._text_index[key] = len(self.texts)
            self.texts.append({"article": index, "text": source.quote})
        return _short({"quote": self._text_index[key], "note": note})

    def quotes(self, sources: Iterable[Source]) -> list[Json]:
        """One quote for each source."""
        return [self.quote(source) for source in sources]

    def _article(self, path: str, title: str, publisher: str | None, url: str | None, published: str) -> int:
        if path not in self._article_index:
            self._article_index[path] = len(self.articles)
            known = {"title": title or path, "publisher": publisher, "date": published, "url": safe_url(url)}
            self.articles.append(_short({**known, "path": path, "lang": self._langs.get(path)}))
        return self._article_index[path]


def _route(route: Route, index: int, tables: _Tables, year: bool) -> Json:
    return _short(
        {
            "id": route.caravan.id,
            "name": route.caravan.name,
            "class": f"r{index}",
            "period": period((stop.date for stop in route.waypoints), letters=3),
            "found": not route.caravan.registered,
            "stops": [_stop(stop, tables, year) for stop in route.waypoints],
            "legs": [_leg(leg, route, tables) for leg in route.legs],
            "crossings": [_crossing(crossing, route, tables) for crossing in route.crossings],
            "areas": [_stop(area, tables, year) for area in route.areas],
        }
    )


def _stop(stop: Waypoint, tables: _Tables, year: bool) -> Json:
    doubts = [UNREVIEWED, *stop.doubts] if stop.place_source == "geocoder" else stop.doubts
    others = [claim for other in stop.conflicts for claim in other.claims]
    return _short(
        {
            "seq": stop.seq,
            "place": tables.place(stop.place),
            "date": span(stop.date),
            "from": DATED_FROM[stop.dated_from] if stop.dated_from else "",
            "label": _label(stop, year),
            "status": STATUSES[stop.status],
            "planned": stop.status == "planned",
            "hollow": _hollow(stop.place_source),
            "conflict": conflict(stop),
            "doubts": list(doubts),
            "quotes": [_claim(claim, stop, tables) for claim in (*stop.claims, *others)],
        }
    )


def _label(stop: Waypoint, year: bool) -> str:
    """The day for the map, with those of other sources: `12 Oct or 13 Oct`, and the year where it is the same."""
    spans = [value for value in (stop.date, *(other.date for other in stop.conflicts)) if value]
    years = {value.last.year for value in spans}
    each = " or ".join(dict.fromkeys(short(value, year=year and len(years) > 1) for value in spans))
    return f"{each} {years.pop()}" if year and len(years) == 1 else each


def _claim(claim: Claim, stop: Waypoint, tables: _Tables) -> Json:
    """The claim's quote; its day and status are said where they are not those of the stop."""
    differs = [span(claim.date)] if claim.date != stop.date else []
    differs += [STATUSES[claim.status]] if claim.status != stop.status else []
    return tables.quote(claim.source, " · ".join(differs))


def _leg(leg: Leg, route: Route, tables: _Tables) -> Json:
    """A leg, with the indexes of its two places; `text` says how far and how long."""
    ends = {stop.seq: stop.place for stop in route.waypoints}
    parts = [f"{leg.km:,.0f} km in a straight line" if leg.km >= 1 else "less than 1 km"]
    parts += [counted(leg.days, "day")] if leg.days else []
    return _short(
        {
            "start": leg.start,
            "end": leg.end,
            "places": [tables.place(ends[leg.start]), tables.place(ends[leg.end])],
            "text": ", ".join(parts),
            "planned": leg.planned,
            "doubts": list(leg.doubts),
        }
    )


def _crossing(crossing: Crossing, route: Route, tables: _Tables) -> Json:
    ends = {stop.seq: stop.place for stop in route.waypoints}
    start, end = (country_name(country) for country in crossing.countries)
    return _short(
        {
            "start": crossing.leg_start,
            "end": crossing.leg_end,
            "places": [tables.place(ends[crossing.leg_start]), tables.place(ends[crossing.leg_end])],
            "at": [round(crossing.position.lat, 4), round(crossing.position.lon, 4)],
            "text": f"From {start} into {end}" + (f", near {crossing.place.name}" if crossing.place else ""),
            "date": span(crossing.date) if crossing.date else "",
            "quotes": tables.quotes(crossing.sources),
        }
    )


def _event(event: BorderEvent, tables: _Tables) -> Json:
    doubts = [UNREVIEWED, *event.doubts] if event.place_source == "geocoder" else event.doubts
    return _short(
        {
            "type": event.type,
            "caravan": event.caravan,
            "place": tables.place(event.place) if event.place else None,
            "area": event.place is not None and not _is_point(event.place),
            "date": span(event.date),
            "hollow": _hollow(event.place_source),
            "doubts": list(doubts),
            "quotes": tables.quotes(event.sources),
        }
    )


def _counts(atlas: Atlas) -> list[list[str | int]]:
    stops = [stop for route in atlas.routes for stop in route.waypoints]
    return [
        ["Articles read", len(atlas.articles)],
        ["Caravans", len(atlas.routes)],
        ["Stops reported", sum(stop.status != "planned" for stop in stops)],
        ["Stops planned", sum(stop.status == "planned" for stop in stops)],
        ["Stops that sources date differently", sum(bool(stop.conflicts) for stop in stops)],
        ["Stops without a day", sum(stop.date is None for stop in stops)],
        ["Places not reviewed yet", len({stop.place.id for stop in stops if _hollow(stop.place_source)})],
        ["Crossings of a border", sum(len(route.crossings) for route in atlas.routes)],
        ["Border events", len(atlas.events)],
        ["Names that could not be placed", len(atlas.unplaced)],
    ]


def positions(atlas: Atlas) -> list[Position]:
    """Where something is drawn: stops, and events that have a place."""
    stops = [stop.place.position for route in atlas.routes for stop in route.waypoints]
    return stops + [event.place.position for event in atlas.events if event.place and _is_point(event.place)]


def _is_point(place: Place) -> bool:
    """Whether it can be drawn as a point: a country, a state or a region is true of an event, but lies nowhere."""
    return place.feature not in ("A", "L")


def _hollow(source: PlaceSource | None) -> bool:
    return source == "geocoder"


def _short(values: Json) -> Json:
    """Without what is empty: the script reads a missing key as nothing. A 0 is an index and stays."""
    return {key: value for key, value in values.items() if value or type(value) is int}

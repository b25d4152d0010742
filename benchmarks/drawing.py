"""How long a page takes to draw and how large it is, beside folium's own markers and popups of the same stops.

routes' page holds Leaflet and the outlines (no network); folium's holds neither, only addresses to fetch them from.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

import folium

from benchmarks.table import ratio, show
from routes.model import (
    Article,
    Atlas,
    Caravan,
    Claim,
    DateSpan,
    Leg,
    Place,
    PlaceName,
    Position,
    Route,
    Source,
    Span,
    Waypoint,
)
from routes.webmap import page

__all__ = ["atlas", "main", "plain_folium", "rows"]

_STOPS = 100
"""Waypoints of one route."""
_PATIENCE = 60.0
"""Seconds: where a tenth of the stops says that folium would take longer, it is not run."""


def main(quick: bool) -> None:
    """Prints the table for 1,000 and 10,000 waypoints, or for 100 and 1,000 where it has to be quick."""
    head = ("", "seconds", "of the first", "MB", "of the first", "bytes a waypoint")
    show("Drawing the page", head, rows(*((100, 1_000) if quick else (1_000, 10_000))))


def rows(few: int, many: int) -> list[tuple[str, ...]]:
    """The page of few waypoints and of many, then folium's of few."""
    page(atlas(1))  # the outlines are read from disk once
    drawn = [(f"routes, {count:,} waypoints", count, *_drawn(page, atlas(count))) for count in (few, many)]
    estimate = _drawn(plain_folium, atlas(few // 10))[0] * 10
    if estimate < _PATIENCE:
        drawn.append((f"plain folium, {few:,} waypoints", few, *_drawn(plain_folium, atlas(few))))
    base = drawn[0]
    made = [_row(name, count, (seconds, size), base[2:]) for name, count, seconds, size in drawn]
    late = (f"plain folium, {few:,} waypoints", f"about {estimate:.0f}", "", "", "", "")
    return made if estimate < _PATIENCE else [*made, late]


def plain_folium(atlas: Atlas) -> str:
    """What one would write with folium at once: a line for each route, a marker with a popup for each waypoint."""
    chart = folium.Map(location=[15.0, -92.0], zoom_start=6)
    for route in atlas.routes:
        where = [(stop.place.position.lat, stop.place.position.lon) for stop in route.waypoints]
        folium.PolyLine(where).add_to(chart)  # type: ignore[no-untyped-call]
        for stop, at in zip(route.waypoints, where, strict=True):
            source = stop.claims[0].source
            text = f"<b>{stop.place.name}</b><br>{stop.date}, {stop.status}<br>{source.quote}<br>{source.title}"
            folium.Marker(at, popup=folium.Popup(text)).add_to(chart)
    return str(chart.get_root().render())


def _drawn(draw: Callable[[Atlas], str], drawn: Atlas) -> tuple[float, int]:
    """Seconds of the processor, and bytes."""
    start = time.process_time()
    made = draw(drawn)
    return time.process_time() - start, len(made.encode())


def _row(name: str, count: int, drawn: tuple[float, int], base: tuple[float, int]) -> tuple[str, ...]:
    seconds, size = drawn
    return (
        name,
        f"{seconds:.2f}",
        ratio(seconds, base[0]),
        f"{size / 1e6:.2f}",
        ratio(size, base[1]),
        f"{size / count:,.0f}",
    )


# --- a synthetic atlas -------------------------------------------------------------------------


def atlas(count: int) -> Atlas:
    """Routes of 100 waypoints each from Honduras to the north-west, `count` waypoints in all; always the same."""
    starts = range(0, count, _STOPS)
    routes = tuple(_route(number, min(_STOPS, count - start)) for number, start in enumerate(starts))
    return Atlas(routes=routes, articles=tuple(_article(number) for number in range(len(routes))))


def _article(number: int) -> Article:
    title = f"Report {number} from the road"
    return Article(path=f"articles/{number:04}.md", title=title, body="", published=date(2018, 10, 12))


def _route(number: int, length: int) -> Route:
    caravan = Caravan(id=f"caravan-{number:04}", name=f"Caravan {number}", registered=True)
    waypoints = tuple(_waypoint(number, seq) for seq in range(1, length + 1))
    legs = (_leg(a, b) for a, b in pairwise(waypoints))
    return Route(caravan=caravan, waypoints=waypoints, legs=tuple(legs))


def _leg(a: Waypoint, b: Waypoint) -> Leg:
    return Leg(caravan=a.caravan, start=a.seq, end=b.seq, km=a.place.position.km_to(b.place.position), days=1)


def _waypoint(number: int, seq: int) -> Waypoint:
    day = DateSpan.day(date(2018, 10, 12) + timedelta(days=seq))
    quote = f"On day {seq} the walkers of caravan {number} came to stop {seq} and rested there for the night."
    article = _article(number)
    source = Source(
        article=article.path,
        title=article.title,
        publisher="The Benchmark",
        url=None,
        published=article.published,
        quote=quote,
        span=Span(start=100 * seq, end=100 * seq + len(quote)),
    )
    return Waypoint(
        caravan=f"caravan-{number:04}",
        seq=seq,
        place=_place(number, seq),
        place_source="gazetteer",
        date=day,
        dated_from="date",
        status="arrived",
        claims=(Claim(date=day, dated_from="date", status="arrived", source=source),),
    )


def _place(number: int, seq: int) -> Place:
    """A town on a line from San Pedro Sula towards Tijuana, that of each caravan a little beside the others'."""
    name = f"Stop {seq} of {number}"
    return Place(
        id=f"stop-{number}-{seq}",
        name=name,
        names=(PlaceName(text=name),),
        feature="P",
        kind="town",
        country="MX",
        position=Position(lat=15.5 + 0.17 * seq + 0.01 * number, lon=-88.0 - 0.29 * seq + 0.01 * number),
    )

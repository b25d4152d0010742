"""How long a page takes to draw, how large it is, and when a browser that opens it has nothing left to do.

Beside folium's own markers and popups of the same stops. routes' page holds Leaflet and the outlines (no network);
folium's holds neither, only addresses to fetch them from.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import pairwise

import folium

from benchmarks.browser import Browser
from benchmarks.table import show
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
"""Seconds: where fewer stops say that folium would take longer, it is not run; nor is a browser waited for longer."""
_GOALS = {10_000: ("<= 1", "<= 1", "<= 1.5"), 100_000: ("<= 5", "<= 5", "<= 5")}
"""Seconds to draw, megabytes, seconds to idle, by the number of waypoints."""


def main(quick: bool) -> None:
    """Prints the table for 1,000, 10,000 and 100,000 waypoints, or for 100 and 1,000 where it has to be quick."""
    head = ("", "seconds", "goal", "MB", "goal", "bytes a waypoint", "browser idle, s", "goal", "its thread, s")
    with Browser(_PATIENCE) as browser:
        show("Drawing the page", head, rows((100, 1_000) if quick else (1_000, 10_000, 100_000), browser))


def rows(counts: Sequence[int], browser: Browser) -> list[tuple[str, ...]]:
    """The pages of so many waypoints, then folium's as long as these are to be had in a minute."""
    page(atlas(1))  # the outlines are read from disk once
    return [_row("routes", count, _drawn(page, atlas(count)), browser) for count in counts] + _folium(counts, browser)


def _folium(counts: Sequence[int], browser: Browser) -> list[tuple[str, ...]]:
    """Folium's rows; each count is weighed by the one before, as its seconds grow at least as its markers do."""
    made: list[tuple[str, ...]] = []
    before = max(1, counts[0] // 10)
    each = _drawn(plain_folium, atlas(before))[0] / before
    for count in counts:
        if each * count > _PATIENCE:
            made.append((f"plain folium, {count:,} waypoints", f"{each * count:.0f} or more: not run", *[""] * 7))
            continue
        drawn = _drawn(plain_folium, atlas(count))
        made.append(_row("plain folium", count, drawn, browser))
        each = drawn[0] / count
    return made


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


def _drawn(draw: Callable[[Atlas], str], drawn: Atlas) -> tuple[float, str]:
    """Seconds of the processor, and the page."""
    start = time.process_time()
    made = draw(drawn)
    return time.process_time() - start, made


def _row(name: str, count: int, drawn: tuple[float, str], browser: Browser) -> tuple[str, ...]:
    seconds, html = drawn
    size = len(html.encode())
    idle, thread = browser.idle(html)
    soon, small, quiet = _GOALS.get(count, ("", "", "")) if name == "routes" else ("", "", "")
    made = (f"{name}, {count:,} waypoints", f"{seconds:.2f}", soon, f"{size / 1e6:.2f}", small)
    return (*made, f"{size / count:,.0f}", idle, quiet, thread)


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

"""What formats without fields for it tell in words, and when a route was where in those that want instants."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time, timedelta

from routes.exports.geojson import sources_of
from routes.model import BorderEvent, Route, Source, Waypoint

__all__ = ["Instant", "citation", "happened", "instants", "journeys", "once", "remarks"]

Instant = tuple[datetime, Waypoint]


def instants(stops: Iterable[Waypoint]) -> list[Instant]:
    """When somebody was where, each later than the one before: midnight (UTC) of the first day of each stop.

    A stop of several days is there again at midnight of the last, unless the next one has begun by then. Of several
    stops on one day each follows the one before by a second: their order is known, the hours are not. What is planned
    or undated has no instant.
    """
    dated = [stop for stop in stops if stop.date and stop.status != "planned"]
    found: list[Instant] = []
    for stop, after in zip(dated, [*dated[1:], None], strict=True):
        for moment in _moments(stop, after):
            found.append((max(moment, found[-1][0] + timedelta(seconds=1)) if found else moment, stop))
    return found


def _moments(stop: Waypoint, after: Waypoint | None) -> Iterator[datetime]:
    if stop.date:
        first, last = stop.date.first, stop.date.last
        yield datetime.combine(first, time(), UTC)
        if last > first and not (after and after.date and after.date.first <= last):
            yield datetime.combine(last, time(), UTC)


def journeys(route: Route) -> list[list[Waypoint]]:
    """The stops that were reached, in stretches that legs join; a stop without a leg is a stretch of its own."""
    joined = {leg.end: leg.start for leg in route.legs if not leg.planned}
    stretches: list[list[Waypoint]] = []
    for stop in route.waypoints:
        if stop.status == "planned":
            continue
        if stretches and joined.get(stop.seq) == stretches[-1][-1].seq:
            stretches[-1].append(stop)
        else:
            stretches.append([stop])
    return stretches


def happened(event: BorderEvent) -> str:
    """`clash at Tijuana`."""
    kind = event.type.replace("-", " ")
    return f"{kind} at {event.place.name}" if event.place else kind


def remarks(stop: Waypoint) -> Iterator[str]:
    """What a reader should know of a stop: the days that others give, and its doubts."""
    for conflict in stop.conflicts:
        who = "; ".join(citation(source) for source in once(sources_of(conflict.claims)))
        yield f"others say {conflict.date}: {who}"
    yield from stop.doubts


def citation(source: Source) -> str:
    """`"They left." (Hundreds set out, The Courier, 2018-10-14; articles/01.txt)`."""
    day = source.published.isoformat() if source.published else None
    who = ", ".join(filter(None, (source.title, source.publisher, *source.outlets, day)))
    return f'"{source.quote}" ({who}; {source.article})' if who else f'"{source.quote}" ({source.article})'


def once(sources: Iterable[Source]) -> list[Source]:
    """Each sentence once."""
    return list({(source.article, source.span, source.quote): source for source in sources}.values())

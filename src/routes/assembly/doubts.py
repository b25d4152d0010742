"""Why a reader should be careful with a waypoint."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from routes.model import UNCERTAIN_KM, UNREVIEWED, Caravan, DatedFrom, DateSpan, Doubt, Place, PlaceSource, Waypoint

__all__ = ["doubted", "place_doubts", "with_doubts", "with_strangers_doubted"]

BEFORE_DEPARTURE_DAYS = 2
"""How long before the registered departure a report is still believed without a doubt: groups gather first."""

RECKONED: tuple[DatedFrom, ...] = ("weekday", "anchor", "publication")
"""Dates that hang on the day of publication."""

STRANGE_KM = 50.0
"""A stop in another country than the ones before and after it, and farther than this from both, is strange."""


def with_strangers_doubted(stops: Sequence[Waypoint], line: Sequence[Waypoint]) -> list[Waypoint]:
    """The stops; those for which the line would leave a country and come back carry a doubt, for shared names."""
    strange = {
        id(stop)
        for before, stop, after in zip(line, line[1:], line[2:], strict=False)
        if is_strange(before, stop, after)
    }
    return [doubted(stop, Doubt.of("stranger")) if id(stop) in strange else stop for stop in stops]


def is_strange(before: Waypoint, stop: Waypoint, after: Waypoint) -> bool:
    """Whether it lies alone in a country, away from both its neighbours."""
    here, home = stop.place, before.place.country
    return (
        home == after.place.country
        and home not in (None, here.country, *here.countries)
        and min(here.position.km_to(other.place.position) for other in (before, after)) > STRANGE_KM
    )


def doubted(stop: Waypoint, doubt: str) -> Waypoint:
    """The stop with one doubt more."""
    return replace(stop, doubts=(*stop.doubts, doubt))


def with_doubts(stop: Waypoint, caravan: Caravan) -> Waypoint:
    """The stop with all that a reader should know of its date and place."""
    return replace(stop, doubts=(*doubts(stop, caravan), *stop.doubts))


def doubts(stop: Waypoint, caravan: Caravan) -> Iterable[str]:
    """One after the other."""
    if stop.date is None and stop.status != "planned":
        yield Doubt.of("no-date")
    if stop.dated_from == "publication":
        yield Doubt.of("published")
    if stop.date and stop.dated_from in RECKONED and all(claim.source.published_doubt for claim in stop.claims):
        yield Doubt.of("weak-day")
    yield from place_doubts(stop.place, stop.place_source, stop.date)
    if stop.date and caravan.departed and early(stop.date, caravan.departed):
        yield Doubt.of("early", date=caravan.departed)
    if stop.date and caravan.ended and stop.date.first > caravan.ended:
        yield Doubt.of("late", date=caravan.ended)


def place_doubts(place: Place, source: PlaceSource | None, day: DateSpan | None) -> Iterable[str]:
    """Why the place, or that it was there on these days, is not sure."""
    if source == "geocoder":
        yield UNREVIEWED
    if place.certainty == "doubtful":
        yield Doubt.of("doubtful-place")
    if place.precision in ("region", "country"):
        yield Doubt.of(f"only-{place.precision}")
    if place.radius_km >= UNCERTAIN_KM:
        yield Doubt.of("within", n=f"{place.radius_km:g}")
    if place.sensitivity == "coarse":
        yield Doubt.of("coarse")
    if place.valid and day and not day.overlaps(place.valid):
        yield Doubt.of("not-there", date=place.valid)


def early(day: DateSpan, departed: date) -> bool:
    """Whether it is well before the departure."""
    return day.last < departed - timedelta(days=BEFORE_DEPARTURE_DAYS)

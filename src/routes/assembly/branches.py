"""Where a caravan that split off from another begins.

Its line starts at the parent's nearest stop up to the day of its own first one, when it can have come from there; that
stop is repeated as its first, with a doubt that says so. A caravan that left its own registered origin, or that was
first seen at a stop of the parent, needs none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from routes.assembly.crossings import crossings
from routes.assembly.legs import RIDE_KM, leg, possible, when
from routes.model import Doubt, Leg, Place, Route, Waypoint

__all__ = ["with_start_of_branch"]

NEAR_KM = 500.0
"""Farther than this from every stop of the parent nothing is known of where it split off."""


def with_start_of_branch(route: Route, parent: Route | None, places: Mapping[str, Place]) -> Route:
    """The route with the parent's stop in front of it where one fits, else as it was."""
    first = next((stop for stop in route.waypoints if stop.date and stop.status != "planned"), None)
    if parent is None or first is None or first.seq != 1 or first.place.id == route.caravan.origin:
        return route
    start = split_point(parent, first)
    if start is None or start.place.id == first.place.id:
        return route
    added = replace(
        start,
        caravan=route.caravan.id,
        seq=1,
        doubts=(*start.doubts, Doubt.of("split", name=parent.caravan.name)),
    )
    waypoints = (added, *(replace(stop, seq=stop.seq + 1) for stop in route.waypoints))
    legs = (leg(added, waypoints[1]), *(shifted(one) for one in route.legs))
    return replace(route, waypoints=waypoints, legs=legs, crossings=crossings(waypoints, legs, places))


def split_point(parent: Route, first: Waypoint) -> Waypoint | None:
    """The parent's stop that is nearest to the branch's first one, among those that it can have come from."""
    before = [
        (stop.place.position.km_to(first.place.position), stop.seq, stop)
        for stop in parent.waypoints
        if stop.date and stop.status != "planned" and when(stop) <= when(first) and reachable(stop, first)
    ]
    km, _, stop = min(before, key=lambda one: one[:2], default=(NEAR_KM + 1, 0, None))
    return stop if km <= NEAR_KM else None


def reachable(start: Waypoint, end: Waypoint) -> bool:
    """Whether it can have come from there by rides."""
    if start.date is None or end.date is None:
        return False
    days = (end.date.last - start.date.first).days + 1
    return possible(start, end) and start.place.position.km_to(end.place.position) <= RIDE_KM * days


def shifted(one: Leg) -> Leg:
    """The leg between the same waypoints, when each is numbered one higher."""
    return replace(one, start=one.start + 1, end=one.end + 1)

"""Where a caravan that split off from another begins.

Its line starts at the parent's nearest stop up to the day of its own first one, when it can have come from there; that
stop is repeated as its first, with a doubt that says so. A caravan that left its own registered origin, or that was
first seen at a stop of the parent, needs none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from routes.assembly.crossings import crossings
from routes.assembly.gists import Gist
from routes.assembly.legs import RIDE_KM, leg, possible, when
from routes.assembly.sources import Told
from routes.model import Caravan, Doubt, Leg, Place, Route, Waypoint

__all__ = ["with_parts_at_home", "with_start_of_branch"]

NEAR_KM = 500.0
"""Farther than this from every stop of the parent nothing is known of where it split off."""


def with_parts_at_home(gists: Sequence[Gist], caravans: Mapping[str, Caravan]) -> tuple[Gist, ...]:
    """The gists, with what is told of a part as told of its whole, where the part was nowhere but where the whole was.

    "A first column left San Pedro Sula on Thursday": it is no branch as long as nobody tells where else it went.
    Registered caravans stay what they are.
    """
    told: dict[str, list[Told]] = {}
    for one in gists:
        for claim in one.told:
            told.setdefault(claim.caravan, []).append(claim)
    whole = {
        name: caravan.branch_of
        for name, caravan in caravans.items()
        if caravan.branch_of and not caravan.registered
        if all(_seen_there(claim, told.get(caravan.branch_of, ())) for claim in told.get(name, ()))
    }
    return tuple(_moved(one, whole) for one in gists) if whole else tuple(gists)


def _seen_there(claim: Told, others: Sequence[Told]) -> bool:
    """Whether one of the others is of the same place and may be of the same day."""
    day = claim.claim.date
    there = [other.claim.date for other in others if other.place.id == claim.place.id]
    return any(day is None or other is None or day.overlaps(other) for other in there)


def _moved(one: Gist, whole: Mapping[str, str]) -> Gist:
    """The gist with each part's claims and events as its whole's."""
    if all(caravan.id not in whole for caravan in one.caravans):
        return one
    happened = [
        replace(event, event=replace(event.event, caravan=whole.get(event.event.caravan or "", event.event.caravan)))
        for event in one.happened
    ]
    return replace(
        one,
        caravans=tuple(caravan for caravan in one.caravans if caravan.id not in whole),
        told=tuple(replace(claim, caravan=whole.get(claim.caravan, claim.caravan)) for claim in one.told),
        happened=tuple(happened),
    )


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

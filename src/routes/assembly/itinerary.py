"""Waypoints in the order in which the caravan was there, and the legs between them.

Observed waypoints come first, by the first day of their stay; several of one day as their articles tell them, else
the one nearest to the stop before is first. What no source dates is put where it belongs by geography, or at the end.
What is only planned comes last; a plan that was carried out is no waypoint of its own but supports the one that it
led to.

A leg that cannot be gone in its time is never drawn: the line is the chain of waypoints with most support among those
that can follow one another, with few legs that are doubtful, and the others stay beside it with a doubt.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from itertools import groupby, pairwise

from routes.assembly.doubts import doubted, with_doubts, with_strangers_doubted
from routes.assembly.legs import doubtful, possible, when
from routes.assembly.sources import Told, claim_order
from routes.assembly.stops import is_fallback, waypoints_at
from routes.model import Caravan, DateSpan, Doubt, Place, Waypoint

__all__ = ["Itinerary", "areas", "is_stop", "itinerary"]

POINT_KINDS = ("crossing", "bridge", "river")
WIDE_KM = 150
"""A place whose box is wider than this from corner to corner is an area: the Rio Grande, the Darién."""

DETOUR, DETOUR_KM = 1.15, 10
"""An undated waypoint lies between two others when the way over it is at most this much longer: a share, and km."""

ARTICLE, DOUBT = 5, 3
"""What an article adds to a chain, and what a leg too fast takes from it: one article is worth one such leg, not two,
so that what only one of them tells is left out where the line would have to go there and back."""

STRAGGLERS = timedelta(days=7)
"""Some of a caravan are still on their way to where others have arrived: their plan is no new stop."""

REACH = 50
"""How many stops back the one before is looked for."""

TOO_FAR = Doubt.of("too-far")


@dataclass(frozen=True, slots=True, kw_only=True)
class Itinerary:
    """A caravan's waypoints in order; `line` holds the numbers (`seq`) of those that the drawn line joins."""

    waypoints: tuple[Waypoint, ...]
    line: tuple[int, ...]


def itinerary(caravan: Caravan, told: Sequence[Told]) -> Itinerary:
    """What was told of the caravan's stops, in order."""
    observed = gathered([one for one in told if one.claim.status != "planned"])
    planned = gathered([one for one in told if one.claim.status == "planned"])
    observed, planned = with_plans_that_came_true(observed, planned)
    dated = in_order([stop for stop in observed if stop.date], caravan.origin)
    chain = longest_chain(dated)
    along, strays = with_undated(chain, [stop for stop in observed if not stop.date], caravan)
    joined = set(map(id, chain))
    beside = [doubted(stop, TOO_FAR) for stop in dated if id(stop) not in joined]
    ordered = [*merged_by_date(along, beside), *strays, *sorted(planned, key=day_order)]
    joined = set(map(id, along))
    line = tuple(n for n, stop in enumerate(ordered, start=1) if id(stop) in joined)
    sure = with_strangers_doubted(ordered, along)
    numbered = tuple(replace(with_doubts(stop, caravan), seq=n) for n, stop in enumerate(sure, start=1))
    return Itinerary(waypoints=numbered, line=line)


def areas(caravan: Caravan, told: Sequence[Told]) -> tuple[Waypoint, ...]:
    """Reports of countries, states and regions, by date, numbered from 1."""
    found = gathered(told)
    ordered = sorted(found, key=day_order)
    return tuple(replace(with_doubts(area, caravan), seq=n) for n, area in enumerate(ordered, start=1))


def is_stop(place: Place) -> bool:
    """Whether it is a point on the way; countries, states, regions and long rivers are not."""
    if place.feature in ("A", "L") or (place.feature == "H" and place.kind not in POINT_KINDS):
        return False
    if place.bbox is None:
        return True
    corner, other = (
        replace(place.position, lat=place.bbox.south, lon=place.bbox.west),
        replace(place.position, lat=place.bbox.north, lon=place.bbox.east),
    )
    return corner.km_to(other) <= WIDE_KM


# --- gathering ---------------------------------------------------------------------------------


def gathered(told: Sequence[Told]) -> list[Waypoint]:
    """One caravan's waypoints at all places."""
    by_place: dict[str, list[Told]] = {}
    for one in told:
        by_place.setdefault(one.place.id, []).append(one)
    seen = sorted(
        (day, one.place.id) for one in told if (day := one.claim.date) and not is_fallback(one.claim) and day.days == 1
    )
    return [
        stop for place, here in sorted(by_place.items()) for stop in waypoints_at(here, partial(is_away, seen, place))
    ]


def is_away(seen: Sequence[tuple[DateSpan, str]], place: str, after: date, before: date) -> bool:
    """Whether one of the sightings, which are in order, is elsewhere and strictly between the two days."""
    index = bisect_right(seen, (DateSpan.day(after), "~"))
    while index < len(seen) and seen[index][0].first < before:
        if seen[index][1] != place:
            return True
        index += 1
    return False


def with_plans_that_came_true(
    observed: Sequence[Waypoint], planned: Sequence[Waypoint]
) -> tuple[list[Waypoint], list[Waypoint]]:
    """Plans that an observed waypoint at the same place fulfils, on the day or later, become claims of it."""
    kept, left = list(observed), []
    for plan in planned:
        index = next((i for i, stop in enumerate(kept) if fulfils(stop, plan)), None)
        if index is None:
            left.append(plan)
        else:
            claims = sorted((*kept[index].claims, *plan.claims), key=claim_order)
            kept[index] = replace(kept[index], claims=tuple(claims))
    return kept, left


def fulfils(stop: Waypoint, plan: Waypoint) -> bool:
    """Whether the plan needs no waypoint of its own; where a date is missing it is taken to have come true."""
    if stop.place.id != plan.place.id:
        return False
    return not (stop.date and plan.date) or stop.date.last + STRAGGLERS >= plan.date.first


# --- order -------------------------------------------------------------------------------------


def day_order(stop: Waypoint) -> tuple[str, str, str]:
    """By date, undated last, then by place."""
    return (str(stop.date) if stop.date else "~", stop.place.id, stop.status)


def in_order(stops: Iterable[Waypoint], origin: str | None) -> list[Waypoint]:
    """By first day; those of one day as an article tells them, else the one nearest to the stop before first."""
    result: list[Waypoint] = []
    for _, group in groupby(sorted(stops, key=day_order), key=when):
        today = list(group)
        while today:
            first = first_told(today)
            foremost = [stop for stop in today if not told_after_another(stop, first)]
            following = min(foremost or today, key=partial(nearness, result[-1] if result else None, origin))
            result.append(following)
            today.remove(following)
    return result


def first_told(today: Iterable[Waypoint]) -> dict[str, int]:
    """Where each article first tells of one of the stops."""
    first: dict[str, int] = {}
    for source in (claim.source for stop in today for claim in stop.claims):
        first[source.article] = min(source.span.start, first.get(source.article, source.span.start))
    return first


def told_after_another(stop: Waypoint, first: Mapping[str, int]) -> bool:
    """Whether every article that tells of the stop tells of another one of that day before it."""
    own = [claim.source for claim in stop.claims]
    return bool(own) and all(first[source.article] < source.span.start for source in own)


def nearness(before: Waypoint | None, origin: str | None, stop: Waypoint) -> tuple[bool, bool, float, tuple[str, ...]]:
    """What decides between stops of one day: smaller is earlier."""
    if before is None:
        return (stop.place.id != origin, stop.status != "departed", 0.0, day_order(stop))
    return (False, False, before.place.position.km_to(stop.place.position), day_order(stop))


def longest_chain(stops: Sequence[Waypoint]) -> list[Waypoint]:
    """The stops that the line joins: of all chains whose every leg is possible the one that is worth most."""
    best: list[tuple[int, int | None]] = []
    for stop in stops:
        worth, previous = best_before(stops, best, stop)
        best.append((worth + ARTICLE * len({claim.source.article for claim in stop.claims}), previous))
    chain: list[Waypoint] = []
    at = max(range(len(best)), key=lambda i: (best[i][0], -i), default=None)
    while at is not None:
        chain.append(stops[at])
        at = best[at][1]
    return chain[::-1]


def best_before(
    stops: Sequence[Waypoint], best: Sequence[tuple[int, int | None]], stop: Waypoint
) -> tuple[int, int | None]:
    """What the best chain to the stop is worth without it, and its last; of equals the latest. 0, None without one."""
    found: tuple[int, int] | None = None
    reach = range(max(0, len(best) - REACH), len(best))
    for worth, at in sorted(((best[at][0], at) for at in reach), reverse=True):
        if found and found > (worth, at):
            break
        if possible(stops[at], stop):
            here = worth - DOUBT * doubtful(stops[at], stop), at
            found = max(found, here) if found else here
    return found or (0, None)


def merged_by_date(along: Sequence[Waypoint], beside: Sequence[Waypoint]) -> list[Waypoint]:
    """The stops that are not on the line, put among those that are, by first day; undated ones keep their neighbour."""
    result = list(along)
    for stop in beside:
        later = (i for i, other in enumerate(result) if other.date and stop.date and other.date.first > stop.date.first)
        result.insert(next(later, len(result)), stop)
    return result


def with_undated(
    chain: Sequence[Waypoint], undated: Sequence[Waypoint], caravan: Caravan
) -> tuple[list[Waypoint], list[Waypoint]]:
    """The chain with the undated stops that have a place in it, and the others."""
    along, strays = list(chain), []
    for stop in sorted(undated, key=day_order):
        if stop.place.id == caravan.origin and stop.status == "departed":
            along.insert(0, stop)
        elif (index := on_the_way(along, stop)) is not None:
            along.insert(index, doubted(stop, Doubt.of("by-position")))
        else:
            strays.append(stop)
    return along, strays


def on_the_way(along: Sequence[Waypoint], stop: Waypoint) -> int | None:
    """Between which two stops it lies, as the number of the second; None where every way over it is a detour."""
    here = stop.place.position
    detours = []
    for index, (one, other) in enumerate(pairwise(along), start=1):
        start, end = one.place.position, other.place.position
        straight, over = start.km_to(end), start.km_to(here) + here.km_to(end)
        if straight > 0 and over <= DETOUR * straight + DETOUR_KM and written_after(stop, one):
            detours.append((over - straight, index))
    return min(detours)[1] if detours else None


def written_after(stop: Waypoint, before: Waypoint) -> bool:
    """Whether an article that tells of the undated stop can have known of the one before it."""
    published = [claim.source.published for claim in stop.claims]
    return before.date is None or any(day is None or day >= before.date.first for day in published)

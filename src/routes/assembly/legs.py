"""Legs: how far, in how many days, and whether that can be.

A day's march is 60 km at most, a day with rides up to `RIDE_KM`. More needs a bus, truck or train in the text or is
doubtful; more than `LIMIT_KM` is never drawn.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from routes.model import Doubt, Leg, Waypoint

__all__ = ["LIMIT_KM", "RIDE_KM", "doubtful", "legs", "planned_legs", "possible", "when"]

RIDE_KM, LIMIT_KM = 350, 1200
"""Kilometres a day: the caravans of 2018 made 350 in trucks; 1,200 is a bus that drives day and night."""

RIDE_WORDS = re.compile(
    r"\b(bus(es)?|trucks?|trains?|trailers?|flat-?beds?|vans?|rides?|hitch\w*|flew|flight|plane"
    r"|autob[uú]s(es)?|camion(es)?|camión|tr[aá]iler(es)?|tren(es)?|aventones?|aventón|avi[oó]n)\b",
    re.IGNORECASE,
)


def possible(start: Waypoint, end: Waypoint) -> bool:
    """Whether the distance can be gone at all, taking both dates as far apart as they allow."""
    if start.date is None or end.date is None:
        return True
    days = (end.date.last - start.date.first).days + 1
    return km(start, end) <= LIMIT_KM * max(1, days)


def doubtful(start: Waypoint, end: Waypoint) -> bool:
    """Whether the leg between them would carry a doubt for its speed."""
    days = days_between(start, end)
    return days is not None and bool(doubts(start, end, days))


def legs(line: Sequence[Waypoint]) -> tuple[Leg, ...]:
    """The legs between the waypoints that the line joins."""
    return tuple(leg(start, end) for start, end in pairwise(line))


def leg(start: Waypoint, end: Waypoint) -> Leg:
    """One leg."""
    days = days_between(start, end)
    return Leg(
        caravan=end.caravan,
        start=start.seq,
        end=end.seq,
        km=round(km(start, end), 1),
        days=days,
        planned=end.status == "planned",
        doubts=doubts(start, end, days),
    )


def planned_legs(observed: Sequence[Waypoint], planned: Sequence[Waypoint]) -> tuple[Leg, ...]:
    """From each plan back to where the caravan was when it had it: the last waypoint up to the plan's day.

    A plan without a day is as old as the first article that tells of it. Plans with a day follow one another.
    """
    result = []
    for number, plan in enumerate(planned):
        earlier = [stop for stop in planned[:number] if stop.date and plan.date and stop.date.last < plan.date.first]
        before = [stop for stop in (*observed, *earlier) if known_by(stop, horizon(plan))]
        start = max(before, key=lambda stop: (when(stop), stop.seq), default=observed[-1] if observed else None)
        if start and start.place.id != plan.place.id and possible(start, plan):
            result.append(leg(start, plan))
    return tuple(result)


def horizon(plan: Waypoint) -> str:
    """The last day, as ISO text, that the plan can build on; "~" where nothing is known."""
    if plan.date:
        return plan.date.last.isoformat()
    published = [claim.source.published for claim in plan.claims if claim.source.published]
    return max(published).isoformat() if published else "~"


def known_by(stop: Waypoint, day: str) -> bool:
    """Whether the waypoint's stay had begun on that day."""
    return when(stop) <= day


def when(stop: Waypoint) -> str:
    """The first day as ISO text; an undated waypoint is before all others."""
    return stop.date.first.isoformat() if stop.date else ""


def km(start: Waypoint, end: Waypoint) -> float:
    """Great-circle distance."""
    return start.place.position.km_to(end.place.position)


def days_between(start: Waypoint, end: Waypoint) -> int | None:
    """From the last day of one to the first of the other; 0 where they overlap."""
    if start.date is None or end.date is None:
        return None
    return max(0, (end.date.first - start.date.last).days)


def doubts(start: Waypoint, end: Waypoint, days: int | None) -> tuple[str, ...]:
    """In words."""
    if days is None:
        return (Doubt.of("no-end"),) if end.status != "planned" else ()
    speed = km(start, end) / max(1, days)
    if speed <= RIDE_KM or any(RIDE_WORDS.search(claim.source.quote) for claim in end.claims):
        return ()
    return (Doubt.of("speed", n=f"{speed:.0f}"),)

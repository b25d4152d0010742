"""Retelling: what a text tells twice, once with its day or place and once without.

A news text opens with its news ("have reached the border") and tells it again with day and hour. What was told with a
day of its own is kept; the same stop with a day that was only carried over or taken from the publication is not. Events
of one kind, day and ground are one event: a clash "at the border", "in San Ysidro" and "in San Diego".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from routes.model import Event, Place, Report
from routes.reading.days import SHORT

__all__ = ["merged", "placed", "retold"]

_Claim = TypeVar("_Claim", Report, Event)

_CERTAINTY = {"date": 0, "weekday": 0, "anchor": 1, "publication": 2, None: 3}
"""How well a day is told: by itself, from the days told before, only from the day of publication, not at all."""
_VAGUE = 31
"""Days from which on an interval tells a season, not a day."""
_DONE = ("arrived", "present", "passed", "blocked")


def retold(claims: Sequence[_Claim]) -> dict[int, str]:
    """Which of the claims of one article another one of them makes better, by index, and why."""
    return {i: why for i, claim in enumerate(claims) if (why := _why(claim, claims))}


def _why(claim: _Claim, claims: Sequence[_Claim]) -> str:
    for other in claims:
        if other is claim or (other.caravan, other.place) != (claim.caravan, claim.place):
            continue
        if _is_reception(claim) and _what(other) in _DONE and not _is_reception(other):
            return "is told better elsewhere in the text"
        if _what(other) == _what(claim) and _rank(other) < _rank(claim):
            return "is told better elsewhere in the text"
        if _what(claim) == "planned" and claim.date is None and _what(other) in _DONE:
            return "is told elsewhere in the text as reached"
    return ""


def _is_reception(claim: Report | Event) -> bool:
    """Whether a stop is only known from those who received the group."""
    return claim.rules[:1] == ("receive:home",)


def _what(claim: Report | Event) -> str:
    return claim.status if isinstance(claim, Report) else claim.type


def _rank(claim: Report | Event) -> int:
    vague = claim.date is not None and claim.date.days > _VAGUE
    return max(_CERTAINTY[claim.dated_from], _CERTAINTY["publication"] if vague else 0)


def placed(events: Sequence[Event], reports: Sequence[Report]) -> list[Event]:
    """The events, those without a place with that of the nearest other event or report of the same day."""
    happened: list[Event | Report] = [*events, *(report for report in reports if report.status != "planned")]
    claims = [claim for claim in happened if claim.place is not None and claim.place.feature != "A"]
    return [event if event.place is not None else _placed(event, claims) for event in events]


def _placed(event: Event, claims: Sequence[Report | Event]) -> Event:
    same_day = [c for c in claims if event.date is not None and c.date is not None and c.date.overlaps(event.date)]
    same_day = [c for c in same_day if event.caravan is None or c.caravan in (None, event.caravan)]
    near = min(same_day, key=lambda c: (abs(c.span.start - event.span.start), c.span.start), default=None)
    if near is None:
        return event
    return replace(event, place=near.place, place_source=near.place_source, rules=(*event.rules, "place:same-day"))


# --- events told twice ---------------------------------------------------------------------------


def merged(events: Sequence[Event]) -> list[Event]:
    """The events, each told once: with its day before without, on the finest ground on which it is told."""
    kept: list[Event] = []
    for event in sorted(events, key=_fineness):
        if not any(_is_same(event, other) for other in kept):
            kept.append(event)
    return sorted(kept, key=events.index)


def _fineness(event: Event) -> tuple[bool, int]:
    feature = event.place.feature if event.place else None
    return event.date is None, _WIDE.index(feature) if feature in _WIDE else -1


_WIDE = ("L", "A", None)
"""Features that are no point, from the finest to none at all."""
_ONE_GROUND_KM = 25.0
"""How far apart the names may lie that a text gives to the scene of one event."""


def _is_same(event: Event, other: Event) -> bool:
    """Whether an event is one that is told with its day or on finer ground."""
    if event.type != other.type or (event.caravan != other.caravan and None not in (event.caravan, other.caravan)):
        return False
    if event.date is not None and other.date is not None:
        short = event.date.days <= SHORT and other.date.days <= SHORT
        if not (event.date.overlaps(other.date) and short):
            return False
    return event.place is None or (other.place is not None and _is_on(other.place, event.place))


def _is_on(place: Place, ground: Place) -> bool:
    """Whether a place lies where an event is said to be on wider ground, or close to it."""
    if ground.kind == "country":
        return ground.country in (place.country, *place.countries)
    if ground.feature == "A":
        return place.id == ground.id or (place.feature != "A" and place.admin1 == ground.admin1)
    if ground.kind == "border" and set(ground.countries) <= set(place.countries):
        return True
    return place.position.km_to(ground.position) <= _ONE_GROUND_KM

"""Claims about one place become waypoints: one for each stay, with what contradicts it beside it.

Claims of one caravan at one place belong to one stay when

* their days overlap or adjoin; or
* they tell the same once-only thing (`ONCE`) in different articles at most `CONFLICT_DAYS` apart: the caravan did it
  once, and somebody errs; or
* nothing was reported from elsewhere in between, the caravan had not left, and it is `STAY_DAYS` at most.

Everything else is a second visit. Claims that hardly date anything - a span of more than `WIDE_DAYS`, the day of
publication, no date - join a stay that they can be about, and found one of their own only where there is none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from routes.assembly.sources import Told, claim_order, publishers, source_order
from routes.model import Claim, Conflict, DatedFrom, DateSpan, PlaceSource, Status, Waypoint

__all__ = ["STRENGTH", "agreed", "is_fallback", "waypoints_at"]

ONCE: tuple[Status, ...] = ("departed", "arrived")
CONFLICT_DAYS = 3
STAY_DAYS = 30
WIDE_DAYS = 7
FALLBACK_DAYS = 14
"""How long before its publication an article that gives no date may be telling of."""

STRENGTH: tuple[Status, ...] = ("departed", "arrived", "passed", "blocked", "present", "planned")
"""A stay of which several things are told has the first of these as its status: who left a place has been there."""

SOURCES: tuple[PlaceSource, ...] = ("gazetteer", "world", "geocoder")

Away = Callable[[date, date], bool]
"""Whether the caravan was reported from elsewhere on a day strictly between the two."""


def waypoints_at(all_told: Sequence[Told], away: Away) -> list[Waypoint]:
    """One caravan's waypoints at one place, by date, numbered 0: the itinerary numbers them."""
    claims = sorted((one.claim for one in all_told), key=claim_order)
    return [waypoint(all_told, tuple(stay)) for stay in stays(claims, away)]


def waypoint(all_told: Sequence[Told], claims: tuple[Claim, ...]) -> Waypoint:
    """One stay."""
    kept, conflicts = settled(claims)
    day, dated_from = dating(kept)
    return Waypoint(
        caravan=all_told[0].caravan,
        seq=0,
        place=min({one.place for one in all_told}, key=repr),
        place_source=min((one.place_source for one in all_told), key=SOURCES.index),
        date=day,
        dated_from=dated_from,
        status=min((claim.status for claim in kept), key=STRENGTH.index),
        claims=tuple(sorted(kept, key=claim_order)),
        conflicts=conflicts,
    )


# --- which claims are of one stay --------------------------------------------------------------


def stays(claims: Sequence[Claim], away: Away) -> list[list[Claim]]:
    """The claims, gathered; firm dates first, then what can only join them."""
    result: list[list[Claim]] = []
    for claim in claims:
        if is_firm(claim):
            if result and continues(result[-1], claim, away):
                result[-1].append(claim)
            else:
                result.append([claim])
    for of_kind, home in ((is_wide, overlapping), (is_fallback, told_late), (is_undated, same_status)):
        for claim in filter(of_kind, claims):
            stay = home(result, claim)
            if stay is None:
                result.append([claim])
            else:
                stay.append(claim)
    return result


def is_undated(claim: Claim) -> bool:
    """No date at all."""
    return claim.date is None


def is_fallback(claim: Claim) -> bool:
    """Dated by nothing but the day of publication."""
    return claim.date is not None and claim.dated_from == "publication"


def is_wide(claim: Claim) -> bool:
    """Dated by the text, but to no better than some weeks."""
    return claim.date is not None and claim.dated_from != "publication" and claim.date.days > WIDE_DAYS


def is_firm(claim: Claim) -> bool:
    """Dated by the text."""
    return not (is_undated(claim) or is_fallback(claim) or is_wide(claim))


def continues(stay: Sequence[Claim], claim: Claim, away: Away) -> bool:
    """Whether a later claim still belongs to the stay."""
    last = max(day.last for day in days_of(stay))
    first = span(claim).first
    gap = (first - last).days
    has_left = any(earlier.status == "departed" and span(earlier).last == last for earlier in stay)
    return (
        gap <= 1
        or any(rivals(earlier, claim) for earlier in stay)
        or (gap <= STAY_DAYS and not has_left and not away(last, first))
    )


def rivals(one: Claim, other: Claim) -> bool:
    """Whether two articles date one and the same thing differently."""
    return (
        one.status == other.status
        and one.status in ONCE
        and one.source.article != other.source.article
        and abs((span(one).first - span(other).first).days) <= CONFLICT_DAYS
    )


def overlapping(result: Sequence[list[Claim]], claim: Claim) -> list[Claim] | None:
    """The first stay with a day in the claim's span."""
    return next((stay for stay in result if any(day.overlaps(span(claim)) for day in days_of(stay))), None)


def told_late(result: Sequence[list[Claim]], claim: Claim) -> list[Claim] | None:
    """The last stay that had begun when the article was published, not too long before."""
    day = span(claim).last
    begun = [
        stay
        for stay in result
        if any(was.first <= day and (day - was.last).days <= FALLBACK_DAYS for was in days_of(stay))
    ]
    return begun[-1] if begun else None


def same_status(result: Sequence[list[Claim]], claim: Claim) -> list[Claim] | None:
    """The first stay of which the same is told, else the first."""
    same = (stay for stay in result if any(other.status == claim.status for other in stay))
    return next(same, result[0] if result else None)


def span(claim: Claim) -> DateSpan:
    """The claim's date, which it must have."""
    if claim.date is None:
        raise ValueError("an undated claim has no span")
    return claim.date


def days_of(claims: Iterable[Claim]) -> list[DateSpan]:
    """The dates of those that have one."""
    return [claim.date for claim in claims if claim.date is not None]


# --- what the stay's date is -------------------------------------------------------------------


def settled(claims: Sequence[Claim]) -> tuple[list[Claim], tuple[Conflict, ...]]:
    """The claims that agree, and those that give another date for what happened once."""
    refused = [claim for status in ONCE for claim in contradicting([c for c in claims if c.status == status])]
    by_date: dict[DateSpan, list[Claim]] = {}
    for claim in sorted(refused, key=claim_order):
        by_date.setdefault(span(claim), []).append(claim)
    conflicts = tuple(Conflict(date=day, claims=tuple(against)) for day, against in by_date.items())
    return [claim for claim in claims if claim not in refused], conflicts


def contradicting(claims: Sequence[Claim]) -> list[Claim]:
    """Those whose date excludes the best one; an article that gives both dates tells of two parts of the caravan."""
    firm = [claim for claim in claims if is_firm(claim)]
    if not firm:
        return []
    best = span(min(firm, key=lambda claim: rank(claim, firm)))
    agreeing = {claim.source.article for claim in firm if span(claim).overlaps(best)}
    return [claim for claim in firm if not span(claim).overlaps(best) and claim.source.article not in agreeing]


def rank(claim: Claim, claims: Sequence[Claim]) -> tuple[int, int, object, object]:
    """Most independent sources first, then the finest date, then the earliest published."""
    day = span(claim)
    covering = [other for other in claims if span(other).first <= day.first and day.last <= span(other).last]
    return (-len(publishers(covering)), day.days, source_order(claim.source), str(day))


def dating(claims: Sequence[Claim]) -> tuple[DateSpan | None, DatedFrom | None]:
    """The days of the stay, from the firmest claims that there are, and how the first of these was dated."""
    for of_kind in (is_firm, is_wide, is_fallback):
        found = [claim for claim in claims if of_kind(claim) and claim.status != "planned"]
        found = found or [claim for claim in claims if of_kind(claim)]
        if found:
            day = agreed(days_of(found))
            return day, min(found, key=claim_order).dated_from
    return None, None


def agreed(days: Sequence[DateSpan]) -> DateSpan | None:
    """From the first day to the last, without spans that only repeat a finer one less exactly."""
    fine = [
        day
        for day in set(days)
        if not any(other != day and day.first <= other.first and other.last <= day.last for other in days)
    ]
    if not fine:
        return None
    return DateSpan(first=min(day.first for day in fine), last=max(day.last for day in fine))

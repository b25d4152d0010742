"""What changed from one atlas to the next: stops, dates and events that came, went or moved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from routes.model import Atlas, BorderEvent, DateSpan, Place, Waypoint

__all__ = ["Change", "changes"]

ChangeKind = Literal["added", "removed", "moved", "dated", "status"]
_Told = TypeVar("_Told", Waypoint, BorderEvent)

_MOVED_KM = 0.01
"""Less than this is how positions are rounded, and no move."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that is other than it was; `str` gives a line for people.

    `what` is `stop`, or the type of an event; `place` its id, `name` its name. `was` and `now` are its days where it
    came, went or is of another day, else what changed in words.
    """

    kind: ChangeKind
    what: str
    caravan: str | None
    place: str | None
    name: str
    was: str = ""
    now: str = ""

    def __str__(self) -> str:
        whose = f"{self.caravan}: " if self.caravan else ""
        thing = f"{whose}{self.what} {self.name}".rstrip()
        if self.kind in ("added", "removed"):
            return f"{thing}, {self.now or self.was}: {self.kind}"
        return f"{thing}: {_VERBS[self.kind]}{f'{self.was}, ' if self.was else ''}now {self.now}"


_VERBS = {"moved": "moved ", "dated": "was dated ", "status": "was "}


def changes(old: Atlas, new: Atlas) -> tuple[Change, ...]:
    """All that changed, caravan by caravan, then the events; nothing depends on how stops are numbered."""
    stops = _compared(_stops(old), _stops(new), lambda one: (one.caravan, one.place.id))
    events = _compared(old.events, new.events, lambda one: (one.type, one.caravan, one.place and one.place.id))
    found = [change for one, other in stops for change in _of_stop(one, other)]
    found += (change for one, other in events for change in _differences(one, other))
    return tuple(sorted(found, key=_order))


def _stops(atlas: Atlas) -> list[Waypoint]:
    return [stop for route in atlas.routes for stop in route.waypoints]


def _order(change: Change) -> tuple[bool, str, str, str, str]:
    return change.what != "stop", change.caravan or "", change.now or change.was, change.what, str(change)


def _compared(
    old: Iterable[_Told], new: Iterable[_Told], key: Callable[[_Told], object]
) -> Iterator[tuple[_Told | None, _Told | None]]:
    """The things of both, those of one key in pairs: of the same days first, then as they come; None has no pair."""
    groups: dict[object, tuple[list[_Told], list[_Told]]] = {}
    for number, things in enumerate((old, new)):
        for one in things:
            groups.setdefault(key(one), ([], []))[number].append(one)
    for before, after in groups.values():
        same = [(one, other) for one in before for other in after if one.date == other.date]
        pairs: list[tuple[_Told, _Told]] = []
        for one, other in same:
            if not any(one is a or other is b for a, b in pairs):
                pairs.append((one, other))
        yield from pairs
        yield from _rest(
            [one for one in before if not any(one is a for a, _ in pairs)],
            [one for one in after if not any(one is b for _, b in pairs)],
        )


def _rest(before: Sequence[_Told], after: Sequence[_Told]) -> Iterator[tuple[_Told | None, _Told | None]]:
    """What is left on both sides, in pairs as it comes."""
    for number in range(max(len(before), len(after))):
        yield (before[number] if number < len(before) else None, after[number] if number < len(after) else None)


def _of_stop(old: Waypoint | None, new: Waypoint | None) -> Iterator[Change]:
    yield from _differences(old, new)
    if old and new and old.status != new.status:
        yield _change("status", new, old.status, new.status)


def _differences(old: _Told | None, new: _Told | None) -> Iterator[Change]:
    if old is None or new is None:
        one = old or new
        if one is not None:
            was, now = (_day(two.date) if two else "" for two in (old, new))
            yield _change("removed" if new is None else "added", one, was, now)
        return
    if old.date != new.date:
        yield _change("dated", new, _day(old.date), _day(new.date))
    km = _moved(old.place, new.place)
    if km >= _MOVED_KM and new.place:
        at = new.place.position
        yield _change("moved", new, f"{km:,.1f} km", f"at {at.lat:.4f}, {at.lon:.4f}")


def _moved(old: Place | None, new: Place | None) -> float:
    return old.position.km_to(new.position) if old and new else 0.0


def _day(day: DateSpan | None) -> str:
    return str(day) if day else "no day"


def _change(kind: ChangeKind, told: Waypoint | BorderEvent, was: str, now: str) -> Change:
    place = told.place
    what = told.type if isinstance(told, BorderEvent) else "stop"
    return Change(
        kind=kind,
        what=what,
        caravan=told.caravan,
        place=place.id if place else None,
        name=place.name if place else "",
        was=was,
        now=now,
    )

"""What articles say happened, gathered: one border event for each thing, with all who tell of it.

Events are one when type, caravan and place are the same and their days overlap. Without a place only what one article
tells twice is taken to be one. An event without a date joins the first of its kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from routes.assembly.doubts import place_doubts
from routes.assembly.gists import Witnessed
from routes.assembly.sources import source_order
from routes.assembly.stops import agreed
from routes.model import BorderEvent, DateSpan, PlaceSource

__all__ = ["border_events"]


def border_events(happened: Iterable[Witnessed]) -> tuple[BorderEvent, ...]:
    """All events by date, undated last."""
    alike: dict[tuple[str, str, str], list[Witnessed]] = {}
    for one in happened:
        where = one.event.place.id if one.event.place else f"in {one.source.article}"
        alike.setdefault((one.event.type, one.event.caravan or "", where), []).append(one)
    found = [border_event(told) for same in alike.values() for told in occasions(same)]
    return tuple(sorted(found, key=event_order))


def occasions(told: Sequence[Witnessed]) -> list[list[Witnessed]]:
    """Those whose days overlap, together; firm dates first, so that vaguer ones find what they can join."""
    result: list[list[Witnessed]] = []
    for one in sorted(told, key=vagueness):
        same = (others for others in result if any(overlap(one.event.date, other.event.date) for other in others))
        home = next(same, None)
        if home is None:
            result.append([one])
        else:
            home.append(one)
    return result


def vagueness(told: Witnessed) -> tuple[int, str, object]:
    """Dated by the text first, the finest dates before the others; then by date."""
    event = told.event
    if event.date is None:
        return (1_000_000, "~", source_order(told.source))
    length = event.date.days + (100_000 if event.dated_from == "publication" else 0)
    return (length, str(event.date), source_order(told.source))


def overlap(one: DateSpan | None, other: DateSpan | None) -> bool:
    """Whether both can be of one day."""
    return one is None or other is None or one.overlaps(other)


def border_event(told: Sequence[Witnessed]) -> BorderEvent:
    """One event."""
    events = [one.event for one in told]
    first = events[0]
    firm = [event for event in events if event.dated_from != "publication" and event.date]
    days = [event.date for event in (firm or events) if event.date]
    once = {(one.source.article, one.source.span): one.source for one in told}
    day = agreed(days)
    place_source = min((event.place_source for event in events if event.place_source), key=SOURCES.index, default=None)
    return BorderEvent(
        type=first.type,
        caravan=first.caravan,
        place=first.place,
        place_source=place_source,
        date=day,
        sources=tuple(sorted(once.values(), key=source_order)),
        doubts=(
            *date_doubts(is_dated=bool(days), by_text=bool(firm)),
            *(place_doubts(first.place, place_source, day) if first.place else ()),
        ),
    )


SOURCES: tuple[PlaceSource, ...] = ("gazetteer", "world", "geocoder")


def date_doubts(*, is_dated: bool, by_text: bool) -> Iterable[str]:
    """In words."""
    if not is_dated:
        yield "no source gives a date"
    elif not by_text:
        yield "no date in the text: this is the day of publication"


def event_order(event: BorderEvent) -> tuple[object, ...]:
    """By date, undated last."""
    return (
        str(event.date) if event.date else "~",
        event.type,
        event.place.id if event.place else "~",
        event.caravan or "",
        source_order(event.sources[0]),
    )

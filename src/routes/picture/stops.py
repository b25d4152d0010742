"""Stops and events on a map: numbered discs, their names and dates, icons."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import product

from routes.model import BorderEvent, EventType, Waypoint
from routes.picture.frame import Box, Pixel
from routes.picture.marks import element, group, number, path, text
from routes.picture.panel import Panel
from routes.picture.space import Room, beside, distance, shortened, text_width
from routes.picture.theme import span_text
from routes.picture.tracks import Track

__all__ = ["Spots", "event_icon", "events", "is_drawn", "labels", "spots", "stop_disc", "stops"]

Spots = Mapping[tuple[str, int], Pixel]
"""Where the disc of each stop is, by caravan and number."""

DISC, DOT, ICON = 9.0, 3.0, 9.0
"""Radii in pixels."""

NAME_SIZE, DATE_SIZE = 12.5, 11.0
MOST_DATES = 3

EVENT_PATHS: dict[EventType, str] = {
    "clash": "M-3.5-3.5L3.5 3.5M3.5-3.5L-3.5 3.5",
    "detention": "M-3-4V4M0-4V4M3-4V4",
    "death": "M0-5V5M-3-2H3",
    "crossing": "M-4.5 0H4M1-3L4 0L1 3",
    "blocked": "M-4-1H4M-4 1H4",
    "border-closure": "M-4.5-2H4.5M-4.5 2H4.5M-2-4V4M2-4V4",
    "asylum": "M-4.5 0L0-4.5L4.5 0M-3 0V4H3V0",
    "aid": "M0-4V4M-4 0H4",
    "speech": "M-4-3.5H4V2H0L-2 4.5V2H-4Z",
    "other": "M0-1.2V1.2M-1.2 0H1.2",
}
"""Strokes within 10 by 10 pixels around the middle."""

GRAVE: tuple[EventType, ...] = ("clash", "death")
GRAVE_COLOR, SIGN_COLOR = "#b3261e", "#1d1d1b"


def spots(drawn: Sequence[Track], panel: Panel) -> Spots:
    """Free places for the discs of the stops that this panel shows, each as near to its point as there is room."""
    found: dict[tuple[str, int], Pixel] = {}
    for track in drawn:
        for stop in track.route.waypoints:
            at = panel.frame.pixel(stop.place.position)
            if panel.shows(at):
                found[stop.caravan, stop.seq] = panel.room.spot(at, DISC + 0.5)
    return found


def stops(track: Track, places: Spots, panel: Panel) -> list[str]:
    """A dot for each stop where it is; a numbered disc, tied to it, where it has one."""
    ties, discs = [], []
    for stop in track.route.waypoints:
        at = panel.frame.pixel(stop.place.position)
        spot = places.get((stop.caravan, stop.seq))
        if spot != at:
            ties.append(
                element("circle", cx=at[0], cy=at[1], r=DOT, fill=track.color, stroke="#ffffff", stroke_width=0.8)
            )
        if spot and spot != at:
            ties.append(element("path", d=path([[at, spot]]), stroke=track.color, stroke_width=1.1))
        if spot:
            discs.append(stop_disc(stop, spot, track))
    numbered = group(discs, font_size=10.5, font_weight="bold", text_anchor="middle")
    return [group(ties), numbered]


def stop_disc(stop: Waypoint, at: Pixel, track: Track) -> str:
    """Full where observed; hollow where the place is not reviewed or not certain; dotted where only planned."""
    hollow = stop.status == "planned" or stop.place_source == "geocoder" or stop.place.is_uncertain
    circle = element(
        "circle",
        cx=at[0],
        cy=at[1],
        r=DISC - 1 if hollow else DISC,
        fill="#ffffff" if hollow else track.color,
        stroke=track.color if hollow else "#ffffff",
        stroke_width=1.4 if stop.status == "planned" else 2 if hollow else 1.2,
        stroke_dasharray="1.4 2.4" if stop.status == "planned" else None,
    )
    size = None if stop.seq < 100 else 8
    ink = SIGN_COLOR if hollow else track.on
    return circle + text(str(stop.seq), at[0], at[1] + 3.8, fill=ink, font_size=size)


# --- labels ------------------------------------------------------------------------------------


def labels(drawn: Sequence[Track], places: Spots, panel: Panel) -> list[str]:
    """Names and dates beside the discs, the ends of routes first; what finds no room is in the list of stops."""
    by_place: dict[str, list[Waypoint]] = {}
    for track in drawn:
        for stop in track.route.waypoints:
            if (stop.caravan, stop.seq) in places:
                by_place.setdefault(stop.place.id, []).append(stop)
    ends = {stop.place.id for track in drawn for stop in (*track.route.waypoints[:1], *track.route.waypoints[-1:])}
    order = sorted(by_place.values(), key=lambda here: (here[0].place.id not in ends, -len(here), here[0].place.id))
    return [label(here, places, panel) for here in order]


def label(here: Sequence[Waypoint], places: Spots, panel: Panel) -> str:
    """One place's name, above the dates of its stops; the name alone where there is no room for both."""
    own = list(dict.fromkeys(places[stop.caravan, stop.seq] for stop in here))
    others = set(places.values()).difference(own)
    name = shortened(here[0].place.name, NAME_SIZE, 190)
    days = list(dict.fromkeys(span_text(stop.date, panel.lang, year=True) for stop in here if stop.date))
    dates = ", ".join(days[:MOST_DATES]) + (" …" if len(days) > MOST_DATES else "")
    for line in dict.fromkeys((dates, "")):
        width = max(text_width(name, NAME_SIZE), text_width(line, DATE_SIZE)) + 2
        size = width, NAME_SIZE + (DATE_SIZE + 3 if line else 2)
        found = free_box(own, size, others, panel.room)
        if found:
            panel.room.take(found[0])
            return lettering(found[0], name, line, found[1])
    return ""


def free_box(
    own: Sequence[Pixel], size: tuple[float, float], others: Collection[Pixel], room: Room
) -> tuple[Box, Pixel] | None:
    """The first box beside one of the discs where there is room, without a line where it can be, and its disc."""
    crossed: tuple[Box, Pixel] | None = None
    for gap, at in product((DISC + 3, DISC + 10), own):
        for box in beside(at, size, gap):
            if room.is_free(box) and is_nearest(box, at, others):
                if not room.is_crossed(box):
                    return box, at
                crossed = crossed or (box, at)
    return crossed


def is_nearest(box: Box, at: Pixel, others: Iterable[Pixel]) -> bool:
    """Whether a reader takes the label for that of the disc at the point, and not of another one."""
    own = distance(box, at)
    return all(distance(box, other) > own + 2 for other in others)


def lettering(box: Box, name: str, dates: str, at: Pixel) -> str:
    """The label's two lines, flush to the side where its disc is."""
    is_left, is_right = box.right <= at[0], box.left >= at[0]
    x = box.left if is_right else box.right if is_left else (box.left + box.right) / 2
    anchor = None if is_right else "end" if is_left else "middle"
    top = box.top + NAME_SIZE - 1.5
    lines = [text(name, x, top, font_size=NAME_SIZE, font_weight="600", text_anchor=anchor)]
    if dates:
        lines.append(text(dates, x, top + DATE_SIZE + 1.5, font_size=DATE_SIZE, text_anchor=anchor))
    return "".join(lines)


# --- events ------------------------------------------------------------------------------------


def events(shown: Iterable[BorderEvent], panel: Panel) -> str:
    """An icon for each type of event at each place that is a point."""
    once = {
        (one.place.id, one.type): panel.frame.pixel(one.place.position) for one in shown if is_drawn(one) and one.place
    }
    return group(
        event_icon(kind, panel.room.spot(at, ICON + 0.5)) for (_, kind), at in sorted(once.items()) if panel.shows(at)
    )


def is_drawn(event: BorderEvent) -> bool:
    """Whether it has a point; what happened somewhere in a country or region has none."""
    return event.place is not None and event.place.feature not in ("A", "L")


def event_icon(kind: EventType, at: Pixel) -> str:
    """A square on its corner with the sign of the event's type."""
    color = GRAVE_COLOR if kind in GRAVE else SIGN_COLOR
    frame = element("path", d="M0-10L10 0L0 10L-10 0Z", fill="#ffffff", stroke=color, stroke_width=1.2)
    sign = element("path", d=EVENT_PATHS[kind], fill="none", stroke=color, stroke_width=1.6, transform="scale(0.8)")
    return element("g", frame + sign, transform=f"translate({number(at[0])} {number(at[1])})")

"""Routes, stops and events on the map."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from routes.model import BorderEvent, EventType, Leg, Route, Waypoint
from routes.picture.frame import Box, Frame, Pixel
from routes.picture.marks import element, group, number, path, safe_color, safe_dash, text
from routes.picture.space import Room, shortened, text_width
from routes.picture.theme import Theme, span_text

__all__ = [
    "EVENT_PATHS",
    "PLANNED_DASH",
    "Track",
    "event_icon",
    "events",
    "labels",
    "lines",
    "stop_disc",
    "stops",
    "tracks",
]

LINE_WIDTH = 3.0
LANE = 3.2
"""Pixels between the lines of two caravans on one road."""

PLANNED_DASH = "0.1 6.5"
"""Dots, with round caps."""

DISC, ICON = 9.0, 8.0
"""Radii in pixels."""

NAME_SIZE, DATE_SIZE = 12.5, 11.0
MOST_DATES = 3
ARROW_FROM = 46.0
"""Pixels of a leg from which on there is room for an arrowhead."""

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
GRAVE_COLOR = "#b3261e"


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """A route as it is drawn; `lane` is how many pixels its line lies beside the straight one."""

    route: Route
    color: str
    dash: str
    lane: float


def tracks(routes: Sequence[Route], theme: Theme) -> list[Track]:
    """The routes, with colours that the ground does not swallow, and a lane each."""
    middle = (len(routes) - 1) / 2
    return [
        Track(
            route=route,
            color=theme.swap.get(color.lower(), color),
            dash=safe_dash(route.caravan.dash),
            lane=max(-12.0, min(12.0, (place - middle) * LANE)),
        )
        for place, route in enumerate(routes)
        for color in (safe_color(route.caravan.color, theme.text),)
    ]


# --- lines -------------------------------------------------------------------------------------


def lines(track: Track, frame: Frame, theme: Theme) -> str:
    """The legs: dashed as the caravan is, dotted where planned, pale where doubtful; arrowheads say where to."""
    by_seq = {stop.seq: stop for stop in track.route.waypoints}
    parts = []
    for leg in track.route.legs:
        start, end = (frame.pixel(by_seq[seq].place.position) for seq in (leg.start, leg.end))
        drawn = beside(start, end, track.lane)
        d = path([drawn])
        casing = element("path", d=d, stroke=theme.paper, stroke_width=LINE_WIDTH + 2.5, stroke_opacity=0.8)
        parts += [casing, element("path", d=d, **strokes(leg, track)), arrow(drawn, leg, track)]
    return group(parts, fill="none", stroke_linecap="round", stroke=track.color, stroke_width=LINE_WIDTH)


def strokes(leg: Leg, track: Track) -> dict[str, str | float | None]:
    """How a leg is drawn."""
    if leg.planned:
        return {"stroke_dasharray": PLANNED_DASH}
    return {
        "stroke_dasharray": track.dash or None,
        "stroke_linecap": "butt" if track.dash else None,
        "stroke_opacity": 0.5 if leg.doubts else None,
    }


def beside(start: Pixel, end: Pixel, lane: float) -> list[Pixel]:
    """The segment, moved to its right by `lane` pixels."""
    length = math.dist(start, end) or 1.0
    right, down = -(end[1] - start[1]) / length * lane, (end[0] - start[0]) / length * lane
    return [(x + right, y + down) for x, y in (start, end)]


def arrow(line: Sequence[Pixel], leg: Leg, track: Track) -> str:
    """A head in the middle of the leg, where it is long enough."""
    (x, y), (end_x, end_y) = line
    if math.dist(*line) < ARROW_FROM or leg.planned:
        return ""
    turn = math.degrees(math.atan2(end_y - y, end_x - x))
    return element(
        "path",
        d="M-5-5.5L6 0L-5 5.5Z",
        fill=track.color,
        stroke="none",
        transform=f"translate({number((x + end_x) / 2)} {number((y + end_y) / 2)}) rotate({number(turn)})",
    )


# --- stops -------------------------------------------------------------------------------------


def stops(track: Track, frame: Frame, room: Room, theme: Theme) -> str:
    """A numbered disc for each stop, moved aside where another one is, with a line to where it belongs."""
    return group(
        chain_of(disc_at(stop, frame, room, track) for stop in track.route.waypoints),
        font_size=10.5,
        font_weight="bold",
        text_anchor="middle",
        fill=theme.paper,
    )


def chain_of(parts: Iterable[Sequence[str]]) -> Iterator[str]:
    """All the parts, leaders and dots before discs, so that no line runs over a number."""
    together = list(parts)
    yield from (part for one in together for part in one[:-1])
    yield from (one[-1] for one in together)


def disc_at(stop: Waypoint, frame: Frame, room: Room, track: Track) -> list[str]:
    """A disc, after the leader that ties it to its point where it had to move."""
    at = frame.pixel(stop.place.position)
    x, y = room.spot(at, DISC + 0.5)
    disc = stop_disc(stop, (x, y), track.color)
    if (x, y) == at:
        return [disc]
    leader = element("path", d=path([[at, (x, y)]]), stroke=track.color, stroke_width=1)
    return [leader, element("circle", cx=at[0], cy=at[1], r=2.5, fill=track.color), disc]


def stop_disc(stop: Waypoint, at: Pixel, color: str) -> str:
    """Full where observed; hollow where the place is not reviewed; dotted where only planned."""
    hollow = stop.status == "planned" or stop.place_source == "geocoder"
    circle = element(
        "circle",
        cx=at[0],
        cy=at[1],
        r=DISC - 1 if hollow else DISC,
        fill="#ffffff" if hollow else color,
        stroke=color if hollow else "#ffffff",
        stroke_width=2 if hollow else 1.2,
        stroke_dasharray="2 2" if stop.status == "planned" else None,
    )
    size = 10.5 if stop.seq < 100 else 8
    return circle + text(
        str(stop.seq), at[0], at[1] + 3.8, fill=color if hollow else contrasting(color), font_size=size
    )


def contrasting(color: str) -> str:
    """Black or white, whichever can be read on the colour (relative luminance, WCAG 2)."""
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return "#000000" if 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.3 else "#ffffff"


# --- labels ------------------------------------------------------------------------------------


def labels(drawn: Sequence[Track], frame: Frame, room: Room, lang: str) -> list[str]:
    """Names and dates beside the stops, the ends of routes first; what finds no room is in the list below the map."""
    by_place: dict[str, list[Waypoint]] = {}
    for track in drawn:
        for stop in track.route.waypoints:
            by_place.setdefault(stop.place.id, []).append(stop)
    ends = {stop.place.id for track in drawn for stop in (*track.route.waypoints[:1], *track.route.waypoints[-1:])}
    order = sorted(by_place.values(), key=lambda here: (here[0].place.id not in ends, -len(here), here[0].place.id))
    return [label(here, frame.pixel(here[0].place.position), room, lang) for here in order]


def label(here: Sequence[Waypoint], at: Pixel, room: Room, lang: str) -> str:
    """One place's name, above the dates of its stops; the name alone where there is no room for both."""
    name = shortened(here[0].place.name, NAME_SIZE, 190)
    days = list(dict.fromkeys(span_text(stop.date, lang, year=True) for stop in here if stop.date))
    dates = ", ".join(days[:MOST_DATES]) + (" …" if len(days) > MOST_DATES else "")
    for line in dict.fromkeys((dates, "")):
        width = max(text_width(name, NAME_SIZE), text_width(line, DATE_SIZE)) + 2
        height = NAME_SIZE + (DATE_SIZE + 3 if line else 2)
        for gap in (DISC + 3, DISC + 12, DISC + 22):
            box = room.label(at, (width, height), gap)
            if box:
                return lettering(box, name, line, at)
    return ""


def lettering(box: Box, name: str, dates: str, at: Pixel) -> str:
    """The label's two lines, flush to the side where its stop is."""
    is_left, is_right = box.right <= at[0], box.left >= at[0]
    x = box.left if is_right else box.right if is_left else (box.left + box.right) / 2
    anchor = None if is_right else "end" if is_left else "middle"
    top = box.top + NAME_SIZE - 1.5
    lines = [text(name, x, top, font_size=NAME_SIZE, font_weight="600", text_anchor=anchor)]
    if dates:
        lines.append(text(dates, x, top + DATE_SIZE + 1.5, font_size=DATE_SIZE, text_anchor=anchor))
    return "".join(lines)


# --- events ------------------------------------------------------------------------------------


def events(shown: Iterable[BorderEvent], frame: Frame, room: Room) -> str:
    """An icon for each type of event at each place."""
    once = {
        (event.place.id, event.type): event.place for event in shown if event.place and event.place.feature not in "AL"
    }
    return group(
        event_icon(kind, room.spot(frame.pixel(place.position), ICON + 0.5))
        for (_, kind), place in sorted(once.items(), key=lambda one: one[0])
    )


def event_icon(kind: EventType, at: Pixel) -> str:
    """A square on its corner with the sign of the event's type."""
    color = GRAVE_COLOR if kind in GRAVE else "#1d1d1b"
    frame = element("path", d="M0-10L10 0L0 10L-10 0Z", fill="#ffffff", stroke=color, stroke_width=1.2)
    sign = element("path", d=EVENT_PATHS[kind], fill="none", stroke=color, stroke_width=1.5, transform="scale(0.8)")
    return element("g", frame + sign, transform=f"translate({number(at[0])} {number(at[1])})")

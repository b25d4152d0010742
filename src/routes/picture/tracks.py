"""Routes as lines on the map."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from routes.colours import inks
from routes.model import Leg, Place, Route
from routes.outlines import unit_outline
from routes.picture.frame import Pixel, clipped_ring
from routes.picture.marks import Value, element, group, number, path
from routes.picture.panel import Panel
from routes.picture.theme import Theme

__all__ = ["PLANNED_DASH", "Track", "has_region", "lines", "region_look", "regions", "tracks"]

LINE_WIDTH = 3.0
LANE = 3.2
"""Pixels between the lines of two caravans on one road."""

PLANNED_DASH = "0.1 6.5"
"""Dots, with round caps."""

ARROW_FROM = 46.0
"""Pixels of a leg from which on there is room for an arrowhead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """A route as it is drawn; `on` is the colour of what is written on its own.

    `lane` is how many pixels its line lies beside the straight one.
    """

    route: Route
    color: str
    on: str
    dash: str
    lane: float


def tracks(routes: Sequence[Route], drawn: Iterable[str], theme: Theme) -> list[Track]:
    """The routes of the caravans whose ids are `drawn`, in the inks that the web page uses too, and a lane each."""
    pairs = list(zip(routes, inks([route.caravan for route in routes]), strict=True))
    ids = set(drawn)
    chosen = [(route, ink) for route, ink in pairs if route.caravan.id in ids]
    middle = (len(chosen) - 1) / 2
    return [
        Track(
            route=route,
            color=ink.dark if theme.is_dark else ink.light,
            on=ink.on_dark if theme.is_dark else ink.on_light,
            dash=ink.dash,
            lane=max(-12.0, min(12.0, (place - middle) * LANE)),
        )
        for place, (route, ink) in enumerate(chosen)
    ]


# --- regions -----------------------------------------------------------------------------------


def has_region(track: Track) -> bool:
    """Whether it was reported in a state, and in none of its towns."""
    return any(map(unit_outline, _states(track)))


def regions(track: Track, panel: Panel) -> str:
    """The states in which it was reported without a town, quietly, as nobody knows where in them."""
    rings = ([panel.frame.pixel_of(*point) for point in unit_outline(place)] for place in _states(track))
    seen = [clipped_ring(ring, panel.frame.box.grown(12)) for ring in rings if ring]
    return group([element("path", d=path([ring], closed=True)) for ring in seen if ring], **region_look(track.color))


def region_look(color: str) -> dict[str, Value]:
    """A faint ground with a broken edge."""
    return {"fill": color, "fill_opacity": 0.1, "stroke": color, "stroke_width": 1, "stroke_dasharray": "4 3"}


def _states(track: Track) -> list[Place]:
    return list(dict.fromkeys(area.place for area in track.route.areas if area.status != "planned"))


# --- lines -------------------------------------------------------------------------------------


def lines(track: Track, panel: Panel) -> str:
    """The legs: dashed as the caravan is, dotted where planned, pale where doubtful; arrowheads say where to."""
    by_seq = {stop.seq: stop for stop in track.route.waypoints}
    parts = []
    for leg in track.route.legs:
        start, end = (panel.frame.pixel(by_seq[seq].place.position) for seq in (leg.start, leg.end))
        drawn = beside(start, end, track.lane)
        d = path([drawn])
        casing = element("path", d=d, stroke=panel.theme.paper, stroke_width=LINE_WIDTH + 2.5, stroke_opacity=0.8)
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

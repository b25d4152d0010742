"""The ground: land, shores, borders, first-level units, the names of countries, a scale."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache
from itertools import chain
from typing import NamedTuple

from routes.lasting import lasting
from routes.outlines import basemap
from routes.picture.frame import Box, Frame, Pixel, clipped_line, clipped_ring, mercator
from routes.picture.marks import element, group, path, text
from routes.picture.panel import Panel
from routes.picture.space import Room, text_width
from routes.picture.theme import Theme

__all__ = ["country_names", "ground", "scale_bar"]

COARSE_DEGREES = 75.0
"""A frame wider than this shows the coarse outlines."""

NAME_SIZE, NAME_SPACING = 13.0, 2.0
"""Of countries' names: pixels of the letters, and between them."""

NUDGES = ((0, 0), (0, -22), (0, 22), (-40, 0), (40, 0), (-40, -22), (40, 22), (-40, 22), (40, -22))
"""Pixels by which a name may move to where nothing else is."""

EDGE = 110.0
"""How far beyond the edge a country's anchor may be for its name to stand at the edge instead."""

STEPS_KM = (10, 20, 50, 100, 200, 500, 1000, 2000)


@lasting
def ground(frame: Frame, theme: Theme) -> str:
    """The map without anything on it."""
    bounds = frame.box.grown(12)
    shores, *lines = outlines(coarse=frame.degrees > COARSE_DEGREES)
    land = [clipped_ring(line, bounds) for line in pixels(shores, frame, bounds)]
    states, borders = (
        [piece for line in pixels(some, frame, bounds) for piece in clipped_line(line, bounds)] for some in lines
    )
    box = frame.box
    return group(
        [
            element(
                "rect", x=box.left, y=box.top, width=box.right - box.left, height=box.bottom - box.top, fill=theme.sea
            ),
            element(
                "path",
                d=path(land, closed=True),
                fill=theme.land,
                fill_rule="evenodd",
                stroke=theme.shore,
                stroke_width=0.8,
            ),
            element("path", d=path(states), fill="none", stroke=theme.state, stroke_width=0.9),
            element(
                "path",
                d=path(borders),
                fill="none",
                stroke=theme.border,
                stroke_width=1.2,
                stroke_dasharray="7 2.5 1.5 2.5",
            ),
        ],
        stroke_linejoin="round",
    )


class Outline(NamedTuple):
    """A line of the basemap in Mercator coordinates, and the upper left and lower right corners of what it spans."""

    points: tuple[Pixel, ...]
    corners: tuple[Pixel, Pixel]


@cache
def outlines(*, coarse: bool) -> tuple[tuple[Outline, ...], ...]:
    """The land, states and borders that fit a scale; worked out once for all pictures."""
    layer = basemap().coarse if coarse else basemap().fine
    return tuple(tuple(map(outline, lines)) for lines in (layer.land, layer.states, layer.borders))


def outline(line: Iterable[Pixel]) -> Outline:
    """The line, of bare degrees."""
    points = tuple(mercator(*point) for point in line)
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Outline(points, ((min(xs), min(ys)), (max(xs), max(ys))))


def pixels(lines: Iterable[Outline], frame: Frame, bounds: Box) -> list[list[Pixel]]:
    """The lines in pixels, without those that are all on one side of the bounds."""
    return [[frame.at(*point) for point in line.points] for line in lines if extent(line, frame).meets(bounds)]


def extent(line: Outline, frame: Frame) -> Box:
    """The box around it in pixels."""
    (left, top), (right, bottom) = (frame.at(*corner) for corner in line.corners)
    return Box(left=left, top=top, right=right + 0.01, bottom=bottom + 0.01)


def country_names(panel: Panel) -> str:
    """The names of the countries in view, where nothing is in their way."""
    return group(
        chain.from_iterable(
            country_name(label.es if panel.lang == "es" else label.en, at, panel.room)
            for label in basemap().labels
            if (at := brought_in(panel.frame.pixel(label.position), panel.frame.box))
        ),
        fill=panel.theme.muted,
        font_size=NAME_SIZE,
        letter_spacing=NAME_SPACING,
        text_anchor="middle",
    )


def brought_in(at: Pixel, box: Box) -> Pixel | None:
    """The point, or the one on the map's edge that is nearest to it; None where it is far outside."""
    inner = box.grown(-34)
    near = min(max(at[0], inner.left), inner.right), min(max(at[1], inner.top), inner.bottom)
    return near if math.dist(at, near) <= EDGE else None


def country_name(name: str, at: Pixel, room: Room) -> Iterable[str]:
    """The name in capitals near its place, or nothing."""
    capitals = name.upper()
    width = text_width(capitals, NAME_SIZE) + NAME_SPACING * len(capitals)
    for right, down in NUDGES:
        x, y = at[0] + right, at[1] + down
        box = Box(left=x - width / 2, top=y - NAME_SIZE, right=x + width / 2, bottom=y + 4)
        if room.is_free(box):
            room.take(box)
            return (text(capitals, x, y),)
    return ()


def scale_bar(panel: Panel) -> str:
    """A bar of a round number of kilometres in the lower right corner, true in the middle of the map."""
    frame, room, theme = panel.frame, panel.room, panel.theme
    box = frame.box
    middle = frame_km(frame)
    km = max((step for step in STEPS_KM if step * middle <= 150), default=STEPS_KM[0])
    length, right, y = km * middle, box.right - 18, box.bottom - 18
    left = right - length
    room.take(Box(left=left - 6, top=y - 22, right=right + 6, bottom=y + 8))
    return group(
        [
            element(
                "path",
                d=path([[(left, y - 5), (left, y), (right, y), (right, y - 5)]]),
                fill="none",
                stroke=theme.muted,
            ),
            text(f"{km} km", (left + right) / 2, y - 6, text_anchor="middle", font_size=11, fill=theme.muted),
        ]
    )


def frame_km(frame: Frame) -> float:
    """Pixels for a kilometre in the middle of the map."""
    middle = frame.north + (frame.box.bottom - frame.box.top) / 2 / frame.scale
    lat = math.atan(math.sinh(-2 * math.pi * middle))
    return frame.scale / (2 * math.pi * 6371.0 * math.cos(lat))

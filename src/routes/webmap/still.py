"""The map that stands in the page itself, for a reader without scripts: outlines, regions, routes, stops, a few names.

Small before fine: the numbers are whole pixels of a picture WIDTH wide, and a mark is a stroke of no length with a
round or square end. Its colours are those of the style sheet, light and dark.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import pairwise

from routes.lasting import lasting
from routes.model import Atlas, BoundingBox, Place, Position, Route
from routes.outlines import basemap, unit_outline

from .clipping import Line, clipped_line, clipped_ring, thinned
from .payload import Json
from .wording import say

__all__ = ["still"]

Pixel = tuple[int, int]

WIDTH = 420
STRAY = 2.2
"""How far an outline may be drawn off its course, in pixels."""
LETTER, LINE = 5, 9
"""About how wide a letter of a name is, and how high a line."""
STEP = 1.4
"""From the lane of one caravan to the next, in pixels, to the right and downwards; less where they are many."""
SPREAD = 14.0
"""From the first lane to the last, in pixels, at most."""
DOTTED = 2_000
"""Stops up to which each has its dot; of more, which would lie on each other, those that no line ends at."""


def still(atlas: Atlas, routes: Sequence[Json], view: BoundingBox) -> str:
    """The atlas as an `<svg>`; `routes` are those of the payload, with the dash of each."""
    sheet = _Sheet(view, dotted=sum(len(route.waypoints) for route in atlas.routes) <= DOTTED)
    shift = (len(routes) - 1) / 2
    step = min(STEP, SPREAD / (2 * shift or 1))
    drawn = (
        _route(sheet, route, told["dash"], number, (number - shift) * step)
        for number, (route, told) in enumerate(zip(atlas.routes, routes, strict=True))
    )
    happened = "".join(
        sheet.dot(event.place) for event in atlas.events if event.place and event.place.feature not in "AL"
    )
    regions = (_regions(sheet, route, number) for number, route in enumerate(atlas.routes))
    return "".join(
        (
            f'<svg class=still viewBox="0 0 {WIDTH} {sheet.height}" role=img aria-label="{say("map")}">',
            _ground(view),
            *regions,
            *drawn,
            f'<path class=happened d="{happened}"/>' if happened else "",
            *_names(sheet, atlas.routes),
            "</svg>",
        )
    )


class _Sheet:
    """Degrees to pixels: as far apart as they are in the middle of the view. `dotted`: each stop has its dot."""

    def __init__(self, view: BoundingBox, *, dotted: bool = True) -> None:
        self.dotted = dotted
        edge = 0.05 * max(view.east - view.west, view.north - view.south)
        self.box = BoundingBox(
            west=view.west - edge, south=view.south - edge, east=view.east + edge, north=view.north + edge
        )
        self.scale = WIDTH / (self.box.east - self.box.west)
        self.stretch = self.scale / math.cos(math.radians((view.south + view.north) / 2))
        self.height = round((self.box.north - self.box.south) * self.stretch)

    def pixel(self, position: Position) -> Pixel:
        """Where it is drawn."""
        return self._pixel(position.lon, position.lat)

    def dot(self, place: Place) -> str:
        """A stroke of no length there."""
        x, y = self.pixel(place.position)
        return f"M{x} {y}h0"

    def rings(self, rings: Iterable[Line]) -> str:
        """Path data of what of the rings lies in the box."""
        return "".join(_path(self._thin(clipped_ring(ring, self.box)), closed=True) for ring in rings)

    def lines(self, lines: Iterable[Line]) -> str:
        """Path data of what of the lines lies in the box."""
        return "".join(_path(self._thin(run)) for line in lines for run in clipped_line(line, self.box))

    def _thin(self, line: Line) -> list[Pixel]:
        kept = thinned(line, lambda *_: STRAY / self.scale) if line else []
        return [self._pixel(*point) for point in kept]

    def _pixel(self, lon: float, lat: float) -> Pixel:
        return round((lon - self.box.west) * self.scale), round((self.box.north - lat) * self.stretch)


@lasting
def _ground(view: BoundingBox) -> str:
    """Land and borders."""
    sheet, drawn = _Sheet(view), basemap().fine
    land, borders = sheet.rings(drawn.land), sheet.lines(drawn.borders)
    return f'<path class=land fill-rule=evenodd d="{land}"/><path class=borders d="{borders}"/>'


def _regions(sheet: _Sheet, route: Route, number: int) -> str:
    """The states and departments that are reported without a town."""
    outlines = {area.place.id: unit_outline(area.place) for area in route.areas}
    drawn = sheet.rings(outlines.values())
    return f'<path class="area r{number}" d="{drawn}"/>' if drawn else ""


def _route(sheet: _Sheet, route: Route, dash: str, number: int, lane: float) -> str:
    """Its legs and the dots of its stops, moved to its lane."""
    at = {stop.seq: sheet.pixel(stop.place.position) for stop in route.waypoints}
    gone, planned = (
        "".join(map(_path, _joined((at[leg.start], at[leg.end]) for leg in route.legs if leg.planned is is_planned)))
        for is_planned in (False, True)
    )
    joined = set() if sheet.dotted else {end for leg in route.legs for end in (leg.start, leg.end)}
    dots = dict.fromkeys(sheet.dot(stop.place) for stop in route.waypoints if stop.seq not in joined)
    parts = (
        f'<path class="leg r{number}" stroke-dasharray="{dash}" d="{gone}"/>' if gone else "",
        f'<path class="leg planned r{number}" stroke-dasharray="0 4" d="{planned}"/>' if planned else "",
        f'<path class="leg dots r{number}" d="{"".join(dots)}"/>' if dots else "",
    )
    return f'<g transform="translate({lane:.1f} {lane:.1f})">{"".join(parts)}</g>'


def _names(sheet: _Sheet, routes: Iterable[Route]) -> Iterator[str]:
    """Where each route begins and ends, and the countries; a name that would lie on another is left out."""
    taken: list[tuple[float, float, float]] = []

    def written(words: str, at: Pixel, kind: str) -> str:
        half = len(words) * LETTER / 2
        x = min(max(at[0], half), WIDTH - half)
        met = (abs(x - other) < half + reach and abs(at[1] - y) < LINE for other, y, reach in taken)
        if not (0 <= at[0] <= WIDTH and LINE <= at[1] <= sheet.height) or any(met):
            return ""
        taken.append((x, at[1], half))
        return f"<text class={kind} x={x:.0f} y={at[1]}>{escape(words)}</text>"

    for route in routes:
        reached = [stop.place for stop in route.waypoints if stop.status != "planned"]
        for place in (*reached[:1], *reached[1:][-1:]):
            x, y = sheet.pixel(place.position)
            yield written(place.name, (x, y - 5), "end") or written(place.name, (x, y + LINE + 3), "end")
    for label in basemap().labels:
        yield written(label.en, sheet.pixel(label.position), "state")


def _joined(legs: Iterable[tuple[Pixel, Pixel]]) -> Iterable[list[Pixel]]:
    """The legs, those that go on where the one before ended as one line."""
    lines: list[list[Pixel]] = []
    for start, end in legs:
        if lines and lines[-1][-1] == start:
            lines[-1].append(end)
        else:
            lines.append([start, end])
    return lines


def _path(line: Sequence[Pixel], *, closed: bool = False) -> str:
    """Path data, in steps from point to point; nothing for a line that is a point at this size."""
    points = [*line[:1], *(b for a, b in pairwise(line) if a != b)]
    if len(points) < (3 if closed else 2):
        return ""
    steps = ((b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points))
    start = " ".join(map(str, points[0]))
    text = " ".join(f"{x} {y}" for x, y in steps).replace(" -", "-")
    return f"M{start}l{text}{'z' if closed else ''}"

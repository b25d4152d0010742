"""The basemap of a page: outlines as short texts, and the names that help a reader to find the way."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from routes.lasting import lasting
from routes.model import BoundingBox
from routes.outlines import basemap

from .clipping import Line, clipped_line, clipped_ring, thinned
from .towns import TOWNS

__all__ = ["SCALE", "around", "encoded", "ground"]

SCALE = 100
"""Steps in a degree: a kilometre, half of what the outlines may be off."""
NEAR, FAR = 0.018, 0.12
"""How far in degrees a line may be drawn off its course, in the view and around it: there nobody looks closely."""
MARGIN = 0.4
"""What is kept on every side of the view, in its longer sides as Mercator draws them: room for screens of any form."""


@lasting
def ground(view: BoundingBox) -> dict[str, Any]:
    """The land, the borders and the names in and around the view. Keys as the page's script reads them."""
    box = around(view)
    drawn = basemap().fine

    def packed(lines: Iterable[Line], coarser: float = 1.0) -> list[str]:
        def allowed(x: float, y: float) -> float:
            return coarser * (NEAR if _holds(view, y, x) else FAR)

        return _encoded_all(thinned(line, allowed) for line in lines)

    return {
        "scale": SCALE,
        "box": [[box.south, box.west], [box.north, box.east]],
        "land": packed(clipped_ring(ring, box) for ring in drawn.land),
        "borders": packed(run for line in drawn.borders for run in clipped_line(line, box)),
        "units": packed((run for line in drawn.states for run in clipped_line(line, box)), coarser=2.5),  # faint
        "countries": [
            [label.country, label.position.lat, label.position.lon]
            for label in basemap().labels
            if _holds(box, label.position.lat, label.position.lon)
        ],
        "towns": [list(town) for town in TOWNS if _holds(box, *town[1:])],
    }


def around(view: BoundingBox) -> BoundingBox:
    """A box about as high on the map as it is wide with the view in its middle, cut at the map's own edges."""
    lon, lat = (view.west + view.east) / 2, (view.south + view.north) / 2
    flat = max(math.cos(math.radians(lat)), 0.2)  # how much higher than wide Mercator draws a degree there
    side = max(view.east - view.west, (view.north - view.south) / flat, 4.0)
    reach = side * (0.5 + MARGIN)
    return BoundingBox(
        west=round(max(lon - reach, -180.0), 2),
        south=round(max(lat - reach * flat, -85.0), 2),
        east=round(min(lon + reach, 180.0), 2),
        north=round(min(lat + reach * flat, 85.0), 2),
    )


def encoded(line: Line) -> str:
    """The line's points, `(lon, lat)` in degrees, as text: steps from point to point, in the digits of `_digits`.

    The same as Google's "encoded polyline", x before y: about two characters a number where JSON would take four.
    """
    out: list[str] = []
    x = y = 0
    for next_x, next_y in ((round(lon * SCALE), round(lat * SCALE)) for lon, lat in line):
        if not out or (next_x, next_y) != (x, y):
            out += (_digits(next_x - x), _digits(next_y - y))
        x, y = next_x, next_y
    return "".join(out) if len(out) > 2 else ""


def _digits(number: int) -> str:
    """Five bits to a character from `?` on, the lowest first; the sign is the lowest bit of all."""
    bits, out = abs(number) * 2 - (number < 0), ""
    while bits >= 32:
        out += chr((bits & 31 | 32) + 63)
        bits >>= 5
    return out + chr(bits + 63)


def _encoded_all(lines: Iterable[Line]) -> list[str]:
    """Every line of at least two points that are still apart."""
    return [text for text in map(encoded, lines) if text]


def _holds(box: BoundingBox, lat: float, lon: float) -> bool:
    return box.south <= lat <= box.north and box.west <= lon <= box.east

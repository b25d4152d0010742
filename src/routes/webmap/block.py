"""The page's one block of JSON, in lines: who edits one place changes the lines of that place, and no others.

A huge map is packed: the lines, 500 stops or legs or places to each, are deflated and written in base64 (RFC 1951,
4648), some lines to each text of a list. Each text is made from its lines alone, so that an edit keeps to its texts.
The browser unpacks them by itself. zlib packs the same lines to the same bytes; another deflater may not.

In it the place and the quotes of a stop are left out where they are the next: those behind all that stops before it
point to. Nearly each of a huge map has its own, and numbers that count on are what deflates worst.
"""

from __future__ import annotations

import json
import zlib
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from .payload import Json

__all__ = ["as_json", "packed"]

_LISTED = frozenset(
    ("routes", "stops", "legs", "crossings", "areas", "events", "unplaced", "places", "articles", "quotes")
)
"""The keys whose lists are broken into lines."""
_AT_ONCE = 500
"""Stops, legs or places on a line of a huge map."""
_TOGETHER = 40
"""Lines that are packed as one."""
# Characters that could end a script element or a line of script; JSON reads the escapes as the characters.
_ESCAPES = [(char, f"\\u{ord(char):04x}") for char in "<>&\u2028\u2029"]
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def as_json(content: Json) -> str:
    """The content as JSON that may stand inside a script element, whatever its words are; a line for each row."""
    text = "\n".join(_lines(content, 1))
    for char, escape in _ESCAPES:
        text = text.replace(char, escape)
    return text.encode("utf-8", "replace").decode()


def packed(content: Json) -> str:
    """The content as a JSON list of texts; put together, unpacked and read as UTF-8, they are its JSON."""
    told = {**content, "routes": list(_without_the_next(content["routes"]))}
    lines, press = _lines(told, _AT_ONCE), zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    texts = []
    while some := list(islice(lines, _TOGETHER)):
        made = press.compress("\n".join(some).encode("utf-8", "replace")) + press.flush(zlib.Z_FULL_FLUSH)
        texts.append(b64encode(made).decode())
    return json.dumps([*texts, b64encode(press.flush()).decode()], separators=(",\n", ":"))


def _without_the_next(routes: Iterable[Json]) -> Iterator[Json]:
    """The routes, each stop without the index of a place or of its one quote that the script counts by itself."""
    place = quote = 0
    for route in routes:
        told = dict(route)
        for part in ("stops", "areas"):
            shorter = []
            for stop in route.get(part, ()):
                left_out = {"place"} if stop["place"] == place else set()
                left_out |= {"quotes"} if stop["quotes"] == [quote] else set()
                shorter.append({key: value for key, value in stop.items() if key not in left_out})
                place = max(place, stop["place"] + 1)
                quote = max(quote, *(1 + (one["quote"] if isinstance(one, dict) else one) for one in stop["quotes"]))
            if shorter:
                told[part] = shorter
        yield told


def _lines(told: Json, rows: int) -> Iterator[str]:
    """The mapping as lines of JSON: first what is short, then its lists, so many of their rows to a line."""
    lists = {key: listed for key, listed in told.items() if key in _LISTED and listed}
    head = _ENCODER.encode({key: value for key, value in told.items() if key not in lists})[:-1]
    for key, listed in lists.items():
        yield f'{head}{"" if head == "{" else ","}"{key}":['
        yield from _rows(key, listed, rows)
        head = "]"
    yield head + "}"


def _rows(key: str, listed: Sequence[Any], rows: int) -> Iterator[str]:
    end = len(listed) - 1
    if key == "routes":
        for number, route in enumerate(listed):
            *lines, last = _lines(route, rows)
            yield from (*lines, last + ("," if number < end else ""))
        return
    for start in range(0, len(listed), rows):
        some = _ENCODER.encode(listed[start : start + rows])[1:-1]
        yield some + ("," if start + rows <= end else "")

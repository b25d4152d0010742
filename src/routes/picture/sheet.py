"""What stands around the map: title, key, the list of all stops, the note of caution."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Literal

from routes.model import BorderEvent, EventType, Route, Waypoint
from routes.picture.frame import Pixel
from routes.picture.marks import element, group, path, text
from routes.picture.space import shortened, text_width
from routes.picture.stops import event_icon, is_drawn, stop_disc
from routes.picture.theme import Theme, day_text, span_text, word
from routes.picture.tracks import PLANNED_DASH, Track, region_look

__all__ = ["Sign", "counted", "event_kinds", "heading", "key", "period", "stop_list"]

LINE = 20.0
TEXT = 12.5
BOLD = 1.12
"""How much wider bold letters are."""

Row = tuple[Track, Waypoint | None]
"""A line of the list: a stop, or (None) a caravan's name."""

Sign = EventType | Literal["region"]
"""What the key explains with an icon."""

COLUMNS, COLUMN_GAP = 4, 32.0
FEWEST_ROWS = 6
ABOVE_CAPTION = 8.0
KEY_WIDTH = 1080.0

LOOKS: dict[str, dict[str, str | float]] = {
    "gone": {},
    "doubtful": {"stroke_opacity": 0.5},
    "planned": {"stroke_dasharray": PLANNED_DASH},
}
"""How legs are drawn."""


def heading(title: str, subtitle: str, at: Pixel, theme: Theme) -> str:
    """The title and what the picture holds."""
    return group(
        [
            text(
                title,
                at[0],
                at[1],
                font_size=27,
                font_weight="bold",
                fill=theme.text,
                font_family="Georgia, 'DejaVu Serif', serif",
            ),
            text(subtitle, at[0], at[1] + 25, font_size=14, fill=theme.muted),
        ]
    )


def period(routes: Iterable[Sequence[Waypoint]], lang: str) -> str:
    """From the first to the last observed day; empty where there is none."""
    days = [stop.date for stops in routes for stop in stops if stop.date and stop.status != "planned"]
    if not days:
        return ""
    first, last = min(day.first for day in days), max(day.last for day in days)
    ends = dict.fromkeys((day_text(first, lang, year=True), day_text(last, lang, year=True)))
    return " \N{EN DASH} ".join(ends)


def counted(routes: Sequence[Route], events: Sequence[BorderEvent], lang: str) -> str:
    """`5 caravans, 42 stops, 12 events, 25 articles`."""
    stops = [stop for route in routes for stop in route.waypoints]
    sources = [claim.source for stop in stops for claim in stop.claims] + [
        one for event in events for one in event.sources
    ]
    numbers = {
        "caravan": len(routes) if len(routes) > 1 else 0,
        "stop": len(stops),
        "event": len(events),
        "article": len({source.article for source in sources}),
    }
    return ", ".join(f"{n} {word(name if n == 1 else name + 's', lang)}" for name, n in numbers.items() if n)


def key(at: Pixel, kinds: Sequence[Sign], theme: Theme, lang: str) -> str:
    """What the lines and icons mean, in one line, or two of about one width."""
    x, y = at
    parts = []
    widths = [*(59 + text_width(word(name, lang), TEXT) for name in LOOKS), *(_room(kind, lang) for kind in kinds)]
    full = sum(widths) / math.ceil(sum(widths) / KEY_WIDTH)
    for name, look in LOOKS.items():
        d = path([[(x, y - 4), (x + 30, y - 4)]])
        parts.append(element("path", d=d, stroke=theme.text, stroke_width=3, stroke_linecap="round", **look))
        parts.append(text(word(name, lang), x + 37, y, fill=theme.text))
        x += 37 + text_width(word(name, lang), TEXT) + 22
    for kind in kinds:
        if x - at[0] + _room(kind, lang) / 2 > full:
            x, y = at[0], y + LINE + 4
        parts.append(_region((x, y), theme) if kind == "region" else event_icon(kind, (x + 9, y - 4)))
        parts.append(text(word(kind, lang), x + 24, y, fill=theme.text))
        x += _room(kind, lang)
    return group(parts, font_size=TEXT)


def _room(kind: Sign, lang: str) -> float:
    """The width of a sign of the key with its words."""
    return 24 + text_width(word(kind, lang), TEXT) + 20


def _region(at: Pixel, theme: Theme) -> str:
    """The sign of a state that was named without a town."""
    return element("rect", x=at[0] + 1, y=at[1] - 11, width=17, height=13, rx=3, **region_look(theme.text))


def event_kinds(events: Iterable[BorderEvent]) -> list[EventType]:
    """The types that are drawn, in alphabetical order."""
    return sorted({event.type for event in events if is_drawn(event)})


# --- the list of stops -------------------------------------------------------------------------


def stop_list(drawn: Sequence[Track], corner: Pixel, width: float, theme: Theme, lang: str) -> tuple[str, float]:
    """All stops with their dates, in columns that are read one after the other, and how many pixels high it is."""
    column = (width - COLUMN_GAP * (COLUMNS - 1)) / COLUMNS
    parts, lowest = [], corner[1] - LINE
    rows = [(track, stop) for track in drawn for stop in (None, *track.route.waypoints)]
    for number, rows_here in enumerate(in_columns(rows)):
        x, y = corner[0] + number * (column + COLUMN_GAP), corner[1] - LINE
        for track, stop in rows_here:
            y += LINE if stop or y < corner[1] else LINE + ABOVE_CAPTION
            lowest = max(lowest, y)
            parts.append(entry(stop, (x, y), column, track, theme, lang) if stop else caption(track, (x, y), column))
    height = lowest + LINE - corner[1]
    return group(parts, font_size=TEXT, fill=theme.text), height


def in_columns(rows: Sequence[Row]) -> list[list[Row]]:
    """Cut into columns of about one height; no caravan's name is the last of its column."""
    most = max(FEWEST_ROWS, -(-len(rows) // COLUMNS))
    columns: list[list[Row]] = [[]]
    for row in rows:
        is_full = len(columns[-1]) >= most - (1 if row[1] is None else 0)
        if is_full and columns[-1] and len(columns) < COLUMNS:
            columns.append([])
        columns[-1].append(row)
    return columns


def caption(track: Track, at: Pixel, width: float) -> str:
    """A caravan's name beside a piece of its line."""
    x, y = at
    name = shortened(track.route.caravan.name, (TEXT + 1) * BOLD, width - 48)
    line = path([[(x, y - 4), (x + 36, y - 4)]])
    sample = element("path", d=line, stroke=track.color, stroke_width=3.5, stroke_dasharray=track.dash or None)
    return sample + text(name[:1].upper() + name[1:], x + 44, y, font_size=TEXT + 1, font_weight="bold")


def entry(stop: Waypoint, at: Pixel, width: float, track: Track, theme: Theme, lang: str) -> str:
    """One line: number, place, date."""
    x, y = at
    when = when_text(stop, lang)
    name = shortened(stop.place.name, TEXT, width - 34 - text_width(when, TEXT - 1))
    disc = element(
        "g", stop_disc(stop, (x + 9, y - 4.5), track), font_size=10.5, font_weight="bold", text_anchor="middle"
    )
    date = text(when, x + width, y, font_size=TEXT - 1, fill=theme.muted, text_anchor="end")
    return disc + text(name, x + 25, y) + date


def when_text(stop: Waypoint, lang: str) -> str:
    """The date, with the dates that others give and what is to be known of it."""
    date = span_text(stop.date, lang, year=True) if stop.date else word("undated", lang)
    others = "".join(f" {word('or', lang)} {span_text(one.date, lang)}" for one in stop.conflicts)
    return f"{word('planned', lang)}: {date}{others}" if stop.status == "planned" else f"{date}{others}"

"""The whole picture."""

from __future__ import annotations

from collections.abc import Sequence

from routes.model import Atlas, BorderEvent, Position, Route
from routes.picture.frame import Box, framed
from routes.picture.ground import country_names, ground, scale_bar
from routes.picture.marks import element, group, plain, text
from routes.picture.sheet import counted, event_kinds, heading, key, period, stop_list
from routes.picture.space import Room, shortened
from routes.picture.theme import LIGHT, Theme, word
from routes.picture.tracks import Track, events, labels, lines, stops, tracks

__all__ = ["svg"]

WIDTH, MARGIN = 1200.0, 28.0
MAP = Box(left=MARGIN, top=96.0, right=WIDTH - MARGIN, bottom=856.0)
FONT = "'Helvetica Neue', Helvetica, Arial, 'DejaVu Sans', sans-serif"


def svg(atlas: Atlas, caravan: str | None = None, *, theme: Theme = LIGHT, lang: str = "en") -> str:
    """The atlas, or one caravan of it, as an SVG document 1200 pixels wide.

    `lang` is `en` or `es`. Raises KeyError for a caravan or a language that is not there. Nothing in the result is
    taken from outside, and no text from the atlas is markup.
    """
    routes, shown = chosen(atlas, caravan)
    drawn = tracks(routes, theme)
    title = routes[0].caravan.name if caravan else word("title", lang)
    title = shortened(title[:1].upper() + title[1:], 27, WIDTH - 2 * MARGIN)
    subtitle = "; ".join(
        filter(None, (period([route.waypoints for route in routes], lang), counted(routes, shown, lang)))
    )
    listed, height = stop_list(drawn, (MARGIN, MAP.bottom + 84), WIDTH - 2 * MARGIN, theme, lang)
    bottom = MAP.bottom + 84 + height + 26
    parts = [
        plain("title", title),
        plain("desc", f"{subtitle}. {word('caution', lang)}"),
        element("rect", width=WIDTH, height=bottom, fill=theme.paper),
        heading(title, subtitle, (MARGIN, 46), theme),
        chart(drawn, shown, theme, lang),
        key((MARGIN, MAP.bottom + 32), event_kinds(shown), theme, lang),
        listed,
        footnote(bottom - 16, theme, lang),
    ]
    return document(parts, bottom)


def chosen(atlas: Atlas, caravan: str | None) -> tuple[tuple[Route, ...], tuple[BorderEvent, ...]]:
    """What is drawn: everything, or what is of one caravan. Raises KeyError where there is no such caravan."""
    if caravan is None:
        return atlas.routes, atlas.events
    routes = tuple(route for route in atlas.routes if route.caravan.id == caravan)
    if not routes:
        raise KeyError(caravan)
    return routes, tuple(event for event in atlas.events if event.caravan == caravan)


def chart(drawn: Sequence[Track], shown: Sequence[BorderEvent], theme: Theme, lang: str) -> str:
    """The map itself. Discs find their place first, then icons, then labels, and names where room is left."""
    frame = framed(positions(drawn, shown), MAP)
    room = Room(bounds=MAP.grown(-4))
    bar = scale_bar(frame, room, theme)
    ways = [lines(track, frame, theme) for track in drawn]
    discs = [stops(track, frame, room, theme) for track in drawn]
    icons = events(shown, frame, room)
    names = labels(drawn, frame, room, lang)
    halo: dict[str, str | float] = {
        "stroke": theme.land,
        "stroke_width": 3.0,
        "stroke_linejoin": "round",
        "paint_order": "stroke",
    }
    layers = [
        ground(frame, theme),
        group([country_names(frame, room, theme, lang)], **halo),
        *ways,
        icons,
        *discs,
        group(names, fill=theme.text, **halo),
        bar,
    ]
    return group(layers, clip_path="url(#map)")


def positions(drawn: Sequence[Track], shown: Sequence[BorderEvent]) -> list[Position]:
    """What has to be in view."""
    stops = [stop.place.position for track in drawn for stop in track.route.waypoints]
    return stops or [event.place.position for event in shown if event.place]


def footnote(y: float, theme: Theme, lang: str) -> str:
    """What the lines are not, and whose the outlines are."""
    return group(
        [
            text(word("caution", lang), MARGIN, y, font_style="italic"),
            text(word("credit", lang), WIDTH - MARGIN, y, text_anchor="end"),
        ],
        font_size=11.5,
        fill=theme.muted,
    )


def document(parts: Sequence[str], height: float) -> str:
    """The parts as a file."""
    mask = element("rect", x=MAP.left, y=MAP.top, width=MAP.right - MAP.left, height=MAP.bottom - MAP.top)
    clip = element("defs", element("clipPath", mask, id="map"))
    body = "\n".join([parts[0], parts[1], clip, *parts[2:]])
    return (
        element(
            "svg",
            f"\n{body}\n",
            xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 0 {WIDTH:.0f} {height:.0f}",
            width=WIDTH,
            height=round(height),
            role="img",
            aria_labelledby="title desc",
            font_family=FONT,
        )
        + "\n"
    )

"""The whole picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from routes.model import Atlas, BorderEvent, Position, Route
from routes.picture.frame import Box, Frame, Pixel, framed
from routes.picture.ground import country_names, ground, scale_bar
from routes.picture.marks import Value, element, group, plain, text
from routes.picture.panel import Panel, inset_frame, window_of
from routes.picture.sheet import Sign, counted, event_kinds, heading, key, period, stop_list
from routes.picture.space import Room, shortened
from routes.picture.stops import events, labels, spots, stops
from routes.picture.theme import LIGHT, Theme, word
from routes.picture.tracks import Track, has_region, lines, regions, tracks

__all__ = ["svg"]

WIDTH, MARGIN = 1200.0, 28.0
MAP = Box(left=MARGIN, top=96.0, right=WIDTH - MARGIN, bottom=856.0)
KEY_HEIGHT, LIST_TOP = 32.0, 92.0
"""Pixels below the map."""

FONT = "'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"


def svg(atlas: Atlas, caravan: str | None = None, *, theme: Theme = LIGHT, lang: str = "en") -> str:
    """The atlas, or one caravan of it, as an SVG document 1200 pixels wide.

    `lang` is `en` or `es`. Raises KeyError for a caravan or a language that is not there. Nothing in the result is
    taken from outside, and no text from the atlas is markup.
    """
    routes, shown = chosen(atlas, caravan)
    drawn = tracks(atlas.routes, (route.caravan.id for route in routes), theme)
    title = routes[0].caravan.name if caravan else word("title", lang)
    title = shortened(title[:1].upper() + title[1:], 27, WIDTH - 2 * MARGIN)
    subtitle = "; ".join(
        filter(None, (period([route.waypoints for route in routes], lang), counted(routes, shown, lang)))
    )
    listed, height = stop_list(drawn, (MARGIN, MAP.bottom + LIST_TOP), WIDTH - 2 * MARGIN, theme, lang)
    bottom = MAP.bottom + LIST_TOP + height + 26
    parts = [
        plain("title", title),
        plain("desc", f"{subtitle}. {word('caution', lang)}"),
        element("rect", width=WIDTH, height=bottom, fill=theme.paper),
        heading(title, subtitle, (MARGIN, 46), theme),
        chart(drawn, shown, theme, lang),
        key((MARGIN, MAP.bottom + KEY_HEIGHT), signs_of(drawn, shown), theme, lang),
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


# --- the map -----------------------------------------------------------------------------------


def chart(drawn: Sequence[Track], shown: Sequence[BorderEvent], theme: Theme, lang: str) -> str:
    """The map, and the inset that it needs where many stops are close together."""
    main = Panel(frame=framed(positions(drawn, shown), MAP), room=Room(bounds=MAP.grown(-4)), theme=theme, lang=lang)
    inset = inset_frame(main.frame, *on_map(drawn, main.frame))
    if inset is None:
        return layers(drawn, shown, main, "map")
    window = window_of(inset, main.frame)
    for taken in (window, inset.box.grown(4)):
        main.room.take(taken)
    detail = replace(main, frame=inset, room=Room(bounds=inset.box.grown(-4)))
    return group(
        [
            layers(drawn, shown, replace(main, hidden=window), "map"),
            rectangle(window, fill="none", stroke=theme.muted),
            rectangle(inset.box.grown(4), fill=theme.paper, stroke=theme.muted),
            layers(drawn, shown, detail, "inset"),
        ]
    )


def layers(drawn: Sequence[Track], shown: Sequence[BorderEvent], panel: Panel, mask: str) -> str:
    """One panel. Discs find their place first, then icons, then labels; countries are named where room is left."""
    bar = scale_bar(panel)
    for start, end in on_map(drawn, panel.frame)[1]:
        panel.room.cross(start, end)
    places = spots(drawn, panel)
    icons = events(shown, panel)
    names = labels(drawn, places, panel)
    countries = country_names(panel)
    discs = [stops(track, places, panel) for track in drawn]
    halo: dict[str, Value] = {"stroke": panel.theme.land, "stroke_width": 3, "paint_order": "stroke"}
    parts = [
        ground(panel.frame, panel.theme),
        group([countries], **halo),
        *(regions(track, panel) for track in drawn),
        *(lines(track, panel) for track in drawn),
        *(ties for ties, _ in discs),
        icons,
        *(numbered for _, numbered in discs),
        group(names, fill=panel.theme.text, stroke_linejoin="round", **halo),
        bar,
    ]
    clip = element("clipPath", rectangle(panel.frame.box), id=mask)
    return element("defs", clip) + group(parts, clip_path=f"url(#{mask})")


def signs_of(drawn: Sequence[Track], shown: Sequence[BorderEvent]) -> list[Sign]:
    """What the key explains beside the lines."""
    kinds: list[Sign] = [*event_kinds(shown)]
    return ["region", *kinds] if any(map(has_region, drawn)) else kinds


def rectangle(box: Box, **attributes: Value) -> str:
    """The box as an element."""
    return element("rect", x=box.left, y=box.top, width=box.right - box.left, height=box.bottom - box.top, **attributes)


def positions(drawn: Sequence[Track], shown: Sequence[BorderEvent]) -> list[Position]:
    """What has to be in view."""
    found = [stop.place.position for track in drawn for stop in track.route.waypoints]
    return found or [event.place.position for event in shown if event.place]


def on_map(drawn: Sequence[Track], frame: Frame) -> tuple[list[Pixel], list[tuple[Pixel, Pixel]]]:
    """The stops and the legs in pixels."""
    at = {(stop.caravan, stop.seq): frame.pixel(stop.place.position) for one in drawn for stop in one.route.waypoints}
    legs = [(at[leg.caravan, leg.start], at[leg.caravan, leg.end]) for one in drawn for leg in one.route.legs]
    return list(at.values()), legs


# --- the sheet ---------------------------------------------------------------------------------


def footnote(y: float, theme: Theme, lang: str) -> str:
    """What the lines are not, and whose the outlines and towns are."""
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
    body = "\n".join(parts)
    root = element(
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
    return f"{root}\n"

"""The document: folium's frame, one block of JSON, the page's own script and style, and a policy that allows no more.

Two laws. No word from an atlas goes through a template: folium renders its frame before such a word is near it. And
no word from an atlas is markup: it is escaped here, or is JSON that the page's script writes as text.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from html import escape

from routes.assembly.excerpt import only
from routes.colours import Ink, inks
from routes.model import Atlas, BoundingBox, Position

from . import assets
from .block import as_json, packed
from .frame import Frame, frame
from .ground import ground
from .payload import Json, dates, payload, positions
from .plain import is_cut, plain, rows
from .still import still
from .tiles import Tiles
from .wording import LANGUAGES, counted, period, say, spoken

__all__ = ["page", "summary"]

EVERYWHERE = BoundingBox(west=-118.0, south=8.0, east=-82.0, north=34.0)
"""What a map without a single point shows: the way from Honduras to the border of the United States."""
MANY = 500
"""Rows of the tables up to which each stop has elements on the map from the start: a browser draws these at once."""


def page(
    atlas: Atlas,
    *,
    title: str = "Caravan routes",
    caravan: str | None = None,
    tiles: Tiles | None = None,
) -> str:
    """One self-contained HTML file: the same atlas gives the same text.

    `caravan` is the id of the one to show, with what belongs to it; None shows all. With `tiles` it is not quite
    self-contained: it asks that server, and no other, for the ground under the routes. Raises RoutesError where the
    atlas has no route of that id, FileError where the package was installed without Leaflet.
    """
    with _collecting_later():
        return _page(atlas, title, caravan, tiles)


def _page(atlas: Atlas, title: str, caravan: str | None, tiles: Tiles | None) -> str:
    chosen = atlas if caravan is None else only(atlas, caravan)
    drawn = inks([route.caravan for route in atlas.routes])
    pairs = zip(atlas.routes, drawn, strict=True)
    used = [ink for route, ink in pairs if caravan in (None, route.caravan.id)]
    body = payload(chosen)
    for route, ink in zip(body["routes"], used, strict=True):
        route["dash"] = ink.dash
    view = _view(positions(chosen))
    tables = {lang: spoken(lang) for lang in LANGUAGES}
    content = {"title": title, "view": _corners(view), **body, "ground": ground(view), "words": tables}
    if tiles:
        content["tiles"] = {"url": tiles.url, "attribution": tiles.attribution}
    text_only = f"{still(chosen, body['routes'], view)}{plain(content)}"
    (south, west), (north, east) = content["view"]
    made = frame(Position(lat=(south + north) / 2, lon=(west + east) / 2), zoom=5)
    return _document((_header(title, summary(chosen)), text_only), content, used, tiles, made)


def summary(atlas: Atlas) -> str:
    """One sentence: `3 caravans, 24 stops and 9 border events, as reported in 12 articles, October 2018.`."""
    stops = counted(sum(len(route.waypoints) for route in atlas.routes), "stop")
    what = f"{counted(len(atlas.routes), 'caravan')}, {stops} and {counted(len(atlas.events), 'event')}"
    articles, when = counted(len(atlas.articles), "article"), period(dates(atlas))
    return say("summaryDated" if when else "summary", what=what, articles=articles, period=when)


@contextmanager
def _collecting_later() -> Iterator[None]:
    """Else Python looks through a huge atlas for garbage again and again, in vain: a page uses all that it makes."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _block(content: Json) -> str:
    """The content; without articles and quotes where the script can take them from the tables."""
    if is_cut(content):
        return packed(content)
    return as_json({key: value for key, value in content.items() if key not in ("articles", "quotes")})


def _view(points: list[Position]) -> BoundingBox:
    """The box around the points; never a single point."""
    if not points:
        return EVERYWHERE
    lats, lons = [p.lat for p in points], [p.lon for p in points]
    edge = 0.3
    return BoundingBox(west=min(lons) - edge, south=min(lats) - edge, east=max(lons) + edge, north=max(lats) + edge)


def _corners(box: BoundingBox) -> list[list[float]]:
    return [[round(box.south, 3), round(box.west, 3)], [round(box.north, 3), round(box.east, 3)]]


def _inks(used: Iterable[Ink]) -> str:
    """The style sheet of the caravans' colours: made of checked `#rrggbb` only."""
    light, dark = "", ""
    for index, ink in enumerate(used):
        light += f".r{index}{{--line:{ink.light};--on:{ink.on_light}}}"
        dark += f".r{index}{{--line:{ink.dark};--on:{ink.on_dark}}}"
    return f"{light}@media (prefers-color-scheme:dark){{{dark}}}"


def _document(texts: tuple[str, str], content: Json, used: Iterable[Ink], tiles: Tiles | None, made: Frame) -> str:
    """`texts` are the page's head and what stands there for readers without scripts."""
    header, text_only = texts
    tiled = tiles is not None
    styles = (assets.leaflet_style(tiled=tiled), assets.style() + _inks(used))
    scripts = (assets.leaflet_script(tiled=tiled), assets.script(many=rows(content) > MANY, tiled=tiled), made.script)
    policy = _policy(styles, scripts, tiles)
    lines = [
        "<!DOCTYPE html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        '<meta name="generator" content="routes">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{_text(content['title'])}</title>",
        *(f"<style>{text}</style>" for text in styles),
        "</head>",
        "<body>",
        header,
        f'<main>{_map(made.html)}<div id="side"></div>',
        f'<div class="plain" lang="en">{_written(text_only)}</div></main>',
        _footer(),
        f'<script type="application/json" id="atlas">{_block(content)}</script>',
        *(f"<script>{text}</script>" for text in scripts),
        "</body>",
        "</html>",
        "",
    ]
    return "\n".join(lines)


def _policy(styles: Iterable[str], scripts: Iterable[str], tiles: Tiles | None) -> str:
    allowed = {
        "default-src": "'none'",
        "script-src": " ".join(map(assets.digest, scripts)),
        "style-src": " ".join(map(assets.digest, styles)),
        "img-src": f"data: {tiles.origin}" if tiles else "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {what}" for name, what in allowed.items())


def _header(title: str, said: str) -> str:
    top = f'<h1>{_text(title)}</h1><p class="summary">{_text(said)}</p>'
    return f'<header>{top}<p class="note" data-say="note">{say("note")}</p></header>'


def _map(html: str) -> str:
    skip = f'<a class="skip" href="#side" data-say="skip">{say("skip")}</a>'
    return f'<section id="chart" aria-label="{say("map")}">{skip}{html}</section>'


def _footer() -> str:
    """Who drew the outlines and the map; `data-say` names the words that change with the language."""
    links = (
        ("outlines", "Natural Earth", "https://www.naturalearthdata.com/", "publicDomain"),
        ("towns", "GeoNames", "https://www.geonames.org/", "attribution"),
        ("drawnWith", "Leaflet", "https://leafletjs.com/", ""),
    )
    made = " ".join(
        f'{_said(before)} <a href="{url}" target="_blank" rel="noopener noreferrer">{name}</a> {_said(after)}'
        for before, name, url, after in links
    )
    return f"<footer><p>{_said('caution')}</p><p>{made}</p></footer>"


def _said(key: str) -> str:
    return f'<span data-say="{key}">{say(key)}</span>' if key else ""


def _text(text: str) -> str:
    return _written(escape(text))


def _written(html: str) -> str:
    """Without the halves of characters that a broken text may hold."""
    return html.encode("utf-8", "replace").decode()

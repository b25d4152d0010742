"""From an atlas to the files of `maps/`: pages, pictures and tables, nothing written yet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from routes.exports import csv, geojson
from routes.model import Atlas, Problem
from routes.picture import Form, printed, svg
from routes.project import Settings
from routes.webmap import Frames, Tiles, page

__all__ = ["MOST_APART", "Known", "drawn"]

MOST_APART = 200
"""Caravans up to which each has a map of its own; of more than these nobody looks through the files."""

Known = Callable[[str], dict[str, bytes] | None]
"""The page and the pictures of a caravan where they were drawn already, else None."""


def drawn(
    atlas: Atlas,
    settings: Settings,
    pictures: Sequence[Form],
    known: Known = lambda _: None,
    frames: Frames | None = None,
) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """Every file of `maps/` by its name, and the caravans whose id can be no file's name."""
    files = _map_of(atlas, settings, pictures, None, frames)
    problems = []
    apart = atlas.routes if len(atlas.routes) <= MOST_APART else ()
    for route in apart:
        caravan = route.caravan
        if f"{caravan.id}.html" in files:
            what, mend = f"{caravan.id} cannot be a caravan's id: {caravan.id}.html is another page", "write another id"
            problems.append(Problem(file="caravans.yaml", what=what, mend=mend))
        else:
            named = replace(settings, title=caravan.name)
            files |= known(caravan.id) or _map_of(atlas, named, pictures, caravan.id, frames)
    tables = {"routes.geojson": geojson(atlas).encode(), "routes.csv": csv(atlas).encode()}
    return files | tables, tuple(problems)


def _map_of(
    atlas: Atlas, settings: Settings, pictures: Sequence[Form], caravan: str | None, frames: Frames | None
) -> dict[str, bytes]:
    """The page and the pictures of all caravans, or of one."""
    server = settings.tiles, settings.tiles_attribution
    tiles = Tiles(url=server[0], attribution=server[1]) if server[0] and server[1] else None
    picture, name = svg(atlas, caravan=caravan), caravan or "index"
    html = page(atlas, title=settings.title, caravan=caravan, tiles=tiles, frames=frames)
    files = {f"{name}.html": html.encode()}
    for form in pictures:
        files[f"{name}.{form}"] = picture.encode() if form == "svg" else printed(picture, form)
    return files

"""From an atlas to the files of `maps/`: pages, pictures and tables, nothing written yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import TYPE_CHECKING

from routes.exports import csv, geojson
from routes.model import Atlas, Caravan, Problem
from routes.picture import Form, printed, svg
from routes.project import Settings
from routes.webmap import Tiles, page

if TYPE_CHECKING:
    from concurrent.futures import Future

__all__ = ["MOST_APART", "Known", "drawn", "drawn_beside"]

MOST_APART = 200
"""Caravans up to which each has a map of its own; of more than these nobody looks through the files."""

_WORTH = 20
"""Caravans from which on it pays to start other processes."""

Known = Callable[[str], dict[str, bytes] | None]
"""The page and the pictures of a caravan where they were drawn already, else None."""


def drawn(
    atlas: Atlas,
    settings: Settings,
    pictures: Sequence[Form],
    known: Known = lambda _: None,
) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """Every file of `maps/` by its name, and the caravans whose id can be no file's name."""
    files = _map_of(atlas, settings, pictures, None)
    problems = []
    apart = atlas.routes if len(atlas.routes) <= MOST_APART else ()
    for route in apart:
        caravan = route.caravan
        if f"{caravan.id}.html" in files:
            what, mend = f"{caravan.id} cannot be a caravan's id: {caravan.id}.html is another page", "write another id"
            problems.append(Problem(file="caravans.yaml", what=what, mend=mend))
        else:
            files |= known(caravan.id) or _map_of(atlas, settings, pictures, caravan)
    tables = {"routes.geojson": geojson(atlas).encode(), "routes.csv": csv(atlas).encode()}
    return files | tables, tuple(problems)


@contextmanager
def drawn_beside(atlas: Atlas, settings: Settings, pictures: Sequence[Form], jobs: int) -> Iterator[Known]:
    """The maps of many caravans drawn by so many processes, of which this is one: it has the first share.

    One share for each, since to send a large atlas takes long.
    """
    caravans = [route.caravan for route in atlas.routes]
    if jobs == 1 or not _WORTH <= len(caravans) <= MOST_APART:
        yield lambda _: None
        return
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    drawing: dict[str, Future[dict[str, dict[str, bytes]]]] = {}

    def known(caravan: str) -> dict[str, bytes] | None:
        try:
            return drawing[caravan].result()[caravan] if caravan in drawing else None
        except BrokenProcessPool:
            return None  # and is drawn here

    starts = [len(caravans) * turn // jobs for turn in range(jobs + 1)]
    with ProcessPoolExecutor(jobs - 1, get_context("spawn")) as processes:
        for start, end in pairwise(starts[1:]):
            some = caravans[start:end]
            share = processes.submit(_maps_of, atlas, settings, pictures, some)
            drawing |= {caravan.id: share for caravan in some}
        try:
            yield known
        finally:
            processes.shutdown(cancel_futures=True)


def _maps_of(
    atlas: Atlas, settings: Settings, pictures: Sequence[Form], caravans: Sequence[Caravan]
) -> dict[str, dict[str, bytes]]:
    """The files of each of these caravans."""
    return {caravan.id: _map_of(atlas, settings, pictures, caravan) for caravan in caravans}


def _map_of(
    atlas: Atlas,
    settings: Settings,
    pictures: Sequence[Form],
    caravan: Caravan | None = None,
) -> dict[str, bytes]:
    """The page and the pictures of all caravans, or of one."""
    server = settings.tiles, settings.tiles_attribution
    tiles = Tiles(url=server[0], attribution=server[1]) if server[0] and server[1] else None
    one, name, title = (caravan.id, caravan.id, caravan.name) if caravan else (None, "index", settings.title)
    picture, html = svg(atlas, caravan=one), page(atlas, title=title, caravan=one, tiles=tiles)
    files = {f"{name}.html": html.encode()}
    for form in pictures:
        files[f"{name}.{form}"] = picture.encode() if form == "svg" else printed(picture, form)
    return files

"""The imperative shell: files and network here, pure functions in between.

atlas_of -> draw -> write
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from routes.atlas import Tell, atlas_of
from routes.exports import csv, geojson
from routes.files import read_bytes, read_text, write_atomic
from routes.model import Atlas, Problem
from routes.picture import Form, check_printer, printed, svg
from routes.project import Project, Settings
from routes.webmap import Tiles, page

if TYPE_CHECKING:
    from routes.gazetteer.geocoding import GeocoderSettings

__all__ = ["MOST_APART", "Built", "Tell", "build", "draw"]

_WRITTEN = ".written-by-routes"
"""Lists the files of `maps/` that routes wrote, so that it takes away its own and no others."""
MOST_APART = 200
"""Caravans up to which each has a map of its own; of more than these nobody looks through the files."""
_OWN_FILE = re.compile(r"[\w-]+\.(?:html|svg|png|pdf|geojson|csv)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build made: the map to open, how much is on it, and what an editor should look at."""

    index: Path
    files: tuple[str, ...]
    atlas: Atlas
    articles: int
    caravans: int
    waypoints: int
    events: int
    unplaced: tuple[str, ...]
    problems: tuple[Problem, ...]


def build(
    project: Project, *, geocoder: GeocoderSettings, today: date, tell: Tell, pictures: Sequence[Form] = ("svg",)
) -> Built:
    """Makes the project's maps. The same project gives the same bytes; mistakes in its files never stop the build.

    With `geocoder.offline` nobody is asked, and answers of earlier builds are left alone. `pictures` are forms of
    pictures: `svg`, `png`, `pdf`. Raises FileError, and RoutesError where what prints a picture is not installed.
    """
    if {"png", "pdf"}.intersection(pictures):
        check_printer()
    atlas, problems = atlas_of(project, geocoder=geocoder, today=today, tell=tell)
    tell("drawing the maps")
    return draw(project, atlas, problems, pictures=pictures)


def draw(
    project: Project, atlas: Atlas, problems: tuple[Problem, ...], *, pictures: Sequence[Form] = ("svg",)
) -> Built:
    """Draws the maps of an atlas and writes them into the project's folder. Raises FileError."""
    drawn, undrawn = _drawn(atlas, project.settings, pictures)
    _write(project.maps, drawn)
    return _built(project, atlas, tuple(drawn), (*problems, *undrawn))


# --- files -------------------------------------------------------------------------------------


def _drawn(atlas: Atlas, settings: Settings, pictures: Sequence[Form]) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """Every file of `maps/` by its name, and the caravans whose id can be no file's name."""
    files = _map_of(atlas, "index", settings, pictures)
    problems = []
    apart = atlas.routes if len(atlas.routes) <= MOST_APART else ()
    for route in apart:
        caravan = route.caravan
        if f"{caravan.id}.html" in files:
            what, mend = f"{caravan.id} cannot be a caravan's id: {caravan.id}.html is another page", "write another id"
            problems.append(Problem(file="caravans.yaml", what=what, mend=mend))
        else:
            files |= _map_of(atlas, caravan.id, replace(settings, title=caravan.name), pictures, caravan=caravan.id)
    tables = {"routes.geojson": geojson(atlas).encode(), "routes.csv": csv(atlas).encode()}
    return files | tables, tuple(problems)


def _map_of(
    atlas: Atlas, name: str, settings: Settings, pictures: Sequence[Form], caravan: str | None = None
) -> dict[str, bytes]:
    """The page and the pictures of all caravans, or of one."""
    server = settings.tiles, settings.tiles_attribution
    tiles = Tiles(url=server[0], attribution=server[1]) if server[0] and server[1] else None
    picture = svg(atlas, caravan=caravan)
    files = {f"{name}.html": page(atlas, title=settings.title, caravan=caravan, tiles=tiles).encode()}
    for form in pictures:
        files[f"{name}.{form}"] = picture.encode() if form == "svg" else printed(picture, form)
    return files


def _write(maps: Path, files: dict[str, bytes]) -> None:
    """Writes the files that changed, and takes away those of an earlier build that are not made any more.

    The list is written before and after, so that a build that was killed leaves nothing that the next one cannot find.
    """
    manifest = maps / _WRITTEN
    earlier = set(_listed(manifest))
    _put(manifest, _list(earlier | set(files)))
    for name, content in files.items():
        _put(maps / name, content)
    for name in sorted(earlier - set(files)):
        (maps / name).unlink(missing_ok=True)
    _put(manifest, _list(files))


def _put(path: Path, content: bytes) -> None:
    """Writes the file; one that holds just this is left untouched, its time too, for what watches or copies it."""
    if not path.is_file() or read_bytes(path) != content:
        write_atomic(path, content)


def _list(names: Iterable[str]) -> bytes:
    return "".join(f"{name}\n" for name in sorted(names)).encode()


def _listed(manifest: Path) -> Iterator[str]:
    """The names in the list of an earlier build; whatever routes would not name a file so is passed over."""
    lines = read_text(manifest)[0].splitlines() if manifest.is_file() else []
    return (line for line in lines if _OWN_FILE.fullmatch(line))


def _built(project: Project, atlas: Atlas, files: tuple[str, ...], problems: tuple[Problem, ...]) -> Built:
    return Built(
        index=project.maps / "index.html",
        files=files,
        atlas=atlas,
        articles=len(atlas.articles),
        caravans=len(atlas.routes),
        waypoints=sum(len(route.waypoints) for route in atlas.routes),
        events=len(atlas.events),
        unplaced=tuple(name.text for name in atlas.unplaced),
        problems=problems,
    )

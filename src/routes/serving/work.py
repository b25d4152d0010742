"""One build as the editor's page needs it: the maps, and what lies behind them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from routes.articles import read_folder
from routes.assembly.changes import Change
from routes.atlas import geocoder_of
from routes.building import Builder, Built
from routes.checking import check
from routes.curation import suggestions
from routes.errors import RoutesError
from routes.files import content_hash, read_bytes
from routes.load import Known, load, read_all, refusals
from routes.model import Article, Problem, Reading, Ruling
from routes.progress import Tell
from routes.project import Project, open_project
from routes.suggest import Suggestion

__all__ = ["Plan", "Work", "editable", "make"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is built, and how: the project's folder, whether a geocoder is asked, the day, who hears of progress."""

    root: Path
    offline: bool
    today: Callable[[], date]
    tell: Tell


@dataclass(frozen=True, kw_only=True, eq=False)
class Work:
    """A build, what it knew, and the hash of each file that the page can write, as it was just before.

    `edits` were written from the page by then; `changes` are those of the last build that changed anything. What takes
    long and is not on the map is made when it is asked for.
    """

    project: Project
    builder: Builder
    built: Built
    changes: tuple[Change, ...]
    known: Known
    problems: tuple[Problem, ...]
    hashes: Mapping[str, str]
    edits: int

    @cached_property
    def names(self) -> tuple[Suggestion, ...]:
        """The names that no list has, with what they may mean."""
        return suggestions(self.project)[0]

    @cached_property
    def mistakes(self) -> tuple[Problem, ...]:
        """What `routes check` says, and what the build found besides."""
        return tuple(dict.fromkeys((*self.problems, *check(self.project), *self.built.problems)))

    def reading(self, path: str) -> Reading | None:
        """What is read from an article, under the editor's rulings; None where there is none of that path."""
        article = self._articles.get(path)
        return read_all([article], self.known, lambda _: ())[0] if article else None

    @property
    def rulings(self) -> tuple[Ruling, ...]:
        """The editor's rulings that are in order."""
        all_rulings = self.known.rulings
        return (*all_rulings.names, *all_rulings.reports, *all_rulings.merges)

    @cached_property
    def _articles(self) -> Mapping[str, Article]:
        project = self.project
        return {one.path: one for one in read_folder(project.articles, project.name(project.articles))[0]}


def make(plan: Plan, last: Work | None, edits: int) -> tuple[Work | None, tuple[Problem, ...]]:
    """A new build, or None and what is broken in the project's files: then the maps stay as the last build left them.

    So many `edits` were written from the page. Where there is no last build, what is broken is left out, and the rest
    is built; raises RoutesError only then.
    """
    try:
        project, problems = open_project(plan.root)
        hashes = {project.name(path): _hash(path) for path in editable(project)}
        known, wrong = load(project)
        found = (*problems, *wrong, *refusals(project)[1])
        broken = tuple(dict.fromkeys(problem for problem in found if problem.severity == "error"))
        if last and broken:
            return None, broken
        geocoder = geocoder_of(project.settings, offline=plan.offline)
        builder = last.builder if last and last.project == project else Builder(project)
        built = builder.build(geocoder=geocoder, today=plan.today(), tell=plan.tell)
    except RoutesError as error:
        if last is None:
            raise
        return None, (Problem(file=plan.root.name, what=str(error)),)
    work = Work(
        project=project,
        builder=builder,
        built=built,
        changes=built.changes or (last.changes if last else ()),
        known=known,
        problems=problems,
        hashes=hashes,
        edits=edits,
    )
    return work, broken


def editable(project: Project) -> tuple[Path, ...]:
    """The files that the page writes, and no others."""
    return project.gazetteer, project.corrections, project.refused


def _hash(path: Path) -> str:
    return content_hash(read_bytes(path) if path.exists() else b"")

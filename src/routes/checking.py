"""Every mistake in a project's files, whatever they are: `routes check`."""

from __future__ import annotations

from routes.gazetteer.caravans import check_caravans, read_caravans
from routes.gazetteer.check import check_gazetteer
from routes.gazetteer.parse import read_gazetteer
from routes.load import load, refusals, rulings_of, text_of
from routes.model import Problem
from routes.project import Project
from routes.workshop import Workshop

__all__ = ["check"]


def check(project: Project) -> tuple[Problem, ...]:
    """Every mistake in the project's YAML files and its articles' front matter, by file and line."""
    text, problems = text_of(project, project.gazetteer)
    places, more = read_gazetteer(text, project.name(project.gazetteer))
    found = [*problems, *more, *check_gazetteer(places)]
    text, problems = text_of(project, project.caravans)
    if text:
        caravans, more = read_caravans(text, project.name(project.caravans))
        found += (*problems, *more, *check_caravans(caravans, {entry.value.id for entry in places}))
    text, problems = text_of(project, project.candidates)
    found += (*problems, *read_gazetteer(text, project.name(project.candidates))[1], *refusals(project)[1])
    known, _ = load(project)
    found += rulings_of(project, known)[1]
    if project.articles.is_dir():
        found += Workshop(project).mistakes(known)
    return tuple(sorted(dict.fromkeys(found), key=_order))


def _order(problem: Problem) -> tuple[str, int, int, str]:
    return problem.file, problem.line or 0, problem.column or 0, problem.what

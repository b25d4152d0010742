"""Options that several commands have."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from routes.cli.telling import say_all

if TYPE_CHECKING:
    from routes.project import Project

__all__ = [
    "EXISTING",
    "FILE",
    "FOLDER",
    "Command",
    "articles_option",
    "dry_run_option",
    "in_the_world",
    "knowledge_options",
    "nearest_project_option",
    "options",
    "project_argument",
    "project_of",
    "several",
]

FILE = click.Path(path_type=Path, dir_okay=False, exists=True)
FOLDER = click.Path(path_type=Path, file_okay=False)
EXISTING = click.Path(path_type=Path, file_okay=False, exists=True)

Command = Callable[..., int]


def options(*given: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """The options in this order."""

    def with_options(command: Command) -> Command:
        for option in reversed(given):
            command = option(command)
        return command

    return with_options


project_argument = click.argument("project", type=FOLDER, default=".")
articles_option = click.option("--articles", type=EXISTING, help="The articles; default PROJECT/articles.")
nearest_project_option = click.option(
    "--project", type=EXISTING, help="The project; default: the one that this folder is in."
)
dry_run_option = click.option("--dry-run", is_flag=True, help="Print the lines, write nothing.")
knowledge_options = options(
    click.option("--offline", is_flag=True, help="Ask no geocoder for names that are in no list."),
    click.option("--world", is_flag=True, help="Look for names in all of GeoNames; default: as routes.yaml says."),
    click.option("--gazetteer", type=FILE, help="The places; default PROJECT/gazetteer.yaml."),
    click.option("--caravans", type=FILE, help="The known caravans; default PROJECT/caravans.yaml."),
)


def project_of(root: Path | None, articles: Path | None) -> Project:
    """The project given, or the one around this folder."""
    from routes.project import find_project, open_project

    project, problems = open_project(root or find_project(Path.cwd()) or Path(), articles=articles)
    say_all(problems)
    return project


def in_the_world(project: Project, given: Mapping[str, Any]) -> Project:
    """The project, with `world: true` where `--world` was given."""
    return replace(project, settings=replace(project.settings, world=True)) if given["world"] else project


def several(known: Collection[str]) -> Callable[[click.Context, click.Parameter, str], tuple[str, ...]]:
    """What gives the words of `svg,png` each once, where all are known."""

    def words(context: click.Context, option: click.Parameter, value: str) -> tuple[str, ...]:
        given = tuple(dict.fromkeys(word.strip().lower() for word in value.split(",")))
        if unknown := [word for word in given if word not in known]:
            raise click.BadParameter(f"{unknown[0]!r} is none of {', '.join(known)}", context, option)
        return given

    return words

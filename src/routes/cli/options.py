"""Options that several commands have."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

import click

__all__ = [
    "EXISTING",
    "FILE",
    "FOLDER",
    "Command",
    "articles_option",
    "knowledge_options",
    "options",
    "project_argument",
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
knowledge_options = options(
    click.option("--offline", is_flag=True, help="Ask no geocoder for names that are in no list."),
    click.option("--gazetteer", type=FILE, help="The places; default PROJECT/gazetteer.yaml."),
    click.option("--caravans", type=FILE, help="The known caravans; default PROJECT/caravans.yaml."),
)


def several(known: Collection[str]) -> Callable[[click.Context, click.Parameter, str], tuple[str, ...]]:
    """What gives the words of `svg,png` each once, where all are known."""

    def words(context: click.Context, option: click.Parameter, value: str) -> tuple[str, ...]:
        given = tuple(dict.fromkeys(word.strip().lower() for word in value.split(",")))
        if unknown := [word for word in given if word not in known]:
            raise click.BadParameter(f"{unknown[0]!r} is none of {', '.join(known)}", context, option)
        return given

    return words

"""`routes build`: the maps, once or at every edit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click
from click.core import ParameterSource

from routes.cli.options import FOLDER, articles_option, knowledge_options, several
from routes.cli.telling import example, findings, plural, say, say_all, today
from routes.errors import RoutesError

if TYPE_CHECKING:
    from routes.building import Builder, Built
    from routes.gazetteer.geocoding import GeocoderSettings
    from routes.model import Problem
    from routes.project import Project

__all__ = ["build"]

_PROVIDERS = ("nominatim", "photon", "pelias")
_PICTURES = ("svg", "png", "pdf")
_SHOWN = 12
"""So many names without a place are told at the end of a build; the map lists all of them."""


def _tiles(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """The address of a tile server."""
    from routes.project import tile_address

    if value and not tile_address(value):
        raise click.BadParameter("is no address like https://tile.example.org/{z}/{x}/{y}.png", context, option)
    return value


@click.command(
    epilog=example("routes build", "routes build caravans --offline --out /tmp/maps", "routes build --watch --diff")
)
@click.argument("project", type=FOLDER, default=".")
@click.option("--out", type=FOLDER, help="Where the maps go; default PROJECT/maps.")
@articles_option
@knowledge_options
@click.option("--watch", is_flag=True, help="Build again at every edit, until Ctrl-C.")
@click.option("--diff", is_flag=True, help="Tell what changed since the build before.")
@click.option("--provider", type=click.Choice(_PROVIDERS), help="The geocoder; default nominatim.")
@click.option("--url", help="The address of a geocoder of your own, or of a hosted one.")
@click.option("--max-lookups", type=click.IntRange(min=0), help="Ask for so many names at most; default 100.")
@click.option("--format", "pictures", callback=several(_PICTURES), default="svg", help="Pictures to make: svg,png,pdf.")
@click.option("--tiles", callback=_tiles, help="A tile server that the pages ask: https://.../{z}/{x}/{y}.png.")
@click.option("--tiles-attribution", help="Whom that server wants named on the map.")
def build(project: Path, watch: bool, diff: bool, **given: Any) -> int:  # noqa: ANN401 - click's
    """Draw the maps of PROJECT from its articles.

    PROJECT is this folder where none is given; a folder of articles alone, such as saved web pages, is drawn by the
    places and caravans that come with routes. Prints the name of the map to open. Mistakes in your files are told on
    standard error and never stop the build; the exit code is then 1, warnings alone leave it 0. A public
    geocoder is asked only where `routes.yaml` has a `contact:`. Where it cannot be reached or refuses, the map is made
    without it, and the exit code is 3, never so with --offline.

    Only what an edit can have changed is read, drawn and written again. With --watch an edit that leaves a file no
    YAML is told with its line, and the maps stay as they are until it is mended.
    """
    source = click.get_current_context().get_parameter_source("project")
    desk = _Desk(project=project, is_named=source is ParameterSource.COMMANDLINE, diff=diff, given=given)
    if watch:
        _watch(desk)
    return desk.build()


@dataclass(slots=True)
class _Desk:
    """One command's project, opened anew for each build, and what the last build left."""

    project: Path
    is_named: bool
    diff: bool
    given: dict[str, Any]
    builder: Builder | None = None

    def opened(self) -> tuple[Project, GeocoderSettings, tuple[Problem, ...]]:
        """The project with the settings of the command line, whom to ask, and what is wrong with its own settings."""
        from routes.atlas import geocoder_of

        given = self.given
        opened, problems = self._project()
        settings = {key: given[key] for key in ("provider", "url", "tiles", "tiles_attribution", "world") if given[key]}
        opened = replace(opened, settings=replace(opened.settings, **settings))
        if opened.settings.tiles and not opened.settings.tiles_attribution:
            raise click.UsageError("--tiles needs --tiles-attribution: tile servers want to be named on the map")
        geocoder = geocoder_of(opened.settings, offline=given["offline"])
        if given["max_lookups"] is not None:
            geocoder = replace(geocoder, max_lookups=given["max_lookups"])
        return opened, geocoder, problems

    def _project(self) -> tuple[Project, tuple[Problem, ...]]:
        """The project; of a folder that was named and is none, its articles by what comes with routes."""
        from routes.project import bare_project, is_bare, open_project

        chosen = {key: self.given[key] for key in ("articles", "caravans")}
        if self.is_named and not self.given["gazetteer"] and is_bare(self.project):
            say(f"{self.project} is no project: its articles are read by the places and caravans of routes.")
            say("To edit these: `routes init DIR`, and the articles into DIR/articles.")
            return bare_project(self.project, maps=self.given["out"], **chosen), ()
        return open_project(self.project, maps=self.given["out"], gazetteer=self.given["gazetteer"], **chosen)

    def build(self) -> int:
        """Builds, tells what came of it, and gives the exit code."""
        from routes.building import Builder

        project, geocoder, problems = self.opened()
        if self.builder is None or self.builder.project != project:
            self.builder = Builder(project, pictures=self.given["pictures"])
        built = self.builder.build(geocoder=geocoder, today=today(), tell=say)
        found = (*problems, *built.problems)
        say_all(found)
        for change in built.changes if self.diff else ():
            say(f"changed: {change}")
        say(_summary(built))
        click.echo(built.index)
        self.builder.keep()
        return findings(found)


def _watch(desk: _Desk) -> NoReturn:
    """Builds now and at every edit; one that cannot be built is told, and the maps stay until it is mended."""
    from routes.watching import saved, seen, unreadable

    project, _, _ = desk.opened()
    now = seen(project)
    while True:
        try:
            project, _, _ = desk.opened()
            broken = unreadable(project)
            say_all(broken)
            if broken:
                say("The maps stay as they are until that is mended.")
            else:
                desk.build()
        except RoutesError as error:
            say(f"routes: {error}")
        say("Watching for edits; Ctrl-C ends.")
        now = saved(project, now)


def _summary(built: Built) -> str:
    counts = (
        (built.articles, "article"),
        (built.caravans, "caravan"),
        (built.waypoints, "waypoint"),
        (built.events, "event"),
        (len(built.unplaced), "name without a place"),
    )
    found = ", ".join(f"{count} {plural(word, count)}" for count, word in counts)
    return "\n".join((*_unplaced(built.unplaced), f"Found {found}.", f"Open {built.index} in a browser."))


def _unplaced(names: Sequence[str]) -> Iterable[str]:
    if names:
        more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
        yield f"In no list: {', '.join(names[:_SHOWN])}{more}. `routes gazetteer suggest` says what they may be."

"""`routes export`, `routes report` and `routes embed`: what was read, for other programs, for print, for web pages."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from routes.cli.options import FILE, FOLDER, articles_option, in_the_world, knowledge_options, project_argument, several
from routes.cli.telling import DONE, example, findings, say, say_all, today

if TYPE_CHECKING:
    from routes.model import Atlas, Problem
    from routes.project import Project

__all__ = ["FORMATS", "embed", "export", "report"]

FORMATS = ("geojson", "csv", "gpx", "kml", "mf-json", "lpf", "geoparquet")
_LANGUAGES = click.Choice(["en", "es"])
_caravan = click.option("--caravan", metavar="ID", help="One caravan only; default: all of them.")


def _atlas(project: Path, given: dict[str, Any]) -> tuple[Project, Atlas, tuple[Problem, ...]]:
    """The opened project and its atlas; what is wrong with its files is told."""
    from routes.atlas import atlas_of, geocoder_of
    from routes.project import open_project

    chosen = {key: given[key] for key in ("articles", "gazetteer", "caravans")}
    opened, problems = open_project(project, **chosen)
    geocoder = geocoder_of(opened.settings, offline=given["offline"])
    atlas, more = atlas_of(in_the_world(opened, given), geocoder=geocoder, today=today(), tell=say)
    say_all((*problems, *more))
    return opened, atlas, (*problems, *more)


@click.command(
    epilog=example("routes export --offline --format gpx,kml", "routes export caravans --format lpf --out /tmp/linked")
)
@project_argument
@click.option("--format", "formats", callback=several(FORMATS), required=True, help=f"Of {','.join(FORMATS)}.")
@click.option("--out", type=FOLDER, help="Where the files go; default PROJECT/exports.")
@_caravan
@articles_option
@knowledge_options
def export(project: Path, formats: tuple[str, ...], out: Path | None, caravan: str | None, **given: Any) -> int:  # noqa: ANN401 - click's
    """Write the routes of PROJECT in the formats of other programs.

    They are read from its articles as by `routes build`. Prints the name of each file. What a format cannot hold is
    listed in docs/formats.md; GeoParquet needs the library pyarrow.
    """
    from routes.publish import exported, written

    opened, atlas, problems = _atlas(project, given)
    for path in written(out or opened.root / "exports", exported(atlas, formats, caravan=caravan)):
        click.echo(path)
    return findings(problems)


@click.command(epilog=example("routes report --offline", "routes report caravans --caravan 2018-10-first --lang es"))
@project_argument
@click.option("--out", type=FOLDER, help="Where the files go; default PROJECT/reports.")
@_caravan
@click.option("--lang", type=_LANGUAGES, default="en", show_default=True, help="The language.")
@articles_option
@knowledge_options
def report(project: Path, out: Path | None, caravan: str | None, lang: str, **given: Any) -> int:  # noqa: ANN401 - click's
    """Write a report of PROJECT, as Markdown and for Word.

    In it are the picture, every stop with its day and its sources, the events, where sources differ and what is
    doubtful. Prints the name of each file. It needs the library python-docx; with the library typst the picture is PNG,
    else SVG, which the document for Word only names.
    """
    from routes.publish import reported, written

    opened, atlas, problems = _atlas(project, given)
    files = reported(atlas, title=opened.settings.title, caravan=caravan, lang=lang)
    for path in written(out or opened.root / "reports", files):
        click.echo(path)
    return findings(problems)


@click.command(
    epilog=example(
        "routes embed maps/index.html",
        "routes embed maps/index.html --caravan 2018-10-first --day 2018-10-21 --lang es",
        "routes embed maps/index.html --bare --address https://example.org/maps/index.html",
    )
)
@click.argument("page", metavar="FILE", type=FILE)
@_caravan
@click.option("--day", metavar="YYYY-MM-DD", type=click.DateTime(["%Y-%m-%d"]), help="As it was on that day.")
@click.option("--lang", type=_LANGUAGES, help="The language; default: the reader's own.")
@click.option("--bare", is_flag=True, help="The map alone, without title, list and key.")
@click.option("--height", type=click.IntRange(min=200), help="Pixels; default: as high as it needs to be.")
@click.option("--address", help="Where your page finds the map; default: FILE.")
def embed(page: Path, address: str | None, height: int | None, day: datetime | None, **shown: Any) -> int:  # noqa: ANN401 - click's
    """Print what to paste into a web page to show the map FILE there.

    It is a frame, and a few lines of script by which the frame becomes as high as the map needs; where the page allows
    no script, or the map is bare, it keeps its shape. Any number of them may stand on one page.
    """
    from routes.embedding import Shown, embedded

    asked = Shown(day=day.date() if day else None, **shown)
    click.echo(embedded(page, address or page.as_posix(), asked, height=height), nl=False)
    return DONE

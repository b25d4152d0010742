"""`routes corpus`: articles by the million to one map."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from routes.cli.telling import example, findings, say, say_all

if TYPE_CHECKING:
    from routes.corpus import Corpus
    from routes.project import Project

__all__ = ["corpus"]

_FOLDER = click.Path(path_type=Path, file_okay=False)
_EXISTING = click.Path(path_type=Path, file_okay=False, exists=True)


@click.command(
    epilog=example(
        "routes corpus news-2018.jsonl --out corpus",
        "routes corpus 's3://bucket/news/*.parquet' --out corpus --scheduler tcp://10.0.0.1:8786",
    )
)
@click.argument("addresses", metavar="INPUT...", nargs=-1, required=True)
@click.option("--out", type=_FOLDER, required=True, help="Where the maps go, and what was read for them.")
@click.option("--parts", help="Where what was read is kept, for all workers to reach; default OUT/readings.")
@click.option("--project", type=_EXISTING, help="The project whose places and caravans are used.")
@click.option("--scheduler", help="The address of a scheduler of Dask; default: workers on this machine.")
@click.option("--jobs", type=click.IntRange(min=1), help="Workers on this machine; default: one for each core.")
@click.option("--part-size", type=click.FloatRange(min=0.01), default=32, help="About so many MB make a part.")
def corpus(addresses: tuple[str, ...], out: Path, **given: Any) -> int:  # noqa: ANN401 - click's
    """Draw one map of all articles in INPUT, millions of them.

    INPUT are files of JSON lines or Parquet, folders or patterns of them, here or in a store that fsspec knows, with
    the columns text, title, url, publisher, published and lang; only text has to be there. They are read in parts, on
    all cores or by the workers of a Dask scheduler, and what was read is kept in OUT/readings: a run that was stopped
    goes on where it was. Needs the extra `scale`. No geocoder is asked.
    """
    from routes.building import draw
    from routes.corpus import Store, read_corpus
    from routes.load import load
    from routes.project import open_project, shipped_project

    project, problems = open_project(given["project"]) if given["project"] else (shipped_project(), ())
    known, wrong = load(project)
    say_all((*problems, *wrong))
    jobs = given["jobs"] or os.cpu_count() or 1
    found = read_corpus(
        addresses,
        known,
        Store(folder=given["parts"] or str(out.resolve() / "readings")),
        made_of=known.made_of,
        size=int(given["part_size"] * 1_000_000),
        jobs=jobs,
        scheduler=given["scheduler"],
        tell=say,
    )
    say("drawing the maps")
    built = draw(_maps_in(project, out), found.atlas, found.atlas.problems, jobs=jobs)
    say_all(built.problems)
    say(_summary(found))
    click.echo(built.index)
    return findings((*problems, *wrong, *built.problems))


def _maps_in(project: Project, out: Path) -> Project:
    return replace(project, maps=out / "maps", shipped=False)


def _summary(found: Corpus) -> str:
    counts, atlas = found.counts, found.atlas
    stops = sum(len(route.waypoints) for route in atlas.routes)
    return "\n".join(
        (
            *([f"{counts.broken:,} records are no articles: they have no text."] if counts.broken else ()),
            f"Of {counts.records:,} articles {counts.read:,} may tell of a caravan and were read; {found.kept} of "
            f"{found.parts} parts were there already.",
            f"Found {len(atlas.routes):,} caravans, {stops:,} waypoints, {len(atlas.events):,} events.",
        )
    )

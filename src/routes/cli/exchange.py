"""`routes gazetteer export` and `import`: the list of places in formats of others."""

from __future__ import annotations

from pathlib import Path

import click

from routes.cli.options import FILE, FOLDER, dry_run_option, nearest_project_option, options, project_of
from routes.cli.telling import example, findings, plural, say, say_all, today
from routes.terminal import printable

__all__ = ["export", "import_"]

_FORMATS = click.Choice(["lpf", "lp-tsv", "csv", "geojson"])


@click.command(
    epilog=example(
        "routes gazetteer export --format csv > places.csv",
        "routes gazetteer export --format lpf --base https://example.org/places/ --out places.jsonld",
    )
)
@click.argument("project", type=FOLDER, default=".")
@click.option("--format", "name", type=_FORMATS, required=True, help="lpf: Linked Places Format; lp-tsv: its table.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="The file; default: standard output.")
@click.option("--base", default="#", show_default=True, help="The address behind which a place's id makes its link.")
@click.option(
    "--year", type=click.IntRange(1, 9999), help="The year in which the list held these places; default: this one."
)
def export(project: Path, name: str, out: Path | None, base: str, year: int | None) -> int:
    """Write the places for other programs.

    Hidden places are left out, and coarse ones have their position to a tenth of a degree. Of all others CSV, GeoJSON
    and the Linked Places Format hold every field. LP-TSV has no cell for some: admin1, bbox, population and others
    are lost.
    """
    from routes.exchange import exported
    from routes.files import write_atomic
    from routes.gazetteer.formats import Publication
    from routes.project import open_project

    opened, problems = open_project(project)
    text, more = exported(opened, name, Publication(base=base, year=year or today().year))
    say_all((*problems, *more))
    if out is None:
        click.echo(text, nl=False)
    else:
        write_atomic(out, text.encode())
    return findings((*problems, *more))


@click.command(
    "import",
    epilog=example("routes gazetteer import places.csv", "routes gazetteer import places.json --format lpf --dry-run"),
)
@click.argument("file", type=FILE)
@click.option("--format", "name", type=_FORMATS, help="Default: what the file's name or text says.")
@options(nearest_project_option, dry_run_option)
def import_(file: Path, name: str | None, project: Path | None, dry_run: bool) -> int:
    """Add places from a file of another program.

    They are the places of FILE that gazetteer.yaml has not. Those that it has are never touched: the ones that
    differ are listed, with the fields. All are added, or none. Fields that no place has are passed over.
    """
    from routes.exchange import import_places

    done = import_places(project_of(project, None), file, name, dry_run=dry_run)
    say_all(done.change.problems)
    for block in done.change.blocks if dry_run else ():
        click.echo(printable(block))
    for place, differing in done.differ:
        say(f"{place} is here already and differs: {', '.join(differing)}; left as it is")
    new = 0 if any(problem.severity == "error" for problem in done.change.problems) else done.new
    said = f"{new} new {plural('place', new)}, {done.same} the same, {len(done.differ)} different."
    say(f"Nothing was written: {said}" if dry_run or not new else said)
    return findings(done.change.problems)

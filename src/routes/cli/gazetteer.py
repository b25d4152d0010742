"""`routes gazetteer`: from a name that no list has to a place, and the list in formats of others."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from routes.cli.exchange import export, import_
from routes.cli.options import FOLDER, articles_option, dry_run_option, nearest_project_option, options, project_of
from routes.cli.telling import FINDINGS, example, findings, plural, say, say_all
from routes.terminal import printable

if TYPE_CHECKING:
    from routes.curation import Change
    from routes.project import Project
    from routes.suggest import Proposal, Suggestion

__all__ = ["gazetteer"]


@click.group(
    epilog=example(
        "routes gazetteer suggest                   names that no list has, and what they may mean",
        'routes gazetteer accept "El Porvenir" 2    take the second proposal into gazetteer.yaml',
    )
)
def gazetteer() -> None:
    """Add places to the gazetteer of a project, and exchange it with other programs.

    What accept, add, import and refuse write are whole blocks of lines: all that stands in your files stays as it
    is, to the last comment. With --dry-run nothing is written.
    """


gazetteer.add_command(export)
gazetteer.add_command(import_)


def _given_name(_context: click.Context, _parameter: click.Parameter, name: str) -> str:
    if not name.strip():
        raise click.BadParameter("give a name")
    return name.strip()


def _degrees(_context: click.Context, _parameter: click.Parameter, degrees: float) -> float:
    if math.isnan(degrees):
        raise click.BadParameter("nan is no number of degrees")
    return degrees


_name = click.argument("name", callback=_given_name)
_set = click.option(
    "--set",
    "fields",
    multiple=True,
    metavar="FIELD=VALUE",
    help="Any field of a place, as YAML: prefer_near=[huixtla].",
)


# --- suggest -----------------------------------------------------------------------------------


@gazetteer.command(
    epilog=example("routes gazetteer suggest", "routes gazetteer suggest --limit 5 --json > names.jsonl")
)
@click.argument("project", type=FOLDER, default=".")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="So many names at most.")
@articles_option
@click.option("--bundled", is_flag=True, help="Also names that only a list that comes with routes has.")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON for each name.")
def suggest(project: Path, limit: int, articles: Path | None, bundled: bool, as_json: bool) -> int:
    """List names of places that are in no list.

    They are names in the articles that look like places by what stands beside them, and that were not read as a place
    of gazetteer.yaml or of a list that comes with routes. The most frequent come first, each with some of its
    sentences and with what it may mean: places of the bundled lists, then what a geocoder proposed
    (`candidates.yaml`), with the distances to the caravan's stops before and after.
    """
    from routes.curation import suggestions
    from routes.project import open_project
    from routes.show import suggestion_line

    opened, problems = open_project(project, articles=articles)
    found, more = suggestions(opened, bundled=bundled)
    say_all((*problems, *more))
    for one in found[:limit]:
        shown = (*_shown(one, _option("--project", project), where=_option("--articles", articles)), "")
        click.echo(suggestion_line(one) if as_json else printable("\n".join(shown)))
    left = f"; {len(found) - limit} more with --limit {len(found)}" if len(found) > limit else ""
    counted = f"{len(found)} {plural('name outside your gazetteer', len(found))}" if bundled else _counted(found)
    say(f"{counted}{left}.")
    return findings((*problems, *more))


def _counted(found: Sequence[Suggestion]) -> str:
    """The names without a place, as a build counts them, and the others."""
    read = sum(one.is_read for one in found)
    told, others = f"{read} {plural('name without a place', read)}", len(found) - read
    return f"{told}, {others} more that may be {'one' if others == 1 else 'some'}" if others else told


def _option(name: str, path: Path | None) -> str:
    """What `accept` has to be told too, so that its numbers are those shown."""
    return f" {name} {_quoted(str(path))}" if path and path != Path() else ""


def _shown(one: Suggestion, project: str, *, where: str) -> Iterable[str]:
    times, articles = plural("time", one.times), plural("article", one.articles)
    yield f"{one.name} ({one.times} {times}, {one.articles} {articles})"
    for source in one.sources:
        yield f"  {source.article}: {source.quote}"
    for proposal in one.proposals:
        yield f"  {proposal.number}. {_meaning(proposal, one)}"
    if one.proposals:
        yield f"  routes gazetteer accept {_quoted(one.name)} 1{project}{where}"
    else:
        yield f"  no proposal; look it up: {_by_hand(one.name)}{project}"


def _meaning(proposal: Proposal, one: Suggestion) -> str:
    place, found_in = proposal.meaning.place, proposal.meaning.found_in
    where = place.admin1 or place.country or "no country"
    away = [f"{km:,.0f} km from {stop.place.name}" for km, stop in zip(proposal.km, one.stops, strict=True)]
    position = f"{place.position.lat:.4f}, {place.position.lon:.4f}"
    return "; ".join((f"{place.name}, {place.kind}, {where}", position, *away, _LISTS[found_in]))


_LISTS = {"shipped": "gazetteer of routes", "world": "world list", "towns": "towns list", "candidates": "geocoder"}


def _by_hand(name: str) -> str:
    return f"routes gazetteer add {_quoted(name)} --lat LAT --lon LON"


def _quoted(name: str) -> str:
    """As a shell takes it for one word."""
    return '"' + re.sub(r'(["\\$`])', r"\\\1", name) + '"'


# --- accept, add, refuse -----------------------------------------------------------------------


@gazetteer.command(
    epilog=example('routes gazetteer accept "El Porvenir"', 'routes gazetteer accept "El Porvenir" 2 --dry-run')
)
@_name
@click.argument("number", metavar="[N]", type=click.IntRange(min=1), required=False)
@options(articles_option, _set, nearest_project_option, dry_run_option)
def accept(name: str, number: int | None, articles: Path | None, fields: tuple[str, ...], **given: Any) -> int:  # noqa: ANN401 - click's
    """Take what `suggest` proposes into gazetteer.yaml.

    That is proposal N of NAME, 1 where no number is given; with --articles where `suggest` had it too.
    """
    from routes.curation import accepted, add

    project = project_of(given["project"], articles)
    record = accepted(name, _chosen(project, name, number).meaning)
    return _changed(add(project, [{**record, **_fields(fields)}], dry_run=given["dry_run"]), given["dry_run"])


@gazetteer.command(
    epilog=example(
        'routes gazetteer add "El Porvenir" --lat 15.4625 --lon -92.2958',
        'routes gazetteer add "Casa Belén" --lat 14.9 --lon -92.26 --class S --kind shelter --dry-run',
    )
)
@_name
@click.option("--lat", type=click.FloatRange(-90, 90), callback=_degrees, required=True, help="Degrees north, WGS 84.")
@click.option(
    "--lon",
    type=click.FloatRange(-180, 180),
    callback=_degrees,
    required=True,
    help="Degrees east; negative in the Americas.",
)
@click.option("--country", help="Its ISO code, MX; default: the country that lies there.")
@click.option("--class", "feature", help="The GeoNames letter; default P, a populated place.")
@click.option("--kind", help="city, town, crossing, shelter, ...; default: town, or what its class mostly is.")
@click.option("--admin1", help="The code of its state or department, MX-CHP.")
@click.option("--alias", "aliases", multiple=True, help="Another form of the name; may be given several times.")
@click.option("--source", default="editor's estimate", show_default=True, help="Where the position is from.")
@click.option("--id", "place_id", help="Its id; default: made of the name.")
@options(_set, nearest_project_option, dry_run_option)
def add(name: str, fields: tuple[str, ...], project: Path | None, dry_run: bool, **given: Any) -> int:  # noqa: ANN401 - click's
    """Write a place into gazetteer.yaml.

    It is one block of lines, in the order of the ids. Where `routes check` would find an error, nothing is written.
    """
    from routes.curation import add as add_records
    from routes.curation import written

    record = written(name, **given)
    return _changed(add_records(project_of(project, None), [{**record, **_fields(fields)}], dry_run=dry_run), dry_run)


@gazetteer.command(epilog=example('routes gazetteer refuse "Juan Orlando"', 'routes gazetteer refuse "San Antonio" 3'))
@_name
@click.argument("number", metavar="[N]", type=click.IntRange(min=1), required=False)
@options(articles_option, nearest_project_option, dry_run_option)
def refuse(name: str, number: int | None, articles: Path | None, project: Path | None, dry_run: bool) -> int:
    """Say no to a name or to one proposal.

    NAME is no place; with N, it only is not the place of proposal N, as `suggest` numbers them. It is remembered in
    refused.yaml: the name, or its meaning, is not suggested again, and nothing that a geocoder has for it is drawn.
    """
    from routes.curation import refuse as refuse_name

    opened = project_of(project, articles)
    place = _chosen(opened, name, number).meaning.place if number else None
    return _changed(refuse_name(opened, name, place, dry_run=dry_run), dry_run)


def _chosen(project: Project, name: str, number: int | None) -> Proposal:
    from routes.curation import named

    proposals = named(project, name).proposals
    if number is None and len(proposals) > 1:
        say(
            f"{name} has {len(proposals)} proposals, this is the first; `routes gazetteer suggest --bundled` shows all."
        )
    number = number or 1
    if number > len(proposals):
        there = f"it has {len(proposals)}" if proposals else "no list has it"
        raise click.UsageError(f"there is no proposal {number} for {name}: {there}; look it up: {_by_hand(name)}")
    return proposals[number - 1]


def _fields(written: Iterable[str]) -> dict[str, Any]:
    """The values of `--set`, read as YAML."""
    from routes.files import load_yaml

    fields = {}
    for one in written:
        name, mark, text = one.partition("=")
        tree, problems = load_yaml(text, f"--set {name}")
        if not mark or not name.strip() or tree is None or problems or tree.value is None:
            raise click.UsageError(str(problems[0]) if problems else f"--set {one}: write FIELD=VALUE")
        fields[name.strip()] = tree.value
    return fields


def _changed(change: Change, dry_run: bool) -> int:
    say_all(change.problems)
    for block in change.blocks:
        click.echo(printable(block))
    if not change.blocks:
        say(f"Nothing was written to {change.path}.")
        return FINDINGS
    say(f"{'Would be added' if dry_run else 'Added'} to {change.path}." + ("" if dry_run else " Next: routes build"))
    return findings(change.problems)

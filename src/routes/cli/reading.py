"""`routes read`: what is read from articles, as tables, explained, or as JSON."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from routes.cli.options import EXISTING, in_the_world, knowledge_options
from routes.cli.telling import example, findings, say, say_all, today
from routes.terminal import line_width, print_line, print_table, printable

if TYPE_CHECKING:
    from routes.articles import Found
    from routes.load import Known, Propose, Readers
    from routes.model import Article, Place, Problem, Reading
    from routes.project import Project

__all__ = ["read"]

_ARTICLE = click.Path(path_type=Path, exists=True, allow_dash=True)
_JOURNAL = click.Path(path_type=Path, dir_okay=False)


@click.command(
    epilog=example(
        "routes read articles/2018-10-13-example.md",
        "routes read --explain articles/2018-10-13-example.md",
        "routes read --json articles/*.md > readings.jsonl",
    )
)
@click.argument("articles", metavar="ARTICLE...", type=_ARTICLE, nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="One line of JSON for each article, with --explain too.")
@click.option("--explain", is_flag=True, help="Sentence by sentence: what was read, by which rules; what was left out.")
@knowledge_options
@click.option("--jobs", type=click.IntRange(min=1), default=1, help="Read on so many processes.")
@click.option("--journal", type=_JOURNAL, help="Keep in this file what was read, and go on from there the next time.")
@click.option("--project", type=EXISTING, help="The project; default: the one that this folder is in.")
def read(articles: tuple[Path, ...], as_json: bool, explain: bool, **given: Any) -> int:  # noqa: ANN401 - click's
    """Show what is read from each ARTICLE: a file, all of a folder, or with - what comes on standard input.

    That is: which caravan was where on which day, what happened, and which names and dates say so. Outside a project
    the places and caravans that come with routes are used. With --explain it is told for every sentence, with the
    rules that fired and why a place was left out; names stand in [brackets], dates in {braces}. With --jobs articles
    are read side by side, and one that ends its process costs no other; with --journal a run that was stopped goes on
    where it was.
    """
    from routes.load import load
    from routes.show import json_line, unread_line

    project, problems = _project_of(given)
    known, more = load(in_the_world(project, given))
    say_all((*problems, *more))
    hindered: list[Problem] = []
    found = {one.severity: one for one in more}
    for name, reading, wrong in _read(articles, project, known, hindered, given):
        if as_json:
            click.echo(json_line(reading, wrong) if reading else unread_line(name, wrong))
        elif reading and explain:
            _print_explanation(reading, wrong)
        else:
            say_all(wrong)
            if reading:
                _print_reading(reading)
        found |= {one.severity: one for one in wrong}
    return findings((*found.values(), *hindered))


def _read(
    paths: Sequence[Path], project: Project, known: Known, hindered: list[Problem], given: dict[str, Any]
) -> Iterator[tuple[str, Reading | None, tuple[Problem, ...]]]:
    """What comes of each article, its reading or none, as soon as it is read.

    Only where a geocoder may be asked, which is asked once for all, everything is read before anything is told. What
    hinders it is added to `hindered`.
    """
    from routes.load import read_all, read_each

    waiting: deque[Found] = deque()

    def found() -> Iterator[Article]:
        for path in paths:
            for one in _articles(path):
                waiting.append(one)
                if one.article:
                    yield one.article

    propose, readers = _proposals(project, hindered, offline=given["offline"]), _readers(paths, given)
    readings = iter(read_all(found(), known, propose, readers)) if propose else read_each(found(), known, readers)
    for reading in readings:
        while (one := waiting.popleft()).article is None:
            yield one.name, None, one.problems
        yield one.name, reading, one.problems
    for one in waiting:
        yield one.name, None, one.problems


def _readers(paths: Sequence[Path], given: dict[str, Any]) -> Readers:
    """What reads: one after another here, or on several processes; with a journal only what that has not."""
    from routes.crew import Crew
    from routes.journal import Journal
    from routes.load import read_here

    journal = Journal(path=given["journal"]) if given["journal"] else None
    if given["jobs"] == 1 and journal is None:
        return read_here
    crew = Crew(jobs=given["jobs"], tell=say, files=_files(paths))
    return journal.reading(replace(crew, keep=journal.add).read) if journal else crew.read


def _files(paths: Sequence[Path]) -> int:
    """How many files there are; 0 where it is one alone, of which nobody knows how many articles it holds."""
    from routes.articles import Found, articles_below

    folders = [path for path in paths if path.is_dir()]
    within = sum(1 for path in folders for _ in articles_below(path, "", lambda _, name: (Found(name, None),)))
    count = within + len(paths) - len(folders)
    return count if count > 1 else 0


def _articles(path: Path) -> Iterator[Found]:
    """What comes of a file, of every file of a folder, or of standard input."""
    from routes.articles import articles_below, articles_in, articles_of

    if path.as_posix() == "-":
        return articles_of(sys.stdin.buffer, "-")
    return articles_below(path, path.as_posix()) if path.is_dir() else articles_in(path, path.as_posix())


def _project_of(given: dict[str, Any]) -> tuple[Project, tuple[Problem, ...]]:
    """The project of `routes read`: the one given, the one around this folder, or what comes with routes."""
    from routes.project import find_project, open_project, shipped_project

    root = given["project"] or find_project(Path.cwd())
    if root:
        return open_project(root, gazetteer=given["gazetteer"], caravans=given["caravans"])
    shipped = shipped_project()
    chosen = {key: given[key] for key in ("gazetteer", "caravans") if given[key]}
    return replace(shipped, **chosen), ()


def _proposals(project: Project, hindered: list[Problem], *, offline: bool) -> Propose | None:
    """Asks a geocoder where the project's settings say whom; None otherwise, and offline.

    What hinders it is told, and added to `hindered`.
    """
    from routes.atlas import geocoder_of
    from routes.load import look_up

    geocoder = geocoder_of(project.settings, offline=offline)
    if offline or not (geocoder.contact or geocoder.url):
        return None

    def propose(names: Sequence[str]) -> Sequence[Place]:
        places, problems = look_up(project, names, geocoder, today())
        hindered.extend(problems)
        say_all(problems)
        return places

    return propose


def _print_reading(reading: Reading) -> None:
    from routes.show import tables

    article = reading.article
    weak = f", weak: {article.published_doubt}" if article.published_doubt else ""
    day = f"{article.published} ({article.published_from}{weak})" if article.published else "no day of publication"
    click.echo(printable(f"{article.path}: {article.title}"))
    click.echo(printable(f"{article.publisher or 'publisher unknown'}, {day}, {article.lang}"))
    for table in tables(reading):
        print_table(table)
    click.echo()


def _print_explanation(reading: Reading, problems: Sequence[Problem]) -> None:
    from routes.show import explain

    for line in explain(reading, problems, width=line_width()):
        print_line(line)
    click.echo()

"""The command `routes`: flags, exit codes and what is printed.

What a program may want goes to standard output, all else to standard error. Exit codes: 0 done, 1 findings, 2 wrong
usage, 3 done, but for want of a network a geocoder did not answer, 130 interrupted. What takes long to import is
imported by the command that needs it.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, NoReturn

import click

from routes import __version__
from routes.cli.building import build
from routes.cli.corpus import corpus
from routes.cli.gazetteer import gazetteer
from routes.cli.options import EXISTING, FOLDER, in_the_world, knowledge_options
from routes.cli.publishing import embed, export, report
from routes.cli.telling import (
    DONE,
    FINDINGS,
    INTERRUPTED,
    NETWORK,
    WRONG_USAGE,
    example,
    findings,
    say,
    say_all,
    today,
    told,
)
from routes.errors import RoutesError
from routes.terminal import line_width, print_line, print_table, printable

if TYPE_CHECKING:
    from routes.articles import Found
    from routes.load import Propose
    from routes.model import Place, Problem, Reading
    from routes.project import Project

__all__ = ["DONE", "FINDINGS", "INTERRUPTED", "NETWORK", "WRONG_USAGE", "cli", "main"]

_ARTICLE = click.Path(path_type=Path, exists=True, allow_dash=True)


def main() -> NoReturn:
    """Runs the command of this process's arguments and ends the process."""
    sys.excepthook = _report_bug
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(_exit_code())


def _exit_code() -> int:
    try:
        with cli.make_context("routes", sys.argv[1:]) as context:
            code: int = cli.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as done:  # after --help and --version
        return done.exit_code
    except click.ClickException as error:
        error.show()
        return WRONG_USAGE
    except (click.Abort, KeyboardInterrupt):
        say("interrupted")
        return INTERRUPTED
    except BrokenPipeError:  # the reader, `head` say, has what it wants
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except RoutesError as error:
        say(f"routes: {error}")
        return WRONG_USAGE
    return code


def _report_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """What no code here foresaw: one line for the user, the traceback for who asks for it."""
    if os.environ.get("ROUTES_DEBUG"):
        sys.__excepthook__(kind, error, trace)
        return
    say(f"routes: a fault of routes itself, not of your files: {kind.__name__}: {error}")
    say("Please report it with what the same command prints after `export ROUTES_DEBUG=1`.")


@click.group(
    epilog=example(
        "routes init caravans       make a project folder",
        "routes build caravans      read its articles, draw its maps",
    ),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="routes")
def cli() -> None:
    """From news articles to dated, sourced maps of the routes of people on the move."""


cli.add_command(corpus)
cli.add_command(embed)
cli.add_command(export)
cli.add_command(build)
cli.add_command(gazetteer)
cli.add_command(report)


# --- read --------------------------------------------------------------------------------------


@cli.command(
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
@click.option("--project", type=EXISTING, help="The project; default: the one that this folder is in.")
def read(articles: tuple[Path, ...], as_json: bool, explain: bool, **given: Any) -> int:  # noqa: ANN401 - click's
    """Show what is read from each ARTICLE: a file, all of a folder, or with - what comes on standard input.

    That is: which caravan was where on which day, what happened, and which names and dates say so. Outside a project
    the places and caravans that come with routes are used. With --explain it is told for every sentence, with the
    rules that fired and why a place was left out; names stand in [brackets], dates in {braces}.
    """
    from routes.load import load, read_all
    from routes.show import json_line, unread_line

    project, problems = _project_of(given)
    known, more = load(in_the_world(project, given))
    say_all((*problems, *more))
    found = [one for path in articles for one in _articles(path)]
    hindered: list[Problem] = []
    propose = _proposals(project, hindered, offline=given["offline"])
    readings = iter(read_all((one.article for one in found if one.article), known, propose))
    for name, article, wrong in found:
        if as_json:
            click.echo(json_line(next(readings), wrong) if article else unread_line(name, wrong))
        elif article and explain:
            _print_explanation(next(readings), wrong)
        else:
            say_all(wrong)
            if article:
                _print_reading(next(readings))
    return findings((*more, *hindered, *(problem for one in found for problem in one.problems)))


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


def _proposals(project: Project, hindered: list[Problem], *, offline: bool) -> Propose:
    """Asks a geocoder where the project's settings say whom; nobody otherwise, and offline.

    What hinders it is told, and added to `hindered`.
    """
    from routes.atlas import geocoder_of
    from routes.load import look_up

    geocoder = geocoder_of(project.settings, offline=offline)

    def propose(names: Sequence[str]) -> Sequence[Place]:
        if offline or not (geocoder.contact or geocoder.url):
            return ()
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


# --- check and init ----------------------------------------------------------------------------


@cli.command(epilog=example("routes check", "routes check caravans"))
@click.argument("project", type=FOLDER, default=".")
def check(project: Path) -> int:
    """Find every mistake in the files of PROJECT.

    That is: in its YAML files and in the front matter of its articles. Each is a line `file:line:column: what; how to
    mend it`. The exit code is 1 where there is an error; warnings alone leave it 0.
    """
    from routes.load import check as check_project
    from routes.project import open_project

    opened, problems = open_project(project)
    found = (*problems, *check_project(opened))
    for problem in found:
        click.echo(told(problem))
    if not found and sys.stderr.isatty():
        say("No mistakes found.")
    return findings(found)


@cli.command(epilog=example("routes init caravans", "routes build caravans"))
@click.argument("folder", metavar="DIR", type=FOLDER)
def init(folder: Path) -> int:
    """Make a new project in DIR.

    Its files are examples that say what they are for.
    """
    from routes.project import create_project

    for path in create_project(folder):
        click.echo(path)
    say(f"Put articles into {folder / 'articles'}, then: routes build {folder}")
    return DONE


@cli.command(epilog=example("routes schema gazetteer > gazetteer.schema.json"))
@click.argument("file", type=click.Choice(["caravans", "corrections", "gazetteer"]))
def schema(file: str) -> int:
    """Print the JSON Schema of FILE, for an editor.

    With it an editor completes the fields of `gazetteer.yaml`, `caravans.yaml` or `corrections.yaml`, explains them and
    marks mistakes. `candidates.yaml` has the form of `gazetteer.yaml`.
    """
    from routes.gazetteer.json_schema import json_schema

    click.echo(json.dumps(json_schema(file), indent=2, ensure_ascii=False))
    return DONE

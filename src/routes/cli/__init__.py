"""The command `routes`: flags, exit codes and what is printed.

What a program may want goes to standard output, all else to standard error. Exit codes: 0 done, 1 findings, 2 wrong
usage, 3 done, but for want of a network a geocoder did not answer, 130 interrupted. What takes long to import is
imported by the command that needs it.
"""

from __future__ import annotations

import json
import os
import sys
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType
from typing import NoReturn

import click

from routes import __version__
from routes.cli.building import build
from routes.cli.corpus import corpus
from routes.cli.gazetteer import gazetteer
from routes.cli.options import FOLDER
from routes.cli.publishing import embed, export, report
from routes.cli.reading import read
from routes.cli.serving import serve
from routes.cli.telling import (
    DONE,
    FINDINGS,
    INTERRUPTED,
    NETWORK,
    WRONG_USAGE,
    example,
    findings,
    say,
    told,
)
from routes.errors import RoutesError

__all__ = ["DONE", "FINDINGS", "INTERRUPTED", "NETWORK", "WRONG_USAGE", "cli", "main"]


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
cli.add_command(read)
cli.add_command(report)
cli.add_command(serve)


# --- check and init ----------------------------------------------------------------------------


@cli.command(epilog=example("routes check", "routes check caravans"))
@click.argument("project", type=FOLDER, default=".")
def check(project: Path) -> int:
    """Find every mistake in the files of PROJECT.

    That is: in its YAML files and in the front matter of its articles. Each is a line `file:line:column: what; how to
    mend it`. The exit code is 1 where there is an error; warnings alone leave it 0.
    """
    from routes.checking import check as check_project
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

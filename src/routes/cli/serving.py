"""`routes serve`."""

from __future__ import annotations

from pathlib import Path

import click

from routes.cli.options import FOLDER
from routes.cli.telling import DONE, example, say, today
from routes.errors import RoutesError

__all__ = ["serve"]


@click.command(epilog=example("routes serve --offline", "routes serve caravans --port 8000 --no-browser"))
@click.argument("project", type=FOLDER, default=".")
@click.option("--offline", is_flag=True, help="Ask no geocoder for names that are in no list.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Where it listens; default: any free port.")
@click.option("--no-browser", is_flag=True, help="Only print the address.")
def serve(project: Path, offline: bool, port: int, no_browser: bool) -> int:
    """Show the map of PROJECT in the browser, and edit it there.

    The map is built again at every edit of a file of the project, and is shown where you left it. Only this machine is
    served, and only who has the address that is printed. What you rule on the page is written into gazetteer.yaml,
    corrections.yaml and refused.yaml. Ctrl-C ends it.
    """
    try:
        from routes.serving import Plan
        from routes.serving import serve as serve_project
    except ModuleNotFoundError as error:
        mend = "`python -m pip install starlette uvicorn` brings what is missing"
        raise RoutesError(f"the page is served by the library {error.name}, which is not installed; {mend}") from error

    def ready(address: str) -> None:
        click.echo(address)
        say("Open this address in a browser. Ctrl-C ends it.")
        if not no_browser:
            click.launch(address)

    serve_project(Plan(root=project, offline=offline, today=today, tell=say), port=port, ready=ready)
    return DONE

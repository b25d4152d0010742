"""`routes serve`: builds at every edit, while one thread looks at the files and another answers the browser."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread

from routes.model import Problem
from routes.project import Project, open_project
from routes.watching import Seen, saved, seen

from .app import application
from .desk import Desk
from .guard import Guard
from .server import answering, listening
from .work import Plan, Work, make

__all__ = ["serve"]


def serve(plan: Plan, *, port: int, ready: Callable[[str], None]) -> None:
    """Serves the project until it is interrupted; `ready` is told the address once the first map is there.

    Raises RoutesError where the folder is no project, or the port is taken; KeyboardInterrupt ends it.
    """
    desk = Desk()
    project, _ = open_project(plan.root)
    with listening(port) as at:
        guard, before = Guard(port=at.getsockname()[1]), seen(project)
        work, broken = make(plan, None, desk.edits)
        _publish(desk, work, broken)
        with answering(at, application(desk, guard)):
            try:
                Thread(target=_follow, args=(project, before, desk), daemon=True).start()
                ready(guard.address)
                for _ in desk.wishes():
                    _publish(desk, *make(plan, desk.now.work, desk.edits))
            finally:
                desk.closed = True


def _publish(desk: Desk, work: Work | None, broken: tuple[Problem, ...]) -> None:
    """Shows the map, then keeps what it was made of."""
    desk.publish(work, broken)
    if work:
        work.builder.keep()


def _follow(project: Project, before: Seen, desk: Desk) -> None:
    """Wishes for a build whenever a file was saved."""
    while not desk.closed:
        before = saved(project, before)
        desk.wish()

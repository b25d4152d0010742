"""`routes serve`: builds at every edit, while two other threads watch the files and answer the browser."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

from .app import application
from .desk import Desk
from .guard import Guard
from .server import answering, listening
from .watching import watching
from .work import Plan, make

__all__ = ["serve"]


def serve(plan: Plan, *, port: int, ready: Callable[[str], None]) -> None:
    """Serves the project until it is interrupted; `ready` is told the address once the first map is there.

    Raises RoutesError where the folder is no project, or the port is taken; KeyboardInterrupt ends it.
    """
    desk, stop = Desk(), Event()
    with listening(port) as at:
        guard = Guard(port=at.getsockname()[1])
        work, broken = make(plan, None, desk.edits)
        desk.publish(work, broken)
        with answering(at, application(desk, guard)):
            try:
                watching(plan.root, desk.wish, stop)
                ready(guard.address)
                for _ in desk.wishes():
                    desk.publish(*make(plan, desk.now.work, desk.edits))
            finally:
                desk.closed = True
                stop.set()

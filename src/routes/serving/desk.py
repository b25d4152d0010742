"""What the threads share: the last build, what was written from the page, and the wishes for another build."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Lock

from routes.files import content_hash
from routes.model import Problem

from .history import History
from .work import Work

__all__ = ["Desk", "Now"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """The last build that went well, and what keeps a newer one from being made; `serial` counts both.

    `left_out`: what is broken was left out of that build, since there was none before it.
    """

    serial: int = 0
    work: Work | None = None
    broken: tuple[Problem, ...] = ()
    left_out: bool = False


class Desk:
    """One project under work. The thread that builds publishes; those that answer read `now`, a value that stays.

    Who writes a file of the project from the page holds `writing`.
    """

    def __init__(self) -> None:
        self.now = Now()
        self.history = History()
        self.writing = Lock()
        self.closed = False
        self._wishes: SimpleQueue[None] = SimpleQueue()
        self._own: tuple[tuple[str, str], ...] = ()

    @property
    def edits(self) -> int:
        """So many edits were written from the page."""
        return len(self._own)

    def wrote(self, name: str, content: bytes) -> None:
        """Tells that the page has seen this in a file of the project, since it was written from there."""
        self._own = (*self._own, (name, content_hash(content)))

    def seen(self) -> dict[str, str]:
        """The hash of each file as the page has seen it: as it was built last, or written from the page since then."""
        work = self.now.work
        return {**work.hashes, **dict(self._own[work.edits :])} if work else {}

    def publish(self, work: Work | None, broken: tuple[Problem, ...] = ()) -> None:
        """Tells a build, made without what is broken; or, with None, what is broken so that the last one stays."""
        left_out = bool(broken) and (work is not None or self.now.left_out)
        self.now = Now(serial=self.now.serial + 1, work=work or self.now.work, broken=broken, left_out=left_out)

    def wish(self) -> None:
        """Asks for a build."""
        self._wishes.put(None)

    def wishes(self) -> Iterator[None]:
        """One turn for each time that a build is wished; wishes that came together are one. Ends with the desk."""
        while not self.closed:
            try:
                self._wishes.get(timeout=_TURN)
            except Empty:
                continue
            while not self._wishes.empty():
                self._wishes.get_nowait()
            yield


_TURN = 1.0
"""Seconds after which a waiting thread looks up, for systems where waiting cannot be interrupted."""

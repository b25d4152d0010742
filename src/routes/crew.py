"""Reading on several processes of this machine: articles in chunks, each read again where its worker died.

Every worker has a pipe of its own, so that one that dies takes nothing with it but the chunk that it was reading. That
is read again article by article, and an article that ends its reader twice is left out and told.
"""

from __future__ import annotations

import os
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path

from routes.load import Known
from routes.model import Article, Place, Problem, Reading
from routes.reading import read

__all__ = ["Tell", "read_with"]

Tell = Callable[[str], None]
"""Takes one line of progress."""

_CHUNK = 16
_TRIES = 2
"""So many workers may die of one article."""
_TELL_EVERY = 3.0
"""Seconds between two lines of progress."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chunk:
    """Articles in a row, the number of the first, and how many workers have died of them."""

    first: int
    articles: tuple[Article, ...]
    deaths: int = 0

    def again(self) -> Iterator[_Chunk]:
        """What is left to try after one more worker died: each article alone, and no longer one that did it often."""
        deaths = self.deaths + 1 if len(self.articles) == 1 else 0
        if deaths < _TRIES:
            for number, article in enumerate(self.articles, start=self.first):
                yield _Chunk(first=number, articles=(article,), deaths=deaths)


def read_with(
    jobs: int, articles: Sequence[Article], known: Known, geocoded: Sequence[Place], tell: Tell
) -> tuple[Reading, ...]:
    """The articles' readings in their order, read by so many processes; one that ends them has an empty reading."""
    waiting = deque(
        _Chunk(first=at, articles=tuple(articles[at : at + _CHUNK])) for at in range(0, len(articles), _CHUNK)
    )
    done: dict[int, Reading] = {}
    progress = _Progress(len(articles), tell)
    with _crew(min(jobs, len(waiting)), known, geocoded) as crew:
        busy: dict[Connection, _Chunk] = {}
        while waiting or busy:
            for pipe in [one for one in crew.pipes if one not in busy][: len(waiting)]:
                busy[pipe] = waiting.popleft()
                crew.give(pipe, busy[pipe].articles)
            answered = wait(list(busy))
            for pipe in [one for one in busy if one in answered]:
                chunk = busy.pop(pipe)
                try:
                    done.update(enumerate(pipe.recv(), start=chunk.first))
                except (EOFError, OSError):
                    crew.replace(pipe)
                    waiting.extendleft(chunk.again())
            progress(len(done))
    return tuple(done.get(number) or _unread(article) for number, article in enumerate(articles))


def _unread(article: Article) -> Reading:
    what = "could not be read: it ended the process that read it, for want of memory perhaps"
    return Reading(article=article, problems=(Problem(file=article.path, what=what, mend="take it out, or split it"),))


class _Crew:
    """Workers by their pipes."""

    def __init__(self, known: Known, geocoded: Sequence[Place]) -> None:
        self._told = known, geocoded
        self._workers: dict[Connection, SpawnProcess] = {}

    @property
    def pipes(self) -> tuple[Connection, ...]:
        return tuple(self._workers)

    def hire(self) -> None:
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        worker = context.Process(target=_work, args=(theirs, *self._told), daemon=True)
        worker.start()
        theirs.close()  # so that ours ends with the worker
        self._workers[ours] = worker

    def give(self, pipe: Connection, articles: tuple[Article, ...]) -> None:
        """Sends the articles. That a worker has died shows when its answer is waited for."""
        with suppress(OSError):
            pipe.send(articles)

    def replace(self, pipe: Connection) -> None:
        self.dismiss(pipe)
        self.hire()

    def dismiss(self, pipe: Connection) -> None:
        worker = self._workers.pop(pipe)
        worker.kill()
        worker.join()
        pipe.close()


@contextmanager
def _crew(jobs: int, known: Known, geocoded: Sequence[Place]) -> Iterator[_Crew]:
    crew = _Crew(known, geocoded)
    try:
        for _ in range(jobs):
            crew.hire()
        yield crew
    finally:
        for pipe in crew.pipes:
            crew.dismiss(pipe)


def _work(pipe: Connection, known: Known, geocoded: Sequence[Place]) -> None:
    """What a worker does: learns once, then reads what it is given until it is dismissed."""
    if not os.environ.get("ROUTES_DEBUG"):
        sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115 - to its end; else a traceback is told to a user
    knowledge = known.knowledge(geocoded)
    while True:
        pipe.send(tuple(read(article, knowledge) for article in pipe.recv()))


class _Progress:
    """Tells how far it is, at what rate, and how long it will take."""

    def __init__(self, count: int, tell: Tell) -> None:
        self._count, self._tell = count, tell
        self._start = self._told = time.monotonic()

    def __call__(self, done: int) -> None:
        now = time.monotonic()
        if not done or now - self._told < _TELL_EVERY:
            return
        self._told = now
        rate = done / (now - self._start)
        left = (self._count - done) / rate
        self._tell(f"{done:,} of {self._count:,} articles, {rate:,.0f} a second, about {left:.0f} seconds left")

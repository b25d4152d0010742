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
from typing import TYPE_CHECKING

from routes.load import Known
from routes.model import Article, Place, Problem, Reading
from routes.reading import read

if TYPE_CHECKING:
    from routes.workshop import Tell

__all__ = ["Crew"]

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Crew:
    """So many processes that read. `keep` takes the articles of each chunk and their readings as soon as it is read."""

    jobs: int
    tell: Tell
    keep: Callable[[Sequence[Article], Sequence[Reading]], None] = lambda _, __: None

    def read(self, articles: Sequence[Article], known: Known, geocoded: Sequence[Place]) -> tuple[Reading, ...]:
        """The articles' readings in their order; an article that ends its readers has an empty one."""
        waiting = deque(
            _Chunk(first=at, articles=tuple(articles[at : at + _CHUNK])) for at in range(0, len(articles), _CHUNK)
        )
        done: dict[int, Reading] = {}
        progress = _Progress(len(articles), self.tell)
        with _hired(min(self.jobs, len(waiting)), known, geocoded) as workers:
            while waiting or workers.busy:
                workers.give(waiting)
                for chunk, readings in workers.answers():
                    if readings is None:
                        waiting.extendleft(chunk.again())
                    else:
                        done.update(enumerate(readings, start=chunk.first))
                        self.keep(chunk.articles, readings)
                progress(len(done))
        return tuple(done.get(number) or _unread(article) for number, article in enumerate(articles))


def _unread(article: Article) -> Reading:
    what = "could not be read: it ended the process that read it, for want of memory perhaps"
    return Reading(article=article, problems=(Problem(file=article.path, what=what, mend="take it out, or split it"),))


class _Workers:
    """Workers by their pipes, and what each of them is reading."""

    def __init__(self, known: Known, geocoded: Sequence[Place]) -> None:
        self._told = known, geocoded
        self._workers: dict[Connection, SpawnProcess] = {}
        self.busy: dict[Connection, _Chunk] = {}

    def hire(self) -> None:
        """One more, who learns first what is known."""
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        worker = context.Process(target=_work, args=(theirs, *self._told), daemon=True)
        worker.start()
        theirs.close()  # so that ours ends with the worker
        self._workers[ours] = worker

    def give(self, waiting: deque[_Chunk]) -> None:
        """A chunk to everyone who has none. That one has died shows when its answer is waited for."""
        for pipe in [one for one in self._workers if one not in self.busy][: len(waiting)]:
            self.busy[pipe] = waiting.popleft()
            with suppress(OSError):
                pipe.send(self.busy[pipe].articles)

    def answers(self) -> Iterator[tuple[_Chunk, tuple[Reading, ...] | None]]:
        """The next chunks that are read; None where the worker died, in whose place another comes."""
        answered = wait(list(self.busy))
        for pipe in [one for one in self.busy if one in answered]:
            chunk = self.busy.pop(pipe)
            try:
                yield chunk, pipe.recv()
            except (EOFError, OSError):
                self._dismiss(pipe)
                self.hire()
                yield chunk, None

    def dismiss_all(self) -> None:
        """Ends all of them at once, whatever they do."""
        for pipe in tuple(self._workers):
            self._dismiss(pipe)

    def _dismiss(self, pipe: Connection) -> None:
        worker = self._workers.pop(pipe)
        worker.kill()
        worker.join()
        pipe.close()


@contextmanager
def _hired(jobs: int, known: Known, geocoded: Sequence[Place]) -> Iterator[_Workers]:
    workers = _Workers(known, geocoded)
    try:
        for _ in range(jobs):
            workers.hire()
        yield workers
    finally:
        workers.dismiss_all()


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

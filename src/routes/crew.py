"""Reading on several processes of this machine: articles in chunks, each read again where its worker died.

Every worker has a pipe of its own, so that one that dies takes nothing with it but the chunk that it was reading. That
is read again article by article, and an article that ends its reader twice is left out and told.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path

from routes.load import Known
from routes.model import Article, Place, Problem, Reading
from routes.progress import Progress, Tell
from routes.reading import read

__all__ = ["Crew"]

_CHUNK = 16
_TRIES = 2
"""So many workers may die of one article."""
_MOST_AHEAD = 16 * _CHUNK
"""Articles for each worker that are on their way at most: what is read waits for one that takes long."""


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
    """So many processes that read. `keep` takes the articles of each chunk and their readings as soon as it is read.

    Of `files` files come the articles, as far as is known; 0 where it is not.
    """

    jobs: int
    tell: Tell
    files: int = 0
    keep: Callable[[Sequence[Article], Sequence[Reading]], None] = lambda _, __: None

    def read(self, articles: Iterable[Article], known: Known, geocoded: Sequence[Place]) -> Iterator[Reading]:
        """The articles' readings in their order; an article that ends its readers has an empty one.

        Articles are taken as they are needed, and only those are held that are being read, and a few that wait.
        """
        queue = _Queue(articles, ahead=self.jobs)
        progress = Progress(self.tell, self.files, "files")
        with _hired(self.jobs, known, geocoded) as workers:
            while queue.fill() or workers.busy:
                workers.give(queue.waiting)
                queue.fill()
                for chunk, readings in workers.answers():
                    if readings is None:
                        queue.again(chunk)
                    else:
                        queue.done(chunk, readings)
                        self.keep(chunk.articles, readings)
                for reading in queue.ready():
                    progress(queue.files(reading.article), queue.given)
                    yield reading


class _Queue:
    """Articles on their way: in chunks to those who read, and readings back into order."""

    def __init__(self, articles: Iterable[Article], ahead: int) -> None:
        self._articles = iter(articles)
        self._ahead = ahead
        self._taken = 0
        self._readings: dict[int, Reading] = {}
        self._file = ""
        self._files = 0
        self.waiting: deque[_Chunk] = deque()
        self.given = 0

    def fill(self) -> bool:
        """Takes as many articles as may wait, and tells whether any do."""
        while len(self.waiting) < self._ahead and self._taken - self.given < self._ahead * _MOST_AHEAD:
            articles = tuple(islice(self._articles, _CHUNK))
            if not articles:
                break
            self.waiting.append(_Chunk(first=self._taken, articles=articles))
            self._taken += len(articles)
        return bool(self.waiting)

    def again(self, chunk: _Chunk) -> None:
        """What is to be tried once more of a chunk of which its reader died; an article given up has its reading."""
        parts = tuple(chunk.again())
        self.waiting.extendleft(reversed(parts))
        if not parts:
            self.done(chunk, tuple(map(_unread, chunk.articles)))

    def done(self, chunk: _Chunk, readings: Sequence[Reading]) -> None:
        """Takes what was read."""
        self._readings.update(enumerate(readings, start=chunk.first))

    def ready(self) -> Iterator[Reading]:
        """The readings whose turn it is."""
        while self.given in self._readings:
            self.given += 1
            yield self._readings.pop(self.given - 1)

    def files(self, article: Article) -> int:
        """How many files there were up to this article, which is the next in order."""
        file = article.path.partition("#")[0]
        self._files += file != self._file
        self._file = file
        return self._files


def _unread(article: Article) -> Reading:
    what = "could not be read: it ended the process that read it, for want of memory perhaps"
    return Reading(article=article, problems=(Problem(file=article.path, what=what, mend="take it out, or split it"),))


class _Workers:
    """Workers by their pipes, and what each of them is reading."""

    def __init__(self, jobs: int, known: Known, geocoded: Sequence[Place]) -> None:
        self._jobs, self._told = jobs, (known, geocoded)
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
        """A chunk to everyone who has none, and as many are hired as there is work for.

        That one has died shows when its answer is waited for.
        """
        while len(self._workers) < min(self._jobs, len(self.busy) + len(waiting)):
            self.hire()
        for pipe in [one for one in self._workers if one not in self.busy][: len(waiting)]:
            self.busy[pipe] = waiting.popleft()
            with suppress(OSError):
                pipe.send(self.busy[pipe].articles)

    def answers(self) -> Iterator[tuple[_Chunk, tuple[Reading, ...] | None]]:
        """The next chunks that are read; None where the worker died."""
        answered = wait(list(self.busy))
        for pipe in [one for one in self.busy if one in answered]:
            chunk = self.busy.pop(pipe)
            try:
                yield chunk, pipe.recv()
            except (EOFError, OSError):
                self._dismiss(pipe)
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
    workers = _Workers(jobs, known, geocoded)
    try:
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

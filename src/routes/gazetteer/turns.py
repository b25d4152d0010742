"""Whose turn it is to ask a host, of all processes that share one file: a single one's, and never too early.

A turn is claimed only when it has come, so that who dies while waiting leaves nothing behind. It ends with its request,
and for who dies in it when the longest request is over. The pause counts from the end of one request to the start of
the next, by the machine's monotonic clock, which is one for all processes and cannot be set. What a host itself asks
for ("not before nine o'clock") outlives the process and the machine's clock, so that is kept as a time of day.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from routes.gazetteer.answer_cache import opened

__all__ = ["Turns", "time_told"]

_TABLE = """
create table if not exists hosts (
    host text primary key, seen real not null, free real not null, since real not null, until real not null
)
"""

_POLL = 0.05  # seconds; who has the turn may end it early


class _Host(NamedTuple):
    """When a host may be asked again: seconds of the monotonic clock (`seen`, `free`) and the epoch (`since`, `until`).

    Each pair is the time of looking, and from when on the host is free.
    """

    seen: float
    free: float
    since: float
    until: float


class Turns:
    """The turns at `host`, kept in the file at `path`; all numbers are seconds.

    `pause` lies between two requests, `longest` is the most that one takes. `patience` is how long this process waits
    in all for a host that asks to be left alone. Raises FileError where the file cannot be made, read or written.
    """

    def __init__(self, path: Path, host: str, *, pause: float, longest: float, patience: float) -> None:
        self._path, self._host = path, host
        self._pause, self._longest, self._patience = pause, longest, patience
        with opened(path) as connection:
            connection.execute(_TABLE)

    def take(self) -> float | None:
        """Waits for one's turn, and returns None when it has come.

        Else, where the host asks to be left alone for longer than patience lasts, until when, in seconds of the epoch.
        """
        while True:
            host = self._claimed()
            if host is None:
                return None
            left = host.until - host.since
            if left > self._patience:
                return host.until
            nap = min(_POLL, max(left, host.free - host.seen))
            time.sleep(nap)
            if left > 0:
                self._patience -= nap

    def give_back(self, wait: float = 0.0) -> None:
        """Ends one's turn; `wait` is for how long the host asked to be left alone."""
        with self._locked() as (connection, host):
            until = max(host.until, host.since + wait)
            self._write(connection, host._replace(free=host.seen + self._pause, until=until))

    def _claimed(self) -> _Host | None:
        """None where the turn is ours from now on, else how the host stands."""
        with self._locked() as (connection, host):
            if host.until > host.since or host.free > host.seen:
                return host
            self._write(connection, host._replace(free=host.seen + self._longest + self._pause))
        return None

    @contextmanager
    def _locked(self) -> Iterator[tuple[sqlite3.Connection, _Host]]:
        """How the host stands now, while nobody else may change it.

        What was written down later than now is of a machine that was started anew since, or of a clock that was set
        back. Nobody knows how long ago that was, and the wait begins again: it is a pause, or what the host wished.
        """
        with opened(self._path) as connection:
            connection.execute("begin immediate")
            now, clock = time.time(), time.monotonic()  # not before the lock: who waits for it may wait long
            query = "select seen, free, since, until from hosts where host = ?"
            told = _Host(*connection.execute(query, (self._host,)).fetchone() or (clock, clock, now, now))
            free = told.free if told.seen <= clock else clock + self._pause
            until = told.until if told.since <= now else now + told.until - told.since
            host = _Host(clock, free, now, until)
            if free != told.free or until != told.until:
                self._write(connection, host)
            yield connection, host
            connection.execute("commit")

    def _write(self, connection: sqlite3.Connection, host: _Host) -> None:
        connection.execute("insert or replace into hosts values (?, ?, ?, ?, ?)", (self._host, *host))


def time_told(moment: float) -> str:
    """A time of day for people, by the clock of this machine: `2026-11-21 14:05:10+01:00`."""
    return datetime.fromtimestamp(moment).astimezone().isoformat(sep=" ", timespec="seconds")

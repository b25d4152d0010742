"""Answers of geocoders, kept in one small SQLite file that several processes may share.

It also keeps the time of the last request, so that all processes together ask at most as often as one may.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path

from routes.errors import FileError
from routes.gazetteer.answers import Result

__all__ = ["NOT_FOUND_DAYS", "AnswerCache"]

NOT_FOUND_DAYS = 30
"""For so long a "not found" is believed: OpenStreetMap grows."""

_TABLES = """
create table if not exists answers (
    provider text, query text, outcome text not null, day text not null, results text not null,
    primary key (provider, query)
);
create table if not exists turns (provider text primary key, at real not null);
"""


class AnswerCache:
    """The answers of one provider (its name, address and constraints) in the file at `path`, made where it is missing.

    Raises FileError where the file cannot be made or read.
    """

    def __init__(self, path: Path, provider: str) -> None:
        self._path, self._provider = path, provider
        with self._open() as connection:
            connection.executescript(_TABLES)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._path, timeout=30, isolation_level=None)) as connection:
                yield connection
        except (OSError, sqlite3.Error) as error:
            raise FileError(f"{self._path}: cannot keep answers here: {error}; delete the file") from error

    def get(self, query: str, today: date) -> tuple[Result, ...] | None:
        """The results for a query, () where it is known to have none; None where it has to be asked."""
        with self._open() as connection:
            row = connection.execute(
                "select outcome, day, results from answers where provider = ? and query = ?", (self._provider, query)
            ).fetchone()
        if row is None:
            return None
        outcome, day, results = row
        if outcome == "not_found" and date.fromisoformat(day) + timedelta(days=NOT_FOUND_DAYS) < today:
            return None
        return tuple(Result(**{**told, "box": tuple(told["box"])}) for told in json.loads(results))

    def put(self, query: str, results: Sequence[Result], today: date) -> None:
        """Keeps what was answered: found, or not found where there are no results. Failures are no answers."""
        told = json.dumps([asdict(result) for result in results], ensure_ascii=False)
        row = (self._provider, query, "found" if results else "not_found", today.isoformat(), told)
        with self._open() as connection:
            connection.execute("insert or replace into answers values (?, ?, ?, ?, ?)", row)

    def wait_turn(self, host: str, pause: float) -> None:
        """Returns when a request to `host` may be made: `pause` seconds after the last one, of any process."""
        with self._open() as connection:
            connection.execute("begin immediate")
            row = connection.execute("select at from turns where provider = ?", (host,)).fetchone()
            now = time.time()
            # A clock that was set back must not make anyone wait longer than a queue of a minute.
            turn = max(now, min(row[0], now + 60) + pause) if row else now
            connection.execute("insert or replace into turns values (?, ?)", (host, turn))
            connection.execute("commit")
        time.sleep(max(0.0, turn - now))

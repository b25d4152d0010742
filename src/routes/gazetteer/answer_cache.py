"""Answers of geocoders, kept in one small SQLite file that several processes may share."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path

from routes.errors import FileError
from routes.gazetteer.answers import Result

__all__ = ["NOT_FOUND_DAYS", "AnswerCache", "opened"]

NOT_FOUND_DAYS = 30
"""For so long a "not found" is believed: OpenStreetMap grows."""

_TABLE = """
create table if not exists answers (
    provider text, query text, outcome text not null, day text not null, results text not null,
    primary key (provider, query)
)
"""


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """The file, made where it is missing; each statement counts at once, unless a transaction is begun.

    Raises FileError where the file cannot be made, read or written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(path, timeout=30, isolation_level=None)) as connection:
            yield connection
    except (OSError, sqlite3.Error) as error:
        raise FileError(f"{path}: cannot keep answers here: {error}; delete the file") from error


class AnswerCache:
    """The answers of one provider (its name, address and constraints) in the file at `path`.

    Raises FileError where the file cannot be made, read or written.
    """

    def __init__(self, path: Path, provider: str) -> None:
        self._path, self._provider = path, provider
        with opened(path) as connection:
            connection.execute(_TABLE)

    def get(self, query: str, today: date) -> tuple[Result, ...] | None:
        """The results for a query, () where it is known to have none; None where it has to be asked."""
        with opened(self._path) as connection:
            row = connection.execute(
                "select outcome, day, results from answers where provider = ? and query = ?", (self._provider, query)
            ).fetchone()
        if row is None:
            return None
        outcome, day, results = row
        if outcome == "not_found" and date.fromisoformat(day) + timedelta(days=NOT_FOUND_DAYS) < today:
            return None
        try:
            return tuple(Result(**{**told, "box": tuple(told["box"])}) for told in json.loads(results))
        except (LookupError, TypeError, ValueError):  # kept by another version of routes
            return None

    def put(self, query: str, results: Sequence[Result], today: date) -> None:
        """Keeps what was answered: found, or not found where there are no results. Failures are no answers."""
        told = json.dumps([asdict(result) for result in results], ensure_ascii=False)
        row = (self._provider, query, "found" if results else "not_found", today.isoformat(), told)
        with opened(self._path) as connection:
            connection.execute("insert or replace into answers values (?, ?, ?, ?, ?)", row)

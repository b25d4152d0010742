"""A journal of readings: a file to which each is added as it is read, so that a run that was stopped goes on there.

Its first line says what the readings depend on, every other holds the hash of an article and its reading. A line that
was cut short, and all that was read by other knowledge or rules, is passed over and read again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from routes.columns import pack, unpack
from routes.errors import FileError
from routes.files import content_hash, read_bytes
from routes.load import VALUES, Known, Readers
from routes.model import Article, Place, Reading

__all__ = ["Journal"]

_HEAD = "routes keeps readings here, to go on from: "


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """The file at `path`."""

    path: Path

    def reading(self, readers: Readers) -> Readers:
        """As the readers, but for what the journal has, which is taken from there."""

        def read(articles: Sequence[Article], known: Known, geocoded: Sequence[Place]) -> tuple[Reading, ...]:
            made_of = content_hash(known.made_of.encode(), json.dumps(pack(tuple(geocoded))).encode())
            there = self._begun(made_of)
            todo = [article for article in articles if _key(article) not in there]
            there |= {_key(one): reading for one, reading in zip(todo, readers(todo, known, geocoded), strict=True)}
            return tuple(there[_key(article)] for article in articles)

        return read

    def add(self, articles: Sequence[Article], readings: Sequence[Reading]) -> None:
        """Adds the readings of these articles at the end. Raises FileError."""
        lines = (f"{_key(one)} {json.dumps(pack(reading))}\n" for one, reading in zip(articles, readings, strict=True))
        self._write("".join(lines), "a")

    def _begun(self, made_of: str) -> dict[str, Reading]:
        """What the journal has; where it was made of other things it begins anew."""
        lines = read_bytes(self.path).decode("utf-8", "replace").split("\n") if self.path.exists() else [""]
        if lines[0] and not lines[0].startswith(_HEAD):
            raise FileError(f"{self.path}: is no journal of routes; name a file that is not there yet")
        if lines[0] == f"{_HEAD}{made_of}" and lines[1:]:
            found = dict(_whole(lines[1:-1]))
            self._write("" if not lines[-1] else "\n", "a")
            return found
        self._write(f"{_HEAD}{made_of}\n", "w")
        return {}

    def _write(self, text: str, mode: str) -> None:
        try:
            with self.path.open(mode, encoding="utf-8") as file:
                file.write(text)
        except OSError as error:
            raise FileError(f"{self.path}: cannot be written: {error.strerror or error}") from error


def _whole(lines: Sequence[str]) -> Iterator[tuple[str, Reading]]:
    for line in lines:
        key, _, packed = line.partition(" ")
        try:
            reading = unpack(json.loads(packed), VALUES)
        except (ValueError, RecursionError):
            continue
        if isinstance(reading, Reading):
            yield key, reading


def _key(article: Article) -> str:
    return content_hash(json.dumps(pack(article)).encode())

"""A journal of readings: a file to which each is added as it is read, so that a run that was stopped goes on there.

Its first line says what the readings depend on, every other holds the hash of an article and its reading. A line that
was cut short, and all that was read by other knowledge or rules, is passed over and read again.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO

from routes.columns import pack, unpack
from routes.errors import FileError
from routes.files import content_hash
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

        def read(articles: Iterable[Article], known: Known, geocoded: Sequence[Place]) -> Iterator[Reading]:
            made_of = content_hash(known.made_of.encode(), json.dumps(pack(tuple(geocoded))).encode())
            there = self._begun(made_of)
            asked: deque[int | None] = deque()  # where what is asked for stands here; None: it is being read

            def missing() -> Iterator[Article]:
                for article in articles:
                    asked.append(there.get(_key(article)))
                    if asked[-1] is None:
                        yield article

            for reading in readers(missing(), known, geocoded):
                yield from self._kept(asked)
                asked.popleft()
                yield reading
            yield from self._kept(asked)

        return read

    def add(self, articles: Sequence[Article], readings: Sequence[Reading]) -> None:
        """Adds the readings of these articles at the end. Raises FileError."""
        lines = (f"{_key(one)} {json.dumps(pack(reading))}\n" for one, reading in zip(articles, readings, strict=True))
        self._write("".join(lines), "a")

    def _begun(self, made_of: str) -> dict[str, int]:
        """Where the journal has the reading of which article; where it was made of other things it begins anew."""
        with self._opened() as file:
            head = file.readline().decode("utf-8", "replace").removesuffix("\n")
            if head and not head.startswith(_HEAD):
                raise FileError(f"{self.path}: is no journal of routes; name a file that is not there yet")
            if head == f"{_HEAD}{made_of}":
                return self._whole(file)
        self._write(f"{_HEAD}{made_of}\n", "w")
        return {}

    def _whole(self, file: IO[bytes]) -> dict[str, int]:
        """Where which whole line begins; one that was cut short is ended, and no more."""
        found: dict[str, int] = {}
        at, line = file.tell(), b"\n"
        for line in file:
            if line.endswith(b"\n") and _reading(line):
                found[line.partition(b" ")[0].decode()] = at
            at += len(line)
        if not line.endswith(b"\n"):
            self._write("\n", "a")
        return found

    def _kept(self, asked: deque[int | None]) -> Iterator[Reading]:
        """The readings asked for, up to the first that is not here."""
        while asked and (at := asked[0]) is not None:
            asked.popleft()
            with self._opened() as file:
                file.seek(at)
                reading = _reading(file.readline())
            if reading is None:
                raise FileError(f"{self.path}: was changed by another program; run again")
            yield reading

    def _opened(self) -> IO[bytes]:
        try:
            return self.path.open("rb") if self.path.exists() else BytesIO()
        except OSError as error:
            raise FileError(f"{self.path}: cannot be read: {error.strerror or error}") from error

    def _write(self, text: str, mode: str) -> None:
        try:
            with self.path.open(mode, encoding="utf-8") as file:
                file.write(text)
        except OSError as error:
            raise FileError(f"{self.path}: cannot be written: {error.strerror or error}") from error


def _reading(line: bytes) -> Reading | None:
    """The reading in a line; None where it is not whole."""
    try:
        reading = unpack(json.loads(line.partition(b" ")[2]), VALUES)
    except (ValueError, RecursionError):
        return None
    return reading if isinstance(reading, Reading) else None


def _key(article: Article) -> str:
    return content_hash(json.dumps(pack(article)).encode())

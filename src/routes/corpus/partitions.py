"""A corpus as partitions that are read apart: ranges of lines of JSON, groups of rows of Parquet."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any

from routes.corpus.stores import StoredFile, open_file, stored_files
from routes.errors import FileError
from routes.files import content_hash
from routes.parquet import group_sizes, read_groups

__all__ = ["Partition", "Record", "partitions", "records"]

_LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
_TABLE = ".parquet"
_ENDINGS = (*_LINES, _TABLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Partition:
    """A part of one file: bytes `start` to `end` (-1: to its end) of lines, or groups of rows of a table.

    `name` is what the file is called in sources, `made_of` a hash that changes with the file.
    """

    address: str
    name: str
    start: int
    end: int
    made_of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One article's fields; `name` is the file's with the byte or the row at which it begins. None: not readable."""

    name: str
    fields: Mapping[str, Any] | None


def partitions(addresses: Sequence[str], size: int) -> Iterator[Partition]:
    """The partitions, of about `size` bytes, of all files at the addresses (files, folders, patterns), in their order.

    Those of the last file are smaller and smaller, so that no worker waits long for another one at the end. Raises
    FileError where an address has no file that is read.
    """
    files = [file for address in addresses for file in _files(address)]
    for file in files:
        for start, end in _ranges(file, size, last=file is files[-1]):
            made_of = content_hash(file.name.encode(), file.mark.encode(), f"{start} {end}".encode())
            yield Partition(address=file.address, name=file.name, start=start, end=end, made_of=made_of)


def records(partition: Partition) -> Iterator[Record]:
    """The records of a partition, in order. Raises FileError where it cannot be read."""
    with open_file(partition.address) as file:
        yield from (_rows if partition.address.endswith(_TABLE) else _lines)(file, partition)


def _files(address: str) -> Sequence[StoredFile]:
    files = stored_files(address, _ENDINGS)
    if not files:
        raise FileError(f"{address}: no file is there that ends in {', '.join(_ENDINGS)}")
    return files


def _ranges(file: StoredFile, size: int, *, last: bool) -> Iterable[tuple[int, int]]:
    if file.name.endswith(".gz"):
        return [(0, -1)]
    if not file.name.endswith(_TABLE):
        return _cut(file.size, size, last=last)
    with open_file(file.address) as table:
        groups = len(_sizes(table, file.name))
    return _cut(groups, max(1, size * groups // max(1, file.size)), last=last)


def _cut(total: int, size: int, *, last: bool) -> Iterator[tuple[int, int]]:
    """Ranges of this size; where they are the last ones each at most a quarter of what is left, down to an eighth."""
    start = 0
    while start < total:
        step = max(1, size // 8, min(size, (total - start) // 4)) if last else size
        yield start, min(start + step, total)
        start += step


def _lines(file: IO[bytes], partition: Partition) -> Iterator[Record]:
    """The lines that begin in the range; the last of them may reach beyond it."""
    at = partition.start
    if at:
        file.seek(at - 1)
        at += len(file.readline()) - 1
    while at < partition.end or partition.end < 0:
        line = file.readline()
        if not line:
            return
        if line.strip():
            yield Record(name=f"{partition.name}@{at}", fields=_fields(line))
        at += len(line)


def _fields(line: bytes) -> Mapping[str, Any] | None:
    try:
        fields = json.loads(line)
    except ValueError:
        return None
    return fields if isinstance(fields, dict) else None


def _rows(file: IO[bytes], partition: Partition) -> Iterator[Record]:
    row = sum(_sizes(file, partition.name)[: partition.start])
    try:
        for columns in read_groups(file, range(partition.start, partition.end)):
            for values in zip(*columns.values(), strict=True):
                yield Record(name=f"{partition.name}@{row}", fields=dict(zip(columns, values, strict=True)))
                row += 1
    except ValueError as error:
        raise FileError(f"{partition.name}: is damaged: {error}") from error


def _sizes(file: IO[bytes], name: str) -> tuple[int, ...]:
    try:
        return group_sizes(file)
    except ValueError as error:
        raise FileError(f"{name}: is no Parquet file: {error}") from error

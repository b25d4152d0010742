"""One partition to one part: its articles are sieved and read, and what they say is written to a Parquet file.

A part is written beside its place and then moved there, so one that is there is whole. It is named by what it was
made of: the partition, the knowledge, the rules. So a run that was stopped goes on where it was, and nothing is read
twice.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO

from routes.articles.facts import KEYS, Facts
from routes.articles.languages import detect_language
from routes.articles.parse import article_of
from routes.corpus.partitions import Partition, Record, records
from routes.corpus.stores import Store
from routes.corpus.tables import COLUMNS, Keyed, Row, by_bucket, rows, rows_of
from routes.corpus.workplace import Workplace
from routes.errors import FileError
from routes.files import content_hash
from routes.model import Article
from routes.parquet import note, read_groups, write_table

__all__ = ["Counts", "bucket_rows", "counts_of", "part_name", "write_part"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Records of a part: how many there were, how many were read in full, how many could not be read."""

    records: int = 0
    read: int = 0
    broken: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            records=self.records + other.records, read=self.read + other.read, broken=self.broken + other.broken
        )


def part_name(partition: Partition, made_of: str) -> str:
    """The name of the part's file; `made_of` is a hash of all else that it depends on."""
    return f"{content_hash(partition.made_of.encode(), made_of.encode())[:20]}.parquet"


def write_part(partition: Partition, place: Workplace) -> Counts:
    """Reads the partition and puts its part into the store. Raises FileError."""
    counts = Counts()
    keyed: list[Keyed] = []
    for record in records(partition):
        body = _body(record)
        counts += Counts(records=1, broken=int(body is None))
        if body and place.may_tell(_sketch(record, body)):
            counts += Counts(read=1)
            keyed.extend(rows(place.gist(_article(record, body))))
    told = {"records": str(counts.records), "read": str(counts.read), "broken": str(counts.broken)}
    with place.store.replacing(part_name(partition, place.made_of), uuid.uuid4().hex) as file:
        write_table(file, by_bucket(keyed), COLUMNS, told)
    return counts


def counts_of(file: IO[bytes]) -> Counts:
    """What was counted when the part was written. Raises ValueError where it is none."""
    return Counts(**{name: int(note(file, name)) for name in ("records", "read", "broken")})


def bucket_rows(
    store: Store, names: Iterable[str], bucket: int, wanted: Sequence[str] = tuple(COLUMNS)
) -> Iterator[Row]:
    """The wanted columns of one bucket of all parts, part after part. Raises FileError where one is damaged."""
    for name in names:
        with store.reading(name) as file:
            try:
                for columns in read_groups(file, [bucket], wanted):
                    yield from rows_of(columns)
            except ValueError as error:
                raise FileError(f"{store.folder}/{name}: is damaged; delete it, and run again: {error}") from error


_BODY = ("text", "body")


def _body(record: Record) -> str | None:
    """The article's text; None where the record has none."""
    fields = record.fields or {}
    return next((text for name in _BODY if isinstance(text := fields.get(name), str)), None)


def _sketch(record: Record, body: str) -> Article:
    """As much of an article as the sieve needs; most records are no more."""
    return Article(path=record.name, title="", body=body, lang=_lang(record, body))


def _lang(record: Record, body: str) -> str:
    given = (record.fields or {}).get("lang")
    return given if isinstance(given, str) and given else detect_language(body)


def _article(record: Record, body: str) -> Article:
    fields = record.fields or {}
    told = {name: _text(fields[name]) for name in KEYS if fields.get(name)}
    return article_of(body, record.name, Facts(values=told))[0]


def _text(value: object) -> str:
    """A day or a time as the front matter has it, all else as text."""
    return value.isoformat() if isinstance(value, date) else str(value)

"""Files of files: zip, gzip, and WARC, in which archives of the web keep pages. One within another is not opened.

A page in `pages.zip` is called `pages.zip#folder/a.html`, record 12 of a WARC `crawl.warc.gz#12`.
"""

from __future__ import annotations

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import redirect_stderr
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import PurePosixPath
from typing import Any, BinaryIO, cast

from routes.articles.facts import Markup, sidecar
from routes.articles.file import File, Found, UnreadableError
from routes.articles.naming import descriptions, is_companion, is_passed_over
from routes.articles.text import text_of

__all__ = ["read_gzip", "read_warc", "read_zip"]

_MOST = 50_000_000
"""Bytes of one file within another."""
_BOMB, _BOMB_RATIO = 2_000_000_000, 100
"""What unpacks to more bytes than this, and to so many times its own size, was made to do harm."""
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


def read_zip(file: File) -> Iterator[Found | File]:
    """Each file in the zip, in the order of their names.

    What browsers save beside a page is passed over, `NAME.yaml` tells of `NAME`.
    """
    try:
        archive = zipfile.ZipFile(file.stream)
    except _DAMAGED:
        raise UnreadableError("is a zip that was cut or damaged", "get it again") from None
    members = {one.filename: one for one in archive.infolist() if not one.is_dir()}
    _check_size(file, sum(one.file_size for one in members.values()))
    for name in sorted(members):
        if _is_read(name, members):
            yield _member(file, archive, members, name)


def _check_size(file: File, size: int) -> None:
    packed = file.stream.seek(0, 2)
    if size > max(_BOMB, _BOMB_RATIO * packed):
        what = f"is a zip of {packed:,} bytes that unpacks to {size:,}, which no articles do"
        raise UnreadableError(what, "take it out")


def _is_read(name: str, members: dict[str, zipfile.ZipInfo]) -> bool:
    path = PurePosixPath(name)
    passed_over = any(is_passed_over(part) for part in path.parts)
    companion = any(is_companion(folder.name, _beside(folder, members)) for folder in path.parents)
    described = path.suffix == ".yaml" and any(name in descriptions(other) for other in members if other != name)
    return not (passed_over or companion or described)


def _beside(folder: PurePosixPath, members: dict[str, zipfile.ZipInfo]) -> list[str]:
    return [path.name for path in map(PurePosixPath, members) if path.parent == folder.parent]


def _member(file: File, archive: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo], name: str) -> Found | File:
    called = f"{file.name}#{name}"
    try:
        content = _unpacked(archive, members[name])
        beside = next((one for one in descriptions(name) if one in members), None)
        text, _ = text_of(_unpacked(archive, members[beside]), called) if beside else ("", ())
    except _DAMAGED:
        locked = members[name].flag_bits & 1
        what = "is locked by a password" if locked else "was cut or damaged in its zip"
        return Found.nothing(called, what, "unpack it, and put the files here" if locked else "get the zip again")
    facts, _ = sidecar(text, f"{file.name}#{beside}") if beside else (file.facts, ())
    return File(
        name=called, stream=BytesIO(content), ending=PurePosixPath(name).suffix.lower(), facts=facts, within=True
    )


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    with archive.open(member) as stream:
        return stream.read(_MOST + 1)


def read_gzip(file: File) -> Iterator[Found | File]:
    """The one file that was compressed, under its own name: `dump.jsonl.gz` is read as `dump.jsonl`."""
    stream = gzip.GzipFile(fileobj=file.stream)
    if stream.read(5) == b"WARC/":
        file.stream.seek(0)
        yield replace(file, ending=".warc.gz")
        return
    inner = PurePosixPath(file.name.lower().removesuffix(".gz")).suffix
    yield replace(file, stream=cast(BinaryIO, stream), ending=inner, within=True)


def read_warc(file: File) -> Iterator[Found | File]:
    """The page of each record that holds one and was answered; records count from 1, of every kind."""
    from warcio.exceptions import ArchiveLoadFailed

    try:
        for number, record in enumerate(_records(file.stream), start=1):
            if _is_page(record):
                content = record.content_stream().read(_MOST + 1)
                markup = Markup(url=record.rec_headers.get_header("WARC-Target-URI"))
                name = f"{file.name}#{number}"
                yield File(name=name, stream=BytesIO(content), ending=".html", markup=markup, within=True)
    except (ArchiveLoadFailed, AttributeError, *_DAMAGED):
        what = "is a WARC that was cut or damaged; what stood before that is read"
        raise UnreadableError(what, "get it again") from None


def _records(stream: BinaryIO) -> Iterator[Any]:
    from warcio.archiveiterator import ArchiveIterator

    records = ArchiveIterator(stream)
    while True:
        with redirect_stderr(StringIO()):  # where it tells what it thinks of a record
            record = next(records, None)
        if record is None:
            return
        yield record


def _is_page(record: Any) -> bool:  # noqa: ANN401 - warcio ships no types
    headers = record.http_headers
    kind = (headers.get_header("Content-Type") if headers else record.content_type) or ""
    answered = headers is None or headers.get_statuscode() == "200"
    return record.rec_type in ("response", "resource") and "html" in kind and answered

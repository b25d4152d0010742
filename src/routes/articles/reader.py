"""A file, or a stream of bytes, to the articles in it: by its ending, and where its first bytes say otherwise by them.

What cannot be read is told by name, with what to do; it never ends the reading of what comes after it.
"""

from __future__ import annotations

import gzip
import os
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from routes.articles.facts import NO_FACTS, Facts, sidecar
from routes.articles.file import File, Form, Found, UnreadableError
from routes.articles.forms import FORMS, NO_FORMS, form_of, sniffed
from routes.articles.naming import descriptions
from routes.articles.text import text_of
from routes.errors import FileError
from routes.files import content_hash, file_hash, read_bytes
from routes.model import Problem

__all__ = ["ENDINGS", "articles_in", "articles_of", "content_of", "speaks_for_itself"]

ENDINGS = tuple(ending for form in FORMS for ending in form.endings)
"""Endings of the files that are read, in the order of their forms."""

_HEAD = 4096
_KEPT_IN_MEMORY = 30_000_000


def articles_in(path: Path, name: str) -> Iterator[Found]:
    """What comes of the file at `path`, called `name` in problems and in `Article.path`, one article after another.

    A file that holds one article gives just one. Articles of a file that holds many are called `NAME#12`, by where
    they stand in it. What stands in the file `NAME.yaml` beside it goes before what the file says of itself.
    """
    try:
        facts, problems = _beside(path, name)
        with path.open("rb") as stream:
            yield from _told_too(articles_of(stream, name, facts=facts), problems)
    except (OSError, FileError) as error:
        what = getattr(error, "strerror", None) or str(error).removeprefix(f"{path}: ")
        yield Found.nothing(name, f"cannot be read: {what}", "check its name and its permissions")


def content_of(path: Path, most: int) -> str:
    """A hash of all that `articles_in` reads for the file; empty where it cannot, or has more than `most` bytes."""
    try:
        own, beside = file_hash(str(path), most), _sidecar(path)
        if own is None or beside is None:
            return own or ""
        return content_hash(own.encode(), beside.name.encode(), read_bytes(beside))
    except (OSError, FileError):
        return ""


def articles_of(stream: BinaryIO, name: str, *, facts: Facts = NO_FACTS) -> Iterator[Found]:
    """As `articles_in`, of what `stream` holds; one that cannot be read anew is copied to a temporary file first."""
    if stream.seekable():
        yield from _read(File(name=name, stream=stream, ending=_ending(name), facts=facts))
        return
    with closing(tempfile.SpooledTemporaryFile(_KEPT_IN_MEMORY)) as copy:
        while block := stream.read(1_000_000):
            copy.write(block)
        copy.seek(0)
        yield from _read(File(name=name, stream=copy, ending=_ending(name), facts=facts))  # type: ignore[arg-type]


def speaks_for_itself(path: Path) -> bool:
    """Whether the first bytes of the file say that it is a form of article, whatever its name."""
    try:
        with path.open("rb") as stream:
            return sniffed(stream.read(_HEAD)) is not None
    except OSError:
        return False


def _ending(name: str) -> str:
    """The longest ending of a form that the name has, else all from its last dot on."""
    lower = name.lower()
    known = [ending for ending in ENDINGS if lower.endswith(ending)]
    return max(known, key=len) if known else PurePosixPath(lower).suffix


def _sidecar(path: Path) -> Path | None:
    """The file with what is known of the one at `path`; None where there is none."""
    folder, own = os.path.split(path)
    beside = (os.path.join(folder, name) for name in descriptions(own) if name != own)  # noqa: PTH118 - as file_hash
    return next((Path(file) for file in beside if os.path.isfile(file)), None)  # noqa: PTH113


def _beside(path: Path, name: str) -> tuple[Facts, tuple[Problem, ...]]:
    file = _sidecar(path)
    if file is None:
        return NO_FACTS, ()
    called = name.removesuffix(path.name) + file.name
    text, problems = text_of(read_bytes(file), called)
    facts, more = sidecar(text, called)
    return facts, (*problems, *more)


def _told_too(articles: Iterator[Found], problems: tuple[Problem, ...]) -> Iterator[Found]:
    """The articles; the first of them with these problems too."""
    for one in articles:
        yield one._replace(problems=(*problems, *one.problems))
        problems = ()


# --- by form -----------------------------------------------------------------------------------


def _read(file: File) -> Iterator[Found]:
    """What comes of one file; a form of a file that is in another one too."""
    problems: tuple[Problem, ...] = ()
    try:
        form, file, problems = _form(file)
        if form.gathers and file.within:
            raise UnreadableError(f"is {form.what} within another file, which is not read", "unpack it")
        for one in _each(form, file):
            yield one._replace(problems=(*problems, *one.problems))
            problems = ()
    except (EOFError, zlib.error, gzip.BadGzipFile):
        nothing = Found.nothing(file.name, "was cut or damaged; what stood before that is read", "get it again")
        yield nothing._replace(problems=(*problems, *nothing.problems))
    except UnreadableError as error:
        nothing = Found.nothing(file.name, error.what, error.mend)
        yield nothing._replace(problems=(*problems, *nothing.problems))


def _each(form: Form, file: File) -> Iterator[Found]:
    try:
        for one in form.read(file):
            yield from (one,) if isinstance(one, Found) else _read(one)
    except ModuleNotFoundError as error:
        if not form.needs:
            raise
        raise UnreadableError(
            f"is {form.what}, which needs more than is installed ({error.name})", f"python -m pip install {form.needs}"
        ) from error


def _form(file: File) -> tuple[Form, File, tuple[Problem, ...]]:
    """The file's form, and the file with an ending of it. Raises UnreadableError where there is none."""
    file.stream.seek(0)
    head = file.stream.read(_HEAD)
    file.stream.seek(0)
    by_name, by_content = form_of(file.ending), sniffed(head)
    if by_content and not (by_name and by_name.is_sure(head)):
        return by_content, replace(file, ending=by_content.endings[0]), _misnamed(file, by_content)
    strange = next(((what, mend) for sign, what, mend in NO_FORMS if sign.match(head)), None)
    if strange:
        raise UnreadableError(f"is {strange[0]}, whatever its name says", strange[1])
    if by_name is None and not file.within and file.name != "-":
        kind = file.ending or "a file without an ending"
        raise UnreadableError(f"is no article: {kind} is not read", "save its text as a .txt file")
    return by_name or FORMS[0], file, ()


def _misnamed(file: File, form: Form) -> tuple[Problem, ...]:
    if file.name == "-" or file.within or file.ending in form.endings:
        return ()
    what = f"is {form.what}, whatever its name says, and read as one"
    mend = f"give it a name that ends in {form.endings[0]}"
    return (Problem(file=file.name, what=what, mend=mend, severity="warning"),)

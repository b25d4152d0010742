"""What was made of files, kept in the project's folder by content: the same files are never worked through twice.

A file that is kept has a seal in its first line, of what it was made of and what it holds, and holds columns
(`routes.columns`) as JSON. Projects are sent from hand to hand, so it is no pickle and no marshalled code: whatever
stands in it, nothing of it is run. And the seal needs a secret that only this user's routes know: what somebody else
kept in a project, or put there to be drawn on a map, is made again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import sys
import unicodedata
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextvars import ContextVar
from functools import cache, partial
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

from routes.columns import pack, unpack
from routes.errors import FileError
from routes.files import content_hash, write_atomic
from routes.model import Problem

__all__ = ["Waiting", "cache_folder", "keep", "kept", "kept_later", "libraries", "package_hash", "sources_hash"]

T = TypeVar("T")

_SECRET = 32
"""Bytes."""
_TOLD = "routes keeps this and makes it again when it is missing:"
_HEAD = re.compile(rf"{_TOLD} ([0-9a-f]{{64}}) ([0-9a-f]{{8}}) ([0-9a-f]{{64}})\n".encode())


def kept(
    path: Path, name: str, made_of: str, kind: type[T], parts: Iterable[type] = ()
) -> tuple[T | None, tuple[Problem, ...]]:
    """What `keep` put there with the hash `made_of`: a `kind` that holds dataclasses of these `parts`; else None.

    A file that cannot be read, or that another user's routes kept, is none. One that is damaged is renamed, with a
    warning in which it is called `name`.
    """
    try:
        content = path.read_bytes() if path.is_file() else b""
    except OSError:
        return None, ()
    head = _HEAD.match(content)
    if head is None:
        is_ours = not content or content.startswith(_TOLD.encode())  # of another version
        return None, () if is_ours else (_set_aside(path, name),)
    of, crc, seal = (part.decode() for part in head.groups())
    body = content[head.end() :]
    intact = int(crc, 16) == zlib.crc32(body)
    if of != made_of or (intact and seal != _seal(made_of, body)):
        return None, ()
    if intact:
        with contextlib.suppress(ValueError, RecursionError):
            value = unpack(json.loads(body), (kind, *parts))
            if isinstance(value, kind):
                return value, ()
    return None, (_set_aside(path, name),)


Waiting = dict[Path, Callable[[], None]]
"""What has yet to be kept, the newest for each path."""

_later: ContextVar[Waiting | None] = ContextVar("later", default=None)


@contextlib.contextmanager
def kept_later(waiting: Waiting) -> Iterator[None]:
    """What is to be kept waits there until it is called: who looks at a map need not wait for that."""
    before = _later.set(waiting)
    try:
        yield
    finally:
        _later.reset(before)


def keep(path: Path, made_of: str, value: object) -> None:
    """Puts the value at `path` in one step, or has that wait. Where it cannot be done, it is made again next time."""
    waiting = _later.get()
    if waiting is None:
        _put(path, made_of, value)
    else:
        waiting[path] = partial(_put, path, made_of, value)


def _put(path: Path, made_of: str, value: object) -> None:
    body = json.dumps(pack(value), separators=(",", ":")).encode()
    head = f"{_TOLD} {made_of} {zlib.crc32(body):08x} {_seal(made_of, body)}\n"
    with contextlib.suppress(FileError):
        write_atomic(path, head.encode() + body)


def _seal(made_of: str, body: bytes) -> str:
    return hashlib.blake2b(f"{made_of}\n".encode() + body, key=_secret(), digest_size=32).hexdigest()


@cache
def _secret() -> bytes:
    """Known to this user's routes alone; where it cannot be kept, nothing that is kept is believed."""
    made = os.urandom(_SECRET)
    with contextlib.suppress(OSError, RuntimeError, FileError):
        path = cache_folder() / "secret"
        known = path.read_bytes() if path.is_file() else b""
        if len(known) == _SECRET:
            return known
        write_atomic(path, made, mode=0o600)
    return made


def cache_folder() -> Path:
    """Where a user's programs keep what can be made again."""
    home = Path.home()
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or home / "AppData/Local"
    elif sys.platform == "darwin":
        base = home / "Library/Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or home / ".cache"
    return Path(base) / "routes"


@cache
def package_hash(*left_out: str) -> str:
    """A hash of every file of the package, but those in the folders `left_out`, and of Python's table of characters."""
    told = (part for name, made in _files() if name.split("/")[0] not in left_out for part in (name, made))
    return content_hash(unicodedata.unidata_version.encode(), *(part.encode() for part in told))


@cache
def _files() -> tuple[tuple[str, str], ...]:
    """Every file of the package by its path, and a hash of what it holds."""
    with resources.as_file(resources.files("routes")) as root:
        paths = sorted(path for path in root.rglob("*") if "__pycache__" not in path.parts and path.is_file())
        return tuple((path.relative_to(root).as_posix(), content_hash(path.read_bytes())) for path in paths)


def libraries(*names: str) -> str:
    """Which of these libraries are here, and since when, told without importing them."""
    found = [spec.origin for name in names if (spec := find_spec(name)) and spec.origin]
    return " ".join(f"{origin} {Path(origin).stat().st_mtime_ns}" for origin in found)


@cache
def sources_hash(*folders: str) -> str:
    """A hash of the modules in these folders of the package ("" is itself), and of Python's table of characters."""
    found = [
        file
        for folder in folders
        for file in sorted(resources.files("routes").joinpath(folder).iterdir(), key=lambda file: file.name)
        if file.name.endswith((".py", ".pyc"))
    ]
    parts = (part for file in found for part in (file.name.encode(), file.read_bytes()))
    return content_hash(unicodedata.unidata_version.encode(), *parts)


def _set_aside(path: Path, name: str) -> Problem:
    aside = path.with_name(f"{path.name}.damaged")
    with contextlib.suppress(OSError):
        path.replace(aside)
    what, mend = (
        "is damaged, or was not written by routes",
        f"nothing to do: it is made again, the old one is {aside.name}",
    )
    return Problem(file=name, what=what, mend=mend, severity="warning")

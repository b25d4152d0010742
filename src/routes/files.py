"""Files in and out: text of any encoding, writing in one step, hashes of content, and strict YAML."""

from __future__ import annotations

import codecs
import contextlib
import glob
import hashlib
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO

from routes.errors import FileError
from routes.model import Problem
from routes.strict_yaml import Address, Keys, Tree, Value, load_yaml

__all__ = [
    "Address",
    "Keys",
    "Tree",
    "Value",
    "content_hash",
    "decoded",
    "file_hash",
    "load_yaml",
    "locked",
    "looks",
    "read_bytes",
    "read_text",
    "replace_unchanged",
    "without_remains",
    "write_atomic",
]

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read_bytes(path: Path) -> bytes:
    """What the file holds. Raises FileError where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileError(f"{path}: cannot be read: {error.strerror or error}") from error


def read_text(path: Path) -> tuple[str, tuple[Problem, ...]]:
    """The file's text, line ends as they are, and a warning where its encoding had to be guessed.

    UTF-8 or UTF-16 by its mark, else UTF-8, else Windows-1252, else Latin-1. Raises FileError where it cannot be read.
    """
    return decoded(read_bytes(path), path)


def decoded(content: bytes, path: Path) -> tuple[str, tuple[Problem, ...]]:
    """As `read_text`, of what the file at `path` holds."""
    encoding = next((name for mark, name in _BOMS if content.startswith(mark)), "utf-8")
    with contextlib.suppress(UnicodeDecodeError):
        return content.decode(encoding), ()
    return _guessed(content, path)


def _guessed(content: bytes, path: Path) -> tuple[str, tuple[Problem, ...]]:
    try:
        text, guess = content.decode("cp1252"), "Windows-1252"
    except UnicodeDecodeError:
        text, guess = content.decode("latin-1"), "Latin-1"
    what = f"is not UTF-8; read as {guess}"
    return text, (Problem(file=str(path), what=what, mend="save it as UTF-8", severity="warning"),)


def write_atomic(path: Path, content: bytes, *, mode: int = 0o644) -> None:
    """Puts `content` at `path` in one step, so that a reader sees the old file or the new one, never a part.

    Folders are made where they are missing, a link is followed, the file's mode is kept, a new one has `mode`. Raises
    FileError.
    """
    target = path.resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, content, target.stat().st_mode & 0o777 if target.exists() else mode)
    except OSError as error:
        raise FileError(f"{path}: cannot be written: {error.strerror or error}") from error


def replace_unchanged(path: Path, read: bytes, content: bytes) -> None:
    """As `write_atomic`, if the file still holds what was read from it (nothing: there was none). Raises FileError."""
    now = read_bytes(path) if path.is_file() else b""
    if content_hash(now) != content_hash(read):
        raise FileError(f"{path}: was changed by somebody else just now; nothing was written; try again")
    write_atomic(path, content)


def _replace(target: Path, content: bytes, mode: int) -> None:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@contextlib.contextmanager
def locked(path: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Until it is left, nobody else is in here with the same path; where somebody is, `waiting` is called once.

    The file stays; where none can be made, everybody is let in. The end of a process lets the others in too.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = path.open("ab")
    except OSError:
        yield
        return
    with handle:
        if not _taken(handle, wait=False):
            waiting()
            while not _taken(handle, wait=True):
                pass
        yield


def _taken(handle: IO[bytes], *, wait: bool) -> bool:
    """Whether the lock is ours now; with `wait` it is tried for up to ten seconds, or for as long as it takes."""
    try:
        if sys.platform == "win32":
            import msvcrt

            handle.seek(0)
            msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        return False
    return True


def without_remains(folder: Path, names: Iterable[str]) -> None:
    """Takes away what a process that was killed while it wrote these files left beside them."""
    for name in names:
        for path in folder.glob(f".{glob.escape(name)}.????????"):
            path.unlink(missing_ok=True)


_SETTLED = 3.0
"""Seconds after which a file that looks as it did holds what it did: no disk counts time more coarsely."""
_hashes: dict[str, tuple[tuple[int, ...], str]] = {}


def file_hash(path: str, most: int) -> str | None:
    """`content_hash` of what the file holds; it is read again where it was written since, or a moment before.

    None where it has more than `most` bytes. Raises OSError.
    """
    told = os.stat(path)  # noqa: PTH116 - called for every article, and a Path costs more than the question
    if told.st_size > most:
        return None
    known, made = _hashes.get(path, ((), ""))
    if known == _looks(told):
        return made
    with open(path, "rb") as file:  # noqa: PTH123 - as above
        made = content_hash(file.read())
    if time.time() - max(told.st_mtime, told.st_ctime) > _SETTLED:
        _hashes[path] = _looks(told), made
    return made


def looks(path: Path) -> tuple[int, ...]:
    """What tells a file from one that was written since; empty where there is none."""
    try:
        return _looks(path.stat())
    except OSError:
        return ()


def _looks(told: os.stat_result) -> tuple[int, ...]:
    return told.st_ino, told.st_size, told.st_mtime_ns, told.st_ctime_ns


def content_hash(*parts: bytes) -> str:
    """SHA-256 of the parts and their borders, in hexadecimal: `("ab", "c")` differs from `("a", "bc")`."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()

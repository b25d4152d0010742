"""Files wherever they lie: paths, and the stores that fsspec knows (`s3://bucket/news`). The only door to fsspec."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any

from routes.errors import FileError, RoutesError

__all__ = ["Store", "StoredFile", "open_file", "stored_files"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """A file: its address, its name below what was asked for, its size in bytes, a mark that changes with it."""

    address: str
    name: str
    size: int
    mark: str


def stored_files(address: str, endings: Sequence[str]) -> tuple[StoredFile, ...]:
    """The files with these endings at an address: a file, a folder, a pattern; in the order of their names.

    Hidden ones are none. Raises FileError where the address cannot be read.
    """
    fsspec = _fsspec()
    try:
        fs, path = fsspec.core.url_to_fs(address)
        found = fs.glob(path) if any(mark in path for mark in "*?[") else fs.find(path)
        root = path if fs.isdir(path) else fs._parent(path)
        names = {one: one.removeprefix(root.rstrip("/") + "/") for one in found if one.endswith(tuple(endings))}
        return tuple(
            StoredFile(address=fs.unstrip_protocol(one), name=name, size=int(fs.size(one)), mark=str(fs.ukey(one)))
            for one, name in sorted(names.items())
            if not any(part.startswith(".") for part in name.split("/"))
        )
    except (OSError, ValueError, ImportError) as error:
        raise FileError(f"{address}: cannot be read: {error}") from error


@contextmanager
def open_file(address: str) -> Iterator[IO[bytes]]:
    """The file, to be read from any position; a compressed one as what it holds. Raises FileError."""
    try:
        with _fsspec().open(address, "rb", compression="infer") as file:
            yield file
    except (OSError, EOFError) as error:
        raise FileError(f"{address}: cannot be read: {error}") from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """A folder anywhere in which files are put whole."""

    folder: str

    def names(self) -> frozenset[str]:
        """The files that are there and whole."""
        fs, path = self._opened()
        fs.makedirs(path, exist_ok=True)
        files = {one.rsplit("/", 1)[-1] for one in fs.ls(path, detail=False, refresh=True)}
        return frozenset(name for name in files if not name.startswith("."))

    @contextmanager
    def reading(self, name: str) -> Iterator[IO[bytes]]:
        """A file of the folder. Raises FileError."""
        with open_file(f"{self.folder}/{name}") as file:
            yield file

    @contextmanager
    def replacing(self, name: str, token: str) -> Iterator[IO[bytes]]:
        """A file to write; it takes the place of `name` once all is written. `token` tells writers apart."""
        fs, path = self._opened()
        unfinished = f"{path}/.{name}.{token}"
        try:
            with fs.open(unfinished, "wb") as file:
                yield file
            fs.mv(unfinished, f"{path}/{name}")
        except OSError as error:
            raise FileError(f"{self.folder}/{name}: cannot be written: {error}") from error

    def sweep(self) -> None:
        """Takes away what writers that were stopped have left."""
        fs, path = self._opened()
        for one in fs.ls(path, detail=False, refresh=True):
            if one.rsplit("/", 1)[-1].startswith("."):
                fs.rm(one)

    def _opened(self) -> tuple[Any, str]:
        fs, path = _fsspec().core.url_to_fs(self.folder)
        return fs, path.rstrip("/")


def _fsspec() -> Any:  # noqa: ANN401 - it has no types
    try:
        import fsspec
    except ImportError as error:
        raise RoutesError("a corpus needs fsspec: python -m pip install fsspec") from error
    return fsspec

"""An atlas into files for others: `routes export`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from routes.assembly.excerpt import only
from routes.exports import EXPORTS
from routes.files import write_atomic
from routes.model import Atlas

__all__ = ["exported", "written"]


def exported(atlas: Atlas, formats: Sequence[str], *, caravan: str | None = None) -> dict[str, bytes]:
    """The files by their names: `routes.gpx`, or `2018-10-first.gpx` of one caravan.

    Raises RoutesError where there is no such caravan, or the library for a format is missing.
    """
    chosen = only(atlas, caravan) if caravan else atlas
    made = {f"{caravan or 'routes'}.{EXPORTS[name].ending}": EXPORTS[name].write(chosen) for name in formats}
    return {name: content if isinstance(content, bytes) else _utf8(content) for name, content in made.items()}


def _utf8(text: str) -> bytes:
    """Without the halves of characters that a broken text may hold."""
    return text.encode("utf-8", "replace")


def written(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Writes the files and tells where they are. Raises FileError."""
    for name, content in files.items():
        write_atomic(folder / name, content)
    return tuple(folder / name for name in files)

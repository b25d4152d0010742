"""Which files of a folder, or of a zip, are no articles by their names alone."""

from __future__ import annotations

from collections.abc import Collection
from posixpath import splitext

__all__ = ["descriptions", "is_companion", "is_passed_over"]

_COMPANIONS = ("_files", ".files", "_archivos", "_arquivos", "_fichiers", "-Dateien")
"""What browsers call the folder of pictures and scripts that they save beside NAME.html, behind its NAME."""
_PAGES = (".html", ".htm", ".xhtml")
_HIDDEN = (".", "~$", "__MACOSX")


def is_passed_over(name: str) -> bool:
    """Whether a file or folder of this name is hidden, or a README."""
    return name.startswith(_HIDDEN) or splitext(name)[0].upper() == "README"


def is_companion(folder: str, files: Collection[str]) -> bool:
    """Whether a folder of this name belongs to one of the pages among the files beside it."""
    stems = {folder.removesuffix(ending) for ending in _COMPANIONS if folder.endswith(ending)}
    return any(f"{stem}{page}" in files for stem in stems for page in _PAGES)


def descriptions(name: str) -> tuple[str, str]:
    """What the file is called that says what is known of the file `name`: `a.html.yaml`, else `a.yaml`."""
    return f"{name}.yaml", f"{splitext(name)[0]}.yaml"

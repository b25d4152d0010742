"""The example project, and copies of it in other folders. Standard library only: who imports this stays small."""

from __future__ import annotations

import re
import shutil
from itertools import count, islice
from pathlib import Path

__all__ = ["ROOT", "copy_project", "corpus_folder", "write_places"]

ROOT = Path(__file__).resolve().parent.parent
"""The repository, which is the example project too."""

_DEVELOPMENT = ROOT.parent / "shared" / "articles" / "dev"


def corpus_folder() -> Path:
    """Real articles where these stand beside the repository, else the example's own."""
    return _DEVELOPMENT if _DEVELOPMENT.is_dir() else ROOT / "articles"


def copy_project(folder: Path, copies: int, most: int | None = None) -> int:
    """The example in a new folder, every article (the first `most`) `copies` times; how many articles that are.

    Each copy has a file and a last sentence of its own, since routes reads the same text once only.
    """
    articles = folder / "articles"
    articles.mkdir(parents=True)
    for name in ("gazetteer.yaml", "caravans.yaml"):
        shutil.copy(ROOT / name, folder)
    originals = sorted(path for path in (ROOT / "articles").iterdir() if path.suffix in (".md", ".txt"))[:most]
    for path in originals:
        text = path.read_text(encoding="utf-8").rstrip()
        for number in range(copies):
            copy = articles / f"{path.stem}-{number:03}{path.suffix}"
            copy.write_text(f"{text}\n\nEdition {number}.\n", encoding="utf-8")
    return len(originals) * copies


def write_places(folder: Path, places: int | None = None) -> None:
    """A project with the example's places in a new folder; with so many of them, copies with names of their own."""
    folder.mkdir(parents=True)
    shutil.copy(ROOT / "caravans.yaml", folder)
    head, *entries = (ROOT / "gazetteer.yaml").read_text(encoding="utf-8").split("\n  - id: ")
    copies = (_renamed(entry, number) for number in count(1) for entry in entries)
    chosen = entries if places is None else islice(copies, places)
    (folder / "gazetteer.yaml").write_text("\n  - id: ".join((head, *chosen)) + "\n", encoding="utf-8")


def _renamed(entry: str, number: int) -> str:
    """The entry, which begins with its id, under another id and name."""
    return re.sub(r"""(?m)(^[\w-]+$|^    name: .*?)(?=["']?$)""", rf"\1-{number}", entry)

"""A folder of articles, in an order that is the same on every machine."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from routes.articles.file import Found
from routes.articles.reader import ENDINGS, articles_in, speaks_for_itself
from routes.errors import FileError
from routes.files import content_hash
from routes.model import Article, Problem

__all__ = ["articles_below", "is_companion", "read_folder"]

_COMPANIONS = ("_files", ".files", "_archivos", "_arquivos", "_fichiers", "-Dateien")
"""What browsers call the folder of pictures and scripts that they save beside NAME.html, behind its NAME."""
_PAGES = (".html", ".htm", ".xhtml")


def read_folder(folder: Path, name: str) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    """Every article below `folder` by its path, and every problem; `name` stands for the folder in their paths.

    Of articles with the same text the first is read. Raises FileError where there is no such folder.
    """
    found = list(articles_below(folder, name))
    unique, twins = _without_twins([one.article for one in found if one.article])
    return unique, (*(problem for one in found for problem in one.problems), *twins)


def articles_below(folder: Path, name: str) -> Iterator[Found]:
    """What comes of every file below `folder`, one article after another, in the order of their paths.

    Hidden files, a README and what a browser saves beside a page are no articles. Raises FileError where there is no
    such folder.
    """
    if not folder.is_dir():
        raise FileError(f"{name}: there is no such folder; make it and put articles in it, or give --articles")
    files = sorted(_below(folder))
    known = set(files)
    for file in files:
        called = f"{name}/{file}"
        if (folder / file).is_dir():
            yield _warned(called, "is a link to a folder, which is not followed", "copy the folder here")
        elif file.suffix == ".yaml":
            if not any(other in known for other in _described(file, known)):
                yield _warned(called, "stands beside no article", "name it as the article's file, with .yaml behind")
        elif file.suffix.lower() in ENDINGS or speaks_for_itself(folder / file):
            yield from articles_in(folder / file, called)
        else:
            yield _warned(called, f"is not read: {_kind(file)} is no form of article", "save its text as a .txt file")


def _below(folder: Path) -> Iterator[PurePosixPath]:
    """Every file that may be an article, and every link to a folder."""
    for root, folders, files in os.walk(folder):
        here = Path(root)
        folders[:] = [one for one in folders if not is_companion(one, files) and not _is_hidden(one)]
        links = [one for one in folders if (here / one).is_symlink()]
        for one in (*files, *links):
            if not _is_hidden(one) and PurePosixPath(one).stem.upper() != "README":
                yield PurePosixPath((here / one).relative_to(folder).as_posix())


def _kind(file: PurePosixPath) -> str:
    return file.suffix or "a file without an ending"


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$"))


def is_companion(folder: str, files: Iterable[str]) -> bool:
    """Whether a folder with this name belongs to one of the pages beside it."""
    stems = {folder.removesuffix(ending) for ending in _COMPANIONS if folder.endswith(ending)}
    return any(f"{stem}{page}" in files for stem in stems for page in _PAGES)


def _described(file: PurePosixPath, known: set[PurePosixPath]) -> Iterator[PurePosixPath]:
    """The files that `NAME.yaml` may describe: NAME, and those that differ from it by their ending."""
    yield file.with_suffix("")
    yield from (other for ending in ENDINGS if (other := file.with_suffix(ending)) in known)


def _warned(name: str, what: str, mend: str) -> Found:
    return Found(name, None, (Problem(file=name, what=what, mend=mend, severity="warning"),))


def _without_twins(articles: list[Article]) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    """Each text once: two papers that print one dispatch are one source."""
    first: dict[str, Article] = {}
    problems: list[Problem] = []
    for article in articles:
        earlier = first.setdefault(content_hash(" ".join(article.body.split()).encode()), article)
        if earlier is not article:
            what = f"has the same text as {earlier.path}; read once"
            problems.append(Problem(file=article.path, what=what, mend="take one of them out", severity="warning"))
    return tuple(first.values()), tuple(problems)

"""A folder of articles, in an order that is the same on every machine."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from routes.articles.reader import SUFFIXES, read_article
from routes.errors import FileError
from routes.files import content_hash
from routes.model import Article, Problem

__all__ = ["read_folder"]


def read_folder(folder: Path, name: str) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    """Every article below `folder` by its path, and every problem; `name` stands for the folder in their paths.

    Hidden files and a README are no articles. Of articles with the same text the first is read. Raises FileError
    where there is no such folder.
    """
    if not folder.is_dir():
        raise FileError(f"{name}: there is no such folder; make it and put articles in it, or give --articles")
    articles: list[Article] = []
    problems: list[Problem] = []
    for relative in _files(folder):
        article, wrong = _article(folder, relative, name)
        problems.extend(wrong)
        if article:
            articles.append(article)
    unique, twins = _without_twins(articles)
    return unique, (*problems, *twins)


def _files(folder: Path) -> list[PurePosixPath]:
    files = (PurePosixPath(path.relative_to(folder).as_posix()) for path in folder.rglob("*") if path.is_file())
    return sorted(file for file in files if not _is_hidden(file) and file.stem.upper() != "README")


def _is_hidden(file: PurePosixPath) -> bool:
    return any(part.startswith((".", "~$")) for part in file.parts)


def _article(folder: Path, relative: PurePosixPath, name: str) -> tuple[Article | None, tuple[Problem, ...]]:
    called = f"{name}/{relative}"
    if relative.suffix.lower() not in SUFFIXES:
        what = f"is not read: only {' and '.join(sorted(SUFFIXES))} are"
        return None, (Problem(file=called, what=what, mend="save its text as a .txt file", severity="warning"),)
    return read_article(folder / relative, called)


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

"""A folder of articles, in an order that is the same on every machine."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath

from routes.articles.file import Found
from routes.articles.naming import descriptions, is_companion, is_passed_over
from routes.articles.reader import ENDINGS, articles_in, speaks_for_itself
from routes.errors import FileError
from routes.files import content_hash
from routes.model import Article, Problem
from routes.project import WRITTEN

__all__ = ["Reader", "articles_below", "read_folder", "text_hash", "without_twins"]

_DISPATCH = 40
"""Words; a shorter text is read once, whoever printed it."""


def read_folder(folder: Path, name: str) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    """Every article below `folder` by its path, and every problem; `name` stands for the folder in their paths.

    Of articles with the same text and publisher the first is read. Raises FileError where there is no such folder.
    """
    found = list(articles_below(folder, name))
    articles = [one.article for one in found if one.article]
    unique, twins = without_twins(articles, map(text_hash, articles))
    return unique, (*(problem for one in found for problem in one.problems), *twins)


Reader = Callable[[Path, str], Iterable[Found]]
"""Gives what comes of the file at a path, called so in problems and in `Article.path`."""


def articles_below(folder: Path, name: str, read: Reader = articles_in) -> Iterator[Found]:
    """What comes of every file below `folder`, one article after another, in the order of their paths.

    Hidden files, a README, what a browser saves beside a page and what routes wrote are no articles. Raises FileError
    where there is no such folder.
    """
    if not folder.is_dir():
        raise FileError(f"{name}: there is no such folder; make it and put articles in it, or give --articles")
    for file in _below(folder):
        called = f"{name}/{file}"
        if file.endswith("/"):
            yield _warned(called[:-1], "is a link to a folder, which is not followed", "copy the folder here")
        elif file.endswith(".yaml"):
            yield _warned(called, "stands beside no article", "name it as the article's file, with .yaml behind")
        elif file.lower().endswith(ENDINGS) or speaks_for_itself(folder / file):
            yield from read(folder / file, called)
        else:
            kind = PurePosixPath(file).suffix or "a file without an ending"
            yield _warned(called, f"is not read: {kind} is no form of article", "save its text as a .txt file")


def _below(folder: Path, here: str = "") -> Iterator[str]:
    """Every file that may be an article or stands beside none, and every link to a folder, with a slash behind.

    By their paths from the folder, in the order of these. No more is held of them at a time than the names in the
    folders on the way; `here` is the one that is gone through, with a slash behind.
    """
    root, folders, files = next(os.walk(folder / here), ("", [], []))
    if WRITTEN in files:
        return
    found = [*files, *(one for one in folders if not is_companion(one, files))]
    slashes = dict.fromkeys(found[len(files) :], "/")
    described = {beside for one in found if not one.endswith(".yaml") for beside in descriptions(one)}
    for one in sorted(one for one in found if not is_passed_over(one)):
        if one in slashes and not Path(root, one).is_symlink():
            yield from _below(folder, f"{here}{one}/")
        elif one not in described:
            yield f"{here}{one}{slashes.get(one, '')}"


def _warned(name: str, what: str, mend: str) -> Found:
    return Found(name, None, (Problem(file=name, what=what, mend=mend, severity="warning"),))


def text_hash(article: Article) -> str:
    """The same for two articles with the same words, of one publisher where they are many.

    What several publishers print is a dispatch: assembly names them all.
    """
    words = article.body.split()
    publisher = article.publisher or "" if len(words) >= _DISPATCH else ""
    return content_hash(" ".join(words).encode(), publisher.encode())


def without_twins(articles: Iterable[Article], texts: Iterable[str]) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    """Each text once, by the hashes of all."""
    first: dict[str, Article] = {}
    problems: list[Problem] = []
    for article, text in zip(articles, texts, strict=True):
        earlier = first.setdefault(text, article)
        if earlier is not article:
            what = f"has the same text as {earlier.path}; read once"
            problems.append(Problem(file=article.path, what=what, mend="take one of them out", severity="warning"))
    return tuple(first.values()), tuple(problems)

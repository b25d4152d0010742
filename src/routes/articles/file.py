"""What is read and what comes of it: the values that every form of article shares."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple

from routes.articles.facts import NO_FACTS, NO_MARKUP, Facts, Markup
from routes.articles.parse import article_of
from routes.errors import RoutesError
from routes.model import Article, Problem

__all__ = ["File", "Form", "Found", "Read", "UnreadableError", "found"]


class Found(NamedTuple):
    """What came of one article: its name, the article or None, and what is wrong with it."""

    name: str
    article: Article | None
    problems: tuple[Problem, ...] = ()

    @classmethod
    def nothing(cls, name: str, what: str, mend: str) -> Found:
        """No article, and why."""
        return cls(name, None, (Problem(file=name, what=what, mend=mend),))


class UnreadableError(RoutesError):
    """A file, or what is left of it, cannot be read: what is wrong with it, and how to mend it."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(f"{what}; {mend}")
        self.what, self.mend = what, mend


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file, or a part of one that is read as a file of its own.

    `name` is what it is called: "articles/a.pdf", "pages.zip#a.html". `stream` can be read anew from any position.
    `ending` is what its form is known by, lower-case with its dot. `facts` are what stands beside it, `markup` what
    the file around it says of it. `within` says that it is a part of another.
    """

    name: str
    stream: BinaryIO
    ending: str
    facts: Facts = NO_FACTS
    markup: Markup = NO_MARKUP
    within: bool = False

    def content(self, most: int) -> bytes:
        """All of it. Raises UnreadableError where that is more than `most` bytes."""
        self.stream.seek(0)
        content = self.stream.read(most + 1)
        if len(content) > most:
            raise UnreadableError(
                f"is larger than {most // 1_000_000} MB", "split it into its articles, or take it out"
            )
        return content


Read = Callable[[File], Iterator[Found | File]]
"""Reads a file to its articles, and to files in it that are read by their own form.

Raises UnreadableError where it cannot go on, ImportError where the libraries of an extra are missing.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form of articles: what it is called, the endings of its files, how it is read.

    `sign` is how their first bytes look, where that tells them from others. `needs` are the
    libraries that it needs beside the core's, as pip calls them; `gathers` says that it holds other files.
    """

    what: str
    endings: tuple[str, ...]
    read: Read
    sign: re.Pattern[bytes] | None = None
    needs: str = ""
    gathers: bool = False

    def is_sure(self, head: bytes) -> bool:
        """Whether files of this form can be told by their first bytes, and these are such."""
        return bool(self.sign and self.sign.match(head))


def found(file: File, body: str, markup: Markup | None = None, problems: tuple[Problem, ...] = ()) -> Found:
    """The article that this body makes. Raises UnreadableError where the body is empty."""
    if not body.strip():
        raise UnreadableError("holds no text", "take it out, or put the article in it")
    article, more = article_of(body, file.name, file.facts, markup or file.markup)
    return Found(file.name, article, (*problems, *more))

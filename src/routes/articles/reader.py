"""The file of one article, read from disk: what is no text is said so, and never taken for an article."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from routes.articles.parse import parse_article
from routes.errors import FileError
from routes.files import read_bytes, read_text
from routes.model import Article, Problem

__all__ = ["MAX_BYTES", "SUFFIXES", "read_article"]

SUFFIXES = frozenset({".txt", ".md"})
"""Endings of the files that are read."""

MAX_BYTES = 10_000_000
"""A larger file is no article; the longest news features have about 0.2 MB."""

_SAVE_AS_TEXT = "save its text as a .txt file"
_SIGNS = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip, Word or OpenDocument file"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"{\\rtf", "a rich-text file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
)
_WEB_PAGE = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!doctype html|<html)", re.IGNORECASE)
# Of all bytes of UTF-16 that holds western text nearly half are NUL; text with a few stray ones is something else.
_NUL_SHARE = 0.35
_NOT_UTF8 = re.compile("\ufffd")


def read_article(path: Path, name: str) -> tuple[Article | None, tuple[Problem, ...]]:
    """The article in the file at `path`, called `name` in problems and in `Article.path`; and what is wrong with it.

    None where the file is missing, unreadable, empty, too large or no text.
    """
    try:
        problem = _unreadable(path, name)
        if problem:
            return None, (problem,)
        text, problems = _text(path, name)
    except FileError as error:
        return None, (Problem(file=name, what=_reason(error, path), mend="check its name and its permissions"),)
    article, more = parse_article(text, name)
    if not article.body.strip():
        return None, (*problems, *more, _wrong(name, "holds no text", "take it out, or put the article in it"))
    return article, (*problems, *more)


def _reason(error: FileError, path: Path) -> str:
    return str(error).removeprefix(f"{path}: ")


def _wrong(name: str, what: str, mend: str) -> Problem:
    return Problem(file=name, what=what, mend=mend)


def _unreadable(path: Path, name: str) -> Problem | None:
    """Why this file cannot be an article, told by its ending, size and first bytes."""
    if path.suffix.lower() not in SUFFIXES:
        return _wrong(name, f"is no article: {path.suffix or 'a file without an ending'} is not read", _SAVE_AS_TEXT)
    if path.is_file() and path.stat().st_size > MAX_BYTES:
        return _wrong(name, f"is larger than {MAX_BYTES // 1_000_000} MB", "split it into its articles")
    content = read_bytes(path)
    kind = next((kind for sign, kind in _SIGNS if content.startswith(sign)), None)
    if kind is None and _WEB_PAGE.match(content):
        kind = "a web page"
    return _wrong(name, f"is {kind} and no text, whatever its name says", _SAVE_AS_TEXT) if kind else None


def _text(path: Path, name: str) -> tuple[str, tuple[Problem, ...]]:
    """The decoded file. Beside what `read_text` knows: UTF-16 without a mark, and UTF-8 with a few bytes damaged."""
    content = read_bytes(path)
    encoding = _bare_utf16(content)
    if encoding:
        what = f"is {encoding.upper()} without a mark"
        return content.decode(encoding, errors="replace"), (_guess(name, what),)
    lenient = content.decode("utf-8", errors="replace")
    damaged = len(_NOT_UTF8.findall(lenient))
    if damaged and damaged * 2 <= sum(char > "\x7f" for char in lenient if char != "\ufffd"):
        return lenient, (_guess(name, f"is UTF-8 with {damaged} damaged characters"),)
    text, problems = read_text(path)
    return text, tuple(replace(problem, file=name) for problem in problems)


def _guess(name: str, what: str) -> Problem:
    return Problem(file=name, what=what, mend="save it as UTF-8", severity="warning")


def _bare_utf16(content: bytes) -> str | None:
    """UTF-16 of western text has a NUL in every second byte; which one says the order."""
    sample = content[:2000]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")) or max(even, odd) < max(1, len(sample) * _NUL_SHARE):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"

"""Plain text and Markdown, with front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from routes.articles.file import File, Found, UnreadableError
from routes.articles.parse import parse_article
from routes.articles.text import text_of

__all__ = ["MAX_BYTES", "read_plain"]

MAX_BYTES = 10_000_000
"""A larger file is no article; the longest news features have about 0.2 MB."""

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_CONTROL_SHARE = 0.05
"""A text has a few stray NUL bytes or other controls at most; a twentieth of them is no text."""


def read_plain(file: File) -> Iterator[Found]:
    """The one article in a file of text."""
    content = file.content(MAX_BYTES)
    text, problems = text_of(content, file.name)
    if len(_CONTROL.findall(text)) > len(text) * _CONTROL_SHARE:
        raise UnreadableError(
            "is no text, whatever its name says", "take it out, or give it the ending that it should have"
        )
    article, more = parse_article(text, file.name, file.facts)
    if not article.body.strip():
        nothing = Found.nothing(file.name, "holds no text", "take it out, or put the article in it")
        yield nothing._replace(problems=(*problems, *more, *nothing.problems))
        return
    yield Found(file.name, article, (*problems, *more))

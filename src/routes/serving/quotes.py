"""Words of an article by which one mention or report is found again, also after the article was edited."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import count
from typing import Any

from routes.model import Scope, Span
from routes.reading.rulings import quoted_at

__all__ = ["quote_of"]

_AROUND = 4
"""Words on each side: enough to be seldom said twice, and few enough to outlive an edit of the sentence."""
_WORD = re.compile(r"\S+")


def quote_of(body: str, span: Span, others: Iterable[Span]) -> dict[str, Any]:
    """The words around `span` within its paragraph, as `quote`, and as `nth` which of several times it is.

    They keep clear of the `others`, which the same ruling could mean.
    """
    wide = _widened(body, span, _AROUND)
    if any(_overlap(wide, other) for other in others):
        wide = _widened(body, span, 0)
    quote = " ".join(body[wide.start : wide.end].split())
    for nth in count(1):
        found = quoted_at(Scope(article="", quote=quote, nth=nth), body)
        if found is None or _overlap(found, span):
            return {"quote": quote, "nth": nth} if nth > 1 and found else {"quote": quote}
    raise AssertionError


def _widened(body: str, span: Span, words: int) -> Span:
    """From whitespace to whitespace around the span, and so many words more on each side."""
    start = body.rfind("\n\n", 0, span.start) + 2 if "\n\n" in body[: span.start] else 0
    end = body.find("\n\n", span.end)
    before = [word.start() for word in _WORD.finditer(body, start, span.start)]
    behind = [word.end() for word in _WORD.finditer(body, span.end, end if end >= 0 else len(body))]
    joined_before = span.start > 0 and not body[span.start - 1].isspace()
    joined_behind = span.end < len(body) and not body[span.end].isspace()
    left = before[-(words + joined_before) :] if words + joined_before else []
    right = behind[: words + joined_behind]
    return Span(start=left[0] if left else span.start, end=right[-1] if right else span.end)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end

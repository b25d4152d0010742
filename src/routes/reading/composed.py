"""Composed text: reading works on letters with their accents in one character, and gives spans of the text as it is.

An article may hold "é" as "e" and a combining accent (NFD). It is composed for reading, and every span of the reading
is moved back to the characters of the body.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from itertools import accumulate

from routes.model import Article, Reading, Span

__all__ = ["is_composed", "read_composed"]


def is_composed(body: str) -> bool:
    """Whether every letter of a body is one character."""
    return unicodedata.is_normalized("NFC", body)


def read_composed(article: Article, read: Callable[[Article], Reading]) -> Reading:
    """The reading of the composed article, with the spans and texts of the article itself."""
    pieces = _pieces(article.body)
    composed = [unicodedata.normalize("NFC", piece) for piece in pieces]
    starts = [0, *accumulate(len(piece) for piece in pieces)]
    back = [start for start, piece in zip(starts, composed, strict=False) for _ in piece] + [starts[-1]]
    forth = {old: new for new, old in reversed(list(enumerate(back)))}

    def moved(span: Span) -> Span:
        return Span(start=back[span.start], end=back[span.end])

    furniture = tuple(Span(start=_at(forth, s.start), end=_at(forth, s.end)) for s in article.furniture)
    reading = read(replace(article, body="".join(composed), furniture=furniture))
    body = article.body

    def text(span: Span) -> str:
        return body[back[span.start] : back[span.end]]

    return replace(
        reading,
        article=replace(reading.article, body=body, furniture=article.furniture),
        mentions=tuple(replace(m, span=moved(m.span), text=text(m.span)) for m in reading.mentions),
        dates=tuple(replace(d, span=moved(d.span), text=text(d.span)) for d in reading.dates),
        reports=tuple(replace(r, span=moved(r.span), sentence=moved(r.sentence)) for r in reading.reports),
        events=tuple(replace(e, span=moved(e.span), sentence=moved(e.sentence)) for e in reading.events),
        left_out=tuple(replace(x, span=moved(x.span), text=text(x.span)) for x in reading.left_out),
    )


def _pieces(body: str) -> list[str]:
    """The body cut before every character that is no combining mark."""
    pieces: list[str] = []
    for char in body:
        if pieces and unicodedata.combining(char):
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


def _at(forth: dict[int, int], old: int) -> int:
    """The composed position of an old one; of one inside a letter that of the letter."""
    while old not in forth:
        old -= 1
    return forth[old]

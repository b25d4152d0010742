"""Quotations: which characters of a text stand between quotation marks, over the ends of sentences.

A mark opens or closes by its form (“ ”, « », and those of Windows-1252 where a page mixed up its encodings) or, where
it has none, by what stands beside it. A quotation ends with its line at the latest; one that closes without having
opened began with the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from routes.model import Span
from routes.reading.sentences import Sentence

__all__ = ["quotations"]

_MARK = re.compile('["“”„«»\x93\x94]')
_POST = re.compile(r"\(@\w+\)|\bpic\.twitter\.com/")
"""What only stands in a post that a page shows: the writer's handle, the address of its picture."""
_SHORT_QUOTE = 5
"""Words up to which a quotation is a name or a phrase ("Exodus of Poverty"), and no speech."""


def quotations(body: str, sentences: Sequence[Sentence]) -> tuple[Span, ...]:
    """The quotations of more than a few words, and posts of social media, in order; they may overlap."""
    said = [q for start, end in _lines(body, sentences) for q in _quotations(body, start, end) if _is_long(body, q)]
    return tuple(sorted([*said, *(s.span for s in sentences if _POST.search(body, s.start, s.end))]))


def _is_long(body: str, quotation: Span) -> bool:
    return len(body[quotation.start : quotation.end].split()) > _SHORT_QUOTE


def _lines(body: str, sentences: Sequence[Sentence]) -> Iterator[tuple[int, int]]:
    """Sentences that stand on one line, or in one hard-wrapped paragraph, taken together."""
    start = end = 0
    for sentence in sentences:
        if end and "\n" in body[end : sentence.start]:
            yield start, end
            start = sentence.start
        start, end = (start, sentence.end) if end else (sentence.start, sentence.end)
    if end:
        yield start, end


def _quotations(body: str, start: int, end: int) -> Iterator[Span]:
    opened: int | None = None
    reach = start
    for match in _MARK.finditer(body, start, end):
        at = match.start()
        if opened is None and _closes(body, at):
            yield Span(start=reach, end=at)
            reach = at + 1
        elif opened is None:
            opened = at
        elif not _opens(body, at):
            yield Span(start=opened, end=at)
            opened, reach = None, at + 1
    if opened is not None and not body[opened + 1 : opened + 2].islower():
        yield Span(start=opened, end=end)


def _opens(body: str, at: int) -> bool:
    return body[at] in "“„«\x93"


def _closes(body: str, at: int) -> bool:
    """Whether a mark can only close: by its form, or as it follows a stop and a blank follows it."""
    if body[at] in "”»\x94":
        return True
    return (
        body[at] == '"' and body[at - 1 : at] in (",", ".", "!", "?", "…") and body[at + 1 : at + 2] in ("", " ", "\n")
    )

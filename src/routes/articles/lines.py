"""The lines of a body, with their offsets, and what their shape says. Lines end at LF alone, as offsets must hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

__all__ = ["Line", "body_lines", "is_paragraph", "is_sentence", "paragraphs"]

# Shorter lines are headlines, by-lines, captions; the shortest paragraphs of news are about as long.
_PARAGRAPH = 80
_LINE = re.compile(r"\S.*")
# A sentence's last marks: full stop, quotes and brackets closed after it.
_ENDING = 12
_SENTENCE_END = re.compile(r"[.!?…]['\"”’»)\]*_]*$")


class Line(NamedTuple):
    """Characters `start` to `end` (half-open) of a body, without the blanks around them; never empty.

    `apart`: a blank line stands before it, or nothing does.
    """

    start: int
    end: int
    text: str
    apart: bool


def body_lines(body: str) -> Iterator[Line]:
    """Every line of the body that is not blank, in order."""
    end = -1
    for match in _LINE.finditer(body):
        text = match[0].rstrip()
        apart = end < 0 or body.count("\n", end, match.start()) > 1
        end = match.start() + len(text)
        yield Line(match.start(), end, text, apart)


def paragraphs(body: str, lines: Iterable[Line]) -> list[Line]:
    """The lines, those of a paragraph that was wrapped by hand joined to one."""
    groups: list[list[Line]] = []
    for line in lines:
        if not line.apart and _goes_on(groups[-1][-1].text, line.text):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [Line(g[0].start, g[-1].end, body[g[0].start : g[-1].end], g[0].apart) for g in groups]


def is_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does and is long enough for one: at least six words."""
    return bool(_SENTENCE_END.search(text[-_ENDING:])) and len(text.split()) >= 6


def is_paragraph(text: str) -> bool:
    """Whether a line is running text and no headline, by-line or caption."""
    return len(text) >= _PARAGRAPH and is_sentence(text)


def _goes_on(line: str, following: str) -> bool:
    """A line that neither ends a sentence nor is short goes on in the next one."""
    return following[0].islower() or (50 <= len(line) < 100 and not _SENTENCE_END.search(line[-_ENDING:]))

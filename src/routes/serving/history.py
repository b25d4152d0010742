"""What was written from the page, newest last, each undone by itself.

    before  a b c      what was written then      a X b c      undone in      a X b c Y      gives      a b c Y

An edit is the lines that it changed. They are put back wherever they stand now, once, with their neighbours: whatever
somebody else wrote elsewhere in the file since then stays.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from routes.curation import Change, undo
from routes.files import read_bytes, replace_unchanged

from .wording import RefusedError

__all__ = ["Done", "History", "reverted"]

_LINE = re.compile(rb"[^\n]*\n|[^\n]+\Z")
_NEIGHBOURS = (3, 2, 1, 0)
"""So many lines above and below tell the place of an edit; fewer where somebody wrote beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """One edit: its number, the words of its request, and what was written."""

    number: int
    words: Mapping[str, Any]
    change: Change


class History:
    """The edits of this run of the server; one thread at a time changes it."""

    def __init__(self) -> None:
        self._count = 0
        self.all: tuple[Done, ...] = ()

    def add(self, words: Mapping[str, Any], change: Change) -> int:
        """Remembers an edit that was written, and tells its number."""
        self._count += 1
        self.all = (*self.all, Done(number=self._count, words=words, change=change))
        return self._count

    def undo(self, number: int) -> Path:
        """Takes an edit back, and tells its file. Raises RefusedError where its lines are others now."""
        done = next((one for one in self.all if one.number == number), None)
        if done is None:
            raise RefusedError("undone")
        _write_back(done)
        self.all = tuple(one for one in self.all if one is not done)
        return done.change.path


def _write_back(done: Done) -> None:
    path, before, after = done.change.path, done.change.before or b"", done.change.after or b""
    now = read_bytes(path) if path.exists() else b""
    if now == after:
        undo(done.change)
        return
    made = reverted(before, after, now)
    if made is None:
        raise RefusedError("lines", file=path.name)
    replace_unchanged(path, now, made)


def reverted(before: bytes, after: bytes, now: bytes) -> bytes | None:
    """`now` without the change from `before` to `after`; None where its lines do not stand there just once."""
    old, new, lines = _lines(before), _lines(after), _lines(now)
    top = _common(old, new)
    bottom = _common(old[top:][::-1], new[top:][::-1])
    for around in _NEIGHBOURS:
        start, below = max(0, top - around), min(bottom, around)
        changed = new[start : len(new) - bottom + below]
        spots = [at for at in range(len(lines)) if lines[at : at + len(changed)] == changed]
        if changed and len(spots) == 1:
            whole = old[start : len(old) - bottom + below]
            return b"".join((*lines[: spots[0]], *whole, *lines[spots[0] + len(changed) :]))
    return None


def _lines(content: bytes) -> list[bytes]:
    return _LINE.findall(content)


def _common(one: Sequence[bytes], other: Sequence[bytes]) -> int:
    """How many lines the two have in common from the first on."""
    pairs = zip(one, other, strict=False)
    return next((count for count, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))

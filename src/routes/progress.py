"""How far a long work is: a line every few seconds, with its rate and the time that is left."""

from __future__ import annotations

import time
from collections.abc import Callable

__all__ = ["Progress", "Tell"]

Tell = Callable[[str], None]
"""Takes one line of progress."""

_EVERY = 3.0
"""Seconds between two lines."""


class Progress:
    """Tells of a work on so many `things`, files or parts; of 0 nobody knows how many there will be."""

    def __init__(self, tell: Tell, count: int, things: str) -> None:
        self._tell, self._count, self._things = tell, count, things
        self._start = self._told = time.monotonic()

    def __call__(self, done: int, articles: int) -> None:
        """So many of the things are done, and so many articles."""
        now = time.monotonic()
        if not articles or (now - self._told < _EVERY and not 0 < done == self._count):
            return
        self._told = now
        seconds = max(now - self._start, 0.001)
        read = f"{articles:,} articles, {articles / seconds:,.0f} a second"
        if not self._count or not done:
            self._tell(read)
            return
        left = _time(seconds / done * (self._count - done))
        self._tell(f"{done:,} of {self._count:,} {self._things}, {read}, about {left} left")


def _time(seconds: float) -> str:
    return f"{seconds:.0f} seconds" if seconds < 120 else f"{seconds / 60:.0f} minutes"

"""Sketches: what a text looks like, small enough to be kept with a gist, so that texts nearly the same are found again.

A text is cut into shingles, all its runs of `SHINGLE` words; of the shingles that fall into each of `SLOTS` slots the
sketch has the smallest hash (minhash by one permutation). Two sketches agree in so many slots as texts share shingles.
"""

from __future__ import annotations

import re
import struct
import zlib
from operator import and_, eq

from routes.model import Article

__all__ = ["SLOTS", "SLOT_BYTES", "Sketch", "packed", "resemblance", "sketch", "unpacked"]

Sketch = tuple[int, ...]
"""The smallest hash of each slot, -1 where none fell into it; empty for a text that is too short."""

SHINGLE = 5
"""Words: two texts that share so many in a row, again and again, have one origin."""
SLOTS = 64
SLOT_BYTES = 4
"""Of a packed sketch."""
SHORTEST = 30
"""A text of fewer shingles, two or three sentences, may well be the same by chance."""
WORD = re.compile(r"\w+")


def sketch(article: Article) -> Sketch:
    """What the text looks like, without its furniture; the same on every machine."""
    words = [word.casefold().encode() for word in WORD.findall(_own_text(article))]
    shingles = {zlib.crc32(b" ".join(words[start : start + SHINGLE])) for start in range(len(words) - SHINGLE + 1)}
    if len(shingles) < SHORTEST:
        return ()
    slots = [-1] * SLOTS
    for shingle in sorted(shingles, reverse=True):
        slots[shingle % SLOTS] = shingle // SLOTS
    return tuple(slots)


def _own_text(article: Article) -> str:
    at, parts = 0, []
    for span in article.furniture:
        parts.append(article.body[at : span.start])
        at = span.end
    return " ".join((*parts, article.body[at:]))


def resemblance(one: Sketch, other: Sketch) -> float:
    """The share of shingles that two texts have in common, as their sketches tell it: give or take 0.06."""
    empty = list(map(and_, one, other)).count(-1)  # -1 only where both are
    filled = len(one) - empty
    return (sum(map(eq, one, other)) - empty) / filled if filled else 0.0


_PACKED = struct.Struct(f"<{SLOTS}i")


def packed(sketched: Sketch) -> bytes:
    """The sketch, which must not be empty, as bytes: `SLOT_BYTES` for each slot, the lowest first."""
    return _PACKED.pack(*sketched)


def unpacked(content: bytes) -> Sketch:
    """The sketch that was packed."""
    return _PACKED.unpack(content)

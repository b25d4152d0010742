"""Events: clashes, detentions, deaths, crossings and the like, by the words that tell of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from routes.model import EventType
from routes.reading.chunks import Chunk, Row
from routes.reading.clauses import mode_of
from routes.reading.language import Language

__all__ = ["Happening", "find_happenings"]

_TYPES: tuple[EventType, ...] = get_args(EventType)


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """An event within a sentence: its type, the chunk that tells of it, the chunk of the group that it befell."""

    type: EventType
    at: int
    group_at: int | None


def find_happenings(row: Row, lang: Language) -> list[Happening]:
    """The events of a row: of each type the first, where what the type needs stands beside it."""
    found: dict[EventType, Happening] = {}
    for i, chunk in enumerate(row.chunks):
        for kind in _TYPES:
            if kind not in found and chunk.can_be("event", kind) and _happened(row.chunks, i, kind, lang):
                found[kind] = Happening(type=kind, at=i, group_at=_group(row.chunks))
    return list(found.values())


def _happened(chunks: Sequence[Chunk], i: int, kind: EventType, lang: Language) -> bool:
    if any(chunk.can_be("habitual") for chunk in chunks):
        return False
    return not chunks[i].quoted and mode_of(chunks, i) == "happened" and _has_needs(chunks, kind, lang)


def _has_needs(chunks: Sequence[Chunk], kind: EventType, lang: Language) -> bool:
    if kind in lang.needy_events:
        return any(chunk.can_be(f"needs-{kind}") for chunk in chunks)
    return _group(chunks) is not None


def _group(chunks: Sequence[Chunk]) -> int | None:
    return next((i for i, chunk in enumerate(chunks) if chunk.can_be("group") or chunk.can_be("pronoun")), None)

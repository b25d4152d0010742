"""Events: clashes, detentions, deaths, crossings and the like, by the words that tell of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from routes.model import EventType
from routes.reading.chunks import Chunk, Row
from routes.reading.clauses import mode_of
from routes.reading.language import EventRule, Language

__all__ = ["Happening", "find_happenings", "told_types"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """An event within a sentence: its type, the chunk that tells of it, the chunk of the group that it befell."""

    type: EventType
    at: int
    group_at: int | None


def find_happenings(row: Row, lang: Language) -> list[Happening]:
    """The events of a row: of each type the first, where what its rule asks for stands beside it."""
    if "event" not in row.marks or "habitual" in row.marks:
        return []
    found: dict[EventType, Happening] = {}
    for i in range(len(row.chunks)):
        for rule in _rules(row.chunks[i], lang):
            if rule.type not in found and _happened(row.chunks, i, rule):
                found[rule.type] = Happening(type=rule.type, at=i, group_at=_group(row.chunks))
    return list(found.values())


def told_types(chunk: Chunk, lang: Language) -> set[EventType]:
    """The types of event that a chunk can tell of."""
    return {rule.type for rule in _rules(chunk, lang)}


def _rules(chunk: Chunk, lang: Language) -> list[EventRule]:
    if not chunk.can_be("event"):
        return []
    return [lang.event_rules[int(entry.value)] for entry in chunk.entries if entry.kind == "event"]


def _happened(chunks: Sequence[Chunk], i: int, rule: EventRule) -> bool:
    if chunks[i].quoted or mode_of(chunks, i) != "happened":
        return False
    if rule.told == "day" and not any(chunk.timex is not None and chunk.timex.value is not None for chunk in chunks):
        return False
    if rule.told == "finite" and not _is_finite(chunks, i):
        return False
    words = f" {' '.join(chunk.text for chunk in chunks)} "
    return any(f" {need} " in words for need in rule.needs) if rule.needs else _group(chunks) is not None


def _is_finite(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether a participle is a verb: "were detained", "police detained", not "immigrants detained in the US"."""
    before = chunks[max(0, i - 3) : i]
    if any(chunk.can_be("auxiliary-passive") or chunk.can_be("perfect") for chunk in before):
        return True
    return any(chunk.can_be("actor") for chunk in chunks[max(0, i - 6) : i])


def _group(chunks: Sequence[Chunk]) -> int | None:
    return next((i for i, chunk in enumerate(chunks) if chunk.can_be("group") or chunk.can_be("pronoun")), None)

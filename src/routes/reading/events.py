"""Events: clashes, detentions, deaths, crossings and the like, by the words that tell of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from routes.model import EventType
from routes.reading.chunks import Chunk, Row
from routes.reading.clauses import is_passive, is_statistic, subject_of
from routes.reading.language import EventRule, Language, Tense
from routes.reading.modes import mode_of

__all__ = ["Happening", "find_happenings", "told_types"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """An event within a sentence: its type, the chunk that tells of it, the chunk of the group that it befell."""

    type: EventType
    at: int
    group_at: int | None


def find_happenings(row: Row, lang: Language) -> list[Happening]:
    """The events of a row: of each type the first, where what its rule asks for stands beside it."""
    if "event" not in row.marks or "habitual" in row.marks or is_statistic(row.chunks):
        return []
    found: dict[EventType, Happening] = {}
    for i in [i for i, chunk in enumerate(row.chunks) if "event" in chunk.marks]:
        for rule, tense in _rules(row.chunks[i], lang):
            if rule.type not in found and _happened(row.chunks, i, rule, tense):
                found[rule.type] = Happening(type=rule.type, at=i, group_at=_group(row.chunks))
    return list(found.values())


def told_types(chunk: Chunk, lang: Language) -> set[EventType]:
    """The types of event that a chunk can tell of."""
    return {rule.type for rule, _ in _rules(chunk, lang)}


def _rules(chunk: Chunk, lang: Language) -> list[tuple[EventRule, Tense]]:
    if not chunk.can_be("event"):
        return []
    return [(lang.event_rules[int(entry.value)], entry.tense) for entry in chunk.entries if entry.kind == "event"]


def _happened(chunks: Sequence[Chunk], i: int, rule: EventRule, tense: Tense) -> bool:
    if chunks[i].quoted or mode_of(chunks, i, tense if tense in _TO_COME else None) != "happened":
        return False
    if tense == "base" and (chunks[i - 1].can_be("infinitive-particle") or subject_of(chunks, i) is None):
        return False
    if rule.told == "day" and not any(chunk.timex is not None and chunk.timex.value is not None for chunk in chunks):
        return False
    if rule.told == "finite" and not _is_finite(chunks, i):
        return False
    if rule.told == "others" and _does_group(chunks, i):
        return False
    if rule.near and not _has_one(rule.near, chunks[max(0, i - _NEAR) : i + _NEAR + 1]):
        return False
    if rule.needs:
        return _has_one(rule.needs, chunks) or (rule.told == "finite" and any(map(_counts_people, chunks)))
    return bool(rule.near) or _group(chunks) is not None


_TO_COME = ("future", "infinitive")
"""Tenses of verbs that have a form of their own for what is to come."""
_NEAR = 8
"""How many chunks from its trigger the word may stand that an event is about: "closed two of seven crossings"."""


def _has_one(words: frozenset[str], chunks: Sequence[Chunk]) -> bool:
    text = f" {' '.join(chunk.text for chunk in chunks)} "
    return any(f" {word} " in text for word in words)


def _counts_people(chunk: Chunk) -> bool:
    """Whether a number stands for people: "about 70 were deported"."""
    return chunk.number is not None and chunk.can_be("group")


def _does_group(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether a group does it and does not suffer it: "migrants closed the highway"."""
    subject = subject_of(chunks, i)
    return subject is not None and chunks[subject].can_be("group") and not is_passive(chunks, i)


def _is_finite(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether a participle is a verb: "were detained", "police detained them", not "immigrants detained in the US"."""
    before, after = chunks[max(0, i - 3) : i], chunks[i + 1 : i + 2]
    if any(chunk.can_be("determiner") for chunk in before[-1:]):
        return False
    if any(chunk.can_be("auxiliary-passive") for chunk in before) or any(chunk.can_be("pronoun") for chunk in after):
        return True
    if any(chunk.mention is not None and chunk.place is not None and chunk.place.feature == "A" for chunk in before):
        return True
    subject = subject_of(chunks, i)
    if subject is None:
        return any(chunk.can_be("perfect") for chunk in before)
    return chunks[subject].can_be("actor")


def _group(chunks: Sequence[Chunk]) -> int | None:
    return next((i for i, chunk in enumerate(chunks) if chunk.can_be("group") or chunk.can_be("pronoun")), None)

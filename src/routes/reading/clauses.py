"""Clauses: who does it, and whether it happened.

The subject of a verb is the nearest noun before it that can act, prepositional phrases passed over; the mode of a verb
is read from the words between the two.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from routes.reading.chunks import Chunk
from routes.reading.language import Entry

__all__ = ["Mode", "is_passive", "mode_of", "object_group", "subject_of"]

Mode = Literal["happened", "planned", "untrue"]

_REACH = 16
"""How many chunks before a verb its subject may stand."""
_HARD_STOPS = (";", ":", "(", ")", "!", "?")


def subject_of(chunks: Sequence[Chunk], verb: int) -> int | None:
    """The index of the chunk that is the verb's subject: a group, an actor or a pronoun; None where none is said."""
    of_phrase: int | None = None
    for j in range(verb - 1, max(-1, verb - _REACH), -1):
        chunk = chunks[j]
        if chunk.mark in _HARD_STOPS:
            break
        if not _can_act(chunk):
            continue
        preposition = _preposition_before(chunks, j)
        if preposition is None:
            return j
        if preposition.value == "of" and of_phrase is None:
            of_phrase = j
    return of_phrase


def _can_act(chunk: Chunk) -> bool:
    return any(chunk.can_be(kind) for kind in ("group", "actor", "pronoun", "other-pronoun")) and not _is_verb(chunk)


def _is_verb(chunk: Chunk) -> bool:
    motion = chunk.get("motion")
    return motion is not None and motion.tense not in ("noun", "any")


def _preposition_before(chunks: Sequence[Chunk], noun: int) -> Entry | None:
    """The preposition that governs a noun, over its article, adjectives and numbers; None where it is free."""
    for j in range(noun - 1, max(-1, noun - 7), -1):
        chunk = chunks[j]
        if chunk.can_be("preposition"):
            return chunk.get("preposition")
        if not _is_within_noun_phrase(chunk):
            return None
    return None


def _is_within_noun_phrase(chunk: Chunk) -> bool:
    if any(chunk.can_be(kind) for kind in _PHRASE_KINDS):
        return True
    return chunk.text.isdigit() or (not chunk.entries and not chunk.mark and chunk.timex is None and chunk.mention is None) or chunk.mark == ","and chunk.text == ","


_PHRASE_KINDS = ("determiner", "modifier", "demonym", "ordinal", "another", "earlier", "generic")


def is_passive(chunks: Sequence[Chunk], verb: int) -> bool:
    """Whether a participle is passive: a form of "be" stands before it."""
    return any(chunk.can_be("auxiliary-passive") for chunk in chunks[max(0, verb - 3) : verb])


def object_group(chunks: Sequence[Chunk], verb: int) -> int | None:
    """The index of the group that a verb acts upon: "blocked the caravan", "stopped their path"."""
    for j in range(verb + 1, min(len(chunks), verb + 7)):
        chunk = chunks[j]
        if chunk.mark in _HARD_STOPS or chunk.can_be("relative"):
            return None
        if chunk.can_be("group") or chunk.can_be("pronoun") or chunk.can_be("possessive"):
            return j
    return None


def mode_of(chunks: Sequence[Chunk], verb: int) -> Mode:
    """Whether what a verb says happened, is planned or hoped for, or is said not to be so."""
    motion = chunks[verb].get("motion")
    words = _words_before(chunks, verb)
    if any(chunk.can_be("negation") or chunk.can_be("condition") for chunk in words):
        return "untrue"
    if motion is not None and motion.tense == "future":
        return "planned"
    if motion is not None and motion.tense in ("infinitive", "present") and _is_infinitive(chunks, verb, motion):
        return _mode_of_infinitive(words)
    return "planned" if any(_plans(chunk) for chunk in words) else "happened"


def _plans(chunk: Chunk) -> bool:
    return chunk.can_be("planned") and not chunk.can_be("transparent")


def _words_before(chunks: Sequence[Chunk], verb: int) -> list[Chunk]:
    """The chunks between a verb and its subject (or the clause's start), nearest first."""
    found: list[Chunk] = []
    for j in range(verb - 1, max(-1, verb - 9), -1):
        chunk = chunks[j]
        if chunk.mark in (*_HARD_STOPS, ",") and chunk.mark != "," or _can_act(chunk) or chunk.can_be("relative"):
            break
        if _is_verb(chunk) and not chunk.can_be("transparent"):
            break
        found.append(chunk)
    return found


def _is_infinitive(chunks: Sequence[Chunk], verb: int, motion: Entry) -> bool:
    """In languages whose infinitive looks like the present, a particle before it tells them apart."""
    if motion.tense == "infinitive" and motion.value and not _has_particle(chunks):
        return True
    for j in range(verb - 1, max(-1, verb - 3), -1):
        if chunks[j].can_be("infinitive-particle"):
            return True
        if chunks[j].entries and not chunks[j].can_be("transparent"):
            return False
    return False


def _has_particle(chunks: Sequence[Chunk]) -> bool:
    return any(chunk.can_be("infinitive-particle") for chunk in chunks)


def _mode_of_infinitive(words: Sequence[Chunk]) -> Mode:
    """An infinitive is a plan, unless it is governed by a verb of beginning or succeeding."""
    for chunk in words:
        if _plans(chunk):
            return "planned"
        if chunk.can_be("done-before-infinitive"):
            return "happened"
    return "planned"

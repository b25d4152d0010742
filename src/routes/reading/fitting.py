"""Fitting: whether a word of motion takes a place that stands to it in a role.

A verb takes it as its class does; a noun of motion through the verb that begins or makes it ("inició su recorrido en",
"made a stop in"), or where it tells by itself ("after their stay in").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from routes.reading.chunks import Chunk
from routes.reading.clauses import before_aside, is_dated, is_passive
from routes.reading.language import Entry
from routes.reading.motion import STATUS

__all__ = ["Found", "fitting"]

Found = tuple[int, Entry]
"""A word of motion: its chunk and what it is there."""


def fitting(chunks: Sequence[Chunk], j: int, role: str) -> Found | None:
    """The word of motion at chunk j, or the verb that tells of it, where it takes a place in this role."""
    if not chunks[j].can_be("motion"):
        return None
    motions = [e for e in chunks[j].entries if e.kind == "motion" and role in STATUS[e.value]]
    motions.sort(key=lambda e: e.tense != "past")
    blocks = [e for e in motions if e.value == "block"]
    to_rest = any(c.can_be("motion", "stay") for c in chunks[j + 1 :])
    stopped = blocks and (_acts_on_group(chunks, j) or (is_passive(chunks, j) and not to_rest))
    motion = next(iter(blocks if stopped else motions), None)
    if motion is None or (motion.value == "start" and _is_auxiliary(chunks, j)) or _is_no_verb(chunks, j, motion):
        return None
    if motion.tense != "noun" and not (_may_be_noun(chunks[j], motion) and _is_noun(chunks, j)):
        return j, motion
    begun = _begun(chunks, j, role) if _goes_on_with(chunks, j, role) else None
    if begun is not None:
        return begun
    maker = _maker(chunks, j)
    if maker is not None and not (maker[1].tense == "present" and chunks[maker[0]].can_be("planned")):
        return maker[0], replace(motion, tense=maker[1].tense)
    tells = (
        STATUS[motion.value][role] == "planned" or (motion.value == "travel" and role == "to") or _is_told(chunks, j)
    )
    return (j, replace(motion, tense="noun")) if tells or is_dated(chunks, j) else None


def _may_be_noun(chunk: Chunk, motion: Entry) -> bool:
    """Whether a form is that of a noun too: "a march", "el recorrido"."""
    named = any(entry.kind == "motion" and entry.tense == "noun" for entry in chunk.entries)
    return motion.tense in ("base", "present") or (motion.tense == "participle" and named)


def _goes_on_with(chunks: Sequence[Chunk], noun: int, role: str) -> bool:
    """Whether a preposition of this role is the first thing behind a noun, days passed over."""
    rest = (c for c in chunks[noun + 1 : noun + _MADE] if c.timex is None and not (c.mark or c.can_be("definite")))
    behind = next(rest, None)
    return behind is not None and behind.can_be("preposition", role)


def _begun(chunks: Sequence[Chunk], noun: int, role: str) -> Found | None:
    """The verb of setting out whose object a noun of motion is: "inició el martes su recorrido en Huixtla"."""
    for j in range(noun - 1, max(-1, noun - _MADE), -1):
        found = next((e for e in chunks[j].entries if e.kind == "motion" and e.value in ("start", "resume")), None)
        if found is not None:
            return (j, found) if role in STATUS[found.value] and found.tense != "noun" else None
        if not (chunks[j].can_be_any(_OF_OBJECT) or chunks[j].timex is not None):
            return None
    return None


def _maker(chunks: Sequence[Chunk], noun: int) -> Found | None:
    """The verb whose object a noun of motion is: "made a first, short stop", "hará su siguiente escala"."""
    for j in range(noun - 1, max(-1, noun - _MADE), -1):
        made = next((e for e in chunks[j].entries if e.kind == "motion" and e.value == "make"), None)
        if made is not None:
            return j, made
        if not (chunks[j].can_be_any(_OF_OBJECT) or chunks[j].plain):
            return None
    return None


_MADE = 7
"""How many chunks before a noun the verb may stand that makes it."""
_OF_OBJECT = frozenset(("determiner", "modifier", "ordinal", "another", "conjunction", "possessive"))


def _is_told(chunks: Sequence[Chunk], noun: int) -> bool:
    """Whether a noun of motion tells: "after their stay in", "the route includes stops in", "the caravan's passage".

    So does "their arrival in".
    """
    before, behind = chunks[max(0, noun - _TOLD) : noun], chunks[noun + 1 : noun + _TOLD]
    if any(c.can_be("after") or c.can_be("planned") for c in before):
        return True
    if chunks[noun].can_be("motion", "arrive") and noun and chunks[noun - 1].can_be("possessive"):
        return True
    return bool(behind) and behind[0].can_be("preposition", "of") and any(c.can_be("group") for c in behind)


_TOLD = 4


def _acts_on_group(chunks: Sequence[Chunk], j: int) -> bool:
    """Whether a group is the direct object: "police stopped the caravan"."""
    return any(c.can_be("group") for c in chunks[j + 1 : j + 4])


def _is_auxiliary(chunks: Sequence[Chunk], j: int) -> bool:
    """Whether a verb of beginning only begins another verb: "begun turning themselves in"."""
    following = chunks[j + 1] if j + 1 < len(chunks) and chunks[j].can_be("transparent") else None
    return following is not None and (following.text.endswith("ing") or following.can_be("infinitive-particle"))


def _is_noun(chunks: Sequence[Chunk], j: int) -> bool:
    """Whether a base form is a noun: an article, an adjective, a hyphen before it ("the march", "a train ride")."""
    if not j:
        return False
    before = chunks[j - 1]
    if not (before.entries or before.mark or before.proper) or before.can_be("small"):
        return j > 1 and (chunks[j - 2].can_be("determiner") or chunks[j - 2].mark == "-")
    joined = before.mark == "-" and before_aside(chunks, j - 1) == j - 1
    return joined or before.can_be("determiner") or before.can_be("modifier")


def _is_no_verb(chunks: Sequence[Chunk], j: int, motion: Entry) -> bool:
    """ "By mass demonstrations", "into crowds", "stayed overnight": no finite verb stands there."""
    before = chunks[j - 1] if j else None
    finite = motion.tense in ("base", "present")
    if motion.tense == "base" and before is not None and before.can_be("motion", "stay"):
        return True
    return finite and before is not None and before.can_be("preposition") and not before.can_be("infinitive-particle")

"""Modes: whether what a verb says happened, is planned or hoped for, or is said not to be so.

It is read from the words between a verb and its subject.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import Literal

from routes.reading.chunks import Chunk
from routes.reading.clauses import HARD_STOPS, STOPS, can_act, is_dated, is_verb
from routes.reading.language import Entry, Tense

__all__ = ["Mode", "mode_of"]

Mode = Literal["happened", "planned", "untrue"]

_MODE_REACH = 8


def mode_of(chunks: Sequence[Chunk], verb: int, tense: Tense | None = None) -> Mode:
    """Whether what a verb says happened, is planned or hoped for, or is said not to be so.

    `tense` is that of a verb that is none of motion.
    """
    motion = chunks[verb].get("motion")
    tense = tense or (motion.tense if motion else "any")
    words = _words_before(chunks, verb)
    if any(chunk.can_be_any(_UNTRUE) for chunk in words) or _is_prevented(words, tense):
        return "untrue"
    if any(chunk.can_be("urging") for chunk in words) and _has_particle(words):
        return "untrue"
    if tense == "future":
        return "planned"
    joined = _joined_infinitive(chunks, verb) if tense == "base" else None
    if joined is not None:
        return mode_of(chunks, joined)
    if tense == "infinitive" or (tense == "base" and _has_particle(words)) or _is_passive_infinitive(words):
        if _precedes_plan(chunks, verb, words):
            return "planned"
        ends = _is_as_main(chunks, verb, words) or _is_rest(chunks, verb)
        return "happened" if ends else _mode_of_infinitive(words)
    lasted = tense in _FINITE and any(chunk.can_be("until") for chunk in words)
    if lasted and (tense == "past" or is_dated(chunks, verb)):
        words = [chunk for chunk in words if not chunk.can_be("until")]
    if tense == "gerund":
        return _mode_of_gerund(chunks, verb, words)
    return "planned" if any(_plans(chunk) for chunk in words) else "happened"


def _joined_infinitive(chunks: Sequence[Chunk], verb: int) -> int | None:
    """The infinitive to which "and" joins a verb: "plan to cross seven states and spend a week in X"."""
    if not chunks[verb - 1].can_be("conjunction"):
        return None
    before = takewhile(lambda j: chunks[j].mark not in HARD_STOPS, range(verb - 2, max(-1, verb - _JOINED), -1))
    main = next((j for j in before if is_verb(chunks[j]) and not chunks[j].can_be_any(_LIGHT)), None)
    if main is None or not (_is_infinitive(chunks, main) or chunks[main - 1].can_be("planned")):
        return None
    return main


_JOINED = 16
"""Chunks within which two infinitives are joined."""


def _is_passive_infinitive(words: Sequence[Chunk]) -> bool:
    """ "Agreed to be bused back": the particle before "be"."""
    be, particle = (*words[:2], None, None)[:2]
    if be is None or particle is None:
        return False
    return be.can_be("auxiliary-passive") and particle.can_be("infinitive-particle")


def _goes_on_plan(chunks: Sequence[Chunk], gerund: int) -> bool:
    """ "They will go to Chiapas, passing through Oaxaca": a gerund goes on about the verb before it."""
    before = takewhile(lambda j: chunks[j].mark not in HARD_STOPS, range(gerund - 1, -1, -1))
    main = next((j for j in before if is_verb(chunks[j])), None)
    return (
        main is not None and bool(_tenses(chunks[main], "future", "infinitive")) and mode_of(chunks, main) == "planned"
    )


_FINITE = ("past", "perfect", "any")


def _mode_of_gerund(chunks: Sequence[Chunk], verb: int, words: Sequence[Chunk]) -> Mode:
    """A gerund goes on from what stands before it: "will turn north, reaching X" is a plan, "left, reaching X" none."""
    if words and words[0].can_be("until") and _comes_to_it(chunks, verb):
        return "happened"
    after = any(chunk.can_be("after") for chunk in words)
    if (
        _adds_to_plan(chunks, verb)
        or _goes_on_plan(chunks, verb)
        or (after and _follows_plan(chunks, verb - len(words)))
    ):
        return "planned"
    return "planned" if any(_plans(chunk) and not chunk.can_be("after") for chunk in words) else "happened"


def _adds_to_plan(chunks: Sequence[Chunk], verb: int) -> bool:
    """ "Plans to go on to the north, stopping or passing through X": what is done while a plan is carried out."""
    k = verb - 1
    while k > 0 and (chunks[k].plain or chunks[k].can_be("conjunction") or _tenses(chunks[k], "gerund")):
        k -= 1
    return k > 0 and chunks[k].mark in (",", "-") and _follows_plan(chunks, k)


def _plans(chunk: Chunk) -> bool:
    return (
        chunk.can_be("until")
        or chunk.can_be("causative")
        or (chunk.can_be("planned") and not chunk.can_be("transparent"))
    )


def _is_prevented(words: Sequence[Chunk], tense: str) -> bool:
    """ "stopped them from reaching": after such a preposition a gerund tells what did not happen."""
    return tense == "gerund" and bool(words) and words[0].can_be("preposition", "from")


_OVER_SUBJECT = frozenset(("until", "condition", "causative", "denial", "urging"))
"""Words before a subject that tell of its verb: "until they reach", "helps migrants reach"."""
_UNTRUE = frozenset(("negation", "condition", "denial"))
_LIGHT = frozenset(("transparent", "planned", "done-before-infinitive"))
"""Verbs that only tell the mode of another."""


def _words_before(chunks: Sequence[Chunk], verb: int) -> list[Chunk]:
    """The chunks between a verb and its subject (or the clause's start), nearest first.

    An infinitive is passed over on the way from a noun: "plan to hold a rally".
    """
    of_noun = not is_verb(chunks[verb])
    found: list[Chunk] = []
    for j in range(verb - 1, max(-1, verb - 1 - _MODE_REACH), -1):
        chunk = chunks[j]
        if chunk.mark in STOPS or chunk.can_be("relative") or chunk.place is not None:
            break
        if can_act(chunk) and not chunk.can_be("planned"):
            opening = chunks[max(0, j - 3) : j]
            return [*found, *(c for c in opening if c.can_be_any(_OVER_SUBJECT))]
        if is_verb(chunk) and not (chunk.can_be_any(_LIGHT) or (of_noun and _is_infinitive(chunks, j))):
            break
        found.append(chunk)
    return found


def _precedes_plan(chunks: Sequence[Chunk], verb: int, words: Sequence[Chunk]) -> bool:
    """ "Tras pernoctar en Durango, la caravana llegará": what is done before something that is yet to come."""
    if not any(chunk.can_be("after") for chunk in words):
        return False
    comma = next((j for j in range(verb, len(chunks)) if chunks[j].mark == ","), len(chunks))
    following = (chunk.get("motion") for chunk in chunks[comma:] if is_verb(chunk))
    main = next(following, None)
    return main is not None and main.tense == "future"


def _is_as_main(chunks: Sequence[Chunk], verb: int, words: Sequence[Chunk]) -> bool:
    """ "Walked until reaching X", "decided to rest in X": an arrival that ends a way that was gone, a rest chosen.

    Behind a comma "before reaching X" only tells where something lies.
    """
    nearest = next((chunk for chunk in words if not chunk.can_be("transparent")), None)
    if nearest is None:
        return False
    if nearest.can_be("chosen"):
        return chunks[verb].can_be("motion", "stay")
    before = range(verb - 1, -1, -1)
    within = takewhile(lambda j: not (nearest.can_be("until") and chunks[j].mark), before)
    main = next((chunks[j] for j in within if is_verb(chunks[j]) and not _is_infinitive(chunks, j)), None)
    ends = nearest.can_be("up-to") and chunks[verb].can_be("motion", "arrive") and main is not None
    return ends and main is not None and main.get("motion") in _tenses(main, "past", "gerund", "participle")


def _is_rest(chunks: Sequence[Chunk], verb: int) -> bool:
    """ "Paused to rest in X", "arrived to camp out in X": what a stop is for is done there."""
    before = chunks[verb - 2] if verb > 1 and chunks[verb - 1].can_be("infinitive-particle") else None
    return (
        before is not None
        and chunks[verb].can_be("motion", "stay")
        and before.can_be("motion", "stay", "arrive")
        and mode_of(chunks, verb - 2) == "happened"
    )


def _comes_to_it(chunks: Sequence[Chunk], verb: int) -> bool:
    """ "Walked for hours before reaching X": what comes at the end of what is told was done, if nothing stopped it."""
    finite = (j for j in range(verb - 1, -1, -1) if is_verb(chunks[j]) and not _is_infinitive(chunks, j))
    main = next(finite, None)
    if main is None or chunks[main].can_be("motion", "block") or not _tenses(chunks[main], "past"):
        return False
    return mode_of(chunks, main) == "happened"


def _tenses(chunk: Chunk, *tenses: str) -> list[Entry]:
    return [entry for entry in chunk.entries if entry.kind == "motion" and entry.tense in tenses]


def _follows_plan(chunks: Sequence[Chunk], at: int) -> bool:
    """ "Would continue to the border after reaching X", "will turn north, reaching X": its clause is yet to come."""
    before = takewhile(lambda c: c.mark not in STOPS and not _is_past(c), reversed(chunks[max(0, at - _PLAN) : at]))
    return any(chunk.can_be("planned") and not chunk.can_be("transparent") for chunk in before)


def _is_past(chunk: Chunk) -> bool:
    """Whether a chunk can only be a verb of the past: what stands before it is not what a later verb goes on from."""
    motions = [entry.tense for entry in chunk.entries if entry.kind == "motion"]
    return "past" in motions and not chunk.can_be_any(_LIGHT)


_PLAN = 12
"""Chunks within which a plan stands before what it follows."""


def _is_infinitive(chunks: Sequence[Chunk], j: int) -> bool:
    """Whether a verb is an infinitive: by its form, or by the particle before one that could be the present."""
    particle = j > 0 and chunks[j - 1].can_be("infinitive-particle")
    forms = ("infinitive", "base") if particle else ("infinitive",)
    motions = [entry for entry in chunks[j].entries if entry.kind == "motion"]
    return all(entry.tense in forms or (particle and entry.tense == "noun") for entry in motions)


def _has_particle(words: Sequence[Chunk]) -> bool:
    """Whether the particle of the infinitive stands before a form that could be the present ("to walk")."""
    for chunk in words[:3]:
        if chunk.can_be("infinitive-particle"):
            return True
        if chunk.entries and not chunk.can_be("transparent"):
            return False
    return False


def _mode_of_infinitive(words: Sequence[Chunk]) -> Mode:
    """An infinitive is a plan, unless it is governed by a verb of beginning or succeeding."""
    for chunk in words:
        if _plans(chunk):
            return "planned"
        if chunk.can_be("done-before-infinitive"):
            return "happened"
    return "planned"

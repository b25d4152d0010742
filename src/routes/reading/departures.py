"""Departures: what a group leaves where its verb names no place."""

from __future__ import annotations

from collections.abc import Sequence

from routes.reading.chunks import Chunk
from routes.reading.clauses import is_intransitive
from routes.reading.motion import Move

__all__ = ["are_others", "is_left", "sets_out"]


def are_others(chunks: Sequence[Chunk], subject: int) -> bool:
    """Whether a group is not the one that was told of: "another 150"."""
    return any(chunk.can_be("another") for chunk in chunks[max(0, subject - 3) : subject])


def is_left(chunks: Sequence[Chunk], move: Move, verb: int, subject: int) -> bool:
    """Whether the stop of a move is what a verb of leaving leaves: "after resting in X the caravan left for Y".

    Others than those who were there may leave it only where the first left it too.
    """
    after = chunks[verb + 1 : verb + 2]
    describes = any(chunk.can_be("relative") for chunk in chunks[max(0, verb - 2) : verb])
    if describes or not (is_intransitive(chunks, verb) or any(c.can_be("preposition") for c in after)):
        return False
    same = chunks[subject].can_be("pronoun") or (move.subject_at in (None, subject) and not are_others(chunks, subject))
    return move.status == "departed" or (same and move.status in ("present", "arrived"))


def sets_out(chunks: Sequence[Chunk], verb: int) -> bool:
    """ "HUIXTLA.- The caravan left on Monday for the north": a goal is said, and no place that is left."""
    behind = chunks[verb + 1 : verb + _GOAL]
    return any(c.can_be("preposition", "toward") or c.can_be("motion", "head") for c in behind)


_GOAL = 9
"""Chunks behind a verb of leaving within which its goal begins."""

"""Motion: what a place is to a group, by the word of motion and the role in which it stands to it.

A place in a sentence is no waypoint by itself. It becomes one through the word that governs it: a verb or noun of
motion of a class (depart, arrive, cross, ...) together with its role (from, to, at, ...). `STATUS` is the whole of
that knowledge; the words of each class are in the tables of a language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from routes.model import Place, Status
from routes.reading.chunks import Chunk
from routes.reading.language import Entry

__all__ = ["STATUS", "Governed", "Move", "ground"]

STATUS: Mapping[str, Mapping[str, Status]] = {
    "depart": {
        "from": "departed",
        "object": "departed",
        "to": "planned",
        "toward": "planned",
    },
    "flee": {"from": "departed", "object": "departed"},
    "origin": {"from": "departed", "object": "departed", "at": "departed"},
    "start": {"from": "departed", "at": "departed", "near": "departed", "to": "planned", "toward": "planned"},
    "resume": {"from": "departed", "to": "planned", "toward": "planned"},
    "arrive": {
        "to": "arrived",
        "at": "arrived",
        "object": "arrived",
        "near": "arrived",
        "through": "arrived",
        "from": "departed",
    },
    "cross": {"object": "passed", "through": "passed", "at": "passed", "to": "arrived", "from": "departed"},
    "pass": {
        "object": "passed",
        "through": "passed",
        "at": "passed",
        "near": "passed",
        "to": "arrived",
        "from": "departed",
    },
    "travel": {
        "from": "departed",
        "to": "arrived",
        "toward": "planned",
        "through": "passed",
        "at": "present",
        "near": "present",
    },
    "carry": {"to": "arrived", "toward": "planned", "from": "departed", "through": "passed"},
    "head": {"to": "planned", "toward": "planned", "object": "planned", "from": "departed"},
    "make": {},
    "join": {"at": "present", "near": "present"},
    "stay": {"at": "present", "near": "present", "between": "present", "object": "present"},
    "split": {"at": "departed", "near": "departed"},
    "block": {"at": "blocked", "near": "blocked"},
}
"""What a place is to a group, by the class of the motion word and the role of the place.

A verb of making takes none: it lends its tense to the noun of motion that it has as its object.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Governed:
    """A place within a sentence and the word of motion that governs it: indices of the two chunks, role and sense."""

    place_at: int
    role: str
    verb_at: int
    motion: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One reported movement within a sentence: chunk indices of the place, the motion word and the subject.

    `narrated` says that it belongs to the story told, so that the story's day holds for it; a mere goal does not.
    """

    place_at: int
    verb_at: int
    subject_at: int | None
    status: Status
    narrated: bool = True
    rules: tuple[str, ...]


def ground(chunk: Chunk) -> Place:
    """The place of a chunk that is known to have one. Raises ValueError for another."""
    if chunk.place is None:
        raise ValueError("a chunk without a place")
    return chunk.place

"""Movement: which group was where, left, passed, was stopped or hopes to come.

A place in a sentence is no waypoint by itself. It becomes one through the word that governs it: a verb or noun of
motion of a class (depart, arrive, cross, ...) together with the role in which the place stands to it (from, to, at,
...), done by a group, in a mode (happened, planned, untrue). `STATUS` is the whole of that knowledge.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from routes.model import Place, Status
from routes.reading.chunks import Chunk, Row
from routes.reading.clauses import is_passive, mode_of, object_group, subject_of
from routes.reading.language import Entry

__all__ = ["Move", "find_moves", "role_of"]

STATUS: Mapping[str, Mapping[str, Status]] = {
    "depart": {"from": "departed", "object": "departed", "to": "planned", "toward": "planned"},
    "start": {"from": "departed", "at": "departed"},
    "resume": {"from": "departed", "to": "planned", "toward": "planned"},
    "arrive": {"to": "arrived", "at": "arrived", "object": "arrived", "near": "arrived"},
    "cross": {"object": "passed", "through": "passed", "at": "passed", "to": "arrived", "from": "departed"},
    "pass": {"object": "passed", "through": "passed", "at": "passed", "near": "passed", "to": "arrived", "from": "departed"},
    "travel": {"from": "departed", "to": "arrived", "toward": "planned", "through": "passed", "at": "present"},
    "head": {"to": "planned", "toward": "planned", "object": "planned", "from": "departed"},
    "stay": {"at": "present", "near": "present"},
    "block": {"at": "blocked", "near": "blocked"},
}
"""What a place is to a group, by the class of the motion word and the role of the place."""

_UNDER_WAY = ("gerund", "present", "infinitive", "noun")
_REACH = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One reported movement within a sentence: chunk indices of the place, the motion word and the subject."""

    place_at: int
    verb_at: int
    subject_at: int | None
    status: Status
    rules: tuple[str, ...]


def find_moves(row: Row) -> list[Move]:
    """Every movement of a row, in the order of its places."""
    return [move for i, chunk in enumerate(row.chunks) if _is_ground(row.chunks, i) and (move := _move(row.chunks, i))]


def _is_ground(chunks: Sequence[Chunk], i: int) -> bool:
    chunk = chunks[i]
    if chunk.place is None or chunk.quoted or (chunk.mention is not None and not chunk.mention.literal):
        return False
    return not _is_qualifier(chunks, i)


def _is_qualifier(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether the place only says where another lies: "San Pedro Sula, Honduras", "Tapachula in the state of Chiapas"."""
    unit = chunks[i].place
    if unit is None or unit.feature != "A":
        return False
    for j in range(i - 1, max(-1, i - 7), -1):
        other = chunks[j].place
        if other is not None and chunks[j].mention is not None:
            inside = other.country == unit.country if unit.kind == "country" else other.admin1 == unit.admin1
            return other.id != unit.id and inside and other.kind != "country"
        passable = chunks[j].mark in (",", "(", "-") or any(chunks[j].can_be(k) for k in ("determiner", "generic", "modifier", "preposition", "demonym"))
        if not passable or chunks[j].can_be("preposition", "to", "toward", "from", "through"):
            return False
    return False


def _move(chunks: Sequence[Chunk], i: int) -> Move | None:
    role, at = role_of(chunks, i)
    found = _verb_before(chunks, role, at) if role else None
    if found is None and role in ("at", "to", "from", "near", "through", "object-where"):
        found = _verb_after(chunks, i, role)
    if found is None:
        return None
    verb, motion = found
    return _judged(chunks, i, role, verb, motion)


# --- the role of a place -----------------------------------------------------------------------

_BETWEEN = ("determiner", "modifier", "generic", "demonym", "ordinal", "another")


def role_of(chunks: Sequence[Chunk], i: int) -> tuple[str, int]:
    """The role of the place at chunk i, and the chunk that gives it: its preposition, or the verb it is the object of."""
    if chunks[i].can_be("there"):
        return "at", i
    j = i - 1
    while j >= 0:
        chunk = chunks[j]
        if chunk.can_be("motion") and not chunk.can_be("preposition"):
            return "object", j
        if chunk.can_be("preposition"):
            entry = chunk.get("preposition")
            if entry is not None and entry.value == "of" and j > 0 and _is_generic(chunks[j - 1]):
                j -= 1
                continue
            return _role(chunks, j, entry), j
        if _continues_list(chunks, j):
            return role_of(chunks, _place_before(chunks, j))
        if not (any(chunk.can_be(kind) for kind in _BETWEEN) or chunk.timex is not None or chunk.mark in ("-", "'", '"') or chunk.text == "s"):
            break
        j -= 1
    return "", i


def _role(chunks: Sequence[Chunk], at: int, entry: Entry | None) -> str:
    """The role of a preposition; one that can be two things ("de" as from or of) is what its verb makes of it."""
    values = [e.value for e in chunks[at].entries if e.kind == "preposition"]
    if len(values) < 2:
        return entry.value if entry else ""
    verb = next((chunks[k].get("motion") for k in range(at - 1, max(-1, at - 3), -1) if chunks[k].can_be("motion")), None)
    fitting = [v for v in values if verb is not None and v in STATUS[verb.value]]
    return fitting[0] if fitting else values[-1]


def _is_generic(chunk: Chunk) -> bool:
    return chunk.can_be("generic") or chunk.can_be("modifier") or chunk.can_be("determiner")


def _continues_list(chunks: Sequence[Chunk], j: int) -> bool:
    """Whether chunk j joins two places of a list: "Guatemala and Mexico", "Puebla, Tlaxcala"."""
    return (chunks[j].mark == "," or chunks[j].can_be("conjunction")) and _place_before(chunks, j) >= 0


def _place_before(chunks: Sequence[Chunk], j: int) -> int:
    k = j - 1
    while k >= 0 and (chunks[k].mark == "," or chunks[k].can_be("conjunction")):
        k -= 1
    return k if k >= 0 and chunks[k].place is not None else -1


# --- the word that governs it ------------------------------------------------------------------


def _verb_before(chunks: Sequence[Chunk], role: str, at: int) -> tuple[int, Entry] | None:
    """The nearest motion word to the left that takes a place in this role."""
    if role == "object":
        return _fitting(chunks, at, role)
    if at and chunks[at - 1].can_be("group") and role in ("from", "of"):
        return None
    for j in range(at, max(-1, at - _REACH), -1):
        chunk = chunks[j]
        if j != at and (found := _fitting(chunks, j, role)):
            return found
        if _stops(chunks, j):
            return None
    return None


def _fitting(chunks: Sequence[Chunk], j: int, role: str) -> tuple[int, Entry] | None:
    motions = [e for e in chunks[j].entries if e.kind == "motion" and role in STATUS[e.value]]
    return (j, motions[0]) if motions else None


def _stops(chunks: Sequence[Chunk], j: int) -> bool:
    """Whether a place to the right of chunk j cannot belong to a verb to its left."""
    chunk = chunks[j]
    if chunk.mark in (";", ":", "(", ")", '"') or chunk.can_be("speech") or chunk.can_be("relative"):
        return True
    if chunk.can_be("actor"):
        return not any(chunks[k].can_be("preposition", "by", "with", "of") for k in range(max(0, j - 4), j))
    return False


def _verb_after(chunks: Sequence[Chunk], i: int, role: str) -> tuple[int, Entry] | None:
    """The motion word to the right of a place that opens its clause or is followed by "where"."""
    where = next((j for j in range(i + 1, min(len(chunks), i + 6)) if chunks[j].can_be("where")), None)
    if where is None and not _opens_clause(chunks, i):
        return None
    begin = (where or i) + 1
    wanted = "at" if where is not None else role
    for j in range(begin, min(len(chunks), begin + 14)):
        chunk = chunks[j]
        if found := _fitting(chunks, j, wanted):
            return found
        if chunk.mark in (";", ":", "(", '"') or (chunk.place is not None and chunk.mention is not None and j > i + 3):
            return None
    return None


def _opens_clause(chunks: Sequence[Chunk], i: int) -> bool:
    _, at = role_of(chunks, i)
    return at == 0 or chunks[at - 1].mark in (",", ".", '"') or chunks[at - 1].timex is not None


# --- who, and whether --------------------------------------------------------------------------


def _judged(chunks: Sequence[Chunk], i: int, role: str, verb: int, motion: Entry) -> Move | None:
    if chunks[verb].quoted:
        return None
    subject = _group_of(chunks, verb, motion)
    if subject is _NOBODY:
        return None
    mode = mode_of(chunks, verb)
    if mode == "untrue":
        return None
    status = _status(STATUS[motion.value].get(role) or STATUS[motion.value]["at"], role, motion, mode)
    if status is None:
        return None
    rules = (f"{motion.value}:{role}", f"mode:{mode}", f"verb:{chunks[verb].text}")
    return Move(place_at=i, verb_at=verb, subject_at=subject, status=status, rules=rules)


def _status(status: Status, role: str, motion: Entry, mode: str) -> Status | None:
    """The status after the mode: a departure that is only planned is no report, an arrival that is planned is a plan."""
    if mode == "planned":
        return None if status in ("departed", "blocked") else "planned"
    if motion.value == "travel" and motion.tense in _UNDER_WAY and role == "to":
        return "planned"
    return status


_NOBODY = -1


def _group_of(chunks: Sequence[Chunk], verb: int, motion: Entry) -> int | None:
    """The chunk of the group that moves; None where it is not said (the text goes on with the same); _NOBODY if none."""
    subject = subject_of(chunks, verb)
    if motion.value == "block":
        patient = subject if is_passive(chunks, verb) else object_group(chunks, verb)
        return patient if patient is not None and not chunks[patient].can_be("actor") else _NOBODY
    if subject is None:
        return _later_subject(chunks, verb)
    if chunks[subject].can_be("group") or chunks[subject].can_be("pronoun"):
        return subject
    welcomed = object_group(chunks, verb) if motion.value == "stay" else None
    return welcomed if welcomed is not None else _NOBODY


def _later_subject(chunks: Sequence[Chunk], verb: int) -> int | None:
    """The group named after the verb: "After leaving Huixtla, the caravan ...", "Llegaron los migrantes"."""
    for j in range(verb + 1, min(len(chunks), verb + 14)):
        if chunks[j].can_be("group"):
            return j
        if chunks[j].can_be("actor"):
            return _NOBODY
    return None


def ground(chunk: Chunk) -> Place:
    """The place of a chunk that is known to have one."""
    if chunk.place is None:
        raise ValueError("a chunk without a place")
    return chunk.place

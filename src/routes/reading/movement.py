"""Movement: which group was where, left, passed, was stopped or hopes to come.

A place in a sentence is no waypoint by itself. It becomes one through the word that governs it: a verb or noun of
motion of a class (depart, arrive, cross, ...) together with the role in which the place stands to it (from, to, at,
...), done by a group, in a mode (happened, planned, untrue). `STATUS` is the whole of that knowledge.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from routes.model import Place, Status
from routes.reading.chunks import Chunk, Row
from routes.reading.clauses import (
    HARD_STOPS,
    clause_of,
    is_passive,
    is_progressive,
    is_verb,
    mode_of,
    object_group,
    subject_of,
)
from routes.reading.language import Entry
from routes.reading.roles import is_ground, role_of

__all__ = ["NOBODY", "STATUS", "Move", "find_moves", "ground", "group_of"]

STATUS: Mapping[str, Mapping[str, Status]] = {
    "depart": {
        "from": "departed",
        "object": "departed",
        "at": "departed",
        "near": "departed",
        "to": "planned",
        "toward": "planned",
    },
    "flee": {"from": "departed", "object": "departed"},
    "origin": {"from": "departed", "object": "departed", "at": "departed"},
    "start": {"from": "departed", "at": "departed", "near": "departed"},
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
    "head": {"to": "planned", "toward": "planned", "object": "planned", "from": "departed"},
    "stay": {"at": "present", "near": "present", "object": "present"},
    "split": {"at": "departed", "near": "departed"},
    "block": {"at": "blocked", "near": "blocked"},
}
"""What a place is to a group, by the class of the motion word and the role of the place."""

_UNDER_WAY = ("gerund", "present", "base", "infinitive", "noun")
"""Tenses in which "travel to" tells a direction, not an arrival."""
_REACH = 22


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


def find_moves(row: Row) -> list[Move]:
    """Every movement of a row, in the order of its places."""
    if any(chunk.can_be("habitual") for chunk in row.chunks):
        return []
    moves = [move for i in range(len(row.chunks)) if is_ground(row.chunks, i) and (move := _move(row.chunks, i))]
    told = [move for move in moves if not _is_coarse(row.chunks, move, moves)]
    return told or _caption(row.chunks)


def _caption(chunks: Sequence[Chunk]) -> list[Move]:
    """ "Migrants rest ..., in Tapachula, Mexico, Monday, Oct. 22, 2018": a picture's text ends with place and day."""
    days = [i for i, c in enumerate(chunks) if c.timex is not None and c.timex.dated_from == "date" and _is_day(c)]
    if not days:
        return []
    group = next((i for i, c in enumerate(chunks) if c.can_be("group")), None)
    for i in range(len(chunks)):
        beside = [j for j in days if i < j <= i + 6 and all(_is_address(c) for c in chunks[i + 1 : j])]
        role, _ = role_of(chunks, i, STATUS)
        if beside and group is not None and group < i and is_ground(chunks, i) and role in ("at", "near", "from"):
            return [Move(place_at=i, verb_at=i, subject_at=group, status="present", rules=("caption", "mode:happened"))]
    return []


def _is_day(chunk: Chunk) -> bool:
    return chunk.timex is not None and chunk.timex.value is not None and chunk.timex.value.days == 1


def _is_address(chunk: Chunk) -> bool:
    """Whether a chunk can stand between a caption's place and its day: a comma, the country, a weekday, "on"."""
    return (
        chunk.mark == ","
        or chunk.place is not None
        or chunk.timex is not None
        or chunk.can_be("generic")
        or chunk.can_be("preposition", "at")
    )


def _is_coarse(chunks: Sequence[Chunk], move: Move, moves: Sequence[Move]) -> bool:
    """Whether the same verb tells the same of a place inside this one: "started in Mexico near the border"."""
    place = ground(chunks[move.place_at])
    return place.kind in ("country", "state") and any(
        other.verb_at == move.verb_at
        and (other.status == move.status or (move.status == "arrived" and other.status == "passed"))
        and ground(chunks[other.place_at]).kind not in ("country", "state")
        and place.country in (ground(chunks[other.place_at]).country, *ground(chunks[other.place_at]).countries)
        for other in moves
    )


def _move(chunks: Sequence[Chunk], i: int) -> Move | None:
    role, at = role_of(chunks, i, STATUS)
    if _is_apposition(chunks, i, role, at) or (at and chunks[at - 1].can_be("negation")):
        return None
    found = _verb_before(chunks, role, at) if role else None
    if found is None:
        found, role = _verb_after(chunks, i, role, at)
    return _judged(chunks, i, role, found) if found else None


def _is_apposition(chunks: Sequence[Chunk], i: int, role: str, at: int) -> bool:
    """Whether it only tells where the place before it lies: "Tijuana, across the US border"."""
    if at < 2 or chunks[at - 1].mark != ",":
        return False
    if not any(c.place is not None and c.place.feature != "A" for c in chunks[max(0, at - 3) : at - 1]):
        return False
    return role in ("at", "near") or (role == "through" and ground(chunks[i]).kind == "border")


# --- the word that governs a place -------------------------------------------------------------

_Found = tuple[int, Entry]


def _verb_before(chunks: Sequence[Chunk], role: str, at: int) -> _Found | None:
    """The nearest motion word to the left that takes a place in this role."""
    if role == "object":
        return _fitting(chunks, at, role)
    only = _classes_after_people(chunks, role, at)
    for j in range(at - 1, max(-1, at - _REACH), -1):
        found = _fitting(chunks, j, role)
        if found and (only is None or found[1].value in only):
            return found
        if _stops(chunks, j, role):
            return None
    return None


def _classes_after_people(chunks: Sequence[Chunk], role: str, at: int) -> tuple[str, ...] | None:
    """ "migrants from Honduras" tells where they come from, unless a verb of leaving governs it."""
    people = at > 0 and (chunks[at - 1].can_be("group") or chunks[at - 1].can_be("many"))
    return ("depart", "start") if people and role == "from" else None


def _fitting(chunks: Sequence[Chunk], j: int, role: str) -> _Found | None:
    motions = [e for e in chunks[j].entries if e.kind == "motion" and role in STATUS[e.value]]
    blocks = [e for e in motions if e.value == "block"]
    motion = next(iter(blocks if blocks and is_passive(chunks, j) else motions), None)
    if motion is None or (motion.value == "start" and _is_auxiliary(chunks, j)):
        return None
    if motion.tense != "noun" and not (motion.tense == "base" and _is_noun(chunks, j)):
        return j, motion
    tells = STATUS[motion.value][role] == "planned" or (motion.value == "travel" and role == "to")
    dated = any(c.timex is not None for c in clause_of_chunks(chunks, j))
    return (j, replace(motion, tense="noun")) if tells or dated else None


def _is_auxiliary(chunks: Sequence[Chunk], j: int) -> bool:
    """Whether a verb of beginning only begins another verb: "begun turning themselves in"."""
    following = chunks[j + 1] if j + 1 < len(chunks) else None
    return following is not None and (following.text.endswith("ing") or following.can_be("infinitive-particle"))


def _is_noun(chunks: Sequence[Chunk], j: int) -> bool:
    """Whether a base form is a noun: an article, an adjective or a hyphen stands before it ("the march")."""
    before = chunks[j - 1] if j else None
    return before is not None and (before.mark == "-" or before.can_be("determiner") or before.can_be("modifier"))


_ENDING = frozenset(("speech", "relative", "comparison"))


def _stops(chunks: Sequence[Chunk], j: int, role: str) -> bool:
    """Whether a place to the right of chunk j cannot belong to a verb to its left."""
    chunk = chunks[j]
    if chunk.mark in (*HARD_STOPS, '"') or chunk.can_be_any(_ENDING):
        return True
    if role == "from" and chunk.place is not None:
        return True
    if role in ("at", "near") and chunk.can_be("subordinator") and not chunk.can_be("after"):
        return True
    if chunk.can_be("actor"):
        return not any(c.can_be("preposition", "by", "with", "of") for c in chunks[max(0, j - 4) : j])
    return False


def _verb_after(chunks: Sequence[Chunk], i: int, role: str, at: int) -> tuple[_Found | None, str]:
    """The motion word to the right of a place that opens its clause or is followed by "where", and the role."""
    where = next((j for j in range(i + 1, min(len(chunks), i + 6)) if chunks[j].can_be("where")), None)
    if where is None and not (role in ("at", "to", "from", "near", "through") and _opens_clause(chunks, at)):
        return None, role
    role = "at" if where is not None else role
    begin = (where or i) + 1
    for j in range(begin, min(len(chunks), begin + _REACH)):
        if found := _fitting(chunks, j, role):
            return found, role
        if chunks[j].mark in (*HARD_STOPS, '"') or (is_verb(chunks[j]) and where is None):
            break
    return None, role


def _opens_clause(chunks: Sequence[Chunk], at: int) -> bool:
    return at == 0 or chunks[at - 1].mark in (",", '"', "-") or chunks[at - 1].timex is not None


# --- who, and whether --------------------------------------------------------------------------


def _judged(chunks: Sequence[Chunk], i: int, role: str, found: _Found) -> Move | None:
    verb, motion = found
    if chunks[verb].quoted:
        return None
    subject = group_of(chunks, verb, motion)
    if subject == NOBODY or (chunks[i].can_be("there") and (motion.value not in ("stay", "block") or subject is None)):
        return None
    mode = mode_of(chunks, verb)
    status = _status(chunks, i, role, found, mode)
    if status is None:
        return None
    rules = (f"{motion.value}:{role}", f"mode:{mode}", f"word:{chunks[verb].text}")
    narrated = mode == "happened" and (status != "planned" or motion.tense in ("past", "participle", "gerund", "any"))
    return Move(place_at=i, verb_at=verb, subject_at=subject, status=status, narrated=narrated, rules=rules)


def _status(chunks: Sequence[Chunk], i: int, role: str, found: _Found, mode: str) -> Status | None:
    """The status after mode and tense; None where it is no report: a departure only planned, a mere modifier."""
    verb, motion = found
    status = STATUS[motion.value][role]
    if mode == "untrue" or (status == "planned" and chunks[i].can_be("bare")):
        return None
    if mode == "planned" and chunks[i].can_be("bare") and motion.value != "arrive":
        return None
    if mode == "planned" and motion.value == "cross" and role == "at":
        return None
    if mode == "planned":
        return None if status in ("departed", "blocked") else "planned"
    if motion.value == "travel" and role == "to" and (motion.tense in _UNDER_WAY or _is_meanwhile(chunks, verb)):
        status = "planned"
    if _is_general(chunks, i, role, found, status):
        return None
    if motion.tense == "gerund" and status != "planned":
        return _status_of_gerund(chunks, i, verb, status)
    return status


def _is_meanwhile(chunks: Sequence[Chunk], verb: int) -> bool:
    """ "as they walked to Tapachula": on the way, not there."""
    opening = chunks[max(0, clause_of(chunks, verb).start - 1) : verb]
    return any(c.can_be("meanwhile") for c in opening)


def _is_general(chunks: Sequence[Chunk], i: int, role: str, found: _Found, status: Status) -> bool:
    """Whether it is said of anybody at any time: "migrants who reach the US", "their arrival in Mexico"."""
    verb, motion = found
    if status == "planned":
        return False
    if (
        motion.tense == "noun"
        and motion.value in ("travel", "cross", "pass")
        and role in ("at", "near", "object", "from")
    ):
        return True
    country = ground(chunks[i]).kind == "country"
    if country and status == "departed" and (motion.value in ("arrive", "origin") or role in ("at", "near")):
        return True
    if country and status in ("present", "blocked") and motion.value not in ("cross", "pass", "travel"):
        return True
    dated = any(c.timex is not None for c in clause_of_chunks(chunks, verb))
    if country and status in ("passed", "arrived") and verb and chunks[verb - 1].can_be("relative") and not dated:
        return True
    if country and status == "passed" and motion.tense in ("present", "base"):
        return True
    present = motion.tense in ("present", "base")
    if present and not dated and motion.value in _EVENTFUL and chunks[-1].mark == ".":
        return True
    return present and any(c.can_be("relative") or c.can_be("pronoun") for c in chunks[max(0, verb - 2) : verb])


_EVENTFUL = ("arrive", "cross", "pass", "depart")
"""Classes whose present, outside headlines and captions, tells what always happens, not what did."""


def clause_of_chunks(chunks: Sequence[Chunk], i: int) -> list[Chunk]:
    """The chunks of the clause around chunk i."""
    return [chunks[j] for j in clause_of(chunks, i)]


def _status_of_gerund(chunks: Sequence[Chunk], i: int, verb: int, status: Status) -> Status | None:
    """Of "is crossing Chiapas" present, of "after leaving Huixtla" departed, of "migrants crossing Chiapas" nothing."""
    if is_progressive(chunks, verb):
        return "present" if status == "passed" else status
    clause = clause_of(chunks, verb)
    before = chunks[max(0, clause.start - 1) : verb]
    told = any(c.can_be("after") or c.mark == "," or c.can_be("transparent") for c in before)
    spot = chunks[i].place is not None and chunks[i].place.feature != "A"  # type: ignore[union-attr]
    return status if told and spot else None


NOBODY = -1
"""The subject of a verb is no group."""


def group_of(chunks: Sequence[Chunk], verb: int, motion: Entry) -> int | None:
    """The chunk of the group that moves; None where it is not said (the text goes on with the same); NOBODY if none."""
    subject = subject_of(chunks, verb)
    if motion.value == "block":
        patient = subject if is_passive(chunks, verb) else object_group(chunks, verb)
        return patient if patient is not None and not chunks[patient].can_be("actor") else NOBODY
    after = _right_after(chunks, verb)
    if after is not None and (subject is None or chunks[subject].can_be("actor")):
        return after
    if subject is not None and _are_few(chunks, subject):
        return NOBODY
    if subject is None:
        return _later_subject(chunks, verb)
    if chunks[subject].can_be("group") or chunks[subject].can_be("pronoun"):
        return subject
    carried = object_group(chunks, verb) if motion.value in ("stay", "travel") else None
    return carried if carried is not None else NOBODY


def _right_after(chunks: Sequence[Chunk], verb: int) -> int | None:
    """The group right after its verb: "que ha visitado la caravana"."""
    at = verb + 1
    while at < len(chunks) and chunks[at].can_be("determiner"):
        at += 1
    return at if at < len(chunks) and chunks[at].can_be("group", "caravan", "people") else None


def _are_few(chunks: Sequence[Chunk], subject: int) -> bool:
    """Whether the subject is a handful of people ("six migrants", or "they" after such): no group on the move."""
    before = chunks[:subject]
    if chunks[subject].can_be("pronoun"):
        last = next(
            (i for i in range(subject - 1, -1, -1) if chunks[i].can_be("group") or chunks[i].can_be("small")), None
        )
        return last is not None and (chunks[last].can_be("small") or _are_few(chunks, last))
    return any(c.can_be("few") and not chunks[i + 1].can_be("many") for i, c in enumerate(before) if i >= subject - 3)


def _later_subject(chunks: Sequence[Chunk], verb: int) -> int | None:
    """The group named after the verb: "After leaving Huixtla, the caravan ...", "Llegaron los migrantes"."""
    for j in range(verb + 1, min(len(chunks), verb + _REACH)):
        if chunks[j].can_be("group"):
            return j
        if chunks[j].can_be("actor") or chunks[j].can_be("other-pronoun"):
            return NOBODY
    return None


def ground(chunk: Chunk) -> Place:
    """The place of a chunk that is known to have one. Raises ValueError for another."""
    if chunk.place is None:
        raise ValueError("a chunk without a place")
    return chunk.place

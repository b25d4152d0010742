"""Movement: which places of a sentence a group was at, left, passed, or hopes to come to, and why others are none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from routes.model import Place
from routes.reading.chunks import Chunk, Row
from routes.reading.clauses import (
    QUOTED_STOPS,
    before_brackets,
    is_dated,
    is_progressive,
    is_verb,
)
from routes.reading.fitting import Found, fitting
from routes.reading.judgement import judged
from routes.reading.language import Entry
from routes.reading.motion import STATUS, Governed, Move, ground
from routes.reading.roles import is_ground, role_of
from routes.reading.scenes import caption, deed, reception, schedule, setting, stages

__all__ = ["NO_MOVES", "Moves", "find_moves", "is_apposition"]

_REACH = 22
"""How many chunks off the word of motion may stand that governs a place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """The movements of a sentence, in the order of its places, and why its other places tell of none."""

    told: tuple[Move, ...]
    left_out: Mapping[int, str]


NO_MOVES = Moves(told=(), left_out={})


def find_moves(row: Row) -> Moves:
    """Every movement of a row, and a reason for every place (by its chunk) that has none."""
    if not row.places:
        return NO_MOVES
    if row.chunks[-1].mark == "?" and not row.chunks[-1].quoted:
        return Moves(told=(), left_out=dict.fromkeys(row.places, "is asked"))
    found = {i: _move(row.chunks, i) for i in row.places}
    moves = [move for move in found.values() if isinstance(move, Move)]
    moves += [again for move in moves if (again := _told_again(row.chunks, move)) is not None]
    told = [move for move in moves if not _is_coarse(row.chunks, move, moves)]
    told = told or schedule(row.chunks) or reception(row) or stages(row)
    if all(move.status == "planned" for move in told):
        shown = caption(row)
        told = [*(m for m in told if m.place_at not in {c.place_at for c in shown}), *shown]
    reasons = {i: why if isinstance(why, str) else "a place inside it is told" for i, why in found.items()}
    return Moves(told=tuple(told), left_out={i: reasons[i] for i in row.places if i not in {m.place_at for m in told}})


def _is_coarse(chunks: Sequence[Chunk], move: Move, moves: Sequence[Move]) -> bool:
    """Whether the same verb tells the same of a place inside this one: "started in Mexico near the border"."""
    place = ground(chunks[move.place_at])
    return place.kind in ("country", "state") and any(
        other.verb_at == move.verb_at
        and (other.status == move.status or (move.status == "arrived" and other.status == "passed"))
        and _is_inside(ground(chunks[other.place_at]), place)
        for other in moves
    )


def _is_inside(place: Place, unit: Place) -> bool:
    """Whether a place lies in a country or state; a spot on a border, which has no state, in both."""
    if place.kind == "country" or place.kind == unit.kind:
        return False
    within = place.admin1 in (unit.admin1, None) or unit.kind == "country"
    return within and unit.country in (place.country, *place.countries)


def _move(chunks: Sequence[Chunk], i: int) -> Move | str:
    """The movement that the place at chunk i tells of, or why it tells of none."""
    if not is_ground(chunks, i):
        return "stands for a government, in a quotation, or only says where another place lies"
    role, at = role_of(chunks, i, STATUS)
    if is_apposition(chunks, i, role, at) or (at and chunks[at - 1].can_be("negation")):
        return "only says where another place lies, or is denied"
    before = _verb_before(chunks, role, at) if role else None
    told = judged(chunks, Governed(place_at=i, role=role, verb_at=before[0], motion=before[1])) if before else ""
    if isinstance(told, Move) or (before is not None and _where(chunks, i) is None):
        return told
    after, role = _verb_after(chunks, i, role, at)
    if after is None:
        scene = setting(chunks, i, role, at) or deed(chunks, i, role, at)
        return scene or told or "no word of motion governs it"
    return judged(chunks, Governed(place_at=i, role=role, verb_at=after[0], motion=after[1]))


def _told_again(chunks: Sequence[Chunk], move: Move) -> Move | None:
    """What "where" goes on to tell of a place that was told of: "left Huixtla, where they had slept"."""
    where = _where(chunks, move.place_at)
    if where is None or move.verb_at > where:
        return None
    found, role = _verb_after(chunks, move.place_at, "", where)
    if found is None or any(c.plain or is_verb(c) for c in chunks[where + 1 : found[0]]):
        return None
    after = chunks[found[0] + 1 : found[0] + 3]
    if after and after[0].can_be("definite") and after[-1].can_be("generic"):
        return None
    told = judged(chunks, Governed(place_at=move.place_at, role=role, verb_at=found[0], motion=found[1]))
    if not isinstance(told, Move) or told.status in ("planned", move.status):
        return None
    same_day = not (is_dated(chunks, move.verb_at) and is_dated(chunks, told.verb_at))
    return None if same_day and (move.status, told.status) == ("arrived", "present") else told


def is_apposition(chunks: Sequence[Chunk], i: int, role: str, at: int) -> bool:
    """Whether it only tells where the place before it lies: "Tijuana, across the US border", "X on the border"."""
    if at < 2:
        return False
    town = chunks[at - 1].place
    if town is not None and town.feature == "P" and role == "at" and ground(chunks[i]).kind == "border":
        return True
    if chunks[at - 1].mark != ",":
        return False
    if not any(c.place is not None and c.place.feature != "A" for c in chunks[max(0, at - 5) : at - 1]):
        return False
    return role in ("at", "near") or (role == "through" and ground(chunks[i]).kind == "border")


# --- the word that governs a place -------------------------------------------------------------


def _verb_before(chunks: Sequence[Chunk], role: str, at: int) -> Found | None:
    """The nearest motion word to the left that takes a place in this role."""
    if role == "object":
        return fitting(chunks, at, role)
    only = _classes_after_people(chunks, role, at)
    passed = at + 1
    for j in range(at - 1 + _is_on_the_way(chunks, at), max(-1, at - _REACH), -1):
        if chunks[j].mark == ")" and j < passed:
            passed = before_brackets(chunks, j) + 1
        if j >= passed:
            continue
        found = fitting(chunks, j, role)
        if found and (only is None or found[1].value in only):
            return found
        if _stops(chunks, j, role):
            return None
    return None


def _is_on_the_way(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether what gives the role is all that moves: "more migrants were on their way to Mexicali"."""
    k = at - 1 - chunks[at - 1].can_be("now")
    return chunks[at].can_be("motion", "head") and chunks[k].can_be("auxiliary-passive")


def _classes_after_people(chunks: Sequence[Chunk], role: str, at: int) -> tuple[str, ...] | None:
    """ "migrants from Honduras" tells where they come from, unless a verb of leaving governs it."""
    people = at > 0 and (chunks[at - 1].can_be("group") or chunks[at - 1].can_be("many"))
    return ("depart", "start") if people and role == "from" else None


_ENDING = frozenset(("speech", "relative", "comparison", "negation"))


def _stops(chunks: Sequence[Chunk], j: int, role: str) -> bool:
    """Whether a place to the right of chunk j cannot belong to a verb to its left."""
    chunk = chunks[j]
    if chunk.mark in QUOTED_STOPS or chunk.can_be_any(_ENDING):
        return True
    if chunk.mark == "," and chunks[j + 1].can_be("perfect"):
        return True
    if role == "from" and chunk.place is not None and role_of(chunks, j, STATUS)[0] not in ("to", "toward"):
        return True
    if role in ("at", "near") and chunk.can_be("subordinator") and not chunk.can_be("after"):
        return True
    if chunk.can_be("actor") and not chunks[j - 1].can_be("motion", "cross"):
        return not any(c.can_be("preposition", "by", "with", "of") for c in chunks[max(0, j - 4) : j])
    return False


def _verb_after(chunks: Sequence[Chunk], i: int, role: str, at: int) -> tuple[Found | None, str]:
    """The motion word to the right of a place that opens its clause or is followed by "where", and the role."""
    where = _where(chunks, i)
    if where is None and not (role in ("at", "to", "from", "near", "through") and _opens_clause(chunks, at)):
        return None, role
    if where is not None:
        whence = chunks[where].can_be("whence") or chunks[where - 1].can_be("preposition", "from")
        role = "from" if whence else "at"
    begin = (where or i) + 1
    for j in range(begin, min(len(chunks), begin + _REACH)):
        found = fitting(chunks, j, role) or (_setting_out(chunks, j) if where is None and role == "at" else None)
        if found and (where is None or found[1].tense != "gerund" or is_progressive(chunks, j)):
            return found, role
        if chunks[j].mark in QUOTED_STOPS or (is_verb(chunks[j]) and where is None):
            break
    return None, role


def _setting_out(chunks: Sequence[Chunk], j: int) -> Found | None:
    """ "In Tapachula on Monday a caravan set out": a verb of leaving that names no other place."""
    left = next((e for e in chunks[j].entries if e == _LEFT), None)
    away = any(c.can_be("preposition", "from") for c in chunks[j + 1 : j + _FROM])
    return (j, replace(left, value="start")) if left is not None and not away else None


_LEFT = Entry(kind="motion", value="depart", tense="past")
_FROM = 4
"""Chunks behind a verb of leaving within which what is left is named."""


def _where(chunks: Sequence[Chunk], i: int) -> int | None:
    """The "where" that goes on about the place at chunk i, and not about another behind it."""
    for j in range(i + 1, min(len(chunks), i + 7)):
        if chunks[j].can_be("where"):
            return j
        other = chunks[j].place
        if other is not None and not _holds(other, ground(chunks[i])):
            return None
    return None


def _holds(other: Place, place: Place) -> bool:
    """Whether another place is the unit of a place, or the town of a spot: "the square, in Huixtla, where"."""
    if other.feature == "A":
        return _is_inside(place, other)
    in_town = other.feature == "P" and place.feature == "S"
    return in_town and other.position.km_to(place.position) <= _TOWN_KM


_TOWN_KM = 15.0
"""How far from the middle of a town its spots lie."""


def _opens_clause(chunks: Sequence[Chunk], at: int) -> bool:
    return at == 0 or chunks[at - 1].mark in (",", '"', "-") or chunks[at - 1].timex is not None

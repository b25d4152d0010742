"""Scenes: where a group was by what stands around a place, and not by a word of motion.

The text of a picture, a line of a diary, those who receive a group, and whatever it does somewhere on a day.
"""

from __future__ import annotations

from collections.abc import Sequence

from routes.reading.chunks import Chunk, Row
from routes.reading.clauses import is_dated, preposition_before
from routes.reading.modes import mode_of
from routes.reading.motion import STATUS, Move, ground
from routes.reading.roles import is_ground, role_of

__all__ = ["caption", "deed", "reception", "schedule", "setting", "stages"]


def caption(row: Row) -> list[Move]:
    """ "Migrants rest ..., in Tapachula, Mexico, Monday, Oct. 22, 2018": a picture's text ends with place and day."""
    chunks = row.chunks
    if not row.days or "group" not in row.marks:
        return []
    if any(e.kind == "motion" and e.tense == "future" for chunk in chunks for e in chunk.entries):
        return []
    group = next((i for i, c in enumerate(chunks) if c.can_be("group")), len(chunks))
    for i in range(group + 1, len(chunks)):
        if chunks[i].place is None or not _is_before_day(chunks, i):
            continue
        if is_ground(chunks, i) and role_of(chunks, i, STATUS)[0] in ("at", "near", "from"):
            return [Move(place_at=i, verb_at=i, subject_at=group, status="present", rules=("caption", "mode:happened"))]
    return []


def reception(row: Row) -> list[Move]:
    """ "Residents of Huixtla greeted the caravan": where those who live there receive it, it is."""
    chunks = row.chunks
    for j in (
        [j for j, c in enumerate(chunks) if c.can_be("welcome") and not c.quoted] if "welcome" in row.marks else ()
    ):
        group = next((k for k in range(j + 1, min(len(chunks), j + _NEAR)) if chunks[k].can_be("group")), None)
        homes = [i for i in range(j) if is_ground(chunks, i) and _is_home(chunks, i)]
        if group is not None and homes and mode_of(chunks, j) == "happened":
            rules = ("receive:home", "mode:happened", f"word:{chunks[j].text}")
            return [Move(place_at=homes[-1], verb_at=j, subject_at=group, status="present", rules=rules)]
    return []


_NEAR = 9
"""Chunks within which a group is received, and within which a place tells whose home it is."""


def _is_home(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether the place at chunk i is where somebody lives: "residents of the town of Huixtla"."""
    for j in range(i - 1, max(-1, i - _NEAR), -1):
        if chunks[j].can_be("locals"):
            return any(chunk.can_be("preposition", "of") for chunk in chunks[j + 1 : i])
        if chunks[j].mark or chunks[j].can_be("motion"):
            return False
    return False


def schedule(chunks: Sequence[Chunk]) -> list[Move]:
    """ "15-16 November: Matías Romero", "Lunes 9: Saltillo": a line of a diary, a day and its places."""
    marks = [i for i, c in enumerate(chunks[:5]) if c.mark in (":", "-")]
    days = [i for i, c in enumerate(chunks[:4]) if c.timex is not None]
    if not marks or not days or days[0] > marks[-1] or len(chunks) > _LINE:
        return []
    places = [i for i in range(marks[-1], min(len(chunks), marks[-1] + 4)) if is_ground(chunks, i)]
    if not places or any(_is_other(c) for c in chunks[marks[-1] + 1 : places[0]]) or _goes_on(chunks, places[-1] + 1):
        return []
    rules = ("schedule", "mode:happened")
    return [Move(place_at=i, verb_at=i, subject_at=None, status="present", rules=rules) for i in places]


def stages(row: Row) -> list[Move]:
    """ "The next stops will be Huixtla and Mapastepec": what a way is said to go by."""
    chunks = row.chunks
    for j in (
        [j for j, c in enumerate(chunks) if c.can_be("stage-is") and not c.quoted] if "stage-is" in row.marks else ()
    ):
        places = [i for i in range(j + 1, len(chunks)) if is_ground(chunks, i) and _leads_to(chunks, j, i)]
        if places and any(c.can_be("stage") for c in chunks[max(0, j - _NEAR) : j]):
            rules = ("stage", "mode:planned", f"word:{chunks[j].text}")
            return [
                Move(place_at=i, verb_at=j, subject_at=None, status="planned", narrated=False, rules=rules)
                for i in places
            ]
    return []


def _leads_to(chunks: Sequence[Chunk], j: int, i: int) -> bool:
    """Whether nothing but a list and its small words stands between a verb at chunk j and the place at chunk i."""
    return all(
        c.place is not None or c.mark == "," or c.can_be_any(_OF_LIST) or c.can_be("conjunction")
        for c in chunks[j + 1 : i]
    )


_OF_LIST = frozenset(("determiner", "preposition", "generic", "modifier"))


def _goes_on(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether the line tells more of its last place than that it is one: "April 6: Texas sending 250"."""
    return i < len(chunks) and not (chunks[i].mark or chunks[i].entries)


def _is_other(chunk: Chunk) -> bool:
    """Whether a word before the place makes more of a line than a day and a place."""
    return not (chunk.can_be("preposition") or chunk.can_be("generic") or chunk.can_be("motion"))


_LINE = 20
"""Chunks of the longest line of a programme."""


def _is_before_day(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether an explicit day follows chunk i, with nothing but the rest of an address between."""
    for chunk in chunks[i + 1 : i + 7]:
        if chunk.timex is not None and chunk.timex.dated_from == "date" and _is_day(chunk):
            return True
        if not _is_address(chunk):
            return False
    return False


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


def setting(chunks: Sequence[Chunk], i: int, role: str, at: int) -> Move | None:
    """ "In Huixtla on Tuesday, the migrants washed clothes": whatever a group does there that day, it is there."""
    opens = role in ("at", "near") and all(c.timex is not None or c.can_be("preposition") for c in chunks[:at])
    if not opens or ground(chunks[i]).feature not in "PS":
        return None
    k = i + 1
    while k < len(chunks) and (_is_address(chunks[k]) or chunks[k].can_be("preposition")):
        k += 1
    phrase = (j for j in range(k, min(len(chunks), k + _NEAR)) if not _only_counts(chunks[j]))
    group = next(phrase, None)
    if group is not None and chunks[group].plain:
        group = next(phrase, None)
    if group is None or chunks[k - 1].mark != "," or not chunks[group].can_be("group"):
        return None
    if not any(map(_is_day, chunks)) or any(c.can_be_any(_NOT_SO) for c in chunks[group + 1 : group + 4]):
        return None
    rules = ("setting", "mode:happened")
    return Move(place_at=i, verb_at=group, subject_at=group, status="present", rules=rules)


def _only_counts(chunk: Chunk) -> bool:
    """Whether a chunk belongs to what stands before a group: "some 2,000 tired", "hundreds of"."""
    counts = chunk.can_be_any(_COUNTING) and not chunk.can_be("group", "people", "caravan")
    return counts or chunk.number is not None


_NOT_SO = frozenset(("planned", "negation", "condition"))
_COUNTING = frozenset(("determiner", "many", "about", "modifier", "demonym", "preposition", "definite", "few"))


def deed(chunks: Sequence[Chunk], i: int, role: str, at: int) -> Move | None:
    """ "On Tuesday the migrants washed clothes in Huixtla": who does something somewhere on a day, is there.

    A caravan also without a day: "The caravan held up traffic in Huixtla".
    """
    if role not in ("at", "near") or ground(chunks[i]).feature not in "PS":
        return None
    group = next((j for j in range(at - 1, max(-1, at - _DEED), -1) if chunks[j].can_be("group")), None)
    if group is None or preposition_before(chunks, group) is not None or not chunks[group + 1].plain:
        return None
    if any(c.mark or c.quoted or c.can_be_any(_NO_DEED) for c in chunks[group + 1 : at]):
        return None
    if not (is_dated(chunks, i) or chunks[group].can_be("group", "caravan")):
        return None
    rules = ("deed", "mode:happened", f"word:{chunks[group + 1].text}")
    return Move(place_at=i, verb_at=group + 1, subject_at=group, status="present", rules=rules)


_DEED = 9
"""Chunks before a place within which a group stands that does something there."""
_NO_DEED = frozenset((*_NOT_SO, "speech", "relative", "subordinator", "actor", "motion", "conjunction"))

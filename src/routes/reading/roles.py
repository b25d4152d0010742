"""Roles: how a place stands in its sentence - from, to, at, through, near, or as the object of a verb."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from routes.reading.chunks import Chunk
from routes.reading.clauses import before_brackets, is_about
from routes.reading.language import Mark

__all__ = ["is_ground", "role_of"]


def is_ground(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether something can happen at chunk i: a literal place, not quoted, not only telling where another lies."""
    chunk = chunks[i]
    if chunk.place is None or chunk.quoted or (chunk.mention is not None and not chunk.mention.literal):
        return False
    if (chunk.place.feature == "L" and chunk.place.kind != "border") or chunk.place.kind in _WIDE:
        return False
    return not (_is_qualifier(chunks, i) or _only_owns(chunks, i) or _is_bound(chunks, i))


def _is_bound(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether it only tells where something goes: "Guatemala-bound buses"."""
    after = chunks[i + 1 : i + 3]
    return len(after) == len(("-", "bound")) and after[0].mark == "-" and after[1].can_be("bound")


def _only_owns(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether the place only owns what follows: "Syria's civil war", but not "Mexico's southern border"."""
    after = chunks[i + 1 : i + 4]
    if len(after) < len(("'", "s", "war")) or after[0].mark != "'" or after[1].text != "s":
        return False
    return not after[2].can_be_any(_BETWEEN)


_WIDE = ("sea", "ocean", "gulf")
"""Waters too wide to be a stop."""
_PASSABLE = frozenset(("determiner", "generic", "modifier", "preposition", "demonym"))


def _is_qualifier(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether it only says where another place lies: "San Pedro Sula, Honduras", "Tapachula in Chiapas"."""
    unit = chunks[i].place
    if unit is None or unit.feature != "A":
        return False
    for j in range(i - 1, max(-1, i - 8), -1):
        other = chunks[j].place
        if other is not None and chunks[j].mention is not None:
            inside = other.country == unit.country if unit.kind == "country" else other.admin1 == unit.admin1
            return other.id != unit.id and inside and other.kind != "country"
        if not (chunks[j].mark in (",", "(", "-") or chunks[j].can_be_any(_PASSABLE)):
            return False
        if chunks[j].can_be("preposition", "to", "toward", "through"):
            return False
    return False


_BETWEEN = frozenset(("determiner", "modifier", "generic", "demonym", "ordinal", "another", "example", "sequence"))


def role_of(chunks: Sequence[Chunk], i: int, takes: Mapping[str, Container[str]]) -> tuple[str, int]:
    """The role of the place at chunk i, and the chunk that gives it: its preposition, or the verb whose object it is.

    `takes` maps a class of motion to the roles that it takes, to tell what a preposition with two meanings means.
    The role is "" where nothing gives it.
    """
    if chunks[i].can_be("there"):
        return "at", i
    first = _first_of_list(chunks, i)
    if first is None:
        return "", i
    j = first - 1 - _is_apposed(chunks, first)
    while j >= 0:
        chunk = chunks[j]
        if _takes_object(chunks, j):
            return "object", j
        if chunk.can_be("preposition"):
            if chunk.can_be("preposition", "of") and j and (_is_generic(chunks[j - 1]) or _is_of_town(chunks, j - 1)):
                j -= 1
                continue
            spot = _some_spot(chunks, j, i)
            if spot is not None:
                j = spot
                continue
            return _preposition_role(chunks, j, takes)
        if chunks[j + 1].mark in ("-", ":") and chunk.can_be("group"):
            return _object_before(chunks, j)
        if not (_is_between(chunk) or _is_owner(chunks, j) or _is_adjective(chunks, j) or _is_example(chunks, j)):
            break
        j -= 1
    return "", i


def _takes_object(chunks: Sequence[Chunk], j: int) -> bool:
    """Whether chunk j is a verb of motion: no preposition, no noun and no part of an adjective."""
    other = chunks[j].can_be("preposition") or _is_noun(chunks, j) or _is_compound(chunks, j)
    return chunks[j].can_be("motion") and not other


def _is_compound(chunks: Sequence[Chunk], j: int) -> bool:
    """Whether a participle ends a compound adjective: "the crime-ridden city of"."""
    return j > 1 and chunks[j - 1].mark == "-" and chunks[j - 2].plain and chunks[j].can_be("motion")


def _is_of_town(chunks: Sequence[Chunk], j: int) -> bool:
    """Whether an unknown word is an adjective behind "town": "en la ciudad andaluza de"."""
    return j > 0 and chunks[j].plain and chunks[j - 1].can_be("generic", "city")


def _is_apposed(chunks: Sequence[Chunk], first: int) -> bool:
    """Whether a name tells what was meant before the comma: "to the next town, Arriaga", "its destination, Arriaga"."""
    behind_comma = first > 1 and chunks[first - 1].mark == ","
    meant = chunks[first - 2]
    return behind_comma and (meant.can_be("generic", "city", "capital", "state-capital") or meant.can_be("stage"))


def _some_spot(chunks: Sequence[Chunk], of: int, i: int) -> int | None:
    """The preposition of a spot that no table has, of which "of" tells the town at chunk i: "en el quiosco de X"."""
    town = chunks[i].place
    if town is None or town.feature not in "PS" or not chunks[of].can_be("preposition", "of"):
        return None
    j = of - 1
    while j >= 0 and of - j <= _SPOT and (chunks[j].plain or _is_generic(chunks[j])):
        j -= 1
    if j == of - 1 or j < 0:
        return None
    j -= chunks[j].can_be("determiner") and j > 0
    if chunks[j].can_be("preposition", "of"):
        return j if _verb_near(chunks, j) in ("depart", "start") else None
    return j if chunks[j].can_be("preposition", "at", "to", "toward") else None


_SPOT = 3
"""The most words of such a spot."""


def _object_before(chunks: Sequence[Chunk], group: int) -> tuple[str, int]:
    """The object role of a list behind "has visited, the caravan -": the verb of passing stands before its subject."""
    at = group - 1
    while at > 0 and chunks[at].can_be("determiner"):
        at -= 1
    return ("object", at) if at >= 0 and chunks[at].can_be("motion", "pass") else ("", group)


def _is_noun(chunks: Sequence[Chunk], j: int) -> bool:
    """Whether a form that can be a noun ("crossing") is one here: behind an article, an adjective or a name."""
    if not chunks[j].can_be("generic") or not j:
        return False
    before = chunks[j - 1]
    return before.place is not None or before.can_be("determiner") or before.can_be("modifier")


def _is_adjective(chunks: Sequence[Chunk], j: int) -> bool:
    """Whether an unknown word is an adjective: "en el representativo monumento", "en el distrito madrileño Aravaca".

    With a capital it is one before a noun: "the Sinaloan town of"; behind a hyphen too: "the crime-ridden town of".
    """
    before = chunks[j - 1] if j else None
    if _is_compound(chunks, j):
        return True
    if before is None or not chunks[j].proper:
        return before is not None and chunks[j].plain and (before.mark == "-" or before.can_be_any(_BEFORE_ADJECTIVE))
    return before.can_be("determiner") and chunks[j + 1].can_be("generic")


_BEFORE_ADJECTIVE = frozenset[Mark](("determiner", "preposition", ("generic", "city")))


def _is_example(chunks: Sequence[Chunk], j: int) -> bool:
    """Whether a comma only leads over to examples: "por varias ciudades, como Celaya"."""
    return chunks[j].mark == "," and chunks[j + 1].can_be("example")


def _is_between(chunk: Chunk) -> bool:
    known = chunk.can_be_any(_BETWEEN) or chunk.can_be_any(_COUNTED) or chunk.number is not None
    return known or chunk.timex is not None or chunk.mark in ("-", "'", '"') or chunk.text == "s"


_COUNTED = frozenset(("few", "stage"))
"""What may stand between a preposition or verb and its names besides: "through three states", "its stop, X"."""


def _is_owner(chunks: Sequence[Chunk], j: int) -> bool:
    """Whether a place only owns the next: "Mexico's central Puebla state", "the western Mexico city of Guadalajara"."""
    after = chunks[j + 1]
    owned = after.mark == "'" or after.can_be("generic", "city", "state") or after.can_be("stage")
    return chunks[j].place is not None and owned


def _is_generic(chunk: Chunk) -> bool:
    return chunk.can_be("generic") or chunk.can_be("modifier")


def _preposition_role(chunks: Sequence[Chunk], j: int, takes: Mapping[str, Container[str]]) -> tuple[str, int]:
    """The role that a preposition gives; "from near" is from, and one of two meanings is what its verb makes of it."""
    if j and chunks[j].can_be("preposition", "near", "at") and chunks[j - 1].can_be("preposition", "from", "to"):
        j -= 1
    outer = _outer(chunks, j)
    if outer is not None and chunks[outer].can_be("motion"):
        return "object", outer
    if outer is not None:
        return _preposition_role(chunks, outer, takes)
    if j and chunks[j].can_be("preposition", "to", "toward", "from") and _is_way(chunks, j - 1):
        return "", j
    if j > 1 and chunks[j].can_be("preposition", "to", "toward") and _is_gateway(chunks, j - 1):
        return "near", j
    measure = (
        j
        and not _is_clock(chunks, j - 1)
        and chunks[j - 1].can_be("measure")
        and chunks[j].can_be("preposition", "near", "from", "of")
    )
    if measure and not _is_walked(chunks, j - 1):
        return "near" if _is_short(chunks, j - 1) else "", j
    values = [e.value for e in chunks[j].entries if e.kind == "preposition"]
    if len(values) > 1:
        verb = _verb_near(chunks, j)
        values = [v for v in values if verb is not None and v in takes[verb]] or _unbound(chunks, j, values)
    return values[0], j


def _is_clock(chunks: Sequence[Chunk], hour: int) -> bool:
    """Whether hours tell when, and not how far: "a las nueve horas de Huixtla"."""
    return chunks[hour].can_be("clock") and any(c.can_be("definite") for c in chunks[max(0, hour - 2) : hour])


def _is_gateway(chunks: Sequence[Chunk], k: int) -> bool:
    """Whether something happens at what leads to the place: "in the junction to Vado Hondo"."""
    before = chunks[max(0, k - 2) : k]
    return chunks[k].can_be("gateway") and any(c.can_be("preposition", "at") for c in before)


def _is_walked(chunks: Sequence[Chunk], measure: int) -> bool:
    """Whether a distance is what somebody has gone: "after walking some 30 kilometers from Toluca"."""
    for j in range(measure - 1, max(-1, measure - _WALKED), -1):
        if chunks[j].can_be("motion", "travel", "pass"):
            return True
        if not (chunks[j].number or chunks[j].can_be_any(_AMOUNT) or chunks[j].plain or is_about(chunks, j)):
            return False
    return False


_WALKED = 8
_AMOUNT = frozenset[Mark](("about", "many", "determiner", "transparent", "few", ("preposition", "of")))


def _is_short(chunks: Sequence[Chunk], measure: int) -> bool:
    """Whether a distance is so short that what is there is at the place: "two miles from the border"."""
    before = chunks[measure - 1] if measure else None
    if before is None or not chunks[measure].can_be("length"):
        return False
    return before.can_be("few") or (before.number is not None and before.number <= _SHORT_WAY)


_SHORT_WAY = 10


def _is_way(chunks: Sequence[Chunk], k: int) -> bool:
    """Whether a crossing only leads to the place: "the San Ysidro port of entry into San Diego"."""
    return chunks[k].can_be("generic", "crossing") and _is_noun(chunks, k)


def _outer(chunks: Sequence[Chunk], j: int) -> int | None:
    """The preposition of a spot that lies in the place ("from their shelter in Tijuana"), or the verb that left it."""
    k = j - 1
    if not (chunks[j].can_be("preposition", "at") and k > 0 and chunks[k].can_be("generic", "spot")):
        return None
    while k > 0 and not chunks[k].can_be("preposition") and _is_of_spot(chunks, k):
        k -= 1
    left = chunks[k].can_be("motion", "depart") and not chunks[k].can_be("preposition")
    return k if left or chunks[k].can_be("preposition", "from", "to", "toward") else None


def _is_of_spot(chunks: Sequence[Chunk], k: int) -> bool:
    """Whether a chunk belongs to a spot's noun: "a small, overcrowded camp"."""
    return _is_generic(chunks[k]) or _is_between(chunks[k]) or _is_adjective(chunks, k)


def _verb_near(chunks: Sequence[Chunk], j: int) -> str | None:
    """The class of the motion word that a preposition follows; one of leaving may stand further off."""
    for k in range(j - 1, max(-1, j - _VERB_NEAR), -1):
        motion = chunks[k].get("motion")
        if motion is not None and (j - k < 4 or motion.value in ("depart", "start")):
            return motion.value
        if chunks[k].place is not None or chunks[k].mark:
            return None
    return None


_VERB_NEAR = 12
"""Chunks before a preposition within which a verb of leaving stands: "salió ayer a las 11 de la mañana de"."""


def _unbound(chunks: Sequence[Chunk], j: int, values: list[str]) -> list[str]:
    """With no verb beside it, a preposition behind a noun belongs to the noun (its first meaning)."""
    if "through" in values:
        return ["through"]
    before = chunks[j - 1] if j else None
    is_noun = before is not None and not before.mark and before.timex is None and not before.can_be("motion")
    return values[:1] if is_noun else values[-1:]


_LIST = 12
"""The longest list of places of which each has the role of the first."""


def _first_of_list(chunks: Sequence[Chunk], i: int) -> int | None:
    """The first place of the list in which chunk i stands ("Guatemala and Mexico"): i itself where it stands alone.

    None where the list is longer than any sentence's.
    """
    for _ in range(_LIST):
        j = i - 1
        while j >= 0 and chunks[j].can_be_any(_BETWEEN):
            j -= 1
        before = _place_before(chunks, j, dated=_has_own_day(chunks, i))
        if before < 0:
            return i
        i = before
    return None


def _place_before(chunks: Sequence[Chunk], j: int, *, dated: bool) -> int:
    """The place that a comma or conjunction at chunk j joins to the next one of a list; -1 where there is none.

    Where the next one has a day of its own, so may this one: "passed through Huixtla on Monday and Arriaga on Friday".
    """
    k = j
    while k >= 0 and (chunks[k].mark == "," or chunks[k].can_be("conjunction")):
        k -= 1
    joined = 0 <= k < j
    k = before_brackets(chunks, k) if joined else k
    if joined and k > 0 and chunks[k].proper:
        return _place_before(chunks, _before_unlisted(chunks, k), dated=False)
    if joined and dated and chunks[k].timex is not None:
        k -= 1
        while k >= 0 and chunks[k].can_be("preposition"):
            k -= 1
    return k if joined and k >= 0 and chunks[k].place is not None else -1


def _before_unlisted(chunks: Sequence[Chunk], k: int) -> int:
    """The chunk before a name that no list has and that stands in a list: "Pajapita, Sibaná, Cuyotenango"."""
    while k > 0 and chunks[k].proper:
        k -= 1
    return k


def _has_own_day(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether a day follows the place at chunk i, with nothing but a preposition between."""
    after = [chunk for chunk in chunks[i + 1 : i + 3] if not chunk.can_be("preposition")]
    return bool(after) and after[0].timex is not None

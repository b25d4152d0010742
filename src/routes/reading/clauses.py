"""Clauses: who does it, and what stands with it.

The subject of a verb is the nearest noun before it that can act, prepositional phrases passed over, or that of the verb
to which it is joined.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise, takewhile

from routes.reading.chunks import Chunk
from routes.reading.language import Entry, Mark

__all__ = [
    "HARD_STOPS",
    "QUOTED_STOPS",
    "STOPS",
    "before_aside",
    "before_brackets",
    "can_act",
    "clause_of",
    "is_about",
    "is_attributive",
    "is_caption",
    "is_dated",
    "is_diary_line",
    "is_intransitive",
    "is_passive",
    "is_progressive",
    "is_statistic",
    "is_timed",
    "is_verb",
    "object_group",
    "preposition_before",
    "subject_of",
]

_SUBJECT_REACH = 26
"""How many chunks before a verb its subject may stand."""
_OBJECT_REACH = 7
HARD_STOPS = frozenset((";", ":", "(", ")", "!", "?"))
STOPS = HARD_STOPS | {","}
QUOTED_STOPS = HARD_STOPS | {'"'}


# --- who ---------------------------------------------------------------------------------------


def subject_of(chunks: Sequence[Chunk], verb: int) -> int | None:
    """The index of the chunk that is the verb's subject: a group, an actor or a pronoun; None where none is said."""
    begin = _before_insertion(chunks, verb)
    found = _subject_before(chunks, verb, begin)
    return found if found is not None or begin == verb - 1 else _subject_before(chunks, verb, verb - 1)


def _subject_before(chunks: Sequence[Chunk], verb: int, begin: int) -> int | None:
    joined = _joined_to(chunks, verb)
    if joined is not None:
        return subject_of(chunks, joined)
    of_phrase: int | None = None
    relative = False
    for j in _leftward(chunks, begin):
        chunk = chunks[j]
        if _is_age(chunks, j):
            return j
        if chunk.can_be("thing-relative") and _tells_of_thing(chunks, j, verb):
            return j - 1
        if of_phrase is not None and chunk.can_be("speech"):
            break
        relative = relative or chunk.can_be("relative")
        if chunk.proper and not relative and _is_free_name(chunks, j):
            return _named_group(chunks, j)
        if not can_act(chunk) or _disagrees(chunk, chunks[verb]):
            continue
        preposition = preposition_before(chunks, j)
        if preposition is None or relative or _makes_up(chunks, j):
            return j
        if preposition.value == "of" and of_phrase is None:
            of_phrase = j
    return of_phrase


def _makes_up(chunks: Sequence[Chunk], j: int) -> bool:
    """Whether a group at chunk j is what a band is made of: "a group of migrants"."""
    return j > 1 and chunks[j - 1].can_be("preposition", "of") and chunks[j - 2].can_be("band")


def _leftward(chunks: Sequence[Chunk], begin: int) -> Iterator[int]:
    """The chunks before a verb, nearest first, up to a stop; brackets and "whom the poet leads" are passed over."""
    passed = begin + 1
    for j in range(begin, max(-1, begin + 1 - _SUBJECT_REACH), -1):
        if j < passed and chunks[j].mark == ")":
            passed = before_brackets(chunks, j) + 1
        elif j == begin and chunks[j].mark == "-":
            passed = before_aside(chunks, j) + 1
        elif j < passed and chunks[j].mark in HARD_STOPS:
            return
        if chunks[j].proper or chunks[j].can_be("actor"):
            passed = min(passed, _before_leader(chunks, j))
        if j < passed:
            yield j


def before_brackets(chunks: Sequence[Chunk], k: int) -> int:
    """The chunk before the brackets that end at chunk k; k where none do."""
    if chunks[k].mark != ")":
        return k
    return next((j - 1 for j in range(k, max(0, k - _IN_BRACKETS), -1) if chunks[j].mark == "("), k)


def before_aside(chunks: Sequence[Chunk], k: int) -> int:
    """The chunk before the dashes that close at chunk k, of more than a compound's one word; k where none do."""
    if chunks[k].mark != "-":
        return k
    opening = (j for j in range(k - _ASIDE, max(0, k - _IN_BRACKETS), -1) if chunks[j].mark == "-")
    return next(opening, k + 1) - 1


_ASIDE = 3
"""Chunks of the shortest aside between dashes, with one of them."""
_IN_BRACKETS = 16
"""Chunks within which brackets close: "Toluca (centro), Morelia", "the caravan (1,000 to 1,500 people) is"."""


def _joined_to(chunks: Sequence[Chunk], verb: int) -> int | None:
    """The verb whose subject a verb right behind "and" shares: "broke through the line and entered the town"."""
    if verb == 0 or not chunks[verb - 1].can_be("conjunction") or chunks[verb].can_be("group"):
        return None
    for j in range(verb - 2, max(-1, verb - _JOINED), -1):
        if chunks[j].mark or chunks[j].can_be_any(_APART):
            return None
        if is_verb(chunks[j]) and not chunks[j].can_be("preposition"):
            return j if _shares_tense(chunks[j], chunks[verb]) else None
    return None


_JOINED = 10
"""Chunks within which two verbs are joined."""
_APART = frozenset(("relative", "subordinator", "conjunction"))


def _shares_tense(one: Chunk, other: Chunk) -> bool:
    tenses = [{entry.tense for entry in chunk.entries if entry.kind == "motion"} for chunk in (one, other)]
    return not tenses[0].isdisjoint(tenses[1]) or "any" in tenses[0]


def _is_free_name(chunks: Sequence[Chunk], j: int) -> bool:
    """Whether a capitalised word is no part of what a preposition governs: not "of the National Institute"."""
    return not (j and can_act(chunks[j - 1])) and preposition_before(chunks, j) is None


def _before_leader(chunks: Sequence[Chunk], j: int) -> int:
    """Of an actor at chunk j that leads, the "who" of "the caravan whom the poet leads"; else the chunk behind j."""
    for k in range(j - 1, max(0, j - _LEADER), -1):
        if chunks[k].can_be("led"):
            return k - 1 if chunks[k - 1].can_be("relative") else j + 1
    return j + 1


_LEADER = 7
"""Chunks before a name within which the verb of leading stands."""


def _before_insertion(chunks: Sequence[Chunk], verb: int) -> int:
    """The chunk from which a subject is looked for: before ", which ... ," where such a clause ends at the verb.

    Or before "migrants whom the president has insulted, ...", a clause that no comma opens.
    """
    end = verb - 1
    while end > 0 and chunks[end].can_be_any(_BEFORE_VERB):
        end -= 1
    if end < 1 or chunks[end].mark != ",":
        return verb - 1
    moved = False
    for j in range(end - 1, 0, -1):
        if chunks[j].mark in HARD_STOPS:
            break
        moved = moved or is_verb(chunks[j])
        if not moved and chunks[j].can_be("relative") and chunks[j - 1].can_be("group"):
            return j - 1
        opens = chunks[j].mark == "," and not _is_within_address(chunks, j)
        opening = takewhile(lambda chunk: not chunk.can_be("speech"), chunks[j + 1 : j + _OPENING])
        if opens and any(chunk.can_be_any(_INSERTING) for chunk in opening):
            return j - 1
    return verb - 1


_OPENING = 7
"""Chunks within which a clause inserted between commas shows itself: ", the third march that the poet leads,"."""
_INSERTING = frozenset(("relative", "subordinator"))
_BEFORE_VERB = frozenset(("transparent", "auxiliary-passive", "perfect"))


def _is_age(chunks: Sequence[Chunk], j: int) -> bool:
    """Whether chunk j is somebody's age: "Ana Ruiz, 34, left Choluteca"."""
    number = chunks[j].number
    return number is not None and number < _AGE and j > 0 and chunks[j - 1].mark == chunks[j + 1].mark == ","


_AGE = 100


def _tells_of_thing(chunks: Sequence[Chunk], relative: int, verb: int) -> bool:
    """ "The protests that are being held": a word that is no group, uncounted, right before the relative clause."""
    noun = chunks[relative - 1] if relative else chunks[relative]
    if noun.entries or noun.mark or noun.proper or noun.mention or noun.timex or verb - relative > _RELATIVE_REACH:
        return False
    before = chunks[max(0, relative - 4) : relative - 1]
    counted = any(chunk.number is not None or chunk.can_be("many") or chunk.can_be("group") for chunk in before)
    return not counted and not any(chunk.can_be("conjunction") for chunk in chunks[relative:verb])


_RELATIVE_REACH = 4
"""Chunks between a relative pronoun and its verb."""


def _named_group(chunks: Sequence[Chunk], name: int) -> int:
    """The group whose proper name ends at chunk `name` ("Caravana por la Paz con Justicia"), else the person itself."""
    for j in range(name - 1, max(-1, name - _NAME_REACH), -1):
        chunk = chunks[j]
        if chunk.can_be("group", "caravan"):
            return j
        adjective = chunk.plain and chunks[j - 1].can_be("group", "caravan")
        if not (chunk.proper or adjective or chunk.can_be_any(_NAME_KINDS) or chunk.mark in ('"', ",")):
            break
    return name


_NAME_REACH = 12
_NAME_KINDS = frozenset(("preposition", "determiner", "conjunction", "group"))


def can_act(chunk: Chunk) -> bool:
    """Whether a chunk can be the subject of a verb."""
    return chunk.can_be_any(_ACTING) and not is_verb(chunk)


_ACTING = frozenset(("group", "small", "actor", "pronoun", "other-pronoun"))


def _disagrees(actor: Chunk, verb: Chunk) -> bool:
    """Whether one is of many and the other of one: "el gobierno" does not do what "llegaron" says."""
    one, other = actor.get("number"), verb.get("number")
    return one is not None and other is not None and one.value != other.value and not actor.can_be("group")


def is_verb(chunk: Chunk) -> bool:
    """Whether a chunk is a form of a verb of motion (and not only a noun)."""
    motion = chunk.get("motion")
    return motion is not None and motion.tense != "noun"


_INCLUDING = Entry(kind="preposition", value="with")
"""What "including many families" is to its sentence: no subject."""
_LEFT = Entry(kind="preposition", value="from")
"""What "separated from the caravan" is to the caravan: those who left act, not what they left."""
_PHRASE_KINDS = frozenset(("determiner", "modifier", "demonym", "ordinal", "another", "earlier", "generic", "many"))


def preposition_before(chunks: Sequence[Chunk], noun: int) -> Entry | None:
    """The preposition that governs a noun, over its article, adjectives and numbers; None where it is free."""
    for j in range(noun - 1, max(-1, noun - _OBJECT_REACH), -1):
        chunk = chunks[j]
        if chunk.mark in ("-", "'", '"') or _is_range(chunks, j) or is_about(chunks, j):
            continue
        if chunk.can_be("preposition"):
            return chunk.get("preposition")
        if chunks[noun].proper and chunk.can_be("actor"):
            continue
        if chunk.can_be("example"):
            return _INCLUDING
        if chunk.can_be("splits"):
            return _LEFT
        known = chunk.can_be_any(_PHRASE_KINDS)
        if not known and (chunk.entries or chunk.mark or chunk.timex is not None or chunk.mention is not None):
            return None
    return None


def is_about(chunks: Sequence[Chunk], j: int) -> bool:
    """Whether chunk j only makes a number vague: "around 4,000 people"."""
    after = chunks[j + 1] if j + 1 < len(chunks) else None
    return chunks[j].can_be("about") and after is not None and (after.number is not None or after.can_be("many"))


def _is_range(chunks: Sequence[Chunk], j: int) -> bool:
    """Whether chunk j joins two numbers: "300 to 400 people"."""
    return chunks[j].can_be("preposition") and j > 0 and None not in (chunks[j - 1].number, chunks[j + 1].number)


def object_group(chunks: Sequence[Chunk], verb: int) -> int | None:
    """The index of the group that a verb acts upon: "blocked the caravan", "stopped their path"."""
    for j in range(verb + 1, min(len(chunks), verb + _OBJECT_REACH)):
        chunk = chunks[j]
        if chunk.mark in HARD_STOPS or chunk.can_be("relative"):
            return None
        if chunk.can_be("group") or chunk.can_be("pronoun") or chunk.can_be("possessive"):
            return j
    return None


# --- the clause --------------------------------------------------------------------------------


def clause_of(chunks: Sequence[Chunk], i: int) -> range:
    """The chunks of the clause around chunk i: up to the next mark, conjunction, relative or subordinating word."""
    return _clauses(tuple(chunks))[i]


@lru_cache(maxsize=8)
def _clauses(chunks: tuple[Chunk, ...]) -> tuple[range, ...]:
    """The clause of every chunk; what divides two of them opens the second, and is no part of it for the others."""
    divisions = [i for i in range(len(chunks)) if _divides(chunks, i)]
    found: list[range] = []
    for opens, end in pairwise((-1, *divisions, len(chunks))):
        found += [range(opens, end)] * (opens >= 0) + [range(opens + 1, end)] * (end - opens - 1)
    return tuple(found)


def is_dated(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether a date stands in the clause around chunk i."""
    return any(chunks[k].timex is not None for k in clause_of(chunks, i))


def is_timed(chunks: Sequence[Chunk], verb: int) -> bool:
    """Whether an hour or a part of the day follows a verb, before the next one: "left at dawn", "a las 6:30 horas"."""
    behind = takewhile(lambda c: c.mark not in HARD_STOPS and c.place is None and not is_verb(c), chunks[verb + 1 :])
    return any(chunk.can_be("clock") or chunk.can_be("daytime") for chunk in behind)


def is_caption(chunks: Sequence[Chunk]) -> bool:
    """Whether a sentence ends with a day of the calendar, as the text of a picture does, told in the present."""
    last = chunks[-1] if not chunks[-1].mark else chunks[-2] if len(chunks) > 1 else chunks[-1]
    return last.timex is not None and last.timex.dated_from == "date" and last.timex.value is not None


def is_diary_line(chunks: Sequence[Chunk]) -> bool:
    """Whether a sentence opens with its day, as a line of a diary does, told in the present: "October 19: ..."."""
    marks = (i for i, chunk in enumerate(chunks[:_OPENING]) if chunk.mark in (":", "-"))
    opening = chunks[: next(marks, 0)]
    days = [chunk for chunk in opening if chunk.timex is not None and chunk.timex.value is not None]
    return bool(days) and all(c.timex is not None or c.mark or c.can_be("preposition") for c in opening)


def is_statistic(chunks: Sequence[Chunk]) -> bool:
    """Whether a sentence counts people over a month or more: "132,000 people crossing in May" are no group."""
    days = [c.timex.value for c in chunks if c.timex is not None]
    long = any(value is not None and value.days >= _MONTH for value in days)
    return long and any(c.number is not None and c.number >= _CROWD for c in chunks)


_MONTH = 28
_CROWD = 20_000
"""More people than any caravan had."""


def _divides(chunks: Sequence[Chunk], i: int) -> bool:
    chunk = chunks[i]
    if chunk.mark:
        return chunk.mark in _DIVIDING_MARKS and not (chunk.mark == "," and _is_within_address(chunks, i))
    return bool(chunk.marks) and chunk.can_be_any(_DIVIDING) and not chunk.can_be("preposition")


_DIVIDING_MARKS = frozenset((*HARD_STOPS, ",", '"', "-"))
_DIVIDING = frozenset(("conjunction", "relative", "subordinator"))


def _is_within_address(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether a comma stands inside or behind "San Pedro Sula, Honduras," or between two parts of a date."""
    before, after = chunks[i - 1] if i else None, chunks[i + 1] if i + 1 < len(chunks) else None
    if before is None or after is None:
        return False
    if before.timex is not None and after.timex is not None:
        return True
    units = [c.place is not None and c.place.feature == "A" for c in (before, after)]
    if units[1] and before.place is not None:
        return True
    return units[0] and i > 1 and chunks[i - 2].mark == "," and i > 2 and chunks[i - 3].place is not None


# --- how -----------------------------------------------------------------------------------------


def is_intransitive(chunks: Sequence[Chunk], verb: int) -> bool:
    """Whether a verb has no object: "left on Monday", "left again", "set out before dawn", not "left the city"."""
    after, second = (*chunks[verb + 1 : verb + 3], None, None)[:2]
    if after is not None and after.can_be("determiner"):
        return second is not None and second.timex is not None
    if after is None or after.timex is not None or (after.mark and after.mark not in ("'", '"', "-")):
        return True
    if second is not None and second.can_be("clock") and after.can_be("preposition"):
        return True
    return after.can_be_any(_INTRANSITIVE) and after.place is None


_INTRANSITIVE: frozenset[Mark] = frozenset(
    (
        ("preposition", "at"),
        "subordinator",
        "conjunction",
        "sequence",
        "now",
        "after",
        "daytime",
        ("preposition", "with"),
    )
)


def is_passive(chunks: Sequence[Chunk], verb: int) -> bool:
    """Whether a participle is passive: a form of "be" stands before it."""
    return any(chunk.can_be("auxiliary-passive") for chunk in chunks[max(0, verb - 3) : verb])


def is_attributive(chunks: Sequence[Chunk], verb: int) -> bool:
    """Whether a participle is an adjective: "the detained migrants"."""
    if not 0 < verb < len(chunks) - 1 or not chunks[verb + 1].can_be("group"):
        return False
    return chunks[verb - 1].can_be("definite") and not chunks[verb - 1].can_be("relative")


def is_progressive(chunks: Sequence[Chunk], verb: int) -> bool:
    """Whether a gerund is the verb of its clause ("is crossing") and not a modifier ("buses carrying migrants")."""
    return any(chunk.can_be("auxiliary-passive") for chunk in chunks[max(0, verb - 4) : verb])

"""Judgement: whether what a sentence says of a place is the movement of a group, and whether it happened."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from routes.model import Status
from routes.reading.chunks import Chunk
from routes.reading.clauses import (
    clause_of,
    is_attributive,
    is_caption,
    is_dated,
    is_diary_line,
    is_passive,
    is_progressive,
    is_statistic,
    is_verb,
    object_group,
    preposition_before,
    subject_of,
)
from routes.reading.language import Entry, Mark
from routes.reading.modes import mode_of
from routes.reading.motion import STATUS, Governed, Move, ground

__all__ = ["DENIED", "NOBODY", "group_of", "judged"]

DENIED = "is denied, prevented or conditional"

_UNDER_WAY = ("gerund", "present", "base", "infinitive", "noun")
"""Tenses in which "travel to" tells a direction, not an arrival."""
_REACH = 22
"""How many chunks behind a verb the group may be named that does it."""


def judged(chunks: Sequence[Chunk], governed: Governed) -> Move | str:
    """The movement that a governed place tells of, or why it tells of none."""
    verb, motion = governed.verb_at, governed.motion
    if chunks[verb].quoted:
        return "stands in a quotation"
    if is_attributive(chunks, verb):
        return f"only describes who is spoken of ({chunks[verb].text!r})"
    subject = group_of(chunks, verb, motion)
    if subject == NOBODY:
        return f"who does it ({chunks[verb].text!r}) is no group"
    elsewhere = chunks[governed.place_at].can_be("there") and not chunks[governed.place_at].can_be("here")
    if elsewhere and (motion.value not in ("stay", "block") or subject is None):
        return "which place is meant is not said"
    if is_statistic(chunks) or _is_habit(chunks, governed):
        return "is told of a habit or a statistic"
    if _came_to_nothing(chunks, verb):
        return "is a plan that was given up"
    mode = mode_of(chunks, verb)
    status, why = _planned(chunks, governed) if mode == "planned" else _told(chunks, governed)
    if mode == "untrue":
        return f"{DENIED} ({chunks[verb].text!r})"
    if status is None:
        return why
    rules = (f"{motion.value}:{governed.role}", f"mode:{mode}", f"word:{chunks[verb].text}")
    narrated = mode == "happened" and (status != "planned" or motion.tense in _NARRATING)
    return Move(
        place_at=governed.place_at, verb_at=verb, subject_at=subject, status=status, narrated=narrated, rules=rules
    )


def _is_habit(chunks: Sequence[Chunk], governed: Governed) -> bool:
    habits = [k for k, chunk in enumerate(chunks) if "habitual" in chunk.marks]
    return any(k in clause_of(chunks, at) for at in (governed.verb_at, governed.place_at) for k in habits)


def _came_to_nothing(chunks: Sequence[Chunk], verb: int) -> bool:
    """ "Aunque se había previsto que pernoctaran en Jiménez", "had originally planned to stop in Puebla"."""
    within = takewhile(lambda chunk: not chunk.mark, reversed(chunks[:verb]))
    return any(chunk.can_be("given-up") for chunk in within)


_NARRATING = ("past", "participle", "gerund", "any")


def _is_attempt(chunks: Sequence[Chunk], governed: Governed) -> bool:
    """ "Tried to push through the port of entry on Sunday": on that day they were stopped there."""
    site = ground(chunks[governed.place_at])
    crossing = any(c.can_be("generic", "crossing") for c in chunks[governed.place_at + 1 : governed.place_at + 2])
    gate = crossing or site.feature in "SH" or site.kind == "border"
    tried = any(chunk.can_be("attempt") for chunk in chunks[max(0, governed.verb_at - 4) : governed.verb_at])
    return (
        gate and tried and governed.motion.value in ("cross", "arrive", "pass") and is_dated(chunks, governed.verb_at)
    )


def _planned(chunks: Sequence[Chunk], governed: Governed) -> tuple[Status | None, str]:
    """The status of what is only planned: a goal is a plan, a departure or blockade that is planned is no report."""
    status = STATUS[governed.motion.value][governed.role]
    if _is_attempt(chunks, governed):
        return "blocked", ""
    vague = chunks[governed.place_at].can_be("bare") and governed.motion.value != "arrive"
    fence = governed.motion.value == "cross" and governed.role == "at"
    if vague or fence or _some_border(chunks, governed) or status in ("departed", "blocked"):
        return None, f"is only planned ({chunks[governed.verb_at].text!r})"
    return "planned", ""


def _some_border(chunks: Sequence[Chunk], governed: Governed) -> bool:
    """ "Pouring across the border", "to try to breach the border": a line of a thousand miles on no day is no plan."""
    across = governed.role == "through" or (governed.role == "object" and governed.motion.value == "cross")
    return across and ground(chunks[governed.place_at]).kind == "border" and not is_dated(chunks, governed.verb_at)


def _told(chunks: Sequence[Chunk], governed: Governed) -> tuple[Status | None, str]:
    """The status of what is told as it is, by class, role and tense."""
    verb, motion = governed.verb_at, governed.motion
    status = STATUS[motion.value][governed.role]
    if status == "planned" and chunks[governed.place_at].can_be("bare"):
        return None, "is a direction without a name"
    if motion.value == "travel" and governed.role == "to":
        status = "planned" if motion.tense in _UNDER_WAY or _is_meanwhile(chunks, verb) else status
    if status != "planned" and any(rule(chunks, governed, status) for rule in _GENERAL):
        return None, f"is said of anybody at any time ({chunks[verb].text!r})"
    if motion.tense == "gerund" and status != "planned":
        return _status_of_gerund(chunks, governed, status), f"only describes who is spoken of ({chunks[verb].text!r})"
    return status, ""


def _is_meanwhile(chunks: Sequence[Chunk], verb: int) -> bool:
    """ "as they walked to Tapachula": on the way, not there."""
    opening = chunks[max(0, clause_of(chunks, verb).start - 1) : verb]
    return any(c.can_be("meanwhile") for c in opening)


# --- what is said of anybody at any time: rules that make a statement general -------------------


def _journey(chunks: Sequence[Chunk], governed: Governed, _status: Status) -> bool:
    """ "Their journey in Mexico", "the trek from Honduras": a noun of travelling tells of no stop, unless on a day.

    "After a march from Huixtla" tells what was left.
    """
    motion = governed.motion
    since = any(chunk.can_be("after") for chunk in chunks[max(0, governed.verb_at - _PHRASE) : governed.verb_at])
    gone = since or is_dated(chunks, governed.verb_at)
    if governed.role == "from" and ground(chunks[governed.place_at]).feature != "A" and gone:
        return False
    return motion.tense == "noun" and motion.value in ("travel", "cross", "pass") and governed.role in _STILL


def _homeland(chunks: Sequence[Chunk], governed: Governed, status: Status) -> bool:
    """ "Fleeing violence in Honduras", "arrived from Guatemala": where people come from is no departure of a group."""
    between = any(c.place is not None for c in chunks[governed.verb_at : governed.place_at])
    if chunks[governed.place_at].mention is None and not is_dated(chunks, governed.verb_at):
        return _is_country(chunks, governed)
    inside = governed.motion.value in ("arrive", "origin") or between or governed.role in ("at", "near")
    if governed.motion.value == "start" and is_dated(chunks, governed.verb_at):
        return False
    return _is_country(chunks, governed) and status == "departed" and inside


def _somewhere(chunks: Sequence[Chunk], governed: Governed, status: Status) -> bool:
    """A stay in a whole country is no stop, unless on the way through it; nor is going on within it."""
    way = governed.motion.value in ("cross", "pass", "travel") or is_dated(chunks, governed.verb_at)
    if status == "present" and any(chunks[k].can_be("now") for k in clause_of(chunks, governed.verb_at)):
        return False
    going = governed.motion.value == "travel" and governed.motion.tense in ("present", "base", "noun")
    along = status == "passed" and governed.role == "through" and going
    return _is_country(chunks, governed) and (along or (status in ("present", "blocked") and not way))


def _those_who(chunks: Sequence[Chunk], governed: Governed, status: Status) -> bool:
    """ "Migrants who entered Hungary", "who have reached the US": a relative clause without a day."""
    verb = governed.verb_at
    before = next((c for c in reversed(chunks[:verb]) if not c.can_be("transparent")), None)
    behind = before is not None and before.can_be("relative")
    wide = _is_country(chunks, governed) and status in ("passed", "arrived")
    return wide and behind and not is_dated(chunks, verb)


def _habit(chunks: Sequence[Chunk], governed: Governed, status: Status) -> bool:
    """A plain present outside headlines and captions: "they cross into Mexico", "who reach the border"."""
    verb, motion = governed.verb_at, governed.motion
    if motion.tense not in ("present", "base") or any(chunks[k].can_be("now") for k in clause_of(chunks, verb)):
        return False
    if is_caption(chunks) or chunks[verb].can_be("present-be") or is_diary_line(chunks):
        return False
    if _is_country(chunks, governed) and status == "passed":
        return True
    dated = is_dated(chunks, verb) or _has_opening_day(chunks, verb)
    if motion.value in ("arrive", "cross", "pass", "depart") and chunks[-1].mark == "." and not dated:
        return True
    return any(c.can_be("relative") or c.can_be("pronoun") for c in chunks[max(0, verb - 2) : verb])


def _has_opening_day(chunks: Sequence[Chunk], verb: int) -> bool:
    """Whether a sentence opens with a day that is its first verb's: "This evening between 6 and 7, they reach X"."""
    before = chunks[:verb]
    return any(c.timex is not None for c in before[:_PHRASE]) and not any(is_verb(c) for c in before)


_STILL = ("at", "near", "object", "from")
_GENERAL = (_journey, _homeland, _somewhere, _those_who, _habit)


def _is_spot(chunks: Sequence[Chunk], governed: Governed) -> bool:
    return ground(chunks[governed.place_at]).feature != "A"


def _is_country(chunks: Sequence[Chunk], governed: Governed) -> bool:
    return ground(chunks[governed.place_at]).kind == "country"


# --- gerunds -----------------------------------------------------------------------------------


def _status_of_gerund(chunks: Sequence[Chunk], governed: Governed, status: Status) -> Status | None:
    """Of "is crossing Chiapas" present, of "after leaving Huixtla" departed, of "migrants crossing Chiapas" nothing.

    What opens a sentence tells too: "Leaving Huixtla, the caravan ...".
    """
    verb = governed.verb_at
    caravan = any(c.can_be("group", "caravan") for c in chunks[max(0, verb - _PHRASE) : verb])
    if is_progressive(chunks, verb) or (caravan and (is_dated(chunks, verb) or _is_meantime(chunks, governed))):
        return "present" if status == "passed" else status
    on_the_way = any(map(_sets_going, chunks[:verb]))
    first = _first_of_joined(chunks, verb)
    goes_on = _goes_on(chunks, first, status)
    told = _is_told(chunks, verb) or (first != verb and goes_on)
    done = goes_on or (on_the_way and not _is_country(chunks, governed))
    return status if told and (_is_spot(chunks, governed) or done or _is_current(chunks, verb)) else None


def _is_current(chunks: Sequence[Chunk], verb: int) -> bool:
    return any(chunk.can_be("now") for chunk in _opening(chunks, verb))


def _opening(chunks: Sequence[Chunk], verb: int) -> Sequence[Chunk]:
    """What stands before a verb in its clause, with the word that opens it."""
    return chunks[max(0, clause_of(chunks, verb).start - 1) : verb]


def _is_told(chunks: Sequence[Chunk], verb: int) -> bool:
    """Whether a gerund tells something by what stands before it: "after leaving", "left X passing through Y"."""
    if verb == 0:
        return any(chunk.can_be("group") for chunk in chunks)
    before = _opening(chunks, verb)
    return any(c.can_be_any(_TOLD_BEFORE) or c.mark == "," or _sets_going(c) for c in before) or _ends(chunks[verb - 1])


def _goes_on(chunks: Sequence[Chunk], verb: int, status: Status) -> bool:
    """Whether a gerund tells what followed: "started walking", "after walking through X (and reaching Y)"."""
    if _ends(chunks[verb - 1]):
        return True
    return status != "departed" and any(c.can_be("after") or c.can_be("since") for c in _opening(chunks, verb))


def _first_of_joined(chunks: Sequence[Chunk], verb: int) -> int:
    """The gerund to which one right behind "and" is joined: "after walking through X and reaching Y"."""
    if not (verb > 1 and chunks[verb - 1].can_be("conjunction")):
        return verb
    for j in range(verb - 2, max(-1, verb - _JOINED), -1):
        if chunks[j].mark:
            break
        if any(e.kind == "motion" and e.tense == "gerund" for e in chunks[j].entries):
            return j
    return verb


_JOINED = 12
"""Chunks within which two gerunds are joined."""


def _is_meantime(chunks: Sequence[Chunk], governed: Governed) -> bool:
    """ "The caravan, moving through Chiapas, has ...": what it is doing while something else is told of it."""
    apart = chunks[governed.verb_at - 1].mark == "," and chunks[governed.verb_at - 2].can_be("group", "caravan")
    return apart and not _is_country(chunks, governed)


def _ends(before: Chunk) -> bool:
    """Whether a gerund goes on from what was told: "began leaving", "before reaching"."""
    return before.can_be("motion", "start") or before.can_be("until")


def _sets_going(chunk: Chunk) -> bool:
    """Whether a finite verb tells of the way that a gerund goes on about: "left Huixtla passing through Arriaga"."""
    return any(e.kind == "motion" and e.value in _MOVING and e.tense in ("past", "future") for e in chunk.entries)


_TOLD_BEFORE: frozenset[Mark] = frozenset(("after", "since", "now", "transparent"))
"""Words before a gerund that make it tell something: "after leaving", "since setting out", "now crossing"."""
_PHRASE = 5
"""Chunks within which a caravan is what a gerund tells of: "a caravan of several thousand trekking through ..."."""
NOBODY = -1
"""The subject of a verb is no group."""


def group_of(chunks: Sequence[Chunk], verb: int, motion: Entry) -> int | None:
    """The chunk of the group that moves; None where it is not said (the text goes on with the same); NOBODY if none."""
    subject = subject_of(chunks, verb)
    if motion.value == "block":
        patient = subject if is_passive(chunks, verb) else object_group(chunks, verb)
        kept = patient is None or chunks[patient].can_be("actor") or _kept_from_other(chunks, max(verb, patient))
        return NOBODY if kept else patient
    if motion.value == "join":
        joined = object_group(chunks, verb)
        return joined if joined is not None else NOBODY
    after = _right_after(chunks, verb)
    if after is not None and (subject is None or chunks[subject].can_be("actor") or chunks[subject].proper):
        return after
    if subject is not None and _are_few(chunks, subject):
        return NOBODY
    if subject is None:
        is_bringing = motion.value == "carry" and motion.tense in _ACTIVE
        return _carried(chunks, verb) if is_bringing else _later_subject(chunks, verb)
    if chunks[subject].can_be("group") or chunks[subject].can_be("pronoun"):
        return subject
    return _carried(chunks, verb) if motion.value in ("stay", "travel", "carry") else NOBODY


_ACTIVE = ("base", "gerund")


def _carried(chunks: Sequence[Chunk], verb: int) -> int:
    carried = object_group(chunks, verb)
    return carried if carried is not None else NOBODY


def _kept_from_other(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether the group is kept from something else than moving: "prevented them from begging"."""
    after = chunks[at + 1 : at + 6]
    if not after or not after[0].can_be("preposition", "from") or any(c.place is not None for c in after[1:3]):
        return False
    return not any(c.can_be("motion", *_MOVING) for c in after[1:])


_MOVING = ("depart", "start", "resume", "arrive", "cross", "pass", "travel", "head")
_OF_PLACES = frozenset(("determiner", "preposition", "generic", "modifier"))


def _right_after(chunks: Sequence[Chunk], verb: int) -> int | None:
    """The group right after its verb or the place: "que ha visitado la caravana", "salió de Huixtla un grupo"."""
    at = verb + 1
    opens = verb > 0 and (chunks[verb - 1].mark == "," or chunks[verb - 1].timex is not None)
    while at < len(chunks) and _leads_over(chunks[at], opens=opens):
        at += 1
    return at if at < len(chunks) and chunks[at].can_be("group", "caravan", "people") else None


def _leads_over(chunk: Chunk, *, opens: bool) -> bool:
    """Whether a chunk can stand between a verb and the group behind it; a day too where the verb opens its clause."""
    if chunk.place is not None or chunk.can_be_any(_OF_PLACES):
        return True
    return opens and (chunk.timex is not None or chunk.mark == ",")


def _are_few(chunks: Sequence[Chunk], subject: int) -> bool:
    """Whether the subject is a handful of people ("six migrants", or "they" after such): no group on the move."""
    before = chunks[:subject]
    if chunks[subject].can_be("pronoun"):
        last = next(
            (i for i in range(subject - 1, -1, -1) if chunks[i].can_be("group") or chunks[i].can_be("small")), None
        )
        between = range(last or 0, subject)
        if chunks[subject].can_be("thing") and any(_can_be_meant(chunks, i) for i in between):
            return True
        return last is not None and (chunks[last].can_be("small") or _are_few(chunks, last))
    few = any(c.can_be("few") and not chunks[i + 1].can_be("many") for i, c in enumerate(before) if i >= subject - 3)
    return few and not chunks[subject].can_be("vehicles")


def _can_be_meant(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether "it" can be the actor at chunk i, and not one that only tells who others are: "made up of family"."""
    return chunks[i].can_be("actor") and preposition_before(chunks, i) is None


def _later_subject(chunks: Sequence[Chunk], verb: int) -> int | None:
    """The group named after the verb: "After leaving Huixtla, the caravan ...", "Llegaron los migrantes"."""
    for j in range(verb + 1, min(len(chunks), verb + _REACH)):
        if chunks[j].can_be("group"):
            return j
        if chunks[j].can_be("where"):
            return None
        if chunks[j].can_be("other-pronoun") or (chunks[j].can_be("actor") and preposition_before(chunks, j) is None):
            return NOBODY
    return None

"""Days: which of the days that a sentence gives is that of a verb in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from routes.model import DateSpan
from routes.reading.chunks import Chunk, Row
from routes.reading.clauses import clause_of, is_verb
from routes.reading.language import Mark
from routes.reading.roles import is_ground

__all__ = [
    "SHORT",
    "day_before",
    "is_carried",
    "is_described",
    "is_now",
    "is_of_before",
    "is_of_earlier",
    "is_of_past",
    "is_since",
    "is_since_that",
    "nearest_day",
    "news_of",
    "only_day",
    "told_days",
]

SHORT = 4
"""The longest interval, in days, that is carried over to the next sentence."""


def nearest_day(row: Row, place_at: int, verb_at: int, *, until: date | None = None) -> Chunk | None:
    """The day that stands nearest to the motion word: in its clause, or (`until` a day) in one without a verb."""
    chunks = row.chunks
    days = [j for j in _days(row) if not _is_of_another(chunks, j, verb_at)]
    if not days:
        return None
    own, told = set(clause_of(chunks, place_at)), set(clause_of(chunks, verb_at))
    if is_since_that(chunks, verb_at):
        days = [j for j in days if j in told]
    goes_on = any(c.can_be("where") for c in chunks[place_at + 1 : verb_at])
    clause = own if _is_elliptic(chunks, own, verb_at, days) else told if goes_on else told | own
    inside = [j for j in days if j in clause and not _is_inserted(chunks, j, verb_at)]
    shared = [j for j in days if _is_shared(chunks, j) and not _is_after(chunks[j], until)]
    fitting = [j for j in (*inside, *shared) if not _is_aside_before(chunks, j, place_at)]
    outer = {j for j in fitting if any(c.can_be("after") for c in chunks[j + 1 : verb_at])}
    away = {j: min(abs(j - place_at), abs(j - verb_at)) for j in fitting}
    best = min(fitting, key=lambda j: (j not in clause, j in outer, away[j], j), default=None)
    return chunks[best] if best is not None else None


def is_of_earlier(chunks: Sequence[Chunk], day: int) -> bool:
    """Whether a day is only of what was done before the rest: "reached X after sleeping last night in Y"."""
    clause = range(clause_of(chunks, day).start, day)
    after = next((k for k in clause if chunks[k].can_be("after")), day)
    return any(map(is_verb, chunks[:after])) and any(map(is_verb, chunks[after:day]))


def is_since_that(chunks: Sequence[Chunk], verb_at: int) -> bool:
    """Whether a verb tells since when something lasts: "a month on Monday since it left Honduras"."""
    first = clause_of(chunks, verb_at).start
    return first > 1 and chunks[first - 1].can_be("relative") and chunks[first - 2].can_be("since")


def _is_inserted(chunks: Sequence[Chunk], day: int, verb_at: int) -> bool:
    """Whether a day is of the verb of a relative clause before ours: "those who slept there on Monday have left"."""
    opens = clause_of(chunks, day).start
    if opens == 0 or not chunks[opens - 1].can_be("relative") or day > verb_at:
        return False
    told = any(is_verb(chunks[k]) and not chunks[k].can_be("transparent") for k in range(opens, day))
    if told and not any(chunk.can_be("after") for chunk in chunks[day:verb_at]):
        return True
    other = next(
        (k for k in range(day, verb_at) if is_verb(chunks[k]) and not chunks[k].can_be("transparent")), verb_at
    )
    return any(chunk.place is not None for chunk in chunks[other:verb_at])


def _is_after(day: Chunk, until: date | None) -> bool:
    """Whether a day is still to come, such as that of elections before which something happens."""
    value = _value(day)
    return until is not None and value is not None and value.first > until


def _is_aside_before(chunks: Sequence[Chunk], day: int, place_at: int) -> bool:
    """Whether a day stands in brackets before the place: "two days in New York (6 and 7 May), then in Washington"."""
    begin = clause_of(chunks, day).start
    return begin > 0 and day < place_at and chunks[begin - 1].mark == "("


def _is_elliptic(chunks: Sequence[Chunk], own: set[int], verb_at: int, days: Sequence[int]) -> bool:
    """Whether a place stands with a day and without the verb: "passed Huixtla on Monday, Arriaga on Friday"."""
    return verb_at not in own and not own.isdisjoint(days) and not any(is_verb(chunks[k]) for k in own)


def day_before(row: Row, verb_at: int) -> Chunk | None:
    """The last short span of days that was told before the verb in its sentence."""
    days = reversed([j for j in _days(row) if j < verb_at])
    short = (j for j in days if (value := _value(row.chunks[j])) is not None and value.days <= SHORT)
    found = next((j for j in short if is_carried(row, j)), None)
    return row.chunks[found] if found is not None else None


def is_carried(row: Row, j: int) -> bool:
    """Whether a day can be that of a later verb too: not the day of setting out, nor one since when something lasts."""
    chunks = row.chunks
    begin = clause_of(chunks, j).start
    if _after_since(chunks, j) or is_of_past(row, j) or (begin > 0 and chunks[begin - 1].can_be("since")):
        return False
    if row.marks.isdisjoint(_SETTING_OUT):
        return True
    return not any(is_described(chunks, k) for k in clause_of(chunks, j) if chunks[k].can_be_any(_SETTING_OUT))


_SETTING_OUT = frozenset[Mark]((("motion", "depart"), ("motion", "start")))


def is_described(chunks: Sequence[Chunk], verb: int) -> bool:
    """Whether a verb only describes a noun: "begun on Monday in Orlando", "which left on Friday"."""
    motion = chunks[verb].get("motion")
    participle = motion is not None and motion.tense == "participle"
    return participle or any(c.can_be("relative") for c in chunks[max(0, verb - 2) : verb])


def is_of_past(row: Row, j: int) -> bool:
    """Whether a day is that of a setting out before the story: "had left on Friday"."""
    if "past-perfect" not in row.marks or row.marks.isdisjoint(_SETTING_OUT):
        return False
    verbs = (k for k in clause_of(row.chunks, j) if row.chunks[k].can_be_any(_SETTING_OUT))
    return any(c.can_be("past-perfect") for k in verbs for c in row.chunks[max(0, k - 2) : k])


def only_day(row: Row, verb_at: int) -> Chunk | None:
    """The day of a sentence that has just one, unless that is one of something before: "left after resting Sunday"."""
    days = [j for j in _days(row) if not _after_since(row.chunks, j)]
    return row.chunks[days[0]] if len(days) == 1 and not is_of_before(row, days[0], verb_at) else None


def is_of_before(row: Row, day: int, verb_at: int) -> bool:
    """Whether a day is of what was done before: of a setting out that is only described, of a clause behind "after".

    So is what was done where a group left from: "left Huixtla, where they had rested on Tuesday".
    """
    if verb_at in clause_of(row.chunks, day):
        return False
    if verb_at < day and _is_aside(row.chunks, day):
        return True
    between = row.chunks[verb_at + 1 : day]
    kinds = ("after", "where") if row.chunks[verb_at].can_be("motion", "depart") else ("after",)
    before = any(c.can_be(kind) for c in between for kind in kinds) and any(is_verb(c) for c in between)
    return before or not is_carried(row, day)


def is_now(chunks: Sequence[Chunk], verb: int) -> bool:
    """Whether a verb tells how things stand on the day of writing: "has arrived", "is crossing", "are now in"."""
    motion = chunks[verb].get("motion")
    before = [c for c in chunks[max(0, verb - 5) : verb] if not c.can_be("motion")]
    if (motion is not None and motion.tense == "perfect") or chunks[verb].can_be("present-be"):
        return True
    if any(c.can_be_any(_NOW) and not c.can_be("past-perfect") for c in before):
        return True
    if chunks[0].can_be("now") and not any(is_verb(c) for c in chunks[1:verb]):
        return True
    return motion is not None and motion.tense == "present" and not any(c.can_be("infinitive-particle") for c in before)


_NOW = frozenset(("perfect", "present-be", "now"))


def is_since(row: Row, value: DateSpan) -> bool:
    """Whether the days are told as the beginning of something: "since Sunday"."""
    days = [i for i in row.days if _value(row.chunks[i]) == value]
    return any(_after_since(row.chunks, i) for i in days[:1])


def news_of(published: date) -> DateSpan:
    """When news without a day happened: on the day of publication or the day before."""
    return DateSpan(first=published - timedelta(days=1), last=published)


def told_days(row: Row) -> list[int]:
    """Every day of a sentence that is known, by its chunk."""
    return [j for j in row.days if _value(row.chunks[j]) is not None]


def _value(chunk: Chunk) -> DateSpan | None:
    return chunk.timex.value if chunk.timex is not None else None


def _days(row: Row) -> list[int]:
    """The days of a sentence outside quotations, by their chunks; not those up to which something lasts."""
    return [j for j in told_days(row) if not row.chunks[j].quoted and not _after_until(row.chunks, j)]


def _after_until(chunks: Sequence[Chunk], j: int) -> bool:
    return any(c.can_be("until") and not c.can_be("preposition") for c in chunks[max(0, j - 2) : j])


def _after_since(chunks: Sequence[Chunk], i: int) -> bool:
    return any(c.can_be("since") for c in chunks[max(0, i - 2) : i])


def _is_of_another(chunks: Sequence[Chunk], day: int, verb_at: int) -> bool:
    """Whether "since Sunday" belongs to another verb than this one: it stands before it, or behind a comma.

    Who left, left on that day: "desde el lunes salió".
    """
    if chunks[verb_at].can_be("motion", "depart", "start"):
        return False
    return _after_since(chunks, day) and (verb_at > day or any(c.mark == "," for c in chunks[verb_at:day]))


def _is_aside(chunks: Sequence[Chunk], day: int) -> bool:
    """Whether a day stands in a clause that only adds something to a noun: ", which the caravan crossed on Monday".

    ", which was Christmas Day" adds the day itself.
    """
    opens = clause_of(chunks, day).start
    if opens < 1 or not chunks[opens - 1].can_be("relative") or chunks[opens - 1].can_be("where"):
        return False
    adds = not all(chunk.can_be("auxiliary-passive") for chunk in chunks[opens:day])
    return adds and chunks[opens - 2].mark == ","


def _is_shared(chunks: Sequence[Chunk], day: int) -> bool:
    """Whether a day stands in a clause with no verb and no place of its own, so that it is the whole sentence's."""
    clause = clause_of(chunks, day)
    if clause.start and chunks[clause.start - 1].can_be("where"):
        return False
    if _is_aside(chunks, day):
        return False
    return not any(is_verb(chunks[k]) or (is_ground(chunks, k) and k != day) for k in clause)

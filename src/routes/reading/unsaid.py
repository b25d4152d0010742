"""Unsaid: departures, stays, crossings, blockades whose place stands elsewhere in the sentence or in an earlier one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from routes.model import Place
from routes.reading.chunks import Row
from routes.reading.clauses import is_attributive, is_dated, is_intransitive, is_timed
from routes.reading.departures import are_others, is_left, sets_out
from routes.reading.judgement import NOBODY, group_of
from routes.reading.language import Entry, Mark
from routes.reading.modes import mode_of
from routes.reading.motion import ground
from routes.reading.telling import Telling, is_site

__all__ = ["MOTION_UNSAID", "report_unsaid"]


def report_unsaid(told: Telling, row: Row) -> None:
    """Departures, crossings and blockades whose place stands elsewhere in the sentence or in an earlier one."""
    used = {move.verb_at for move in told.moves.told if move.status != "planned"}
    if "habitual" in row.marks or MOTION_UNSAID.isdisjoint(row.marks):
        return
    for j, chunk in [(j, c) for j, c in enumerate(row.chunks) if not MOTION_UNSAID.isdisjoint(c.marks)]:
        motions = (e for e in chunk.entries if e.kind == "motion" and e.value in _UNSAID)
        motion = next((e for e in motions if e.tense in _TOLD or _is_by_the_way(row, j, e)), None)
        if motion is None or j in used or chunk.quoted or is_attributive(row.chunks, j):
            continue
        if motion.value in _ALONE and not (is_intransitive(row.chunks, j) and is_dated(row.chunks, j)):
            continue
        if mode_of(row.chunks, j) == "happened":
            subject = group_of(row.chunks, j, motion)
            if subject is not None and subject != NOBODY:
                _UNSAID[motion.value](told, row, j, subject)


def _is_by_the_way(row: Row, verb: int, motion: Entry) -> bool:
    """ "Police shut the gate, blocking the caravan": a gerund behind a comma tells what came of it."""
    return motion.value == "block" and motion.tense == "gerund" and row.chunks[verb - 1].mark == ","


_TOLD = ("past", "participle", "any")
"""Tenses in which a verb without a place tells something."""


def _resumed(told: Telling, row: Row, verb: int, subject: int) -> None:
    """They resumed the way where they were, unless the sentence says from where: "took to the road, leaving X"."""
    leaving = (m for m in told.moves.told if m.status == "departed" and m.verb_at > verb)
    if any(entry.tense == "gerund" for move in leaving for entry in row.chunks[move.verb_at].entries):
        return
    caravan = told.book.of(row, subject)
    rested = [m for m in told.moves.told if m.verb_at < verb and m.status in ("present", "arrived")]
    chunk = row.chunks[rested[-1].place_at] if rested else None
    site = told.stop_of(row, caravan) if chunk is None else (ground(chunk), chunk.source or "gazetteer")
    if site is not None:
        dated = told.dated(row, verb, verb, "departed")
        if dated.value is not None or rested:
            told.add(row, caravan, site, dated, "departed", row.span(subject, verb), ("resume:place-before",))


def _departed(told: Telling, row: Row, verb: int, subject: int) -> None:
    """ "After two days in Juchitán the caravan left on Monday": it left the stop that the sentence names.

    Where it names none, it left the stop told before, if a day is told and nothing that was left: "left at dawn".
    """
    caravan = told.book.of(row, subject)
    moves = told.moves.told
    rested = [m for m in moves if m.verb_at < verb and is_left(row.chunks, m, verb, subject)]
    when = is_dated(row.chunks, verb) or is_timed(row.chunks, verb)
    alone = when and not are_others(row.chunks, subject) and is_intransitive(row.chunks, verb)
    site = told.stop_of(row, caravan) if alone else None
    if site is not None and any(m.verb_at > verb and ground(row.chunks[m.place_at]) == site[0] for m in moves):
        site = None
    dated = told.dated(row, verb, verb, "departed")
    if rested:
        chunk = row.chunks[rested[-1].place_at]
        site = (ground(chunk), chunk.source or "gazetteer")
    if site is not None:
        if alone and dated.source == "anchor" and not is_dated(row.chunks, verb):
            dated = told.diary.day_or_next(dated)
        told.add(row, caravan, site, dated, "departed", row.span(subject, verb), ("depart:place-before",))
    elif told.is_head and dated.value is not None and sets_out(row.chunks, verb):
        here = told.scene.dateline
        if here is not None and here.id not in {ground(row.chunks[m.place_at]).id for m in moves}:
            span = row.span(subject, verb)
            told.add(row, caravan, (here, "gazetteer"), dated, "departed", span, ("depart:dateline",))


def _stayed(told: Telling, row: Row, verb: int, subject: int) -> None:
    """ "The migrants rested on Tuesday": where they were, if the sentence names no place but its dateline."""
    caravan = told.book.of(row, subject)
    site = told.stop_of(row, caravan)
    named = [i for i in row.places if i > _DATELINE or not told.has_dateline(row)]
    if site is not None and not named:
        dated = told.dated(row, verb, verb, "present")
        told.add(row, caravan, site, dated, "present", row.span(subject, verb), ("stay:place-before",))


def _arrived(told: Telling, row: Row, verb: int, subject: int) -> None:
    """ "Officials in Huixtla said that 2,000 migrants had arrived by Monday": where those are who say so."""
    other = any(chunk.can_be("subordinator") for chunk in row.chunks[subject:verb])
    if other:
        return
    known = {move.place_at for move in told.moves.told}
    near = [j for j in row.places if j < verb and j not in known and ground(row.chunks[j]).feature in "PS"]
    near = [j for j in near if is_site(row.chunks, j) and not (j < _DATELINE and told.has_dateline(row))]
    if near:
        chunk = row.chunks[near[-1]]
        dated, site = told.dated(row, verb, verb, "arrived"), (ground(chunk), chunk.source or "gazetteer")
        span = row.span(subject, verb)
        told.add(row, told.book.of(row, subject), site, dated, "arrived", span, ("arrive:place-before",))


def _crossed(told: Telling, row: Row, verb: int, subject: int) -> None:
    caravan = told.book.of(row, subject)
    dated = told.dated(row, verb, verb, "passed")
    span = row.span(subject, verb)
    river = any(chunk.can_be("river") for chunk in row.chunks[verb : verb + _OBJECT])
    barrier = (told.river if river else None) or told.barrier_near(_NEARBY)
    if barrier is not None:
        told.add(row, caravan, barrier, dated, "passed", span, ("cross:barrier-before",))
        told.add_event(row, "crossing", caravan, barrier, dated, verb)
    plan = told.plan.pop(caravan, None)
    near = plan is not None and barrier is not None and _is_beside(plan[0][0], barrier[0])
    if plan is not None and near and told.number - plan[1] <= _NEARBY:
        told.add(row, caravan, plan[0], dated, "arrived", span, ("cross:plan-fulfilled",))


def _is_beside(town: Place, barrier: Place) -> bool:
    """Whether a town lies close to a river or border, so that who planned to reach it and crossed has reached it."""
    return town.feature == "P" and town.position.km_to(barrier.position) <= _BESIDE_KM


_BESIDE_KM = 60.0


def _split(told: Telling, row: Row, verb: int, subject: int) -> None:
    site = told.where.get(told.book.main.id)
    caravan = told.book.of(row, subject)
    if site is not None and caravan != told.book.main.id:
        dated = told.dated(row, verb, verb, "departed")
        told.add(row, caravan, site, dated, "departed", row.span(subject, verb), ("split:place-before",))


def _blocked(told: Telling, row: Row, verb: int, subject: int) -> None:
    caravan = told.book.of(row, subject)
    site = told.site_near(row, verb)
    if site is None or site[0].kind == "country":
        site = told.site_of_force(row)
    dated = told.dated(row, verb, verb, "blocked")
    if site is not None and (site[0].kind != "country" or dated.source != "publication"):
        told.add(row, caravan, site, dated, "blocked", row.span(subject, verb), ("block:place-near",))
        told.add_event(row, "blocked", caravan, site, dated, verb)


_UNSAID: Mapping[str, Callable[[Telling, Row, int, int], None]] = {
    "split": _split,
    "resume": _resumed,
    "depart": _departed,
    "start": _departed,
    "stay": _stayed,
    "arrive": _arrived,
    "cross": _crossed,
    "block": _blocked,
}
_ALONE = ("stay", "arrive")
"""Classes of motion that tell of a place named elsewhere only with a day and without an object."""
_DATELINE = 3
"""Chunks behind which no dateline goes on."""
_OBJECT = 9
"""Chunks within which a verb of crossing has its river: "waded across a shallow stretch of the river"."""
_NEARBY = 3
"""Sentences over which a river or a plan is carried."""
MOTION_UNSAID = frozenset[Mark](("motion", value) for value in _UNSAID)
"""The words of motion that tell something without a place."""

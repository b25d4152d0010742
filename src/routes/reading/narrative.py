"""Narrative: sentence after sentence, the reports and events that a text makes.

What a sentence leaves unsaid is carried over from the ones before it: the day within a paragraph, the place where the
caravan was, the river that it stood at.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise, takewhile

from routes.model import DatedFrom, DateSpan, Event, EventType, LeftOut, Place, PlaceSource, Report, Span, Status
from routes.reading.chunks import Chunk, Row
from routes.reading.clauses import is_dated, is_intransitive
from routes.reading.days import (
    SHORT,
    day_before,
    is_carried,
    is_described,
    is_now,
    is_of_before,
    is_since,
    nearest_day,
    news_of,
    only_day,
    told_days,
)
from routes.reading.departures import are_others, is_left, sets_out
from routes.reading.events import Happening, find_happenings, told_types
from routes.reading.grounds import UNNAMED, Scene, with_grounds
from routes.reading.groups import GroupBook
from routes.reading.judgement import DENIED, NOBODY, group_of
from routes.reading.language import Mark
from routes.reading.modes import mode_of
from routes.reading.motion import STATUS, Move, ground
from routes.reading.movement import NO_MOVES, Moves, find_moves, is_apposition
from routes.reading.roles import is_ground, role_of

__all__ = ["TELLING", "Dated", "Narrative"]

Site = tuple[Place, PlaceSource]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A day or interval, and from what it was told; both None where the text gives none."""

    value: DateSpan | None = None
    source: DatedFrom | None = None


@dataclass(slots=True)
class Narrative:
    """The state of a text that is being read, and what was read from it so far."""

    scene: Scene
    book: GroupBook
    published: date | None
    reports: list[Report] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    _where: dict[str, Site] = field(default_factory=dict)
    _barrier: tuple[Site, int] | None = None
    _plan: dict[str, tuple[Site, int]] = field(default_factory=dict)
    _day: DateSpan | None = None
    _period: tuple[DateSpan, int] | None = None
    _moves: Moves = NO_MOVES
    _number: int = 0
    _paragraph: int = -1

    def read(self, row: Row) -> None:
        """Read the next sentence."""
        self._number += 1
        if row.sentence.paragraph != self._paragraph:
            self._paragraph, self.book.last = row.sentence.paragraph, None
        if self._number <= _HEAD:
            self.scene.note_dateline(row)
        row = with_grounds(row, self.scene)
        if not row.days and _OF_MOVEMENT.isdisjoint(row.marks):
            self._leave_out(row, dict.fromkeys(row.names, "no word of motion in its sentence"))
            self._remember(row)
            return
        self._moves = moves = find_moves(row)
        for move in moves.told:
            self._report_move(row, move)
        self._report_unsaid(row, moves.told)
        self._leave_out(row, moves.left_out)
        for happening in find_happenings(row, self.scene.lang):
            self._report_happening(row, happening)
        self._remember(row, {move.place_at for move in moves.told if move.status == "planned"})

    # --- movement ------------------------------------------------------------------------------

    def _report_move(self, row: Row, move: Move) -> None:
        chunk = row.chunks[move.place_at]
        caravan = self.book.of(row, move.subject_at)
        dated = self._dated(row, move.place_at, move.verb_at, "present" if move.narrated else "planned")
        site = (ground(chunk), chunk.source or "gazetteer")
        status: Status = "planned" if move.rules[0] == "schedule" and self._is_ahead(dated.value) else move.status
        if status == "departed" and dated.source == "publication" and self.book.left_long_ago(caravan, self.published):
            dated = Dated()
        if status == "departed" and dated.source == "publication" and is_described(row.chunks, move.verb_at):
            dated = Dated()
        if self._is_ahead(dated.value) and status in ("arrived", "present", "passed"):
            status = "planned"
        if dated.value is not None and is_since(row, dated.value):
            status = "arrived" if status == "present" else status
            if status == "arrived" and is_now(row.chunks, move.verb_at) and not move.rules[0].startswith("stay"):
                dated = self._up_to_now(dated)
        span = row.span(move.place_at, move.verb_at)
        if self.book.is_background(row, move.subject_at, caravan, dated.value):
            self._leave_out(row, {move.place_at: "is of a time before the caravan"})
            return
        if dated.value is None and status != "planned" and _is_caption(row):
            self._leave_out(row, {move.place_at: "a headline or caption without a day"})
            return
        self._add(row, caravan, site, dated, status, span, move.rules)
        if move.rules[0].startswith("cross:") and status in ("passed", "arrived") and site[0].kind in _CROSSED:
            self._add_event(row, "crossing", caravan, site, dated, move.verb_at)
        if status == "blocked":
            self._add_event(row, "blocked", caravan, site, dated, move.verb_at)

    def _add(
        self, row: Row, caravan: str, site: Site, dated: Dated, status: Status, span: Span, rules: tuple[str, ...]
    ) -> None:
        caravan = self.book.of_then(caravan, dated.value)
        if status == "departed" and dated.source in ("date", "weekday"):
            caravan = self.book.leaving(caravan, site[0], dated.value, lead=self._number <= _HEAD)
        report = Report(
            caravan=caravan,
            place=site[0],
            place_source=site[1],
            date=dated.value,
            dated_from=dated.source,
            status=status,
            span=span,
            sentence=row.sentence.span,
            rules=rules,
        )
        if not any(_same(report, known) for known in self.reports):
            self.reports.append(report)
        if status == "planned":
            self._plan[caravan] = (site, self._number)
        elif site[0].feature in "PS" and status != "departed":
            self._where[caravan] = site

    def _report_unsaid(self, row: Row, moves: Sequence[Move]) -> None:
        """Departures, crossings and blockades whose place stands elsewhere in the sentence or in an earlier one."""
        used = {move.verb_at for move in moves if move.status != "planned"}
        if "habitual" in row.marks or _MOTION_UNSAID.isdisjoint(row.marks):
            return
        for j, chunk in [(j, c) for j, c in enumerate(row.chunks) if not _MOTION_UNSAID.isdisjoint(c.marks)]:
            motions = (e for e in chunk.entries if e.kind == "motion" and e.value in _UNSAID)
            motion = next((e for e in motions if e.tense in ("past", "participle", "any")), None)
            if motion is None or j in used or chunk.quoted:
                continue
            if motion.value in _ALONE and not (is_intransitive(row.chunks, j) and is_dated(row.chunks, j)):
                continue
            if mode_of(row.chunks, j) == "happened":
                subject = group_of(row.chunks, j, motion)
                if subject is not None and subject != NOBODY:
                    _UNSAID[motion.value](self, row, j, subject)

    def _resumed(self, row: Row, verb: int, subject: int) -> None:
        caravan = self.book.of(row, subject)
        site = self._stop_of(row, caravan)
        if site is not None:
            dated = self._dated(row, verb, verb, "departed")
            if dated.value is not None:
                self._add(row, caravan, site, dated, "departed", row.span(subject, verb), ("resume:place-before",))

    def _departed(self, row: Row, verb: int, subject: int) -> None:
        """ "After two days in Juchitán the caravan left on Monday": it left the stop that the sentence names.

        Where it names none, it left the stop told before, if a day is told and nothing that was left: "left at dawn".
        """
        caravan = self.book.of(row, subject)
        told = self._moves.told
        rested = [m for m in told if m.verb_at < verb and is_left(row.chunks, m, verb, subject)]
        alone = not are_others(row.chunks, subject) and is_intransitive(row.chunks, verb) and is_dated(row.chunks, verb)
        site = self._stop_of(row, caravan) if alone else None
        dated = self._dated(row, verb, verb, "departed")
        if rested:
            chunk = row.chunks[rested[-1].place_at]
            site = (ground(chunk), chunk.source or "gazetteer")
        if site is not None:
            self._add(row, caravan, site, dated, "departed", row.span(subject, verb), ("depart:place-before",))
        elif self._number <= _HEAD and dated.value is not None and sets_out(row.chunks, verb):
            here = self.scene.dateline
            if here is not None and here.id not in {ground(row.chunks[m.place_at]).id for m in told}:
                span = row.span(subject, verb)
                self._add(row, caravan, (here, "gazetteer"), dated, "departed", span, ("depart:dateline",))

    def _stayed(self, row: Row, verb: int, subject: int) -> None:
        """ "The migrants rested on Tuesday": where they were, if the sentence names no place but its dateline."""
        caravan = self.book.of(row, subject)
        site = self._stop_of(row, caravan)
        named = [i for i in row.places if i > _DATELINE or not self._has_dateline(row)]
        if site is not None and not named:
            dated = self._dated(row, verb, verb, "present")
            self._add(row, caravan, site, dated, "present", row.span(subject, verb), ("stay:place-before",))

    def _has_dateline(self, row: Row) -> bool:
        return row.chunks[0].place is not None and row.chunks[0].place == self.scene.dateline

    def _stop_of(self, row: Row, caravan: str) -> Site | None:
        """Where a group is when its sentence does not say so: where its dateline is, else where it was."""
        first = row.chunks[0]
        return (ground(first), first.source or "gazetteer") if self._has_dateline(row) else self._where.get(caravan)

    def _arrived(self, row: Row, verb: int, subject: int) -> None:
        """ "Officials in Huixtla said that 2,000 migrants had arrived by Monday": where those are who say so."""
        other = any(chunk.can_be("subordinator") for chunk in row.chunks[subject:verb])
        if other:
            return
        told = {move.place_at for move in self._moves.told}
        near = [j for j in row.places if j < verb and j not in told and ground(row.chunks[j]).feature in "PS"]
        near = [j for j in near if _is_site(row.chunks, j)]
        if near:
            chunk = row.chunks[near[-1]]
            dated, site = self._dated(row, verb, verb, "arrived"), (ground(chunk), chunk.source or "gazetteer")
            span = row.span(subject, verb)
            self._add(row, self.book.of(row, subject), site, dated, "arrived", span, ("arrive:place-before",))

    def _crossed(self, row: Row, verb: int, subject: int) -> None:
        caravan = self.book.of(row, subject)
        dated = self._dated(row, verb, verb, "passed")
        span = row.span(subject, verb)
        if self._barrier is not None and self._number - self._barrier[1] <= _NEARBY:
            self._add(row, caravan, self._barrier[0], dated, "passed", span, ("cross:barrier-before",))
            self._add_event(row, "crossing", caravan, self._barrier[0], dated, verb)
        plan = self._plan.pop(caravan, None)
        if plan is not None and self._number - plan[1] <= _NEARBY and plan[0][0].feature == "P":
            self._add(row, caravan, plan[0], dated, "arrived", span, ("cross:plan-fulfilled",))

    def _split(self, row: Row, verb: int, subject: int) -> None:
        site = self._where.get(self.book.main.id)
        caravan = self.book.of(row, subject)
        if site is not None and caravan != self.book.main.id:
            dated = self._dated(row, verb, verb, "departed")
            self._add(row, caravan, site, dated, "departed", row.span(subject, verb), ("split:place-before",))

    def _blocked(self, row: Row, verb: int, subject: int) -> None:
        caravan = self.book.of(row, subject)
        site = self._site_near(row, verb)
        if site is None or site[0].kind == "country":
            site = self._site_of_force(row)
        dated = self._dated(row, verb, verb, "blocked")
        if site is not None and (site[0].kind != "country" or dated.source != "publication"):
            self._add(row, caravan, site, dated, "blocked", row.span(subject, verb), ("block:place-near",))
            self._add_event(row, "blocked", caravan, site, dated, verb)

    def _leave_out(self, row: Row, reasons: Mapping[int, str]) -> None:
        """Note why a named place of the row makes no report, unless the row reports it all the same."""
        if not (row.names and reasons):
            return
        sentence = row.sentence.span
        told = {r.place.id for r in takewhile(lambda r: r.sentence == sentence, reversed(self.reports))}
        for i, why in reasons.items():
            chunk = row.chunks[i]
            if chunk.mention is not None and (chunk.place is None or chunk.place.id not in told):
                self.left_out.append(LeftOut(span=chunk.mention.span, text=chunk.mention.text, why=why))

    # --- events --------------------------------------------------------------------------------

    def _report_happening(self, row: Row, happening: Happening) -> None:
        crossed = happening.type == "crossing" and any(e.sentence == row.sentence.span for e in self.events)
        site = self._site_near(row, happening.at) or self._site_of_force(row)
        if crossed or (site is not None and site[0].kind == "country" and happening.type not in _NATIONWIDE):
            return
        dated = self._dated(row, happening.at, happening.at, "present")
        if dated.value is not None and dated.value.days > _SEASON and happening.type != "death":
            return
        caravan = self.book.of(row, happening.group_at) if happening.group_at is not None else None
        self._add_event(row, happening.type, caravan, site, dated, happening.at)

    def _add_event(
        self, row: Row, kind: EventType, caravan: str | None, site: Site | None, dated: Dated, at: int
    ) -> None:
        if kind == "blocked" and any(
            told_types(chunk, self.scene.lang) & {"clash", "detention"} for chunk in row.chunks
        ):
            return
        event = Event(
            type=kind,
            caravan=caravan,
            place=site[0] if site else None,
            place_source=site[1] if site else None,
            date=dated.value,
            dated_from=dated.source,
            span=row.span(at, at),
            sentence=row.sentence.span,
            rules=(f"event:{kind}", f"word:{row.chunks[at].text}"),
        )
        if not any(_same_event(event, known) for known in self.events):
            self.events.append(event)

    def _site_of_force(self, row: Row) -> Site | None:
        """The country whose army or police acts: "repressed by the Guatemalan army"."""
        for one, other in pairwise(row.chunks):
            people = one.get("demonym")
            if people is not None and other.can_be("actor"):
                country = self.scene.index.country(people.value)
                return (country, "gazetteer") if country is not None else None
        return None

    def _site_near(self, row: Row, at: int) -> Site | None:
        """The place named nearest to chunk `at` in its sentence, else where the narrative stands."""
        moves = self._moves
        planned = {move.place_at for move in moves.told if move.status == "planned"}
        planned |= {i for i, why in moves.left_out.items() if why.startswith(DENIED)}
        desk = 0 if self._has_dateline(row) and self.scene.is_desk() else None
        named = [j for j in row.places if j not in planned and j != desk and _is_site(row.chunks, j)]
        if named:
            chunk = row.chunks[min(named, key=lambda j: (ground(row.chunks[j]).kind == "country", abs(j - at)))]
            return ground(chunk), chunk.source or "gazetteer"
        if self._barrier is not None and self._number - self._barrier[1] <= 1:
            return self._barrier[0]
        return self._where.get(self.book.last or self.book.main.id)

    # --- days ----------------------------------------------------------------------------------

    def _dated(self, row: Row, place_at: int, verb_at: int, status: Status) -> Dated:
        """The day of a report: told in its clause or sentence, else carried over, else that of publication."""
        chosen = nearest_day(row, place_at, verb_at)
        if chosen is not None and chosen.timex is not None:
            return Dated(value=chosen.timex.value, source=chosen.timex.dated_from)
        if status == "planned" or _is_caption(row):
            return Dated()
        if is_now(row.chunks, verb_at):
            return Dated(value=DateSpan.day(self.published), source="publication") if self.published else Dated()
        earlier = day_before(row, verb_at) or only_day(row, verb_at)
        if earlier is not None and earlier.timex is not None and not self._is_ahead(earlier.timex.value):
            return Dated(value=earlier.timex.value, source="anchor")
        if self._period is not None and self._period[1] == row.sentence.paragraph:
            return Dated(value=self._period[0], source="anchor")
        if self._day is not None:
            return Dated(value=self._day, source="anchor")
        if self._number > _HEAD or self.published is None:
            return Dated()
        if all(is_of_before(row, j, verb_at) for j in told_days(row)):
            return Dated(value=news_of(self.published), source="publication")
        return Dated()

    def _is_ahead(self, value: DateSpan | None) -> bool:
        """Whether a day is after that of publication, so that nothing that happened is of it."""
        return value is not None and self.published is not None and value.first > self.published

    def _up_to_now(self, dated: Dated) -> Dated:
        """From the day told ("have streamed in since Saturday") to that of publication."""
        if dated.value is None or self.published is None or self.published < dated.value.first:
            return dated
        return Dated(value=DateSpan(first=dated.value.first, last=self.published), source=dated.source)

    def _remember(self, row: Row, goals: Container[int] = ()) -> None:
        """Keep the day of a row for those that follow, and the border at which it stands, unless it is only a goal."""
        carried = _telling_days(row) if row.days else ()
        for i in sorted({*row.days, *row.places}):
            chunk = row.chunks[i]
            if chunk.timex is not None and chunk.timex.value is not None and not chunk.quoted and i in carried:
                self._note_day(chunk.timex.value, row)
            if chunk.place is not None and chunk.place.kind in _BARRIERS and not (chunk.quoted or i in goals):
                self._barrier = ((chunk.place, chunk.source or "gazetteer"), self._number)
        self.scene.note(row)

    def _note_day(self, value: DateSpan, row: Row) -> None:
        """Keep a short span as the day of the story, a long one for its own paragraph, but none that is yet to come."""
        if self._is_ahead(value):
            return
        if value.days > SHORT:
            self._period = (value, row.sentence.paragraph)
        elif not _GROUP.isdisjoint(row.marks) or ("motion" in row.marks and self._is_recent(value)):
            self._day, self._period = value, None

    def _is_recent(self, value: DateSpan) -> bool:
        """Whether a day is near enough to that of publication to be of the story of a group that is not named."""
        return self.published is None or (self.published - value.last).days <= _RECENT


_UNSAID = {
    "split": Narrative._split,
    "resume": Narrative._resumed,
    "depart": Narrative._departed,
    "start": Narrative._departed,
    "stay": Narrative._stayed,
    "arrive": Narrative._arrived,
    "cross": Narrative._crossed,
    "block": Narrative._blocked,
}
_ALONE = ("stay", "arrive")
"""Classes of motion that tell of a place named elsewhere only with a day and without an object."""
_MOTION_UNSAID = frozenset[Mark](("motion", value) for value in _UNSAID)
_GROUP = frozenset(("group", "pronoun"))
_CROSSED = ("river", "bridge", "crossing", "border", "country")
TELLING = UNNAMED | _MOTION_UNSAID | {"event"}
"""What tells something in a sentence that names no place and no day."""
_OF_MOVEMENT = frozenset(("motion", "event", "stage-is"))
"""What a sentence has that tells of movement or an event; a day alone makes a caption."""
_NATIONWIDE = ("clash", "blocked", "detention", "border-closure", "crossing", "asylum", "death")
"""Events that may be told of a country as a whole."""
_BARRIERS = ("river", "bridge", "crossing", "border")
_DATELINE = 3
"""Chunks behind which no dateline goes on."""
_HEAD = 4
"""Sentences at the head of a text in which its dateline may stand, and whose undated news is of the day."""
_RECENT = 45
"""Days before that of publication within which a sentence that names no group tells the story's day."""
_SEASON = 100
"""Days over which what happened is a count of many cases; deaths are told of a year too."""
_NEARBY = 3
"""Sentences over which a river or a plan is carried."""


def _telling_days(row: Row) -> Sequence[int]:
    """The days of a row that those which follow may have: short ones, if it has any, and none of setting out."""
    known = told_days(row)
    carried = [i for i in known if is_carried(row, i)] or known
    short = [i for i in carried if (value := row.chunks[i].timex) and value.value and value.value.days <= SHORT]
    return short or carried


def _is_caption(row: Row) -> bool:
    """Whether a row is a headline or the text of a picture or film, which may show another day: no stop ends it."""
    last = row.chunks[-1]
    return not (last.mark or last.quoted) and any(chunk.can_be("group") for chunk in row.chunks)


def _same(report: Report, other: Report) -> bool:
    key = (report.caravan, report.place.id, report.status)
    return key == (other.caravan, other.place.id, other.status) and (report.date == other.date or report.date is None)


def _same_event(event: Event, other: Event) -> bool:
    same_place = (event.place and event.place.id) == (other.place and other.place.id)
    return event.type == other.type and same_place and event.date == other.date


def _is_site(chunks: Sequence[Chunk], j: int) -> bool:
    """Whether something can have happened at the place of chunk j: not where somebody comes from or goes to."""
    if not is_ground(chunks, j):
        return False
    role, at = role_of(chunks, j, STATUS)
    return role not in ("toward", "to", "from") and not is_apposition(chunks, j, role, at)

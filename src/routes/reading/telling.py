"""Telling: what a text has told so far, and where and when its next sentence finds itself.

What a sentence leaves unsaid is carried over from the ones before it: the place where the caravan was, the river that
it stood at, the goal that it had; the days stand in the `Diary`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from routes.model import Event, EventType, LeftOut, Place, PlaceSource, Report, Span, Status
from routes.reading.chunks import Chunk, Row
from routes.reading.clauses import HARD_STOPS
from routes.reading.diary import Dated, Diary
from routes.reading.events import told_types
from routes.reading.grounds import Scene
from routes.reading.groups import GroupBook
from routes.reading.judgement import DENIED
from routes.reading.motion import STATUS, ground
from routes.reading.movement import NO_MOVES, Moves, is_apposition
from routes.reading.roles import is_ground, role_of

__all__ = ["Site", "Telling", "is_site"]

Site = tuple[Place, PlaceSource]


@dataclass(slots=True)
class Telling:
    """What was read from a text so far; `moves` are those of the sentence that is being read, the `number`-th."""

    scene: Scene
    book: GroupBook
    diary: Diary
    reports: list[Report] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    where: dict[str, Site] = field(default_factory=dict)
    barrier: tuple[Site, int] | None = None
    river: Site | None = None
    plan: dict[str, tuple[Site, int]] = field(default_factory=dict)
    moves: Moves = NO_MOVES
    number: int = 0

    def add(
        self, row: Row, caravan: str, site: Site, dated: Dated, status: Status, span: Span, rules: tuple[str, ...]
    ) -> None:
        """Keep a report, unless it is one that was told before, or a departure that is yet to come."""
        if status in ("departed", "blocked") and self.diary.is_ahead(dated.value):
            return
        caravan = self.book.of_then(caravan, dated.value)
        if status == "departed" and dated.source in ("date", "weekday"):
            caravan = self.book.leaving(caravan, site[0], dated.value, lead=self.is_head)
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
            self.plan[caravan] = (site, self.number)
        elif site[0].feature in "PS" and status != "departed":
            self.where[caravan] = site

    def stop_of(self, row: Row, caravan: str) -> Site | None:
        """Where a group is when its sentence does not say so: where its dateline is, else where it was."""
        first = row.chunks[0]
        return (ground(first), first.source or "gazetteer") if self.has_dateline(row) else self.where.get(caravan)

    def has_dateline(self, row: Row) -> bool:
        """Whether a row opens with the dateline of the text."""
        return row.chunks[0].place is not None and row.chunks[0].place == self.scene.dateline

    def dated(self, row: Row, place_at: int, verb_at: int, status: Status) -> Dated:
        """The day of a report; at the head of a text news without a day is of its publication."""
        return self.diary.dated(row, place_at, verb_at, status, lead=self.is_head)

    @property
    def is_head(self) -> bool:
        """Whether the sentence is one of those at the head of the text."""
        return self.number <= _HEAD

    def barrier_near(self, sentences: int) -> Site | None:
        """The river or border that was named within the last sentences."""
        return self.barrier[0] if self.barrier is not None and self.number - self.barrier[1] <= sentences else None

    def leave_out(self, row: Row, reasons: Mapping[int, str]) -> None:
        """Note why a named place of the row makes no report, unless the row reports it all the same."""
        if not (row.names and reasons):
            return
        sentence = row.sentence.span
        told = {r.place.id for r in takewhile(lambda r: r.sentence == sentence, reversed(self.reports))}
        for i, why in reasons.items():
            chunk = row.chunks[i]
            if chunk.mention is not None and (chunk.place is None or chunk.place.id not in told):
                self.left_out.append(LeftOut(span=chunk.mention.span, text=chunk.mention.text, why=why))

    def add_event(
        self, row: Row, kind: EventType, caravan: str | None, site: Site | None, dated: Dated, at: int
    ) -> None:
        """Keep an event, unless it is one that was told before, or a blockade that is a clash or a detention."""
        here = row.chunks[max(0, at - 2) : at + 1]
        if kind == "blocked" and any(told_types(chunk, self.scene.lang) & {"clash", "detention"} for chunk in here):
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

    def site_of_force(self, row: Row) -> Site | None:
        """The country whose army or police acts: "repressed by the Guatemalan army"."""
        for one, other in pairwise(row.chunks):
            people = one.get("demonym")
            if people is not None and other.can_be("actor"):
                country = self.scene.index.country(people.value)
                return (country, "gazetteer") if country is not None else None
        return None

    def site_near(self, row: Row, at: int) -> Site | None:
        """The place named nearest to chunk `at` in its sentence, else where the narrative stands."""
        moves = self.moves
        there = _where_at(row.chunks, at)
        if there is not None:
            return ground(row.chunks[there]), row.chunks[there].source or "gazetteer"
        planned = {move.place_at for move in moves.told if move.status == "planned"}
        planned |= {i for i, why in moves.left_out.items() if why.startswith(DENIED)}
        desk = 0 if self.has_dateline(row) and self.scene.is_desk() else None
        named = [j for j in row.places if j not in planned and j != desk and is_site(row.chunks, j)]
        named = [j for j in named if not (self.has_dateline(row) and 0 < j < _end_of_dateline(row))]
        if named:
            chunk = row.chunks[min(named, key=lambda j: (ground(row.chunks[j]).kind == "country", abs(j - at)))]
            return self._within((ground(chunk), chunk.source or "gazetteer"))
        return self.barrier_near(1) or self.where.get(self.book.last or self.book.main.id)

    def _within(self, site: Site) -> Site:
        """Of a state the town in it where the narrative or the dateline stands."""
        here, dateline = self.where.get(self.book.last or self.book.main.id), self.scene.dateline
        towns = (here, (dateline, site[1]) if dateline is not None else None)
        inside = (t for t in towns if t is not None and t[0].feature in "PS" and t[0].admin1 == site[0].admin1)
        return next(inside, site) if site[0].kind == "state" else site


_HEAD = 4
"""Sentences at the head of a text in which its dateline may stand, and whose undated news is of the day."""


def _same(report: Report, other: Report) -> bool:
    key = (report.caravan, report.place.id, report.status)
    return key == (other.caravan, other.place.id, other.status) and (report.date == other.date or report.date is None)


def _same_event(event: Event, other: Event) -> bool:
    same_place = (event.place and event.place.id) == (other.place and other.place.id)
    return event.type == other.type and same_place and event.date == other.date


def _end_of_dateline(row: Row) -> int:
    """The chunk at which the dateline of a row ends, that may name two towns: "Tecun Uman and Tapachula, Mexico -"."""
    return next((j for j, chunk in enumerate(row.chunks[:_DATELINE]) if chunk.mark in ("-", "(")), 0)


_DATELINE = 12
"""Chunks of the longest dateline."""


def _where_at(chunks: Sequence[Chunk], at: int) -> int | None:
    """The place of which "where" tells what happened: "to Arriaga, where the parish gave out food"."""
    before = takewhile(lambda k: chunks[k].place is None and chunks[k].mark not in HARD_STOPS, range(at - 1, -1, -1))
    where = next((k for k in before if chunks[k].can_be("where")), 0)
    places = (k for k in range(where - 1, max(-1, where - _WHERE), -1) if chunks[k].place is not None)
    found = next((k for k in places if ground(chunks[k]).feature in "PS"), None)
    return found if found is not None and is_ground(chunks, found) else None


_WHERE = 5
"""Chunks before "where" within which its place stands: "to Arriaga, Chiapas, where"."""


def is_site(chunks: Sequence[Chunk], j: int) -> bool:
    """Whether something can have happened at the place of chunk j: not where somebody comes from or goes to."""
    if not is_ground(chunks, j):
        return False
    role, at = role_of(chunks, j, STATUS)
    return role not in ("toward", "to", "from") and not is_apposition(chunks, j, role, at)

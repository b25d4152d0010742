"""Narrative: sentence after sentence, the reports and events that a text makes.

Each sentence tells its movements first, then what it leaves unsaid, then what happened; what it told is remembered for
those that follow.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from routes.model import Status
from routes.reading.chunks import Row
from routes.reading.days import is_described, is_now, is_since
from routes.reading.diary import Dated, is_headline
from routes.reading.events import Happening, find_happenings
from routes.reading.grounds import UNNAMED, with_grounds
from routes.reading.motion import Move, ground
from routes.reading.movement import find_moves
from routes.reading.telling import Site, Telling
from routes.reading.unsaid import MOTION_UNSAID, report_unsaid

__all__ = ["TELLING", "Narrative"]


@dataclass(slots=True)
class Narrative(Telling):
    """A text that is being read."""

    _paragraph: int = -1

    def read(self, row: Row) -> None:
        """Read the next sentence."""
        self.number += 1
        if row.sentence.paragraph != self._paragraph:
            self._paragraph, self.book.last = row.sentence.paragraph, None
        row = self.diary.headed(row)
        if self.is_head:
            self.scene.note_dateline(row)
        row = with_grounds(row, self.scene)
        if not row.days and _OF_MOVEMENT.isdisjoint(row.marks):
            self.leave_out(row, dict.fromkeys(row.names, "no word of motion in its sentence"))
            self._remember(row)
            return
        self.moves = moves = find_moves(row)
        for move in moves.told:
            self._report_move(row, move)
        report_unsaid(self, row)
        self.leave_out(row, moves.left_out)
        for happening in find_happenings(row, self.scene.lang):
            self._report_happening(row, happening)
        self._remember(row, {move.place_at for move in moves.told if move.status == "planned"})

    def _report_move(self, row: Row, move: Move) -> None:
        chunk = row.chunks[move.place_at]
        caravan = self.book.of(row, move.subject_at)
        dated = self.dated(row, move.place_at, move.verb_at, "present" if move.narrated else "planned")
        site = (ground(chunk), chunk.source or "gazetteer")
        status: Status = "planned" if move.rules[0] == "schedule" and self.diary.is_ahead(dated.value) else move.status
        if (
            status == "departed"
            and dated.source == "publication"
            and self.book.left_long_ago(caravan, self.diary.published)
        ):
            dated = Dated()
        if status == "departed" and dated.source == "publication" and is_described(row.chunks, move.verb_at):
            dated = Dated()
        if self.diary.is_ahead(dated.value) and status in ("arrived", "present", "passed"):
            status = "planned"
        if dated.value is not None and is_since(row, dated.value):
            status = "arrived" if status == "present" else status
            if status == "arrived" and is_now(row.chunks, move.verb_at) and not move.rules[0].startswith("stay"):
                dated = self.diary.up_to_now(dated)
        span = row.span(move.place_at, move.verb_at)
        if self.book.is_background(row, move.subject_at, caravan, dated.value):
            self.leave_out(row, {move.place_at: "is of a time before the caravan"})
            return
        if dated.value is None and status != "planned" and is_headline(row):
            self.leave_out(row, {move.place_at: "a headline or caption without a day"})
            return
        self.add(row, caravan, site, dated, status, span, move.rules)
        if move.rules[0].startswith("cross:") and status in ("passed", "arrived") and site[0].kind in _CROSSED:
            self.add_event(row, "crossing", caravan, site, dated, move.verb_at)
        if status == "blocked":
            self.add_event(row, "blocked", caravan, site, dated, move.verb_at)

    def _report_happening(self, row: Row, happening: Happening) -> None:
        crossed = happening.type == "crossing" and any(e.sentence == row.sentence.span for e in self.events)
        site = self.site_near(row, happening.at) or self.site_of_force(row)
        if crossed or (site is not None and site[0].kind == "country" and happening.type not in _NATIONWIDE):
            return
        dated = self.dated(row, happening.at, happening.at, "present")
        long = dated.value is not None and dated.value.days > _SEASON and happening.type != "death"
        if long or self.diary.is_ahead(dated.value):
            return
        caravan = self.book.of(row, happening.group_at) if happening.group_at is not None else None
        self.add_event(row, happening.type, caravan, site, dated, happening.at)
        if caravan is not None and site is not None and dated.value is not None:
            self._report_scene(row, happening, caravan, site, dated)

    def _report_scene(self, row: Row, happening: Happening, caravan: str, site: Site, dated: Dated) -> None:
        """ "Police fired tear gas at the migrants in Huixtla on Monday": where that befell a group, it was."""
        here = happening.type in _BEFALLS and site[0].feature in "PS"
        named = any(ground(row.chunks[i]).id == site[0].id for i in row.places)
        if here and named and not any(r.sentence == row.sentence.span for r in self.reports):
            rules = (f"scene:{happening.type}", f"word:{row.chunks[happening.at].text}")
            self.add(row, caravan, site, dated, "present", row.span(happening.at, happening.at), rules)

    def _remember(self, row: Row, goals: Container[int] = ()) -> None:
        """Keep the days of a row for those that follow, and the border at which it stands, unless it is only a goal."""
        self.diary.note(row)
        for i in row.places:
            chunk = row.chunks[i]
            if chunk.place is not None and chunk.place.kind in _BARRIERS and not (chunk.quoted or i in goals):
                site = (chunk.place, chunk.source or "gazetteer")
                self.barrier, self.river = (site, self.number), site if chunk.place.kind == "river" else self.river
        self.scene.note(row)


_BEFALLS = ("clash", "detention")
"""Events at which a group is where they happen."""
_CROSSED = ("river", "bridge", "crossing", "border", "country")
TELLING = UNNAMED | MOTION_UNSAID | {"event"}
"""What tells something in a sentence that names no place and no day."""
_OF_MOVEMENT = frozenset(("motion", "event", "stage-is"))
"""What a sentence has that tells of movement or an event; a day alone makes a caption."""
_NATIONWIDE = ("clash", "blocked", "detention", "border-closure", "crossing", "asylum", "death")
"""Events that may be told of a country as a whole."""
_BARRIERS = ("river", "bridge", "crossing", "border")
_SEASON = 100
"""Days over which what happened is a count of many cases; deaths are told of a year too."""

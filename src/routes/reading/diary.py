"""The diary: which day a report is of, and what is kept of the days told for the sentences that follow.

A short span is carried over as the day of the story, a long one within its paragraph, none that is yet to come.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from routes.model import DatedFrom, DateSpan, Status
from routes.reading.chunks import Chunk, Row
from routes.reading.days import (
    SHORT,
    day_before,
    is_carried,
    is_now,
    is_of_before,
    is_of_earlier,
    is_of_past,
    is_since_that,
    nearest_day,
    news_of,
    only_day,
    told_days,
)

__all__ = ["Dated", "Diary", "is_headline"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A day or interval, and from what it was told; both None where the text gives none."""

    value: DateSpan | None = None
    source: DatedFrom | None = None


@dataclass(slots=True)
class Diary:
    """The days of a text that is being read, and that of its publication."""

    published: date | None
    _day: DateSpan | None = None
    _heading: Chunk | None = None
    _under: int = 0
    _period: tuple[DateSpan, int] | None = None

    def headed(self, row: Row) -> Row:
        """The row with the day under which it stands: a timeline gives its days in lines of their own.

        Not the day of publication, which stands so above many a text.
        """
        if _is_heading(row):
            value = row.chunks[row.days[0]].timex
            news = value is None or value.value is None or self.published in (value.value.first, value.value.last)
            self._heading, self._under = None if news else row.chunks[row.days[0]], 0
            return row
        self._under += 1
        if self._heading is None or row.days or not row.chunks or self._under > _UNDER:
            return row
        at = row.sentence.start
        chunks = (self._heading, Chunk(mark=":"), *row.chunks)
        return Row.of(row.sentence, chunks, (at, at, *row.starts), (at, at, *row.ends))

    def dated(self, row: Row, place_at: int, verb_at: int, status: Status, *, lead: bool) -> Dated:
        """The day of a report: told in its clause or sentence, else carried over, else (`lead`) that of publication."""
        verbless = place_at == verb_at
        until = None if status == "planned" or verbless else self.published
        chosen = nearest_day(row, place_at, verb_at, until=until)
        if chosen is not None and chosen.timex is not None:
            return Dated(value=chosen.timex.value, source=chosen.timex.dated_from)
        if status == "planned" or is_headline(row) or is_since_that(row.chunks, verb_at):
            return Dated()
        if is_now(row.chunks, verb_at):
            return Dated(value=DateSpan.day(self.published), source="publication") if self.published else Dated()
        earlier = day_before(row, verb_at) or only_day(row, verb_at)
        if earlier is not None and earlier.timex is not None and not self.is_ahead(earlier.timex.value):
            return Dated(value=earlier.timex.value, source="anchor")
        if self._period is not None and self._period[1] == row.sentence.paragraph:
            return Dated(value=self._period[0], source="anchor")
        if self._day is not None:
            return Dated(value=self._day, source="anchor")
        if not lead or self.published is None:
            return Dated()
        if all(is_of_before(row, j, verb_at) or self._is_plan(row, j) for j in told_days(row)):
            return Dated(value=news_of(self.published), source="publication")
        return Dated()

    def _is_plan(self, row: Row, day: int) -> bool:
        """Whether the day at a chunk is yet to come, so that it is of no news."""
        timex = row.chunks[day].timex
        return timex is not None and self.is_ahead(timex.value)

    def is_ahead(self, value: DateSpan | None) -> bool:
        """Whether a day is after that of publication, so that nothing that happened is of it."""
        return value is not None and self.published is not None and value.first > self.published

    def up_to_now(self, dated: Dated) -> Dated:
        """From the day told ("have streamed in since Saturday") to that of publication."""
        if dated.value is None or self.published is None or self.published < dated.value.first:
            return dated
        return Dated(value=DateSpan(first=dated.value.first, last=self.published), source=dated.source)

    def day_or_next(self, dated: Dated) -> Dated:
        """The day told before or the one after it: "slept there on Monday. They left at dawn"."""
        if dated.value is None or dated.value.days > 1 or self.is_ahead(dated.value.shifted(1)):
            return dated
        return Dated(value=DateSpan(first=dated.value.first, last=dated.value.shifted(1).last), source=dated.source)

    def note(self, row: Row) -> None:
        """Keep the days of a row for those that follow."""
        for i in _telling_days(row) if row.days else ():
            chunk = row.chunks[i]
            if chunk.timex is not None and chunk.timex.value is not None and not chunk.quoted:
                self._note_day(chunk.timex.value, row)

    def _note_day(self, value: DateSpan, row: Row) -> None:
        """Keep a short span as the day of the story, a long one for its own paragraph, but none that is yet to come."""
        if self.is_ahead(value):
            return
        if value.days > SHORT:
            self._period = (value, row.sentence.paragraph)
        elif not _GROUP.isdisjoint(row.marks) or ("motion" in row.marks and self._is_recent(value)):
            self._day, self._period = value, None

    def _is_recent(self, value: DateSpan) -> bool:
        """Whether a day is near enough to that of publication to be of the story of a group that is not named."""
        return self.published is None or (self.published - value.last).days <= _RECENT


_UNDER = 6
"""Sentences under a day's line that are of it."""


def _is_heading(row: Row) -> bool:
    """Whether a row is nothing but one day: "October 19", "Friday, Oct. 19, 2018:"."""
    return len(row.days) == 1 and all(c.timex is not None or c.mark or c.can_be("clock") for c in row.chunks)


_GROUP = frozenset(("group", "pronoun"))
_RECENT = 45
"""Days before that of publication within which a sentence that names no group tells the story's day."""


def _telling_days(row: Row) -> Sequence[int]:
    """The days of a row that those which follow may have: short ones, if it has any, and none of setting out."""
    known = [i for i in told_days(row) if not is_of_past(row, i)]
    later = [i for i in known if not is_of_earlier(row.chunks, i)]
    carried = [i for i in later if is_carried(row, i)]
    short = [i for i in carried or later if (t := row.chunks[i].timex) and t.value and t.value.days <= SHORT]
    return short or carried


def is_headline(row: Row) -> bool:
    """Whether a row is a headline or the text of a picture or film, which may show another day: no stop ends it."""
    last = row.chunks[-1]
    return not (last.mark or last.quoted) and any(chunk.can_be("group") for chunk in row.chunks)

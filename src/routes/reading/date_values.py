"""What the kinds of date expressions mean: one function for each, from the slots of a match to days.

Every function returns None where the text gives no day that can be reckoned. `fits` says whether a match can mean
what its kind says at all ("Monday 9" where no Monday near by is a 9th): if not, other rules have their turn.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from routes.model import DateSpan
from routes.reading.calendar_days import (
    DAY,
    around,
    day_of,
    feast,
    last_of_month,
    monday_of,
    part_of,
    span_of,
    week_from,
)

__all__ = ["Frame", "Slots", "fits", "value_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """From where days are reckoned.

    The day of publication, the last day of the narrative, the year of the text where there is no day of publication;
    `future` where the words around the expression plan, `present` where they do so by a verb in the present ("sale el
    sábado"), `past` where they plainly tell what has been.
    """

    published: date | None = None
    anchor: DateSpan | None = None
    year: int | None = None
    future: bool = False
    present: bool = False
    past: bool = False

    @property
    def today(self) -> date | None:
        """The day from which months and weekdays are reckoned."""
        return self.published


class Slots:
    """The slots of one match, read with the tables of the language."""

    def __init__(self, match: re.Match[str], tables: Mapping[str, Mapping[str, str]]) -> None:
        self._found = {name: text for name, text in match.groupdict().items() if text is not None}
        self._tables = tables

    def __contains__(self, name: str) -> bool:
        return name in self._found

    def number(self, name: str) -> int:
        """The digits that a slot begins with."""
        return int(re.findall(r"\d+", self._found[name])[0])

    def word(self, name: str, default: str = "") -> str:
        """What the table says of the word in a slot; `default` where the slot is empty."""
        found = self._found.get(name)
        return default if found is None else self._tables[name.rstrip("23")][found.lower()]

    def month(self, name: str = "month") -> int:
        """1 to 12."""
        return int(self.word(name))

    def year(self) -> int | None:
        """The year that is written out."""
        return int(self._found["year"]) if "year" in self._found else None

    def quantity(self) -> int:
        """The number of units."""
        text = self._found["number"]
        return int(text) if text.isdigit() else int(self.word("number"))


# --- reckoning ---------------------------------------------------------------------------------

_AHEAD_DAYS = 45
"""A month and day up to this far ahead is the next one although nothing plans: "he takes office on December 1"."""
_BACK_DAYS = 30
"""And up to this far back the last one although something plans: "they would arrive on October 20", told later."""
_NEAR_DAYS = 100
"""How far from the day of publication "Monday 9" is looked for: two such days lie at least four weeks apart."""


def _in_year(slots: Slots, frame: Frame, made: Callable[[int], date | None]) -> int | None:
    """The year of what stands without one: the last such day, or the next where the words plan."""
    if slots.year() or frame.today is None:
        return slots.year() or frame.year
    if "whichyear" in slots:
        return frame.today.year + int(slots.word("whichyear").partition("/")[0])
    step = int(slots.word("direction", "0")) if slots.word("direction", "0") in ("-1", "1") else 0
    around = [d for y in (-1, 0, 1) if (d := made(frame.today.year + y)) is not None]
    if step > 0 or (frame.future and not step):
        ahead = [d for d in around if d >= frame.today - _BACK_DAYS * DAY * (not step)]
        return min(ahead).year if ahead else None
    back = [d for d in around if d <= frame.today + _AHEAD_DAYS * DAY * (not step and not frame.past)]
    return max(back).year if back else None


def _weekday_near(frame: Frame, weekday: int, direction: str) -> date | None:
    """The weekday meant: `` by the words around, `-1` before today, `1` after it, `anchor-1`, `anchor+1`.

    `0` ("este lunes") is by the words around too, but never six days away where yesterday was such a day: a text that
    comes out a day after it was written. What it says in the present is of the nearest.
    """
    if direction.startswith("anchor"):
        start = frame.anchor.first if frame.anchor else frame.today
        step = int(direction.removeprefix("anchor"))
        begin = start and start + step * DAY
    else:
        step = int(direction or 0) or (1 if frame.future else -1)
        begin = frame.today and frame.today + int(direction or 0) * DAY
    if begin is None:
        return None
    on, back = (weekday - begin.weekday()) % 7, (begin.weekday() - weekday) % 7
    if direction == "0" and (back == 1 or (frame.present and back < on)):
        step = -1
    return begin + on * DAY if step > 0 else begin - back * DAY


# --- one function for each kind of expression --------------------------------------------------


def _explicit_day(slots: Slots, frame: Frame) -> DateSpan | None:
    month, day = slots.month(), slots.number("day") if "day" in slots else 1
    year = _in_year(slots, frame, lambda y: day_of(y, month, day))
    found = day_of(year, month, day) if year else None
    return DateSpan.day(found) if found else None


def _explicit_days(slots: Slots, frame: Frame) -> DateSpan | None:
    last_day = slots.number("day3" if "day3" in slots else "day2")
    month = slots.month()
    month2 = slots.month("month2") if "month2" in slots else month
    year = _in_year(slots, frame, lambda y: day_of(y, month2, last_day))
    if year is None:
        return None
    return span_of(day_of(year - (month > month2), month, slots.number("day")), day_of(year, month2, last_day))


def _day_alone(slots: Slots, frame: Frame) -> DateSpan | None:
    """The day of "el día 26": the last 26th, or the next where the words plan."""
    step = int(slots.word("direction", "0")) or (1 if frame.future else -1)
    return _nearest(frame.today, slots.number("day"), step)


def _further_day(slots: Slots, frame: Frame) -> DateSpan | None:
    """The day of "..., y el 11 llegarán": the next 11th after the day told before."""
    return _nearest(frame.anchor.last if frame.anchor else None, slots.number("day"), 1)


_FURTHER = 21
"""Days within which a programme goes on."""


def _nearest(start: date | None, day: int, step: int) -> DateSpan | None:
    """The first day of that number from a day on, or the last before it."""
    if start is None:
        return None
    days = (start + step * away * DAY for away in range(_A_MONTH))
    return next((DateSpan.day(found) for found in days if found.day == day), None)


_A_MONTH = 31


def _numeric_day(slots: Slots, _frame: Frame) -> DateSpan | None:
    found = day_of(slots.year() or 0, slots.number("monthnumber"), slots.number("day"))
    return DateSpan.day(found) if found else None


def _week_of(slots: Slots, frame: Frame) -> DateSpan | None:
    found = _explicit_day(slots, frame)
    return week_from(monday_of(found.first)) if found else None


def _month(slots: Slots, frame: Frame) -> DateSpan | None:
    month = slots.month()
    is_over = slots.word("direction") == "-1"
    year = _in_year(slots, frame, lambda y: last_of_month(y, month) if is_over else date(y, month, 1))
    if year is None:
        return None
    first = date(year, month, 1)
    return part_of(DateSpan(first=first, last=last_of_month(year, month)), slots.word("third"), first)


def _months(slots: Slots, frame: Frame) -> DateSpan | None:
    month, month2 = slots.month(), slots.month("month2")
    year = _in_year(slots, frame, lambda y: date(y, month2, 1))
    return span_of(date(year - (month > month2), month, 1), last_of_month(year, month2)) if year else None


def _named_day(slots: Slots, frame: Frame) -> DateSpan | None:
    first, _, last = (slots.word("named") or slots.word("feast")).partition("/")
    year = _in_year(slots, frame, lambda y: feast(first, y))
    return span_of(feast(first, year), feast(last or first, year)) if year else None


def _from_named_day(slots: Slots, frame: Frame) -> DateSpan | None:
    named = _named_day(slots, frame)
    days = _counted(slots)[0] if "number" in slots else 1
    return named.shifted(days if "after" in slots else -days) if named else None


def _counted(slots: Slots) -> tuple[int, int]:
    """How many days, and how exact: a number of weeks, months or years, and "about", are meant loosely."""
    unit = int(slots.word("unit"))
    return slots.quantity() * unit, int("loose" in slots) if unit == 1 else 1 if unit == 7 else unit // 4


def _counting(step: int, *, from_today: bool) -> Callable[[Slots, Frame], DateSpan | None]:
    """Counts units back (`step` -1) or on (1) from the day of publication or from the narrative."""

    def count(slots: Slots, frame: Frame) -> DateSpan | None:
        days, slack = _counted(slots)
        start = frame.today if from_today else frame.anchor and frame.anchor.first
        return around(start + step * days * DAY, slack) if start else None

    return count


def _anchored(slots: Slots, frame: Frame) -> DateSpan | None:
    """Days from that of the narrative; before any is told, those before the day of publication: "la víspera"."""
    days = int(slots.word("anchored"))
    today = DateSpan.day(frame.today) if frame.today is not None and days < 0 else None
    anchor = frame.anchor or today
    return anchor.shifted(days) if anchor else None


def _offset(slots: Slots, frame: Frame) -> DateSpan | None:
    first, _, last = slots.word("offset").partition("/")
    today = frame.today
    return span_of(today + int(first) * DAY, today + int(last or first) * DAY) if today else None


def _weekday(slots: Slots, frame: Frame) -> DateSpan | None:
    found = _weekday_near(frame, int(slots.word("weekday")), slots.word("direction"))
    return DateSpan.day(found) if found else None


def _weekdays(slots: Slots, frame: Frame) -> DateSpan | None:
    last = _weekday_near(frame, int(slots.word("weekday3" if "weekday3" in slots else "weekday2")), "")
    return span_of(last - (last.weekday() - int(slots.word("weekday"))) % 7 * DAY, last) if last else None


def _weekday_of_week(slots: Slots, frame: Frame) -> DateSpan | None:
    week = _week(slots, frame)
    return DateSpan.day(week.first + int(slots.word("weekday")) * DAY) if week else None


def _weekday_of_month(slots: Slots, frame: Frame) -> DateSpan | None:
    """The day of "Monday 9": the nearest Monday that is a 9th; of two equally near ones the earlier."""
    if frame.today is None:
        return None
    weekday, day = int(slots.word("weekday")), slots.number("day")
    around = (frame.today + away * DAY for away in range(-_NEAR_DAYS, _NEAR_DAYS + 1))
    found = [d for d in around if d.day == day and d.weekday() == weekday]
    today = frame.today
    return DateSpan.day(min(found, key=lambda d: abs((d - today).days))) if found else None


def _week(slots: Slots, frame: Frame) -> DateSpan | None:
    if frame.today is None:
        return None
    which, _, part = slots.word("week").partition("/")
    return part_of(week_from(monday_of(frame.today) + 7 * int(which) * DAY), part, frame.today)


def _weekend(slots: Slots, frame: Frame) -> DateSpan | None:
    """`recent`: the last one that has begun, or the next where the words plan; else counted from this week's."""
    if frame.today is None:
        return None
    which, this = slots.word("weekend"), monday_of(frame.today) + 5 * DAY
    just_over = which == "0" and not frame.future and frame.today.weekday() <= 1
    if just_over or (which == "recent" and not frame.future and this > frame.today):
        which = "-1"
    saturday = this + 7 * int(which.replace("recent", "0")) * DAY
    return DateSpan(first=saturday, last=saturday + DAY)


def _which_month(slots: Slots, frame: Frame) -> DateSpan | None:
    if frame.today is None:
        return None
    which, _, part = slots.word("whichmonth").partition("/")
    year, month = divmod(frame.today.year * 12 + frame.today.month - 1 + int(which), 12)
    return part_of(DateSpan(first=date(year, month + 1, 1), last=last_of_month(year, month + 1)), part, frame.today)


def _which_year(slots: Slots, frame: Frame) -> DateSpan | None:
    if frame.today is None:
        return None
    which, _, part = slots.word("whichyear").partition("/")
    year = frame.today.year + int(which)
    return part_of(DateSpan(first=date(year, 1, 1), last=date(year, 12, 31)), part, frame.today)


def _season(slots: Slots, frame: Frame) -> DateSpan | None:
    (month, day), (month2, day2) = ((int(p) for p in d.split("-")) for d in slots.word("season").split("/"))
    year = _in_year(slots, frame, lambda y: day_of(y, month, day))
    return span_of(day_of(year, month, day), day_of(year + (month2 < month), month2, day2)) if year else None


def _year_part(slots: Slots, _frame: Frame) -> DateSpan | None:
    """The days of "late 2017": as the days of a month, so the months of a year, four for each third."""
    year, month = slots.year(), (int(slots.word("third").partition("-")[0]) - 1) // 10 * 4 + 1
    return DateSpan(first=date(year, month, 1), last=last_of_month(year, month + 3)) if year else None


def _weekday_ago(slots: Slots, frame: Frame) -> DateSpan | None:
    """The day of "a week ago Friday": so long before the last Friday."""
    found = _weekday_near(frame, int(slots.word("weekday")), "")
    return DateSpan.day(found - _counted(slots)[0] * DAY) if found else None


def _year(slots: Slots, _frame: Frame) -> DateSpan | None:
    year = slots.year()
    return DateSpan(first=date(year, 1, 1), last=date(year, 12, 31)) if year else None


_KINDS: Mapping[str, Callable[[Slots, Frame], DateSpan | None]] = {
    "day": _explicit_day,
    "days": _explicit_days,
    "list": _explicit_days,
    "numeric": _numeric_day,
    "day-alone": _day_alone,
    "more": _further_day,
    "week-of": _week_of,
    "month": _month,
    "months": _months,
    "named": _named_day,
    "named-offset": _from_named_day,
    "ago": _counting(-1, from_today=True),
    "weekday-ago": _weekday_ago,
    "ahead": _counting(1, from_today=True),
    "ahead-if-planned": _counting(1, from_today=True),
    "later": _counting(1, from_today=False),
    "earlier": _counting(-1, from_today=False),
    "anchored": _anchored,
    "offset": _offset,
    "weekday": _weekday,
    "weekdays": _weekdays,
    "weekday-list": _weekdays,
    "weekday-week": _weekday_of_week,
    "weekday-day": _weekday_of_month,
    "week": _week,
    "weekend": _weekend,
    "which-month": _which_month,
    "which-year": _which_year,
    "season": _season,
    "year": _year,
    "year-part": _year_part,
}


def value_of(kind: str, slots: Slots, frame: Frame) -> DateSpan | None:
    """The days that an expression of a kind means; None where the calendar has none.

    Raises KeyError for an unknown kind.
    """
    try:
        return _KINDS[kind](slots, frame)
    except OverflowError:  # "999 years ago", counted from 999 years ago
        return None


# --- whether an expression can mean it ---------------------------------------------------------


def _follow(values: Iterator[int], cycle: int) -> bool:
    each = list(values)
    return all((b - a) % cycle == 1 for a, b in pairwise(each))


def _days_follow(slots: Slots, _frame: Frame) -> bool:
    return _follow((slots.number(name) for name in ("day", "day2", "day3") if name in slots), 1000)


def _weekdays_follow(slots: Slots, _frame: Frame) -> bool:
    return _follow((int(slots.word(name)) for name in ("weekday", "weekday2", "weekday3") if name in slots), 7)


def _goes_on(found: DateSpan | None, frame: Frame) -> bool:
    anchor = frame.anchor
    return found is not None and anchor is not None and 0 < (found.first - anchor.last).days <= _FURTHER


_FITS: Mapping[str, Callable[[Slots, Frame], bool]] = {
    "list": _days_follow,
    "weekday-list": _weekdays_follow,
    "weekday-day": lambda slots, frame: frame.today is None or _weekday_of_month(slots, frame) is not None,
    "ahead-if-planned": lambda _slots, frame: frame.future,
    "more": lambda slots, frame: _goes_on(_further_day(slots, frame), frame),
}


def fits(kind: str, slots: Slots, frame: Frame) -> bool:
    """Whether the match can mean what its kind says; if not, it is left to other rules."""
    return kind not in _FITS or _FITS[kind](slots, frame)

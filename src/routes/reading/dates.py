"""Dates: the day expressions of a text and the days that they mean.

An own grammar over the tables of a language. A plain weekday is the most recent such day, the day of publication
included, and turns to the future only after a word that plans; "two days later" counts from the last day of the
narrative; an interval stays an interval; what gives no day gives none.

    find_dates("It left on Friday.", english, Frame(published=date(2018, 10, 22)))[0].value  # 2018-10-19
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from routes.folding import plain
from routes.model import DatedFrom, DateSpan, Span, Timex
from routes.reading.language import Language

__all__ = ["Frame", "find_dates"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """From where days are reckoned: the day of publication, the last day of the narrative, the year of the text
    where there is no day of publication; `future` where the words around the expression plan.
    """

    published: date | None = None
    anchor: DateSpan | None = None
    year: int | None = None
    future: bool = False

    @property
    def today(self) -> date | None:
        """The day from which months and weekdays are reckoned."""
        return self.published


def find_dates(text: str, lang: Language, frame: Frame) -> tuple[Timex, ...]:
    """Every date expression of a text, in its order; `value` is None where it gives no day.

    The anchor moves along with the text: "two days later" counts from the expression before it.
    """
    flat = plain(text)
    found: list[Timex] = []
    for match, kind in _matches(flat, lang):
        since = found[-1].span.end if found else 0
        at = replace(frame, future=_is_future(text, since, match.start(), lang))
        value = _RESOLVERS[kind](_Slots(match, lang), at)
        span = Span(start=match.start(), end=match.end())
        found.append(Timex(span=span, text=text[span.start : span.end], value=value, dated_from=_dated_from(kind)))
        if value is not None and value.days <= 2:
            frame = replace(frame, anchor=value)
    return tuple(found)


def _dated_from(kind: str) -> DatedFrom:
    return {"weekday": "weekday", "weekdays": "weekday"}.get(kind, "anchor" if kind in _ANCHORED_KINDS else "date")  # type: ignore[return-value]


_ANCHORED_KINDS = ("ago", "later", "earlier", "anchored", "offset", "week", "weekend")
_SENTENCE_END = re.compile(r"[.!?;](?=\s)|\n")
_CLAUSE_START = re.compile(r"[,;:()\"\n]|[.!?](?=\s)")


def _is_future(text: str, since: int, start: int, lang: Language) -> bool:
    """Whether the words between the expression before (or the start of the sentence) and this one plan."""
    begin = max(since, start - 120)
    for stop in _SENTENCE_END.finditer(text, begin, start):
        begin = stop.end()
    return bool(lang.future.search(text, begin, start))


def _matches(flat: str, lang: Language) -> Iterator[tuple[re.Match[str], str]]:
    """Matches of the rules, not overlapping: leftmost first, of one start the longest, then the earlier rule."""
    if not lang.date_hint.search(flat):
        return
    every = [
        (match.start(), -match.end(), order, match, rule.kind)
        for order, rule in enumerate(lang.date_rules)
        for match in rule.pattern.finditer(flat)
    ]
    every.sort(key=lambda m: m[:3])
    reach = 0
    for start, minus_end, _, match, kind in every:
        if start >= reach:
            reach = -minus_end
            yield match, kind


# --- what the slots of a match mean ------------------------------------------------------------


class _Slots:
    """The slots of one match, read with the tables of the language."""

    def __init__(self, match: re.Match[str], lang: Language) -> None:
        self._found = {name: text for name, text in match.groupdict().items() if text is not None}
        self._dates = lang.dates

    def __contains__(self, name: str) -> bool:
        return name in self._found

    def number(self, name: str) -> int:
        return int(self._found[name])

    def from_table(self, name: str, table: str) -> str:
        return str(_unfolded(self._dates[table])[plain(self._found[name]).lower()])

    def month(self, name: str = "month") -> int:
        return int(self.from_table(name, "months"))

    def year(self) -> int | None:
        return int(self._found["year"]) if "year" in self._found else None

    def quantity(self) -> int:
        text = self._found["number"]
        return int(text) if text.isdigit() else int(self.from_table("number", "numbers"))


_TABLE_CACHE: dict[int, Mapping[str, object]] = {}


def _unfolded(table: Mapping[str, object]) -> Mapping[str, object]:
    """The table by its words without accents and case; kept, since tables live as long as the process."""
    if id(table) not in _TABLE_CACHE:
        _TABLE_CACHE[id(table)] = {plain(word).lower(): value for word, value in table.items()}
    return _TABLE_CACHE[id(table)]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _last_of_month(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _span(first: date | None, last: date | None) -> DateSpan | None:
    return DateSpan(first=first, last=last) if first and last and first <= last else None


def _nearest_year(frame: Frame, month: int, day: int) -> int | None:
    """The year of a month and day that stand without one: the last such day, or the next where the words plan."""
    if frame.today is None:
        return frame.year
    around = [d for y in (-1, 0, 1) if (d := _day(frame.today.year + y, month, day)) is not None]
    if not around:
        return None
    if frame.future:
        ahead = [d for d in around if d >= frame.today]
        return min(ahead).year if ahead else None
    back = [d for d in around if d <= frame.today + timedelta(days=_SLACK_DAYS)]
    return max(back).year if back else None


_SLACK_DAYS = 45
"""A day up to this far ahead is still of the year of publication: "the march is on December 1", said in November."""


# --- one function for each kind of expression --------------------------------------------------


def _explicit_day(slots: _Slots, frame: Frame) -> DateSpan | None:
    month, day = slots.month(), slots.number("day")
    year = slots.year() or _nearest_year(frame, month, day)
    found = _day(year, month, day) if year else None
    return DateSpan.day(found) if found else None


def _first_day(slots: _Slots, frame: Frame) -> DateSpan | None:
    month = slots.month()
    year = slots.year() or _nearest_year(frame, month, 1)
    return DateSpan.day(date(year, month, 1)) if year else None


def _explicit_days(slots: _Slots, frame: Frame) -> DateSpan | None:
    month, day, day2 = slots.month(), slots.number("day"), slots.number("day2")
    month2 = slots.month("month2") if "month2" in slots else month
    year = slots.year() or _nearest_year(frame, month2, day2)
    if year is None:
        return None
    return _span(_day(year - (month > month2), month, day), _day(year, month2, day2))


def _numeric_day(slots: _Slots, _frame: Frame) -> DateSpan | None:
    found = _day(slots.year() or 0, slots.number("monthnumber"), slots.number("day"))
    return DateSpan.day(found) if found else None


def _month(slots: _Slots, frame: Frame) -> DateSpan | None:
    month = slots.month()
    year = slots.year() or _nearest_year(frame, month, 1)
    if year is None:
        return None
    last = _last_of_month(year, month)
    if "third" not in slots:
        return DateSpan(first=date(year, month, 1), last=last)
    third = int(slots.from_table("third", "thirds"))
    first_day, last_day = ((1, 10), (11, 20), (21, last.day))[third - 1]
    return DateSpan(first=date(year, month, first_day), last=date(year, month, last_day))


def _named_day(slots: _Slots, frame: Frame) -> DateSpan | None:
    month, day = (int(part) for part in slots.from_table("named", "named").split("-"))
    year = slots.year() or _nearest_year(frame, month, day)
    return DateSpan.day(date(year, month, day)) if year else None


def _before_named_day(slots: _Slots, frame: Frame) -> DateSpan | None:
    named = _named_day(slots, frame)
    return named.shifted(-1) if named else None


def _counted(slots: _Slots) -> tuple[int, int]:
    """How many days, and how exact: a number of weeks, months or years is meant loosely."""
    unit = int(slots.from_table("unit", "units"))
    return slots.quantity() * unit, 0 if unit == 1 else 1 if unit == 7 else unit // 4


def _around(day: date, slack: int) -> DateSpan:
    return DateSpan(first=day - timedelta(days=slack), last=day + timedelta(days=slack))


def _ago(slots: _Slots, frame: Frame) -> DateSpan | None:
    days, slack = _counted(slots)
    return _around(frame.today - timedelta(days=days), slack) if frame.today else None


def _later(slots: _Slots, frame: Frame) -> DateSpan | None:
    days, slack = _counted(slots)
    return _around(frame.anchor.first + timedelta(days=days), slack) if frame.anchor else None


def _earlier(slots: _Slots, frame: Frame) -> DateSpan | None:
    days, slack = _counted(slots)
    return _around(frame.anchor.first - timedelta(days=days), slack) if frame.anchor else None


def _anchored(slots: _Slots, frame: Frame) -> DateSpan | None:
    return frame.anchor.shifted(int(slots.from_table("anchored", "anchored"))) if frame.anchor else None


def _offset(slots: _Slots, frame: Frame) -> DateSpan | None:
    first, _, last = slots.from_table("offset", "offsets").partition("/")
    if frame.today is None:
        return None
    return DateSpan(
        first=frame.today + timedelta(days=int(first)), last=frame.today + timedelta(days=int(last or first))
    )


def _weekday_near(frame: Frame, weekday: int, direction: str) -> date | None:
    """The weekday meant: `0` by the words around, `-1` before today, `1` after it, `anchor-1`, `anchor+1`."""
    if direction.startswith("anchor"):
        start = frame.anchor.first if frame.anchor else frame.today
        step = int(direction.removeprefix("anchor"))
        begin = start + timedelta(days=step) if start else None
    else:
        step = int(direction) or (1 if frame.future else -1)
        begin = frame.today and frame.today + timedelta(days=int(direction))
    if begin is None:
        return None
    away = (weekday - begin.weekday()) % 7 if step > 0 else -((begin.weekday() - weekday) % 7)
    return begin + timedelta(days=away)


def _weekday(slots: _Slots, frame: Frame) -> DateSpan | None:
    direction = slots.from_table("direction", "directions") if "direction" in slots else "0"
    found = _weekday_near(frame, int(slots.from_table("weekday", "weekdays")), direction)
    return DateSpan.day(found) if found else None


def _weekdays(slots: _Slots, frame: Frame) -> DateSpan | None:
    last = _weekday_near(frame, int(slots.from_table("weekday2", "weekdays")), "0")
    if last is None:
        return None
    back = (last.weekday() - int(slots.from_table("weekday", "weekdays"))) % 7
    return _span(last - timedelta(days=back), last)


def _week(slots: _Slots, frame: Frame) -> DateSpan | None:
    if frame.today is None:
        return None
    monday = frame.today - timedelta(days=frame.today.weekday())
    monday += timedelta(days=7 * int(slots.from_table("week", "weeks")))
    return DateSpan(first=monday, last=monday + timedelta(days=6))


def _weekend(slots: _Slots, frame: Frame) -> DateSpan | None:
    if frame.today is None:
        return None
    saturday = frame.today + timedelta(days=5 - frame.today.weekday())
    which = int(slots.from_table("weekend", "weekends"))
    if which < 0 and saturday <= frame.today:
        which += 1
    saturday += timedelta(days=7 * which)
    return DateSpan(first=saturday, last=saturday + timedelta(days=1))


def _season(slots: _Slots, frame: Frame) -> DateSpan | None:
    first, last = (part.split("-") for part in slots.from_table("season", "seasons").split("/"))
    year = _nearest_year(frame, int(first[0]), int(first[1]))
    return _span(_day(year, int(first[0]), int(first[1])), _day(year, int(last[0]), int(last[1]))) if year else None


def _year(slots: _Slots, _frame: Frame) -> DateSpan | None:
    year = slots.year()
    return DateSpan(first=date(year, 1, 1), last=date(year, 12, 31)) if year else None


_RESOLVERS: Mapping[str, Callable[[_Slots, Frame], DateSpan | None]] = {
    "day": _explicit_day,
    "days": _explicit_days,
    "first": _first_day,
    "iso": _numeric_day,
    "numeric": _numeric_day,
    "month": _month,
    "named": _named_day,
    "named-offset": _before_named_day,
    "ago": _ago,
    "later": _later,
    "earlier": _earlier,
    "anchored": _anchored,
    "offset": _offset,
    "weekday": _weekday,
    "weekdays": _weekdays,
    "week": _week,
    "weekend": _weekend,
    "season": _season,
    "year": _year,
}

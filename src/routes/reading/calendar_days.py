"""The calendar: months, weeks, parts of them and feasts, as days and spans of days."""

from __future__ import annotations

from datetime import date, timedelta

from routes.model import DateSpan

__all__ = [
    "DAY",
    "around",
    "day_of",
    "easter",
    "feast",
    "last_of_month",
    "monday_of",
    "part_of",
    "span_of",
    "week_from",
]

DAY = timedelta(days=1)


def day_of(year: int, month: int, day: int) -> date | None:
    """The day; None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def last_of_month(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year + month // 12, month % 12 + 1, 1) - DAY


def span_of(first: date | None, last: date | None) -> DateSpan | None:
    """The days from first to last; None where one is missing or they are the wrong way round."""
    return DateSpan(first=first, last=last) if first and last and first <= last else None


def around(day: date, slack: int) -> DateSpan:
    """A day and `slack` days on either side."""
    return DateSpan(first=day - slack * DAY, last=day + slack * DAY)


def part_of(span: DateSpan, part: str, today: date) -> DateSpan | None:
    """The whole of a span (no `part`), what is `past` or `ahead` of it, or its days `3-5` counted from 1."""
    if part == "past":
        return span_of(span.first, min(span.last, today))
    if part == "ahead":
        return span_of(max(span.first, today), span.last)
    if not part:
        return span
    first, last = (int(day) - 1 for day in part.split("-"))
    return span_of(span.first + first * DAY, min(span.last, span.first + last * DAY))


def monday_of(day: date) -> date:
    """The Monday of the week of a day."""
    return day - day.weekday() * DAY


def week_from(monday: date) -> DateSpan:
    """The week that begins with a day."""
    return DateSpan(first=monday, last=monday + 6 * DAY)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm, Nature, 20 April 1876)."""
    century, rest = divmod(year, 100)
    golden, leap, common = year % 19, century // 4, century % 4
    shift = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leap - shift + 15) % 30
    week = (32 + 2 * common + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


def feast(form: str, year: int) -> date | None:
    """`12-24`; `11-22>3`, the first Thursday from November 22 on; `easter-2`, two days before Easter."""
    if form.startswith("easter"):
        return easter(year) + int(form.removeprefix("easter") or 0) * DAY
    fixed, _, weekday = form.partition(">")
    month, number = (int(part) for part in fixed.split("-"))
    found = day_of(year, month, number)
    return found + (int(weekday) - found.weekday()) % 7 * DAY if found and weekday else found

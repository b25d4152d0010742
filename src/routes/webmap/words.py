"""What the page says in a reader's words: days, statuses, events, counts. English, as the page's own text."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from routes.model import Claim, DatedFrom, DateSpan, EventType, Status, Waypoint

__all__ = ["DATED_FROM", "EVENTS", "STATUSES", "conflict", "counted", "day", "period", "short", "span"]

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
STATUSES: dict[Status, str] = {
    "departed": "Left",
    "arrived": "Arrived",
    "passed": "Passed through",
    "present": "Was here",
    "planned": "Planned, not reported as reached",
    "blocked": "Held up here",
}
EVENTS: dict[EventType, str] = {
    "clash": "Clash",
    "detention": "Detention",
    "death": "Death",
    "crossing": "Crossing",
    "blocked": "Way blocked",
    "border-closure": "Border closed",
    "asylum": "Asylum claims",
    "aid": "Aid",
    "speech": "Statement",
    "other": "Other event",
}
DATED_FROM: dict[DatedFrom, str] = {
    "date": "",
    "weekday": "dated by a weekday in the text",
    "anchor": "reckoned from another day in the text",
    "publication": "the day of publication: the text gives no day",
}


def day(value: date | None) -> str:
    """`12 October 2018`; "" for None."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}" if value else ""


def span(value: DateSpan | None) -> str:
    """`12 October 2018`, `27–29 October 2018`, `30 October – 2 November 2018`; `no date given` for None."""
    if value is None:
        return "no date given"
    first, last = value.first, value.last
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} – {day(last)}"
    return f"{day(first)} – {day(last)}"


def short(value: DateSpan | None, *, year: bool) -> str:
    """For a label on the map: `12 Oct`, `27–29 Oct`, `30 Oct–2 Nov`, with the year behind it; "" for None."""
    if value is None:
        return ""
    first, last = (f"{d.day} {MONTHS[d.month - 1][:3]}" for d in (value.first, value.last))
    if (value.first.year, value.first.month) == (value.last.year, value.last.month):
        first = str(value.first.day)
    text = last if value.first == value.last else f"{first}–{last}"
    return f"{text} {value.last.year}" if year else text


def period(values: Iterable[DateSpan | None], *, letters: int | None = None) -> str:
    """The months from the first to the last day: `October – November 2018`; "" where there is no day.

    `letters` is how many are left of a month's name; None leaves all.
    """
    names = [name[:letters] for name in MONTHS]
    dated = [value for value in values if value]
    if not dated:
        return ""
    first, last = min(v.first for v in dated), max(v.last for v in dated)
    end = f"{names[last.month - 1]} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return end
    start = names[first.month - 1] if first.year == last.year else f"{names[first.month - 1]} {first.year}"
    return f"{start} – {end}"


def counted(number: int, one: str, many: str = "") -> str:
    """`1 stop`, `12 stops`, `1,204 stops`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def conflict(waypoint: Waypoint) -> str:
    """`Sources differ: 12 October 2018 says A; 13 October 2018 says B and C.`; "" where they agree."""
    if not waypoint.conflicts:
        return ""
    sides = [(waypoint.date, waypoint.claims), *((other.date, other.claims) for other in waypoint.conflicts)]
    return f"Sources differ: {'; '.join(f'{span(date)} says {_sayers(claims)}' for date, claims in sides)}."


def _sayers(claims: Iterable[Claim]) -> str:
    names = list(dict.fromkeys(claim.source.publisher or f"“{claim.source.title}”" for claim in claims))
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:]))) or "no article"

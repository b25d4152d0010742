"""A reading for people, in short: tables of what was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from routes.model import Reading, Span

__all__ = ["Table", "tables"]

_QUOTE = 90
"""Characters of a quote in a table; more wraps on most terminals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What a terminal shows as a table: every row has as many cells as there are columns."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def tables(reading: Reading) -> tuple[Table, ...]:
    """What was read, the most important first; what there is nothing of is left out."""
    made = (_reports(reading), _events(reading), _places(reading), _dates(reading), _caravans(reading))
    return tuple(table for table in made if table.rows)


def _reports(reading: Reading) -> Table:
    rows = tuple(
        (str(one.date or "no day"), one.status, one.place.name, one.caravan, _quote(reading, one.span))
        for one in reading.reports
    )
    return Table(title="Reports", columns=("day", "status", "place", "caravan", "text"), rows=rows)


def _events(reading: Reading) -> Table:
    rows = tuple(
        (
            str(one.date or "no day"),
            one.type,
            one.place.name if one.place else "",
            one.caravan or "",
            _quote(reading, one.span),
        )
        for one in reading.events
    )
    return Table(title="Events", columns=("day", "type", "place", "caravan", "text"), rows=rows)


def _places(reading: Reading) -> Table:
    counts = Counter((mention.text, mention.place, mention.source) for mention in reading.mentions)
    rows = tuple(
        (text, place.name, f"{place.kind}, {place.country or '-'}", source or "", str(count))
        if place
        else (text, "in no list", "", "", str(count))
        for (text, place, source), count in counts.items()
    )
    return Table(title="Places", columns=("name", "place", "kind", "list", "times"), rows=rows)


def _dates(reading: Reading) -> Table:
    rows: Iterable[tuple[str, str]] = ((timex.text, str(timex.value or "no day")) for timex in reading.dates)
    return Table(title="Dates", columns=("text", "day"), rows=tuple(dict.fromkeys(rows)))


def _caravans(reading: Reading) -> Table:
    rows = tuple(
        (one.id, one.name, "caravans.yaml" if one.registered else "found in the article") for one in reading.caravans
    )
    return Table(title="Caravans", columns=("id", "name", "known from"), rows=rows)


def _quote(reading: Reading, span: Span) -> str:
    text = " ".join(reading.article.body[span.start : span.end].split())
    return text if len(text) <= _QUOTE else text[: _QUOTE - 2].rsplit(" ", 1)[0] + " …"

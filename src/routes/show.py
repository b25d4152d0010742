"""A reading as others see it: one line of JSON for programs, tables for people."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from routes.model import Article, Event, Mention, Place, Problem, Reading, Report, Span

__all__ = ["Table", "json_line", "tables", "unread_line"]

_QUOTE = 90
"""Characters of a quote in a table; more wraps on most terminals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What a terminal shows as a table: every row has as many cells as there are columns."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


# --- for programs ------------------------------------------------------------------------------


def json_line(reading: Reading, problems: Sequence[Problem] = ()) -> str:
    """The reading in the form of CONTRACT.md, without a line end; `problems` are those of the file itself."""
    return _line(
        article=_article(reading.article),
        mentions=[_mention(mention) for mention in reading.mentions],
        dates=[
            {**_span(timex.span), "text": timex.text, "value": str(timex.value) if timex.value else None}
            for timex in reading.dates
        ],
        caravans=[{"id": one.id, "name": one.name, "registered": one.registered} for one in reading.caravans],
        reports=[_report(report) for report in reading.reports],
        events=[_event(event) for event in reading.events],
        problems=[_problem(problem) for problem in (*problems, *reading.problems)],
    )


def unread_line(path: str, problems: Sequence[Problem]) -> str:
    """The line of an article that could not be read: the same form with nothing in it but the reasons."""
    article = {"path": path, "title": None, "published": None, "published_from": None, "lang": None}
    found: dict[str, list[Any]] = {key: [] for key in ("mentions", "dates", "caravans", "reports", "events")}
    return _line(article=article, **found, problems=[_problem(problem) for problem in problems])


def _line(**values: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    return json.dumps(values, ensure_ascii=False)


def _article(article: Article) -> dict[str, Any]:
    return {
        "path": article.path,
        "title": article.title,
        "published": article.published.isoformat() if article.published else None,
        "published_from": article.published_from,
        "lang": article.lang,
    }


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _place(place: Place | None) -> dict[str, Any]:
    return {
        "place": place.id if place else None,
        "name": place.name if place else None,
        "country": place.country if place else None,
        "feature": place.feature if place else None,
        "kind": place.kind if place else None,
        "lat": place.position.lat if place else None,
        "lon": place.position.lon if place else None,
    }


def _mention(mention: Mention) -> dict[str, Any]:
    return {
        **_span(mention.span),
        "text": mention.text,
        **_place(mention.place),
        "literal": mention.literal,
        "source": mention.source,
        "rule": mention.rule,
    }


def _report(report: Report) -> dict[str, Any]:
    return {
        "caravan": report.caravan,
        **_place(report.place),
        "date": str(report.date) if report.date else None,
        "dated_from": report.dated_from,
        "status": report.status,
        **_span(report.span),
    }


def _event(event: Event) -> dict[str, Any]:
    return {
        "caravan": event.caravan,
        **_place(event.place),
        "date": str(event.date) if event.date else None,
        "type": event.type,
        **_span(event.span),
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "what": problem.what,
        "mend": problem.mend,
        "severity": problem.severity,
    }


# --- for people --------------------------------------------------------------------------------


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

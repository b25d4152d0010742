"""A reading for programs: one line of JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from routes.model import Article, Event, Mention, Place, Problem, Reading, Report, Span

__all__ = ["json_line", "unread_line"]


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

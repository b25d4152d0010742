"""Gists as rows of a table, and back: one row for each thing that an article says, flat enough for any program.

A place stands in a row with what others want to know of it, and is found again by its id.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from routes.assembly import Gist
from routes.assembly.gists import Unplaced, Witnessed
from routes.assembly.sketches import packed
from routes.assembly.sources import Told
from routes.columns import pack, unpack
from routes.folding import normalize_name
from routes.model import Article, Caravan, Claim, DateSpan, Event, Place, PlaceName, Problem, Source, Span
from routes.parquet import Columns, Kind

__all__ = [
    "ARTICLES",
    "BUCKETS",
    "COLUMNS",
    "Row",
    "article_of",
    "bucket_of",
    "caravan_of",
    "event_of",
    "name_of",
    "problem_of",
    "rows",
    "told_of",
]

BUCKETS = 16
"""What belongs together by its caravan is in one of so many groups of every part, and is gathered group by group."""

ARTICLES = BUCKETS
"""The group behind them, with a row for each article that has a sketch: dispatches are found among these."""

COLUMNS: Mapping[str, Kind] = {
    "kind": "text",
    "caravan": "text",
    "status": "text",
    "place": "text",
    "place_source": "text",
    "name": "text",
    "country": "text",
    "feature": "text",
    "lat": "number",
    "lon": "number",
    "first": "day",
    "last": "day",
    "dated_from": "text",
    "article": "text",
    "title": "text",
    "publisher": "text",
    "url": "text",
    "published": "day",
    "lang": "text",
    "quote": "text",
    "start": "whole",
    "end": "whole",
    "rules": "texts",
    "more": "text",
    "sketch": "bytes",
}
"""Columns of a part. `kind` is article, report, event, caravan, unplaced or problem; `status` an event's type too."""

Row = Mapping[str, Any]


class Keyed(NamedTuple):
    """A row, and by what it is gathered; None where it is one of an article."""

    key: str | None
    row: Row


def bucket_of(key: str | None) -> int:
    """The number of the group, the same on every machine."""
    return ARTICLES if key is None else zlib.crc32(key.encode("utf-8", "replace")) % BUCKETS


def rows(gist: Gist) -> Iterator[Keyed]:
    """All rows of an article, in a fixed order."""
    if gist.sketch:
        yield Keyed(None, _row("article", _article(gist.article), sketch=packed(gist.sketch)))
    for caravan in gist.caravans:
        yield Keyed(caravan.id, _row("caravan", _article(gist.article), caravan=caravan.id, more=_packed(caravan)))
    for told in gist.told:
        claim = told.claim
        said = {"caravan": told.caravan, "status": claim.status, "dated_from": claim.dated_from}
        where = _place(told.place, told.place_source)
        yield Keyed(told.caravan, _row("report", _source(claim.source, gist.article), **said, **where, **_days(claim)))
    for happened in gist.happened:
        event = happened.event
        said = {"caravan": event.caravan, "status": event.type, "dated_from": event.dated_from}
        where = _place(event.place, event.place_source)
        key = event.caravan or (event.place.id if event.place else event.type)
        yield Keyed(key, _row("event", _source(happened.source, gist.article), **said, **where, **_days(event)))
    for unplaced in gist.unplaced:
        yield Keyed(
            normalize_name(unplaced.text), _row("unplaced", _source(unplaced.source, gist.article), name=unplaced.text)
        )
    for problem in gist.problems:
        yield Keyed(gist.article.path, _row("problem", _article(gist.article), more=_packed(problem)))


def by_bucket(all_rows: Iterable[Keyed]) -> list[Columns]:
    """The rows as the columns of each group."""
    groups: list[list[Row]] = [[] for _ in range(BUCKETS + 1)]
    for key, row in all_rows:
        groups[bucket_of(key)].append(row)
    return [{name: [row[name] for row in group] for name in COLUMNS} for group in groups]


def rows_of(columns: Columns) -> Iterator[Row]:
    """The rows of one group's columns."""
    for values in zip(*columns.values(), strict=True):
        yield dict(zip(columns, values, strict=True))


def article_of(row: Row) -> Article:
    """The article of its row, without its text."""
    return Article(
        path=row["article"],
        title=row["title"],
        body="",
        publisher=row["publisher"],
        url=row["url"],
        published=row["published"],
        lang=row["lang"],
    )


def told_of(row: Row, places: Mapping[str, Place]) -> Told:
    """The claim of a report's row. Raises KeyError where the place is not known."""
    claim = Claim(date=_span(row), dated_from=row["dated_from"], status=row["status"], source=_source_of(row))
    return Told(caravan=row["caravan"], place=places[row["place"]], place_source=row["place_source"], claim=claim)


def event_of(row: Row, places: Mapping[str, Place]) -> Witnessed:
    """The event of its row. Raises KeyError where the place is not known."""
    span = Span(start=row["start"], end=row["end"])
    event = Event(
        type=row["status"],
        caravan=row["caravan"],
        place=places[row["place"]] if row["place"] else None,
        place_source=row["place_source"],
        date=_span(row),
        dated_from=row["dated_from"],
        span=span,
        sentence=span,
        rules=tuple(row["rules"] or ()),
    )
    return Witnessed(event=event, source=_source_of(row))


def caravan_of(row: Row) -> Caravan:
    """The caravan as one article tells of it."""
    caravan: Caravan = _unpacked(row["more"], Caravan)
    return caravan


def name_of(row: Row) -> Unplaced:
    """A name that no list has."""
    return Unplaced(text=row["name"], source=_source_of(row))


def problem_of(row: Row) -> Problem:
    """A problem of one article."""
    problem: Problem = _unpacked(row["more"], Problem)
    return problem


# --- parts of rows -----------------------------------------------------------------------------


def _row(kind: str, *parts: Row, **values: Any) -> Row:  # noqa: ANN401 - what a column may hold
    row = dict.fromkeys(COLUMNS) | {"kind": kind} | values
    for part in parts:
        row |= part
    return row


def _article(article: Article) -> Row:
    return {
        "article": article.path,
        "title": article.title,
        "publisher": article.publisher,
        "url": article.url,
        "published": article.published,
        "lang": article.lang,
    }


def _source(source: Source, article: Article) -> Row:
    told = {"quote": source.quote, "start": source.span.start, "end": source.span.end, "rules": list(source.rules)}
    return {**_article(article), **told}


def _source_of(row: Row) -> Source:
    return Source(
        article=row["article"],
        title=row["title"],
        publisher=row["publisher"],
        url=row["url"],
        published=row["published"],
        quote=row["quote"],
        span=Span(start=row["start"], end=row["end"]),
        rules=tuple(row["rules"] or ()),
    )


def _place(place: Place | None, source: str | None) -> Row:
    if place is None:
        return {"place_source": source}
    return {
        "place": place.id,
        "place_source": source,
        "name": place.name,
        "country": place.country,
        "feature": place.feature,
        "lat": place.position.lat,
        "lon": place.position.lon,
    }


def _days(told: Claim | Event) -> Row:
    return {"first": told.date.first, "last": told.date.last} if told.date else {}


def _span(row: Row) -> DateSpan | None:
    return DateSpan(first=row["first"], last=row["last"]) if row["first"] else None


def _packed(value: Caravan | Problem) -> str:
    return json.dumps(pack(value), ensure_ascii=False)


def _unpacked(text: str, kind: type[Any]) -> Any:  # noqa: ANN401 - as given
    return unpack(json.loads(text), (kind, PlaceName))

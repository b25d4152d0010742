"""The page for a reader without scripts: every stop and event in plain tables, then every article with its quotes.

A number in the last column leads to a quote in the list below the tables. Articles and quotes stand nowhere else in
the page: its script reads them from here, as text. Every row, article and quote is a line.

Of a huge map the tables hold the first rows, and say so; the page's script then has articles and quotes of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from routes.model import DateSpan

from .payload import Json
from .regions import country_name
from .wording import say, span

__all__ = ["dated", "is_cut", "plain", "rows"]

FULL = 5_000
"""Rows up to which the tables are complete: about two megabytes of page."""
FIRST = 300
"""Rows of the tables of a larger map."""


def rows(body: Json) -> int:
    """How many rows the payload's tables have: stops, areas, events and names without a place."""
    return sum(1 for _ in _told(body))


def is_cut(body: Json) -> bool:
    """Whether the tables hold the first rows of the payload only."""
    return rows(body) > FULL


def plain(body: Json) -> str:
    """The payload as HTML tables, in English; every word from it is escaped."""
    if is_cut(body):
        note = say("plain-first", n=f"{FIRST:,}", all=f"{rows(body):,}")
        return f"<p>{note}</p>\n{_tables(_first(body))}"
    return _tables(body)


def dated(iso: str) -> str:
    """A day or a range of days of the payload in words."""
    return span(DateSpan.parse(iso) if iso else None)


def _first(body: Json) -> Json:
    """The payload cut to its first rows; quotes and articles that these do not cite are None."""
    left = FIRST

    def cut(told: Json, *names: str) -> Json:
        nonlocal left
        kept = dict(told)
        for name in names:
            kept[name] = told.get(name, [])[:left]
            left -= len(kept[name])
        return kept

    routes = [cut(route, "stops", "areas") for route in body["routes"] if left]
    kept = {**cut(body, "events", "unplaced"), "routes": routes}
    cited = {number for told in _told(kept) for number in _numbers(told)}
    quotes = [quote if number in cited else None for number, quote in enumerate(body["quotes"])]
    citing = {quote[0] for quote in quotes if quote}
    articles = [article if index in citing else None for index, article in enumerate(body["articles"])]
    return {**kept, "quotes": quotes, "articles": articles}


def _tables(body: Json) -> str:
    stops = ("number", "date", "place", "status", "sources")
    parts = [
        _table(route["name"], stops, _stops(route, body), f" class=r{number}")
        for number, route in enumerate(body["routes"])
    ]
    parts.append(_table(say("events"), ("date", "event", "place", "sources"), _events(body)))
    if body["unplaced"]:
        names = (_row(name["text"], quotes=_quotes(name)) for name in body["unplaced"])
        parts.append(_table(say("unplaced"), ("place", "sources"), names))
    return "\n".join((*parts, _articles(body)))


def _table(caption: str, heads: Iterable[str], rows: Iterable[str], kind: str = "") -> str:
    head = "".join(f"<th scope=col>{say(f'head-{name}')}" for name in heads)  # HTML closes cells and rows by itself
    return f"<table><caption{kind}>{escape(caption)}</caption><thead><tr>{head}<tbody>{''.join(rows)}\n</table>"


def _stops(route: Json, body: Json) -> Iterator[str]:
    numbered = ((str(stop.get("seq", at)), stop) for at, stop in enumerate(route.get("stops", ()), start=1))
    for number, stop in (*numbered, *(("", area) for area in route.get("areas", ()))):
        yield _row(number, dated(stop.get("date", "")), _place(stop, body), _status(stop, body), quotes=_quotes(stop))


def _events(body: Json) -> Iterator[str]:
    for event in body["events"]:
        label = ". ".join((say(f"event-{event['type']}"), *_doubts(event)))
        yield _row(dated(event.get("date", "")), label, _place(event, body), quotes=_quotes(event))


def _row(*cells: str, quotes: str) -> str:
    return f"\n<tr>{''.join(f'<td>{escape(cell)}' for cell in cells)}<td>{quotes}"


def _status(stop: Json, body: Json) -> str:
    return ". ".join(filter(None, (say(stop.get("status", "arrived")), _conflict(stop, body), *_doubts(stop))))


def _doubts(told: Json) -> Iterator[str]:
    if "hollow" in told and "unsure" not in told:
        yield say("unreviewed")
    for doubt in told.get("doubts", ()):
        yield doubt if isinstance(doubt, str) else say(f"doubt-{doubt[0]}", **doubt[1])
    ruled = [quote["ruled"] for quote in told.get("quotes", ()) if isinstance(quote, dict) and "ruled" in quote]
    if ruled:
        yield say("ruled", ids=", ".join(dict.fromkeys(ruled))).removesuffix(".")


def _conflict(stop: Json, body: Json) -> str:
    sides = [
        say("side", date=dated(side["date"]), who=_sayers(body["articles"][index] for index in side["articles"]))
        for side in stop.get("conflict", ())
    ]
    return say("differ", sides="; ".join(sides)) if sides else ""


def _sayers(articles: Iterable[Json]) -> str:
    names = list(dict.fromkeys(article.get("publisher") or f"“{article['title']}”" for article in articles))
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:]))) or say("someone")


def _place(stop: Json, body: Json) -> str:
    if "place" not in stop:
        return ""
    place = body["places"][stop["place"]]
    return ", ".join(filter(None, (place["name"], place.get("unit"), *map(country_name, place.get("in", ())))))


def _quotes(told: Json) -> str:
    return " ".join(f"<a href=#q{number}>{number + 1}</a>" for number in _numbers(told))


def _numbers(told: Json) -> Iterator[int]:
    for quote in told.get("quotes", ()):
        yield quote if isinstance(quote, int) else quote["quote"]


def _told(body: Json) -> Iterator[Json]:
    """What stands in the tables: stops, areas, events and names without a place."""
    for route in body["routes"]:
        yield from (*route.get("stops", ()), *route.get("areas", ()))
    yield from (*body["events"], *body["unplaced"])


def _articles(body: Json) -> str:
    quoted: dict[int, str] = {}
    for number, quote in _kept(body["quotes"]):
        index, text = quote
        quoted[index] = quoted.get(index, "") + f"<p id=q{number}>{number + 1}\n<q>{escape(text)}</q>"
    items = (_article(article, quoted.get(index, "")) for index, article in _kept(body["articles"]))
    return f"<h2>{say('articles')}</h2><ul id=sources>{''.join(items)}\n</ul>"


def _kept(listed: Iterable[Any]) -> Iterator[tuple[int, Any]]:
    """What is there, with its index."""
    return ((index, one) for index, one in enumerate(listed) if one is not None)


def _article(article: Json, quotes: str) -> str:
    """In this order, as the script counts on it: title, publisher, day, then the quotes."""
    title = f"<cite>{escape(article['title'])}</cite>"
    if "url" in article:
        title = f'<a href="{escape(article["url"])}">{title}</a>'
    lang = f' lang="{escape(article["lang"])}"' if "lang" in article else ""
    by = f" <b>{escape(article['publisher'])}</b>" if "publisher" in article else ""
    day = f" <time datetime={article['date']}>{dated(article['date'])}</time>" if "date" in article else ""
    return f"\n<li{lang}>{title}{by}{day}{quotes}"

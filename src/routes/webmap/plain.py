"""The page for a reader without scripts: every stop and event in plain tables, then every article with its quotes.

A number in the last column leads to a quote in the list below the tables. Articles and quotes stand nowhere else in
the page: its script reads them from here, as text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from routes.model import DateSpan

from .payload import Json
from .regions import country_name
from .wording import say, span

__all__ = ["dated", "plain"]


def plain(body: Json) -> str:
    """The payload as HTML tables, in English; every word from it is escaped."""
    stops = ("number", "date", "place", "status", "sources")
    parts = [
        _table(route["name"], stops, _stops(route, body), f" class=r{number}")
        for number, route in enumerate(body["routes"])
    ]
    parts.append(_table(say("events"), ("date", "event", "place", "sources"), _events(body)))
    if body["unplaced"]:
        rows = (_row(name["text"], quotes=_quotes(name)) for name in body["unplaced"])
        parts.append(_table(say("unplaced"), ("place", "sources"), rows))
    return "\n".join((*parts, _articles(body)))


def dated(iso: str) -> str:
    """A day or a range of days of the payload in words."""
    return span(DateSpan.parse(iso) if iso else None)


def _table(caption: str, heads: Iterable[str], rows: Iterable[str], kind: str = "") -> str:
    head = "".join(f"<th scope=col>{say(f'head-{name}')}" for name in heads)  # HTML closes cells and rows by itself
    return f"<table><caption{kind}>{escape(caption)}</caption><thead><tr>{head}<tbody>{''.join(rows)}</table>"


def _stops(route: Json, body: Json) -> Iterator[str]:
    numbered = ((str(stop["seq"]), stop) for stop in route.get("stops", ()))
    for number, stop in (*numbered, *(("", area) for area in route.get("areas", ()))):
        yield _row(number, dated(stop.get("date", "")), _place(stop, body), _status(stop, body), quotes=_quotes(stop))


def _events(body: Json) -> Iterator[str]:
    for event in body["events"]:
        label = ". ".join((say(f"event-{event['type']}"), *_doubts(event)))
        yield _row(dated(event.get("date", "")), label, _place(event, body), quotes=_quotes(event))


def _row(*cells: str, quotes: str) -> str:
    return f"<tr>{''.join(f'<td>{escape(cell)}' for cell in cells)}<td>{quotes}"


def _status(stop: Json, body: Json) -> str:
    return ". ".join(filter(None, (say(stop["status"]), _conflict(stop, body), *_doubts(stop))))


def _doubts(told: Json) -> Iterator[str]:
    if "hollow" in told:
        yield say("unreviewed")
    yield from told.get("doubts", ())


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
    numbers = (quote if isinstance(quote, int) else quote["quote"] for quote in told.get("quotes", ()))
    return " ".join(f"<a href=#q{number}>{number + 1}</a>" for number in numbers)


def _articles(body: Json) -> str:
    quoted: dict[int, str] = {}
    for number, (index, text) in enumerate(body["quotes"]):
        quoted[index] = quoted.get(index, "") + f"<p id=q{number}>{number + 1} <q>{escape(text)}</q>"
    items = (_article(article, quoted.get(index, "")) for index, article in enumerate(body["articles"]))
    return f"<h2>{say('articles')}</h2><ul id=sources>{''.join(items)}</ul>"


def _article(article: Json, quotes: str) -> str:
    """In this order, as the script counts on it: title, publisher, day, then the quotes."""
    title = f"<cite>{escape(article['title'])}</cite>"
    if "url" in article:
        title = f'<a href="{escape(article["url"])}">{title}</a>'
    lang = f' lang="{escape(article["lang"])}"' if "lang" in article else ""
    by = f" <b>{escape(article['publisher'])}</b>" if "publisher" in article else ""
    day = f" <time datetime={article['date']}>{dated(article['date'])}</time>" if "date" in article else ""
    return f"<li{lang}>{title}{by}{day}{quotes}"

"""The page for a reader without scripts: every stop and event, with its quotes, in plain tables.

A number behind a quote leads to its article, in the list below the tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from .payload import Json

__all__ = ["plain"]


def plain(body: Json) -> str:
    """The payload as HTML tables; every word from it is escaped."""
    parts = [
        _table(route["name"], ("No.", "Date", "Place", "Status", "Sources"), _stops(route, body))
        for route in body["routes"]
    ]
    parts.append(_table("Border events", ("Date", "Event", "Place", "Sources"), _events(body)))
    parts.append(_articles(body))
    return "\n".join(parts)


def _table(caption: str, heads: Iterable[str], rows: Iterable[str]) -> str:
    head = "".join(f'<th scope="col">{name}</th>' for name in heads)
    top = f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>"
    return f"<table>{top}<tbody>{''.join(rows)}</tbody></table>"


def _stops(route: Json, body: Json) -> Iterator[str]:
    numbered = ((str(stop["seq"]), stop) for stop in route.get("stops", ()))
    for number, stop in (*numbered, *(("", area) for area in route.get("areas", ()))):
        yield _row(number, stop["date"], _place(stop, body), _status(stop), quotes=_quotes(stop, body))


def _events(body: Json) -> Iterator[str]:
    for event in body["events"]:
        label = body["eventTypes"][event["type"]]
        yield _row(event["date"], label, _place(event, body), quotes=_quotes(event, body))


def _row(*cells: str, quotes: str) -> str:
    return f"<tr>{''.join(f'<td>{escape(cell)}' for cell in cells)}<td>{quotes}"  # HTML closes these by itself


def _status(stop: Json) -> str:
    return ". ".join(filter(None, (stop["status"], stop.get("conflict"), *stop.get("doubts", ()))))


def _place(stop: Json, body: Json) -> str:
    if "place" not in stop:
        return ""
    place = body["places"][stop["place"]]
    return ", ".join(filter(None, (place["name"], place["in"])))


def _quotes(stop: Json, body: Json) -> str:
    return "".join(_quote(body["quotes"][told["quote"]]) for told in stop.get("quotes", ()))


def _quote(quote: Json) -> str:
    number = quote["article"]
    return f'<p>“{escape(quote["text"])}” <a href="#a{number}">[{number + 1}]</a>'


def _articles(body: Json) -> str:
    return f"<h2>Articles</h2><ol>{''.join(map(_article, range(len(body['articles'])), body['articles']))}</ol>"


def _article(number: int, article: Json) -> str:
    title = escape(article["title"])
    if "url" in article:
        title = f'<a href="{escape(article["url"])}" target="_blank" rel="noopener noreferrer">{title}</a>'
    origin = ", ".join(escape(article[key]) for key in ("publisher", "date") if key in article)
    return f'<li id="a{number}">{title} {origin}'

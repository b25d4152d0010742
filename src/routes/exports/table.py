"""The waypoints of an atlas as a table for spreadsheets."""

from __future__ import annotations

import csv as csv_format
import io
from collections.abc import Iterable, Sequence

from routes.exports.credit import credited
from routes.model import Atlas, Source, Waypoint

__all__ = ["COLUMNS", "csv", "csv_with_credit"]

COLUMNS = ("caravan", "seq", "date_from", "date_to", "place_id", "name", "lat", "lon", "status", "sources")

Row = tuple[str | int | float, ...]

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What makes a spreadsheet take a text for a formula when it stands first."""


def csv(atlas: Atlas) -> str:
    """One row for each waypoint, with a header; comma-separated, lines end with a line feed.

    `sources` are `article[start:end]`, separated by `; `; behind one that an editor ruled on stands `(ruling ID)`,
    behind a dispatch that other outlets printed too `(also OUTLET, ...)`. A text that a spreadsheet would run as a
    formula gets an apostrophe in front.
    """
    return table(COLUMNS, (row(stop) for route in atlas.routes for stop in route.waypoints))


def csv_with_credit(atlas: Atlas) -> str:
    """The same with a column `credit`, where the position is from: for a table that leaves the folder of the maps."""
    stops = (stop for route in atlas.routes for stop in route.waypoints)
    return table((*COLUMNS, "credit"), ((*row(stop), plain(credited(stop.place))) for stop in stops))


def table(columns: Sequence[str], rows: Iterable[Row]) -> str:
    """The header and the rows as text."""
    out = io.StringIO()
    writer = csv_format.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue()


def row(stop: Waypoint) -> Row:
    """One waypoint."""
    return (
        plain(stop.caravan),
        stop.seq,
        stop.date.first.isoformat() if stop.date else "",
        stop.date.last.isoformat() if stop.date else "",
        plain(stop.place.id),
        plain(stop.place.name),
        round(stop.place.position.lat, 6),
        round(stop.place.position.lon, 6),
        stop.status,
        plain("; ".join(dict.fromkeys(address(claim.source) for claim in stop.claims))),
    )


def address(source: Source) -> str:
    """Where it stands, and the rulings that it is owed to."""
    ruled = "".join(f" (ruling {ruling})" for ruling in source.rulings)
    also = f" (also {', '.join(source.outlets)})" if source.outlets else ""
    return f"{source.article}[{source.span.start}:{source.span.end}]{ruled}{also}"


def plain(text: str) -> str:
    """The text as nothing but text."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text

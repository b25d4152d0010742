"""One caravan of an atlas."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from routes.errors import RoutesError
from routes.model import Atlas, BorderEvent, Route

__all__ = ["only"]


def only(atlas: Atlas, caravan: str) -> Atlas:
    """The atlas of one caravan: its route, its events, and the articles that these cite.

    Raises RoutesError where the atlas has no route of that id.
    """
    routes = tuple(route for route in atlas.routes if route.caravan.id == caravan)
    if not routes:
        known = ", ".join(route.caravan.id for route in atlas.routes)
        raise RoutesError(f"the atlas has no caravan {caravan!r}" + (f"; it has {known}" if known else ""))
    events = tuple(event for event in atlas.events if event.caravan == caravan)
    cited = set(_cited(routes, events))
    unplaced = tuple(name for name in atlas.unplaced if any(source.article in cited for source in name.sources))
    articles = tuple(article for article in atlas.articles if article.path in cited)
    return dataclasses.replace(atlas, routes=routes, events=events, articles=articles, unplaced=unplaced)


def _cited(routes: Iterable[Route], events: Iterable[BorderEvent]) -> Iterable[str]:
    for route in routes:
        for stop in (*route.waypoints, *route.areas):
            claims = (*stop.claims, *(claim for conflict in stop.conflicts for claim in conflict.claims))
            yield from (claim.source.article for claim in claims)
    for event in events:
        yield from (source.article for source in event.sources)

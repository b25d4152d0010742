"""What the editor's page is told, as plain lists and mappings: pure functions of a build."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from routes.colours import inks
from routes.files import content_hash, read_bytes
from routes.model import Atlas, Conflict, Place, Reading, Route, Ruling, Source, Waypoint
from routes.show import json_line, suggestion_line

from .desk import Now
from .history import Done
from .work import Work

__all__ = ["Json", "article", "drawn", "found", "names", "state"]

Json = dict[str, Any]


def state(now: Now, done: Sequence[Done], seen: Mapping[str, str]) -> Json:
    """All that the page shows beside the map and the article; without a build only what is broken.

    `done` was written from the page; `seen` are the hashes of the files as it is to know them.
    """
    told: Json = {
        "serial": now.serial,
        "hashes": dict(seen),
        "broken": [asdict(problem) for problem in now.broken],
        "leftOut": now.left_out,
        "done": [{**one.words, "number": one.number, "file": one.change.path.name} for one in reversed(done)],
    }
    return told | _built(now.work) if now.work else told


def _built(work: Work) -> Json:
    atlas = work.built.atlas
    return {
        "title": work.project.settings.title,
        "map": content_hash(read_bytes(work.built.index)),
        "articles": [_article(one) for one in atlas.articles],
        "caravans": _caravans(atlas),
        "places": [_place(place) for place in work.known.places],
        "drawn": [_place(place) for place in drawn(atlas)],
        "changes": [asdict(change) for change in work.changes],
        "rulings": [_ruling(one) for one in work.rulings],
        "conflicts": list(_conflicts(atlas)),
        "doubts": list(_doubts(atlas)),
    }


def names(work: Work) -> Json:
    """The names that no list has with what they may mean, and every mistake in the files."""
    return {
        "names": [json.loads(suggestion_line(one)) for one in work.names],
        "mistakes": [asdict(problem) for problem in work.mistakes],
    }


def article(reading: Reading) -> Json:
    """An article's text and what was read from it, in the form of `routes read --json` and a little more."""
    told: Json = json.loads(json_line(reading))
    for shown, report in zip(told["reports"], reading.reports, strict=True):
        shown["rules"] = list(report.rules)
    one = reading.article
    told["article"] |= {"body": one.body, "publisher": one.publisher, "url": one.url}
    told["left_out"] = [{"start": o.span.start, "end": o.span.end, "why": o.why} for o in reading.left_out]
    return told


def found(atlas: Atlas, words: str, title: str) -> Json | None:
    """Where a quote of the map stands: the article's path and the characters of its text."""
    sources = (source for source in _sources(atlas) if source.quote == words and title in ("", source.title))
    return next(map(_source, sources), None)


# --- parts -------------------------------------------------------------------------------------


def _article(one: Any) -> Json:  # noqa: ANN401 - an article, with its text or without
    day = one.published.isoformat() if one.published else None
    return {"path": one.path, "title": one.title, "publisher": one.publisher, "published": day, "lang": one.lang}


def _caravans(atlas: Atlas) -> list[Json]:
    """The caravans with their colours on light and on dark ground."""
    drawn = zip(atlas.routes, inks([route.caravan for route in atlas.routes]), strict=True)
    return [{**_caravan(route), "inks": [ink.light, ink.dark]} for route, ink in drawn]


def _caravan(route: Route) -> Json:
    one = route.caravan
    return {"id": one.id, "name": one.name, "registered": one.registered, "stops": len(route.waypoints)}


def _place(place: Place) -> Json:
    at = [place.position.lat, place.position.lon]
    where = place.admin1 or place.country or ""
    return {"id": place.id, "name": place.name, "kind": place.kind, "where": where, "at": at}


def drawn(atlas: Atlas) -> Iterable[Place]:
    """The places that the map has a mark for, each once."""
    stops = [stop.place for route in atlas.routes for stop in route.waypoints]
    happened = [event.place for event in atlas.events if event.place]
    return {place.id: place for place in (*stops, *happened)}.values()


def _ruling(ruling: Ruling) -> Json:
    """A ruling as `corrections.yaml` has it, without what it leaves open."""
    told = asdict(ruling)
    scope = told.pop("scope", None) or {}
    return {key: str(value) for key, value in (told | scope).items() if value}


def _source(source: Source) -> Json:
    span = {"start": source.span.start, "end": source.span.end}
    return {"article": source.article, "title": source.title, "publisher": source.publisher, **span}


def _quote(source: Source) -> Json:
    return {**_source(source), "quote": source.quote}


def _stop(stop: Waypoint) -> Json:
    told = {"caravan": stop.caravan, "place": stop.place.id, "name": stop.place.name, "status": stop.status}
    return {**told, "date": str(stop.date or "")}


def _conflicts(atlas: Atlas) -> Iterator[Json]:
    """The stops whose sources give different days, the side that is drawn first."""
    for route in atlas.routes:
        for stop in route.waypoints:
            if stop.conflicts:
                drawn = Conflict(date=stop.date, claims=stop.claims) if stop.date else None
                sides = [side for side in (drawn, *stop.conflicts) if side]
                yield {**_stop(stop), "sides": [_side(side) for side in sides]}


def _side(side: Conflict) -> Json:
    return {"date": str(side.date), "sources": [_quote(claim.source) for claim in side.claims]}


def _doubts(atlas: Atlas) -> Iterator[Json]:
    """What a reader of the map is warned of, each with the sentences behind it."""
    for route in atlas.routes:
        by_seq = {stop.seq: stop for stop in route.waypoints}
        for stop in route.waypoints:
            sources = [_quote(claim.source) for claim in stop.claims]
            yield from ({**_stop(stop), "doubt": doubt, "sources": sources} for doubt in stop.doubts)
        for leg in route.legs:
            end = by_seq[leg.end]
            way = {**_stop(end), "from": by_seq[leg.start].place.name}
            sources = [_quote(claim.source) for claim in end.claims]
            yield from ({**way, "doubt": doubt, "sources": sources} for doubt in leg.doubts)
    for event in atlas.events:
        told = {"event": event.type, "caravan": event.caravan, "name": event.place.name if event.place else ""}
        sources = [_quote(source) for source in event.sources]
        yield from ({**told, "date": str(event.date or ""), "doubt": d, "sources": sources} for d in event.doubts)


def _sources(atlas: Atlas) -> Iterator[Source]:
    for route in atlas.routes:
        for stop in (*route.waypoints, *route.areas):
            sides = (stop.claims, *(side.claims for side in stop.conflicts))
            yield from (claim.source for claims in sides for claim in claims)
        yield from (source for crossing in route.crossings for source in crossing.sources)
    yield from (source for event in atlas.events for source in event.sources)
    yield from (source for name in atlas.unplaced for source in name.sources)

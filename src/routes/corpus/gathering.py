"""From the rows of all parts, one group after the other, to routes and events: never all of them at once.

What many articles of one publisher say alike is taken from the first of them, and what a dispatch says in many papers
from the first of these, so that what is held of a caravan grows with its places, days and publishers, and not with its
articles.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from routes.assembly.atlas import Way, finished, problem_order, route, unplaced
from routes.assembly.caravans import one_of
from routes.assembly.events import border_events, event_order
from routes.assembly.gists import Unplaced, Witnessed
from routes.assembly.sources import Told, claim_order, source_order
from routes.corpus.copies import Copies
from routes.corpus.tables import Row, caravan_of, event_of, name_of, problem_of, told_of
from routes.folding import normalize_name
from routes.model import (
    Article,
    Atlas,
    BorderEvent,
    Caravan,
    Place,
    Problem,
    Route,
    Source,
    UnplacedName,
    Waypoint,
)

__all__ = ["Gathered", "gathered", "joined"]

MOST_SOURCES = 12
"""Sources that a stop or an event keeps on the map; the parts have all."""
MOST_CARAVANS = 200
"""Articles whose word counts for what is known of a caravan that was found in them."""
MOST_NAMES, MOST_PROBLEMS = 300, 100

_Kind = TypeVar("_Kind")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What one group of all parts gives: routes without their parents', events, names by how often, problems."""

    routes: tuple[Route, ...]
    events: tuple[BorderEvent, ...]
    names: tuple[tuple[int, UnplacedName], ...]
    problems: tuple[Problem, ...]
    langs: Mapping[str, str]


@dataclass(slots=True)
class _Heap:
    """What was kept of the rows so far."""

    places: Mapping[str, Place]
    copies: Copies
    told: dict[tuple[object, ...], Told] = field(default_factory=dict)
    happened: dict[tuple[object, ...], Witnessed] = field(default_factory=dict)
    caravans: dict[str, list[Caravan]] = field(default_factory=dict)
    names: dict[str, list[Unplaced]] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    problems: dict[Problem, None] = field(default_factory=dict)
    langs: dict[str, str] = field(default_factory=dict)

    def add(self, row: Row) -> None:
        """Takes one row in."""
        _ADD[row["kind"]](self, row)

    def end(self) -> None:
        """Takes in what dispatches say, once all rows are there."""
        for gist in self.copies.gists():
            for told in gist.told:
                self._keep_told(told)
            for happened in gist.happened:
                self._keep_happened(happened)
            for name in gist.unplaced:
                self._keep_name(name)

    def _told(self, row: Row) -> None:
        one = told_of(row, self.places)
        self.langs[row["article"]] = row["lang"]
        if not self.copies.take(row["article"], one):
            self._keep_told(one)

    def _keep_told(self, one: Told) -> None:
        claim = one.claim
        key = one.caravan, one.place.id, claim.date, claim.status, claim.dated_from, _voice(claim.source)
        self._least(self.told, key, one, lambda told: claim_order(told.claim))

    def _happened(self, row: Row) -> None:
        one = event_of(row, self.places)
        self.langs[row["article"]] = row["lang"]
        if not self.copies.take(row["article"], one):
            self._keep_happened(one)

    def _keep_happened(self, one: Witnessed) -> None:
        event = one.event
        where = event.place.id if event.place else one.source.article
        key = event.type, event.caravan, where, event.date, event.dated_from, _voice(one.source)
        self._least(self.happened, key, one, lambda told: source_order(told.source))

    def _least(
        self, kept: dict[tuple[object, ...], _Kind], key: tuple[object, ...], one: _Kind, order: Callable[[_Kind], Any]
    ) -> None:
        if key not in kept or order(one) < order(kept[key]):
            kept[key] = one

    def _caravan(self, row: Row) -> None:
        found = self.caravans.setdefault(row["caravan"], [])
        if len(found) < MOST_CARAVANS:
            found.append(caravan_of(row))

    def _name(self, row: Row) -> None:
        one = name_of(row)
        if not self.copies.take(row["article"], one):
            self._keep_name(one)

    def _keep_name(self, one: Unplaced) -> None:
        key = normalize_name(one.text)
        self.counts[key] += 1
        met = self.names.setdefault(key, [])
        if len(met) < MOST_SOURCES:
            met.append(one)

    def _problem(self, row: Row) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems[problem_of(row)] = None


_ADD: Mapping[str, Callable[[_Heap, Row], None]] = {
    "report": _Heap._told,
    "event": _Heap._happened,
    "caravan": _Heap._caravan,
    "unplaced": _Heap._name,
    "problem": _Heap._problem,
}


def gathered(rows: Iterable[Row], caravans: Iterable[Caravan], places: Mapping[str, Place], copies: Copies) -> Gathered:
    """What the rows of one group give; `caravans` are the registered ones, `places` all that rows can name."""
    heap = _Heap(places=places, copies=copies)
    for row in rows:
        heap.add(row)
    heap.end()
    registered = {caravan.id: caravan for caravan in caravans}
    by_caravan: dict[str, list[Told]] = {}
    for one in heap.told.values():
        by_caravan.setdefault(one.caravan, []).append(one)
    routes = tuple(
        _trimmed(route(Way(_caravan(name, registered, heap), tuple(told), places)))
        for name, told in sorted(by_caravan.items())
    )
    events = tuple(replace(one, sources=one.sources[:MOST_SOURCES]) for one in border_events(heap.happened.values()))
    often = sorted(heap.names, key=lambda name: (-heap.counts[name], name))[:MOST_NAMES]
    names = unplaced(one for name in often for one in heap.names[name])
    return Gathered(
        routes=routes,
        events=events,
        names=tuple((heap.counts[normalize_name(name.text)], name) for name in names),
        problems=tuple(heap.problems),
        langs=heap.langs,
    )


def joined(groups: Iterable[Gathered], places: Mapping[str, Place]) -> Atlas:
    """The atlas of all groups. Its articles are those that it cites."""
    groups = tuple(groups)
    routes = finished([one for group in groups for one in group.routes], places)
    events = tuple(sorted((one for group in groups for one in group.events), key=event_order))
    names = sorted((one for group in groups for one in group.names), key=lambda name: (-name[0], name[1].text))
    langs = {article: lang for group in groups for article, lang in group.langs.items()}
    return Atlas(
        routes=routes,
        events=events,
        articles=_articles(_sources(routes, events), langs),
        unplaced=tuple(name for _, name in names[:MOST_NAMES]),
        problems=tuple(sorted({one for group in groups for one in group.problems}, key=problem_order)),
    )


def _voice(source: Source) -> str:
    return source.voice or source.publisher or source.article


def _caravan(name: str, registered: Mapping[str, Caravan], heap: _Heap) -> Caravan:
    return registered.get(name) or one_of(heap.caravans.get(name) or [Caravan(id=name, name=name)])


def _trimmed(one: Route) -> Route:
    """The route with the first sources of each stop."""
    return replace(one, waypoints=tuple(map(_few, one.waypoints)), areas=tuple(map(_few, one.areas)))


def _few(stop: Waypoint) -> Waypoint:
    conflicts = tuple(replace(other, claims=other.claims[:MOST_SOURCES]) for other in stop.conflicts)
    return replace(stop, claims=stop.claims[:MOST_SOURCES], conflicts=conflicts)


def _sources(routes: Iterable[Route], events: Iterable[BorderEvent]) -> Iterable[Source]:
    for one in routes:
        for stop in (*one.waypoints, *one.areas):
            yield from (claim.source for claim in stop.claims)
            yield from (claim.source for other in stop.conflicts for claim in other.claims)
    for event in events:
        yield from event.sources


def _articles(sources: Iterable[Source], langs: Mapping[str, str]) -> tuple[Article, ...]:
    once = {source.article: source for source in sources}
    return tuple(
        Article(
            path=path,
            title=source.title,
            body="",
            url=source.url,
            publisher=source.publisher,
            published=source.published,
            lang=langs.get(path, ""),
            outlets=source.outlets,
        )
        for path, source in sorted(once.items())
    )

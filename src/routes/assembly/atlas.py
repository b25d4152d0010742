"""The whole: readings, caravans and curated places to an atlas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from routes.assembly.branches import with_parts_at_home, with_start_of_branch
from routes.assembly.caravans import caravans_by_id, departure_order, painted
from routes.assembly.crossings import crossing_points, crossings
from routes.assembly.discretion import is_hidden, shown
from routes.assembly.dispatches import Copies, merged
from routes.assembly.events import border_events
from routes.assembly.gists import Gist, Unplaced, gist
from routes.assembly.itinerary import areas, is_stop, itinerary
from routes.assembly.legs import legs, planned_legs
from routes.assembly.sources import Told, source_order
from routes.folding import NormalizedName, normalize_name
from routes.model import Atlas, Caravan, Place, Problem, Reading, Route, Source, UnplacedName

__all__ = ["Made", "Way", "assemble", "assembled", "hidden_places"]


class Way(NamedTuple):
    """All that a caravan's route is made of: what was told of it, and the known `points` where borders are crossed."""

    caravan: Caravan
    told: tuple[Told, ...]
    points: Mapping[str, Place]


@dataclass(slots=True)
class Made:
    """What was made of gists before: routes by caravan, with what they were made of, and which were one dispatch."""

    routes: dict[str, tuple[Way, Route]] = field(default_factory=dict)
    copies: Copies = field(default_factory=Copies)


def assemble(readings: Sequence[Reading], caravans: Sequence[Caravan], places: Mapping[str, Place]) -> Atlas:
    """The atlas of all readings.

    `caravans` are the registered ones; the readings bring those that were found in the articles. `places`, by id,
    gives the curated crossing points. Nothing depends on the order of the readings. Nothing of hidden places is in it,
    and of coarse ones no more than where they roughly lie.
    """
    hidden = hidden_places(places)
    return assembled([gist(reading, hidden) for reading in sorted(readings, key=reading_order)], caravans, places)


def assembled(
    gists: Sequence[Gist], caravans: Sequence[Caravan], places: Mapping[str, Place], made: Made | None = None
) -> Atlas:
    """The atlas of the gists of all readings, which are in order of their articles.

    What was `made` before is not made again where nothing was told otherwise; what is new is put there.
    """
    made = made or Made()
    gists = merged(gists, made.copies)
    places = shown(places)
    known = caravans_by_id(gists, caravans)
    gists = with_parts_at_home(gists, known)
    points = crossing_points(places)
    by_caravan: dict[str, list[Told]] = {}
    for one in gists:
        for told in one.told:
            by_caravan.setdefault(told.caravan, []).append(told)
    ways = [Way(known[caravan], tuple(told), points) for caravan, told in sorted(by_caravan.items())]
    drawn = once(ways, made.routes)
    return Atlas(
        routes=finished(drawn, places),
        events=border_events(happened for one in gists for happened in one.happened),
        articles=tuple(one.article for one in gists),
        unplaced=unplaced(name for one in gists for name in one.unplaced),
        problems=tuple(sorted({problem for one in gists for problem in one.problems}, key=problem_order)),
    )


def hidden_places(places: Mapping[str, Place]) -> tuple[Place, ...]:
    """The places that no output may have."""
    return tuple(place for place in places.values() if is_hidden(place))


def reading_order(reading: Reading) -> tuple[str, str, str]:
    """By article."""
    return reading.article.path, reading.article.title, reading.article.body


def once(ways: Sequence[Way], made: dict[str, tuple[Way, Route]]) -> list[Route]:
    """The routes of the caravans; `made` has these and no others afterwards."""
    before = dict(made)
    made.clear()
    for way in ways:
        known = before.get(way.caravan.id)
        made[way.caravan.id] = known if known and known[0] == way else (way, route(way))
    return [found for _, found in made.values()]


def route(way: Way) -> Route:
    """One caravan's route, as it is without its parent's."""
    caravan, all_told = way.caravan, way.told
    stops = itinerary(caravan, [one for one in all_told if is_stop(one.place)])
    by_seq = {stop.seq: stop for stop in stops.waypoints}
    line = [by_seq[seq] for seq in stops.line]
    joined = legs(line)
    planned = planned_legs(line, [stop for stop in stops.waypoints if stop.status == "planned"])
    return Route(
        caravan=caravan,
        waypoints=stops.waypoints,
        legs=(*joined, *planned),
        crossings=crossings(stops.waypoints, joined, way.points),
        areas=areas(caravan, [one for one in all_told if not is_stop(one.place)]),
    )


def finished(routes: Sequence[Route], places: Mapping[str, Place]) -> tuple[Route, ...]:
    """By departure, in their colours, and each branch from where it left its parent."""
    by_id = {one.caravan.id: one for one in routes}
    joined = [with_start_of_branch(one, by_id.get(one.caravan.branch_of or ""), places) for one in routes]
    ordered = sorted(joined, key=route_order)
    colored = painted(one.caravan for one in ordered)
    return tuple(replace(one, caravan=caravan) for one, caravan in zip(ordered, colored, strict=True))


def route_order(route: Route) -> tuple[object, ...]:
    """By departure, then by id."""
    seen = [stop.date.first for stop in (*route.waypoints, *route.areas) if stop.date]
    return departure_order(route.caravan, min(seen, default=None))


def problem_order(problem: Problem) -> tuple[str, int, int, str]:
    """As a file is read."""
    return (problem.file, problem.line or 0, problem.column or 0, problem.what)


# --- names that no list has --------------------------------------------------------------------


def unplaced(met: Iterable[Unplaced]) -> tuple[UnplacedName, ...]:
    """The names that look like places and are in no list, the most frequent first."""
    spellings: dict[NormalizedName, Counter[str]] = {}
    sources: dict[NormalizedName, set[Source]] = {}
    for one in met:
        name = normalize_name(one.text)
        spellings.setdefault(name, Counter())[one.text] += 1
        sources.setdefault(name, set()).add(one.source)
    ordered = sorted(spellings, key=lambda name: (-spellings[name].total(), name))
    return tuple(
        UnplacedName(
            text=min(spellings[name], key=lambda text: (-spellings[name][text], text)),
            sources=tuple(sorted(sources[name], key=source_order)),
        )
        for name in ordered
    )

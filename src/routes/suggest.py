"""Names of the articles that no list has, each with its sentences and with what it may mean.

A name has to look like a place: what stands beside it in all articles speaks for one (`routes.reading.unlisted`). The
names come by how often they are met; what each may mean, by how far it is from where the caravan was.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from routes.folding import NormalizedName, normalize_name
from routes.gazetteer.records import Record
from routes.gazetteer.refused import Refusals
from routes.model import Atlas, Place, Route, Source, Span, Waypoint
from routes.sightings import Sighting, Sightings

__all__ = ["PROPOSALS", "Meaning", "Meanings", "Proposal", "Suggestion", "suggest"]

PROPOSALS = 5
"""So many proposals for one name at most."""
_BUNDLED = 3
"""So many of them are of the bundled lists where a geocoder has some too."""
_SENTENCES = 3
_ENOUGH = 2
"""Points from which a name looks like a place: one sure sign, or two that are not."""
_WORST = -3
"""The least that one occurrence counts: a town may also be in the name of an office."""
_SAME_KM = 2.0
"""Two proposals of one name that are nearer than this are one place."""

ListName = Literal["shipped", "world", "towns", "candidates"]
_RANK: tuple[ListName, ...] = ("shipped", "world", "towns", "candidates")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """A place that a name may mean, the list that has it, and the place as it is written into a gazetteer."""

    place: Place
    found_in: ListName
    record: Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A meaning with its number, from 1, and its distance to the stops before and after; `km` is as long as `stops`."""

    number: int
    meaning: Meaning
    km: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A name, how often it is met and in how many articles, some of its sentences, and what it may mean.

    `stops` are the waypoints of a caravan before and after the name is met; one, or none, where there are no others.
    `is_read` where reading took it for a place, so that a build counts it among the names without one; others are met
    where that is only likely.
    """

    name: str
    is_read: bool
    times: int
    articles: int
    sources: tuple[Source, ...]
    stops: tuple[Waypoint, ...]
    proposals: tuple[Proposal, ...]


Meanings = Callable[[str], Sequence[Meaning]]
"""All that a name may mean, best list first."""


def suggest(
    met: Iterable[Sightings], atlas: Atlas, meanings: Meanings, refused: Refusals, *, bundled: bool = False
) -> tuple[Suggestion, ...]:
    """The names that look like places, the most frequent first; `bundled` ones too where that is said."""
    met = tuple(met)
    stops = _stops_by_article(met, atlas)
    names: dict[NormalizedName, list[Sighting]] = defaultdict(list)
    for seen in (seen for one in met for seen in one.names if bundled or not seen.is_bundled):
        names[normalize_name(seen.text)].append(seen)
    likely = [found for name, found in names.items() if name and _looks_like_a_place(found)]
    made = [_suggestion(found, stops, meanings, refused) for found in likely]
    wanted = (one for one in made if not refused.name(one.name))
    return tuple(sorted(wanted, key=lambda one: (-one.times, -one.articles, normalize_name(one.name))))


def _looks_like_a_place(found: Sequence[Sighting]) -> bool:
    return any(seen.is_read for seen in found) or sum(max(seen.points, _WORST) for seen in found) >= _ENOUGH


def _suggestion(
    found: Sequence[Sighting], stops: Mapping[str, Sequence[_Stop]], meanings: Meanings, refused: Refusals
) -> Suggestion:
    spellings = Counter(seen.text for seen in found)
    name = min(spellings, key=lambda text: (text.isupper(), -spellings[text], text))
    around = _neighbours(found, stops)
    return Suggestion(
        name=name,
        is_read=any(seen.is_read for seen in found),
        times=len(found),
        articles=len({seen.source.article for seen in found}),
        sources=tuple(_sources(found)),
        stops=around,
        proposals=numbered([one for one in meanings(name) if not refused.place(one.place, name)], around),
    )


def _sources(found: Sequence[Sighting]) -> Iterable[Source]:
    """The sentences that say most for a place, one for each article before a second of any."""
    ordered = sorted(found, key=lambda seen: (-seen.points, seen.source.article, seen.span))
    rounds: Counter[str] = Counter()
    turns = []
    for seen in ordered:
        turns.append((rounds[seen.source.article], seen.source))
        rounds[seen.source.article] += 1
    turns.sort(key=lambda turn: turn[0])
    return list(dict.fromkeys(source for _, source in turns))[:_SENTENCES]


# --- where the caravan was ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stop:
    """A waypoint as one article tells of it: where in its text, and the route that it belongs to."""

    span: Span
    waypoint: Waypoint
    route: Route


def _stops_by_article(met: Iterable[Sightings], atlas: Atlas) -> Mapping[str, Sequence[_Stop]]:
    """The stops that each article tells of, in the order of its text."""
    reached = {
        (stop.caravan, stop.place.id, claim.source.article): (stop, route)
        for route in atlas.routes
        for stop in route.waypoints
        for claim in stop.claims
    }
    stops: dict[str, list[_Stop]] = defaultdict(list)
    for one in met:
        for report in one.reports:
            if found := reached.get((report.caravan, report.place, one.article)):
                stops[one.article].append(_Stop(span=report.span, waypoint=found[0], route=found[1]))
    return stops


def _neighbours(found: Sequence[Sighting], stops: Mapping[str, Sequence[_Stop]]) -> tuple[Waypoint, ...]:
    """The caravan's stops before and after the name, where it is first met in an article that tells of stops."""
    for seen in found:
        told = [stop for stop in stops.get(seen.source.article, ()) if _is_other(stop.waypoint, seen.text)]
        if told:
            return _between(seen, told)
    return ()


def _is_other(stop: Waypoint, name: str) -> bool:
    """Whether the caravan was there, and it is not the name itself, drawn from a bundled list."""
    names = {normalize_name(form.text) for form in stop.place.names}
    return stop.status != "planned" and normalize_name(name) not in names


def _between(seen: Sighting, told: Sequence[_Stop]) -> tuple[Waypoint, ...]:
    """The last stop told before the name and the next of that caravan behind it; what is missing, from its route."""
    before = [stop for stop in told if stop.span.end <= seen.span.start]
    nearest = before[-1] if before else told[0]
    line = [stop for stop in nearest.route.waypoints if _is_other(stop, seen.text)]
    at = line.index(nearest.waypoint)
    if not before:
        return (*line[max(0, at - 1) : at], nearest.waypoint)
    behind = [stop.waypoint for stop in told if stop.span.start >= seen.span.end]
    following = [stop for stop in behind if stop != nearest.waypoint and stop.caravan == nearest.waypoint.caravan]
    return (nearest.waypoint, *(following or line[at + 1 :])[:1])


# --- what it may mean --------------------------------------------------------------------------


def numbered(meanings: Sequence[Meaning], stops: Sequence[Waypoint]) -> tuple[Proposal, ...]:
    """The likeliest meanings: those of the bundled lists first, in each the nearest to the stops, else the largest."""
    ordered = _distinct(sorted(meanings, key=lambda meaning: _order(meaning, stops)))
    bundled = [one for one in ordered if one.found_in != "candidates"]
    asked = [one for one in ordered if one.found_in == "candidates"]
    chosen = (*bundled[: max(_BUNDLED, PROPOSALS - len(asked))], *asked)[:PROPOSALS]
    return tuple(
        Proposal(number=number, meaning=one, km=tuple(_km(one, stop) for stop in stops))
        for number, one in enumerate(chosen, start=1)
    )


def _order(meaning: Meaning, stops: Sequence[Waypoint]) -> tuple[int, float, int, str]:
    place = meaning.place
    away = sum(_km(meaning, stop) for stop in stops)
    return _RANK.index(meaning.found_in), away, -place.population, place.id


def _km(meaning: Meaning, stop: Waypoint) -> float:
    return meaning.place.position.km_to(stop.place.position)


def _distinct(meanings: Iterable[Meaning]) -> list[Meaning]:
    """The meanings without those that lie where one before them does."""
    kept: list[Meaning] = []
    for one in meanings:
        if all(one.place.position.km_to(other.place.position) >= _SAME_KM for other in kept):
            kept.append(one)
    return kept

"""By company: what the other names of an article say of which place a name means.

Lists, namesakes near to what else is named, where the paper is from, size. The rules stand in `COMPANY`, first to last.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping, Sequence

from routes.gazetteer.index import Candidate, NameHit
from routes.model import Place
from routes.reading.company import (
    UNDECIDED,
    Choice,
    Company,
    Rule,
    away_from,
    best_of,
    is_in_any,
    level_of,
    lies_in,
    neighbours,
    one_of,
)

__all__ = ["COMPANY"]


def _said_before(i: int, company: Company) -> Choice | str:
    """One sense in an article: what the name meant where it was fixed."""
    hit = company.hits[i]
    fixed = company.fixed.get(company.text.name(hit.start, hit.end))
    candidates = {c.place.id: c for c in hit.candidates if not c.qualified}
    if fixed is None or fixed.place.id not in candidates:
        return UNDECIDED
    return fixed


def _in_list(i: int, company: Company) -> Choice | str:
    """A name in a list of states is a state, in a list of towns a town; countries say nothing."""
    hit = company.hits[i]
    others = [company.hits[j] for j in neighbours(i, company)]
    levels = {level_of(c.place) for other in others for c in other.candidates} - {"country"}
    clear = {_sole_level(other) for other in others} - {None, "country"}
    wanted = clear or levels
    fitting = [c for c in hit.candidates if not c.qualified and level_of(c.place) in wanted]
    return best_of(fitting, company) if len(wanted) == 1 and fitting else UNDECIDED


def _by_company(i: int, company: Company) -> Choice | str:
    """Of the namesakes of the whole world the one for which most speaks: company, home, size (`_weight`)."""
    hit = company.hits[i]
    candidates = [c for c in hit.candidates if not c.qualified]
    if not any(c.wide for c in candidates):
        return UNDECIDED
    others = company.others(company.text.name(hit.start, hit.end))
    return max(candidates, key=lambda c: (_weight(c.place, others, company), c.source == "gazetteer", c.place.id))


_NEAR_KM, _AROUND_KM = 100.0, 300.0
_SIZES: Mapping[str, float] = {"country": 8.0, "state": 6.2, "county": 5.0}
_REGION = 7.5
"""What speaks for a unit or a region as for a town with ten to the power of it inhabitants."""


def _weight(place: Place, others: Collection[Place], company: Company) -> float:
    size = _SIZES.get(place.kind) or (math.log10(place.population + 100) if place.feature == "P" else _REGION)
    spots = [place.position.km_to(other.position) for other in others if other.feature != "A" or other.kind == "county"]
    units = [other for other in others if other.kind in ("country", "state")]
    near, around = (sum(km <= far for km in spots) for far in (_NEAR_KM, _AROUND_KM))
    in_state = any(u.kind == "state" and (u.country, u.admin1) == (place.country, place.admin1) for u in units)
    in_country = place.country in company.text.peoples or any(u.country == place.country for u in units)
    home = company.home
    parts = (
        size,
        min(3.5, 2.0 * near + 0.5 * (around - near)),
        2.5 * (in_state and place.kind != "state"),
        1.5 * (in_country and place.kind != "country"),
        2.5 * (home.is_near(place) and place.kind != "country"),
        1.5 * (home.country == place.country),
    )
    return sum(parts)


def _as_country(i: int, company: Company) -> Choice | str:
    """A country's name is the country, unless a word beside it said otherwise."""
    return one_of([c for c in company.hits[i].candidates if not c.qualified and c.place.kind == "country"])


def _curated(i: int, company: Company) -> Choice | str:
    """The curated place, unless the text names the country (in the US: the state) of a namesake and not its own."""
    candidates = [c for c in company.hits[i].candidates if not c.qualified]
    curated = [c for c in candidates if c.source == "gazetteer"]
    if len(curated) == len(candidates):
        return UNDECIDED
    named = [c for c in candidates if _is_named(c.place, company)]
    if curated and (not named or any(c in named for c in curated)):
        return one_of(curated)
    return max(named or candidates, key=lambda c: (c.place.population, c.place.id))


_HOME_BY_STATE = ("US",)


def _is_named(place: Place, company: Company) -> bool:
    """Whether the text names the country of a place; of a large one its state."""
    units = {
        (c.place.country, c.place.admin1) for hit in company.hits for c in hit.candidates if c.place.feature == "A"
    }
    if place.country in _HOME_BY_STATE:
        return place.admin1 is not None and (place.country, place.admin1) in units
    return place.country in company.text.peoples or any(place.country == country for country, _ in units)


def _at_entry(i: int, company: Company) -> Choice | str:
    """ "Into Mexico at Ciudad Hidalgo": of namesakes the one where that country begins."""
    hit, before = company.hits[i], company.hits[i - 1] if i else None
    if before is None or not _ENTRY_GAP.fullmatch(company.text.plain[before.end : hit.start]):
        return UNDECIDED
    countries = [c.place for c in before.candidates if c.place.kind == "country" and c.place.country]
    borders = [border for country in countries for border in company.index.borders_of(country.country or "")]
    towns = [c for c in hit.candidates if not c.qualified and c.place.feature == "P" and is_in_any(c.place, countries)]
    if len(towns) < 2:
        return UNDECIDED
    return one_of([c for c in towns if any(c.place.position.km_to(b.position) <= _AT_BORDER_KM for b in borders)])


_ENTRY_GAP = re.compile(r" \w{2,7} ")
_AT_BORDER_KM = 60


def _near(i: int, company: Company) -> Choice | str:
    """Of towns with one name, the one whose company is in the article: `prefer_near`, then the nearest place."""
    towns = [c for c in company.hits[i].candidates if not c.qualified and c.place.feature != "A"]
    if len(towns) < 2 or not company.places:
        return UNDECIDED
    mentioned = {c.place.id for hit in company.hits for c in hit.candidates}
    preferred = [c for c in towns if mentioned & set(c.place.prefer_near)]
    every = [c for c in company.hits[i].candidates if not c.qualified]
    if len(preferred) == 1 and len(towns) == len(every):
        return preferred[0]
    return UNDECIDED if len(towns) < len(every) else min(towns, key=away_from(company))


def _by_use(i: int, company: Company) -> Choice | str:
    """A state and a town of one name: the town after a word of rest or arrival, the state otherwise."""
    hit = company.hits[i]
    towns = [c for c in hit.candidates if not c.qualified and c.place.feature == "P"]
    states = [c for c in hit.candidates if not c.qualified and c.place.kind == "state"]
    if not any(lies_in(town.place, state.place) for town in towns for state in states):
        return UNDECIDED
    stop = company.text.ends_with(hit.start, company.text.lang.names["town_prepositions"]) or _follows_motion(
        hit, company
    )
    return best_of(towns if stop and not _is_toured(states, towns, company) else states, company)


def _is_toured(states: Sequence[Candidate], towns: Sequence[Candidate], company: Company) -> bool:
    """Whether the text names other towns of the state, so that a stop "in Oaxaca" is in one of them."""
    own = {town.place.id for town in towns}
    inside = (place for state in states for place in company.places if lies_in(place, state.place))
    return any(place.feature == "P" and place.id not in own for place in inside)


_STOPS = ("depart", "arrive", "stay", "start", "pass")


def _follows_motion(hit: NameHit, company: Company) -> bool:
    """Whether one of the last words before the name is of leaving, arriving or resting."""
    words = company.text.before(hit.start).split()[-4:]
    return any(company.text.lang.senses_of(word).can_be("motion", *_STOPS) for word in words)


def _of_named_country(i: int, company: Company) -> Choice | str:
    """Of namesakes the only one in a country that the text speaks of."""
    countries = company.text.peoples | {place.country for place in company.places}
    return one_of([c for c in company.hits[i].candidates if not c.qualified and c.place.country in countries])


def _largest(i: int, company: Company) -> Choice | str:
    candidates = [c for c in company.hits[i].candidates if not c.qualified] or list(company.hits[i].candidates)
    return max(candidates, key=lambda c: (c.place.population, c.place.id))


def _sole_level(hit: NameHit) -> str | None:
    levels = {level_of(c.place) for c in hit.candidates if not c.qualified}
    return levels.pop() if len(levels) == 1 else None


COMPANY: tuple[tuple[str, Rule], ...] = (
    ("said-before", _said_before),
    ("company", _by_company),
    ("country", _as_country),
    ("list", _in_list),
    ("curated", _curated),
    ("entry", _at_entry),
    ("near", _near),
    ("use", _by_use),
    ("country-named", _of_named_country),
    ("largest", _largest),
)

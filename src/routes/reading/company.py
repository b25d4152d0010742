"""Company: what is known of an article while its names are resolved, and what its rules ask of it.

A rule is a function of a hit's index and the company: it gives a candidate, None (no list has what is meant), or
`UNDECIDED`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache

from routes.folding import NormalizedName
from routes.gazetteer.index import Candidate, GazetteerIndex, NameHit
from routes.model import Place
from routes.reading.home import NOWHERE, Home
from routes.reading.language import Language
from routes.reading.text import Text

__all__ = [
    "UNDECIDED",
    "WIDEST_GAP",
    "Choice",
    "Company",
    "Rule",
    "away_from",
    "best_of",
    "is_in_any",
    "level_of",
    "lies_in",
    "neighbours",
    "one_of",
]


@dataclass(slots=True)
class Company:
    """What is known of the article so far: names that are fixed, and the places that stand in it without doubt."""

    text: Text
    hits: tuple[NameHit, ...]
    index: GazetteerIndex
    home: Home = NOWHERE
    fixed: dict[NormalizedName, Candidate] = field(default_factory=dict)
    places: list[Place] = field(default_factory=list)
    complete: bool = False
    before: Sequence[tuple[NormalizedName, Place]] = ()
    now: list[tuple[NormalizedName, Place]] = field(default_factory=list)

    def others(self, name: NormalizedName) -> tuple[Place, ...]:
        """The places of the article that other names mean: those of this pass, and of the one before."""
        found = {place.id: place for key, place in (*self.before, *self.now) if key != name}
        return tuple(found.values())


Choice = Candidate | None
Rule = Callable[[int, Company], "Choice | str"]
UNDECIDED = "undecided"


def one_of(candidates: Sequence[Candidate]) -> Choice | str:
    """The only one of the candidates; undecided where there are none or several."""
    return candidates[0] if len(candidates) == 1 else UNDECIDED


def best_of(candidates: Sequence[Candidate], company: Company) -> Choice | str:
    """The candidate nearest to the places of the article; undecided where there is none, or they are not all known."""
    return (
        min(candidates, key=away_from(company))
        if len(candidates) == 1 or (candidates and company.complete)
        else UNDECIDED
    )


def away_from(company: Company) -> Callable[[Candidate], tuple[float, int]]:
    """How far a candidate lies from the places of the article; where there are none, from the other countries."""
    named = (c.place for hit in company.hits for c in hit.candidates)
    around = company.places or [place for place in named if place.kind == "country"]

    def away(candidate: Candidate) -> tuple[float, int]:
        own = candidate.place.country
        others = (place for place in around if place.kind != "country" or place.country != own)
        nearest = min((candidate.place.position.km_to(place.position) for place in others), default=0.0)
        return nearest, -candidate.place.population

    return away


# --- where places lie, and which stand in one list


def is_in_any(place: Place, units: Sequence[Place]) -> bool:
    """Whether a place lies in one of the countries and units."""
    return any(lies_in(place, unit) for unit in units)


def lies_in(place: Place, unit: Place) -> bool:
    """Whether a place lies in a country or a first-level unit."""
    if unit.kind == "country":
        return unit.country in (place.country, *place.countries)
    return place.admin1 is not None and place.admin1 == unit.admin1


WIDEST_GAP = 40
"""Characters of the longest such gap; the longest that is written has 25."""


@cache
def _list_gap(lang: Language) -> re.Pattern[str]:
    """What stands between two names of a list."""
    words, last = lang.names["list_joiners"].pattern, lang.names["list_enders"].pattern
    return re.compile(rf"(?: \([^()]{{1,25}}\))?(?:, | (?:{words}|-|&) |, {last} )")


_LIST = 12
"""How many names of a list, on either side, speak for the level of one."""


def neighbours(i: int, company: Company) -> list[int]:
    """The hits that stand in one list with hit `i`."""
    found: list[int] = []
    for step in (-1, 1):
        j = i
        while 0 <= j + step < len(company.hits) and abs(j - i) < _LIST:
            first, second = (j, j + 1) if step > 0 else (j - 1, j)
            begin, end = company.hits[first].end, company.hits[second].start
            gap = company.text.plain[begin:end]
            if end - begin > WIDEST_GAP or not _list_gap(company.text.lang).fullmatch(gap.replace("\n", " ")):
                break
            j += step
            found.append(j)
    return found


def level_of(place: Place) -> str:
    """The level that the names of a list share: country, state or spot."""
    return place.kind if place.kind in ("country", "state") else "spot"

"""Resolution: which place a name means where it stands.

A cascade of named rules, read from top to bottom; the first that decides wins, and its name is recorded. What an
editor ruled on comes before all. Two passes then: names that their own neighbours fix come first, since they are the
company by which the others are judged.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from routes.folding import NormalizedName
from routes.gazetteer.index import Candidate, GazetteerIndex, NameHit
from routes.model import Place
from routes.reading.home import NOWHERE, Home
from routes.reading.recognition import Text

__all__ = ["Resolved", "resolve"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A hit with the candidate that it means (None where the text names a place that no list has) and the rule."""

    hit: NameHit
    candidate: Candidate | None
    rule: str


@dataclass(slots=True)
class _Company:
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
Rule = Callable[[int, _Company], "Choice | str"]
_UNDECIDED = "undecided"


_NOTHING: Mapping[int, str] = MappingProxyType({})


def resolve(
    text: Text,
    hits: Sequence[NameHit],
    index: GazetteerIndex,
    ruled: Mapping[int, str] = _NOTHING,
    home: Home = NOWHERE,
) -> tuple[Resolved, ...]:
    """What every hit means, in the order of the text.

    `ruled` gives the rule of those that an editor ruled on, `home` says where the article was published.
    """
    company = _Company(text=text, hits=tuple(hits), index=index, home=home)
    found = _resolved(company, ruled)
    if index.is_wide:  # once more, now that it is known what the later names mean
        company = _Company(text=text, hits=company.hits, index=index, home=home, before=company.now)
        found = _resolved(company, ruled)
    return found


def _resolved(company: _Company, ruled: Mapping[int, str]) -> tuple[Resolved, ...]:
    hits = company.hits
    found = {i: Resolved(hit=hits[i], candidate=next(iter(hits[i].candidates), None), rule=ruled[i]) for i in ruled}
    for decided in found.values():
        _remember(decided, company)
    for rules in (_OWN_WORDS, (*_OWN_WORDS, *_COMPANY)):
        for i in range(len(hits)):
            if i not in found:
                resolved = _decide(i, rules, company)
                if resolved is not None:
                    found[i] = resolved
                    _remember(resolved, company)
        company.complete = True
    return tuple(found[i] for i in range(len(hits)))


def _decide(i: int, rules: Sequence[tuple[str, Rule]], company: _Company) -> Resolved | None:
    for name, rule in rules:
        choice = rule(i, company)
        if not isinstance(choice, str):
            return Resolved(hit=company.hits[i], candidate=choice, rule=name)
    return None


def _remember(decided: Resolved, company: _Company) -> None:
    if decided.candidate is None:
        return
    key = company.text.name(decided.hit.start, decided.hit.end)
    company.now.append((key, decided.candidate.place))
    if decided.candidate.place.feature in "PSH":
        company.places.append(decided.candidate.place)
    if decided.rule in _FIXING:
        company.fixed.setdefault(key, decided.candidate)


# --- what the name's own neighbours say --------------------------------------------------------


def _one_of(candidates: Sequence[Candidate]) -> Choice | str:
    return candidates[0] if len(candidates) == 1 else _UNDECIDED


def _after_level_word(i: int, company: _Company) -> Choice | str:
    """ "state of X", "city of X": the level is said."""
    hit, names = company.hits[i], company.text.lang.names
    if company.text.ends_with(hit.start, names["state_before"]):
        units = [c for c in hit.candidates if c.place.feature == "A"]
        return _one_of([c for c in units if c.qualified] or [c for c in units if c.place.kind != "country"])
    if company.text.ends_with(hit.start, names["city_before"]):
        return _best([c for c in hit.candidates if c.place.feature == "P"], company)
    return _UNDECIDED


def _before_level_word(i: int, company: _Company) -> Choice | str:
    """ "X State", "X border crossing", "X bridge": the level is said behind the name."""
    hit, names = company.hits[i], company.text.lang.names
    for words, levels in ((names["crossing_words"], ("crossing", "bridge")), (names["state_after"], ("state",))):
        fitting = [c for c in hit.candidates if c.place.kind in levels]
        if fitting and company.text.begins_with(hit.end, words):
            return _best(fitting, company)
    return _UNDECIDED


_QUALIFIER_GAP = re.compile(
    r",? ?[,(] ?|,? (?:in|en) "
    r"|,? (?:in |en )?(?:the |el )?(?:state|department|estado|departamento) (?:of|de) "
)
_WIDEST_GAP = 40
"""Characters of the longest such gap; the longest that is written has 25."""


def _before_unit(i: int, company: _Company) -> Choice | str:
    """ "X, State" and "X, Country": X lies there; where no candidate does, the list has another X."""
    hit = company.hits[i]
    after = company.hits[i + 1] if i + 1 < len(company.hits) else None
    if after is None or after.start - hit.end > _WIDEST_GAP:
        return _UNDECIDED
    if not _QUALIFIER_GAP.fullmatch(company.text.plain[hit.end : after.start].replace("\n", " ")):
        return _UNDECIDED
    units = [c.place for c in after.candidates if c.place.feature == "A"]
    if not units:
        return _UNDECIDED
    inside = [c for c in hit.candidates if c.place.feature != "A" and _is_in_any(c.place, units)]
    if inside:
        return _best(inside, company)
    states = [c for c in hit.candidates if c.place.kind == "state" and not c.qualified and _is_in_any(c.place, units)]
    if states:
        return _best(states, company)
    elsewhere = all(c.place.feature == "P" for c in hit.candidates) and all(u.kind == "state" for u in units)
    elsewhere = elsewhere and len(_neighbours(i, company)) < _LONG
    return None if elsewhere and company.text.plain[hit.end : after.start] == ", " else _UNDECIDED


_LONG = 3
"""Names in one list with another that show that it is a list, and the next one not the state of the first."""


def _is_in_any(place: Place, units: Sequence[Place]) -> bool:
    return any(_lies_in(place, unit) for unit in units)


def _lies_in(place: Place, unit: Place) -> bool:
    if unit.kind == "country":
        return unit.country in (place.country, *place.countries)
    return place.admin1 is not None and place.admin1 == unit.admin1


def _after_town(i: int, company: _Company) -> Choice | str:
    """ "Coatzacoalcos, Veracruz": what follows a place of the state, after a comma, is the state."""
    hit = company.hits[i]
    before = company.hits[i - 1] if i else None
    gap = company.text.plain[before.end : hit.start] if before is not None else ""
    if before is None or not (gap in (", ", " (", ",") or (gap[:2] == ", " and _QUALIFIER_GAP.fullmatch(gap))):
        return _UNDECIDED
    units = [c for c in hit.candidates if c.place.kind == "state" and not c.qualified]
    towns = [c.place for c in before.candidates if c.place.feature != "A"]
    return _one_of([c for c in units if any(_lies_in(town, c.place) for town in towns)])


def _only(i: int, company: _Company) -> Choice | str:
    return _one_of([c for c in company.hits[i].candidates if not c.qualified])


# --- what the company says ---------------------------------------------------------------------


def _said_before(i: int, company: _Company) -> Choice | str:
    """One sense in an article: what the name meant where it was fixed."""
    hit = company.hits[i]
    fixed = company.fixed.get(company.text.name(hit.start, hit.end))
    candidates = {c.place.id: c for c in hit.candidates if not c.qualified}
    if fixed is None or fixed.place.id not in candidates:
        return _UNDECIDED
    return fixed


_LIST_GAP = re.compile(r"(?: \([^()]{1,25}\))?(?:, | (?:and|y|e|or|o|-|&) |, (?:and|y|e) )")


def _in_list(i: int, company: _Company) -> Choice | str:
    """A name in a list of states is a state, in a list of towns a town; countries say nothing."""
    hit = company.hits[i]
    others = [company.hits[j] for j in _neighbours(i, company)]
    levels = {_level(c.place) for other in others for c in other.candidates} - {"country"}
    clear = {_sole_level(other) for other in others} - {None, "country"}
    wanted = clear or levels
    fitting = [c for c in hit.candidates if not c.qualified and _level(c.place) in wanted]
    return _best(fitting, company) if len(wanted) == 1 and fitting else _UNDECIDED


_LIST = 12
"""How many names of a list, on either side, speak for the level of one."""


def _neighbours(i: int, company: _Company) -> list[int]:
    """The hits that stand in one list with hit `i`."""
    found: list[int] = []
    for step in (-1, 1):
        j = i
        while 0 <= j + step < len(company.hits) and abs(j - i) < _LIST:
            first, second = (j, j + 1) if step > 0 else (j - 1, j)
            begin, end = company.hits[first].end, company.hits[second].start
            gap = company.text.plain[begin:end]
            if end - begin > _WIDEST_GAP or not _LIST_GAP.fullmatch(gap.replace("\n", " ")):
                break
            j += step
            found.append(j)
    return found


def _level(place: Place) -> str:
    return place.kind if place.kind in ("country", "state") else "spot"


def _sole_level(hit: NameHit) -> str | None:
    levels = {_level(c.place) for c in hit.candidates if not c.qualified}
    return levels.pop() if len(levels) == 1 else None


def _among_units(i: int, company: _Company) -> Choice | str:
    """A country's name in a list of states is the state of that name: "Guanajuato, Querétaro y México"."""
    units = [c for c in company.hits[i].candidates if c.place.kind == "state"]
    if not units:
        return _UNDECIDED
    levels = [{_level(c.place) for c in company.hits[j].candidates} for j in _neighbours(i, company)]
    others = len(levels) >= _SOME and all("state" in level and "country" not in level for level in levels)
    return _one_of(units) if others else _UNDECIDED


_SOME = 2


def _by_company(i: int, company: _Company) -> Choice | str:
    """Of the namesakes of the whole world the one for which most speaks: company, home, size (`_weight`)."""
    hit = company.hits[i]
    candidates = [c for c in hit.candidates if not c.qualified]
    if not any(c.wide for c in candidates):
        return _UNDECIDED
    others = company.others(company.text.name(hit.start, hit.end))
    return max(candidates, key=lambda c: (_weight(c.place, others, company), c.source == "gazetteer", c.place.id))


_NEAR_KM, _AROUND_KM = 100.0, 300.0
_SIZES: Mapping[str, float] = {"country": 8.0, "state": 6.2, "county": 5.0}
_REGION = 7.5
"""What speaks for a unit or a region as for a town with ten to the power of it inhabitants."""


def _weight(place: Place, others: Collection[Place], company: _Company) -> float:
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


def _as_country(i: int, company: _Company) -> Choice | str:
    """A country's name is the country, unless a word beside it said otherwise."""
    return _one_of([c for c in company.hits[i].candidates if not c.qualified and c.place.kind == "country"])


def _curated(i: int, company: _Company) -> Choice | str:
    """The curated place, unless the text names the country (in the US: the state) of a namesake and not its own."""
    candidates = [c for c in company.hits[i].candidates if not c.qualified]
    curated = [c for c in candidates if c.source == "gazetteer"]
    if len(curated) == len(candidates):
        return _UNDECIDED
    named = [c for c in candidates if _is_named(c.place, company)]
    if curated and (not named or any(c in named for c in curated)):
        return _one_of(curated)
    return max(named or candidates, key=lambda c: (c.place.population, c.place.id))


_HOME_BY_STATE = ("US",)


def _is_named(place: Place, company: _Company) -> bool:
    """Whether the text names the country of a place; of a large one its state."""
    units = {
        (c.place.country, c.place.admin1) for hit in company.hits for c in hit.candidates if c.place.feature == "A"
    }
    if place.country in _HOME_BY_STATE:
        return place.admin1 is not None and (place.country, place.admin1) in units
    return place.country in company.text.peoples or any(place.country == country for country, _ in units)


def _at_entry(i: int, company: _Company) -> Choice | str:
    """ "Into Mexico at Ciudad Hidalgo": of namesakes the one where that country begins."""
    hit, before = company.hits[i], company.hits[i - 1] if i else None
    if before is None or not _ENTRY_GAP.fullmatch(company.text.plain[before.end : hit.start]):
        return _UNDECIDED
    countries = [c.place for c in before.candidates if c.place.kind == "country" and c.place.country]
    borders = [border for country in countries for border in company.index.borders_of(country.country or "")]
    towns = [c for c in hit.candidates if not c.qualified and c.place.feature == "P" and _is_in_any(c.place, countries)]
    if len(towns) < 2:
        return _UNDECIDED
    return _one_of([c for c in towns if any(c.place.position.km_to(b.position) <= _AT_BORDER_KM for b in borders)])


_ENTRY_GAP = re.compile(r" \w{2,7} ")
_AT_BORDER_KM = 60


def _near(i: int, company: _Company) -> Choice | str:
    """Of towns with one name, the one whose company is in the article: `prefer_near`, then the nearest place."""
    towns = [c for c in company.hits[i].candidates if not c.qualified and c.place.feature != "A"]
    if len(towns) < 2 or not company.places:
        return _UNDECIDED
    mentioned = {c.place.id for hit in company.hits for c in hit.candidates}
    preferred = [c for c in towns if mentioned & set(c.place.prefer_near)]
    every = [c for c in company.hits[i].candidates if not c.qualified]
    if len(preferred) == 1 and len(towns) == len(every):
        return preferred[0]
    return _UNDECIDED if len(towns) < len(every) else min(towns, key=_away(company))


def _away(company: _Company) -> Callable[[Candidate], tuple[float, int]]:
    """How far a candidate lies from the places of the article; where there are none, from the other countries."""
    named = (c.place for hit in company.hits for c in hit.candidates)
    around = company.places or [place for place in named if place.kind == "country"]

    def away(candidate: Candidate) -> tuple[float, int]:
        own = candidate.place.country
        others = (place for place in around if place.kind != "country" or place.country != own)
        nearest = min((candidate.place.position.km_to(place.position) for place in others), default=0.0)
        return nearest, -candidate.place.population

    return away


def _by_use(i: int, company: _Company) -> Choice | str:
    """A state and a town of one name: the town after a word of rest or arrival, the state otherwise."""
    hit = company.hits[i]
    towns = [c for c in hit.candidates if not c.qualified and c.place.feature == "P"]
    states = [c for c in hit.candidates if not c.qualified and c.place.kind == "state"]
    if not any(_lies_in(town.place, state.place) for town in towns for state in states):
        return _UNDECIDED
    stop = company.text.ends_with(hit.start, company.text.lang.names["town_prepositions"]) or _follows_motion(
        hit, company
    )
    return _best(towns if stop else states, company)


_STOPS = ("depart", "arrive", "stay", "start", "pass")


def _follows_motion(hit: NameHit, company: _Company) -> bool:
    """Whether one of the last words before the name is of leaving, arriving or resting."""
    words = company.text.before(hit.start).split()[-4:]
    return any(company.text.lang.senses_of(word).can_be("motion", *_STOPS) for word in words)


def _largest(i: int, company: _Company) -> Choice | str:
    candidates = [c for c in company.hits[i].candidates if not c.qualified] or list(company.hits[i].candidates)
    return max(candidates, key=lambda c: (c.place.population, c.place.id))


def _best(candidates: Sequence[Candidate], company: _Company) -> Choice | str:
    """The candidate nearest to the places of the article; undecided where there is none, or they are not all known."""
    return (
        min(candidates, key=_away(company)) if len(candidates) == 1 or (candidates and company.complete) else _UNDECIDED
    )


_OWN_WORDS: tuple[tuple[str, Rule], ...] = (
    ("level-before", _after_level_word),
    ("level-after", _before_level_word),
    ("qualified", _before_unit),
    ("qualifies", _after_town),
    ("list-of-states", _among_units),
    ("name", _only),
)
_COMPANY: tuple[tuple[str, Rule], ...] = (
    ("said-before", _said_before),
    ("company", _by_company),
    ("country", _as_country),
    ("list", _in_list),
    ("curated", _curated),
    ("entry", _at_entry),
    ("near", _near),
    ("use", _by_use),
    ("largest", _largest),
)
_FIXING = ("level-before", "qualified", "company")

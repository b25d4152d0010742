"""Own words: what the words right beside a name say of which place it means.

"State of X", "X bridge", "X, State", a list of states. The rules stand in `OWN_WORDS`, first to last.
"""

from __future__ import annotations

import re
from functools import cache

from routes.reading.company import (
    UNDECIDED,
    WIDEST_GAP,
    Choice,
    Company,
    Rule,
    best_of,
    is_in_any,
    level_of,
    lies_in,
    neighbours,
    one_of,
)
from routes.reading.language import Language

__all__ = ["OWN_WORDS"]


def _after_level_word(i: int, company: Company) -> Choice | str:
    """ "state of X", "city of X": the level is said."""
    hit, names = company.hits[i], company.text.lang.names
    if company.text.ends_with(hit.start, names["state_before"]):
        units = [c for c in hit.candidates if c.place.feature == "A"]
        return one_of([c for c in units if c.qualified] or [c for c in units if c.place.kind != "country"])
    if company.text.ends_with(hit.start, names["city_before"]):
        return best_of([c for c in hit.candidates if c.place.feature == "P"], company)
    return UNDECIDED


def _before_level_word(i: int, company: Company) -> Choice | str:
    """ "X State", "X border crossing", "X bridge": the level is said behind the name."""
    hit, names = company.hits[i], company.text.lang.names
    for words, levels in ((names["crossing_words"], ("crossing", "bridge")), (names["state_after"], ("state",))):
        fitting = [c for c in hit.candidates if c.place.kind in levels]
        if fitting and company.text.begins_with(hit.end, words):
            return best_of(fitting, company)
    return UNDECIDED


@cache
def _qualifier_gap(lang: Language) -> re.Pattern[str]:
    """What stands between a name and the unit in which it lies."""
    return re.compile(rf",? ?[,(] ?|,? {lang.names['unit_joiners'].pattern} ")


def _before_unit(i: int, company: Company) -> Choice | str:
    """ "X, State" and "X, Country": X lies there; where no candidate does, the list has another X."""
    hit = company.hits[i]
    after = company.hits[i + 1] if i + 1 < len(company.hits) else None
    if after is None or after.start - hit.end > WIDEST_GAP:
        return UNDECIDED
    if not _qualifier_gap(company.text.lang).fullmatch(company.text.plain[hit.end : after.start].replace("\n", " ")):
        return UNDECIDED
    units = [c.place for c in after.candidates if c.place.feature == "A"]
    if not units:
        return UNDECIDED
    inside = [c for c in hit.candidates if c.place.feature != "A" and is_in_any(c.place, units)]
    if inside:
        return best_of(inside, company)
    states = [c for c in hit.candidates if c.place.kind == "state" and not c.qualified and is_in_any(c.place, units)]
    if states:
        return best_of(states, company)
    elsewhere = all(c.place.feature == "P" for c in hit.candidates) and all(u.kind == "state" for u in units)
    elsewhere = elsewhere and len(neighbours(i, company)) < _LONG
    return None if elsewhere and company.text.plain[hit.end : after.start] == ", " else UNDECIDED


_LONG = 3
"""Names in one list with another that show that it is a list, and the next one not the state of the first."""


def _after_town(i: int, company: Company) -> Choice | str:
    """ "Coatzacoalcos, Veracruz": what follows a place of the state, after a comma, is the state."""
    hit = company.hits[i]
    before = company.hits[i - 1] if i else None
    gap = company.text.plain[before.end : hit.start] if before is not None else ""
    if before is None or not (
        gap in (", ", " (", ",") or (gap[:2] == ", " and _qualifier_gap(company.text.lang).fullmatch(gap))
    ):
        return UNDECIDED
    units = [c for c in hit.candidates if c.place.kind == "state" and not c.qualified]
    towns = [c.place for c in before.candidates if c.place.feature != "A"]
    return one_of([c for c in units if any(lies_in(town, c.place) for town in towns)])


def _only(i: int, company: Company) -> Choice | str:
    return one_of([c for c in company.hits[i].candidates if not c.qualified])


def _among_units(i: int, company: Company) -> Choice | str:
    """A country's name in a list of states is the state of that name: "Guanajuato, Querétaro y México"."""
    units = [c for c in company.hits[i].candidates if c.place.kind == "state"]
    if not units:
        return UNDECIDED
    levels = [{level_of(c.place) for c in company.hits[j].candidates} for j in neighbours(i, company)]
    others = len(levels) >= _SOME and all("state" in level and "country" not in level for level in levels)
    return one_of(units) if others else UNDECIDED


_SOME = 2


OWN_WORDS: tuple[tuple[str, Rule], ...] = (
    ("level-before", _after_level_word),
    ("level-after", _before_level_word),
    ("qualifies", _after_town),
    ("qualified", _before_unit),
    ("list-of-states", _among_units),
    ("name", _only),
)

"""Resolution: which place a name means where it stands.

A cascade of named rules, read from top to bottom; the first that decides wins, and its name is recorded. What an
editor ruled on comes before all. Two passes then: names that their own neighbours fix come first, since they are the
company by which the others are judged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from routes.gazetteer.index import Candidate, GazetteerIndex, NameHit
from routes.reading.by_company import COMPANY
from routes.reading.company import Company, Rule
from routes.reading.home import NOWHERE, Home
from routes.reading.own_words import OWN_WORDS
from routes.reading.text import Text

__all__ = ["Resolved", "resolve"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A hit with the candidate that it means (None where the text names a place that no list has) and the rule."""

    hit: NameHit
    candidate: Candidate | None
    rule: str


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
    company = Company(text=text, hits=tuple(hits), index=index, home=home)
    found = _resolved(company, ruled)
    if index.is_wide:  # once more, now that it is known what the later names mean
        company = Company(text=text, hits=company.hits, index=index, home=home, before=company.now)
        found = _resolved(company, ruled)
    return found


def _resolved(company: Company, ruled: Mapping[int, str]) -> tuple[Resolved, ...]:
    hits = company.hits
    found = {i: Resolved(hit=hits[i], candidate=next(iter(hits[i].candidates), None), rule=ruled[i]) for i in ruled}
    for decided in found.values():
        _remember(decided, company)
    for rules in (OWN_WORDS, (*OWN_WORDS, *COMPANY)):
        for i in range(len(hits)):
            if i not in found:
                resolved = _decide(i, rules, company)
                if resolved is not None:
                    found[i] = resolved
                    _remember(resolved, company)
        company.complete = True
    return tuple(found[i] for i in range(len(hits)))


def _decide(i: int, rules: Sequence[tuple[str, Rule]], company: Company) -> Resolved | None:
    for name, rule in rules:
        choice = rule(i, company)
        if not isinstance(choice, str):
            return Resolved(hit=company.hits[i], candidate=choice, rule=name)
    return None


def _remember(decided: Resolved, company: Company) -> None:
    if decided.candidate is None:
        return
    key = company.text.name(decided.hit.start, decided.hit.end)
    company.now.append((key, decided.candidate.place))
    if decided.candidate.place.feature in "PSH":
        company.places.append(decided.candidate.place)
    if decided.rule in _FIXING:
        company.fixed.setdefault(key, decided.candidate)


_FIXING = ("level-before", "qualified", "company")

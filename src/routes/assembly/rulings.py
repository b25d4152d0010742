"""An editor's rulings on what was read: reports that are wrong or somebody else's, days, caravans that are one.

    under_rulings(readings, rulings, caravans)

The readings themselves stay what the articles say, so that they can be kept; this is done over, before assembly.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from routes.gazetteer.rulings import nearest
from routes.gazetteer.schema import Entry
from routes.model import (
    RULED,
    Article,
    Caravan,
    Event,
    LeftOut,
    Merge,
    NameRuling,
    Problem,
    Reading,
    Report,
    ReportRuling,
    Ruling,
    Rulings,
)
from routes.reading.rulings import holds_in, quoted_at

__all__ = ["in_effect", "known_ids", "merged", "ruled", "under_rulings", "unfit"]

_Claim = TypeVar("_Claim", Report, Event)


def under_rulings(readings: Sequence[Reading], rulings: Rulings, caravans: Iterable[Caravan]) -> tuple[Reading, ...]:
    """The readings with the rulings on reports, then on caravans, applied; each says which were (`Reading.rulings`).

    `rulings` are sound, `caravans` the registered ones. What belongs to a caravan that nobody knows stays as it is.
    """
    registered = {caravan.id: caravan for caravan in caravans}
    effective = in_effect(rulings, known_ids(readings, registered))
    return tuple(ruled(one, effective, registered) for one in readings)


def known_ids(readings: Iterable[Reading], registered: Collection[str]) -> frozenset[str]:
    """The ids of all caravans, those found in the articles too."""
    return frozenset(caravan.id for reading in readings for caravan in reading.caravans).union(registered)


def in_effect(rulings: Rulings, known: Collection[str]) -> Rulings:
    """The rulings without those for the good of a caravan that nobody knows."""
    return replace(
        rulings,
        reports=tuple(one for one in rulings.reports if one.belongs_to is None or one.belongs_to in known),
        merges=tuple(one for one in rulings.merges if one.into in known),
    )


def ruled(reading: Reading, rulings: Rulings, registered: Mapping[str, Caravan]) -> Reading:
    """The reading with the rulings on reports, then on caravans, that are in effect."""
    return _merged_reading(_ruled(reading, rulings.reports), rulings.merges, registered)


def merged(caravans: Iterable[Caravan], merges: Iterable[Merge]) -> tuple[Caravan, ...]:
    """The registered caravans with branches of those that are one with another as branches of that."""
    into = _into(merges)
    return tuple(_branching(caravan, into) for caravan in caravans)


# --- reports -----------------------------------------------------------------------------------


def _ruled(reading: Reading, rulings: Sequence[ReportRuling]) -> Reading:
    """The reading with what is ruled on its reports, the most specific ruling first."""
    holding = [one for one in rulings if holds_in(one.scope, reading.article)]
    if not holding:
        return reading
    kept: list[Report] = []
    wrong: list[LeftOut] = []
    used: list[str] = []
    for report in reading.reports:
        on_it = sorted((one for one in holding if _is_about(one, report, reading)), key=_rank)
        used += (one.id for one in on_it)
        if on_it and on_it[0].is_wrong:
            why = f"is wrong, an editor says ({RULED}{on_it[0].id})"
            wrong.append(LeftOut(span=report.span, text=report.place.name, why=why))
        else:
            kept.append(_corrected(report, on_it))
    return replace(
        reading,
        reports=tuple(kept),
        left_out=(*reading.left_out, *wrong),
        rulings=tuple(dict.fromkeys((*reading.rulings, *used))),
    )


def _rank(ruling: ReportRuling) -> tuple[int, bool]:
    return -ruling.scope.rank, ruling.caravan is None


def _is_about(ruling: ReportRuling, report: Report, reading: Reading) -> bool:
    if ruling.place != report.place.id or ruling.caravan not in (None, report.caravan):
        return False
    if ruling.scope.quote is None:
        return True
    quote = quoted_at(ruling.scope, reading.article.body)
    return quote is not None and quote.start < report.span.end and report.span.start < quote.end


def _corrected(report: Report, rulings: Sequence[ReportRuling]) -> Report:
    """The report with all that the rulings say of it; of two on one thing the first counts."""
    for name, change in _CHANGES.items():
        ruling = next((one for one in rulings if getattr(one, name) is not None), None)
        if ruling is not None:
            report = replace(report, **change(ruling), rules=_with(report.rules, ruling.id))
    return report


_CHANGES: Mapping[str, Callable[[ReportRuling], dict[str, Any]]] = {
    "belongs_to": lambda ruling: {"caravan": ruling.belongs_to},
    "date": lambda ruling: {"date": ruling.date, "dated_from": "date"},
    "status": lambda ruling: {"status": ruling.status},
}


def _with(rules: tuple[str, ...], ruling: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*rules, f"{RULED}{ruling}")))


# --- caravans ----------------------------------------------------------------------------------


def _into(merges: Iterable[Merge]) -> dict[str, str]:
    """The caravan that stays of each that is one with it; there are no circles."""
    into = {one.caravan: one.into for one in merges}
    for caravan in into:
        while into[caravan] in into:
            into[caravan] = into[into[caravan]]
    return into


def _merged_reading(reading: Reading, merges: Sequence[Merge], registered: Mapping[str, Caravan]) -> Reading:
    """The reading with one caravan for those that are one: what is found of one that is merged is not said of it."""
    into = _into(merges)
    met = {one.id for one in reading.caravans} | {report.caravan for report in reading.reports}
    ids = {one.caravan: one.id for one in merges if one.caravan in met}
    kin = {one.branch_of for one in reading.caravans}
    if not ids and kin.isdisjoint(into):
        return reading
    staying = {one.id: one for one in reading.caravans if one.id not in into}
    staying |= {into[one]: registered[into[one]] for one in ids if into[one] in registered}
    return replace(
        reading,
        caravans=tuple(_branching(one, into) for one in staying.values()),
        reports=tuple(_moved(report, into, ids) for report in reading.reports),
        events=tuple(_moved(event, into, ids) for event in reading.events),
        rulings=tuple(dict.fromkeys((*reading.rulings, *ids.values()))),
    )


def _moved(claim: _Claim, into: Mapping[str, str], ids: Mapping[str, str]) -> _Claim:
    caravan = claim.caravan
    if caravan is None or caravan not in ids:
        return claim
    return replace(claim, caravan=into[caravan], rules=_with(claim.rules, ids[caravan]))


def _branching(caravan: Caravan, into: Mapping[str, str]) -> Caravan:
    whole = into.get(caravan.branch_of or "", caravan.branch_of)
    return replace(caravan, branch_of=None if whole == caravan.id else whole)


# --- rulings that fit nothing ------------------------------------------------------------------


def unfit(
    entries: Sequence[Entry[Ruling]], applied: Collection[str], known: Collection[str], articles: Sequence[Article]
) -> Iterator[Problem]:
    """What is wrong with the rulings, now that the articles are read: caravans that nobody knows, nothing to rule on.

    `applied` are the ids of the rulings that were, `known` those of all caravans.
    """
    for entry in entries:
        strange = list(_strange(entry, known))
        yield from strange
        if not strange and entry.value.id not in applied:
            what, mend = _why(entry.value, articles)
            yield entry.problem((), what, mend, severity="warning")


def _strange(entry: Entry[Ruling], known: Collection[str]) -> Iterator[Problem]:
    for field in ("belongs_to", "into"):
        caravan = getattr(entry.value, field, None)
        if caravan is not None and caravan not in known:
            mend = nearest(caravan, known, "add it to caravans.yaml")
            yield entry.problem((field,), f"{caravan} is the id of no caravan", mend)


def _why(ruling: Ruling, every: Sequence[Article]) -> tuple[str, str]:
    """Why the ruling changes nothing, and what to do."""
    if isinstance(ruling, Merge):
        return f"changes nothing: no article tells of a caravan {ruling.caravan}", _TAKE_OUT
    articles = [one for one in every if holds_in(ruling.scope, one)]
    if not articles and ruling.scope.article:
        mend = nearest(ruling.scope.article, [one.path for one in every], _TAKE_OUT)
        return f"changes nothing: there is no article {ruling.scope.article}", mend
    if not articles:
        return f"changes nothing: no article is of {ruling.scope.publisher or 'anybody'}", _TAKE_OUT
    if ruling.scope.quote and all(quoted_at(ruling.scope, article.body) is None for article in articles):
        return f"changes nothing: its quote does not stand in {ruling.scope.article}", "quote the words that are there"
    if isinstance(ruling, NameRuling):
        return f"changes nothing: {ruling.name} is no name there, or another ruling goes before this", _TAKE_OUT
    whose = f" of {ruling.caravan}" if ruling.caravan else ""
    return f"changes nothing: no report{whose} at {ruling.place} is read there", _TAKE_OUT


_TAKE_OUT = "mend it, or take it out"

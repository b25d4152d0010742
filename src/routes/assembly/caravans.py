"""The caravans of an atlas: the registered ones, those found in the articles, and their colours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import cycle
from typing import TypeVar

from routes.assembly.gists import Gist
from routes.model import Caravan

__all__ = ["COLORS", "DASHES", "caravans_by_id", "departure_order", "painted"]

COLORS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
"""Okabe and Ito (2008), told apart by nearly all eyes; their yellow is left out, it is too faint on a light map."""

DASHES = ("", "14 5", "8 4", "16 5 3 5", "24 6")
"""SVG dash arrays, so that a line is known without its colour; dots are for what is planned."""

Choice = TypeVar("Choice", bound=Hashable)


def caravans_by_id(gists: Sequence[Gist], registered: Iterable[Caravan]) -> dict[str, Caravan]:
    """The registered caravans, each found one once, and one for each id that is only reported of."""
    result = {caravan.id: caravan for caravan in registered}
    found: dict[str, list[Caravan]] = {}
    for one in gists:
        for caravan in one.caravans:
            found.setdefault(caravan.id, []).append(caravan)
    reported = {told.caravan for one in gists for told in one.told}
    for caravan_id in sorted((found.keys() | reported) - result.keys()):
        result[caravan_id] = one_of(found.get(caravan_id) or [Caravan(id=caravan_id, name=caravan_id)])
    return result


def one_of(found: Sequence[Caravan]) -> Caravan:
    """What most articles say of a caravan, field by field."""
    return replace(
        found[0],
        name=usual(caravan.name for caravan in found) or found[0].id,
        names=tuple(sorted({name for caravan in found for name in caravan.names}, key=repr)),
        origin=usual(caravan.origin for caravan in found),
        people=usual(caravan.people for caravan in found),
        ordinal=usual(caravan.ordinal for caravan in found),
        departed=usual(caravan.departed for caravan in found),
        ended=usual(caravan.ended for caravan in found),
        branch_of=usual(caravan.branch_of for caravan in found),
        color=usual(caravan.color for caravan in found) or "",
        dash=usual(caravan.dash for caravan in found) or "",
        source=usual(caravan.source for caravan in found) or "",
    )


def usual(values: Iterable[Choice | None]) -> Choice | None:
    """The value given most often, the first in order among equals; None where none is given."""
    counted = Counter(value for value in values if value)
    return min(counted, key=lambda value: (-counted[value], str(value)), default=None)


def departure_order(caravan: Caravan, first_seen: date | None) -> tuple[date, str]:
    """By departure, else by the first day that is reported, unknown last; then by id."""
    return (caravan.departed or first_seen or date.max, caravan.id)


def painted(caravans: Iterable[Caravan]) -> list[Caravan]:
    """The caravans with a colour and a dash each; what the registry says stays, the rest takes what is free in turn."""
    caravans = list(caravans)
    taken = {caravan.color.upper() for caravan in caravans}
    free = cycle([color for color in COLORS if color.upper() not in taken] or COLORS)
    return [
        replace(
            caravan,
            color=caravan.color or next(free),
            dash=caravan.dash or DASHES[number % len(DASHES)],
        )
        for number, caravan in enumerate(caravans)
    ]

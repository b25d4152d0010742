"""Seats: the capital of a country or of a first-level unit, by its code.

Most are the largest town, or the one that has the unit's name; `_SEATS` holds those that are neither.
"""

from __future__ import annotations

from collections.abc import Mapping

from routes.gazetteer.index import GazetteerIndex
from routes.model import Place

__all__ = ["seat_of"]

_SEATS: Mapping[str, str] = {
    "AU": "canberra",
    "BO": "la-paz",
    "BR": "brasilia",
    "BZ": "belmopan",
    "CA": "ottawa",
    "CH": "bern",
    "CN": "beijing",
    "EC": "quito",
    "IN": "new-delhi",
    "MA": "rabat",
    "NG": "abuja",
    "PK": "islamabad",
    "TR": "ankara",
    "US": "washington-dc",
    "VN": "hanoi",
    "MX-BCN": "mexicali",
    "MX-GRO": "chilpancingo",
    "MX-MEX": "toluca",
    "MX-ROO": "chetumal",
    "MX-TAM": "ciudad-victoria",
    "MX-VER": "xalapa",
    "US-CA": "sacramento",
    "US-TX": "austin",
}
"""Ids of capitals by ISO 3166 codes; of the seat of government where there are two."""


def seat_of(code: str | None, index: GazetteerIndex) -> Place | None:
    """The capital of a country or unit; None where no list has a town there."""
    listed = _SEATS.get(code or "")
    seat = index.candidate(listed) if listed else None
    if seat is not None:
        return seat.place
    if code is None or "-" not in code:
        return max(index.towns(code), key=lambda p: (p.population, p.id), default=None)
    inside = index.within(code)
    names = {name.text for p in inside if p.feature == "A" for name in p.names}
    towns = (p for p in inside if p.feature == "P")
    return max(towns, key=lambda p: (p.name in names, p.population, p.id), default=None)

"""`refused.yaml`: what an editor said no to; it stays no when `candidates.yaml` is written anew.

    refused:
      - id: juan-orlando
        name: Juan Orlando
      - id: san-antonio-2
        name: San Antonio
        lat: 14.1
        lon: -92.3

A name without a position is no place at all. One with a position is only not that place: the same name within
`SAME_KM` of it is meant, since the ids that geocoders' proposals get may change from build to build.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from routes.folding import normalize_name
from routes.gazetteer.parse import FORM, ID
from routes.gazetteer.records import Record, slug
from routes.gazetteer.schema import TEXT, Form, read_entries, record
from routes.model import Place, Position, Problem

__all__ = ["REFUSED", "SAME_KM", "Refusals", "parse_refused", "refusal"]

SAME_KM = 1.0
"""Positions of one name that are nearer than this are of one place; they are rounded to 10 m in our files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Refusal:
    id: str
    name: str
    position: Position | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusals:
    """All that was refused, to be asked."""

    all: tuple[_Refusal, ...] = ()

    def name(self, name: str) -> bool:
        """Whether the name is no place at all."""
        return any(one.position is None and normalize_name(one.name) == normalize_name(name) for one in self.all)

    def place(self, place: Place, name: str) -> bool:
        """Whether the name does not mean this place."""
        return any(
            normalize_name(one.name) == normalize_name(name)
            and (one.position is None or one.position.km_to(place.position) < SAME_KM)
            for one in self.all
        )


def parse_refused(text: str, file: str) -> tuple[Refusals, tuple[Problem, ...]]:
    """The refusals of a file that are right, and every problem with the others."""
    entries, problems = read_entries(text, file, REFUSED)
    return Refusals(all=tuple(entry.value for entry in entries)), problems


def refusal(name: str, place: Place | None, taken: Iterable[str]) -> Record:
    """The record that refuses a name, or only its meaning `place`; its id is none of those that are taken."""
    ids, base = set(taken), slug(name)
    numbers = (base, *(f"{base}-{number}" for number in range(2, len(ids) + 3)))
    told = {"id": next(one for one in numbers if one not in ids), "name": name}
    return told if place is None else told | _degrees(place.position)


def _degrees(position: Position) -> dict[str, float]:
    return {"lat": round(position.lat, 4), "lon": round(position.lon, 4)}


def _made(fields: Mapping[str, Any]) -> _Refusal:
    placed = "lat" in fields and "lon" in fields
    position = Position(lat=fields["lat"], lon=fields["lon"]) if placed else None
    return _Refusal(id=fields["id"], name=fields["name"], position=position)


def _of_a_place(*names: str) -> dict[str, Any]:
    fields = FORM.schema["fields"]
    return {name: fields[name]["schema"] for name in names}


REFUSED: Form[_Refusal] = Form(
    root="refused",
    noun="refusal",
    schema=record({"id": ID, "name": TEXT}, _of_a_place("lat", "lon", "notes")),
    make=_made,
    identify=lambda one: one.id,
)
"""The form of the file."""

"""`caravans.yaml`: the caravans already known.

    caravans:
      - id: 2018-10-first
        name: first caravan of October 2018
        names:
          - {text: Caravana Migrante, lang: es}
        origin: san-pedro-sula
        people: HN
        ordinal: 1
        departed: 2018-10-12
        color: "#0072B2"

`origin` and `branch_of` are ids, of a place and of another caravan.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from routes.gazetteer.parse import COUNTRY, ID, NAMES, names_of
from routes.gazetteer.schema import (
    DAY,
    TEXT,
    Entry,
    Form,
    Schema,
    about,
    list_of,
    pattern,
    read_entries,
    record,
    whole_number,
)
from routes.model import Caravan, Problem
from routes.outlines import known_country

__all__ = ["FORM", "check_caravans", "parse_caravans", "read_caravans"]

CaravanEntry = Entry[Caravan]

_REQUIRED: dict[str, Schema] = {
    "id": about(ID, "What other records call it by, and the name of its page."),
    "name": about(TEXT, "The name that the map's legend shows."),
}
_OPTIONAL: dict[str, Schema] = {
    "names": about(NAMES, "Names that the press of one language gave it; 'the second caravan' need not be said."),
    "aliases": about(list_of(TEXT), "Names that every language gave it."),
    "origin": about(ID, "The id of the place that it left."),
    "people": about(COUNTRY, "The country that most of its members come from (ISO 3166-1)."),
    "ordinal": about(whole_number(1, 99), "Its number among the caravans of its season."),
    "departed": about(DAY, "The day on which it left."),
    "ended": about(DAY, "The day after which it was no group any more."),
    "branch_of": about(ID, "The id of the caravan that it split off from."),
    "color": about(pattern("^#[0-9a-fA-F]{6}$", "a colour", example='"#0072B2"'), "The colour of its line."),
    "dash": about(
        pattern(r"^\d+( \d+)*$", "a list of dashes and gaps", example='"8 4"'), "How its line is dashed, as in SVG."
    ),
    "source": about(TEXT, "Where this is from."),
    "notes": about(TEXT, "For other editors."),
}


def parse_caravans(text: str | bytes, file: str) -> tuple[tuple[Caravan, ...], tuple[Problem, ...]]:
    """The caravans that are right, in the order of the file, and every problem with the others.

    `file` is the name for the problems' addresses. A caravan with a mistake is left out; it never stops the rest.
    """
    entries, problems = read_caravans(text, file)
    return tuple(entry.value for entry in entries), problems


def read_caravans(text: str | bytes, file: str) -> tuple[tuple[CaravanEntry, ...], tuple[Problem, ...]]:
    """As `parse_caravans`, each caravan in an entry that knows its lines: what `check_caravans` takes."""
    return read_entries(text, file, FORM)


def check_caravans(entries: Sequence[CaravanEntry], places: Collection[str] | None = None) -> tuple[Problem, ...]:
    """Every problem with what the caravans refer to; origins are looked up where the ids of places are given."""
    caravans = {entry.value.id: entry.value for entry in entries}
    problems = [
        problem
        for entry in entries
        for problem in (*_own(entry), *_origin(entry, places), *_branch(entry, caravans), *_colour(entry, entries))
    ]
    return tuple(sorted(problems, key=lambda problem: (problem.line or 0, problem.column or 0)))


def _own(entry: CaravanEntry) -> Iterator[Problem]:
    caravan = entry.value
    if caravan.people and not known_country(caravan.people):
        yield entry.problem(("people",), f"{caravan.people} is no country", "write its ISO 3166-1 code")
    if caravan.departed and caravan.ended and caravan.ended < caravan.departed:
        yield entry.problem(("ended",), f"{caravan.ended} is before it departed", "mend one of the two days")


def _origin(entry: CaravanEntry, places: Collection[str] | None) -> Iterator[Problem]:
    origin = entry.value.origin
    if origin and places is not None and origin not in places:
        yield entry.problem(
            ("origin",), f"{origin} is the id of no place", _nearest(origin, places, "add it to gazetteer.yaml")
        )


def _branch(entry: CaravanEntry, caravans: Mapping[str, Caravan]) -> Iterator[Problem]:
    whole, seen = entry.value.branch_of, {entry.value.id}
    if whole and whole not in caravans:
        yield entry.problem(("branch_of",), f"{whole} is the id of no caravan", _nearest(whole, caravans, "add it"))
    while whole and whole in caravans and whole not in seen:
        seen.add(whole)
        whole = caravans[whole].branch_of
    if whole == entry.value.id:
        yield entry.problem(("branch_of",), "goes round in a circle", "a branch is part of a larger caravan")


def _colour(entry: CaravanEntry, entries: Sequence[CaravanEntry]) -> Iterator[Problem]:
    """Two caravans that no reader of the map could tell apart."""
    look = _look(entry.value)
    first = next((other for other in entries if _look(other.value) == look), entry)
    if first is not entry and entry.value.color:
        what = f"{entry.value.color} is also the colour of {first.value.id} (line {first.line})"
        yield entry.problem(("color",), what, "give one of them another color or dash", severity="warning")


def _look(caravan: Caravan) -> tuple[str, str]:
    return caravan.color.lower(), caravan.dash


def _nearest(written: str, known: Collection[str], otherwise: str) -> str:
    near = get_close_matches(written, known, n=1)
    return f"write {near[0]}" if near else otherwise


def _caravan(fields: Mapping[str, Any]) -> Caravan:
    taken = ("origin", "people", "ordinal", "departed", "ended", "branch_of", "color", "dash", "source")
    given = {name: fields[name] for name in taken if name in fields}
    return Caravan(id=fields["id"], name=fields["name"], names=names_of(fields), registered=True, **given)


FORM = Form(
    root="caravans",
    noun="caravan",
    schema=record(_REQUIRED, _OPTIONAL),
    make=_caravan,
    identify=lambda caravan: caravan.id,
)
"""The form of `caravans.yaml`: which fields a caravan has, and how they are checked."""

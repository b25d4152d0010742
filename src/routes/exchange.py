"""The gazetteer in the formats of others: written for them, and read from theirs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from routes.assembly.discretion import is_hidden, rough
from routes.curation import Change, add
from routes.errors import RoutesError
from routes.files import read_text
from routes.gazetteer.formats import FORMATS, Publication, format_of
from routes.gazetteer.parse import FORM, read_gazetteer
from routes.gazetteer.records import FIELDS, Record, fields_in_order
from routes.gazetteer.schema import Entry
from routes.model import Place, Problem
from routes.project import Project

__all__ = ["Imported", "exported", "import_places"]


def exported(project: Project, name: str, publication: Publication) -> tuple[str, tuple[Problem, ...]]:
    """The project's gazetteer in a format of `FORMATS`, and what is wrong with the places that are left out.

    Hidden places are left out too, with a warning, and coarse ones are where they roughly lie, as in every output.
    """
    entries, problems = read_gazetteer(read_text(project.gazetteer)[0], project.name(project.gazetteer))
    hidden = [
        entry.problem(("sensitivity",), "is hidden, so the place is not exported", severity="warning")
        for entry in entries
        if is_hidden(entry.value)
    ]
    records = [_discreet(entry) for entry in entries if not is_hidden(entry.value)]
    return FORMATS[name].write(records, publication), (*problems, *hidden)


def _discreet(entry: Entry[Place]) -> Record:
    """Its fields as they may be shown."""
    place = rough(entry.value)
    if place is entry.value:
        return entry.written
    position = {"lat": place.position.lat, "lon": place.position.lon}
    return {name: value for name, value in {**entry.written, **position}.items() if name != "bbox"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What became of the places of a file: so many are `new`, so many are there and the `same`.

    `differ` gives the ids of those that are there and not the same, with the fields that differ.
    """

    change: Change
    new: int
    same: int
    differ: tuple[tuple[str, tuple[str, ...]], ...]


def import_places(project: Project, path: Path, name: str | None, *, dry_run: bool) -> Imported:
    """Adds the places of a file that the gazetteer has not; those that it has are never touched.

    Fields that no place has are passed over, with a warning. Raises RoutesError where the format is not known.
    """
    text, guessed = read_text(path)
    chosen = name or format_of(path.name, text)
    if not chosen:
        raise RoutesError(
            f"{path}: its format cannot be told from its name or text; say --format {' or '.join(FORMATS)}"
        )
    read, problems = FORMATS[chosen].read(text, path.name)
    told, strange = _with_known_fields(read, path.name)
    entries, _ = read_gazetteer(read_text(project.gazetteer)[0], project.name(project.gazetteer))
    there = {entry.value.id: FORMATS[chosen].held(entry.written) for entry in entries}
    new = [one for one in told if str(one.get("id")) not in there]
    known = [(name, _differing(one, there[name])) for one in told for name in [str(one.get("id"))] if name in there]
    made = Change(path=project.gazetteer) if problems else add(project, new, dry_run=dry_run)
    return Imported(
        change=replace(made, problems=(*guessed, *problems, *strange, *_of_file(path.name, new, made.problems))),
        new=len(new),
        same=sum(not fields for _, fields in known),
        differ=tuple((place, fields) for place, fields in known if fields),
    )


def _with_known_fields(told: Sequence[Record], file: str) -> tuple[Sequence[Record], tuple[Problem, ...]]:
    strange = dict.fromkeys(name for one in told for name in one if name not in FIELDS)
    if not strange:
        return told, ()
    what = f"holds what no place has: {', '.join(strange)}"
    warning = Problem(file=file, what=what, mend="nothing to do: it is passed over", severity="warning")
    return [{name: one[name] for name in one if name in FIELDS} for one in told], (warning,)


def _of_file(file: str, new: Sequence[Record], problems: Iterable[Problem]) -> Iterable[Problem]:
    """The problems, those with a new record told as that file's: they have no line in the gazetteer."""
    theirs = (f"{FORM.root}[", *(f"{one.get('id')}." for one in new))
    for problem in problems:
        told_of_it = problem.line is None and problem.what.startswith(theirs)
        yield replace(problem, file=file) if told_of_it else problem


def _differing(one: Mapping[str, Any], other: Mapping[str, Any]) -> tuple[str, ...]:
    names = fields_in_order({**one, **other})
    return tuple(name for name in names if one.get(name) != other.get(name))

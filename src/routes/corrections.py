"""The shell around an editor's rulings: blocks of lines into and out of `corrections.yaml`, positions mended in place.

    rule(project, {"mention": "Escuintla", "is": "escuintla-chiapas", "article": "articles/x.md"})
    unrule(project, "escuintla")
    move_place(project, "escuintla-chiapas", lat=15.3285, lon=-92.6331)

A file is written only if it still holds what was read from it, and in one step; what was done gives back `undo`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from routes.curation import Change, put, put_records
from routes.files import read_bytes, read_text
from routes.gazetteer.check import check_gazetteer
from routes.gazetteer.edit import take_out, unplaced, with_numbers
from routes.gazetteer.parse import FORM as PLACES
from routes.gazetteer.parse import read_gazetteer
from routes.gazetteer.records import Record, slug
from routes.gazetteer.rulings import FORM, read_rulings, sound_rulings
from routes.gazetteer.schema import Entry
from routes.load import load
from routes.model import Problem
from routes.project import Project

__all__ = ["move_place", "rule", "unrule"]

_DECIMALS = 4
"""Of a degree, of a position that was mended by hand: about 10 m."""


def rule(project: Project, record: Record, *, dry_run: bool = False) -> Change:
    """Adds a ruling to `corrections.yaml`, as one block of lines; its id is made where it has none.

    One that contradicts another, or speaks of a place that no list has, is not added. Raises FileError.
    """
    told = record if "id" in record else {"id": _new_id(project, record), **record}
    places = load(project)[0].ids

    def check(entries: Sequence[Entry[Any]], new: Sequence[str]) -> Sequence[Problem]:
        old = [entry for entry in entries if entry.value.id not in new]
        _, before = sound_rulings(old, places)
        _, found = sound_rulings([*old, *(entry for entry in entries if entry.value.id in new)], places)
        ids = [entry.value.id for entry in entries]
        return [unplaced(one, FORM, ids) for one in found if one not in before]

    return put_records(project, project.corrections, FORM, [told], dry_run=dry_run, check=check)


def unrule(project: Project, ruling: str, *, dry_run: bool = False) -> Change:
    """Takes the block of a ruling out of `corrections.yaml` again; no other line changes. Raises FileError."""
    path = project.corrections
    content = read_bytes(path) if path.exists() else b""
    left, problems = take_out(content, project.name(path), FORM, ruling)
    if left is None:
        return Change(path=path, problems=problems)
    return put(Change(path=path, blocks=(left[1],)), content, left[0], dry_run=dry_run)


def move_place(project: Project, place: str, *, lat: float, lon: float, dry_run: bool = False) -> Change:
    """Mends the two numbers of a place in the gazetteer, where they stand; no other character of the file changes.

    A position in which `routes check` would find an error is not written. Raises FileError.
    """
    path, file = project.gazetteer, project.name(project.gazetteer)
    content = read_bytes(path)
    numbers = {"lat": round(lat, _DECIMALS), "lon": round(lon, _DECIMALS)}
    moved, problems = with_numbers(content, file, PLACES, place, numbers)
    if moved is None:
        return Change(path=path, problems=problems)
    before = check_gazetteer(read_gazetteer(content, file)[0])
    found = tuple(one for one in check_gazetteer(moved.entries) if one not in before)
    if any(problem.severity == "error" for problem in found):
        return Change(path=path, problems=found)
    return put(Change(path=path, blocks=moved.blocks, problems=found), content, moved.content, dry_run=dry_run)


def _new_id(project: Project, record: Record) -> str:
    """An id that says what is ruled on, and is no other ruling's."""
    path = project.corrections
    entries = read_rulings(read_text(path)[0], project.name(path))[0] if path.exists() else ()
    taken = {entry.value.id for entry in entries}
    said = [record.get(name, "") for name in ("mention", "report", "merge", "ruling", "date", "status")]
    base = slug(" ".join(str(part) for part in said if part))
    numbered = (base, *(f"{base}-{number}" for number in range(2, len(taken) + 3)))
    return next(one for one in numbered if one not in taken)

"""The shell around the gazetteer: a project's files in, one block of lines out.

A file is written only if it still holds what was read from it, and in one step.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from routes.files import read_bytes, read_text, replace_unchanged
from routes.folding import NormalizedName, normalize_name
from routes.gazetteer.check import check_gazetteer
from routes.gazetteer.edit import add_records, as_entries, unplaced
from routes.gazetteer.formats.foreign import completed
from routes.gazetteer.parse import FORM, read_gazetteer
from routes.gazetteer.records import Record, record_of
from routes.gazetteer.refused import REFUSED, refusal
from routes.gazetteer.schema import Entry, Form, read_entries
from routes.gazetteer.towns import look_up
from routes.load import Known, load, refusals
from routes.model import Place, Position, Problem
from routes.outlines import country_at
from routes.project import Project, shipped_project
from routes.suggest import Meaning, Meanings, Suggestion, numbered, suggest
from routes.workshop import Workshop

__all__ = [
    "Change",
    "accepted",
    "add",
    "named",
    "put",
    "put_records",
    "refuse",
    "suggestions",
    "undo",
    "written",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What was done to a file, or would be: the blocks that are new in it, none where a mistake stands in the way.

    `before` and `after` are what the file held, None where there was none, or nothing was written.
    """

    path: Path
    blocks: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    before: bytes | None = None
    after: bytes | None = None


# --- what there is to add ----------------------------------------------------------------------


def suggestions(project: Project, *, bundled: bool = False) -> tuple[tuple[Suggestion, ...], tuple[Problem, ...]]:
    """The names in the project's articles that look like places and are in no list, the most frequent first.

    With `bundled` those too that only a bundled list has: they are drawn already, but nobody has looked at them.
    """
    known, problems = load(project)
    refused, wrong = refusals(project)
    met, atlas, unread = Workshop(project).sightings(known)
    candidates, mistakes = _candidates(project)
    found = suggest(met, atlas, _meanings(known, candidates), refused, bundled=bundled)
    return found, (*problems, *wrong, *mistakes, *unread)


def named(project: Project, name: str) -> Suggestion:
    """The suggestion of one name; of a name that the articles have not, what the lists say of it."""
    found, _ = suggestions(project, bundled=True)
    wanted = next((one for one in found if normalize_name(one.name) == normalize_name(name)), None)
    if wanted is not None:
        return wanted
    refused, _ = refusals(project)
    meanings = _meanings(load(project)[0], _candidates(project)[0])
    left = [one for one in meanings(name) if not refused.place(one.place, name)]
    return Suggestion(name=name, is_read=False, times=0, articles=0, sources=(), stops=(), proposals=numbered(left, ()))


def _meanings(known: Known, candidates: Sequence[Entry[Place]]) -> Meanings:
    """What a name may mean: in the bundled lists, and in what a geocoder proposed."""
    by_name: dict[NormalizedName, list[Meaning]] = {}
    for meaning in _shipped(known):
        _remember(by_name, meaning)
    for place in known.world:
        _remember(by_name, Meaning(place=place, found_in="world", record=record_of(place)))
    for entry in candidates:
        _remember(by_name, Meaning(place=entry.value, found_in="candidates", record=entry.written))

    def meanings(name: str) -> Sequence[Meaning]:
        towns = [Meaning(place=place, found_in="towns", record=record_of(place)) for place in look_up(name)]
        return (*by_name.get(normalize_name(name), ()), *towns)

    return meanings


def _shipped(known: Known) -> Iterable[Meaning]:
    """The places of the gazetteer that comes with routes, without what they say of places that are not known here."""
    path = shipped_project().gazetteer
    ids = {place.id for place in known.places}
    for entry in read_gazetteer(read_text(path)[0], path.name)[0]:
        if entry.value.id not in ids:
            told = {**entry.written, "prefer_near": [near for near in entry.value.prefer_near if near in ids]}
            if entry.value.part_of not in ids:
                told.pop("part_of", None)
            yield Meaning(place=entry.value, found_in="shipped", record=completed(told))


def _remember(by_name: dict[NormalizedName, list[Meaning]], meaning: Meaning) -> None:
    for form in dict.fromkeys(normalize_name(form.text) for form in meaning.place.names):
        by_name.setdefault(form, []).append(meaning)


def _candidates(project: Project) -> tuple[Sequence[Entry[Place]], tuple[Problem, ...]]:
    if not project.candidates.exists():
        return (), ()
    return read_gazetteer(read_text(project.candidates)[0], project.name(project.candidates))


# --- adding ------------------------------------------------------------------------------------


def accepted(name: str, meaning: Meaning) -> Record:
    """The record of a meaning, with the name that the articles give it among its forms."""
    forms = {normalize_name(form.text) for form in meaning.place.names}
    if normalize_name(name) in forms:
        return meaning.record
    return {**meaning.record, "aliases": [*meaning.record.get("aliases", ()), name]}


def written(name: str, *, lat: float, lon: float, feature: str | None, **told: Any) -> Record:  # noqa: ANN401 - fields
    """The record of a place that an editor gives; its country is the one that lies there where none is given."""
    country = told.pop("country") or country_at(Position(lat=lat, lon=lon))
    record = {"id": told.pop("place_id"), "name": name, "class": feature, "lat": lat, "lon": lon, "country": country}
    return completed({**record, **told, "aliases": list(told["aliases"])})


def add(project: Project, records: Sequence[Record], *, dry_run: bool) -> Change:
    """Adds these places to the project's gazetteer, each as a block at its spot; all of them or none.

    A place in which `routes check` would find an error is not added, nor one that is there by another id.
    """
    name = project.name(project.gazetteer)
    entries, _ = read_gazetteer(read_text(project.gazetteer)[0], name)
    wanted, _ = as_entries(records, name, FORM)
    there = tuple(_already_there([one.value for one in wanted], entries))
    if there:
        return Change(path=project.gazetteer, problems=there)
    return put_records(project, project.gazetteer, FORM, records, dry_run=dry_run, check=_checked)


def refuse(project: Project, name: str, place: Place | None, *, dry_run: bool) -> Change:
    """Remembers in `refused.yaml` that the name is no place, or not this one."""
    path = project.refused
    entries = read_entries(read_text(path)[0], project.name(path), REFUSED)[0] if path.exists() else ()
    told = refusal(name, place, (entry.value.id for entry in entries))
    return put_records(project, path, REFUSED, [told], dry_run=dry_run, check=lambda _, __: ())


def _already_there(wanted: Iterable[Place], entries: Sequence[Entry[Place]]) -> Iterator[Problem]:
    """The places that have a name and the level of a wanted one, and lie where it does."""
    named: dict[NormalizedName, list[Entry[Place]]] = defaultdict(list)
    for entry in entries:
        for form in {normalize_name(form.text) for form in entry.value.names}:
            named[form].append(entry)
    for place in wanted:
        for entry in named.get(normalize_name(place.name), ()):
            other, is_unit = entry.value, place.feature == "A"
            if (other.feature == "A") == is_unit and other.position.km_to(place.position) < _SAME_KM:
                what, mend = f"{place.name} is here already, as {other.id}", "mend it by hand where it means another"
                yield entry.problem((), what, mend)


_SAME_KM = 25.0
"""Two places of one name that are nearer than this are one: lists put the middle of a town where they like."""

Check = Callable[[Sequence[Entry[Any]], Sequence[str]], Sequence[Problem]]
"""What is wrong with the entries of a file, of which those with these ids are new."""


def put_records(
    project: Project, path: Path, form: Form[Any], records: Sequence[Record], *, dry_run: bool, check: Check
) -> Change:
    """Adds records to a file of the project, each as a block; all of them or, where `check` finds an error, none."""
    content = read_bytes(path) if path.exists() else None
    problems: Sequence[Problem]
    added, problems = add_records(content or b"", project.name(path), form, records)
    if added is None:
        return Change(path=path, problems=problems)
    found = check(added.entries, [told["id"] for told in records])
    if any(problem.severity == "error" for problem in found):
        return Change(path=path, problems=tuple(found))
    return put(Change(path=path, blocks=added.blocks, problems=tuple(found)), content, added.content, dry_run=dry_run)


def put(change: Change, before: bytes | None, after: bytes, *, dry_run: bool) -> Change:
    """Writes what the change makes of its file. Raises FileError where the file does not hold `before` any more."""
    if dry_run:
        return change
    replace_unchanged(change.path, before or b"", after)
    return replace(change, before=before, after=after)


def undo(change: Change) -> None:
    """Gives the file of a change back what it held before it. Raises FileError where it was changed again since."""
    if change.after is not None:
        replace_unchanged(change.path, change.after, change.before or b"")
        if change.before is None:
            change.path.unlink(missing_ok=True)


def _checked(entries: Sequence[Entry[Place]], new: Sequence[str]) -> Sequence[Problem]:
    """What is wrong with the new places, and with old ones because of them; lines are not yet those of the file."""
    added = set(new)
    before = set(check_gazetteer([entry for entry in entries if entry.value.id not in added]))
    mistakes = [problem for problem in check_gazetteer(entries) if problem not in before]
    ids = [entry.value.id for entry in entries]
    return [unplaced(problem, FORM, ids) for problem in mistakes]

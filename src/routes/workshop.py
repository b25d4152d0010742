"""The workshop: a project that is built again and again, from what its last build left and what was edited since.

    workshop = Workshop(project)
    atlas, problems = workshop.atlas(geocoder=geocoder, today=today, tell=print)

The first atlas begins with what an earlier process kept in `.routes/`, later ones with what the one before held in
memory. Either way it is the atlas that a reading of everything would give.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import is_dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from routes import assembly, leaves, model, sightings
from routes.articles.file import Found
from routes.articles.folder import articles_below, text_hash, without_twins
from routes.articles.reader import articles_in, content_of
from routes.assembly import Gist, gist, sources
from routes.assembly.atlas import Made, hidden_places
from routes.assembly.rulings import in_effect, known_ids, ruled, unfit
from routes.cache import keep, kept, libraries, package_hash
from routes.columns import pack
from routes.files import content_hash
from routes.leaves import Leaf, Leaves, Sheaf, changed, concerned, concerning, words_of
from routes.load import DRAWING, Known, Propose, load, look_up, refusals, rulings_of, tidy_candidates
from routes.model import Article, Atlas, Merge, NameRuling, Place, Problem, Reading, Rulings
from routes.project import Project
from routes.reading import Knowledge, read
from routes.reading.rulings import holds_in

if TYPE_CHECKING:
    from routes.gazetteer.geocoding import GeocoderSettings
    from routes.progress import Tell

__all__ = ["Workshop"]

_PARTS: tuple[type, ...] = tuple(
    {
        kind
        for module in (model, assembly.gists, sources, sightings, leaves)
        for kind in vars(module).values()
        if isinstance(kind, type) and is_dataclass(kind)
    }
)
_LARGE = 20_000_000
"""Bytes from which on a file of articles is read anew each time: nothing of it is kept."""
_READ_WITH = ("trafilatura", "htmldate", "lxml", "pypdf")
"""The libraries that articles are read with."""


class Workshop:
    """One project, what was read from its articles last, and what that was made of."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._leaves: Leaves | None = None
        self._base = ""
        self._raw: dict[str, Reading] = {}
        self._made = Made()

    def atlas(self, *, geocoder: GeocoderSettings, today: date, tell: Tell) -> tuple[Atlas, tuple[Problem, ...]]:
        """The project's atlas as its files are now, and every mistake in them; none of them stops the reading.

        With `geocoder.offline` nobody is asked, and answers of earlier builds are left alone. What a geocoder proposes
        is written to `candidates.yaml`; nothing else is written but what is kept in `.routes/`. Raises FileError.
        """
        tell("reading the gazetteer")
        project = self.project
        known, problems = load(project)
        tidy_candidates(project, known)
        refused, wrong = refusals(project)
        asked: list[Problem] = []

        def propose(names: Sequence[str]) -> Sequence[Place]:
            if geocoder.offline or not names:
                return ()
            tell(f"looking up {len(names)} names that are in no list")
            places, hindered = look_up(project, names, geocoder, today)
            asked.extend(hindered)
            return places

        damaged = self._begin(known)
        work = self._read(known, tell, propose)
        tell("putting the routes together")
        atlas = known.gathered(work.gists, self._made)
        atlas = replace(atlas, unplaced=tuple(name for name in atlas.unplaced if not refused.name(name.text)))
        found = (*problems, *wrong, *damaged, *work.problems, *work.unfit(), *asked, *atlas.problems)
        return atlas, tuple(dict.fromkeys(found))

    def sightings(self, known: Known) -> tuple[tuple[sightings.Sightings, ...], Atlas, tuple[Problem, ...]]:
        """What an editor is asked about each article, the atlas, and what is wrong with the articles' files.

        No geocoder has any say in it. Raises FileError.
        """
        self._begin(known)
        work = self._read(known, look=True)
        return work.sightings, known.gathered(work.gists), work.problems

    def mistakes(self, known: Known) -> tuple[Problem, ...]:
        """What is wrong with the articles' files, and the rulings that change nothing.

        Only where there are rulings, articles have to be read. Raises FileError.
        """
        self._begin(known)
        if not known.rulings:
            return _Work(self.project, known, self._leaves or Leaves(), {}).problems
        work = self._read(known)
        return (*work.problems, *work.unfit())

    def _read(
        self, known: Known, tell: Tell = lambda _: None, propose: Propose = lambda _: (), *, look: bool = False
    ) -> _Work:
        """Reads what has to be read, and keeps what came of it."""
        raw = dict(self._raw)  # which stays as it is where this comes to nothing
        work = _Work(self.project, known, self._leaves or Leaves(), raw)
        tell(f"reading {work.count} articles")
        made = work.done(propose, look=look)
        self._finish(made, raw)
        return work

    def _begin(self, known: Known) -> tuple[Problem, ...]:
        """Forgets what was read with other code, caravans or hidden places; at first looks what an earlier run kept."""
        hidden = hidden_places(known.by_id)
        world = (known.wide.made_of, known.places) if known.wide else ()  # all names may weigh in the choice of one
        made_of = json.dumps(pack((known.caravans, hidden, world))).encode()
        base = content_hash(package_hash(*DRAWING).encode(), libraries(*_READ_WITH).encode(), made_of)
        if base == self._base:
            return ()
        self._base, self._leaves = base, None
        self._raw = {}
        path = self.project.leaves
        if path is None:
            return ()
        self._leaves, damaged = kept(path, self.project.name(path), base, Leaves, _PARTS)
        return damaged

    def _finish(self, made: Leaves, raw: dict[str, Reading]) -> None:
        """Keeps what was read, where it is other than what was kept."""
        if made != self._leaves and self.project.leaves:
            keep(self.project.leaves, self._base, made)
        self._leaves, self._raw = made, raw


class _Work:
    """One reading of a project: what is read, and what is taken over from `old`."""

    def __init__(self, project: Project, known: Known, old: Leaves, raw: dict[str, Reading]) -> None:
        self._project, self._known, self._old, self._raw = project, known, old, raw
        self._paths: dict[str, Path] = {}
        self._bodies: dict[str, Article] = {}
        self._sheaves = dict(self._sheaf(path, name) for path, name in self._files())
        read = [leaf for sheaf in self._sheaves.values() for leaf in sheaf.leaves if leaf.article]
        self._leaves = {leaf.name: leaf for leaf in read}
        self._file_of = {leaf.name: file for file, sheaf in self._sheaves.items() for leaf in sheaf.leaves}
        articles = [leaf.article for leaf in read if leaf.article]
        unique, self._twins = without_twins(articles, [leaf.text for leaf in read])
        self._unique = [article.path for article in unique]
        self._alone = frozenset(self._unique)
        self._registered = {caravan.id: caravan for caravan in known.caravans}
        self._knowledge: dict[tuple[Place, ...], Knowledge] = {}

    # --- files ---------------------------------------------------------------------------------

    def _files(self) -> Iterator[tuple[Path, str]]:
        """Every file that holds articles; others, and what is wrong with them, are passed over."""
        found: list[tuple[Path, str]] = []

        def note(path: Path, name: str) -> Iterable[Found]:
            found.append((path, name))
            return (Found(name, None),)

        self._order = tuple(articles_below(self._project.articles, self._project.name(self._project.articles), note))
        return iter(found)

    def _sheaf(self, path: Path, name: str) -> tuple[str, Sheaf]:
        self._paths[name] = path
        content = content_of(path, _LARGE)
        known = self._old.sheaves.get(name)
        if known and content and known.content == content and all(leaf.article for leaf in known.leaves):
            return name, known
        return name, Sheaf(content=content, leaves=tuple(map(self._leaf, articles_in(path, name))))

    def _leaf(self, found: Found) -> Leaf:
        article = found.article
        if article is None:
            return Leaf(name=found.name, article=None, problems=found.problems)
        self._bodies[article.path] = article
        self._raw.pop(article.path, None)
        bare = replace(article, body="", furniture=())
        return Leaf(
            name=article.path, article=bare, problems=found.problems, text=text_hash(article), words=words_of(article)
        )

    def _body(self, name: str) -> Article:
        """The article with its body; its file is read again where it was not yet."""
        if name in self._raw:
            return self._raw[name].article
        if name not in self._bodies:
            file = self._file_of[name]
            self._bodies |= {
                one.article.path: one.article for one in articles_in(self._paths[file], file) if one.article
            }
        return self._bodies[name]

    # --- what is told of it --------------------------------------------------------------------

    @property
    def count(self) -> int:
        """How many articles there are."""
        return len(self._unique)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the files of articles."""
        told: list[Problem] = []
        for file in self._order:
            sheaf = self._sheaves.get(file.name)
            told += file.problems
            told += (problem for leaf in (sheaf.leaves if sheaf else ()) for problem in leaf.problems)
        return (*told, *self._twins)

    def unique(self) -> list[Leaf]:
        """The leaves of the articles that are read, by their paths."""
        return [self._leaves[name] for name in sorted(self._unique)]

    @property
    def gists(self) -> list[Gist]:
        """Those of the articles that are read."""
        return [leaf.gist for leaf in self.unique() if leaf.gist]

    @property
    def sightings(self) -> tuple[sightings.Sightings, ...]:
        """Those of the articles that were looked at."""
        return tuple(leaf.sightings for leaf in self.unique() if leaf.sightings)

    def unfit(self) -> tuple[Problem, ...]:
        """The rulings that change nothing, or are for the good of a caravan that nobody knows."""
        entries, _ = rulings_of(self._project, self._known)
        applied = {one for leaf in self.unique() for one in leaf.applied}
        idle = [one.value for one in entries if one.value.id not in applied and not isinstance(one.value, Merge)]
        quoted = [one.scope for one in idle if one.scope.quote]
        articles = [leaf.article for leaf in self.unique() if leaf.article]
        whole = [self._body(one.path) if any(holds_in(scope, one) for scope in quoted) else one for one in articles]
        return tuple(unfit(entries, applied, self._met(), whole))

    def _met(self) -> frozenset[str]:
        return known_ids((), self._registered) | {one for leaf in self.unique() for one in leaf.met}

    # --- reading -------------------------------------------------------------------------------

    def done(self, propose: Propose, *, look: bool = False) -> Leaves:
        """Reads what has to be read, and gives all leaves that there are now, with `look` with their sightings."""
        stale = self._stale(changed(self._old.places, self._known.places))
        for name in stale:
            self._read(name, ())
        unplaced = sorted({one for name in self._unique for one in self._leaves[name].unplaced})
        geocoded = tuple(propose(unplaced))
        moved = changed(self._old.geocoded, geocoded)
        again = {leaf.name for leaf in self._among(moved)} | (stale if geocoded else set())
        for name in again:
            self._read(name, geocoded)
        self._rule(geocoded, look=look)
        return Leaves(
            places=self._known.places,
            geocoded=geocoded,
            rulings=self._known.rulings,
            sheaves={name: replace(sheaf, leaves=self._kept(sheaf)) for name, sheaf in self._sheaves.items()},
        )

    def _kept(self, sheaf: Sheaf) -> tuple[Leaf, ...]:
        """The leaves of a file as they are now; what was not read, since another has its text, is read once it is."""
        leaves = [self._leaves[leaf.name] if leaf.article else leaf for leaf in sheaf.leaves]
        return tuple(leaf if leaf.name in self._alone else replace(leaf, gist=None) for leaf in leaves)

    def _stale(self, moved: Sequence[Place] | None) -> set[str]:
        """The articles of which nothing is kept, or with another reading since these places moved."""
        found = {leaf.name for leaf in self._among(moved)}
        on_names = Rulings(names=self._known.rulings.names)
        for name in self._unique:
            leaf = self._leaves[name]
            before = tuple(one for one in leaf.under if isinstance(one, NameRuling))
            if leaf.gist is None or before != concerning(leaf, on_names):
                found.add(name)
        return found

    def _among(self, moved: Sequence[Place] | None) -> Iterator[Leaf]:
        every = [self._leaves[name] for name in self._unique]
        return iter(every) if moved is None else concerned(every, moved) if moved else iter(())

    def _read(self, name: str, geocoded: tuple[Place, ...]) -> None:
        """Reads an article; the names that no list has are those without the places of a geocoder."""
        knowledge = self._knowing(geocoded)
        index = knowledge.index.witness()
        self._raw[name] = reading = read(self._body(name), replace(knowledge, index=index))
        leaf = self._leaves[name]
        names = tuple(dict.fromkeys(m.text for m in reading.mentions if m.is_unplaced))
        self._leaves[name] = replace(
            leaf,
            asked=tuple(sorted(index.asked.union(leaf.asked if geocoded else ()))),
            met=tuple(one.id for one in reading.caravans),
            kin=tuple(one.branch_of for one in reading.caravans if one.branch_of),
            stops=tuple(sorted({one.place.id for one in reading.reports})),
            unplaced=leaf.unplaced if geocoded else names,
            gist=None,
        )

    def _knowing(self, geocoded: tuple[Place, ...]) -> Knowledge:
        if geocoded not in self._knowledge:
            self._knowledge[geocoded] = self._known.knowledge(geocoded)
        return self._knowledge[geocoded]

    def _rule(self, geocoded: tuple[Place, ...], *, look: bool) -> None:
        """Applies the rulings to what was read, and to what was kept under others; with `look`, looks at it."""
        effective = in_effect(self._known.rulings, self._met())
        hidden = hidden_places(self._known.by_id)
        for name in self._unique:
            leaf = self._leaves[name]
            under = concerning(leaf, effective)
            if leaf.gist is not None and leaf.under == under and (leaf.sightings or not look):
                continue
            if name not in self._raw:
                self._read(name, geocoded)
            reading = ruled(self._raw[name], effective, self._registered)
            self._leaves[name] = replace(
                self._leaves[name],
                under=under,
                applied=reading.rulings,
                gist=gist(reading, hidden),
                sightings=sightings.sightings(reading, self._knowing(geocoded)) if look else None,
            )

"""Leaves: what came of each article, and what that depends on, so that an edit reads again only what it can change.

An article is read again where its file has changed, or a place that changed (as it was, or as it is)

* has a name all of whose words stand in the article, or
* is among the answers that the index gave while it was read (`routes.gazetteer.index.questions`), or
* is what an editor ruled that a name of it means,

or where other rulings hold in it. Everything else that reading depends on - the code, the tables of languages, the
caravans, the hidden places, the order of the gazetteer - is in the one hash under which all leaves are kept.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from routes.assembly.gists import Gist
from routes.folding import fold, plain
from routes.gazetteer.index import questions, words_of_names
from routes.model import Article, Place, Problem, Ruling, Rulings
from routes.reading.rulings import holds_in, in_force
from routes.sightings import Sightings

__all__ = ["Leaf", "Leaves", "Sheaf", "changed", "concerned", "concerning", "words_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """What came of one article, which is without its body, and whereof.

    `problems` are those of its file, `text` tells it from others with other words, `words` are all its words, folded.
    Of its reading: `asked` of the index, the ids of the caravans `met` and of those that they branch off from (`kin`),
    the ids of the places reported (`stops`), the names that no list has (`unplaced`). `under` are the rulings that
    concern it, `applied` the ids of those that were applied. `gist` is None where it was not read, `sightings` where
    nobody asked for them since.
    """

    name: str
    article: Article | None
    problems: tuple[Problem, ...] = ()
    text: str = ""
    words: str = ""
    asked: tuple[str, ...] = ()
    met: tuple[str, ...] = ()
    kin: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    unplaced: tuple[str, ...] = ()
    under: tuple[Ruling, ...] = ()
    applied: tuple[str, ...] = ()
    gist: Gist | None = None
    sightings: Sightings | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheaf:
    """The leaves of one file, and a hash of what the file held."""

    content: str
    leaves: tuple[Leaf, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaves:
    """All leaves by the names of their files, and the places and rulings with which the articles were read."""

    places: tuple[Place, ...] = ()
    geocoded: tuple[Place, ...] = ()
    rulings: Rulings = field(default_factory=Rulings)
    sheaves: Mapping[str, Sheaf] = field(default_factory=dict)


def words_of(article: Article) -> str:
    """Every word in which a name of a place is looked for, folded, each once."""
    return " ".join(sorted(set(_folded(f"{article.body} {article.publisher or ''}"))))


def changed(old: Sequence[Place], new: Sequence[Place]) -> tuple[Place, ...] | None:
    """The places of which one list has a version that the other has not; None where their order is another too."""
    before, after = {place.id: place for place in old}, {place.id: place for place in new}
    if [one for one in before if one in after] != [one for one in after if one in before]:
        return None
    gone = [place for place in old if after.get(place.id) != place]
    return (*gone, *(place for place in new if before.get(place.id) != place))


def concerned(leaves: Iterable[Leaf], places: Sequence[Place]) -> Iterator[Leaf]:
    """The leaves whose reading may be another with these places in another form."""
    asked = {question for place in places for question in questions(place)}
    names = {words for place in places for words in words_of_names(place)}
    for leaf in leaves:
        if not asked.isdisjoint(leaf.asked) or _has_one(leaf, names):
            yield leaf


def _has_one(leaf: Leaf, names: Collection[frozenset[str]]) -> bool:
    near = [name for name in names if max(name, key=len, default="") in leaf.words]
    words = set(leaf.words.split()) if near else set[str]()
    return any(name <= words for name in near)


def concerning(leaf: Leaf, rulings: Rulings) -> tuple[Ruling, ...]:
    """The rulings, of those in effect, that may change what is read from an article, or what is made of its reading."""
    if leaf.article is None or not rulings:
        return ()
    article, words, families = leaf.article, set(leaf.words.split()), {*leaf.met, *leaf.kin}
    names = [one for one in in_force(rulings.names, article) if words.issuperset(_folded(one.name))]
    reports = [one for one in rulings.reports if one.place in leaf.stops and holds_in(one.scope, article)]
    merges = rulings.merges if any(one.caravan in families for one in rulings.merges) else ()
    return (*names, *reports, *merges)


def _folded(text: str) -> list[str]:
    return fold(plain(unicodedata.normalize("NFC", text))).split()

"""Which articles of a corpus print one dispatch, and what they say as one source: as a build tells it, share by share.

Two texts are held together where their sketches agree in a band, as in `routes.assembly.dispatches`. Of all bands of
all sketches each share takes some, few enough for the memory of a worker, and gives families: articles of which each
is alike to another one. Of one family, whichever share found it, the dispatches are those that a build finds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from routes.assembly import Gist
from routes.assembly.dispatches import ALIKE, BAND, as_one, dispatches, known_by
from routes.assembly.gists import Unplaced, Witnessed
from routes.assembly.sketches import SLOT_BYTES, SLOTS, resemblance, unpacked
from routes.assembly.sources import Told
from routes.corpus.tables import Row, article_of
from routes.model import Article

__all__ = ["Copies", "Families", "Share", "dispatched", "families", "shares"]

_BANDS = SLOTS // BAND
_BYTES = BAND * SLOT_BYTES
_AT_ONCE = 150_000
"""Bands that a share holds at a time, with their sketches some 100 MB."""
_NONE = 0xFF
"""The highest byte of a slot into which nothing fell."""

Thing = Told | Witnessed | Unplaced


class Share(NamedTuple):
    """Every `step`-th band of the sketches from `first` on, and of these what falls to `part` of `parts`."""

    first: int
    step: int
    part: int
    parts: int

    def bands(self, sketch: bytes) -> Iterator[bytes]:
        """What of a packed sketch belongs to the share, each band with its number."""
        for number in range(self.first, _BANDS, self.step):
            band = sketch[number * _BYTES : (number + 1) * _BYTES]
            full = _NONE not in band[SLOT_BYTES - 1 :: SLOT_BYTES]
            if full and int.from_bytes(band, "little") % self.parts == self.part:
                yield bytes((number,)) + band


def shares(count: int) -> list[Share]:
    """The shares of the bands of so many sketches."""
    wanted = 1 + count * _BANDS // _AT_ONCE
    step, parts = min(wanted, _BANDS), 1 + (wanted - 1) // _BANDS
    return [Share(first, step, part, parts) for part in range(parts) for first in range(step)]


# --- families ----------------------------------------------------------------------------------


class Families:
    """Names that belong together, as they are joined two by two."""

    def __init__(self) -> None:
        self._elder: dict[str, str] = {}

    def of(self, name: str) -> str:
        """The eldest of its family."""
        younger = []
        while name in self._elder:
            younger.append(name)
            name = self._elder[name]
        self._elder |= dict.fromkeys(younger, name)  # so that the way is short the next time
        return name

    def join(self, names: Iterable[str]) -> None:
        """Makes one family of theirs."""
        eldest, *others = sorted({self.of(name) for name in names})
        self._elder |= dict.fromkeys(others, eldest)

    def all(self) -> list[list[str]]:
        """Each family of several names, in order."""
        found: dict[str, list[str]] = defaultdict(list)
        for name in self._elder:
            found[self.of(name)].append(name)
        return [[eldest, *sorted(found[eldest])] for eldest in sorted(found)]


def families(articles: Iterable[Row], share: Share) -> list[list[str]]:
    """The families of the articles, as far as the share tells."""
    found = Families()
    near: dict[bytes, dict[bytes, str]] = defaultdict(dict)
    for row in articles:
        name, sketch = row["article"], row["sketch"]
        own, apart = unpacked(sketch), set[bytes]()
        for band in share.bands(sketch):
            for its, other in near[band].items():
                if its not in apart and found.of(other) != found.of(name):
                    if resemblance(unpacked(its), own) >= ALIKE:
                        found.join((other, name))
                    else:
                        apart.add(its)
            near[band].setdefault(sketch, name)
    return found.all()


def dispatched(found: Families, articles: Iterable[Row]) -> list[tuple[Article, ...]]:
    """The articles of each dispatch, the first published first."""
    together: dict[str, list[Row]] = {family[0]: [] for family in found.all()}
    for row in articles:
        family = together.get(found.of(row["article"]))
        if family is not None:
            family.append(row)
    return [group for family in together.values() for group in _groups(family)]


def _groups(family: Sequence[Row]) -> Iterator[tuple[Article, ...]]:
    gists = [Gist(article=article_of(row), sketch=unpacked(row["sketch"])) for row in family]
    for numbers in dispatches(gists):
        yield tuple(gists[number].article for number in numbers)


# --- what they say -----------------------------------------------------------------------------


class Copies:
    """What the articles of dispatches say, held until all of them were heard; what two say in the same words once."""

    def __init__(self, groups: Sequence[Sequence[Article]]) -> None:
        self._groups = groups
        self._places: Mapping[str, tuple[int, int]] = {
            article.path: (number, turn) for number, group in enumerate(groups) for turn, article in enumerate(group)
        }
        self._said: dict[int, dict[Hashable, tuple[int, list[Thing]]]] = defaultdict(dict)

    def take(self, article: str, thing: Thing) -> bool:
        """Whether the article is one of a dispatch, and its word is taken."""
        if article not in self._places:
            return False
        number, turn = self._places[article]
        said = self._said[number]
        before, same = said.get(known_by(thing), (turn + 1, []))
        if turn <= before:
            said[known_by(thing)] = turn, [*(same if turn == before else ()), thing]
        return True

    def gists(self) -> Iterator[Gist]:
        """What they say as one source each, and what others say beyond it."""
        for number, said in self._said.items():
            by_turn: dict[int, list[Thing]] = defaultdict(list)
            for turn, things in said.values():
                by_turn[turn] += things
            yield from as_one([_gist(one, by_turn[turn]) for turn, one in enumerate(self._groups[number])])


def _gist(article: Article, things: Sequence[Thing]) -> Gist:
    return Gist(
        article=article,
        told=tuple(one for one in things if isinstance(one, Told)),
        happened=tuple(one for one in things if isinstance(one, Witnessed)),
        unplaced=tuple(one for one in things if isinstance(one, Unplaced)),
    )

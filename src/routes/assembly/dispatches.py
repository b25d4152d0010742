"""One dispatch in ten papers is one source with ten outlets.

Articles whose texts are nearly the same are told by their sketches, which are small and made of one article alone. Of
such articles the one that was published first speaks for all, and names the outlets of the others; what another one
says beyond it stays, and is no further independent source. Papers that print one dispatch in their own words are not
found so.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from routes.articles.facts import split_address
from routes.assembly.gists import Gist, Unplaced, Witnessed
from routes.assembly.sketches import Sketch, resemblance
from routes.assembly.sources import Told
from routes.folding import normalize_name
from routes.model import Article, Source

__all__ = ["ALIKE", "BAND", "Copies", "as_one", "dispatches", "known_by", "merged"]

Thing = TypeVar("Thing", Told, Witnessed, Unplaced)

ALIKE = 0.5
"""Share of shingles in common: a paper that printed half of a dispatch, or another word in each sentence, has as much;
two reports of one event have less than a tenth."""
BAND = 2
"""Slots that have to agree for two texts to be compared at all."""


@dataclass(slots=True)
class Copies:
    """Which articles were one dispatch the last time, and by what that was told."""

    told: list[tuple[Sketch, tuple[str, str]]] = field(default_factory=list)
    found: list[list[int]] = field(default_factory=list)


def merged(gists: Sequence[Gist], last: Copies | None = None) -> list[Gist]:
    """The gists in their order; of a dispatch the first published has all outlets, the others what it does not say.

    Where all texts are those of the `last` time they are not compared again.
    """
    last = last or Copies()
    told = [(one.sketch, _published(one.article)) for one in gists]
    if told != last.told:
        last.told, last.found = told, dispatches(gists)
    result = list(gists)
    for numbers in last.found:
        group = [gists[number] for number in numbers]
        for number, one in zip(numbers, as_one(group), strict=True):
            result[number] = one
    return result


# --- which articles are one dispatch -----------------------------------------------------------


def dispatches(gists: Sequence[Gist]) -> list[list[int]]:
    """The numbers of the gists of each dispatch that several articles print, the first published first."""
    groups: list[list[int]] = []
    like: dict[tuple[int, ...], list[int]] = {}  # the groups whose first article has this in its sketch
    order = sorted(range(len(gists)), key=lambda number: _published(gists[number].article))
    for number in order:
        bands = _bands(gists[number].sketch)
        near = dict.fromkeys(group for band in bands for group in like.get(band, ()))
        home = next((group for group in near if _alike(gists, groups[group][0], number)), None)
        if home is not None:
            groups[home].append(number)
            continue
        groups.append([number])
        for band in bands:
            like.setdefault(band, []).append(len(groups) - 1)
    return [group for group in groups if len(group) > 1]


def _alike(gists: Sequence[Gist], one: int, other: int) -> bool:
    return resemblance(gists[one].sketch, gists[other].sketch) >= ALIKE


def _bands(sketched: Sketch) -> list[tuple[int, ...]]:
    starts = range(0, len(sketched), BAND)
    bands = ((start, *sketched[start : start + BAND]) for start in starts)
    return [band for band in bands if min(band) >= 0]


def _published(article: Article) -> tuple[str, str]:
    return (article.published.isoformat() if article.published else "~", article.path)


# --- one voice for all of them -----------------------------------------------------------------


def as_one(group: Sequence[Gist]) -> Iterator[Gist]:
    """The gists of one dispatch: the first with all outlets, each other one with what none before it says."""
    first = group[0].article
    voice = first.publisher or first.path
    names = dict.fromkeys(_outlet(one.article) for one in group)
    outlets = tuple(name for name in names if name != _outlet(first))
    said: set[Hashable] = set()
    for one in group:
        new = replace(
            one,
            article=replace(one.article, outlets=outlets),
            told=_beyond(one.told, said),
            happened=_beyond(one.happened, said),
            unplaced=_beyond(one.unplaced, said),
        )
        for things in (one.told, one.happened, one.unplaced):
            said.update(key for thing in things for key in known_by(thing))
        yield _spoken(new, voice, outlets)
        outlets = ()


def _outlet(article: Article) -> str:
    """Who printed it: the publisher, else the host of its address, else its file."""
    return article.publisher or split_address(article.url).hostname or article.path


def _beyond(things: Iterable[Thing], said: set[Hashable]) -> tuple[Thing, ...]:
    return tuple(thing for thing in things if said.isdisjoint(known_by(thing)))


def known_by(thing: Told | Witnessed | Unplaced) -> tuple[Hashable, ...]:
    """By each of these it is known again in another paper.

    The same claim has the same day or the same words: "yesterday" is another day in a paper that printed it late.
    """
    if isinstance(thing, Unplaced):
        return ((normalize_name(thing.text), thing.source.quote),)
    if isinstance(thing, Told):
        about: tuple[Hashable, ...] = (thing.caravan, thing.place.id, thing.claim.status)
        return (*about, thing.claim.date), (*about, thing.claim.source.quote)
    event = thing.event
    about = ("event", event.type, event.caravan, event.place.id if event.place else None)
    return (*about, event.date), (*about, thing.source.quote)


def _spoken(one: Gist, voice: str, outlets: tuple[str, ...]) -> Gist:
    """The gist, each of its sources with the voice that it speaks with and the other outlets of that."""

    def spoken(source: Source) -> Source:
        return replace(source, voice=voice, outlets=outlets)

    return replace(
        one,
        told=tuple(replace(told, claim=replace(told.claim, source=spoken(told.claim.source))) for told in one.told),
        happened=tuple(replace(seen, source=spoken(seen.source)) for seen in one.happened),
    )

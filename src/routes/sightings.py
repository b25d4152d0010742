"""Sightings: what an editor is asked about one article, its names that no list has, and what they are weighed by.

    article --read--> reading --sightings--> Sightings

They are made of one reading alone and are small, so that they can be kept: who asks again reads no article again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from routes.assembly.sources import quoted
from routes.model import Reading, Source, Span
from routes.reading import Knowledge
from routes.reading.unlisted import AS_A_PLACE, Seen, only_bundled, unlisted

__all__ = ["Reported", "Sighting", "Sightings", "sightings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One occurrence of a name that no list has, and its sentence.

    `points` are above 0 where more speaks for a place than against it; `is_read` where reading itself took it for one,
    `is_bundled` where a list that comes with routes has it and no other.
    """

    text: str
    span: Span
    points: int
    source: Source
    is_read: bool
    is_bundled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """Where a text tells of a stop: its caravan, the id of its place."""

    caravan: str
    place: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Sightings:
    """Those of the article with this path, and the stops that it tells of, both in the order of its text."""

    article: str
    names: tuple[Sighting, ...] = ()
    reports: tuple[Reported, ...] = ()


def sightings(reading: Reading, knowledge: Knowledge) -> Sightings:
    """The sightings of a reading, to which the editor's rulings were applied."""
    names = list(_sighted(reading, unlisted(reading, knowledge)))
    names += _sighted(reading, only_bundled(reading, knowledge), is_bundled=True)
    told = [Reported(caravan=one.caravan, place=one.place.id, span=one.span) for one in reading.reports]
    return Sightings(
        article=reading.article.path,
        names=tuple(names),
        reports=tuple(sorted(told, key=lambda one: one.span)),
    )


def _sighted(reading: Reading, names: Iterable[Seen], *, is_bundled: bool = False) -> Iterator[Sighting]:
    for seen in names:
        yield Sighting(
            text=seen.text,
            span=seen.span,
            points=seen.points,
            source=quoted(reading.article, sentence=seen.sentence, span=seen.span),
            is_read=AS_A_PLACE in seen.evidence,
            is_bundled=is_bundled,
        )

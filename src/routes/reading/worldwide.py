"""Names that only the wide list has: which of them are places where they stand.

The list has a place for nearly every surname and many a word (Logan, Hurricane, Reading), so a name of it counts only
where what stands beside it speaks for a place (`routes.reading.evidence`), or where the same name does elsewhere in the
article and nothing here speaks against it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from routes.gazetteer.index import NameHit
from routes.model import Mention, Span
from routes.reading.evidence import PERSONAL, RULES, Around, Name, first_names
from routes.reading.sentences import Sentence
from routes.reading.text import Text

__all__ = ["likely"]

_LARGE, _KNOWN = 100_000, 1
"""Inhabitants from which a name speaks for itself, and what that is worth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Verdict:
    """What speaks for a place, in points, and whether the name is a person's where it stands."""

    points: int
    personal: bool


def likely(hits: Sequence[NameHit], text: Text) -> tuple[NameHit, ...]:
    """The names without those that only the wide list has and that look like no place."""
    listed = [hit for hit in hits if not _is_wide(hit)]
    around = Around.of(text, [_mention(hit, text) for hit in listed])
    countries = {c.place.country for hit in listed for c in hit.candidates if c.place.country} | text.peoples
    verdicts = {
        hit.start: _verdict(Name(start=hit.start, end=hit.end, sentence=sentence, around=around), hit, countries)
        for hit, sentence in _with_sentences(hits, text)
        if _is_wide(hit)
    }
    judged = [(text.name(hit.start, hit.end), verdicts[hit.start]) for hit in hits if hit.start in verdicts]
    persons = {name for name, verdict in judged if verdict.personal}
    again = {name for name, verdict in judged if verdict.points > 0} - persons

    def is_likely(hit: NameHit) -> bool:
        verdict = verdicts.get(hit.start)
        if verdict is None or verdict.points > 0:
            return True
        return verdict.points == 0 and text.name(hit.start, hit.end) in again

    return tuple(filter(is_likely, hits))


def _with_sentences(hits: Sequence[NameHit], text: Text) -> Iterator[tuple[NameHit, Sentence]]:
    starts = [sentence.start for sentence in text.sentences]
    return ((hit, text.sentences[bisect_right(starts, hit.start) - 1]) for hit in hits)


def _is_wide(hit: NameHit) -> bool:
    return all(candidate.wide for candidate in hit.candidates)


def _verdict(name: Name, hit: NameHit, countries: Collection[str]) -> _Verdict:
    found = {rule: points for rule, points, holds in RULES if holds(name)}
    first = len(name.words) == 1 and name.words[0] in first_names()
    personal = first or not PERSONAL.isdisjoint(found)
    units = [c.place for c in hit.candidates if c.place.feature == "A"]
    points = (
        sum(found.values()),
        -_COMMON if personal or _is_common(name) else 0,
        _FROM if name.follows(name.around.phrases["from"]) else 0,
        _KNOWN if max(c.place.population for c in hit.candidates) >= _LARGE else 0,
        _UNIT if any(unit.kind == "county" or unit.country in countries for unit in units) else 0,
    )
    return _Verdict(points=sum(points), personal=personal)


_FROM = 1
"""What "from X" and "mayor of X" are worth."""
_UNIT, _COMMON = 3, 3
"""What speaks for a county, or a state of a country that the text has places of; and against a word or a first name."""


def _is_common(name: Name) -> bool:
    """Whether every word of it is a common one, or the name begins like a date: "North", "Section", "May"."""
    lang = name.text.lang
    return bool(lang.date_hint.match(name.written)) or all(
        word in lang.lexicon or word in lang.names["everyday"] for word in name.words
    )


def _mention(hit: NameHit, text: Text) -> Mention:
    candidate = hit.candidates[0]
    span = Span(start=hit.start, end=hit.end)
    return Mention(
        span=span,
        text=text.body[hit.start : hit.end],
        place=candidate.place,
        literal=True,
        source=candidate.source,
        rule="",
    )

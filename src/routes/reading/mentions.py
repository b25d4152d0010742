"""Mentions: the toponyms of a text, each with the place that it means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from routes.folding import normalize_name
from routes.gazetteer.index import GazetteerIndex, NameHit
from routes.gazetteer.towns import look_up
from routes.model import RULED, Mention, NameRuling, Place, Position, Span
from routes.reading.home import NOWHERE, Home
from routes.reading.literalness import is_literal
from routes.reading.recognition import recognise
from routes.reading.resolution import Resolved, resolve
from routes.reading.rulings import ruled_hits
from routes.reading.text import Text
from routes.reading.unknown import names_after_prepositions, names_in_lists, unknown_names
from routes.reading.worldwide import likely

__all__ = ["read_mentions"]


def read_mentions(
    text: Text, index: GazetteerIndex, rulings: Sequence[NameRuling] = (), home: Home = NOWHERE
) -> tuple[Mention, ...]:
    """Every toponym of a text in its order; names that no list has, have no place.

    `rulings` are an editor's, as `in_force` gives them; `home` is where the article was published.
    """
    recognised = recognise(text, index)
    likely_ones = likely(recognised, text) if index.is_wide else recognised
    hits, ruled = _under_rulings(text, likely_ones, rulings, index)
    resolved = resolve(text, hits, index, ruled, home)
    towns = _Towns.of(text, [r.candidate.place for r in resolved if r.candidate is not None])
    found = [_resolved_mention(r, text, towns) for r in resolved]
    found += [_small_town(start, end, text, towns) for start, end in unknown_names(text, hits)]
    taken = {at for m in found for at in range(m.span.start, m.span.end)}
    found += _small_towns(names_after_prepositions(text), text, towns, taken, far_km=_FAR_KM)
    listed = [m.span for m in found if m.rule != _UNLISTED]
    found += _small_towns(names_in_lists(text, listed), text, towns, taken, far_km=_NEAR_KM)
    return _with_lists_alike(sorted(found, key=lambda mention: mention.span), text)


def _under_rulings(
    text: Text, hits: tuple[NameHit, ...], rulings: Sequence[NameRuling], index: GazetteerIndex
) -> tuple[tuple[NameHit, ...], dict[int, str]]:
    """The hits, those that were ruled on in the place of what they overlap, and the rule of these by their index."""
    found = ruled_hits(text, hits, rulings, index)
    if not found:
        return hits, {}
    left = [hit for hit in hits if all(hit.end <= one.start or one.end <= hit.start for one, _ in found)]
    every = sorted((*left, *(one for one, _ in found)), key=lambda hit: hit.start)
    rules = {one.start: f"{RULED}{ruling.id}" for one, ruling in found}
    return tuple(every), {i: rules[hit.start] for i, hit in enumerate(every) if hit.start in rules}


_LIST_GAP = re.compile(r",? (?:and|y|e|or|o|&)(?: the| los| las| el| la)? |, ")


def _with_lists_alike(mentions: Sequence[Mention], text: Text) -> tuple[Mention, ...]:
    """Countries of one list stand all for their governments or none: "the governments of Honduras and Guatemala"."""
    made: list[Mention] = []
    for mention in mentions:
        made.append(mention)
        for i in range(len(made) - 1, max(0, len(made) - _LIST), -1):
            one, other = made[i - 1], made[i]
            gap = text.plain[one.span.end : other.span.start]
            if (
                not (_is_country(one) and _is_country(other) and _LIST_GAP.fullmatch(gap))
                or one.literal == other.literal
            ):
                break
            made[i - 1], made[i] = replace(one, literal=False), replace(other, literal=False)
    return tuple(made)


_LIST = 8
"""The longest list of countries that is looked at."""


def _is_country(mention: Mention) -> bool:
    return mention.place is not None and mention.place.kind == "country"


def _resolved_mention(resolved: Resolved, text: Text, towns: _Towns) -> Mention:
    """The mention of a resolved name; a curated town of a country that the text never names gives way to a namesake."""
    candidate, start, end = resolved.candidate, resolved.hit.start, resolved.hit.end
    if candidate is None and resolved.rule.startswith(RULED):
        return replace(_unplaced(start, end, text, resolved.rule), literal=False)
    if candidate is None:
        return _small_town(start, end, text, towns)
    foreign = candidate.place.feature == "P" and towns.named and candidate.place.country not in towns.named
    if foreign and resolved.rule in _WEAK_RULES:
        namesake = _small_town(start, end, text, towns, countries=towns.named)
        if namesake.place is not None and namesake.place.population >= candidate.place.population // _MUCH_SMALLER:
            return namesake
    return _mention(resolved, text)


_WEAK_RULES = ("name", "curated", "near", "use", "largest")
_MUCH_SMALLER = 4
"""A namesake with less than this part of the inhabitants does not make a curated town give way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Towns:
    """What a small town is judged by: the countries that the text names, and its other places."""

    named: frozenset[str]
    countries: frozenset[str]
    company: Sequence[Place]

    @classmethod
    def of(cls, text: Text, placed: Sequence[Place]) -> _Towns:
        """`named` are the countries named by themselves or their people, `countries` those of all places too."""
        named = text.peoples | {p.country for p in placed if p.kind == "country"}
        every = named | {p.country for p in placed}
        return cls(named=frozenset(c for c in named if c), countries=frozenset(c for c in every if c), company=placed)


def _small_towns(
    names: Iterable[tuple[int, int]], text: Text, towns: _Towns, taken: set[int], *, far_km: float
) -> list[Mention]:
    """The mentions of those names that are towns of the look-up list; `taken` gains their characters."""
    found: list[Mention] = []
    for start, end in names:
        free = taken.isdisjoint((start, end - 1))
        mention = _small_town(start, end, text, towns, far_km=far_km) if free else None
        if mention is not None and mention.place is not None:
            taken.update(range(start, end))
            found.append(mention)
    return found


def _small_town(
    start: int,
    end: int,
    text: Text,
    towns: _Towns,
    *,
    countries: frozenset[str] | None = None,
    far_km: float = float("inf"),
) -> Mention:
    """A mention of a town of the look-up list, in a country that the text names and near to its other places."""
    name = text.body[start:end]
    among = towns.countries if countries is None else countries
    choices = look_up(name, among) if among else ()
    unit = text.after(end, 30)
    inside = [place for place in choices if place.admin1 in _units_behind(unit, towns)] or choices
    anchors = [place.position for place in towns.company if place.feature in "PSH" or place.kind == "state"]
    place = min(inside, key=lambda p: (_away(p, anchors), -p.population, p.id), default=None)
    if place is None or _away(place, anchors) > far_km:
        return _unplaced(start, end, text, _UNLISTED)
    span = Span(start=start, end=end)
    return Mention(span=span, text=name, place=place, literal=True, source="world", rule="small-town")


_UNLISTED = "unlisted"
"""The rule of a name that looks like a place and is in no list."""
_NEAR_KM = 250.0
"""A town of a list is near to another place of the text."""
_FAR_KM = 600.0
"""A small town farther from every other place of the text is some other place of that name."""


def _units_behind(after: str, towns: _Towns) -> set[str | None]:
    """The first-level units with whose names the text goes on: "Jiménez, Chihuahua"."""
    units = [p for p in towns.company if p.kind == "state"]
    return {p.admin1 for p in units if any(after.startswith(normalize_name(n.text)) for n in p.names)}


def _away(place: Place, anchors: Sequence[Position]) -> float:
    return min((place.position.km_to(anchor) for anchor in anchors), default=0.0)


def _mention(resolved: Resolved, text: Text) -> Mention:
    start, end, candidate = resolved.hit.start, resolved.hit.end, resolved.candidate
    if candidate is None:
        return _unplaced(start, end, text, resolved.rule)
    return Mention(
        span=Span(start=start, end=end),
        text=text.body[start:end],
        place=candidate.place,
        literal=is_literal(candidate.place, start, end, text),
        source=candidate.source,
        rule=resolved.rule,
    )


def _unplaced(start: int, end: int, text: Text, rule: str) -> Mention:
    return Mention(
        span=Span(start=start, end=end), text=text.body[start:end], place=None, literal=True, source=None, rule=rule
    )

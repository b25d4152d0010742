"""The index: where in a text the names of places stand.

One Aho-Corasick automaton holds every name of every list, folded (case, accents, quotes and dashes do not count). It
runs over the folded text, which has the same length, so every hit points at the characters of the text itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import ahocorasick_rs

from routes.folding import NormalizedName, fold, normalize_name
from routes.gazetteer.wide import WideList
from routes.model import Place, PlaceName, PlaceSource

__all__ = ["Candidate", "GazetteerIndex", "NameHit", "Names", "questions", "words_of_names"]

BORDER_KIND = "border"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place that a name can mean: which form of its name was met, and which list has it.

    `qualified` marks a bare form that means this place only after a word of its level ("state of Mexico"). `forms` are
    all its forms that are the same when folded ("Dolores Hidalgo" and "Dolores, Hidalgo"). `wide`: only the wide list
    has it, most of whose names are words and persons too.
    """

    place: Place
    name: PlaceName
    source: PlaceSource
    qualified: bool = False
    forms: tuple[str, ...] = ()
    wide: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NameHit:
    """A name met in a text: half-open range of its characters and all that it can mean."""

    start: int
    end: int
    candidates: tuple[Candidate, ...]


Fits = Callable[[Candidate, int, int], bool]

_BARE = ("state of ", "estado de ", "departamento de ", "department of ")


def _forms(place: Place) -> Iterable[tuple[NormalizedName, PlaceName, bool]]:
    """Every name of a place in its indexed form; first-level units also bare, for use after "state of"."""
    for name in place.names:
        key = normalize_name(name.text)
        if not key:
            continue
        yield key, name, False
        for prefix in _BARE:
            if place.feature == "A" and key.startswith(prefix):
                yield NormalizedName(key.removeprefix(prefix)), PlaceName(text=name.text[len(prefix) :]), True


_SEPARATORS = frozenset(",.;:!?()")
"""Marks that the text has between the words of a name only where the name has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """All that can be said of the names of some lists before any text: what an index is made of.

    `lists` are the places by where they come from, the first the most trusted; `meant` says of a name which places it
    can mean, by their number through all lists; `spelled` is how names look in folded text that look otherwise there.
    """

    lists: tuple[tuple[PlaceSource, tuple[Place, ...]], ...]
    meant: dict[NormalizedName, tuple[int, ...]]
    spelled: tuple[tuple[str, NormalizedName], ...]

    @property
    def patterns(self) -> tuple[str, ...]:
        """All that is looked for in folded text."""
        return (*self.meant, *(pattern for pattern, _ in self.spelled))

    @property
    def keys(self) -> tuple[NormalizedName, ...]:
        """The name of each pattern."""
        return (*self.meant, *(key for _, key in self.spelled))

    @classmethod
    def of(cls, curated: Iterable[Place], world: Iterable[Place] = (), geocoded: Iterable[Place] = ()) -> Names:
        """The names of the lists. Of a place in several lists only the first stays; far namesakes stay beside it."""
        lists: tuple[tuple[PlaceSource, tuple[Place, ...]], ...] = (
            ("gazetteer", tuple(curated)),
            ("world", tuple(world)),
            ("geocoder", tuple(geocoded)),
        )
        places = [place for _, some in lists for place in some]
        meant: dict[NormalizedName, tuple[int, ...]] = {}
        spelled: set[tuple[str, NormalizedName]] = set()
        first = 0
        for _, some in lists:
            for key, named in _named(some, first).items():
                known = meant.get(key, ())
                new = [n for n in named if all(_is_namesake(places[n], places[other]) for other in known)]
                meant[key] = (*known, *new)
                spelled.update((pattern, key) for n in new for pattern in named[n] if pattern != key)
            first += len(some)
        return cls(lists=lists, meant=meant, spelled=tuple(sorted(spelled)))


def _named(places: Sequence[Place], first: int) -> dict[NormalizedName, dict[int, list[str]]]:
    """The places of each name, by their number, and how its forms look in folded text: a comma and a space are two."""
    found: dict[NormalizedName, dict[int, list[str]]] = defaultdict(dict)
    for number, place in enumerate(places, start=first):
        for key, name, qualified in _forms(place) if place.kind != BORDER_KIND else ():
            patterns = found[key].setdefault(number, [])
            if not qualified:
                patterns.append(fold(name.text).strip())
    return found


class _Candidates(dict[NormalizedName, tuple[Candidate, ...]]):
    """The candidates of each name, made when a text first has it: most names of a large list stand in no text."""

    def __init__(self, names: Names) -> None:
        self._meant = names.meant
        self._places = [(source, place) for source, places in names.lists for place in places]

    def __missing__(self, key: NormalizedName) -> tuple[Candidate, ...]:
        if key not in self._meant:
            return ()
        self[key] = made = tuple(_candidate(*self._places[number], key) for number in self._meant[key])
        return made


def _candidate(source: PlaceSource, place: Place, key: NormalizedName) -> Candidate:
    forms = [(name, qualified) for own, name, qualified in _forms(place) if own == key]
    name, qualified = forms[0]
    texts = tuple(name.text for name, _ in forms)
    return Candidate(place=place, name=name, source=source, qualified=qualified, forms=texts)


@dataclass(frozen=True, slots=True)
class GazetteerIndex:
    """All names of the curated list, the world list and a geocoder's answers, ready to be found in texts.

    Beside the names in a text it is asked for places by what they are. A `witness` remembers what was asked, so that
    it can be said later whether another list would have answered otherwise.
    """

    _places: Mapping[str, Place]
    _keys: tuple[NormalizedName, ...]
    _candidates: Mapping[NormalizedName, tuple[Candidate, ...]]
    _automaton: ahocorasick_rs.AhoCorasick = field(repr=False)
    _borders: Mapping[frozenset[str], Place]
    _lists: tuple[tuple[PlaceSource, tuple[Place, ...]], ...] = field(repr=False, default=())
    _groups: dict[str, tuple[Place, ...]] = field(repr=False, default_factory=dict)
    _asked: set[str] = field(repr=False, default_factory=set)
    _wide: WideList | None = None

    @classmethod
    def build(
        cls, curated: Sequence[Place], world: Sequence[Place] = (), geocoded: Sequence[Place] = ()
    ) -> GazetteerIndex:
        """Index the lists; see `Names.of`."""
        return cls.of(Names.of(curated, world, geocoded))

    @classmethod
    def of(cls, names: Names, wide: WideList | None = None) -> GazetteerIndex:
        """Make the automaton of the names; `wide` has more, and namesakes of these."""
        (_, curated), *_ = names.lists
        return cls(
            _places={place.id: place for _, places in reversed(names.lists) for place in places},
            _keys=names.keys,
            _candidates=_Candidates(names),
            _automaton=ahocorasick_rs.AhoCorasick([f" {pattern}" for pattern in names.patterns]),
            _borders={frozenset(place.countries): place for place in curated if place.kind == BORDER_KIND},
            _lists=names.lists,
            _wide=wide,
        )

    @property
    def is_wide(self) -> bool:
        """Whether names of the wide list are found too."""
        return self._wide is not None

    def named(self, name: str) -> tuple[Candidate, ...]:
        """All that one name can mean; empty where no list has it."""
        return self._meant(normalize_name(name))

    def candidate(self, place_id: str) -> Candidate | None:
        """The place of this id as that which a name means, by whatever name; None where no list has it."""
        self._asked.add(f"id {place_id}")
        place = self._places.get(place_id)
        if place is None:
            return None
        source = next(source for source, places in self._lists if any(one is place for one in places))
        return Candidate(place=place, name=place.names[0], source=source, forms=(place.name,))

    def country(self, code: str | None) -> Place | None:
        """The country of this code."""
        return next(iter(self._group("country", code)), None)

    def towns(self, country: str | None) -> tuple[Place, ...]:
        """The towns of a country."""
        return self._group("towns", country)

    def within(self, unit: str | None) -> tuple[Place, ...]:
        """All that lies in a first-level unit, itself too."""
        return self._group("unit", unit)

    def witness(self) -> GazetteerIndex:
        """The same index, that has not been asked for anything yet."""
        return replace(self, _asked=set())

    @property
    def asked(self) -> frozenset[str]:
        """What was asked beside the names in a text, as `questions` words it."""
        return frozenset(self._asked)

    def _group(self, kind: str, code: str | None) -> tuple[Place, ...]:
        self._asked.add(f"{kind} {code}")
        if not self._groups:
            groups: dict[str, list[Place]] = defaultdict(list)
            for place in self._places.values():
                for question in questions(place):
                    groups[question].append(place)
            self._groups.update((question, tuple(places)) for question, places in groups.items())
        return self._groups.get(f"{kind} {code}", ()) if code else ()

    def border(self, country: str, other: str) -> Place | None:
        """The curated border between two countries, in either order."""
        self._asked.add(f"border {country}")
        return self._borders.get(frozenset((country, other)))

    def borders_of(self, country: str) -> tuple[Place, ...]:
        """All curated borders of a country, by id."""
        self._asked.add(f"border {country}")
        return tuple(sorted((p for pair, p in self._borders.items() if country in pair), key=lambda p: p.id))

    def find(self, text: str, folded: str | None = None, fits: Fits | None = None) -> tuple[NameHit, ...]:
        """The names in a text, leftmost and longest, not overlapping. `folded` saves folding it twice.

        `fits` says of a candidate and the range where its name was met whether it can be meant there; a name with no
        fitting candidate makes way for shorter ones.
        """
        folded = fold(text) if folded is None else folded
        padded = f" {folded} "
        hits: list[NameHit] = []
        reach = 0
        for start, end, key in self._matches(text, padded):
            if start < reach:
                continue
            candidates = self._fitting(text, start, end, key, fits)
            if candidates:
                end = _with_final_stop(text, end, candidates)
                hits.append(NameHit(start=start, end=end, candidates=candidates))
                reach = end
        return tuple(hits)

    def has_name(self, folded: str) -> bool:
        """Whether a folded text has a name of any list, as a whole word, whatever it means there.

        True for every text where there is a wide list: of folded text nobody knows which words are names.
        """
        return self.is_wide or bool(self._listed(f" {folded} "))

    def _matches(self, text: str, padded: str) -> list[tuple[int, int, NormalizedName]]:
        """Whole-word matches as ranges of the unpadded text: leftmost first, of one start the longest first."""
        whole = [*self._listed(padded), *self._wide_matches(text, padded[1:-1])]
        whole.sort(key=lambda match: (match[0], -match[1]))
        return whole

    def _listed(self, padded: str) -> list[tuple[int, int, NormalizedName]]:
        matches = self._automaton.find_matches_as_indexes(padded, overlapping=True)
        return [(start, end - 1, self._keys[i]) for i, start, end in matches if padded[end] == " "]

    def _wide_matches(self, text: str, folded: str) -> list[tuple[int, int, NormalizedName]]:
        """The capitalised names of a text that the wide list has."""
        if self._wide is None:
            return []
        names = [(start, end, NormalizedName(" ".join(folded[start:end].split()))) for start, end in _proper(text)]
        known = self._wide.named({key for _, _, key in names})
        return [name for name in names if name[2] in known]

    def _meant(self, key: NormalizedName) -> tuple[Candidate, ...]:
        """What a name can mean; places that only the wide list has come last."""
        listed = self._candidates[key]
        wide = self._wide.named((key,)).get(key, ()) if self._wide else ()
        if not wide:
            return listed
        kept = [c for c in listed if c.place.kind != "state" or c.place.admin1 or not _any_same(c.place, wide)]
        new = [place for place in wide if not _any_same(place, [c.place for c in kept])]
        return (*kept, *(_wide_candidate(place, key) for place in new))

    def _fitting(
        self, text: str, start: int, end: int, key: NormalizedName, fits: Fits | None
    ) -> tuple[Candidate, ...]:
        found = text[start:end]
        if "\n\n" in found:
            return ()
        candidates, marks = self._meant(key), _SEPARATORS.intersection(found[:-1])
        if marks:
            candidates = tuple([c for c in candidates if any(marks.issubset(form) for form in c.forms)])
        return candidates if fits is None else tuple([c for c in candidates if fits(c, start, end)])


def questions(place: Place) -> tuple[str, ...]:
    """All that an index may be asked, beside names, where the answer may have this place in it."""
    told = [f"id {place.id}", f"unit {place.admin1}"]
    told += [f"towns {place.country}"] * (place.feature == "P") + [f"country {place.country}"] * (
        place.kind == "country"
    )
    return (*told, *(f"border {country}" for country in place.countries if place.kind == BORDER_KIND))


def words_of_names(place: Place) -> tuple[frozenset[str], ...]:
    """The words of each form of a place's name: a text without all of these words has not that form."""
    return tuple({frozenset(key.split()) for key, _, _ in _forms(place)})


_CAPITAL = re.compile(r"(?<![^\W_])[A-ZÀ-ÖØ-ÞĀ-Ž]")
_WORDS = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_BETWEEN = re.compile(r"(?:\.? |-|')(?:(?:de|of|la|le|el|upon|on|the|in|al)[ -]){0,2}(?=[A-ZÀ-ÖØ-ÞĀ-Ž])")
_LONGEST = 4
"""Capitalised words of the longest name that is asked of the wide list."""


def _proper(text: str) -> Iterator[tuple[int, int]]:
    """The ranges of a text that may be names: up to four capitalised words, with small ones between them."""
    for capital in _CAPITAL.finditer(text):
        start = at = capital.start()
        for _ in range(_LONGEST):
            word = _WORDS.match(text, at)
            if word is None:
                break
            end = word.end() - 2 if text[word.end() - 2 : word.end()] in ("'s", "’s") else word.end()
            yield start, end
            between = _BETWEEN.match(text, word.end())
            if between is None:
                break
            at = between.end()


def _any_same(place: Place, others: Iterable[Place]) -> bool:
    return any(_is_same(place, other) for other in others)


def _wide_candidate(place: Place, key: NormalizedName) -> Candidate:
    names = [name for name in place.names if normalize_name(name.text) == key] or [PlaceName(text=place.name)]
    return Candidate(place=place, name=names[0], source="world", forms=tuple(name.text for name in names), wide=True)


def _is_same(place: Place, known: Place) -> bool:
    """Whether a place of the wide list is one that another list has."""
    if place.feature != known.feature:
        return False
    if place.feature == "A":
        return place.country == known.country and (place.kind, known.kind) != ("county", "state")
    return place.position.km_to(known.position) < _SAME_KM


_SAME_KM = 25.0
_NAMESAKE_KM = 150.0


def _is_namesake(place: Place, known: Place) -> bool:
    """Whether two places with one name are two: of one level, and too far apart to be the same."""
    if place.id == known.id or (place.feature == "A") != (known.feature == "A"):
        return False
    return place.feature == "P" and place.position.km_to(known.position) > _NAMESAKE_KM


def _with_final_stop(text: str, end: int, candidates: tuple[Candidate, ...]) -> int:
    """`end`, moved behind the last full stop of initials such as "U.S."; that of "Chis." is not part of the name."""
    if text[end : end + 1] != ".":
        return end
    abbreviated = any(c.name.text.endswith(".") and c.name.text.count(".") > 1 for c in candidates)
    return end + 1 if abbreviated else end

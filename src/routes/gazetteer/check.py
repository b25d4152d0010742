"""What is wrong with places that each have the right form: what they refer to, names they share, and where they lie.

Every rule is a function of one entry, or of all, that yields problems; `check_gazetteer` runs them all. Those on
positions are in `routes.gazetteer.positions`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from itertools import combinations

from routes.folding import normalize_name
from routes.gazetteer.positions import contains, misplaced
from routes.gazetteer.schema import Entry
from routes.model import Feature, Place, Position, Problem
from routes.outlines import country_at, known_country

__all__ = ["check_gazetteer"]

# ISO 3166-1 codes of lands that are drawn as a part of another country, or not at all.
_WITHOUT_OUTLINE = frozenset(["AN", "BQ", "BV", "CC", "CS", "CX", "GF", "GP", "MQ", "RE", "SJ", "TK", "VA", "YT"])

PlaceEntry = Entry[Place]
Book = Mapping[str, PlaceEntry]

_OF_A_COUNTRY: tuple[Feature, ...] = ("A", "P", "S")
_KIND_FEATURES: dict[str, Feature] = {
    "country": "A",
    "state": "A",
    "city": "P",
    "town": "P",
    "village": "P",
    "river": "H",
    "crossing": "S",
    "bridge": "S",
}


def check_gazetteer(entries: Sequence[PlaceEntry]) -> tuple[Problem, ...]:
    """Every problem with these places, in the order of the file; none where all is well. Their ids are distinct."""
    book = {entry.value.id: entry for entry in entries}
    problems = [problem for entry in entries for rule in _RULES for problem in rule(entry, book)]
    problems += (*misplaced(entries), *_shared_names(entries, book))
    return tuple(sorted(problems, key=lambda problem: (problem.line or 0, problem.column or 0)))


# --- one place ---------------------------------------------------------------------------------


def _class_of_kind(entry: PlaceEntry, _: Book) -> Iterator[Problem]:
    place = entry.value
    letter = _KIND_FEATURES.get(place.kind, place.feature)
    if letter != place.feature:
        yield entry.problem(("class",), f"{place.feature} is not the class of a {place.kind}", f"write {letter}")


def _country_codes(entry: PlaceEntry, _: Book) -> Iterator[Problem]:
    place = entry.value
    if not place.countries and place.feature in _OF_A_COUNTRY:
        yield entry.problem(("country",), *_missing_country(place.position))
    for code in place.countries:
        if not known_country(code) and code not in _WITHOUT_OUTLINE:
            yield entry.problem(_country_field(entry, code), f"{code} is no country", "write its ISO 3166-1 code")


def _missing_country(position: Position) -> tuple[str, str]:
    there = country_at(position)
    if there is None:
        what = f"is missing, and no country lies at {position.lat:g}, {position.lon:g}"
        return what, "see whether lat or lon lost its sign, or they are swapped; else say `country: ...`"
    return "is missing", f"add a line `country: {there}`, or `countries: [...]` on a border"


def _country_field(entry: PlaceEntry, code: str) -> tuple[str | int, ...]:
    written = entry.written
    return ("country",) if written.get("country") == code else ("countries", written["countries"].index(code))


def _admin1_of_country(entry: PlaceEntry, _: Book) -> Iterator[Problem]:
    place = entry.value
    if place.admin1 and place.countries and place.admin1.split("-")[0] not in place.countries:
        yield entry.problem(("admin1",), f"{place.admin1} is not in {_either(place)}", "mend admin1 or the country")


def _box(entry: PlaceEntry, _: Book) -> Iterator[Problem]:
    place, box = entry.value, entry.value.bbox
    if box is None:
        return
    if box.south > box.north:
        yield entry.problem(("bbox",), "its south is north of its north", "write [west, south, east, north]")
    elif not contains(box, place.position):
        yield entry.problem(("bbox",), "does not contain the place's lat and lon", "write [west, south, east, north]")


def _references(entry: PlaceEntry, book: Book) -> Iterator[Problem]:
    place = entry.value
    if place.part_of:
        yield from _reference(entry, ("part_of",), place.part_of, book)
    for i, other in enumerate(place.prefer_near):
        yield from _reference(entry, ("prefer_near", i), other, book)


def _reference(entry: PlaceEntry, field: tuple[str | int, ...], other: str, book: Book) -> Iterator[Problem]:
    if other == entry.value.id:
        yield entry.problem(field, f"{other} is the place itself", "take it out")
    elif other not in book and other not in _written_ids(entry):
        near = get_close_matches(other, book, n=1)
        yield entry.problem(field, f"{other} is the id of no place", f"write {near[0]}" if near else "add that place")


def _written_ids(entry: PlaceEntry) -> set[str]:
    """Every id in the entry's file, those of entries that were left out for a mistake too."""
    records = entry.tree.value[entry.keys[0]]
    return {str(record.get("id")) for record in records if isinstance(record, dict)}


def _part_of_circle(entry: PlaceEntry, book: Book) -> Iterator[Problem]:
    if entry.value.id != entry.value.part_of and entry.value.id in _wholes(entry.value, book):
        yield entry.problem(("part_of",), "goes round in a circle", "a place is part of a larger one")


def _wholes(place: Place, book: Book) -> set[str]:
    """The ids of all places that this one is part of."""
    found: set[str] = set()
    whole = place.part_of
    while whole and whole not in found:
        found.add(whole)
        whole = book[whole].value.part_of if whole in book else None
    return found


def _either(place: Place) -> str:
    return " or ".join(place.countries)


_RULES: tuple[Callable[[PlaceEntry, Book], Iterator[Problem]], ...] = (
    _class_of_kind,
    _country_codes,
    _admin1_of_country,
    _box,
    _references,
    _part_of_circle,
)


# --- names that places share -------------------------------------------------------------------


def _shared_names(entries: Sequence[PlaceEntry], book: Book) -> Iterator[Problem]:
    """A problem for each pair of places that share a name and give nothing to tell them apart."""
    told: set[tuple[str, str]] = set()
    for form, sharing in _by_name(entries).items():
        for (first, _), (second, i) in combinations(sharing, 2):
            pair = first.value.id, second.value.id
            if pair not in told and not _told_apart(first.value, second.value, form, book):
                told.add(pair)
                yield _shared(first, second, second.value.names[i].text)


def _by_name(entries: Sequence[PlaceEntry]) -> dict[str, list[tuple[PlaceEntry, int]]]:
    """The places that have a name, folded, each once, with the number of the form among its names."""
    by_name: dict[str, list[tuple[PlaceEntry, int]]] = defaultdict(list)
    for entry in entries:
        forms = {normalize_name(name.text): i for i, name in reversed(tuple(enumerate(entry.value.names)))}
        for form, i in forms.items():
            by_name[form].append((entry, i))
    return by_name


def _told_apart(one: Place, other: Place, form: str, book: Book) -> bool:
    """Whether a rule decides between two places that share a form of their names.

    A form that has nothing of the name of one of the two is probably an alias in the wrong entry: then it takes both.
    """
    if one.id in _wholes(other, book) or other.id in _wholes(one, book):
        return True
    ruled = [bool(place.not_when or place.prefer_near) for place in (one, other)]
    if not all(_words(form) & _words(place.name) for place in (one, other)):
        return all(ruled)
    return _level(one) != _level(other) or any(ruled)


def _words(name: str) -> set[str]:
    """The words of a name that tell it from others: not San, Rio, of."""
    words = normalize_name(name).split()
    return {word for word in words if len(word) > 3} or set(words)


def _level(place: Place) -> str:
    """What "state of" and "city of" tell apart: countries, first-level units, lower units, and all that is no unit."""
    if place.feature != "A":
        return "place"
    return place.kind if place.kind in ("country", "state") else "unit"


def _shared(first: PlaceEntry, second: PlaceEntry, name: str) -> Problem:
    what = f"{name} is also a name of {first.value.id} (line {first.line})"
    return second.problem(
        _where_named(second, name), what, "take it out of one, or give both a `prefer_near` or `not_when`"
    )


def _where_named(entry: PlaceEntry, name: str) -> tuple[str | int, ...]:
    """The field of an entry that gives this form of its name."""
    written = entry.written
    texts: list[tuple[tuple[str | int, ...], str]] = [(("name",), written["name"])]
    texts += [(("names", i, "text"), form["text"]) for i, form in enumerate(written.get("names", ()))]
    texts += [(("aliases", i), text) for i, text in enumerate(written.get("aliases", ()))]
    return next((field for field, text in texts if text.strip() == name), ())

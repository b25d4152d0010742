"""Recognition: which names of the index that stand in a text are toponyms there.

A name needs its capitals; a short abbreviation its exact case; a town's name inside a person's or an institution's
name is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from routes.folding import fold, plain
from routes.gazetteer.index import Candidate, GazetteerIndex, NameHit
from routes.model import Place
from routes.reading.language import Language
from routes.reading.text import Inside, Text, is_place_preposition, is_sure_preposition, is_unknown

__all__ = ["recognise"]


def recognise(text: Text, index: GazetteerIndex) -> tuple[NameHit, ...]:
    """The toponyms of a text that a list has, each with what it can mean; in order, not overlapping."""
    inside = Inside(text.sentences)
    found: list[NameHit] = []
    persons: set[str] = set()
    for hit in index.find(text.body, text.folded, lambda c, start, end: _is_meant(c, start, end, text)):
        if not inside(hit.start):
            continue
        if _is_personal(hit, text):
            persons.add(text.body[hit.start : hit.end])
        else:
            start, end = _without_unit_word(hit, text), _without_crossing_word(hit, hit.candidates, text)
            found.append(NameHit(start=start, end=end, candidates=hit.candidates))
    if index.is_wide:
        persons -= {text.body[hit.start : hit.end] for hit in found if _is_placed(hit, text)}
    strange = _strange_units(found, text)
    return tuple(h for h in found if not (_is_person_again(h, persons, text) or _is_stranger(h, strange, text)))


def _strange_units(hits: Sequence[NameHit], text: Text) -> frozenset[str]:
    """The folded names of first-level units of countries of which the text names nothing else: "Sicilia", a surname."""
    units = [hit for hit in hits if all(map(_is_bundled_unit, hit.candidates))]
    if not units:
        return frozenset()
    named = {c.place.country for hit in hits for c in hit.candidates if not _is_bundled_unit(c)} | text.peoples
    strange = [hit for hit in units if named.isdisjoint(c.place.country for c in hit.candidates)]
    return frozenset(text.folded[hit.start : hit.end] for hit in strange)


def _is_bundled_unit(candidate: Candidate) -> bool:
    return candidate.place.kind in ("state", "island") and candidate.source != "gazetteer"


def _is_stranger(hit: NameHit, strange: frozenset[str], text: Text) -> bool:
    """Whether such a name stands where no sure preposition of place is before it."""
    return text.folded[hit.start : hit.end] in strange and not _is_placed(hit, text)


def _without_unit_word(hit: NameHit, text: Text) -> int:
    """The start of the name proper: of "departamento de Ocotepeque" the mention is "Ocotepeque"."""
    if any(c.place.kind == "state" for c in hit.candidates) and text.body[hit.start].islower():
        folded = text.folded[hit.start : hit.end]
        for words in sorted(text.lang.names["state_before"], key=len, reverse=True):
            if folded.startswith(f"{words} "):
                return hit.start + len(words) + 1
    return hit.start


def _is_placed(hit: NameHit, text: Text) -> bool:
    before = text.before(hit.start, 15).split()
    return bool(before) and is_sure_preposition(before[-1], text)


def _is_person_again(hit: NameHit, persons: set[str], text: Text) -> bool:
    """Whether a name that was a person's in this text stands where no preposition of place is before it."""
    if text.body[hit.start : hit.end] not in persons or any(c.place.feature == "A" for c in hit.candidates):
        return False
    before = text.before(hit.start, 15).split()
    return not (before and is_place_preposition(before[-1], text.lang))


def _without_crossing_word(hit: NameHit, candidates: Sequence[Candidate], text: Text) -> int:
    """The end of the name proper: of "San Ysidro port of entry" the mention is "San Ysidro"."""
    if any(c.place.kind == "crossing" for c in candidates):
        folded = text.folded[hit.start : hit.end].rstrip()
        for word in sorted(text.lang.names["crossing_words"], key=len, reverse=True):
            if folded.endswith(f" {word}"):
                return hit.start + len(folded) - len(word) - 1
    return hit.end


_SHORT = 3


def _is_meant(candidate: Candidate, start: int, end: int, text: Text) -> bool:
    """Whether a candidate's name fits the letters found: language, capitals, abbreviations in their own case."""
    name = candidate.name.text
    if name.endswith(".") and name.count(".") == 1 and "." not in text.body[end - 1 : end + 1]:
        return False
    if _qualifies_next(start, end, text):
        return False
    return _fits(candidate, text.body[start:end], text) and not _is_excluded(candidate, start, end, text)


def _fits(candidate: Candidate, found: str, text: Text) -> bool:
    name = candidate.name
    if name.lang not in (None, text.lang.code) and " " not in name.text:
        return False
    return _is_written(found, name.text, text.lang, candidate.place.feature == "A")


@lru_cache(maxsize=20_000)
def _is_written(found: str, name: str, lang: Language, is_unit: bool) -> bool:
    if len(name.rstrip(".")) <= _SHORT or name.isupper():
        return plain(found).rstrip(".") == plain(name).rstrip(".")
    return found.isupper() or _has_capitals(found, name, lang, is_unit=is_unit)


def _has_capitals(found: str, name: str, lang: Language, *, is_unit: bool) -> bool:
    """Every word that the name writes with a capital has one; a generic first ("ciudad") or last ("river") need not."""
    words, own = re.findall(r"\w+", plain(found)), re.findall(r"\w+", plain(name))
    proper = [(i, w) for i, (w, o) in enumerate(zip(words, own, strict=False)) if o[0].isupper()]
    low = [(i, w) for i, w in proper if w[0].islower()]
    if (proper and len(low) == len(proper)) or (is_unit and low):
        return False
    return all(i in (0, len(words) - 1) and lang.senses_of(fold(w)).can_be("generic") for i, w in low)


def _qualifies_next(start: int, end: int, text: Text) -> bool:
    """Whether a small last word belongs to what follows: "the western Mexico city of Guadalajara"."""
    words = text.plain[start:end].split()
    return len(words) > 1 and words[-1][0].islower() and _OF_NAME.match(text.plain, end) is not None


_OF_NAME = re.compile(r" of [A-Z]")


def _is_excluded(candidate: Candidate, start: int, end: int, text: Text) -> bool:
    """Whether one of the place's `not_when` words stands beside the name."""
    if not candidate.place.not_when:
        return False
    before = f" {text.before(start)}" if text.plain[max(0, start - 2) : start - 1].isalnum() else ""
    after = f"{text.after(end)} " if text.plain[end : end + 1] in (" ", "-", "'") else ""
    words = [" ".join(fold(word).split()) for word in candidate.place.not_when]
    return any(before.endswith(f" {word}") or after.startswith(f"{word} ") for word in words)


_CAPITALISED_BEFORE = re.compile(r"(?<!\w)([A-Z](?:[\w']|\.(?=\w)){0,2}\.|[A-Z](?:[\w']|\.(?=\w))*)[ -]\Z")
_CAPITALISED_AFTER = re.compile(r"[ -]([A-Z][\w']*)")


def _is_personal(hit: NameHit, text: Text) -> bool:
    """Whether a town's name is part of a longer name of a person, firm or spot: "Jimmy Morales", "parque Hidalgo"."""
    name = text.body[hit.start : hit.end]
    towns = all(candidate.place.feature == "P" for candidate in hit.candidates)
    if towns and text.ends_with(hit.start, text.lang.names["named_spots"]):
        return True
    if any(c.place.feature == "A" for c in hit.candidates) or name.isupper() or " " in name:
        return False
    if text.ends_with(hit.start, text.lang.names["titles"]):
        return True
    ahead = max(0, hit.start - 30)
    before = (
        None if text.plain[ahead : hit.start].islower() else _CAPITALISED_BEFORE.search(text.plain, ahead, hit.start)
    )
    if text.begins_with(hit.end, text.lang.names["speaks"]) and all(_is_minor(c.place) for c in hit.candidates):
        return True
    after = _CAPITALISED_AFTER.match(text.plain, hit.end)
    if after and _begins_institution(hit, text):
        return False
    if after and after.group(1).isupper() and len(after.group(1)) <= _SHORT:
        after = None  # "Tijuana BC", "Monterrey NL"
    return any(word is not None and is_unknown(word.group(1), text) for word in (before, after))


_INSTITUTION = re.compile(r"(?:[ -](?:[A-Z][\w']*|of|and|for|&|No\.|\d+)){1,5}")


def _begins_institution(hit: NameHit, text: Text) -> bool:
    """Whether a word of institutions ends the capitalised words that follow: "Springfield Science Museum"."""
    words = _INSTITUTION.match(text.plain, hit.end)
    names = text.lang.names
    known = names["institution_words"] | (names["office_words"] if len(hit.candidates) > 1 else frozenset())
    return words is not None and not known.isdisjoint(fold(words[0]).split())


_MAJOR = 500_000


def _is_minor(place: Place) -> bool:
    """Whether a place is too small for its name to speak for a government ("Washington said")."""
    return place.feature == "L" or place.population < _MAJOR

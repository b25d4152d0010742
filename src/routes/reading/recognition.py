"""Recognition: which names of the index that stand in a text are toponyms there.

A name needs its capitals; a short abbreviation its exact case; a town's name inside a person's or an institution's
name is none. Names that look like places and are in no list are found by what stands beside them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from routes.folding import NormalizedName, fold, plain
from routes.gazetteer.index import Candidate, GazetteerIndex, NameHit
from routes.model import Place, Span
from routes.reading.language import Language, Phrases
from routes.reading.quotations import quotations
from routes.reading.sentences import Sentence

__all__ = ["Text", "names_after_prepositions", "names_in_lists", "recognise", "unknown_names"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A body in the forms that reading needs, all of one length, with its language and sentences.

    `words` are the folded words in order, `peoples` the countries whose people they name, `edges` the characters with
    which quotations begin and before which they end.
    """

    body: str
    plain: str
    folded: str
    lang: Language
    sentences: tuple[Sentence, ...]
    quotations: tuple[Span, ...]
    edges: frozenset[int]
    words: tuple[str, ...]
    peoples: frozenset[str]

    @classmethod
    def of(cls, body: str, lang: Language, sentences: tuple[Sentence, ...]) -> Text:
        """The text of a body."""
        flat = plain(body)
        folded = fold(flat)
        words = tuple(folded.split())
        peoples = frozenset(lang.demonyms[word] for word in lang.demonyms.keys() & set(words))
        quoted = quotations(body, sentences)
        return cls(
            body=body,
            plain=flat,
            folded=folded,
            lang=lang,
            sentences=sentences,
            quotations=quoted,
            edges=frozenset(edge for one in quoted for edge in (one.start, one.end)),
            words=words,
            peoples=peoples,
        )

    def before(self, start: int, characters: int = 40) -> str:
        """The folded text right before `start`, without what ends a sentence, for phrases that end there."""
        return self.folded[max(0, start - characters) : start].rstrip(" ")

    def after(self, end: int, characters: int = 40) -> str:
        """The folded text right after `end`."""
        return self.folded[end : end + characters].lstrip(" ")

    def name(self, start: int, end: int) -> NormalizedName:
        """The name at `start` to `end` as an index holds it."""
        return NormalizedName(" ".join(self.folded[start:end].split()))

    def ends_with(self, start: int, phrases: Phrases) -> bool:
        """Whether one of the phrases stands right before `start`, with nothing but a space between."""
        if self.plain[max(0, start - 1) : start] not in (" ", "\n", ""):
            return False
        before = self.before(start, 60)
        if before.rpartition(" ")[2] not in phrases.lasts:
            return False
        words = before.split()
        return any(" ".join(words[-n:]) in phrases for n in range(1, 5))

    def begins_with(self, end: int, phrases: Phrases) -> bool:
        """Whether one of the phrases stands right after `end`; a possessive counts ("'s government")."""
        if self.plain[end : end + 1] in (",", ";", ":", ")", ".", "\n"):
            return False
        after = self.after(end, 60)
        if after.partition(" ")[0] not in phrases.firsts:
            return False
        words = after.split()
        return any(" ".join(words[:n]) in phrases for n in range(1, 4))


def recognise(text: Text, index: GazetteerIndex) -> tuple[NameHit, ...]:
    """The toponyms of a text that a list has, each with what it can mean; in order, not overlapping."""
    inside = _Inside(text.sentences)
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
    return bool(before) and _is_sure_preposition(before[-1], text)


def _is_person_again(hit: NameHit, persons: set[str], text: Text) -> bool:
    """Whether a name that was a person's in this text stands where no preposition of place is before it."""
    if text.body[hit.start : hit.end] not in persons or any(c.place.feature == "A" for c in hit.candidates):
        return False
    before = text.before(hit.start, 15).split()
    return not (before and _is_place_preposition(before[-1], text.lang))


def _without_crossing_word(hit: NameHit, candidates: Sequence[Candidate], text: Text) -> int:
    """The end of the name proper: of "San Ysidro port of entry" the mention is "San Ysidro"."""
    if any(c.place.kind == "crossing" for c in candidates):
        folded = text.folded[hit.start : hit.end].rstrip()
        for word in sorted(text.lang.names["crossing_words"], key=len, reverse=True):
            if folded.endswith(f" {word}"):
                return hit.start + len(folded) - len(word) - 1
    return hit.end


class _Inside:
    """Whether a character belongs to a sentence (and not to furniture)."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._starts = [s.start for s in sentences]
        self._ends = [s.end for s in sentences]

    def __call__(self, at: int) -> bool:
        i = bisect_right(self._starts, at) - 1
        return i >= 0 and at < self._ends[i]


_SHORT = 3
_LOWER = re.compile(r"(?<!\w)[a-zà-ÿ]+")


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
    """Whether a town's name is part of a longer name of a person or firm: "Jimmy Morales", "Victoria Nuland"."""
    name = text.body[hit.start : hit.end]
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
    return any(word is not None and _is_unknown(word.group(1), text) for word in (before, after))


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


def _is_unknown(word: str, text: Text) -> bool:
    """Whether a capitalised word is neither in the lexicon nor a weekday or month: probably a proper name."""
    folded = fold(word).strip()
    return folded not in text.lang.lexicon and not text.lang.date_hint.match(word)


# --- names in no list --------------------------------------------------------------------------

_CAPITALISED = r"[A-ZÁÉÍÓÚÑ][\w'’-]+"
_PROPER = rf"{_CAPITALISED}(?: (?:(?:de|del|de la|de las|de los|la|las|los|el|y) )?{_CAPITALISED}){{0,3}}"
_NAME = re.compile(_PROPER)


def unknown_names(text: Text, hits: Sequence[NameHit]) -> Iterator[tuple[int, int]]:
    """Half-open ranges of names that look like places and are in no list: "the town of X", "in X, Chiapas"."""
    taken = [(h.start, h.end) for h in hits]
    seen: set[int] = set()
    for start, end in (*_after_generic(text), *_before_unit(text, hits)):
        if start not in seen and not any(start < e and s < end for s, e in taken):
            seen.add(start)
            yield start, end


def _after_generic(text: Text) -> Iterator[tuple[int, int]]:
    for phrase in sorted(text.lang.names["unknown_before"]):
        at = text.folded.find(phrase)
        while at >= 0:
            match = _NAME.match(text.body, at + len(phrase) + 1)
            if match and (at == 0 or text.folded[at - 1] == " "):
                yield match.span()
            at = text.folded.find(phrase, at + 1)


_IN_NAME = re.compile(rf"(?<!\w)(\w+) ({_PROPER})\Z")


def _before_unit(text: Text, hits: Sequence[NameHit]) -> Iterator[tuple[int, int]]:
    """Names between a preposition of place and ", State" or ", Country"."""
    for hit in hits:
        is_unit = any(c.place.feature == "A" for c in hit.candidates)
        if is_unit and text.plain[hit.start - 2 : hit.start] == ", ":
            begin = max(0, hit.start - 60)
            match = _IN_NAME.search(text.body[begin : hit.start - 2])
            if match and _is_place_preposition(fold(match.group(1)), text.lang):
                yield begin + match.start(2), begin + match.end(2)


_BEFORE_NAME = re.compile(rf" (?={_CAPITALISED})")
_SECOND_WORD = re.compile(r"(?<=\w) \w+ ")


def names_after_prepositions(text: Text) -> Iterator[tuple[int, int]]:
    """Half-open ranges of capitalised names behind a preposition of place ("at Bicske", "hasta Chojña")."""
    inside, introducing = _Inside(text.sentences), _introducing(text.lang)
    for gap in _BEFORE_NAME.finditer(text.body):
        start = gap.end()
        word = text.folded[max(0, start - _WORD) : start - 1].rpartition(" ")[2]
        begin = start - len(word) - 2
        if word not in introducing or not _SECOND_WORD.match(text.body, begin) or not inside(start):
            continue
        verb = text.folded[max(0, begin - _WORD) : begin].rpartition(" ")[2]
        if _is_sure_preposition(word, text) or _moves_to(verb, word, text) or _reaches(word, text.lang):
            name = _NAME.match(text.body, start)
            if name and _is_unknown(name.group().split()[0], text):
                yield name.span()


_WORD = 40
"""Characters of the longest word that is looked at."""


@cache
def _introducing(lang: Language) -> frozenset[str]:
    """The words behind which a capitalised name can be a place."""
    return frozenset(word for word in lang.senses if _is_place_preposition(word, lang) or _reaches(word, lang))


def names_in_lists(text: Text, hits: Sequence[NameHit]) -> Iterator[tuple[int, int]]:
    """Half-open ranges of capitalised names that follow a known place in a list: "Fresnillo, Jerez y Valparaíso"."""
    starts = {hit.start for hit in hits}
    for hit in hits:
        match = _NEXT_IN_LIST.match(text.body, hit.end)
        for _ in range(_LIST):
            if not match or match.start(1) in starts or not _is_unknown(match.group(1).split()[0], text):
                break
            yield match.span(1)
            match = _NEXT_IN_LIST.match(text.body, match.end())


_LIST = 12
"""The longest list that is followed."""
_NEXT_IN_LIST = re.compile(
    rf"(?:, (?:and |y )?| (?:and|y|e) )({_CAPITALISED}(?: (?:de (?:la |las |los )?)?{_CAPITALISED})?)"
)


def _reaches(word: str, lang: Language) -> bool:
    """Whether a word is a verb whose object is a place: "left Bodrum"."""
    entries = lang.senses_of(word)
    return any(e.kind == "motion" and e.value in ("arrive", "depart") and e.tense == "past" for e in entries)


def _is_sure_preposition(word: str, text: Text) -> bool:
    """Whether a word is a preposition of place and nothing else; "a" and "de" in Spanish are much besides."""
    return (
        len(word) > 1 and word not in text.lang.names["loose_prepositions"] and _is_place_preposition(word, text.lang)
    )


def _moves_to(verb: str, word: str, text: Text) -> bool:
    entries = text.lang.senses_of(verb)
    return _is_place_preposition(word, text.lang) and any(e.kind == "motion" and e.tense != "noun" for e in entries)


def _is_place_preposition(word: str, lang: Language) -> bool:
    return lang.senses_of(word).can_be("preposition", "at", "to", "near", "toward")

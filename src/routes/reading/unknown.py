"""Unknown names: those that look like places and are in no list, found by what stands beside them.

"The town of X", "in X, Chiapas", "reached X", a list that begins with a known town; each as half-open characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from routes.folding import fold
from routes.gazetteer.index import NameHit
from routes.model import Span
from routes.reading.language import Language
from routes.reading.text import Inside, Text, is_place_preposition, is_sure_preposition, is_unknown

__all__ = ["names_after_prepositions", "names_in_lists", "unknown_names"]

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
            if match and is_place_preposition(fold(match.group(1)), text.lang):
                yield begin + match.start(2), begin + match.end(2)


_BEFORE_NAME = re.compile(rf" (?={_CAPITALISED})")
_SECOND_WORD = re.compile(r"(?<=[\w,]) \w+ ")


def names_after_prepositions(text: Text) -> Iterator[tuple[int, int]]:
    """Half-open ranges of capitalised names behind a preposition of place ("at Bicske", "hasta Chojña")."""
    inside, introducing = Inside(text.sentences), _introducing(text.lang)
    for gap in _BEFORE_NAME.finditer(text.body):
        start = gap.end()
        word = text.folded[max(0, start - _WORD) : start - 1].rpartition(" ")[2]
        begin = start - len(word) - 2
        if word not in introducing or not _SECOND_WORD.match(text.body, begin) or not inside(start):
            continue
        verb = text.folded[max(0, begin - _WORD) : begin].split(" ")[-2:]
        if is_sure_preposition(word, text) or _moves_to(verb, word, text) or _reaches(word, text.lang):
            name = _NAME.match(text.body, start)
            if name and is_unknown(name.group().split()[0], text):
                yield name.span()


_WORD = 40
"""Characters of the longest word that is looked at."""


@cache
def _introducing(lang: Language) -> frozenset[str]:
    """The words behind which a capitalised name can be a place."""
    return frozenset(word for word in lang.senses if _leads(word, lang) or _reaches(word, lang))


def _leads(word: str, lang: Language) -> bool:
    """Whether a word can be a preposition behind which a verb of motion has a place; "de" is too much besides."""
    senses = lang.senses_of(word)
    away = senses.can_be("preposition", "from") and not senses.can_be("preposition", "of")
    return away or is_place_preposition(word, lang)


def names_in_lists(text: Text, known: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Half-open ranges of capitalised names that follow a known place in a list: "Fresnillo, Jerez y Valparaíso"."""
    starts = {span.start for span in known}
    for span in known:
        match = _NEXT_IN_LIST.match(text.body, span.end)
        for _ in range(_LIST):
            if not match or match.start(1) in starts or not is_unknown(match.group(1).split()[0], text):
                break
            yield match.span(1)
            match = _NEXT_IN_LIST.match(text.body, match.end())


_LIST = 12
"""The longest list that is followed."""
_NEXT_IN_LIST = re.compile(
    rf"(?: \([^()\n]{{1,25}}\))?(?:, (?:and |y )?| (?:and|y|e) )"
    rf"({_CAPITALISED}(?: (?:de (?:la |las |los )?)?{_CAPITALISED})?)"
)


def _reaches(word: str, lang: Language) -> bool:
    """Whether a word is a verb whose object is a place: "left Bodrum"."""
    entries = lang.senses_of(word)
    return any(e.kind == "motion" and e.value in ("arrive", "depart") and e.tense == "past" for e in entries)


def _moves_to(before: Sequence[str], word: str, text: Text) -> bool:
    """Whether a verb of motion stands before the preposition: "walked to", "set out from"."""
    if not before or not _leads(word, text.lang):
        return False
    phrases = (senses for phrase, senses in text.lang.lexicon.get(before[0], ()) if phrase == tuple(before))
    entries = (*text.lang.senses_of(before[-1]), *next(phrases, ()))
    return any(e.kind == "motion" and e.tense != "noun" for e in entries)

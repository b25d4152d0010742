"""Recognition: which names of the index that stand in a text are toponyms there.

A name needs its capitals; a short abbreviation its exact case; a town's name inside a person's or an institution's
name is none. Names that look like places and are in no list are found by what stands beside them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from routes.folding import fold, plain
from routes.gazetteer.index import Candidate, GazetteerIndex, NameHit
from routes.reading.language import Language
from routes.reading.sentences import Sentence

__all__ = ["Text", "recognise", "unknown_names"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A body in the forms that reading needs, all of one length, with its language and sentences."""

    body: str
    plain: str
    folded: str
    lang: Language
    sentences: tuple[Sentence, ...]

    @classmethod
    def of(cls, body: str, lang: Language, sentences: tuple[Sentence, ...]) -> Text:
        """The text of a body."""
        return cls(body=body, plain=plain(body), folded=fold(body), lang=lang, sentences=sentences)

    def before(self, start: int, characters: int = 40) -> str:
        """The folded text right before `start`, without what ends a sentence, for phrases that end there."""
        return self.folded[max(0, start - characters) : start].rstrip(" ")

    def after(self, end: int, characters: int = 40) -> str:
        """The folded text right after `end`."""
        return self.folded[end : end + characters].lstrip(" ")

    def ends_with(self, start: int, phrases: frozenset[str], gap: str = " ") -> bool:
        """Whether one of the phrases stands right before `start`, with nothing but `gap` between."""
        if self.plain[max(0, start - 1) : start] not in (gap, "\n", ""):
            return False
        words = self.before(start, 60).split()
        return any(" ".join(words[-n:]) in phrases for n in range(1, 5))

    def begins_with(self, end: int, phrases: frozenset[str]) -> bool:
        """Whether one of the phrases stands right after `end`; a possessive counts ("'s government")."""
        if self.plain[end : end + 1] in (",", ";", ":", ")", ".", "\n"):
            return False
        words = self.after(end, 60).split()
        return any(" ".join(words[:n]) in phrases for n in range(1, 4))


def recognise(text: Text, index: GazetteerIndex) -> tuple[NameHit, ...]:
    """The toponyms of a text that a list has, each with what it can mean; in order, not overlapping."""
    inside = _Inside(text.sentences)
    return tuple(
        NameHit(start=hit.start, end=_without_crossing_word(hit, kept, text), candidates=kept)
        for hit in index.find(text.body, text.folded)
        if inside(hit.start) and (kept := _meant(hit, text)) and not _is_personal(hit, kept, text)
    )


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


def _meant(hit: NameHit, text: Text) -> tuple[Candidate, ...]:
    """The candidates whose name fits the letters found: language, capitals, abbreviations in their own case."""
    found = text.body[hit.start : hit.end]
    return tuple(c for c in hit.candidates if _fits(c, found, text) and not _is_excluded(c, hit, text))


def _fits(candidate: Candidate, found: str, text: Text) -> bool:
    name = candidate.name.text
    if candidate.name.lang not in (None, text.lang.code) and " " not in name:
        return False
    if len(name.rstrip(".")) <= _SHORT or name.isupper():
        return plain(found).rstrip(".") == plain(name).rstrip(".") and (not name.endswith(".") or found.endswith("."))
    return found.isupper() or _has_capitals(found, name, may_open_low=candidate.place.feature != "A")


def _has_capitals(found: str, name: str, *, may_open_low: bool) -> bool:
    """Every word that the name writes with a capital has one; the first ("ciudad de México") or last need not."""
    words, own = re.findall(r"\w+", plain(found)), re.findall(r"\w+", plain(name))
    pairs = list(zip(words, own, strict=False))
    proper = [w for w, o in pairs if o[0].isupper()]
    if not any(w[0].isupper() for w in proper):
        return False
    lower = [w for w in proper if w[0].islower()]
    return not lower or (len(words) > 1 and (lower == [words[-1]] or (may_open_low and lower == [words[0]])))


def _is_excluded(candidate: Candidate, hit: NameHit, text: Text) -> bool:
    """Whether one of the place's `not_when` words stands beside the name."""
    if not candidate.place.not_when:
        return False
    before, after = f" {text.before(hit.start)}", f"{text.after(hit.end)} "
    words = [" ".join(fold(word).split()) for word in candidate.place.not_when]
    return any(before.endswith(f" {word}") or after.startswith(f"{word} ") for word in words)


_CAPITALISED_BEFORE = re.compile(r"(?<!\w)([A-Z][\w'.]*)[ -]\Z")
_CAPITALISED_AFTER = re.compile(r"[ -]([A-Z][\w']*)")


def _is_personal(hit: NameHit, candidates: Sequence[Candidate], text: Text) -> bool:
    """Whether a town's name is part of a longer name of a person or firm: "Jimmy Morales", "Victoria Nuland"."""
    if any(c.place.feature in "AL" for c in candidates) or text.body[hit.start : hit.end].isupper():
        return False
    if text.ends_with(hit.start, text.lang.names["titles"]):
        return True
    before = _CAPITALISED_BEFORE.search(text.plain, max(0, hit.start - 30), hit.start)
    if before and _is_part_of_name(before.group(1), before.start(1), text):
        return True
    after = _CAPITALISED_AFTER.match(text.plain, hit.end)
    return bool(after) and " " not in text.body[hit.start : hit.end] and _is_unknown(after.group(1), text)  # type: ignore[union-attr]


def _is_part_of_name(word: str, start: int, text: Text) -> bool:
    return _is_unknown(word, text) and not _starts_sentence(start, text)


def _is_unknown(word: str, text: Text) -> bool:
    """Whether a capitalised word is neither in the lexicon nor a weekday or month: probably a proper name."""
    folded = fold(word).strip()
    return folded not in text.lang.lexicon and not text.lang.date_hint.match(word)


def _starts_sentence(start: int, text: Text) -> bool:
    return any(s.start == start for s in text.sentences)


# --- names in no list --------------------------------------------------------------------------

_PROPER = r"[A-ZÁÉÍÓÚÑ][\w'’-]+(?: (?:de|del|de la|de las|de los|la|las|los|el|y) [A-ZÁÉÍÓÚÑ][\w'’-]+| [A-ZÁÉÍÓÚÑ][\w'’-]+){0,3}"
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
            if match and _is_place_preposition(match.group(1), text):
                yield begin + match.start(2), begin + match.end(2)


def _is_place_preposition(word: str, text: Text) -> bool:
    entries = [e for words, found in text.lang.lexicon.get(fold(word), ()) if len(words) == 1 for e in found]
    return any(e.kind == "preposition" and e.value in ("at", "to", "from", "near", "toward") for e in entries)

"""Words: all that a language makes of a written form by itself, found once and kept.

Every text repeats its words; what a word can be needs no neighbour and is looked up when its form is first met.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from routes.folding import fold
from routes.reading.chunks import Chunk
from routes.reading.language import Language, Mark, Phrase, Senses

__all__ = ["Piece", "Word", "first_words", "pieces_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word or a mark of punctuation: its folded text, the length of its form and its chunk.

    `opening` is the chunk at the beginning of a sentence, where a capital says nothing. `phrases` of several words and
    `events` begin with it, the longest first; `seconds` are the second words of those phrases.
    """

    text: str
    length: int
    chunk: Chunk
    opening: Chunk
    phrases: tuple[tuple[Phrase, Chunk], ...] = ()
    seconds: frozenset[str] = frozenset()
    events: tuple[tuple[Phrase, Senses], ...] = ()


Piece = tuple[tuple[int, Word], ...]
"""What stands between two blanks: words and marks, each with the number of characters before it."""

_WORD_OR_MARK = re.compile(r"\d+(?:[.,]\d{3})+|\d\d?:\d\d(?!\w)|\w+|[^\w\s]")
_MOST = 30_000
"""Pieces that are kept of a language, each in about 600 bytes; at the next one all are forgotten."""


class _Pieces(dict[str, Piece]):
    """The pieces of a language by their form in plain text; it fills itself with those that it meets."""

    def __init__(self, lang: Language) -> None:
        self._lang = lang
        self._words: dict[str, Word] = {}

    def __missing__(self, form: str) -> Piece:
        if len(self) >= _MOST:
            self.clear()
            self._words.clear()
        self[form] = piece = tuple((match.start(), self._word(match.group())) for match in _WORD_OR_MARK.finditer(form))
        return piece

    def _word(self, form: str) -> Word:
        word = self._words.get(form)
        if word is None:
            self._words[form] = word = _word(form, self._lang) if form[0].isalnum() else _mark(form)
        return word


@cache
def first_words(lang: Language, marks: frozenset[Mark]) -> frozenset[str]:
    """The words with which every phrase begins that can be one of these."""
    return frozenset(
        word
        for lexicon in (lang.lexicon, lang.event_lexicon)
        for word, phrases in lexicon.items()
        if not all(marks.isdisjoint(senses.marks) for _, senses in phrases)
    )


@cache
def pieces_of(lang: Language) -> _Pieces:
    """The pieces of a language."""
    return _Pieces(lang)


def _mark(form: str) -> Word:
    chunk = Chunk(text=form[0], mark=form[0])
    return Word(text=form[0], length=len(form), chunk=chunk, opening=chunk)


def _word(form: str, lang: Language) -> Word:
    text = fold(form)
    known = lang.senses.get(text)
    phrases = [(phrase, senses) for phrase, senses in lang.lexicon.get(text, ()) if len(phrase) > 1]
    opening = Chunk(text=text) if known is None else Chunk(text=text, entries=known)
    return Word(
        text=text,
        length=len(form),
        chunk=Chunk(text=text, proper=True) if known is None and form[0].isupper() else opening,
        opening=opening,
        phrases=tuple((phrase, _phrase(phrase, senses, lang)) for phrase, senses in phrases),
        seconds=frozenset(second for (_, second, *_), _ in phrases),
        events=lang.event_lexicon.get(text, ()),
    )


def _phrase(words: Phrase, senses: Senses, lang: Language) -> Chunk:
    """The chunk of a phrase, with the motion that a word of it has: "se encuentra" marks now, and is a verb of rest."""
    if any(senses.can_be(kind) for kind in ("motion", "preposition", "generic", "idiom")):
        return Chunk(text=" ".join(words), entries=senses)
    verbs = [entry for word in words for entry in lang.senses_of(word) if entry.kind == "motion"]
    return Chunk(text=" ".join(words), entries=Senses((*senses, *verbs)) if verbs else senses)

"""Text: a body in the forms that reading needs, and what is asked of the words around a name.

All forms are of one length, so that an index into one is an index into all: half-open characters of the body.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from routes.folding import NormalizedName, fold, plain
from routes.model import Span
from routes.reading.language import Language, Phrases
from routes.reading.quotations import quotations
from routes.reading.sentences import Sentence

__all__ = ["Inside", "Text", "is_place_preposition", "is_sure_preposition", "is_unknown"]


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


class Inside:
    """Whether a character belongs to a sentence (and not to furniture)."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._starts = [s.start for s in sentences]
        self._ends = [s.end for s in sentences]

    def __call__(self, at: int) -> bool:
        """Whether the character at `at` does."""
        i = bisect_right(self._starts, at) - 1
        return i >= 0 and at < self._ends[i]


def is_unknown(word: str, text: Text) -> bool:
    """Whether a capitalised word is neither in the lexicon nor a weekday or month: probably a proper name."""
    folded = fold(word).strip()
    return folded not in text.lang.lexicon and not text.lang.date_hint.match(word)


def is_sure_preposition(word: str, text: Text) -> bool:
    """Whether a word is a preposition of place and nothing else; "a" and "de" in Spanish are much besides."""
    return len(word) > 1 and word not in text.lang.names["loose_prepositions"] and is_place_preposition(word, text.lang)


def is_place_preposition(word: str, lang: Language) -> bool:
    """Whether a word can be a preposition of place; one of origin that is none of owning too ("desde")."""
    senses = lang.senses_of(word)
    return senses.can_be("preposition", "at", "to", "near", "toward") or (
        senses.can_be("preposition", "from") and not senses.can_be("preposition", "of")
    )

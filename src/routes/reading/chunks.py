"""Chunks: a sentence as a row of words and phrases, each with all that it can be.

Places, days and phrases of the lexicon are one chunk each; everything else is a word or a mark of punctuation. The
rules of groups, movement and events work on such rows and never look at letters.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from routes.model import Mention, Place, PlaceSource, Span, Timex
from routes.reading.language import Entry, Language
from routes.reading.recognition import Text
from routes.reading.sentences import Sentence

__all__ = ["Chunk", "Row", "chunk"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """A word or phrase: half-open characters of the body, its folded text and what it can be.

    `place` is the place of a mention, or of a phrase that stands for one ("the border with Mexico", "the city").
    `mark` is a mark of punctuation; `quoted` says that it stands between quotation marks.
    """

    start: int
    end: int
    text: str = ""
    entries: tuple[Entry, ...] = ()
    mention: Mention | None = None
    place: Place | None = None
    source: PlaceSource | None = None
    timex: Timex | None = None
    mark: str = ""
    quoted: bool = False

    def get(self, kind: str) -> Entry | None:
        """The entry of a kind, if the chunk can be that."""
        return next((entry for entry in self.entries if entry.kind == kind), None)

    def can_be(self, kind: str, *values: str) -> bool:
        """Whether it can be of a kind (and of one of the values)."""
        return any(e.kind == kind and (not values or e.value in values) for e in self.entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The chunks of one sentence."""

    sentence: Sentence
    chunks: tuple[Chunk, ...]

    def span(self, first: int, last: int) -> Span:
        """The characters from chunk `first` to chunk `last`, both included, in any order."""
        low, high = min(first, last), max(first, last)
        return Span(start=self.chunks[low].start, end=self.chunks[high].end)


_WORD_OR_MARK = re.compile(r"\w+|[^\w\s]")
_JOINERS = "-'\u2019"


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str
    is_word: bool


def chunk(
    sentence: Sentence, text: Text, mentions: Sequence[Mention], timexes: Sequence[Timex]
) -> Row:
    """The row of a sentence; `mentions` and `timexes` are those that stand in it, in order."""
    fixed: dict[int, Chunk] = {}
    for timex in timexes:
        fixed[timex.span.start] = Chunk(start=timex.span.start, end=timex.span.end, timex=timex)
    for mention in mentions:
        fixed[mention.span.start] = _mention_chunk(mention)
    chunks: list[Chunk] = []
    at = sentence.start
    words = _tokens(text, sentence)
    starts = {token.start: i for i, token in enumerate(words)}
    while at < sentence.end:
        if at in fixed:
            chunks.append(fixed[at])
            at = fixed[at].end
        elif at in starts:
            found = _lexical(starts[at], words, text.lang, fixed)
            chunks.append(found)
            at = found.end
        else:
            at += 1
    return Row(sentence=sentence, chunks=_with_pro_forms(_with_quotes(chunks)))


def _mention_chunk(mention: Mention) -> Chunk:
    return Chunk(
        start=mention.span.start,
        end=mention.span.end,
        text=mention.text,
        mention=mention,
        place=mention.place,
        source=mention.source,
    )


def _tokens(text: Text, sentence: Sentence) -> list[_Token]:
    return [
        _Token(
            match.start(),
            match.end(),
            text.folded[match.start() : match.end()] if match.group()[0].isalnum() else match.group(),
            match.group()[0].isalnum(),
        )
        for match in _WORD_OR_MARK.finditer(text.plain, sentence.start, sentence.end)
    ]


def _lexical(i: int, tokens: list[_Token], lang: Language, fixed: Mapping[int, Chunk]) -> Chunk:
    """The longest phrase of the lexicon that begins at token i, else the word or mark itself."""
    token = tokens[i]
    if not token.is_word:
        return Chunk(start=token.start, end=token.end, text=token.text, mark=token.text)
    for phrase, entries in lang.lexicon.get(token.text, ()):
        last = _last_of(phrase, i, tokens, fixed)
        if last is not None:
            shorter = _entries_of_word(token.text, lang) if last == i else ()
            return Chunk(start=token.start, end=tokens[last].end, text=" ".join(phrase), entries=entries or shorter)
    return Chunk(start=token.start, end=token.end, text=token.text)


def _entries_of_word(word: str, lang: Language) -> tuple[Entry, ...]:
    return next((entries for phrase, entries in lang.lexicon.get(word, ()) if len(phrase) == 1), ())


def _last_of(phrase: tuple[str, ...], i: int, tokens: list[_Token], fixed: Mapping[int, Chunk]) -> int | None:
    """The index of the last token of a phrase that begins at token i; hyphens and apostrophes may stand between."""
    at = i
    for n, word in enumerate(phrase):
        while n and at < len(tokens) and tokens[at].text in _JOINERS:
            at += 1
        if at >= len(tokens) or tokens[at].text != word or (n and tokens[at].start in fixed):
            return None
        at += 1
    return at - 1


_PRO_CARAVAN = (Entry(kind="group", value="caravan"), Entry(kind="pro-form"))


def _with_pro_forms(chunks: Sequence[Chunk]) -> tuple[Chunk, ...]:
    """ "a third one" is a group like "a third caravan"."""
    return tuple(
        replace(c, entries=_PRO_CARAVAN) if i and c.can_be("pro-form") and chunks[i - 1].can_be("ordinal") else c
        for i, c in enumerate(chunks)
    )


def _with_quotes(chunks: Sequence[Chunk]) -> tuple[Chunk, ...]:
    """Marks what stands between quotation marks; a short quotation is a word with a shade, not speech."""
    marks = [i for i, c in enumerate(chunks) if c.mark in ('"', "\u201c", "\u201d", "\u00ab", "\u00bb")]
    quoted: set[int] = set()
    for opening, closing in zip(marks[::2], [*marks[1::2], len(chunks)], strict=False):
        if closing - opening > _SHORT_QUOTE:
            quoted.update(range(opening, closing))
    return tuple(replace(c, quoted=i in quoted) if quoted else c for i, c in enumerate(chunks))


_SHORT_QUOTE = 6
"""Chunks between quotation marks up to which a quotation is a name or a phrase ("Exodus of Poverty")."""

"""Chunks: a sentence as a row of words and phrases, each with all that it can be.

Places, days and phrases of the lexicon are one chunk each; everything else is a word or a mark of punctuation. The
rules of groups, movement and events work on such rows and never look at letters.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from routes.folding import fold
from routes.model import Mention, Place, PlaceSource, Span, Timex
from routes.reading.language import Entry, Language, Senses
from routes.reading.recognition import Text
from routes.reading.sentences import Sentence

__all__ = ["Chunk", "Row", "chunk"]


NONE = Senses()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """A word or phrase: half-open characters of the body, its folded text and what it can be.

    `place` is the place of a mention, or of a phrase that stands for one ("the border with Mexico", "the city").
    `mark` is a mark of punctuation; `quoted` says that it stands between quotation marks, `proper` that it is a
    capitalised word inside the sentence that the lexicon does not know: a person or an institution.
    """

    start: int
    end: int
    text: str = ""
    entries: Senses = NONE
    mention: Mention | None = None
    place: Place | None = None
    source: PlaceSource | None = None
    timex: Timex | None = None
    mark: str = ""
    quoted: bool = False
    proper: bool = False

    def get(self, kind: str) -> Entry | None:
        """The entry of a kind, if the chunk can be that."""
        return next((entry for entry in self.entries if entry.kind == kind), None)

    def can_be(self, kind: str, *values: str) -> bool:
        """Whether it can be of a kind (and of one of the values)."""
        marks = self.entries.marks
        if not values or kind not in marks:
            return kind in marks
        return any((kind, value) in marks for value in values)

    def can_be_any(self, kinds: frozenset[str]) -> bool:
        """Whether it can be of one of the kinds."""
        return not kinds.isdisjoint(self.entries.marks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The chunks of one sentence."""

    sentence: Sentence
    chunks: tuple[Chunk, ...]

    def span(self, first: int, last: int) -> Span:
        """The characters from chunk `first` to chunk `last`, both included, in any order."""
        low, high = min(first, last), max(first, last)
        return Span(start=self.chunks[low].start, end=self.chunks[high].end)


_WORD_OR_MARK = re.compile(r"\d+(?:[.,]\d{3})+|\w+|[^\w\s]")
_JOINERS = "-'"


class _Token(NamedTuple):
    start: int
    end: int
    text: str
    is_word: bool
    is_capital: bool


def chunk(sentence: Sentence, text: Text, mentions: Sequence[Mention], timexes: Sequence[Timex]) -> Row:
    """The row of a sentence; `mentions` and `timexes` are those that stand in it, in order."""
    fixed = {t.span.start: Chunk(start=t.span.start, end=t.span.end, text=fold(t.text), timex=t) for t in timexes}
    fixed |= {m.span.start: _mention_chunk(m) for m in mentions}
    tokens = _tokens(text, sentence)
    chunks: list[Chunk] = []
    reach = sentence.start
    for i, token in enumerate(tokens):
        if token.start >= reach:
            found = fixed.get(token.start) or _lexical(i, tokens, text.lang, fixed)
            chunks.append(found)
            reach = found.end
    events = _events(tokens, text.lang)
    if events:
        chunks = [_with_events(c, events) for c in chunks]
    return Row(sentence=sentence, chunks=_with_groups(_with_quotes(chunks, text.quotations)))


def _mention_chunk(mention: Mention) -> Chunk:
    return Chunk(
        start=mention.span.start,
        end=mention.span.end,
        text=fold(mention.text),
        mention=mention,
        place=mention.place,
        source=mention.source,
    )


def _tokens(text: Text, sentence: Sentence) -> list[_Token]:
    tokens: list[_Token] = []
    for match in _WORD_OR_MARK.finditer(text.plain, sentence.start, sentence.end):
        start, end = match.span()
        first = text.plain[start]
        if first.isalnum():
            tokens.append(_Token(start, end, text.folded[start:end], True, first.isupper()))
        else:
            tokens.append(_Token(start, end, first, False, False))
    return tokens


def _lexical(i: int, tokens: list[_Token], lang: Language, fixed: Mapping[int, Chunk]) -> Chunk:
    """The longest phrase of the lexicon that begins at token i, else the word or mark itself."""
    token = tokens[i]
    if not token.is_word:
        return Chunk(start=token.start, end=token.end, text=token.text, mark=token.text)
    for phrase, senses in lang.lexicon.get(token.text, ()):
        last = _last_of(phrase, i, tokens, fixed)
        if last is not None:
            verbs = _verbs_within(phrase, senses, lang)
            senses = Senses((*senses, *verbs)) if verbs else senses
            return Chunk(start=token.start, end=tokens[last].end, text=" ".join(phrase), entries=senses)
    return Chunk(start=token.start, end=token.end, text=token.text, proper=i > 0 and token.is_capital)


def _verbs_within(phrase: tuple[str, ...], senses: Senses, lang: Language) -> list[Entry]:
    """The motion that a word of a phrase has of its own: "se encuentra" is a mark of now, and a verb of rest."""
    if len(phrase) == 1 or any(e.kind in ("motion", "preposition", "generic", "idiom") for e in senses):
        return []
    words = [found for word in phrase for ws, found in lang.lexicon.get(word, ()) if len(ws) == 1]
    return [e for found in words for e in found if e.kind == "motion"]


def _last_of(phrase: tuple[str, ...], i: int, tokens: list[_Token], fixed: Mapping[int, Chunk]) -> int | None:
    """The last token of a phrase whose first word is token i; hyphens and apostrophes may stand between words."""
    if len(phrase) == 1:
        return i
    at = i
    for n, word in enumerate(phrase):
        while n and at < len(tokens) and tokens[at].text in _JOINERS:
            at += 1
        if at >= len(tokens) or tokens[at].text != word or (n and tokens[at].start in fixed):
            return None
        at += 1
    return at - 1


def _events(tokens: list[_Token], lang: Language) -> dict[int, Entry]:
    """The event phrases of a sentence by the character with which they begin."""
    found: dict[int, Entry] = {}
    for i, token in enumerate(tokens):
        for phrase, entries in lang.event_lexicon.get(token.text, ()):
            if _last_of(phrase, i, tokens, {}) is not None:
                found.setdefault(token.start, entries[0])
    return found


def _with_events(chunk: Chunk, events: Mapping[int, Entry]) -> Chunk:
    told = tuple(entry for start, entry in events.items() if chunk.start <= start < chunk.end)
    return replace(chunk, entries=Senses((*chunk.entries, *told))) if told else chunk


# --- what the neighbours make of a chunk -------------------------------------------------------

_CARAVAN = Senses((Entry(kind="group", value="caravan"), Entry(kind="pro-form")))
_SMALL = Entry(kind="small")
_MANY = 20
_TOO_MANY = 50_000
"""From the one number up to the other "120 people" are a group; more are a statistic."""


def _with_groups(chunks: Sequence[Chunk]) -> tuple[Chunk, ...]:
    """ "A third one" is a group like "a third caravan"; "people" and "men" are one only in number or of a caravan."""
    made: list[Chunk] = []
    for i, c in enumerate(chunks):
        if i and c.can_be("pro-form") and chunks[i - 1].can_be("ordinal"):
            c = replace(c, entries=_CARAVAN)
        elif c.can_be("group") and _is_statistic(chunks, i):
            c = replace(c, entries=Senses(e for e in c.entries if e.kind != "group"))
        elif c.can_be("group", "some") and not _is_many(chunks, i):
            few = (_SMALL,) if any(b.can_be("few") for b in chunks[max(0, i - 3) : i]) else ()
            c = replace(c, entries=Senses((*(e for e in c.entries if e.kind != "group"), *few)))
        made.append(c)
    return tuple(made)


def _is_many(chunks: Sequence[Chunk], i: int) -> bool:
    before = chunks[max(0, i - 4) : i]
    if any(c.can_be("many") or _is_number(c) for c in before):
        return True
    after = chunks[i + 1 : i + 6]
    joined = any(c.can_be("preposition", "of", "from") or c.can_be("motion", "travel") for c in after)
    return joined and any(c.can_be("group", "caravan", "people") for c in after)


def _is_statistic(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether a number before it is too large for a group: "200,000 migrants"."""
    digits = [c.text.replace(" ", "") for c in chunks[max(0, i - 3) : i]]
    return any(d.isdigit() and int(d) >= _TOO_MANY for d in digits)


def _is_number(chunk: Chunk) -> bool:
    digits = chunk.text.replace(" ", "")
    return digits.isdigit() and _MANY <= int(digits) < _TOO_MANY


def _with_quotes(chunks: Sequence[Chunk], quotations: Sequence[Span]) -> tuple[Chunk, ...]:
    """Marks what stands within a quotation."""
    inside = [q for q in quotations if chunks and q.start < chunks[-1].end and chunks[0].start < q.end]
    if not inside:
        return tuple(chunks)
    return tuple(replace(c, quoted=True) if any(q.start <= c.start < q.end for q in inside) else c for c in chunks)

"""Rows: a sentence as the chunks that stand in it, with what their neighbours make of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from routes.model import Mention, Timex
from routes.reading.chunks import Chunk, Row
from routes.reading.language import Entry, Phrase, Senses
from routes.reading.sentences import Sentence
from routes.reading.text import Text
from routes.reading.words import Word, pieces_of

__all__ = ["row_of"]

_Fixed = Mapping[int, tuple[Chunk, int]]
"""Chunks of places and days, each with its end, by the character with which they begin."""


def row_of(sentence: Sentence, text: Text, mentions: Sequence[Mention], timexes: Sequence[Timex]) -> Row:
    """The row of a sentence; `mentions` and `timexes` are those that stand in it, in order."""
    fixed = {t.span.start: (_day(t, text), t.span.end) for t in timexes}
    fixed |= {m.span.start: (_name(m, text), m.span.end) for m in mentions}
    at, words = _words(text, sentence)
    chunks: list[Chunk] = []
    starts: list[int] = []
    ends: list[int] = []
    reach = sentence.start
    for i, (start, word) in enumerate(zip(at, words, strict=True)):
        if start < reach or (word.text == '"' and start not in text.edges):
            continue
        if start in fixed:
            chunk, reach = fixed[start]
        elif word.phrases and (phrase := _phrase(i, at, words, fixed)) is not None:
            chunk, reach = phrase
        else:
            chunk, reach = word.chunk if i else word.opening, start + word.length
        chunks.append(chunk)
        starts.append(start)
        ends.append(reach)
        if chunk.mark == ")":
            _drop_aside(chunks, starts, ends)
    for start, told in _events(at, words):
        k = bisect_right(starts, start) - 1
        chunks[k] = _with_senses(chunks[k], (*chunks[k].entries, *told))
    return Row.of(sentence, _with_groups(_with_quotes(chunks, starts, text)), starts, ends)


def _drop_aside(chunks: list[Chunk], starts: list[int], ends: list[int]) -> None:
    """Takes out the brackets with which chunks end where they only spell out or convert: "(INM)", "(65 kilometers)"."""
    opening = next((k for k in range(len(chunks) - 2, max(0, len(chunks) - _ASIDE), -1) if chunks[k].mark == "("), 0)
    inside = chunks[opening + 1 : -1]
    short = len(inside) == 1 or (len(inside) > 1 and inside[0].number is not None)
    if (
        opening
        and short
        and not any((c.mark and c.mark != "-") or c.mention or c.timex or c.can_be_any(_TELLING) for c in inside)
    ):
        for kept in (chunks, starts, ends):
            del kept[opening:]


_ASIDE = 7
"""Chunks of the longest brackets that tell nothing, with what stands before them."""
_TELLING = frozenset(("motion", "actor", "pronoun", "planned", "negation", "event"))


def _name(mention: Mention, text: Text) -> Chunk:
    folded = text.folded[mention.span.start : mention.span.end]
    return Chunk(text=folded, mention=mention, place=mention.place, source=mention.source)


def _day(timex: Timex, text: Text) -> Chunk:
    return Chunk(text=text.folded[timex.span.start : timex.span.end], timex=timex)


def _words(text: Text, sentence: Sentence) -> tuple[list[int], list[Word]]:
    """The words and marks of a sentence, and the characters with which they begin."""
    pieces, at = pieces_of(text.lang), sentence.start
    starts: list[int] = []
    words: list[Word] = []
    for form in text.plain[sentence.start : sentence.end].split(" "):
        for offset, word in pieces[form]:
            starts.append(at + offset)
            words.append(word)
        at += len(form) + 1
    return starts, words


def _phrase(i: int, at: Sequence[int], words: Sequence[Word], fixed: _Fixed) -> tuple[Chunk, int] | None:
    """The longest phrase of several words that begins at word i, and where it ends."""
    following = _next(i, words)
    if following == len(words) or words[following].text not in words[i].seconds:
        return None
    for phrase, chunk in words[i].phrases:
        last = _last_of(phrase, i, at, words, fixed)
        if last is not None:
            return chunk, at[last] + words[last].length
    return None


def _last_of(phrase: Phrase, i: int, at: Sequence[int], words: Sequence[Word], fixed: _Fixed) -> int | None:
    """The last word of a phrase whose first is word i."""
    j = i
    for text in phrase[1:]:
        j = _next(j, words)
        if j == len(words) or words[j].text != text or at[j] in fixed:
            return None
    return j


def _next(i: int, words: Sequence[Word]) -> int:
    """The word after word i in a phrase: hyphens and apostrophes may stand between."""
    i += 1
    while i < len(words) and words[i].text in _JOINERS:
        i += 1
    return i


_JOINERS = ("-", "'")


def _events(at: Sequence[int], words: Sequence[Word]) -> list[tuple[int, Senses]]:
    """What the event phrases of a sentence can tell, each with the character with which it begins."""
    found: list[tuple[int, Senses]] = []
    for i in [i for i, word in enumerate(words) if word.events]:
        told = (events for phrase, events in words[i].events if _last_of(phrase, i, at, words, {}) is not None)
        found += [(at[i], events) for events in list(told)[:1]]
    return found


# --- what the neighbours make of a chunk -------------------------------------------------------

_CARAVAN = (Entry(kind="group", value="caravan"),)
_SMALL = Entry(kind="small")
_SOME = Entry(kind="group", value="some")
_MANY = 20
_TOO_MANY = 50_000
"""From the one number up to the other "120 people" are a group; more are a statistic."""


def _with_groups(chunks: list[Chunk]) -> list[Chunk]:
    """ "A third one" is a group like "a third caravan"; "people" and "men" are one only in number or of a caravan."""
    made = chunks.copy()
    for i in [i for i, c in enumerate(chunks) if not _OF_GROUPS.isdisjoint(c.marks) or c.number is not None]:
        c = chunks[i]
        if c.number is not None and _stands_for_people(chunks, i):
            made[i] = _with_senses(c, (*c.entries, _SOME))
        if i and ((c.can_be("pro-form") and chunks[i - 1].can_be("ordinal")) or _is_numbered_one(chunks, i)):
            made[i] = _with_senses(c, (*c.entries, *_CARAVAN))
        elif c.can_be("group") and _is_statistic(chunks, i):
            made[i] = _with_senses(c, _without_group(c))
        elif c.can_be("group", "some") and not (
            _is_many(chunks, i)
            or _is_the_group(chunks, i)
            or _are_vehicles(chunks, i)
            or ((c.can_be("many") or c.can_be("partly")) and _acts(chunks, i))
        ):
            few = (_SMALL,) if any(b.can_be("few") for b in chunks[max(0, i - 3) : i]) else ()
            made[i] = _with_senses(c, (*_without_group(c), *few))
    return made


_OF_GROUPS = frozenset(("group", "pro-form", "ordinal"))


def _without_group(chunk: Chunk) -> tuple[Entry, ...]:
    return tuple([entry for entry in chunk.entries if entry.kind != "group"])


@lru_cache(maxsize=10_000)
def _with_senses(chunk: Chunk, entries: tuple[Entry, ...]) -> Chunk:
    return replace(chunk, entries=Senses(entries))


def _is_many(chunks: Sequence[Chunk], i: int) -> bool:
    before = chunks[max(0, i - 4) : i]
    if any(c.can_be("many") or _is_number(c) for c in before):
        return True
    of, band, some = (*reversed(before), None, None, None)[:3]
    if of is not None and band is not None and of.can_be("preposition", "of") and band.can_be("band"):
        return some is not None and some.can_be("determiner") and not some.can_be("definite")
    after = chunks[i + 1 : i + 6]
    joined = any(c.can_be("preposition", "of", "from") or c.can_be("motion", "travel") for c in after)
    return joined and any(c.can_be("group", "caravan", "people") for c in after)


def _is_the_group(chunks: Sequence[Chunk], i: int) -> bool:
    """ "The group planned to leave": the one that is spoken of, where a verb or a comma follows and no name or "of"."""
    first = i - 1
    while first > 0 and chunks[first].can_be("modifier"):
        first -= 1
    known = first >= 0 and chunks[first].can_be("definite") and chunks[i].can_be("band")
    if not known or i + 1 == len(chunks):
        return False
    after = chunks[i + 1]
    return after.can_be_any(_VERBAL) or after.plain or after.mark == ","


def _are_vehicles(chunks: Sequence[Chunk], i: int) -> bool:
    """ "Three buses": few of them carry many."""
    return chunks[i].can_be("vehicles") and any(c.can_be("few") for c in chunks[max(0, i - 2) : i])


_VERBAL = frozenset(("motion", "planned", "perfect", "auxiliary-passive", "transparent", "relative"))


def _is_statistic(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether a number before it is too large for a group: "200,000 migrants"."""
    return any(c.number is not None and c.number >= _TOO_MANY for c in chunks[max(0, i - 3) : i])


def _is_number(chunk: Chunk) -> bool:
    return chunk.number is not None and _MANY <= chunk.number < _TOO_MANY


def _is_numbered_one(chunks: Sequence[Chunk], i: int) -> bool:
    """ "And a third left on Sunday": a number alone that acts; no apposition (", the third formed this week")."""
    apposed = i > 1 and chunks[i - 2].mark == ","
    return chunks[i].can_be("ordinal") and chunks[i - 1].can_be("determiner") and not apposed and _acts(chunks, i)


def _stands_for_people(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether a number counts people without a word for them: "about 2,000 had arrived", "of 9,000 who set out"."""
    if not _is_number(chunks[i]) or i + 1 == len(chunks):
        return False
    before = chunks[i - 1] if i else None
    free = before is None or bool(before.mark) or before.can_be_any(_BEFORE_NUMBER)
    return free and _acts(chunks, i)


def _acts(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether a verb of motion follows, or what leads to one: "hundreds broke out of", "about 2,000 had arrived"."""
    after = chunks[i + 1] if i + 1 < len(chunks) else None
    if after is None:
        return False
    moves = any(e.kind == "motion" and e.tense in ("past", "any") for e in after.entries)
    return (moves and not after.can_be("generic")) or after.can_be_any(_BEHIND_NUMBER)


_BEFORE_NUMBER = frozenset(("about", "comparison", "conjunction", "another", "determiner", "many", "preposition"))
_BEHIND_NUMBER = frozenset(("relative", "perfect", "auxiliary-passive"))


def _with_quotes(chunks: list[Chunk], starts: Sequence[int], text: Text) -> list[Chunk]:
    """Marks what stands within a quotation."""
    inside = [q for q in text.quotations if starts and q.start <= starts[-1] and starts[0] < q.end]
    if not inside:
        return chunks
    return [
        _quoted(c) if any(q.start <= at < q.end for q in inside) else c for c, at in zip(chunks, starts, strict=True)
    ]


@lru_cache(maxsize=10_000)
def _quoted(chunk: Chunk) -> Chunk:
    return replace(chunk, quoted=True)

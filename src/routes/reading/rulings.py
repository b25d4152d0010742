"""An editor's rulings, found where they hold: in which articles, at which words, on which names.

A quote is found by its words alone: case, accents, punctuation and line ends may have changed since.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice

from routes.folding import fold, normalize_name, plain
from routes.gazetteer.index import Candidate, GazetteerIndex, NameHit
from routes.model import Article, NameRuling, Scope, Span
from routes.reading.text import Text

__all__ = ["holds_in", "in_force", "quoted_at", "ruled_hits"]


def holds_in(scope: Scope, article: Article) -> bool:
    """Whether a ruling may hold in the article; of one with a quote only its words say where."""
    if scope.article is not None:
        return f"/{article.path}".endswith(f"/{scope.article}")
    return scope.publisher is None or normalize_name(scope.publisher) == normalize_name(article.publisher or "")


def quoted_at(scope: Scope, body: str) -> Span | None:
    """Where the quote of a ruling stands in a body; None where it does not, or there is no quote."""
    words = _pattern(scope.quote) if scope.quote else None
    found = next(islice(words.finditer(fold(body)), scope.nth - 1, None), None) if words else None
    return Span(start=found.start(), end=found.end()) if found else None


def in_force(rulings: Iterable[NameRuling], article: Article) -> tuple[NameRuling, ...]:
    """The rulings on names that hold in an article, those that go before others first."""
    return tuple(sorted((one for one in rulings if holds_in(one.scope, article)), key=lambda one: -one.scope.rank))


def ruled_hits(
    text: Text, hits: Sequence[NameHit], rulings: Iterable[NameRuling], index: GazetteerIndex
) -> tuple[tuple[NameHit, NameRuling], ...]:
    """The names in a text that were ruled on, each with all that it can mean now: its place, or nothing.

    `hits` are the names as they were recognised, `rulings` those in force, each before what it overrules.
    """
    found: list[tuple[NameHit, NameRuling]] = []
    for ruling in rulings:
        meant = _meant(ruling, index)
        for span in _spots(ruling, text, hits) if meant is not None else ():
            if all(span.end <= hit.start or hit.end <= span.start for hit, _ in found):
                found.append((NameHit(start=span.start, end=span.end, candidates=meant or ()), ruling))
    return tuple(sorted(found, key=lambda one: one[0].start))


def _meant(ruling: NameRuling, index: GazetteerIndex) -> tuple[Candidate, ...] | None:
    """The one place of a ruling, none where it says so; None where no list has the place."""
    if ruling.place is None:
        return ()
    candidate = index.candidate(ruling.place)
    return (candidate,) if candidate else None


def _spots(ruling: NameRuling, text: Text, hits: Sequence[NameHit]) -> Iterator[Span]:
    """Where the ruling's name stands in the text: the one in the quote, else all that are names there.

    These are the names that were recognised, and words that are written just so; none is a part of a longer name.
    """
    names = _pattern(ruling.name)
    spans = [Span(start=m.start(), end=m.end()) for m in names.finditer(text.folded)] if names else []
    if ruling.scope.quote is not None:
        quote = quoted_at(ruling.scope, text.body)
        yield from [one for one in spans if quote and quote.start <= one.start and one.end <= quote.end][:1]
        return
    written = plain(ruling.name).split()
    for one in spans:
        over = [hit for hit in hits if hit.start < one.end and one.start < hit.end]
        just_so = text.plain[one.start : one.end].split() == written and _is_inside(one, text)
        if over[0].start == one.start and over[0].end <= one.end + 1 if over else just_so:
            yield one


def _is_inside(span: Span, text: Text) -> bool:
    return any(sentence.start <= span.start < sentence.end for sentence in text.sentences)


@lru_cache(maxsize=1000)
def _pattern(words: str) -> re.Pattern[str] | None:
    """The words as they stand in folded text, where each letter may have its accents behind it; None without any."""
    folded = fold(unicodedata.normalize("NFC", words)).split()
    marks = "[\u0300-\u036f]*"
    inner = " +".join("".join(char + marks for char in word) for word in folded)
    return re.compile(rf"(?<![^ ]){inner}(?![^ ])") if inner else None

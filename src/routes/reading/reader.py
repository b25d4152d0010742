"""The stage's one function: an article and what is known become a reading."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from routes.model import RULED, Article, Event, LeftOut, Mention, Place, Reading, Report, Timex
from routes.reading.chunks import Row
from routes.reading.composed import is_composed, read_composed
from routes.reading.dates import Frame, find_dates
from routes.reading.diary import Diary
from routes.reading.grounds import Scene
from routes.reading.groups import group_book
from routes.reading.home import NOWHERE, home_of
from routes.reading.inference import infer
from routes.reading.knowledge import Knowledge
from routes.reading.mentions import read_mentions
from routes.reading.narrative import TELLING, Narrative
from routes.reading.retelling import merged, placed, retold
from routes.reading.rows import row_of
from routes.reading.rulings import in_force
from routes.reading.sentences import split_sentences
from routes.reading.text import Text
from routes.reading.words import first_words

__all__ = ["read"]

_Claim = TypeVar("_Claim", Report, Event)


def read(article: Article, knowledge: Knowledge) -> Reading:
    """All that one article says of places, days and groups on the move. Pure: no file, no clock, no network."""
    if not is_composed(article.body):
        return read_composed(article, lambda composed: _read(composed, knowledge))
    return _read(article, knowledge)


def _read(article: Article, knowledge: Knowledge) -> Reading:
    lang = knowledge.language(article.lang)
    text = Text.of(article.body, lang, split_sentences(article.body, lang, article.furniture))
    home = home_of(article, knowledge.index, lang) if knowledge.index.is_wide else NOWHERE
    mentions = read_mentions(text, knowledge.index, in_force(knowledge.rulings, article), home)
    inferred = infer(article.path, text, mentions, knowledge.caravans) if article.published is None else None
    if inferred is not None and inferred.published is not None:
        article = replace(article, published=inferred.published, published_from="inferred")
    frame = Frame(published=article.published, year=inferred.year if inferred else None)
    dates = find_dates(article.body, lang, frame)
    book = group_book(article, text, mentions, dates, knowledge.caravans)
    scene = Scene(index=knowledge.index, lang=lang, home=_home(article, knowledge), named=_grounds(mentions))
    narrative = Narrative(scene=scene, book=book, diary=Diary(published=article.published))
    for row in _rows(text, mentions, dates):
        narrative.read(row)
    told, happened = narrative.reports, merged(placed(narrative.events, narrative.reports))
    twice, twice_happened = retold(told), retold(happened)
    ruled = [m for m in mentions if m.rule.startswith(RULED) and m.place is not None]
    left_out = (LeftOut(span=told[i].span, text=told[i].place.name, why=why) for i, why in twice.items())
    return Reading(
        article=article,
        mentions=mentions,
        dates=dates,
        caravans=tuple(book.met.values()),
        reports=tuple(_traced(r, ruled, mentions) for i, r in enumerate(told) if i not in twice),
        events=tuple(_traced(e, ruled, mentions) for i, e in enumerate(happened) if i not in twice_happened),
        left_out=(*narrative.left_out, *left_out),
        problems=(inferred.problem,) if inferred else (),
        rulings=tuple(dict.fromkeys(m.rule.removeprefix(RULED) for m in mentions if m.rule.startswith(RULED))),
    )


def _traced(claim: _Claim, rulings: Sequence[Mention], mentions: Sequence[Mention]) -> _Claim:
    """The report or event with the rulings that its place is owed to: those on its name, in its sentence if there."""
    ruled = [m for m in rulings if m.place == claim.place]
    if not ruled:
        return claim
    here = [m for m in mentions if m.place == claim.place and claim.sentence.start <= m.span.start < claim.sentence.end]
    rules: Iterable[str] = dict.fromkeys(m.rule for m in ruled if not here or m in here)
    return replace(claim, rules=(*claim.rules, *rules))


def _grounds(mentions: Sequence[Mention]) -> tuple[Place, ...]:
    """The towns and spots that a text names."""
    return tuple(m.place for m in mentions if m.place is not None and m.literal and m.place.feature in "PS")


def _home(article: Article, knowledge: Knowledge) -> str | None:
    """The first-level unit that a paper has in its name ("La Jornada Zacatecas")."""
    hits = knowledge.index.find(article.publisher or "")
    named = (c for hit in hits for c in hit.candidates if hit.end - hit.start > _ARTICLE and not c.qualified)
    units = [c.place.admin1 for c in named if c.place.admin1]
    return units[0] if units else None


_ARTICLE = 3
"""Letters of an article, which no abbreviation of a unit is told from in a paper's name: "La Jornada"."""


def _rows(text: Text, mentions: Sequence[Mention], dates: Sequence[Timex]) -> Iterator[Row]:
    """The rows of the sentences; what is longer than any sentence is a list or a table, and no prose to be read.

    A sentence with no name, no day and no word that tells anything without them has an empty row.
    """
    telling = first_words(text.lang, TELLING)
    mention_starts, date_starts = [m.span.start for m in mentions], [d.span.start for d in dates]
    for sentence in text.sentences:
        inside = mentions[bisect_left(mention_starts, sentence.start) : bisect_left(mention_starts, sentence.end)]
        days = dates[bisect_left(date_starts, sentence.start) : bisect_left(date_starts, sentence.end)]
        if sentence.end - sentence.start > _LONGEST:
            continue
        if inside or days or not telling.isdisjoint(text.folded[sentence.start : sentence.end].split()):
            yield row_of(sentence, text, [m for m in inside if m.span.end <= sentence.end], days)
        else:
            yield Row.of(sentence, (), (), ())


_LONGEST = 3_000
"""Characters of the longest sentence that is read for movement; the longest of the development articles has 800."""

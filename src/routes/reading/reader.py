"""The stage's one function: an article and what is known become a reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from routes.model import Article, Mention, Reading, Timex
from routes.reading.chunks import Row, chunk
from routes.reading.dates import Frame, find_dates
from routes.reading.grounds import Scene
from routes.reading.groups import group_book
from routes.reading.knowledge import Knowledge
from routes.reading.language import language
from routes.reading.mentions import read_mentions
from routes.reading.narrative import Narrative
from routes.reading.recognition import Text
from routes.reading.sentences import split_sentences

__all__ = ["read"]


def read(article: Article, knowledge: Knowledge) -> Reading:
    """All that one article says of places, days and groups on the move. Pure: no file, no clock, no network."""
    lang = language(article.lang)
    text = Text.of(article.body, lang, split_sentences(article.body, lang, article.furniture))
    mentions = read_mentions(text, knowledge.index)
    dates = find_dates(article.body, lang, Frame(published=article.published))
    book = group_book(article, text, mentions, dates, knowledge.caravans)
    narrative = Narrative(scene=Scene(index=knowledge.index, lang=lang), book=book, published=article.published)
    for row in _rows(text, mentions, dates):
        narrative.read(row)
    return Reading(
        article=article,
        mentions=mentions,
        dates=dates,
        caravans=tuple(book.met.values()),
        reports=tuple(narrative.reports),
        events=tuple(narrative.events),
    )


def _rows(text: Text, mentions: Sequence[Mention], dates: Sequence[Timex]) -> Iterator[Row]:
    for sentence in text.sentences:
        inside = [m for m in mentions if sentence.start <= m.span.start and m.span.end <= sentence.end]
        days = [d for d in dates if sentence.start <= d.span.start and d.span.end <= sentence.end]
        yield chunk(sentence, text, inside, days)

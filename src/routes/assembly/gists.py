"""Gists: what assembly needs of one article, each claim with its quote, and no longer its text.

    readings --gist--> gists --assembled--> atlas

A gist is small, and is made of one reading alone: so millions of them can be made apart, and be gathered by caravan.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from routes.assembly.discretion import discreet
from routes.assembly.sketches import Sketch, sketch
from routes.assembly.sources import Told, quoted, told
from routes.model import Article, Caravan, Event, Place, Problem, Reading, Source, Span

__all__ = ["Gist", "Unplaced", "Witnessed", "gist"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Witnessed:
    """One event, and where it stands."""

    event: Event
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Unplaced:
    """One mention of a name that no list has, and where it stands."""

    text: str
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Gist:
    """What one article contributes to the atlas; `article` is without its body. Nothing of hidden places is in it.

    By its `sketch` it is known again where another paper prints it.
    """

    article: Article
    sketch: Sketch = ()
    caravans: tuple[Caravan, ...] = ()
    told: tuple[Told, ...] = ()
    happened: tuple[Witnessed, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    problems: tuple[Problem, ...] = ()


def gist(reading: Reading, hidden: Collection[Place]) -> Gist:
    """The gist of a reading, in which the `hidden` places are barred."""
    reading = discreet(reading, hidden)
    return Gist(
        article=replace(reading.article, body="", furniture=()),
        sketch=sketch(reading.article),
        caravans=reading.caravans,
        told=tuple(told(reading)),
        happened=tuple(_witnessed(event, reading.article) for event in reading.events),
        unplaced=_unplaced(reading),
        problems=reading.problems,
    )


def _witnessed(event: Event, article: Article) -> Witnessed:
    return Witnessed(event=event, source=quoted(article, sentence=event.sentence, span=event.span, rules=event.rules))


_BREAK = re.compile(r"[.!?][\s\"”’)]|\n")
"""The end of a sentence, roughly: good enough to quote by."""


def _unplaced(reading: Reading) -> tuple[Unplaced, ...]:
    article = reading.article
    return tuple(
        Unplaced(
            text=" ".join(mention.text.split()),
            source=quoted(article, sentence=_around(article.body, mention.span), span=mention.span),
        )
        for mention in reading.mentions
        if mention.is_unplaced
    )


def _around(body: str, span: Span) -> Span:
    """The sentence around the span, as far as full stops and line ends tell."""
    reach = 400
    left = max(0, span.start - reach)
    before = [found.end() for found in _BREAK.finditer(body, left, span.start)]
    after = _BREAK.search(body, span.end, span.end + reach)
    start = before[-1] if before else left
    end = after.start() + 1 if after else min(len(body), span.end + reach)
    return Span(start=start, end=end)

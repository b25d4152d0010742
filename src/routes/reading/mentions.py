"""Mentions: the toponyms of a text, each with the place that it means."""

from __future__ import annotations

from routes.gazetteer.index import GazetteerIndex
from routes.model import Mention, Span
from routes.reading.literalness import is_literal
from routes.reading.recognition import Text, recognise, unknown_names
from routes.reading.resolution import Resolved, resolve

__all__ = ["read_mentions"]


def read_mentions(text: Text, index: GazetteerIndex) -> tuple[Mention, ...]:
    """Every toponym of a text in its order; names in no list have no place."""
    hits = recognise(text, index)
    found = [_mention(resolved, text) for resolved in resolve(text, hits, index)]
    found += [_unplaced(start, end, text, "unlisted") for start, end in unknown_names(text, hits)]
    return tuple(sorted(found, key=lambda mention: mention.span))


def _mention(resolved: Resolved, text: Text) -> Mention:
    start, end, candidate = resolved.hit.start, resolved.hit.end, resolved.candidate
    if candidate is None:
        return _unplaced(start, end, text, resolved.rule)
    return Mention(
        span=Span(start=start, end=end),
        text=text.body[start:end],
        place=candidate.place,
        literal=is_literal(candidate.place, start, end, text),
        source=candidate.source,
        rule=resolved.rule,
    )


def _unplaced(start: int, end: int, text: Text, rule: str) -> Mention:
    return Mention(
        span=Span(start=start, end=end), text=text.body[start:end], place=None, literal=True, source=None, rule=rule
    )

"""From a reading's reports to claims, each with its quote."""

from __future__ import annotations

import re
from dataclasses import dataclass

from routes.model import Article, Claim, Place, PlaceSource, Reading, Report, Source, Span

__all__ = ["QUOTE_LENGTH", "Told", "claim_order", "publishers", "quoted", "source_order", "told"]

QUOTE_LENGTH = 200
"""Characters of a quote at most: enough for most sentences, and within fair use of an article."""

ELLIPSIS = "…"
SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One claim, and what it is about."""

    caravan: str
    place: Place
    place_source: PlaceSource
    claim: Claim


def told(reading: Reading) -> list[Told]:
    """The reading's reports as claims; what one sentence says twice counts once."""
    once: dict[tuple[object, ...], Told] = {}
    for report in sorted(reading.reports, key=lambda report: (report.span, report.sentence)):
        claim = Claim(
            date=report.date,
            dated_from=report.dated_from,
            status=report.status,
            source=report_source(reading.article, report),
        )
        key = report.caravan, report.place.id, report.date, report.status, report.sentence
        once.setdefault(
            key,
            Told(caravan=report.caravan, place=report.place, place_source=report.place_source, claim=claim),
        )
    return list(once.values())


def report_source(article: Article, report: Report) -> Source:
    """Where the report stands in its article."""
    return quoted(article, sentence=report.sentence, span=report.span, rules=report.rules)


def quoted(article: Article, *, sentence: Span, span: Span, rules: tuple[str, ...] = ()) -> Source:
    """A source whose quote is the sentence, or as much of it around `span` as `QUOTE_LENGTH` allows.

    The source's own span is what the quote shows of the body, which may have more white space than the quote.
    """
    shown = sentence if fits(article.body, sentence) else window(article.body, sentence, span)
    text = collapsed(article.body[shown.start : shown.end])
    before = ELLIPSIS if shown.start > sentence.start else ""
    after = ELLIPSIS if shown.end < sentence.end else ""
    return Source(
        article=article.path,
        title=article.title,
        publisher=article.publisher,
        url=article.url,
        published=article.published,
        published_doubt=article.published_doubt,
        quote=f"{before}{text}{after}",
        span=shown,
        rules=rules,
    )


def fits(body: str, sentence: Span) -> bool:
    """Whether the whole sentence can be quoted."""
    return len(collapsed(body[sentence.start : sentence.end])) <= QUOTE_LENGTH


def window(body: str, sentence: Span, span: Span) -> Span:
    """The part of the sentence around the span that leaves room for an ellipsis on both sides, in whole words."""
    room = QUOTE_LENGTH - 2 * len(ELLIPSIS)
    spare = max(0, room - (span.end - span.start))
    start = max(sentence.start, min(span.start - spare // 2, sentence.end - room))
    end = min(sentence.end, start + room)
    if start > sentence.start:
        start = next((i for i in range(start, span.start) if body[i - 1].isspace()), min(start, span.start))
    if end < sentence.end:
        end = next((i for i in range(end, max(span.end, start), -1) if body[i].isspace()), end)
    return Span(start=start, end=end)


def collapsed(text: str) -> str:
    """The text with each run of white space as one space."""
    return SPACE.sub(" ", text).strip()


def publishers(claims: tuple[Claim, ...] | list[Claim]) -> set[str]:
    """Whose word it is: a dispatch's, a publisher's; an article without either speaks for itself."""
    return {claim.source.voice or claim.source.publisher or claim.source.article for claim in claims}


def source_order(source: Source) -> tuple[str, str, Span]:
    """Earliest published first, unknown last."""
    return (source.published.isoformat() if source.published else "~", source.article, source.span)


def claim_order(claim: Claim) -> tuple[str, str, tuple[str, str, Span]]:
    """By date, undated last."""
    return (str(claim.date) if claim.date else "~", claim.status, source_order(claim.source))

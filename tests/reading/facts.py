"""What the reading stage says of a short text, with the repository's own places and caravans."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from routes.gazetteer.index import GazetteerIndex
from routes.load import Known, load
from routes.model import Article, DateSpan, Place, Reading, Span
from routes.project import open_project
from routes.reading import Knowledge, read

FIRST = "2018-10-first"
SECOND = "2018-10-second"
SALVADORAN = "2018-10-third-salvadoran"
EXODUS = "2023-12-exodo-de-la-pobreza"

Report = tuple[str, str, str, str | None]
Event = tuple[str, str | None, str | None]
Name = tuple[str, str | None]


@cache
def known() -> Known:
    """The shipped gazetteer, the shipped caravans, the bundled lists."""
    project, _ = open_project(Path(__file__).parents[2])
    return load(project)[0]


@cache
def knowledge() -> Knowledge:
    return known().knowledge()


def with_places(*places: Place) -> Knowledge:
    """The same knowledge and these places beside it."""
    index = GazetteerIndex.build((*known().places, *places), known().world)
    return Knowledge(index=index, caravans=known().caravans)


def article(
    text: str, published: str | None = "2018-10-26", lang: str = "en", furniture: tuple[Span, ...] = ()
) -> Article:
    """An article of 26 October 2018, a Friday, unless it says otherwise."""
    day = date.fromisoformat(published) if published else None
    source = "front-matter" if day else None
    return Article(
        path="a.txt", title="", body=text, published=day, published_from=source, lang=lang, furniture=furniture
    )


def reading_of(
    text: str, published: str | None = "2018-10-26", lang: str = "en", furniture: tuple[Span, ...] = ()
) -> Reading:
    return read(article(text, published, lang, furniture), knowledge())


def reports_of(text: str, published: str | None = "2018-10-26", lang: str = "en") -> list[Report]:
    """(caravan, place, status, date) of every report, in the order of the text."""
    reports = reading_of(text, published, lang).reports
    return [(r.caravan, r.place.id, r.status, _day(r.date)) for r in reports]


def events_of(text: str, published: str | None = "2018-10-26", lang: str = "en") -> list[Event]:
    """(type, place, date) of every event, in the order of the text."""
    events = reading_of(text, published, lang).events
    return [(e.type, e.place.id if e.place else None, _day(e.date)) for e in events]


def names_of(text: str, lang: str = "en", *, literal: bool = True) -> list[Name]:
    """(text, place) of every mention that is literal, or of every one that is not."""
    mentions = reading_of(text, lang=lang).mentions
    return [(m.text, m.place.id if m.place else None) for m in mentions if m.literal is literal]


def fact(text: str, *expected: object, fails: str = "", **more: str | None) -> object:
    """One case: a text and what is to be read. `fails` says why a reader's answer is not yet ours."""
    marks: Sequence[pytest.MarkDecorator] = [pytest.mark.xfail(strict=True, reason=fails)] if fails else []
    return pytest.param(text, list(expected), more, marks=marks, id=" ".join(text.split()[:9]))


def _day(span: DateSpan | None) -> str | None:
    return str(span) if span else None

"""What stands in a report: the picture, each caravan's dated stops with their sources, events, conflicts and doubts.

A report is a sequence of blocks, which say nothing of how they look. Sources are numbered, and listed with their
quotes at the end. The words are those of the web page, in its languages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from routes.exports.told import once
from routes.markup import web_address
from routes.model import Atlas, BorderEvent, Claim, DateSpan, Place, Route, Source, Waypoint
from routes.picture.theme import span_text
from routes.webmap.regions import countries, country_name, unit
from routes.webmap.wording import counted, say, words

__all__ = ["Block", "Heading", "Listed", "Paragraph", "Picture", "Row", "Table", "report"]

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading; `level` 1 is the title."""

    text: str
    level: Literal[1, 2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Where the picture stands; `text` says what it shows, `missing` what is said where it cannot be shown."""

    text: str
    missing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table; every row is as long as the head."""

    head: Row
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A line of a list, with an address that it links to and the lines below it."""

    text: str
    url: str | None = None
    below: Row = ()


Block = Heading | Paragraph | Picture | Table | Listed


def report(atlas: Atlas, title: str, picture: str, lang: str = "en") -> tuple[Block, ...]:
    """The blocks in order. `picture` is the name of the picture's file; `lang` is `en` or `es`."""
    return tuple(_Teller(atlas, lang).blocks(title, picture))


class _Teller:
    """Tells an atlas in one language, with one numbering of the articles."""

    def __init__(self, atlas: Atlas, lang: str) -> None:
        self.atlas, self.lang = atlas, lang
        self.cited: dict[str, list[Source]] = {}
        for source in once(_sources(atlas)):
            self.cited.setdefault(source.article, []).append(source)
        self.number = {article: at for at, article in enumerate(self.cited, start=1)}

    def blocks(self, title: str, picture: str) -> Iterator[Block]:
        yield Heading(text=title, level=1)
        yield Paragraph(text=self.summary())
        yield Paragraph(text=f"{self.say('caution')} {self.say('note')}")
        yield Picture(text=title, missing=self.say("report-picture", file=picture))
        for route in self.atlas.routes:
            yield from self.route(route)
        if self.atlas.events:
            yield Heading(text=self.say("events"), level=2)
            yield Table(
                head=self.heads("date", "event", "place", "sources"), rows=tuple(map(self.event, self.atlas.events))
            )
        yield from self.doubts()
        yield Heading(text=self.say("articles"), level=2)
        yield from (self.article(sources[0], sources) for sources in self.cited.values())
        yield Heading(text=self.say("method"), level=2)
        yield Paragraph(text=self.say("methodText"))

    def say(self, key: str, **values: str) -> str:
        return say(key, self.lang, **values)

    def heads(self, *names: str) -> Row:
        return tuple(self.say(f"head-{name}") for name in names)

    def summary(self) -> str:
        stops = sum(len(route.waypoints) for route in self.atlas.routes)
        counts = ((len(self.atlas.routes), "caravan"), (stops, "stop"), (len(self.atlas.events), "event"))
        what = ", ".join(counted(number, name, self.lang) for number, name in counts)
        return self.say("summary", what=what, articles=counted(len(self.cited), "article", self.lang))

    # --- stops and events --------------------------------------------------------------------------

    def route(self, route: Route) -> Iterator[Block]:
        yield Heading(text=route.caravan.name, level=2)
        head = self.heads("number", "date", "place", "status", "sources")
        yield Table(head=head, rows=tuple(self.stop(str(stop.seq), stop) for stop in route.waypoints))
        if route.areas:
            yield Paragraph(text=f"{self.say('areas')}:")
            yield Table(head=head, rows=tuple(self.stop("", area) for area in route.areas))

    def stop(self, number: str, stop: Waypoint) -> Row:
        sources = [claim.source for claim in _claims(stop)]
        return number, self.day(stop.date), self.place(stop.place), self.say(stop.status), self.numbers(sources)

    def event(self, event: BorderEvent) -> Row:
        place = self.place(event.place) if event.place else self.say("noPlace")
        return self.day(event.date), self.say(f"event-{event.type}"), place, self.numbers(event.sources)

    def day(self, day: DateSpan | None) -> str:
        return span_text(day, self.lang, year=True) if day else self.say("noDate")

    def place(self, place: Place) -> str:
        """`Huixtla, Chiapas, Mexico`, as far as the language has names for them."""
        table = words(self.lang)
        names, lands = table.get("names", {}), table.get("report-countries", {})
        within = [lands.get(code, country_name(code)) for code in countries(place)]
        return ", ".join(filter(None, (*(names.get(name, name) for name in (place.name, unit(place))), *within)))

    def numbers(self, sources: Iterable[Source]) -> str:
        found = sorted({self.number[source.article] for source in sources})
        return " ".join(f"[{number}]" for number in found)

    # --- conflicts and doubts ----------------------------------------------------------------------

    def doubts(self) -> Iterator[Block]:
        yield Heading(text=self.say("report-doubts"), level=2)
        found = [*self.doubted_stops(), *self.doubted_legs(), *self.doubted_events()]
        yield from (Listed(text=text) for text in found)
        if not found:
            yield Paragraph(text=self.say("report-none"))
        if self.atlas.unplaced:
            names = (f"{name.text} {self.numbers(name.sources)}" for name in self.atlas.unplaced)
            yield Paragraph(text=f"{self.say('unplaced')}: {', '.join(names)}")

    def doubted_stops(self) -> Iterator[str]:
        for route in self.atlas.routes:
            for stop in (*route.waypoints, *route.areas):
                told = [*self.differ(stop), *self.inferred(stop), *map(_sentence, stop.doubts)]
                if told:
                    yield f"{route.caravan.name}, {stop.seq}. {stop.place.name}: {' '.join(told)}"

    def differ(self, stop: Waypoint) -> Iterator[str]:
        """Which day who says."""
        if stop.conflicts:
            sides = [(stop.date, stop.claims), *((one.date, one.claims) for one in stop.conflicts)]
            told = (self.say("side", date=self.day(day), who=self.sayers(claims)) for day, claims in sides)
            yield self.say("differ", sides="; ".join(told))

    def sayers(self, claims: Iterable[Claim]) -> str:
        sources = [claim.source for claim in claims]
        names = dict.fromkeys(source.publisher or f"“{source.title}”" for source in sources)
        return f"{', '.join(names)} {self.numbers(sources)}"

    def inferred(self, stop: Waypoint) -> Iterator[str]:
        """That the day is not one that the text says."""
        if stop.date and stop.dated_from and stop.dated_from != "date":
            yield _sentence(self.say(f"from-{stop.dated_from}"))

    def doubted_legs(self) -> Iterator[str]:
        for route in self.atlas.routes:
            names = {stop.seq: stop.place.name for stop in route.waypoints}
            for leg in route.legs:
                if leg.doubts:
                    ends = f"{names[leg.start]} \N{EN DASH} {names[leg.end]}"
                    yield f"{route.caravan.name}, {ends}: {' '.join(map(_sentence, leg.doubts))}"

    def doubted_events(self) -> Iterator[str]:
        for event in self.atlas.events:
            if event.doubts:
                kind, day = self.say(f"event-{event.type}"), self.day(event.date)
                yield f"{kind}, {day}: {' '.join(map(_sentence, event.doubts))}"

    # --- sources -----------------------------------------------------------------------------------

    def article(self, first: Source, sources: Sequence[Source]) -> Listed:
        day = self.day(DateSpan.day(first.published)) if first.published else None
        who = ", ".join(filter(None, (first.title or first.article, first.publisher, day)))
        quotes = tuple(f"“{source.quote}”" for source in sources)
        return Listed(text=f"[{self.number[first.article]}] {who}", url=web_address(first.url), below=quotes)


def _claims(stop: Waypoint) -> tuple[Claim, ...]:
    return (*stop.claims, *(claim for conflict in stop.conflicts for claim in conflict.claims))


def _sources(atlas: Atlas) -> Iterator[Source]:
    """All that is cited, in the order of the report."""
    for route in atlas.routes:
        for stop in (*route.waypoints, *route.areas):
            yield from (claim.source for claim in _claims(stop))
    yield from (source for event in atlas.events for source in event.sources)
    yield from (source for name in atlas.unplaced for source in name.sources)


def _sentence(words: str) -> str:
    """The words with a capital and a full stop."""
    return f"{words[:1].upper()}{words[1:]}{'' if words.endswith(('.', '!', '?')) else '.'}"

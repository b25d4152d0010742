"""Every type of the domain, and its laws.

* Positions are WGS 84 degrees, `lat` then `lon`, keyword-only.
* Boxes are west, south, east, north.
* Text spans are half-open: characters (Unicode code points) of an article's body.
* Date spans are closed: both days belong to them. `DateSpan.parse("2018-10-27/2018-10-29").days == 3`.
* A country is an ISO 3166-1 alpha-2 code ("MX"), a first-level unit an ISO 3166-2 code ("MX-CHP").
* `feature` is the letter of a GeoNames feature class: A country, state, department; P populated place;
  H water; L region; R road, rail; S spot (bridge, crossing, shelter); T mountain, island.

Values are frozen, slotted and made with keywords; nothing here reads a file, a clock or the network.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

__all__ = [
    "DOUBTS",
    "RULED",
    "UNCERTAIN_KM",
    "UNREVIEWED",
    "Article",
    "Atlas",
    "BorderEvent",
    "BoundingBox",
    "Caravan",
    "Certainty",
    "Claim",
    "Conflict",
    "Crossing",
    "DateSpan",
    "DatedFrom",
    "Doubt",
    "Event",
    "EventType",
    "Feature",
    "LeftOut",
    "Leg",
    "Mention",
    "Merge",
    "NameRuling",
    "Place",
    "PlaceName",
    "PlaceSource",
    "Position",
    "Precision",
    "Problem",
    "PublishedFrom",
    "Reading",
    "Report",
    "ReportRuling",
    "Route",
    "Ruling",
    "Rulings",
    "Scope",
    "Sensitivity",
    "Severity",
    "Source",
    "Span",
    "Status",
    "Timex",
    "UnplacedName",
    "Waypoint",
]

Feature = Literal["A", "P", "H", "L", "R", "S", "T"]
Status = Literal["departed", "arrived", "passed", "present", "planned", "blocked"]
EventType = Literal[
    "clash", "detention", "death", "crossing", "blocked", "border-closure", "asylum", "aid", "speech", "other"
]
DatedFrom = Literal["date", "weekday", "anchor", "publication"]
PublishedFrom = Literal["front-matter", "dateline", "markup", "inferred"]
PlaceSource = Literal["gazetteer", "world", "geocoder"]
UNREVIEWED = "place found by a geocoder and not reviewed"
"""The doubt of every stop and event whose place source is `geocoder`."""
DOUBTS = {
    "no-date": "no source gives a date",
    "weak-day": "reckoned from a day of publication that one hint alone gives",
    "published": "no date in the text: this is the day of publication",
    "doubtful-place": "it is doubtful where this place lies",
    "only-region": "of this place no more is known than its region",
    "only-country": "of this place no more is known than its country",
    "within": "this place may lie up to {n} km from here",
    "coarse": "shown only roughly, for the safety of people there",
    "not-there": "on another day than the place was there ({date})",
    "early": "before the caravan left ({date})",
    "late": "after the caravan ended ({date})",
    "stranger": "in another country than the stops before and after: perhaps a place of the same name is meant",
    "too-far": "too far from the stops around it for the time between: not joined",
    "by-position": "placed in the order by where it lies",
    "split": "taken to have split off here: the nearest stop before of {name}",
    "no-end": "no date at one end",
    "speed": "{n} km a day: no source tells of a vehicle",
}
"""Why a reader should be careful, in English; `webmap/words/` has the other languages."""
Severity = Literal["error", "network", "warning"]
"""The gravest first. `network`: no mistake, but something was left undone for want of a network."""
Precision = Literal["exact", "town", "region", "country"]
Certainty = Literal["certain", "likely", "doubtful"]
Sensitivity = Literal["public", "coarse", "hidden"]

UNCERTAIN_KM = 10.0
"""From how large a radius on a place is drawn as uncertain: farther than a town reaches."""


class Doubt(str):
    """A doubt in English words, as every export writes it; with what another language makes its own words of.

    `code` is a key of DOUBTS, `values` is what is put in: a number `n`, a `date` in ISO 8601, a `name`.
    """

    __slots__ = ("code", "values")
    code: str
    values: dict[str, str]

    @classmethod
    def of(cls, code: str, **values: object) -> Doubt:
        """The doubt of this code."""
        told = {name: str(value) for name, value in values.items()}
        made = cls(DOUBTS[code].format_map(told))
        made.code, made.values = code, told
        return made


# --- small values ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A point on the earth: WGS 84 degrees."""

    lat: float
    lon: float

    def km_to(self, other: Position) -> float:
        """Great-circle distance in kilometres (haversine, mean earth radius 6371.0 km)."""
        lat, other_lat = math.radians(self.lat), math.radians(other.lat)
        half_lat, half_lon = (other_lat - lat) / 2, math.radians(other.lon - self.lon) / 2
        h = math.sin(half_lat) ** 2 + math.cos(lat) * math.cos(other_lat) * math.sin(half_lon) ** 2
        return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(h)))


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundingBox:
    """A box in WGS 84 degrees; `west` is greater than `east` where it spans the antimeridian."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """Half-open range of characters of an article's body: `body[span.start:span.end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class DateSpan:
    """A closed range of days; a single day has `first == last`."""

    first: date
    last: date

    @classmethod
    def day(cls, day: date) -> DateSpan:
        """The span of one day."""
        return cls(first=day, last=day)

    @classmethod
    def parse(cls, text: str) -> DateSpan:
        """`2018-10-12` or `2018-10-27/2018-10-29`. Raises ValueError for anything else."""
        first, _, last = text.partition("/")
        return cls(first=date.fromisoformat(first), last=date.fromisoformat(last or first))

    @property
    def days(self) -> int:
        """How many days belong to it; at least 1."""
        return (self.last - self.first).days + 1

    def overlaps(self, other: DateSpan) -> bool:
        """Whether the two have a day in common."""
        return self.first <= other.last and other.first <= self.last

    def shifted(self, days: int) -> DateSpan:
        """The same length, `days` later (earlier where negative)."""
        return DateSpan(first=self.first + timedelta(days=days), last=self.last + timedelta(days=days))

    def __str__(self) -> str:
        if self.first == self.last:
            return self.first.isoformat()
        return f"{self.first.isoformat()}/{self.last.isoformat()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A user's mistake, with its address. `line` and `column` count from 1; None where there is no line."""

    file: str
    line: int | None = None
    column: int | None = None
    what: str
    mend: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        where = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        return f"{where}: {self.what}; {self.mend}" if self.mend else f"{where}: {self.what}"


# --- knowledge ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceName:
    """One form of a place's name. `lang` is an ISO 639-1 code, None where the form is used in every language."""

    text: str
    lang: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A gazetteer entry.

    `names` holds the name itself first, then the aliases. `kind` is a word such as `country`, `state` (any
    first-level unit), `city`, `town`, `crossing`, `bridge`, `river`, `region`, `spot`. `countries` of a border
    crossing, a bridge over a border or a border river holds both sides; elsewhere it is `(country,)` or empty.
    `not_when` lists words that, standing next to the name, say that this place is not meant. `prefer_near` lists
    ids of places whose company makes this one the likelier reading of a shared name. `radius_km` is how far from its
    position it may lie, `precision` what the position is that of (None: not told), `valid` when it was there.
    `sensitivity` says whether its position may be shown: to a tenth of a degree (coarse), or nothing of it (hidden).
    """

    id: str
    name: str
    names: tuple[PlaceName, ...]
    feature: Feature
    kind: str
    country: str | None
    countries: tuple[str, ...] = ()
    admin1: str | None = None
    position: Position
    bbox: BoundingBox | None = None
    radius_km: float = 0.0
    precision: Precision | None = None
    certainty: Certainty = "certain"
    valid: DateSpan | None = None
    sensitivity: Sensitivity = "public"
    population: int = 0
    part_of: str | None = None
    not_when: tuple[str, ...] = ()
    prefer_near: tuple[str, ...] = ()
    source: str = ""
    notes: str = ""

    @property
    def is_uncertain(self) -> bool:
        """Whether it may lie well away from its position."""
        return self.certainty == "doubtful" or self.precision in ("region", "country") or self.radius_km >= UNCERTAIN_KM


@dataclass(frozen=True, slots=True, kw_only=True)
class Caravan:
    """A named group on the move, from `caravans.yaml` (`registered`) or found in the articles.

    `origin` is the id of the place that it left, `people` the country that most of its members come from,
    `ordinal` its number among the caravans of its season ("the second caravan"), `branch_of` the id of the caravan
    that it split off from. `color` is `#rrggbb`, `dash` an SVG dash array; both may be empty.
    """

    id: str
    name: str
    names: tuple[PlaceName, ...] = ()
    registered: bool = False
    origin: str | None = None
    people: str | None = None
    ordinal: int | None = None
    departed: date | None = None
    ended: date | None = None
    branch_of: str | None = None
    color: str = ""
    dash: str = ""
    source: str = ""


# --- an editor's rulings -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Where a ruling holds: everywhere, unless it says less.

    `article` is one article's path, `publisher` whose articles are meant. `quote` are words of the article around the
    one mention or report that is meant, where they stand for the `nth` time.
    """

    article: str | None = None
    publisher: str | None = None
    quote: str | None = None
    nth: int = 1

    @property
    def rank(self) -> int:
        """The highest wins: 3 for one mention or report, 2 for an article, 1 for a publisher, 0 for everywhere."""
        if self.article is None:
            return 0 if self.publisher is None else 1
        return 2 if self.quote is None else 3


@dataclass(frozen=True, slots=True, kw_only=True)
class NameRuling:
    """What a name means: the place with the id `place`, or no place at all (None)."""

    id: str
    scope: Scope
    name: str
    place: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRuling:
    """What an editor says of a report: that it is wrong, or its caravan (an id), its date or its status.

    `place` is the id of the place that is reported, `caravan` that of the caravan as it was read, None for any.
    """

    id: str
    scope: Scope
    place: str
    caravan: str | None = None
    is_wrong: bool = False
    belongs_to: str | None = None
    date: DateSpan | None = None
    status: Status | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Two caravans are one: what was read of `caravan` belongs to `into` (both ids)."""

    id: str
    caravan: str
    into: str


Ruling = NameRuling | ReportRuling | Merge
RULED = "ruling:"
"""What stands before the id of a ruling among the rules of a mention, a report or a source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulings:
    """All that an editor ruled (`corrections.yaml`), by what it is about."""

    names: tuple[NameRuling, ...] = ()
    reports: tuple[ReportRuling, ...] = ()
    merges: tuple[Merge, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.names or self.reports or self.merges)

    @classmethod
    def of(cls, rulings: Iterable[Ruling]) -> Rulings:
        """The rulings, sorted out."""
        every = tuple(rulings)
        return cls(
            names=tuple(one for one in every if isinstance(one, NameRuling)),
            reports=tuple(one for one in every if isinstance(one, ReportRuling)),
            merges=tuple(one for one in every if isinstance(one, Merge)),
        )


# --- one article -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article. `path` is as the user gave it, `/` between the parts; `body` begins after the front matter.

    `published_doubt` says what alone gives the day of publication, where that is weak. `furniture` are the spans of the
    body that are no part of the article: share buttons, side-bar headlines. `outlets` are the others that printed the
    same dispatch later, where this is its first; assembly fills it.
    """

    path: str
    title: str
    body: str
    url: str | None = None
    publisher: str | None = None
    published: date | None = None
    published_from: PublishedFrom | None = None
    published_doubt: str = ""
    lang: str = "en"
    furniture: tuple[Span, ...] = ()
    outlets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One occurrence of a toponym. `place` is None where it looks like a name of a place that no list has.

    `literal` is False where the name stands for a government, an institution, a team, or an editor ruled it no place.
    `rule` names the rule of resolution that won; of an editor's ruling it is `ruling:` and its id.
    """

    span: Span
    text: str
    place: Place | None
    literal: bool
    source: PlaceSource | None
    rule: str

    @property
    def is_unplaced(self) -> bool:
        """Whether it is a name without a place, as a build counts them and an editor is asked about them."""
        return self.place is None and self.literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex:
    """One date expression of the text; `value` is None where the text gives no day that can be reckoned."""

    span: Span
    text: str
    value: DateSpan | None
    dated_from: DatedFrom


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One claim of one article: this caravan was at, left, or plans to reach this place in this span of days.

    `span` is the evidence, `sentence` the whole sentence around it; `rules` names what fired, in order.
    """

    caravan: str
    place: Place
    place_source: PlaceSource
    date: DateSpan | None
    dated_from: DatedFrom | None
    status: Status
    span: Span
    sentence: Span
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that one article says happened to a caravan or at the border. `caravan` and `place` may be None."""

    type: EventType
    caravan: str | None
    place: Place | None
    place_source: PlaceSource | None
    date: DateSpan | None
    dated_from: DatedFrom | None
    span: Span
    sentence: Span
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A mention that made no report, and why, in words."""

    span: Span
    text: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was read from one article; every tuple in the order of the text.

    `rulings` are the ids of the editor's rulings that were applied in it.
    """

    article: Article
    mentions: tuple[Mention, ...] = ()
    dates: tuple[Timex, ...] = ()
    caravans: tuple[Caravan, ...] = ()
    reports: tuple[Report, ...] = ()
    events: tuple[Event, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    problems: tuple[Problem, ...] = ()
    rulings: tuple[str, ...] = ()


# --- all articles ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a claim stands: the article (by `path`) and the quote, at most 200 characters, at `span` of its body.

    `published_doubt` is the article's. `voice` is whose word it is, where several articles print one dispatch;
    `outlets` are the others that printed it.
    """

    article: str
    title: str
    publisher: str | None
    url: str | None
    published: date | None
    quote: str
    span: Span
    rules: tuple[str, ...] = ()
    published_doubt: str = ""
    voice: str | None = None
    outlets: tuple[str, ...] = ()

    @property
    def rulings(self) -> tuple[str, ...]:
        """The ids of the editor's rulings among the rules."""
        return tuple(rule.removeprefix(RULED) for rule in self.rules if rule.startswith(RULED))


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One report, with its source, as it supports or contradicts a waypoint."""

    date: DateSpan | None
    dated_from: DatedFrom | None
    status: Status
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A date that other sources give for what the waypoint dates differently."""

    date: DateSpan
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waypoint:
    """A place, a span of days and the reports that support it. `seq` counts from 1 within its route.

    `doubts` says in words why a reader should be careful (no date in the text, place not reviewed, ...).
    """

    caravan: str
    seq: int
    place: Place
    place_source: PlaceSource
    date: DateSpan | None
    dated_from: DatedFrom | None
    status: Status
    claims: tuple[Claim, ...]
    conflicts: tuple[Conflict, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """The way between two waypoints of a route (`start`, `end`: their `seq`). Not a road: a join of reported places.

    `km` is the great-circle distance; `days` the days between the two dates, None where one is missing.
    """

    caravan: str
    start: int
    end: int
    km: float
    days: int | None
    planned: bool = False
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """Where a leg crosses a border. `place` is the curated crossing point nearest to it, if one is near."""

    caravan: str
    leg_start: int
    leg_end: int
    countries: tuple[str, str]
    position: Position
    place: Place | None
    date: DateSpan | None
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BorderEvent:
    """An event with all sources that tell of it. Without a place it is listed, not drawn."""

    type: EventType
    caravan: str | None
    place: Place | None
    place_source: PlaceSource | None
    date: DateSpan | None
    sources: tuple[Source, ...]
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One caravan's waypoints in order of reported date, its planned ones last, and the legs between them.

    `areas` are reports of a country, a state or a region: true, but no stop with a point to draw.
    """

    caravan: Caravan
    waypoints: tuple[Waypoint, ...]
    legs: tuple[Leg, ...] = ()
    crossings: tuple[Crossing, ...] = ()
    areas: tuple[Waypoint, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UnplacedName:
    """A name that looks like a place and is in no list, with the sentences that it stands in."""

    text: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Atlas:
    """All that is drawn: routes by departure, events by date, articles by path, and what could not be placed."""

    routes: tuple[Route, ...] = ()
    events: tuple[BorderEvent, ...] = ()
    articles: tuple[Article, ...] = ()
    unplaced: tuple[UnplacedName, ...] = ()
    problems: tuple[Problem, ...] = ()

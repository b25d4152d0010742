"""Names that no list has, asked of a geocoder: politely, once, and never trusted silently.

Each name is asked once, at most one request a second by all processes together; what is found or not found is kept on
disk, what failed is not. The first refusal or the third failure ends the asking, and so does a server that wants to be
left alone for longer than a minute; then it is, by the next runs too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from routes.errors import FileError
from routes.folding import normalize_name
from routes.gazetteer.answer_cache import AnswerCache
from routes.gazetteer.answers import Result, place_of
from routes.gazetteer.services import PROPOSALS, GeocoderSettings, Outcome, Reply, Service, wrong_setting
from routes.gazetteer.turns import Turns, time_told
from routes.model import BoundingBox, Place, Position, Problem, Severity

__all__ = ["MAX_FAILURES", "Answer", "GeocoderSettings", "Outcome", "geocode"]

MAX_FAILURES = 3
"""So many failures end the asking: the service has a bad day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What became of one name: `places` are the proposals, best first, and empty unless it was found."""

    name: str
    outcome: Outcome
    places: tuple[Place, ...] = ()
    why: str = ""


def geocode(
    names: Sequence[str], settings: GeocoderSettings, *, cache: Path, today: date
) -> tuple[tuple[Answer, ...], tuple[Problem, ...]]:
    """An answer for every name that one was got for, in the order of the names, and what hindered the others.

    `cache` is the file for the answers; names that differ only by case, accents or blanks are one. A name without an
    answer was not asked; the problems say why, of severity `network` where that is to blame, else `warning`. Nothing
    is raised.
    """
    wrong = wrong_setting(settings)
    if wrong is not None:
        return (), (_problem(*wrong),)
    try:
        asking = _Asking(Service(settings), settings, cache, today)
        answers = tuple(_with_distinct_ids(filter(None, map(asking.answer, _distinct(names)))))
    except FileError as error:
        return (), (_problem(str(error), "the map is made without it"),)
    return answers, asking.problems()


def _distinct(names: Sequence[str]) -> tuple[str, ...]:
    """The names without repetitions, each in the form that it was first met in."""
    forms: dict[str, str] = {}
    for name in names:
        forms.setdefault(normalize_name(name), name)
    return tuple(form for folded, form in forms.items() if folded)


def _with_distinct_ids(answers: Iterable[Answer]) -> Iterator[Answer]:
    """The answers with -2, -3 after the ids of places that have a name and country in common but lie elsewhere."""
    positions: dict[str, list[Position]] = {}
    for answer in answers:
        places = []
        for place in answer.places:
            known = positions.setdefault(place.id, [])
            if place.position not in known:
                known.append(place.position)
            number = known.index(place.position) + 1
            places.append(replace(place, id=f"{place.id}-{number}") if number > 1 else place)
        yield replace(answer, places=tuple(places))


def _problem(what: str, mend: str, severity: Severity = "warning") -> Problem:
    return Problem(file="geocoder", what=what, mend=mend, severity=severity)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stop:
    """Why nothing more is asked, and how to mend it."""

    what: str
    mend: str
    severity: Severity = "warning"


class _Asking:
    """One run's dealings with one geocoder, until something stops it."""

    def __init__(self, service: Service, settings: GeocoderSettings, cache: Path, today: date) -> None:
        self._service, self._settings, self._today = service, settings, today
        self._cache = AnswerCache(cache, service.question)
        self._turns = Turns(
            cache,
            service.host,
            pause=service.pause,
            longest=settings.timeout,
            patience=settings.patience,
        )
        self._stop = _reason_not_to_ask(service, settings)
        self._lookups = 0
        self._failures: list[Answer] = []
        self._unasked: list[str] = []

    def answer(self, name: str) -> Answer | None:
        """None where the name was not asked."""
        results = self._cache.get(normalize_name(name), self._today)
        if results is not None:
            return self._judged(name, results)
        if self._stop is None and self._lookups >= self._settings.max_lookups:
            limit = f"the limit of {self._settings.max_lookups} look-ups was reached"
            self._stop = _Stop(what=limit, mend="build again later")
        reply = self._reply(name)
        if reply is None:
            self._unasked.append(name)
            return None
        self._lookups += 1
        answer = self._answered(name, reply)
        if answer.outcome in _FAILURES:
            self._count_failure(answer)
        return answer

    def problems(self) -> tuple[Problem, ...]:
        """One for each failure and one for all names that were not asked."""
        told = [
            _problem(f"{failure.name}: {failure.outcome}: {failure.why}", "", _FAILURES[failure.outcome])
            for failure in self._failures
        ]
        if self._unasked and self._stop:
            count = f"{len(self._unasked)} name{'s' if len(self._unasked) > 1 else ''} not asked"
            told.append(_problem(f"{count}: {self._stop.what}", self._stop.mend, self._stop.severity))
        return tuple(told)

    def _reply(self, name: str) -> Reply | None:
        """What the service said, asked once more where it wishes that; None where it must not be asked."""
        reply = self._request(name)
        if reply is None or not reply.again:
            return reply
        return self._request(name) or reply

    def _request(self, name: str) -> Reply | None:
        """One request; None where it must not be made."""
        if self._stop:
            return None
        self._service.load()  # before one's turn, which is not for waiting
        until = self._turns.take()
        if until is not None:
            what = f"{self._service.host} asks to be left alone until {time_told(until)}"
            self._stop = _Stop(what=what, mend="build again after that", severity="network")
            return None
        reply = Reply()
        try:
            reply = self._service.ask(name)
        finally:
            self._turns.give_back(reply.wait)
        return reply

    def _answered(self, name: str, reply: Reply) -> Answer:
        if reply.failure:
            return Answer(name=name, outcome=reply.failure, why=reply.why)
        answer = self._judged(name, reply.results)
        if answer.outcome != "invalid":
            self._cache.put(normalize_name(name), reply.results if answer.places else (), self._today)
        return answer

    def _judged(self, name: str, results: Sequence[Result]) -> Answer:
        """Found where a result can be right, not found where there is none, invalid where none can be right."""
        if not results:
            return Answer(name=name, outcome="not_found")
        found = (place_of(result, name, self._settings.provider) for result in results)
        right = tuple({place.position: place for place in found if place}.values())
        if not right:
            return Answer(name=name, outcome="invalid", why="no position in the answer can be right")
        wanted = tuple(place for place in right if _within(place, self._settings.countries, self._settings.box))
        return Answer(name=name, outcome="found" if wanted else "not_found", places=wanted[:PROPOSALS])

    def _count_failure(self, failure: Answer) -> None:
        self._failures.append(failure)
        if failure.outcome == "refused":
            refused, mend = "the geocoder refused to answer", "wait a day, or ask another with --url"
            self._stop = self._stop or _Stop(what=refused, mend=mend, severity="network")
        elif len(self._failures) >= MAX_FAILURES:
            failed, mend = f"it failed {MAX_FAILURES} times", "build again when the network is there"
            self._stop = self._stop or _Stop(what=failed, mend=mend, severity="network")


_FAILURES: dict[Outcome, Severity] = {"refused": "network", "unavailable": "network", "invalid": "warning"}


def _within(place: Place, countries: Sequence[str], box: BoundingBox | None) -> bool:
    """Whether a place is where it was asked for: not every geocoder heeds that."""
    if countries and place.country and place.country not in countries:
        return False
    at = place.position
    return box is None or (box.west <= at.lon <= box.east and box.south <= at.lat <= box.north)


def _reason_not_to_ask(service: Service, settings: GeocoderSettings) -> _Stop | None:
    if settings.offline:
        return _Stop(what="offline", mend="build without --offline to ask for them")
    if service.is_public and not settings.told_contact:
        mend = "set `contact:` in the project's settings to your e-mail"
        return _Stop(what="a public geocoder wants to know who asks", mend=mend)
    if service.lacks_key:
        what = "the environment has no such variable as `api_key_variable:` names"
        return _Stop(what=what, mend="set it to your key, and build again")
    return None

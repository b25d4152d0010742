"""Names that no list has, asked of a geocoder: politely, once, and never trusted silently.

The one door to geopy.geocoders. Each name is asked once, at most one request a second; what is found or not found is
kept on disk, what failed is not. The first refusal or the third failure ends the asking. No network is no error.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from routes import __version__
from routes.errors import FileError
from routes.folding import normalize_name
from routes.gazetteer.answer_cache import AnswerCache
from routes.gazetteer.answers import Result, nominatim_result, photon_result, place_of
from routes.model import Place, Position, Problem

__all__ = ["MAX_FAILURES", "Answer", "GeocoderSettings", "Outcome", "geocode"]

Outcome = Literal["found", "not_found", "refused", "unavailable", "invalid"]

MAX_FAILURES = 3
"""So many failures end the asking: the service has a bad day."""

_LIMIT = 5  # proposals for one name


@dataclass(frozen=True, slots=True, kw_only=True)
class GeocoderSettings:
    """Whom to ask, and how.

    `contact` is an e-mail address or page of the user's, told to the service; without it no public server is asked.
    `url` is the address of a server of one's own, which is asked without a contact too. `countries` (ISO alpha-2)
    narrows the answers. `timeout` and `pause` (between two requests; a public server is never asked faster than once a
    second) are seconds. No run asks for more than `max_lookups` names; the next one goes on. With `offline` only what
    is kept on disk is used.
    """

    provider: str = "nominatim"
    url: str | None = None
    contact: str | None = None
    countries: tuple[str, ...] = ()
    timeout: float = 10.0
    pause: float = 1.0
    max_lookups: int = 100
    offline: bool = False


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
    answer was not asked; the problems, all warnings, say why. Nothing is raised.
    """
    provider = _PROVIDERS.get(settings.provider)
    if provider is None:
        known = ", ".join(_PROVIDERS)
        return (), (_warning(f"{settings.provider} is no geocoder known here", f"write one of {known}"),)
    if settings.url is not None and not _is_address(settings.url):
        return (), (_warning(f"{settings.url} is no address of a server", "write it like http://localhost:8080"),)
    try:
        asking = _Asking(provider, settings, cache, today)
        answers = tuple(_with_distinct_ids(filter(None, map(asking.answer, _distinct(names)))))
    except FileError as error:
        return (), (_warning(str(error), "the map is made without it"),)
    return answers, asking.problems()


def _is_address(url: str) -> bool:
    try:
        return urlsplit(url).scheme in ("http", "https") and bool(urlsplit(url).hostname)
    except ValueError:
        return False


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


def _warning(what: str, mend: str) -> Problem:
    return Problem(file="geocoder", what=what, mend=mend, severity="warning")


class _Asking:
    """One run's dealings with one geocoder: stops at the first refusal, the third failure, or the limit."""

    def __init__(self, provider: _Provider, settings: GeocoderSettings, cache: Path, today: date) -> None:
        self._provider, self._settings, self._today = provider, settings, today
        address = settings.url or provider.public_url
        self._host = urlsplit(address).hostname or address
        self._cache = AnswerCache(cache, " ".join((settings.provider, address, *sorted(settings.countries))))
        public = self._host == urlsplit(provider.public_url).hostname
        self._pause = max(1.0, settings.pause) if public else settings.pause
        self._stopped = _reason_not_to_ask(settings, public=public)
        self._lookups = 0
        self._failures: list[Answer] = []
        self._unasked: list[str] = []
        self._geocoder: Any = None

    def answer(self, name: str) -> Answer | None:
        query = normalize_name(name)
        results = self._cache.get(query, self._today)
        if results is not None:
            return self._judged(name, results)
        if self._lookups >= self._settings.max_lookups:
            limit = f"the limit of {self._settings.max_lookups} look-ups was reached"
            self._stopped = self._stopped or (limit, "build again later")
        if self._stopped is not None:
            self._unasked.append(name)
            return None
        asked = self._ask(name)
        if asked.outcome in ("refused", "unavailable", "invalid"):
            self._count_failure(asked)
        return asked

    def problems(self) -> tuple[Problem, ...]:
        """One warning for each failure and one for all names that were not asked."""
        told = [_warning(f"{answer.name}: {answer.outcome}: {answer.why}", "") for answer in self._failures]
        if self._unasked and self._stopped:
            what, mend = self._stopped
            count = f"{len(self._unasked)} name{'s' if len(self._unasked) > 1 else ''} not asked: {what}"
            told.append(_warning(count, mend))
        return tuple(told)

    def _ask(self, name: str) -> Answer:
        self._geocoder = self._geocoder or self._provider.make(self._settings)
        self._cache.wait_turn(self._host, self._pause)
        self._lookups += 1
        outcome, results, why = _request(self._geocoder, name, self._provider, self._settings)
        if outcome is not None:
            return Answer(name=name, outcome=outcome, why=why)
        answer = self._judged(name, results)
        if answer.outcome != "invalid":
            self._cache.put(normalize_name(name), results, self._today)
        return answer

    def _judged(self, name: str, results: Sequence[Result]) -> Answer:
        """Found where a result can be right, not found where there is none, invalid where none can be right."""
        if not results:
            return Answer(name=name, outcome="not_found")
        found = (place_of(result, name, self._settings.provider) for result in results)
        places = tuple({place.position: place for place in found if place}.values())
        if not places:
            return Answer(name=name, outcome="invalid", why="no position in the answer can be right")
        return Answer(name=name, outcome="found", places=places)

    def _count_failure(self, failure: Answer) -> None:
        self._failures.append(failure)
        if failure.outcome == "refused":
            self._stopped = ("the geocoder refused to answer", "wait a day, or ask another with --url")
        elif len(self._failures) >= MAX_FAILURES:
            self._stopped = (f"it failed {MAX_FAILURES} times", "build again when the network is there")


def _reason_not_to_ask(settings: GeocoderSettings, *, public: bool) -> tuple[str, str] | None:
    """What is wrong and how to mend it; None where asking is all right."""
    if settings.offline:
        return "offline", "build without --offline to ask for them"
    if public and not settings.contact:
        return "a public geocoder wants to know who asks", "set `contact:` in the project's settings to your e-mail"
    return None


# --- geopy -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Provider:
    """A service that geopy can speak to: how to reach, ask and understand it."""

    class_name: str
    public_url: str
    result: Callable[[Mapping[str, Any]], Result]
    options: Callable[[GeocoderSettings], Mapping[str, Any]]

    def make(self, settings: GeocoderSettings) -> Any:  # noqa: ANN401 - geopy ships no types
        from geopy import geocoders

        from routes.gazetteer.http import PoliteAdapter

        address = urlsplit(settings.url or self.public_url)
        told = " ".join((settings.contact or "").encode("ascii", "ignore").decode().split())  # a header is one line
        contact = f" (contact: {told})" if told else ""
        return getattr(geocoders, self.class_name)(
            scheme=address.scheme,
            domain=(address.netloc + address.path).rstrip("/"),
            user_agent=f"routes/{__version__}{contact}",
            timeout=settings.timeout,
            adapter_factory=PoliteAdapter,
        )


def _nominatim_options(settings: GeocoderSettings) -> Mapping[str, Any]:
    return {"addressdetails": True, "country_codes": [code.lower() for code in settings.countries]}


_PROVIDERS = {
    "nominatim": _Provider(
        class_name="Nominatim",
        public_url="https://nominatim.openstreetmap.org",
        result=nominatim_result,
        options=_nominatim_options,
    ),
    "photon": _Provider(
        class_name="Photon",
        public_url="https://photon.komoot.io",
        result=photon_result,
        options=lambda _: {},
    ),
}


def _request(
    geocoder: Any,  # noqa: ANN401 - geopy ships no types
    name: str,
    provider: _Provider,
    settings: GeocoderSettings,
) -> tuple[Outcome | None, tuple[Result, ...], str]:
    """One request: how it failed and why, or None and the results."""
    from geopy import exc

    refusals = (exc.GeocoderInsufficientPrivileges, exc.GeocoderAuthenticationFailure, exc.GeocoderQuotaExceeded)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # geopy warns of a latitude before it raises for it
            found = geocoder.geocode(name, exactly_one=False, limit=_LIMIT, **provider.options(settings))
        return None, tuple(provider.result(location.raw) for location in found or ()), ""
    except refusals as error:
        return "refused", (), str(error)
    except (exc.GeocoderParseError, exc.GeocoderQueryError) as error:
        return "invalid", (), str(error).splitlines()[0]
    except exc.GeopyError as error:
        return "unavailable", (), str(error)
    except (LookupError, TypeError, ValueError, AttributeError):
        return "invalid", (), "the answer is not in the form of this geocoder"

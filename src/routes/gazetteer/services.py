"""The geocoders that can be asked, by geopy's means: where they are, how they are asked, and what they answer.

The one door to geopy.geocoders. A key for a hosted service is read from the environment when the service is made; no
text that this module gives away holds it.
"""

from __future__ import annotations

import os
import re
import time
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from ipaddress import ip_address
from typing import Any, Literal
from urllib.parse import urlsplit

from routes import __version__
from routes.gazetteer.answers import Result, nominatim_result, pelias_result, photon_result
from routes.gazetteer.turns import time_told
from routes.model import BoundingBox

__all__ = ["PROPOSALS", "PROVIDERS", "GeocoderSettings", "Outcome", "Reply", "Service", "wrong_setting"]

Outcome = Literal["found", "not_found", "refused", "unavailable", "invalid"]

PROPOSALS = 5
"""So many places for one name at most."""

_PRIVATE = (".localhost", ".local", ".internal", ".lan", ".home.arpa")
"""Ends of names that no public server has (RFC 6761, 6762, 8375, and what routers give)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GeocoderSettings:
    """Whom to ask, and how.

    `contact` is an e-mail address or page of the user's, told to the service; without it no public server is asked.
    `url` is the address of another server than the provider's own: one of this machine or a private network is asked
    without a contact too. `countries` (ISO alpha-2) and `box` narrow the answers. `api_key_variable` names the variable
    of the environment that holds the key of a hosted service.

    `timeout`, `pause` (between two requests; a public server is never asked faster than once a second) and `patience`
    (for how long in all one waits where the server wants to be left alone) are seconds. No run asks for more than
    `max_lookups` names; the next one goes on. With `offline` only what is kept on disk is used.
    """

    provider: str = "nominatim"
    url: str | None = None
    contact: str | None = None
    countries: tuple[str, ...] = ()
    box: BoundingBox | None = None
    api_key_variable: str | None = None
    timeout: float = 10.0
    pause: float = 1.0
    patience: float = 60.0
    max_lookups: int = 100
    offline: bool = False

    @property
    def told_contact(self) -> str:
        """The contact as a header can hold it: one line of ASCII."""
        return " ".join((self.contact or "").encode("ascii", "ignore").decode().split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What came of one request: the results, or how it failed and why.

    `wait` is for how many seconds the server wants to be left alone, where it says so; `again`, whether asking the same
    once more after that may help.
    """

    results: tuple[Result, ...] = ()
    failure: Literal["refused", "unavailable", "invalid"] | None = None
    why: str = ""
    wait: float = 0.0
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Provider:
    """A kind of geocoder: geopy's class for it, its public server, what it is told and how it answers."""

    class_name: str
    public_url: str | None = None
    result: Callable[[Mapping[str, Any]], Result]
    options: Callable[[GeocoderSettings], Mapping[str, Any]]
    keyed: bool = False


def _corners(box: BoundingBox) -> tuple[tuple[float, float], tuple[float, float]]:
    """The box as geopy takes it: two pairs of latitude and longitude."""
    return (box.south, box.west), (box.north, box.east)


def _nominatim_options(settings: GeocoderSettings) -> Mapping[str, Any]:
    told = {"limit": PROPOSALS, "addressdetails": True, "country_codes": [code.lower() for code in settings.countries]}
    return told | ({"viewbox": _corners(settings.box), "bounded": True} if settings.box else {})


def _photon_options(settings: GeocoderSettings) -> Mapping[str, Any]:
    # geopy cannot tell Photon a country: those elsewhere are left out of a longer list.
    told = {"limit": 5 * PROPOSALS if settings.countries else PROPOSALS}
    return told | ({"bbox": _corners(settings.box)} if settings.box else {})


def _pelias_options(settings: GeocoderSettings) -> Mapping[str, Any]:
    told = {"countries": list(settings.countries)}
    return told | ({"boundary_rect": _corners(settings.box)} if settings.box else {})


PROVIDERS = {
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
        options=_photon_options,
    ),
    "pelias": _Provider(class_name="Pelias", result=pelias_result, options=_pelias_options, keyed=True),
}


def wrong_setting(settings: GeocoderSettings) -> tuple[str, str] | None:
    """What is wrong with the settings and how to mend it; None where they describe a service."""
    provider = PROVIDERS.get(settings.provider)
    if provider is None:
        return f"{settings.provider} is no geocoder known here", f"write one of {', '.join(PROVIDERS)}"
    if settings.url is None and provider.public_url is None:
        return f"{settings.provider} has no public server", "set `url:` to the address of yours, or of a hosted one"
    if settings.url is not None and not _is_address(settings.url):
        return "its `url:` is no address of a server", "write it like http://localhost:8080"
    return None


def _is_address(url: str) -> bool:
    """Whether the text is the address of a server: without a password, and without a question that may hold a key."""
    try:
        parts = urlsplit(url)
        named = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False
    return named and "@" not in parts.netloc and re.search(r"[?#\s\x00-\x1f\x7f-\U0010ffff]", url) is None


class Service:
    """The geocoder that right settings describe, see `wrong_setting`."""

    def __init__(self, settings: GeocoderSettings) -> None:
        self._settings, self._provider = settings, PROVIDERS[settings.provider]
        self._address = settings.url or self._provider.public_url or ""

    @property
    def host(self) -> str:
        """The name or number of the machine, however its address is written."""
        return (urlsplit(self._address).hostname or "").rstrip(".")

    @property
    def is_public(self) -> bool:
        """Whether it is neither on this machine nor in a private network."""
        try:
            return ip_address(self.host).is_global
        except ValueError:
            return "." in self.host and not self.host.endswith(_PRIVATE)

    @property
    def pause(self) -> float:
        """Seconds between two requests: what is set, and at least one for a public server."""
        return max(1.0, self._settings.pause) if self.is_public else self._settings.pause

    @property
    def lacks_key(self) -> bool:
        """Whether the settings name a variable for the key that the environment does not have."""
        return self._provider.keyed and bool(self._settings.api_key_variable) and not self._key

    @property
    def question(self) -> str:
        """What tells answers of this service apart from others': who is asked, where, and within which bounds."""
        box = self._settings.box
        bounds = map(str, (box.west, box.south, box.east, box.north)) if box else ()
        return " ".join((self._settings.provider, self._address, *sorted(self._settings.countries), *bounds))

    @property
    def _key(self) -> str | None:
        return os.environ.get(self._settings.api_key_variable or "") or None

    def load(self) -> None:
        """Makes ready for `ask`, which takes a moment the first time."""
        _ = self._geocoder

    @cached_property
    def _geocoder(self) -> Any:  # noqa: ANN401 - geopy ships no types
        from geopy import geocoders

        from routes.gazetteer.http import PoliteAdapter

        address, told = urlsplit(self._address), self._settings.told_contact
        keyed = {"api_key": self._key} if self._provider.keyed else {}
        return getattr(geocoders, self._provider.class_name)(
            scheme=address.scheme,
            domain=(address.netloc + address.path).rstrip("/"),
            user_agent=f"routes/{__version__}" + (f" (contact: {told})" if told else ""),
            timeout=self._settings.timeout,
            adapter_factory=PoliteAdapter,
            **keyed,
        )

    def ask(self, name: str) -> Reply:
        """One request for one name."""
        from geopy.exc import GeopyError

        options = self._provider.options(self._settings)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", UserWarning)  # geopy warns of a latitude before it raises for it
                found = self._geocoder.geocode(name, exactly_one=False, **options)
            return Reply(results=tuple(self._provider.result(location.raw) for location in found or ()))
        except GeopyError as error:
            return _failed(error)
        except (LookupError, TypeError, ValueError, AttributeError):
            return Reply(failure="invalid", why="the answer is not in the form of this geocoder")


_REFUSALS = {401, 402, 403, 407, 429}  # as geopy sorts them, see geopy.geocoders.base
_BUSY = {429, 503}  # with `Retry-After` they mean: the same again, later


def _failed(error: Exception) -> Reply:
    """A failure as geopy told it, with what the server says of asking again."""
    from geopy.exc import GeocoderParseError, GeocoderQueryError

    why, *_ = str(error).splitlines() or ["it gave no reason"]
    if isinstance(error, GeocoderParseError | GeocoderQueryError):
        return Reply(failure="invalid", why=why)
    status = getattr(error.__cause__, "status_code", None)
    reply = Reply(failure="refused" if status in _REFUSALS else "unavailable", why=why)
    told = getattr(error.__cause__, "headers", {}).get("retry-after")
    if told is None:
        return reply
    until = time_told(time.time() + float(told))
    return replace(
        reply, why=f"{why}, and asks to be left alone until {until}", wait=float(told), again=status in _BUSY
    )

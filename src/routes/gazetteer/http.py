"""One request for geopy: no redirect, no retry, no endless answer, and failures told apart.

geopy's own adapters retry, follow a redirect to a log-in page, wait for ever on a server that sends a byte now and
then, and report an unreachable server like a broken one.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, HTTPSHandler, ProxyHandler, Request, build_opener

from geopy.adapters import AdapterHTTPError, BaseSyncAdapter
from geopy.exc import GeocoderParseError, GeocoderTimedOut, GeocoderUnavailable

__all__ = ["MAX_ANSWER", "PoliteAdapter"]

MAX_ANSWER = 1_000_000
"""Bytes; five results are below 20 kB."""


class _NoRedirect(HTTPRedirectHandler):
    """Makes an error of a redirect."""

    def redirect_request(self, *_: object) -> None:
        """None: do not follow."""


class PoliteAdapter(BaseSyncAdapter):  # type: ignore[misc]  # geopy ships no types
    """geopy's way to the network; `timeout` counts for the whole answer, in seconds."""

    def __init__(self, *, proxies: Any, ssl_context: Any) -> None:  # noqa: ANN401 - geopy's signature
        super().__init__(proxies=proxies, ssl_context=ssl_context)
        self._opener = build_opener(HTTPSHandler(context=ssl_context), ProxyHandler(proxies), _NoRedirect())

    def get_json(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> Any:  # noqa: ANN401 - JSON
        """The JSON at the address: a list or mapping. Raises geopy's errors."""
        text = self.get_text(url, timeout=timeout, headers=headers)
        try:
            parsed = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise GeocoderParseError("the answer is no JSON") from error
        if not isinstance(parsed, list) and not (isinstance(parsed, dict) and parsed):
            raise GeocoderParseError("the answer is no list of results")
        return parsed

    def get_text(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> str:
        """The text at the address, as UTF-8. Raises geopy's errors."""
        deadline = time.monotonic() + timeout
        try:
            with self._opener.open(Request(url, headers=dict(headers)), timeout=timeout) as response:  # noqa: S310 - http(s) only, see geocoding.py
                return _read(response, deadline).decode("utf-8")
        except HTTPError as error:
            with error:
                told = {name.lower(): value for name, value in error.headers.items()}
                raise AdapterHTTPError(f"HTTP {error.code}", status_code=error.code, headers=told, text="") from error
        except UnicodeDecodeError as error:
            raise GeocoderParseError("the answer is not UTF-8") from error
        except TimeoutError as error:
            raise GeocoderTimedOut(f"no answer within {timeout:g} s") from error
        except URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise GeocoderTimedOut(f"no answer within {timeout:g} s") from error
            raise GeocoderUnavailable(f"not reachable: {error.reason}") from error
        except (OSError, HTTPException) as error:
            raise GeocoderUnavailable(f"broke off: {error}") from error


def _read(response: Any, deadline: float) -> bytes:  # noqa: ANN401 - http.client's response or another protocol's
    content = b""
    while chunk := response.read1(65536):
        content += chunk
        if time.monotonic() > deadline:
            raise TimeoutError
        if len(content) > MAX_ANSWER:
            raise GeocoderParseError("the answer is too long")
    if response.length:
        raise GeocoderUnavailable("the answer broke off")
    return content

"""One request for geopy: no redirect, no retry, no endless answer, and failures told apart.

geopy's own adapters retry, follow a redirect to a log-in page, wait for ever on a server that sends a byte now and
then, and report an unreachable server like a broken one.
"""

from __future__ import annotations

import json
import math
import socket
import time
from collections.abc import Mapping
from contextlib import suppress
from email.message import Message
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPHandler, HTTPRedirectHandler, HTTPSHandler, ProxyHandler, Request, build_opener

from geopy.adapters import AdapterHTTPError, BaseSyncAdapter
from geopy.exc import GeocoderParseError, GeocoderTimedOut, GeocoderUnavailable, GeopyError

__all__ = ["MAX_ANSWER", "MAX_WAIT", "PoliteAdapter"]

MAX_ANSWER = 1_000_000
"""Bytes; five results are below 20 kB."""

MAX_WAIT = 30 * 86_400
"""Seconds; a server that asks for a longer wait than a month is mistaken."""


class PoliteAdapter(BaseSyncAdapter):  # type: ignore[misc]  # geopy ships no types
    """geopy's way to the network; `timeout` counts for the whole answer, from the look-up of the host, in seconds."""

    def __init__(self, *, proxies: Any, ssl_context: Any) -> None:  # noqa: ANN401 - geopy's signature
        super().__init__(proxies=proxies, ssl_context=ssl_context)
        self._opener = build_opener(_Plain(), _Secure(context=ssl_context), ProxyHandler(proxies), _NoRedirect())

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
        """The text at the address, as UTF-8. Raises geopy's errors.

        It is asked for in a thread of its own: neither the look-up of a host nor a header that comes byte by byte
        heeds a socket's own timeout.
        """
        asked = _Asked(url, headers=dict(headers))
        answers: SimpleQueue[str | Exception] = SimpleQueue()
        Thread(target=lambda: answers.put(self._answer(asked, timeout)), daemon=True).start()
        try:
            answer = answers.get(timeout=timeout)
        except Empty:
            answer = _failure(TimeoutError(), timeout)
        finally:
            asked.break_off()
        if isinstance(answer, Exception):
            raise answer
        return answer

    def _answer(self, asked: _Asked, timeout: float) -> str | Exception:
        """The text, or what went wrong: an error that is raised in a thread is seen by nobody."""
        try:
            with self._opener.open(asked, timeout=timeout) as response:
                return _read(response).decode("utf-8")
        except Exception as error:
            return _failure(error, timeout)


# --- a request that can be broken off ----------------------------------------------------------


class _Asked(Request):
    """A request that ends when it is broken off, whatever it waits for, and is not sent after that."""

    _socket: socket.socket | None = None
    _over = False

    def met(self, connected: socket.socket) -> None:
        """Takes note of the connection. Raises TimeoutError where nobody waits for an answer any more."""
        self._socket = connected
        if self._over:
            raise TimeoutError

    def break_off(self) -> None:
        """Whoever reads from the connection comes to its end."""
        self._over = True
        if self._socket:
            with suppress(OSError):  # it was over already
                self._socket.shutdown(socket.SHUT_RDWR)


class _Connection(HTTPConnection):
    def __init__(self, *of: Any, asked: _Asked, **more: Any) -> None:  # noqa: ANN401 - http.client's own
        super().__init__(*of, **more)
        self._asked = asked

    def connect(self) -> None:
        super().connect()
        self._asked.met(self.sock)


class _SecureConnection(_Connection, HTTPSConnection):
    """The same with TLS."""


class _Plain(HTTPHandler):
    def http_open(self, req: Request) -> HTTPResponse:
        return self.do_open(_Connection, req, asked=req)  # type: ignore[arg-type]


class _Secure(HTTPSHandler):
    def https_open(self, req: Request) -> HTTPResponse:
        return self.do_open(_SecureConnection, req, asked=req, context=self._context)  # type: ignore[arg-type,attr-defined]


class _NoRedirect(HTTPRedirectHandler):
    """Makes an error of a redirect."""

    def redirect_request(self, *_: object) -> None:
        """None: do not follow."""


# --- what came ---------------------------------------------------------------------------------


def _read(response: Any) -> bytes:  # noqa: ANN401 - http.client's response or another protocol's
    content = b""
    while chunk := response.read1(65536):
        content += chunk
        if len(content) > MAX_ANSWER:
            raise GeocoderParseError("the answer is too long")
    if response.length:
        raise GeocoderUnavailable("the answer broke off")
    return content


# None of the words shows the address, which may hold a key.
_FAILURES: tuple[tuple[type[Exception], Any, str], ...] = (
    (TimeoutError, GeocoderTimedOut, "no answer within {timeout:g} s"),
    (URLError, GeocoderUnavailable, "not reachable: {said}"),
    (OSError, GeocoderUnavailable, "broke off: {said}"),
    (HTTPException, GeocoderUnavailable, "the answer is no HTTP"),
    (UnicodeDecodeError, GeocoderParseError, "the answer is not UTF-8"),
)


def _failure(error: Exception, timeout: float) -> Exception:
    """The error as geopy's; one that is already, or that nobody foresaw, as it is."""
    if isinstance(error, HTTPError):
        return _status(error)
    reason: Any = error.reason if isinstance(error, URLError) else error
    said = getattr(reason, "strerror", None) or reason
    for kind, failure, words in () if isinstance(error, GeopyError) else _FAILURES:
        if isinstance(error, kind) or isinstance(reason, kind):
            told: Exception = failure(words.format(timeout=timeout, said=said))
            return told
    return error


def _status(error: HTTPError) -> Exception:
    """Another status than 200, with the seconds of its `Retry-After` where it has one."""
    with error:
        wait = _wait(error.headers)
    told = {} if wait is None else {"retry-after": str(math.ceil(wait))}
    status: Exception = AdapterHTTPError(f"HTTP {error.code}", status_code=error.code, headers=told, text="")
    return status


def _wait(headers: Message) -> float | None:
    """Seconds that `Retry-After` asks for, 0 to `MAX_WAIT`; a day and time counts by the server's own clock."""
    told = str(headers.get("retry-after", "")).strip()
    if told.isascii() and told.isdigit():
        return min(float(told), MAX_WAIT)
    then, now = _moment(told), _moment(str(headers.get("date", "")))
    if then is None:
        return None
    return min(max(0.0, then - (time.time() if now is None else now)), MAX_WAIT)


def _moment(told: str) -> float | None:
    """A day and time in HTTP's form as seconds of the epoch; None where it is none."""
    try:
        return parsedate_to_datetime(told).timestamp()
    except (LookupError, OverflowError, TypeError, ValueError):
        return None

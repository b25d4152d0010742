"""A server on loopback that speaks Nominatim's JSON, and misbehaves on demand. Real sockets, real HTTP."""

from __future__ import annotations

import json
import os
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

FRONTERA = {
    "place_id": 1,
    "osm_type": "node",
    "osm_id": 316,
    "lat": "15.6606",
    "lon": "-92.1439",
    "class": "place",
    "type": "town",
    "addresstype": "town",
    "name": "Frontera Comalapa",
    "display_name": "Frontera Comalapa, Chiapas, México",
    "address": {"town": "Frontera Comalapa", "country_code": "mx"},
    "boundingbox": ["15.62", "15.70", "-92.18", "-92.10"],
}


@dataclass
class Nominatim:
    """What the server does: `behaviour` for all names, `by_name` for some, `first` for the first requests of all.

    `requests` are the names that it was asked for, `questions` all that it was told with them. `dripped` counts the
    bytes that it sent one by one, until somebody `left` who was waiting for more.
    """

    url: str = ""
    behaviour: str = "found"
    by_name: dict[str, Any] = field(default_factory=dict)
    first: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    questions: list[dict[str, str]] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    dripped: int = 0
    left: threading.Event = field(default_factory=threading.Event)
    over: threading.Event = field(default_factory=threading.Event)


@contextmanager
def nominatim(behaviour: str = "found") -> Iterator[Nominatim]:
    """The server while the block runs."""
    state = Nominatim(behaviour=behaviour)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            url = urlsplit(self.path)
            question = {key: values[0] for key, values in parse_qs(url.query).items()}
            name = question.get("q") or question.get("text") or url.path
            state.questions.append(question)
            state.requests.append(name)
            state.agents.append(self.headers.get("User-Agent", ""))
            state.times.append(time.monotonic())
            behaviour = state.first.pop(0) if state.first else state.by_name.get(name, state.behaviour)
            if isinstance(behaviour, list | dict):
                _send(self, 200, json.dumps(behaviour))
            else:
                BEHAVIOURS[behaviour](self, state)

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield state
    finally:
        state.over.set()
        server.shutdown()
        thread.join()
        server.server_close()


def result(**changes: object) -> dict[str, Any]:
    """A right result with some fields changed."""
    return {**FRONTERA, **changes}


def _send(handler: BaseHTTPRequestHandler, status: int, body: str, **headers: str) -> None:
    content = body.encode()
    handler.send_response(status)
    for name, value in {"Content-Type": "application/json", "Content-Length": str(len(content)), **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(content)


def _status(status: int, **headers: str) -> Callable[[BaseHTTPRequestHandler, Nominatim], None]:
    return lambda handler, _: _send(handler, status, '{"error": "no"}', **headers)


def _body(body: str) -> Callable[[BaseHTTPRequestHandler, Nominatim], None]:
    return lambda handler, _: _send(handler, 200, body)


def _results(*results: dict[str, Any]) -> Callable[[BaseHTTPRequestHandler, Nominatim], None]:
    return _body(json.dumps(results))


def _hang(_: BaseHTTPRequestHandler, state: Nominatim) -> None:
    state.over.wait(20)


def _slow(handler: BaseHTTPRequestHandler, state: Nominatim) -> None:
    """Right, after a while."""
    state.over.wait(0.1)
    BEHAVIOURS["found"](handler, state)


def _drip(start: bytes) -> Callable[[BaseHTTPRequestHandler, Nominatim], None]:
    """A byte now and then behind the start, each in time for a socket's own timeout."""

    def drip(handler: BaseHTTPRequestHandler, state: Nominatim) -> None:
        handler.wfile.write(start)
        while not state.over.wait(0.05):
            try:
                handler.wfile.write(b" ")
            except OSError:
                state.left.set()
                return
            state.dripped += 1

    return drip


def _busy_until(handler: BaseHTTPRequestHandler, _: Nominatim) -> None:
    """Asks, in a day and time, for a second; its clock is an hour slow."""
    now = int(time.time()) - 3600
    handler.send_response_only(429)
    handler.send_header("Date", formatdate(now, usegmt=True))
    handler.send_header("Retry-After", formatdate(now + 1, usegmt=True))
    handler.send_header("Content-Length", "0")
    handler.end_headers()


def _reset(handler: BaseHTTPRequestHandler, _: Nominatim) -> None:
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.close_connection = True
    os.close(handler.connection.detach())


def _cut_off(handler: BaseHTTPRequestHandler, _: Nominatim) -> None:
    """Announces more than it sends."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'[{"lat":')
    handler.close_connection = True


def _not_utf8(handler: BaseHTTPRequestHandler, _: Nominatim) -> None:
    handler.wfile.write(b'HTTP/1.0 200 OK\r\n\r\n["\xff"]')


BEHAVIOURS: dict[str, Callable[[BaseHTTPRequestHandler, Nominatim], None]] = {
    "found": _results(FRONTERA),
    "empty": _body("[]"),
    "400": _status(400),
    "401": _status(401),
    "403": _status(403),
    "404": _status(404),
    "429": _status(429),
    "429, a second": _status(429, Retry_After="1"),
    "429, a second by the clock": _busy_until,
    "429, an hour": _status(429, Retry_After="3600"),
    "429, a day of 9999": _status(429, Retry_After="Fri, 31 Dec 9999 23:59:59 GMT"),
    "429, for ever": _status(429, Retry_After="9" * 5000),
    "429, soon": _status(429, Retry_After="soon"),
    "429, long ago": _status(429, Retry_After="Fri, 31 Dec 1999 23:59:59 GMT"),
    "403, an hour": _status(403, Retry_After="3600"),
    "500": _status(500),
    "503": _status(503),
    "503, a second": _status(503, Retry_After="1"),
    "redirect": _status(302, Location="/log-in"),
    "slow": _slow,
    "hang": _hang,
    "drip": _drip(b"HTTP/1.0 200 OK\r\n\r\n"),
    "drip header": _drip(b"HTTP/1.0 200 OK\r\nX: "),
    "reset": _reset,
    "cut off": _cut_off,
    "html": _body("<!doctype html><title>Log in to the hotel</title>"),
    "truncated": _body('[{"lat": "15.66", "lon":'),
    "not utf-8": _not_utf8,
    "no HTTP": lambda handler, _: handler.wfile.write(b"SSH-2.0-server\r\n"),
    "error": _body('{"error": {"code": 400, "message": ""}}'),
    "silent error": _body('{"error": ""}'),
    "null": _body("null"),
    "object": _body("{}"),
    "list of text": _body('["x"]'),
    "huge": _body("[" + "0," * 600_000 + "0]"),
    "nan": _results(result(lat="NaN")),
    "swapped": _results(result(lat=FRONTERA["lon"], lon=FRONTERA["lat"])),
    "swapped box": _results(result(lat="-15.6606", lon="92.1439")),
    "elsewhere": _results(result(lat="52.5", lon="13.4", boundingbox=["52.4", "52.6", "13.3", "13.5"])),
    "null island": _results(result(lat="0", lon="0", boundingbox=["0", "0", "0", "0"])),
    "no position": _results({"display_name": "x"}),
}

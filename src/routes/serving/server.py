"""The server in a thread of its own, and the only module that knows uvicorn."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any

import uvicorn

from routes.errors import RoutesError

__all__ = ["answering", "listening"]

_PATIENCE = 0.6
"""Seconds that answers under way have when the server ends."""


@contextmanager
def listening(port: int) -> Iterator[socket.socket]:
    """A socket at this port of 127.0.0.1, and of nothing else; any free one for 0. Raises RoutesError."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as made:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            made.bind(("127.0.0.1", port))
            made.listen()
        except OSError as error:
            raise RoutesError(f"port {port}: {error.strerror or error}; take another with --port") from error
        yield made


@contextmanager
def answering(at: socket.socket, app: Callable[..., Any]) -> Iterator[None]:
    """Answers at this socket until the block ends."""
    config = uvicorn.Config(app, lifespan="off", log_config=None, log_level="critical", server_header=False)
    server = uvicorn.Server(config)
    thread = Thread(target=server.run, kwargs={"sockets": [at]}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(_PATIENCE)

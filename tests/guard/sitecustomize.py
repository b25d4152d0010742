"""Keeps a Python at home: whoever connects to another machine, or looks up its name, fails.

Python loads a module of this name by itself, so that the processes that tests start have it too, see conftest.py.
"""

from __future__ import annotations

import sys
from ipaddress import ip_address
from typing import Any

CONNECTS = {"socket.connect", "socket.sendto", "socket.sendmsg"}
LOOKS_UP = {"socket.getaddrinfo", "socket.gethostbyname"}


def stay_home(event: str, arguments: tuple[Any, ...]) -> None:
    if event in CONNECTS:
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None  # the others are files and pipes
    elif event in LOOKS_UP:
        host = arguments[0]
    else:
        return
    if host and not is_home(host):
        # No OSError: what tries to connect is made to live with those.
        raise AssertionError(f"a test reaches for {host}")


def is_home(host: str | bytes) -> bool:
    told = host.decode() if isinstance(host, bytes) else host
    try:
        return told == "localhost" or ip_address(told).is_loopback
    except ValueError:
        return False


sys.addaudithook(stay_home)

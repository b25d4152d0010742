"""No test reaches another machine, nor does a process that it starts."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest

NUMBERS = ["192.0.2.1", "10.0.0.1", "0.0.0.0"]  # noqa: S104


@pytest.mark.parametrize("host", [*NUMBERS, "2001:db8::1", "example.org"])
def test_no_connection_leaves_this_machine(host: str) -> None:
    with pytest.raises(AssertionError, match=f"a test reaches for {host}"):
        socket.create_connection((host, 80), timeout=0.1)


@pytest.mark.parametrize("host", NUMBERS)
def test_no_datagram_leaves_this_machine(host: str) -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as datagrams, pytest.raises(AssertionError, match="a test reaches for"):
        datagrams.sendto(b"?", (host, 53))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_this_machine_can_be_reached(host: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection((host, server.getsockname()[1]), timeout=5).close()


def test_a_process_that_a_test_starts_stays_here_too() -> None:
    program = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=0.1)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert "a test reaches for 192.0.2.1" in done.stderr

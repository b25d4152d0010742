"""Who may talk to the server: a browser on this machine that was given the address, and a page of that address.

A page from elsewhere can make a browser ask 127.0.0.1, by a link, a form, a script, or by a name of its own that it
lets point here (DNS rebinding). None of them knows the token of the address, nor can it take the right `Host` and
`Origin` for its own.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["HEADERS", "MAP_HEADERS", "Guard", "Refusal"]

_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "connect-src": "'self'",
    "frame-src": "'self'",
    "img-src": "data:",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
}
_SHARED = {
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
HEADERS = {**_SHARED, "content-security-policy": "; ".join(f"{name} {what}" for name, what in _POLICY.items())}
"""What goes with every answer."""
MAP_HEADERS = {**_SHARED, "content-security-policy": "frame-ancestors 'self'"}
"""What goes with a map: it has a policy of its own inside, and is shown in a frame of the editor's page alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """The status of HTTP, and the key of its sentence in the tables of words."""

    status: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """The address of one server: its port and a token that nobody can guess."""

    port: int
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    @property
    def origin(self) -> str:
        """What a browser calls a page of this server."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def address(self) -> str:
        """The page to open."""
        return f"{self.origin}/{self.token}/"

    def path(self, asked: str) -> str | None:
        """The path behind the token; None where the token is another."""
        token, slash, rest = asked.removeprefix("/").partition("/")
        known = secrets.compare_digest(token.encode("utf-8", "replace"), self.token.encode())
        return f"/{rest}" if known and slash else None

    def refusal(self, method: str, asked: str, headers: Mapping[str, str]) -> Refusal | None:
        """Why a request is not answered; None where it may be. The names of headers are in small letters."""
        if headers.get("host") != self.origin.removeprefix("http://"):
            return Refusal(status=421, why="host")
        if self.path(asked) is None:
            return Refusal(status=403, why="token")
        told = headers.get("origin", "" if method == "POST" else self.origin)
        if told != self.origin:
            return Refusal(status=403, why="origin")
        return None

"""Map tiles from a server, under the routes: only where an editor asked for them.

A page with tiles is no longer without requests: whoever opens it tells the server where on the map he looks.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

__all__ = ["Tiles"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiles:
    """A tile server: its address with `{z}`, `{x}` and `{y}` in it, and whom its terms want named on the map."""

    url: str
    attribution: str

    @property
    def origin(self) -> str:
        """What a content security policy allows: `https://tile.example.org`, `https://*.example.org` for `{s}`."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc.replace('{s}', '*')}"

"""A map in another page: the frame, what its address asks for, and the script that makes it as high as the map."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from html import escape, unescape
from pathlib import Path
from urllib.parse import quote

from routes.errors import RoutesError
from routes.files import read_text

__all__ = ["Shown", "embedded", "snippet"]

_GENERATOR = '<meta name="generator" content="routes">'
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_ATLAS = re.compile(r'<script type="application/json" id="atlas">(.*?)</script>', re.DOTALL)
_SANDBOX = "allow-scripts allow-popups allow-popups-to-escape-sandbox"
_SHAPE = "aspect-ratio:4/3;min-height:440px"
"""Of a frame whose page runs no script."""
_HIGHEST = 30_000
"""Pixels beyond which no frame grows, whatever its page says."""

_LISTENER = f"""\
<script>
addEventListener('message', ({{ source, data }}) => {{
  const high = Number(data?.routes);
  for (const frame of document.querySelectorAll('iframe.routes-map')) {{
    if (frame.contentWindow !== source || !(high >= 0)) continue;
    frame.style.height = high ? `${{Math.min(high, {_HIGHEST})}}px` : '';
  }}
}});
</script>
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the frame shows at first; None and False: what the map shows by itself."""

    caravan: str | None = None
    day: date | None = None
    lang: str | None = None
    bare: bool = False

    def __str__(self) -> str:
        """As it stands in the map's address: `#caravan=2018-10-first&day=2018-10-21`, or nothing."""
        day = self.day.isoformat() if self.day else None
        asked = {"caravan": self.caravan, "day": day, "lang": self.lang, "bare": "1" if self.bare else None}
        words = "&".join(f"{key}={quote(value, safe='')}" for key, value in asked.items() if value)
        return f"#{words}" if words else ""


def embedded(page: Path, address: str, shown: Shown, *, height: int | None = None) -> str:
    """The snippet for a page of routes. Raises RoutesError where the file is none, or has no such caravan."""
    html, _ = read_text(page)
    if _GENERATOR not in html:
        raise RoutesError(f"{page}: is no map; give an HTML file that `routes build` made, such as maps/index.html")
    known = _caravans(html)
    if shown.caravan and known and shown.caravan not in known:
        raise RoutesError(f"{page}: has no caravan {shown.caravan!r}; it has {', '.join(known)}")
    title = _TITLE.search(html)
    return snippet(f"{address}{shown}", unescape(title[1]) if title else "", growing=not shown.bare, height=height)


def snippet(address: str, title: str, *, growing: bool = True, height: int | None = None) -> str:
    """The frame, and where it is growing and has no height of its own the script that heeds the map."""
    shape = f"height:{height}px" if height else _SHAPE
    frame = (
        f'<iframe class="routes-map" src="{escape(address)}" title="{escape(title)}" loading="lazy"\n'
        f'  sandbox="{_SANDBOX}" style="display:block;width:100%;{shape};border:0"></iframe>\n'
    )
    return frame + (_LISTENER if growing and not height else "")


def _caravans(html: str) -> tuple[str, ...]:
    """The ids of the page's caravans; none where the page is so large that it is packed."""
    block = _ATLAS.search(html)
    atlas = json.loads(block[1]) if block else None
    return tuple(route["id"] for route in atlas["routes"]) if isinstance(atlas, dict) else ()

"""Colours and dashes of the caravans: told apart by both, and readable on the light and on the dark map.

A colour is `#rrggbb`. Contrast is that of WCAG 2: 1 to 21; a line needs 3, text 4.5.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from routes.model import Caravan

__all__ = ["DARK_LAND", "LIGHT_LAND", "Ink", "contrast", "inks", "readable", "text_on"]

LIGHT_LAND = "#fbfaf6"
DARK_LAND = "#262b30"
LINE_CONTRAST = 4.6
"""WCAG asks for 3 of a line and 4.5 of text: the number of a hollow stop is written in the colour of its line."""

# Told apart by people with the common colour-vision deficiencies; each has at least 4.5:1 on LIGHT_LAND.
PALETTE = ("#0b5fa5", "#b8410f", "#00735a", "#8a2f8f", "#7a5a00", "#ad1457", "#2f6b1f", "#4d5560")
# No dotted line: dots mean that a leg is planned. As many as do not divide the palette: the pairs differ for long.
DASHES = ("", "11 5", "20 5", "14 4 3 4", "9 3", "26 4 9 4", "16 4 3 4 3 4")

SHORTEST = 9.0
"""Pixels of a caravan's longest dash, at least: what is shorter would be taken for the dots of a planned leg."""

_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_DASH = re.compile(r"\d{1,3}(\.\d{1,2})?([ ,]+\d{1,3}(\.\d{1,2})?){0,9}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ink:
    """How one caravan is drawn: its line on light and on dark ground, and the text on top of each; an SVG dash."""

    light: str
    dark: str
    on_light: str
    on_dark: str
    dash: str


def contrast(one: str, other: str) -> float:
    """The WCAG contrast of two colours: 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def readable(color: str, ground: str) -> str:
    """The colour, moved towards black or white in small steps until text of it can be read on the ground."""
    towards = "#000000" if _luminance(ground) > 0.18 else "#ffffff"  # 0.18: where black and white are equally far
    steps = (_mixed(color, towards, step / 20) for step in range(21))
    return next(mixed for mixed in steps if contrast(mixed, ground) >= LINE_CONTRAST)


def text_on(color: str) -> str:
    """White or near-black, whichever is read better on the colour; never below 4.5."""
    return max("#ffffff", "#111111", key=lambda text: contrast(text, color))


def inks(caravans: Sequence[Caravan]) -> tuple[Ink, ...]:
    """One ink for each caravan: its own colour and dash where it has them, else the next ones that are free."""
    colors = _filled(
        (caravan.color.lower() if _COLOR.fullmatch(caravan.color) else "" for caravan in caravans), PALETTE
    )
    wanted = (_long(caravan.dash.strip()) if _DASH.fullmatch(caravan.dash.strip()) else None for caravan in caravans)
    dashes = (DASHES[index % len(DASHES)] if dash is None else dash for index, dash in enumerate(wanted))
    return tuple(_ink(color, dash) for color, dash in zip(colors, dashes, strict=True))


def _long(dash: str) -> str:
    """The dash, made larger where even its longest part is short."""
    lengths = [float(length) for length in re.split(r"[ ,]+", dash)]
    longest = max(lengths[::2])
    return dash if longest >= SHORTEST else " ".join(f"{length * SHORTEST / longest:.3g}" for length in lengths)


@lru_cache(maxsize=1_000)
def _ink(color: str, dash: str) -> Ink:
    """Kept, since every page asks for the inks of all caravans."""
    light, dark = readable(color, LIGHT_LAND), readable(color, DARK_LAND)
    return Ink(light=light, dark=dark, on_light=text_on(light), on_dark=text_on(dark), dash=dash)


def _filled(wanted: Iterable[str], palette: Sequence[str]) -> list[str]:
    """The wanted colours; the gaps are filled from the palette, its used ones last."""
    colors = list(wanted)
    free = [color for color in palette if color not in colors] or list(palette)
    gaps = [index for index, color in enumerate(colors) if not color]
    for turn, index in enumerate(gaps):
        colors[index] = free[turn % len(free)]
    return colors


def _channels(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _mixed(color: str, towards: str, share: float) -> str:
    pairs = zip(_channels(color), _channels(towards), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _luminance(color: str) -> float:
    """Relative luminance, 0 to 1, as WCAG 2 defines it for sRGB."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in _channels(color))]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

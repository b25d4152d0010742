"""What the page's style sheet paints can be seen: contrast as WCAG 2 reckons it, on light and on dark ground."""

from __future__ import annotations

import re

import pytest

from routes.assembly.caravans import COLORS
from routes.colours import contrast, inks
from routes.model import Caravan
from routes.webmap.assets import style

LIGHT, DARK = (
    dict(re.findall(r"--([\w-]+):(#[0-9a-f]{6})", block)) for block in re.findall(r":root\{(.*?)\}", style())[:2]
)
GROUNDS = ("paper", "land", "sea")


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_text_can_be_read(theme: dict[str, str], ground: str) -> None:
    for text in ("ink", "soft"):
        assert contrast(theme[text], theme[ground]) >= 4.5, text


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_warnings_signs_and_the_focus_can_be_seen(theme: dict[str, str]) -> None:
    assert contrast(theme["warn"], theme["paper"]) >= 4.5
    assert contrast(theme["warn"], theme["press"]) >= 4.5
    for sign in ("event", "grave"):
        assert contrast(theme[sign], theme["on-event"]) >= 4.5
        assert min(contrast(theme[sign], theme[ground]) for ground in GROUNDS) >= 3
    assert min(contrast(theme["focus"], theme[ground]) for ground in GROUNDS) >= 3


def test_every_colour_of_okabe_and_ito_is_a_line_that_can_be_seen_on_land_and_sea() -> None:
    for ink in inks([Caravan(id=color, name=color, color=color) for color in (*COLORS, "#F0E442")]):
        for line, theme in ((ink.light, LIGHT), (ink.dark, DARK)):
            assert min(contrast(line, theme[ground]) for ground in GROUNDS) >= 3
            assert contrast(line, theme["paper"]) >= 4.5  # the number of a hollow stop

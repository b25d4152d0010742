"""The outlines of the states and departments that are reported without a town: what is uncertain is drawn as a region.

A whole country is told in words only: its outline would say no more than its name.
"""

from __future__ import annotations

from routes.lasting import lasting
from routes.model import Place
from routes.outlines import unit_outline

from .clipping import thinned
from .ground import encoded

__all__ = ["area_outline"]

STRAY = 0.03
"""How far in degrees it may be drawn off its course: an area is seen whole, not near."""


@lasting
def area_outline(place: Place) -> str:
    """The ring around the unit, as `encoded` has it; "" for what is none and where the outlines have none."""
    return encoded(thinned(unit_outline(place), lambda *_: STRAY))
